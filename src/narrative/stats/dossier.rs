//! How much of an author's notes the story has used, and where.

use std::collections::BTreeSet;

use super::{claims_of, raised_by};
use crate::narrative::model::{FactId, PartId, Story};

/// What the story has used of its notes. Codes are a capital letter and
/// digits; `S` is for what the work began from, `W` for what was read besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Codes of `S` that a fact or a claim gives.
    pub seed_used: usize,
    /// Codes of `W` that a fact or a claim gives.
    pub wider_used: usize,
    /// Part by part, in the story's order, the codes of facts and claims that
    /// its scenes raise, sorted.
    pub met: Vec<Vec<String>>,
    /// Codes that a fact or a claim gives and no scene raises, sorted: they
    /// are met in the archive alone.
    pub archive: Vec<String>,
    /// Codes of the notes that nothing gives, in the order of the notes.
    pub unused: Vec<String>,
    /// Codes that the notes do not have, sorted.
    pub unknown: Vec<String>,
}

impl Dossier {
    /// How many codes of a letter scenes raise.
    pub fn met_in_scenes(&self, letter: char) -> usize {
        let met: BTreeSet<&String> = self.met.iter().flatten().collect();
        met.into_iter().filter(|code| code.starts_with(letter)).count()
    }

    /// How many codes of a letter are met in the archive alone.
    pub fn only_in_archive(&self, letter: char) -> usize {
        self.archive.iter().filter(|code| code.starts_with(letter)).count()
    }
}

/// Holds the codes of facts and claims against the notes, where there are any.
/// An item of the notes begins with its code: `- **S19** …`.
pub fn dossier(story: &Story, notes: Option<&str>) -> Dossier {
    let facts = story.facts.iter().filter_map(|fact| fact.reference.as_deref());
    let claims = story.claims.iter().filter_map(|claim| claim.reference.as_deref());
    let used: BTreeSet<&str> = facts.chain(claims).collect();
    let met: Vec<BTreeSet<&str>> =
        (0..story.parts.len()).map(|part| codes_met(story, PartId::new(part))).collect();
    let count = |letter: char| used.iter().filter(|code| code.starts_with(letter)).count();
    let known: Vec<&str> = notes.unwrap_or_default().lines().filter_map(code).collect();
    let unknown = used.iter().filter(|code| notes.is_some() && !known.contains(code));
    let unmet = used.iter().filter(|code| !met.iter().any(|met| met.contains(*code)));
    let unused = known.iter().filter(|code| !used.contains(*code));
    Dossier {
        seed_used: count('S'),
        wider_used: count('W'),
        archive: unmet.map(|code| code.to_string()).collect(),
        unused: unused.map(|code| code.to_string()).collect(),
        unknown: unknown.map(|code| code.to_string()).collect(),
        met: met.into_iter().map(|met| met.into_iter().map(str::to_owned).collect()).collect(),
    }
}

/// The codes of the facts and claims that the scenes of a part raise.
fn codes_met(story: &Story, part: PartId) -> BTreeSet<&str> {
    let facts: BTreeSet<FactId> = raised_by(story, part).collect();
    let facts = facts.into_iter().filter_map(|fact| story.fact(fact).reference.as_deref());
    let claims = claims_of(story, part).into_iter();
    facts.chain(claims.filter_map(|claim| story.claim(claim).reference.as_deref())).collect()
}

/// The code that a line of notes begins with.
fn code(line: &str) -> Option<&str> {
    let (code, _) = line.trim_start().strip_prefix("- **")?.split_once("**")?;
    let digits = code.strip_prefix(|letter: char| letter.is_ascii_uppercase())?;
    let is_code = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_code.then_some(code)
}
