//! How much of an author's notes the story has used.

use std::collections::BTreeSet;

use crate::narrative::model::Story;

/// What the story has used of its notes. Codes are a capital letter and
/// digits; `S` is for what the work began from, `W` for what was read besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Codes of `S` that a fact or a claim gives.
    pub seed_used: usize,
    /// Codes of `W` that a fact or a claim gives.
    pub wider_used: usize,
    /// Codes of the notes that nothing gives, in the order of the notes.
    pub unused: Vec<String>,
    /// Codes that the notes do not have, sorted.
    pub unknown: Vec<String>,
}

/// Holds the codes of facts and claims against the notes, where there are any.
/// An item of the notes begins with its code: `- **S19** …`.
pub fn dossier(story: &Story, notes: Option<&str>) -> Dossier {
    let facts = story.facts.iter().filter_map(|fact| fact.reference.as_deref());
    let claims = story.claims.iter().filter_map(|claim| claim.reference.as_deref());
    let used: BTreeSet<&str> = facts.chain(claims).collect();
    let count = |letter: char| used.iter().filter(|code| code.starts_with(letter)).count();
    let known: Vec<&str> = notes.unwrap_or_default().lines().filter_map(code).collect();
    let unknown = used.iter().filter(|code| notes.is_some() && !known.contains(code));
    Dossier {
        seed_used: count('S'),
        wider_used: count('W'),
        unused: known
            .iter()
            .filter(|code| !used.contains(*code))
            .map(|code| code.to_string())
            .collect(),
        unknown: unknown.map(|code| code.to_string()).collect(),
    }
}

/// The code that a line of notes begins with.
fn code(line: &str) -> Option<&str> {
    let (code, _) = line.trim_start().strip_prefix("- **")?.split_once("**")?;
    let digits = code.strip_prefix(|letter: char| letter.is_ascii_uppercase())?;
    let is_code = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_code.then_some(code)
}
