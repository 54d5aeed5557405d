//! Large stories for tests and benchmarks, always the same for a number of
//! scenes: parts of 20 to 25 scenes with hubs that are come back to, flaws planted
//! in known number, and the same story told in ink.

mod alike;
mod ink;
mod plan;
mod prose;
mod ron;

use sungari::narrative::parse::StoryFile;

pub(crate) use alike::{Dice, open_choice, told_alike};

/// A story made here.
pub(crate) struct Generated {
    pub(crate) files: Vec<StoryFile>,
    /// The same words, choices, conditions and effects. Ink has no facts and no
    /// italics; their words stand unmarked.
    pub(crate) ink: String,
    /// Choices that can never be taken, as `scene.key`, of scenes that are
    /// entered.
    pub(crate) impossible: Vec<String>,
    /// Scenes that are never entered.
    pub(crate) closed: Vec<String>,
}

/// A story of about so many scenes.
pub(crate) fn story(scenes: usize) -> Generated {
    let plan = plan::Plan::of(scenes);
    let (files, ink) = (ron::files(&plan), ink::source(&plan));
    Generated { files, ink, impossible: plan.impossible, closed: plan.closed }
}
