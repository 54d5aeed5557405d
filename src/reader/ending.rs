//! The last page: what this life was, what it was told, and what of it was
//! invented.

use super::Desk;
use crate::narrative::model::{Ending, SceneId};
use crate::narrative::run::{Playthrough, claims_heard};

/// All that follows the prose of a page on which a life ends.
pub(super) fn page(desk: Desk<'_>, life: &Playthrough, ending: &Ending) -> String {
    let Desk { strings, paper, .. } = desk;
    let title = [("title", ending.title.as_str().into())];
    let document = [("document", ending.document.as_str().into())];
    let mut text = paper.paragraph(&strings.with("closing-title", &title));
    text += &paper.paragraph(&strings.with("closing-document", &document));
    if !ending.complete {
        text += &paper.paragraph(&strings.get("closing-unwritten"));
    }
    text.push('\n');
    text += &choices(desk, life);
    text += &claims(desk, life);
    text += &inventions(desk, life);
    text + &paper.paragraph(&strings.get("closing-next"))
}

fn choices(desk: Desk<'_>, life: &Playthrough) -> String {
    let Desk { story, strings, paper } = desk;
    let count = [("choices", life.steps().len().into())];
    let mut text = paper.paragraph(&strings.with("closing-choices", &count));
    for (index, step) in life.steps().iter().enumerate() {
        let scene = story.scene(step.scene);
        let words = [
            ("title", scene.title.as_str().into()),
            ("date", strings.date(scene.date).into()),
            ("label", story.choice(step.choice).label.as_str().into()),
        ];
        let lead = format!("{}. ", index + 1);
        text += &paper.hanging(&lead, &strings.with("closing-choice", &words));
    }
    text + "\n"
}

fn claims(desk: Desk<'_>, life: &Playthrough) -> String {
    let Desk { story, strings, paper } = desk;
    let heard = claims_heard(story, life);
    if heard.is_empty() {
        return String::new();
    }
    let mut text = paper.paragraph(&strings.get("closing-claims"));
    for (index, heard) in heard.iter().enumerate() {
        let claim = story.claim(heard.claim);
        let words = [
            ("who", story.person(claim.who).shown.as_str().into()),
            ("says", claim.says.as_str().into()),
            ("verdict", strings.verdict(claim.verdict).into()),
        ];
        let lead = format!("{}. ", index + 1);
        text += &paper.hanging(&lead, &strings.with("closing-claim", &words));
    }
    text + "\n"
}

/// What was invented, page by page, each page once.
fn inventions(desk: Desk<'_>, life: &Playthrough) -> String {
    let Desk { story, strings, paper } = desk;
    let mut read: Vec<SceneId> = Vec::new();
    for page in life.pages() {
        if !read.contains(&page.scene) {
            read.push(page.scene);
        }
    }
    let mut text = paper.paragraph(&strings.get("closing-invented"));
    for scene in read {
        let scene = story.scene(scene);
        let words =
            [("title", scene.title.as_str().into()), ("invented", scene.invented.as_str().into())];
        text += &paper.paragraph(&strings.with("closing-invented-on", &words));
    }
    text + "\n"
}
