//! The fact layer: facts, sources, and claims set against them.

use super::{Date, FactId, PartId, Period, PersonId, PlaceId, SourceId};

/// A statement about the real world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The id authors use.
    pub name: String,
    /// The statement, a sentence or two.
    pub statement: String,
    /// How sure it is.
    pub grade: Grade,
    /// When it holds, as exactly as is known.
    pub date: Option<Date>,
    /// Where.
    pub place: Option<PlaceId>,
    /// What a careful reader should also know.
    pub note: Option<String>,
    /// What each side says, where sides differ. No side is the default.
    pub accounts: Vec<Account>,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
    /// What to say in place of a source, where none is named.
    pub unsourced: Option<String>,
    /// The dossier's code.
    pub reference: Option<String>,
    /// The part that will raise it, while no scene does.
    pub waits_for: Option<PartId>,
}

/// One side of a contested matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who says so.
    pub who: String,
    /// What they say.
    pub says: String,
    /// Where they say it.
    pub sources: Vec<SourceId>,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub enum Grade {
    /// Widely attested, or shown from archives by specialists.
    Documented,
    /// From few, partisan or single sources.
    Reported,
    /// Sources disagree; the accounts say how.
    Contested,
    /// A tale that specialist work refutes.
    Legend,
    /// The story's own.
    Invented,
}

/// A work that facts rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The id authors use.
    pub name: String,
    /// What sort of work it is.
    pub kind: SourceKind,
    /// Author and year, for a margin.
    pub short: String,
    /// The full reference, as far as it is known.
    pub cite: String,
    /// How far it was checked.
    pub checked: Checked,
    /// What a careful reader should also know.
    pub note: Option<String>,
}

/// What sort of work a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum SourceKind {
    Book,
    Article,
    Thesis,
    Memoir,
    Document,
    Press,
    Encyclopaedia,
}

/// How far a source was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub enum Checked {
    /// Read as a whole.
    Read,
    /// Read in part: an excerpt, an abstract, an opening.
    Excerpt,
    /// Named from general knowledge; not seen.
    Unchecked,
}

/// Something that somebody says is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The id authors use.
    pub name: String,
    /// What is claimed, in our words.
    pub says: String,
    /// Who claims it.
    pub who: PersonId,
    /// How it stands against the record.
    pub verdict: Verdict,
    /// The fact that weighs it.
    pub weighed_by: FactId,
    /// What a careful reader should also know.
    pub note: Option<String>,
    /// The dossier's code.
    pub reference: Option<String>,
    /// Where it is met.
    pub met: Met,
    /// The part that will raise it, while no scene does.
    pub waits_for: Option<PartId>,
}

/// How a claim stands against the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub enum Verdict {
    /// The record bears it out.
    Supported,
    /// The record bears out a part of it.
    Partly,
    /// The record goes against it.
    Contradicted,
    /// The record is divided.
    Open,
    /// No second source was found.
    Unverified,
}

/// A word that readers may not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The id authors use.
    pub name: String,
    /// The word itself, as a glossary heads its entry.
    pub word: String,
    /// What it means, in a sentence or two.
    pub gloss: String,
    /// The fact to read on with.
    pub fact: Option<FactId>,
    /// The part that will raise it, while no text does.
    pub waits_for: Option<PartId>,
    /// When there is what it means.
    pub period: Period,
}

/// Where a claim is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub enum Met {
    /// Somebody in a scene says it.
    #[default]
    Scene,
    /// It stands in the press cutting in the archive.
    Cutting,
}
