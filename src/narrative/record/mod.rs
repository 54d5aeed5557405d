//! The reader's record: what somebody has met, opened, thought and finished,
//! over all their lives.
//!
//! It belongs to the reader, not to a life: no condition asks for any of it.
//! Everything is held by name, so that it outlasts an edit of the story; what
//! the story no longer has is kept, and not shown.

mod archive;
mod epilogue;
mod merge;
mod note;
mod notebook;
mod shown;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use archive::{
    Archive, ArchiveFact, Filter, Unmet, Work, archive, bibliography, facts_to_show,
};
pub use epilogue::{Decision, Epilogue, FactsSeen, Fork, epilogue};

pub use super::model::minutes;
pub use note::{Reopened, reopen};
pub use notebook::{ClaimWeighed, cutting, notebook, notebook_of_all_lives};
pub use shown::{Shown, shown};
pub use text::{RecordError, look, read, write};

/// Everything a story knows of its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The facts met on pages and beside decisions, and in which scenes.
    pub facts: BTreeMap<String, BTreeSet<String>>,
    /// The facts that were opened, wherever they stood.
    pub opened: BTreeSet<String>,
    /// The terms that were opened.
    pub terms: BTreeSet<String>,
    /// The claims heard, once a life, in the order heard.
    pub heard: Vec<Heard>,
    /// What the reader thinks of claims.
    pub beliefs: BTreeMap<String, Held>,
    /// The blocks read, by scene: their keys, and for a later stage the key, a
    /// dot and its number.
    pub blocks: BTreeMap<String, BTreeSet<String>>,
    /// The choices ever taken, by scene: their keys.
    pub choices: BTreeMap<String, BTreeSet<String>>,
    /// The lives that came to an end, in the order finished.
    pub lives: Vec<FinishedLife>,
}

/// What a reader thinks of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Belief {
    /// It is so.
    Believe,
    /// It may not be so.
    Doubt,
}

/// What a reader thought of a claim last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Held {
    /// When, in seconds since the beginning of 1970, UTC.
    pub at_secs: u64,
    /// What; nothing where they took it back.
    pub belief: Option<Belief>,
}

/// A claim that was heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The claim.
    pub claim: String,
    /// The scene it was first heard in.
    pub scene: String,
    /// The seed of the life it was heard in.
    pub life: u64,
    /// When, in seconds since the beginning of 1970, UTC.
    pub at_secs: u64,
}

/// A life that came to an end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishedLife {
    /// What chance was drawn from.
    pub seed: u64,
    /// The ending.
    pub ending: String,
    /// When, in seconds since the beginning of 1970, UTC.
    pub finished_at_secs: u64,
    /// The choices taken, each `scene.key`, with the outcome after it where
    /// chance decided.
    pub steps: Vec<String>,
    /// How many words of prose were read.
    pub words: usize,
    /// How long it was played, where that is known.
    #[serde(default)]
    pub played_secs: Option<u64>,
}
