//! One block of a page: a paragraph, a line of speech, a note, a document.

use bevy_egui::egui::{self, Id, Ui, text::TextFormat};

use super::label;
use super::passage::{Marked, PassageLook, passage};
use crate::game::theme::{Colours, Face, size};
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
    let BlockLook { colours, size, leading, invented_document } = *look;
    let id = id.with(block.key);
    let plain = PassageLook { colours, size, leading, italic: false, lead: None, opacity };
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
        BlockKind::Document { title, first } => {
            let top = ui.cursor().min;
            let opened = indented(ui, |ui| {
                if first && opacity > 0.0 {
                    document_head(ui, colours, &format!("{invented_document} · {title}"));
                }
                let look = PassageLook { size: size * 0.92, ..plain };
                passage(ui, id, look, &block.spans, marked)
            });
            ui.add_space(gap * 0.4);
            if opacity > 0.0 {
                let stroke = egui::Stroke::new(1.5, colours.faint);
                ui.painter().vline(top.x + 4.0, top.y..=ui.cursor().top(), stroke);
            }
            return opened;
        }
    };
    ui.add_space(gap);
    opened
}

fn document_head(ui: &mut Ui, colours: &Colours, words: &str) {
    let format = TextFormat {
        extra_letter_spacing: 0.8,
        ..TextFormat::simple(Face::Semibold.at(size::SMALL - 1.5), colours.quiet)
    };
    label(ui, &words.to_uppercase(), format);
    ui.add_space(4.0);
}

fn indented<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        ui.vertical(add).inner
    })
    .inner
}
