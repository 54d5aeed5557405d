//! What a visitor reads: all of a page or its summary, the facts of it, and how
//! it goes on at home.

use super::{Exhibit, Reading};
use crate::narrative::explore::life_of;
use crate::narrative::model::{FactId, Mark};
use crate::narrative::record::shown;
use crate::narrative::run::{BlockView, Playthrough, SceneView, marks, view};

impl Exhibit {
    /// The life of the whole story that a visitor would go on with at home: the
    /// one read, or the one that a vignette’s route leads to.
    pub fn take_home(&self) -> Option<Playthrough> {
        match self.vignette() {
            // A route that the story does not have any more leads to its beginning.
            Some(vignette) => Some(
                life_of(&self.story, vignette, 0)
                    .unwrap_or_else(|_| Playthrough::begin(&self.story, 0)),
            ),
            None => self.life().cloned(),
        }
    }

    /// Whether the page that is read closes what it is in.
    pub fn is_over(&self) -> bool {
        self.life().is_some_and(|life| view(self.story(), life).ending.is_some())
    }

    /// Whether the page that is read is one of which there is only the summary.
    pub(super) fn is_summed_up(&self) -> bool {
        let scene = self.life().map(|life| &self.story().scene(life.state().scene).name);
        scene.is_some_and(|scene| self.summaries.contains(scene))
    }

    /// Whether a content note waits for an answer.
    pub fn is_asked(&self) -> bool {
        let is_read = self.visit.as_ref().is_some_and(|visit| visit.reading.is_some());
        !is_read && self.life().is_some_and(|life| view(self.story(), life).content.is_some())
    }

    /// What there is to read of a page: nothing before its content note is answered,
    /// then all of it or its summary.
    pub fn blocks<'a, 's>(&self, page: &'a SceneView<'s>) -> &'a [BlockView<'s>] {
        match (&page.content, self.visit.as_ref().and_then(|visit| visit.reading)) {
            (Some(_), None) => &[],
            (Some(content), Some(Reading::Summary)) => &content.summary,
            _ => &page.blocks,
        }
    }

    /// The facts of what is read, in the order met; of a vignette, which is short,
    /// those of all its pages so far.
    pub fn facts(&self) -> Vec<FactId> {
        let Some(life) = self.life() else { return Vec::new() };
        let page = view(self.story(), life);
        let reads = self.visit.as_ref().and_then(|visit| visit.reading);
        let is_whole = page.content.is_none() || reads == Some(Reading::Page);
        if self.vignette().is_some() && is_whole {
            let facts = shown(self.story(), life).facts;
            return facts.iter().filter_map(|fact| self.story.fact_named(&fact.name)).collect();
        }
        let mut facts = Vec::new();
        for mark in marks(page.scene, self.blocks(&page)) {
            let fact = match mark {
                Mark::Fact(fact) => fact,
                Mark::Claim(claim) => self.story.claim(claim).weighed_by,
                Mark::Term(_) => continue,
            };
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        facts
    }
}
