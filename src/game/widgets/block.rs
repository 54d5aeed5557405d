//! One block of a page: a paragraph, a line of speech, a note, a document.

use bevy_egui::egui::{Id, Ui};

use super::document::document_line;
use super::passage::{Marked, PassageLook, passage};
use crate::game::theme::Colours;
use crate::narrative::model::Mark;
use crate::narrative::run::{BlockKind, BlockView};

/// How the blocks of a page are set.
#[derive(Clone, Copy, Debug)]
pub struct BlockLook<'a> {
    /// The colours of the page.
    pub colours: &'a Colours,
    /// Size of reading text in points.
    pub size: f32,
    /// Height of its lines as a multiple of its size.
    pub leading: f32,
    /// The words an invented document bears.
    pub invented_document: &'a str,
    /// What is said of words that are struck out, and of words written in.
    pub corrections: [&'a str; 2],
}

/// How far notes and documents stand in from the left, in points.
const INDENT: f32 = 18.0;

/// Draws a block as wide as the `ui`, and the space after it. `opacity` runs
/// from 0, unseen, to 1. Returns the mark the reader opened.
pub fn block_ui(
    ui: &mut Ui,
    id: Id,
    look: &BlockLook<'_>,
    block: &BlockView<'_>,
    opacity: f32,
    marked: Marked<'_>,
) -> Option<Mark> {
    let BlockLook { colours, size, leading, .. } = *look;
    let id = id.with(block.key);
    let plain = PassageLook {
        colours,
        size,
        leading,
        italic: false,
        typed: false,
        lead: None,
        told: None,
        opacity,
    };
    let gap = size * 0.55;
    let opened = match block.kind {
        BlockKind::Text => passage(ui, id, plain, &block.spans, marked),
        BlockKind::Say { who } => {
            passage(ui, id, PassageLook { lead: Some(who), ..plain }, &block.spans, marked)
        }
        BlockKind::Note => {
            let look = PassageLook { italic: true, size: size * 0.94, ..plain };
            indented(ui, |ui| passage(ui, id, look, &block.spans, marked))
        }
        BlockKind::Document { title, form, first } => {
            let line = (title, form, first);
            return document_line(ui, id, look, block, line, opacity, marked);
        }
    };
    ui.add_space(gap);
    opened
}

fn indented<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        ui.vertical(add).inner
    })
    .inner
}
