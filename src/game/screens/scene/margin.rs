//! The margin of a page: its facts, claims and terms in the words to show.

use crate::game::screens::Desk;
use crate::game::screens::looks::{claim_look, fact_look, term_look};
use crate::game::widgets::{MarkKind, MarkLook, NoteLook};
use crate::narrative::model::{Mark, Scene};
use crate::narrative::run::{BlockView, marks};

/// The notes beside a page, numbered from 1.
pub(super) struct Margin<'s> {
    pub(super) notes: Vec<(Mark, NoteLook<'s>)>,
}

impl<'s> Margin<'s> {
    /// The notes beside `blocks` of a scene.
    pub(super) fn new(desk: &Desk<'s>, scene: &'s Scene, blocks: &[BlockView<'_>]) -> Self {
        let (story, strings) = (desk.story, desk.strings);
        let notes = marks(scene, blocks).into_iter().enumerate().map(|(index, mark)| {
            let number = Some(index + 1);
            let look = match mark {
                Mark::Fact(fact) => fact_look(story, strings, number, story.fact(fact)),
                Mark::Claim(claim) => claim_look(story, strings, number, story.claim(claim)),
                Mark::Term(term) => term_look(story, strings, number, story.term(term)),
            };
            (mark, look)
        });
        Margin { notes: notes.collect() }
    }

    /// How a passage sets a mark.
    pub(super) fn marked(&self, mark: Mark) -> Option<MarkLook> {
        let (_, look) = self.notes.iter().find(|(noted, _)| *noted == mark)?;
        let kind = match (mark, look.grade) {
            (Mark::Term(_), _) => MarkKind::Term,
            (_, Some(grade)) => MarkKind::Fact(grade),
            (_, None) => MarkKind::Claim,
        };
        let number = look.number.filter(|_| kind != MarkKind::Term);
        Some(MarkLook { number, kind, told: look.heading.clone() })
    }

    /// The note after `last`, round to the first.
    pub(super) fn next(&self, last: Option<Mark>) -> Option<Mark> {
        let at = last.and_then(|last| self.notes.iter().position(|(mark, _)| *mark == last));
        let next = at.map_or(0, |at| (at + 1) % self.notes.len());
        self.notes.get(next).map(|(mark, _)| *mark)
    }
}
