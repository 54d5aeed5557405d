//! What a vignette showed: of it nothing is kept, so it is said at its end.

use std::collections::BTreeSet;

use crate::narrative::model::{Fact, FactId, Mark, Scene, Story};
use crate::narrative::run::{Playthrough, marks, view};

/// What somebody saw of a vignette.
#[derive(Clone, Debug)]
pub struct Shown<'s> {
    /// The facts of its pages, in the order met.
    pub facts: Vec<&'s Fact>,
    /// Its scenes, each once, in the order entered; for what they invent.
    pub scenes: Vec<&'s Scene>,
}

/// What the pages of a vignette showed, from its beginning to where it stands.
pub fn shown<'s>(story: &'s Story, life: &Playthrough) -> Shown<'s> {
    let mut seen = Shown { facts: Vec::new(), scenes: Vec::new() };
    let mut met: BTreeSet<FactId> = BTreeSet::new();
    Playthrough::relive(story, life.seed(), &life.pages(), |then| {
        let page = view(story, then);
        for mark in marks(page.scene, &page.blocks) {
            if let Mark::Fact(fact) = mark
                && met.insert(fact)
            {
                seen.facts.push(story.fact(fact));
            }
        }
        if !seen.scenes.iter().any(|scene| scene.name == page.scene.name) {
            seen.scenes.push(page.scene);
        }
    });
    seen
}
