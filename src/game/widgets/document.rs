//! A line of an invented document, on the paper that its form has.

use bevy_egui::egui::{Color32, Id, Rect, Shape, Stroke, Ui, pos2, text::TextFormat};

use super::block::BlockLook;
use super::columns::in_a_row;
use super::label;
use super::passage::{Marked, PassageLook, passage};
use crate::game::theme::{Colours, Face, size};
use crate::narrative::model::{Hand, Mark, PaperForm, Span, cells};
use crate::narrative::run::BlockView;

/// How far paper stands in from the left, and its words from its edge, in points.
const INDENT: f32 = 12.0;
const EDGE: f32 = 14.0;
/// Between two cells.
const GAP: f32 = 14.0;
/// A cell as narrow as this holds no word: cells stand under one another then.
const LEAST_CELL: f32 = 86.0;
/// What the time takes of a transcript.
const TIME: f32 = 62.0;

/// What a form does to its paper.
struct Sheet {
    ground: Color32,
    is_typed: bool,
    is_written: bool,
    /// How much of the width it takes.
    share: f32,
}

impl Sheet {
    fn of(form: PaperForm, colours: &Colours) -> Sheet {
        let sheet = |ground, share| Sheet { ground, is_typed: false, is_written: false, share };
        match form {
            PaperForm::Plain => sheet(Color32::TRANSPARENT, 1.0),
            PaperForm::Letter => Sheet { is_written: true, ..sheet(colours.raised, 0.94) },
            PaperForm::Slip => Sheet { is_typed: true, ..sheet(colours.raised, 0.72) },
            PaperForm::Carbon => Sheet { is_typed: true, ..sheet(colours.carbon, 1.0) },
            PaperForm::Card => Sheet { is_typed: true, ..sheet(colours.raised, 1.0) },
            PaperForm::Transcript => Sheet { is_typed: true, ..sheet(colours.sheet, 1.0) },
            PaperForm::Proof | PaperForm::Table | PaperForm::Columns => sheet(colours.raised, 1.0),
        }
    }
}

/// Draws a line of a document, its head before the first; returns the mark that
/// the reader opened. Lines of one paper touch.
pub(super) fn document_line(
    ui: &mut Ui,
    id: Id,
    look: &BlockLook<'_>,
    block: &BlockView<'_>,
    (title, form, first): (&str, PaperForm, bool),
    opacity: f32,
    marked: Marked<'_>,
) -> Option<Mark> {
    let colours = look.colours;
    let sheet = Sheet::of(form, colours);
    let under = ui.painter().add(Shape::Noop);
    let origin = ui.cursor().min;
    let is_plain = form == PaperForm::Plain;
    let width = ui.available_width() * sheet.share - INDENT;
    let edge = if is_plain { INDENT / 2.0 } else { EDGE };
    let mut opened = None;
    let (mut bars, mut cells_from) = (Vec::new(), origin.y);
    in_a_row(ui, &[INDENT + edge, width - 2.0 * edge], 0.0, |ui, column| {
        if column == 0 {
            return;
        }
        if !is_plain {
            ui.add_space(if first { 10.0 } else { 5.0 });
        }
        if first && opacity > 0.0 {
            let words = format!("{} · {title}", look.invented_document);
            let colour = if is_plain { colours.quiet } else { colours.text };
            document_head(ui, colour, &words);
        }
        let scale = if sheet.is_typed { 0.78 } else { 0.92 };
        let plain = PassageLook {
            colours,
            size: look.size * scale,
            leading: look.leading,
            italic: sheet.is_written,
            typed: sheet.is_typed,
            lead: None,
            told: None,
            opacity,
        };
        cells_from = ui.cursor().top();
        if form.has_cells() {
            opened = cells_ui(ui, id, look, plain, block, form, marked, &mut bars);
        } else {
            let told = told(look, &block.spans);
            let look = PassageLook { told: told.as_deref(), ..plain };
            opened = passage(ui, id, look, &block.spans, marked);
        }
        if !is_plain {
            ui.add_space(5.0);
        }
    });
    if is_plain {
        ui.add_space(look.size * 0.22);
    }
    if opacity > 0.0 {
        let left = origin.x + INDENT;
        let area = Rect::from_min_max(pos2(left, origin.y), pos2(left + width, ui.cursor().top()));
        let shapes = paper(form, sheet.ground, area, colours, first, (&bars, cells_from), opacity);
        ui.painter().set(under, Shape::Vec(shapes));
    }
    opened
}

fn document_head(ui: &mut Ui, colour: Color32, words: &str) {
    let format = TextFormat {
        extra_letter_spacing: 0.8,
        ..TextFormat::simple(Face::Semibold.at(size::SMALL - 1.5), colour)
    };
    label(ui, &words.to_uppercase(), format);
    ui.add_space(4.0);
}

/// The words of a line for those who hear it, where a hand was at them.
fn told(look: &BlockLook<'_>, spans: &[Span]) -> Option<String> {
    if spans.iter().all(|span| span.hand == Hand::None) {
        return None;
    }
    let [struck, added] = look.corrections;
    let words = spans.iter().map(|span| match span.hand {
        Hand::None => span.text.clone(),
        Hand::Struck => format!("({struck}: {}) ", span.text),
        Hand::Added => format!("({added}: {}) ", span.text),
    });
    Some(words.collect())
}

/// The cells of a row side by side, or one under the other where there is no
/// room. Each says what it is to those who hear it. Fills in where a bar stands
/// between two.
#[allow(clippy::too_many_arguments, reason = "a row is a page in small")]
fn cells_ui(
    ui: &mut Ui,
    id: Id,
    look: &BlockLook<'_>,
    plain: PassageLook<'_>,
    block: &BlockView<'_>,
    form: PaperForm,
    marked: Marked<'_>,
    bars: &mut Vec<f32>,
) -> Option<Mark> {
    let cells = cells(&block.spans);
    let left = ui.cursor().left();
    let widths = widths(form, cells.len(), ui.available_width());
    let head = |cell: usize| block.heads.get(cell).filter(|head| !head.is_empty());
    let mut opened = None;
    let mut one = |ui: &mut Ui, cell: usize, is_stacked: bool| {
        let Some(spans) = cells.get(cell).filter(|spans| !spans.is_empty()) else { return };
        let words = told(look, spans);
        let words = words.unwrap_or_else(|| spans.iter().map(|span| &*span.text).collect());
        let told = head(cell).map(|head| format!("{head}: {words}"));
        let lead = head(cell).filter(|_| is_stacked).map(String::as_str);
        let look = PassageLook { told: told.as_deref().or(Some(words.as_str())), lead, ..plain };
        let at = passage(ui, id.with(("cell", cell)), look, spans, marked);
        opened = opened.or(at);
    };
    match widths {
        Some(widths) => {
            let mut at = left;
            for width in &widths[..widths.len().saturating_sub(1)] {
                at += width + GAP;
                bars.push(at - GAP / 2.0);
            }
            in_a_row(ui, &widths, GAP, |ui, cell| one(ui, cell, false));
        }
        // Each cell below says what it is.
        None if form.has_head() && block.heads.is_empty() => {}
        None => (0..cells.len()).for_each(|cell| one(ui, cell, true)),
    }
    opened
}

/// How wide each cell is; nothing where that is too narrow.
fn widths(form: PaperForm, count: usize, width: f32) -> Option<Vec<f32>> {
    let count = count.max(1);
    let room = width - GAP * (count as f32 - 1.0);
    if form == PaperForm::Transcript {
        let rest = (room - TIME) / (count as f32 - 1.0).max(1.0);
        return Some([TIME].into_iter().chain(vec![rest; count - 1]).collect());
    }
    let first = if form == PaperForm::Table { 1.6 } else { 1.0 };
    let share = room / (count as f32 - 1.0 + first);
    let widths = [share * first].into_iter().chain(vec![share; count - 1]);
    let least = if form == PaperForm::Card { LEAST_CELL * 0.75 } else { LEAST_CELL };
    (share >= least).then(|| widths.collect())
}

/// The paper under a line, with its ruling.
fn paper(
    form: PaperForm,
    ground: Color32,
    area: Rect,
    colours: &Colours,
    first: bool,
    (bars, cells_from): (&[f32], f32),
    opacity: f32,
) -> Vec<Shape> {
    let line = |width: f32| Stroke::new(width, colours.faint.gamma_multiply(opacity));
    let (top, bottom) = (area.top(), area.bottom());
    let across = |y: f32, stroke| Shape::hline(area.x_range(), y, stroke);
    let down = |x: f32, stroke| Shape::vline(x, area.y_range(), stroke);
    if form == PaperForm::Plain {
        return vec![down(area.left() - INDENT + 4.0, line(1.5))];
    }
    // A bar parts cells, and does not run through the head over them.
    let from = if first { cells_from } else { top };
    let bar = |x: &f32, width: f32| Shape::vline(*x, from..=bottom, line(width));
    let mut shapes = vec![Shape::rect_filled(area, 0.0, ground.gamma_multiply(opacity))];
    match form {
        PaperForm::Plain => {}
        // Ruled for writing.
        PaperForm::Letter => shapes.push(across(bottom, line(0.6))),
        // Cut off above and at both sides.
        PaperForm::Slip => {
            if first {
                let ends = [area.left_top(), area.right_top()];
                shapes.extend(Shape::dashed_line(&ends, line(1.2), 5.0, 4.0));
            }
            shapes.extend([down(area.left(), line(1.0)), down(area.right(), line(1.0))]);
        }
        // A margin of the machine.
        PaperForm::Carbon => shapes.push(down(area.left() + EDGE * 0.5, line(1.0))),
        // Marks where it is to be cut.
        PaperForm::Proof => {
            if first {
                let (left, right) = (area.left(), area.right());
                let corner = |x: f32| [pos2(x, top - 4.0), pos2(x, top + 8.0)];
                shapes.push(Shape::line_segment(corner(left), line(1.5)));
                shapes.push(Shape::line_segment(corner(right), line(1.5)));
                shapes.push(across(top, line(0.6)));
            }
        }
        PaperForm::Card | PaperForm::Table => {
            let weight = if first && form == PaperForm::Table { 1.8 } else { 0.8 };
            shapes.push(across(bottom, line(weight)));
            if form == PaperForm::Card {
                shapes.extend(bars.iter().map(|x| bar(x, 0.8)));
                shapes.extend([down(area.left(), line(1.2)), down(area.right(), line(1.2))]);
            }
            if first {
                shapes.push(across(top, line(1.2)));
            }
        }
        PaperForm::Columns => shapes.extend(bars.iter().map(|x| bar(x, 1.6))),
        PaperForm::Transcript => shapes.extend(bars.iter().map(|x| bar(x, 0.6))),
    }
    shapes
}
