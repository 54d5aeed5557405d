//! The notebook: who told the reader what, and on request what weighs it.

use super::Desk;
use super::margin::{Depth, fact};
use crate::narrative::run::ClaimHeard;

/// Every claim heard, with who made it and where, and no verdict.
pub(super) fn list(desk: Desk<'_>, heard: &[ClaimHeard]) -> String {
    let Desk { strings, paper, .. } = desk;
    let count = [("claims", heard.len().into())];
    let mut text = paper.paragraph(&strings.with("notebook-heading", &count));
    for (index, claim) in heard.iter().enumerate() {
        text += &entry(desk, index, claim);
    }
    if !heard.is_empty() {
        text += &paper.paragraph(&strings.get("notebook-more"));
    }
    text
}

/// One claim set against the record, by its number counted from 1.
pub(super) fn weigh(desk: Desk<'_>, heard: &[ClaimHeard], number: usize) -> String {
    let Desk { story, strings, paper } = desk;
    let Some(index) = number.checked_sub(1).filter(|index| *index < heard.len()) else {
        return paper
            .paragraph(&strings.with("answer-no-claim", &[("claims", heard.len().into())]));
    };
    let claim = story.claim(heard[index].claim);
    let verdict = [("verdict", strings.verdict(claim.verdict).into())];
    let mut text = entry(desk, index, &heard[index]);
    text += &paper.paragraph(&strings.with("notebook-verdict", &verdict));
    if let Some(note) = &claim.note {
        text += &paper.paragraph(note);
    }
    text += &paper.paragraph(&strings.get("notebook-weighed-by"));
    text + &fact(desk, "    ", story.fact(claim.weighed_by), Depth::Sources)
}

fn entry(desk: Desk<'_>, index: usize, heard: &ClaimHeard) -> String {
    let Desk { story, strings, paper } = desk;
    let claim = story.claim(heard.claim);
    let words = [
        ("who", story.person(claim.who).shown.as_str().into()),
        ("title", story.scene(heard.scene).title.as_str().into()),
        ("says", claim.says.as_str().into()),
    ];
    paper.hanging(&format!("{}. ", index + 1), &strings.with("notebook-claim", &words))
}
