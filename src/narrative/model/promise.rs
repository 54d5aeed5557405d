//! Promises: what an author says of every life, to be proved or refuted.

use super::{ClaimId, Condition, EndingId, FactId, SceneId};

/// What an author promises of every life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Promise {
    /// Some life comes to such a page.
    Reachable(Moment),
    /// No life does.
    Never(Moment),
    /// No life comes to a page before this has happened on an earlier one.
    AlwaysBefore(Event, Moment),
    /// A life can be read in so many minutes, at [`WORDS_A_MINUTE`](super::WORDS_A_MINUTE).
    ShortestUnder {
        /// The ending it comes to; any of them where none is named.
        ending: Option<EndingId>,
        /// How many minutes.
        minutes: usize,
    },
}

/// A page of a life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The scene it is of; any where none is named.
    pub scene: Option<SceneId>,
    /// The ending it closes with; any or none where none is named.
    pub ending: Option<EndingId>,
    /// What is so there.
    pub condition: Condition,
    /// The same in the author’s words; empty where nothing is asked.
    pub asked: String,
}

/// What happens on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A fact is shown.
    Learn(FactId),
    /// A claim is made.
    Hear(ClaimId),
    /// The page is of a scene.
    Visit(SceneId),
}
