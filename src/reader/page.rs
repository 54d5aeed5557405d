//! A page as plain text, with its notes numbered in the prose.

use super::Desk;
use crate::i18n::Strings;
use crate::narrative::model::{Hand, Mark, Scene, Span, cells};
use crate::narrative::run::{BlockKind, BlockView, ChoiceView, SceneView};

/// Title, date and place, and under a new part its heading.
pub(super) fn heading(desk: Desk<'_>, scene: &Scene, part_is_new: bool) -> String {
    let Desk { story, strings, paper } = desk;
    let mut text = String::new();
    if part_is_new {
        let part = story.part(scene.part);
        let words =
            [("number", part.number.as_str().into()), ("title", part.title.as_str().into())];
        text += &paper.paragraph(&strings.with("page-part", &words));
        text.push('\n');
    }
    text += &paper.paragraph(&scene.title);
    let words =
        [("date", strings.date(scene.date).into()), ("place", story.place_of(scene).into())];
    text += &paper.paragraph(&strings.with("page-when-and-where", &words));
    text
}

/// The blocks of a page, each after an empty line.
pub(super) fn blocks(desk: Desk<'_>, blocks: &[BlockView<'_>], notes: &[Mark]) -> String {
    let Desk { story, strings, paper } = desk;
    let mut text = String::new();
    for block in blocks {
        let words = prose(strings, &block.spans, notes);
        let continues = matches!(block.kind, BlockKind::Document { first: false, .. });
        if !continues {
            text.push('\n');
        }
        text += &match block.kind {
            BlockKind::Text => paper.paragraph(&words),
            BlockKind::Say { who } => {
                let words = [("who", who.into()), ("text", words.into())];
                paper.paragraph(&strings.with("page-speech", &words))
            }
            BlockKind::Note => {
                let keeper = story.frame.keeper.as_str();
                let words = [("keeper", keeper.into()), ("text", words.into())];
                paper.paragraph(&strings.with("page-keeper", &words))
            }
            BlockKind::Document { title, first, form } => {
                let kind = story.frame.invented_document.as_str();
                let heading = [("kind", kind.into()), ("title", title.into())];
                let heading = first.then(|| strings.with("page-document", &heading));
                let words = if form.has_cells() { row(desk, block, notes) } else { words };
                let lines = match form.has_cells() {
                    true => paper.entry(4, &words),
                    false => paper.set_in(4, &words),
                };
                heading.map(|words| paper.paragraph(&words)).unwrap_or_default() + &lines
            }
        };
    }
    text
}

/// The choices of a page in the order of their numbers: the open ones first,
/// so that wherever a life goes on, 1 goes on.
pub(super) fn in_order<'s>(page: &SceneView<'s>) -> Vec<ChoiceView<'s>> {
    let mut choices = page.choices.clone();
    choices.sort_by_key(|choice| choice.locked.is_some());
    choices
}

/// The choices of a page as lines, a locked one with its reason.
pub(super) fn choices(desk: Desk<'_>, page: &SceneView<'_>) -> String {
    let choices = in_order(page);
    choices.iter().enumerate().map(|(index, choice)| line(desk, index, choice)).collect()
}

fn line(desk: Desk<'_>, index: usize, choice: &ChoiceView<'_>) -> String {
    let Desk { strings, paper, .. } = desk;
    let number = (index + 1).to_string();
    let mut words = vec![("number", number.as_str().into()), ("label", choice.label.into())];
    let text = match choice.locked {
        None => strings.with("page-choice", &words),
        Some(reason) => {
            words.push(("reason", reason.into()));
            strings.with("page-locked", &words)
        }
    };
    // The number is the lead, so that a long label hangs from it.
    match text.split_once(' ') {
        Some((lead, rest)) => paper.hanging(&format!("{lead} "), rest),
        None => paper.paragraph(&text),
    }
}

/// A row of cells, each with what it is: one after the other, for whoever hears
/// them.
fn row(desk: Desk<'_>, block: &BlockView<'_>, notes: &[Mark]) -> String {
    let Desk { strings, .. } = desk;
    let cells = cells(&block.spans);
    let heads = block.heads.iter().map(String::as_str).chain(std::iter::repeat(""));
    let told: Vec<String> = cells
        .iter()
        .zip(heads)
        .map(|(cell, head)| (prose(strings, cell, notes), head))
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, head)| match head {
            "" => words,
            _ => strings.with("page-cell", &[("head", head.into()), ("words", words.into())]),
        })
        .collect();
    told.join("; ")
}

/// The words of a block, with the number of a note after the words that
/// raise it.
fn prose(strings: &Strings, spans: &[Span], notes: &[Mark]) -> String {
    let mut text = String::new();
    for span in spans {
        let corrected = [("words", span.text.as_str().into())];
        match span.hand {
            Hand::None => text += &span.text,
            Hand::Struck => text += &strings.with("page-struck", &corrected),
            Hand::Added => text += &strings.with("page-added", &corrected),
        }
        let note = |mark| notes.iter().position(|note| *note == mark);
        if let Some(index) = span.mark.and_then(note) {
            text += &format!(" [{}]", index + 1);
        }
    }
    text
}
