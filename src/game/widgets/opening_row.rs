//! A row that opens on what stands behind it.

use bevy_egui::egui::{
    self, Id, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2,
    text::LayoutJob, text::TextFormat, vec2,
};

use super::button::MAIN;
use super::focus::{attend, focus_ring};
use super::icon;
use crate::game::theme::{Colours, Face, size};
use crate::narrative::model::Grade;

/// A row that opens on what stands behind it.
#[derive(Clone, Copy, Debug)]
pub struct RowLook<'a> {
    /// The grade whose sign stands before it.
    pub grade: Option<Grade>,
    /// In small capitals above the statement; may be empty.
    pub heading: &'a str,
    /// What it says.
    pub statement: &'a str,
    /// Size of the statement's type.
    pub text: f32,
    /// In small italics under it; may be empty.
    pub under: &'a str,
}

/// Draws a row that opens, as wide as the `ui`. All of it is the button.
pub fn opening_row(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    look: &RowLook<'_>,
    is_open: bool,
) -> Response {
    let indent = if look.grade.is_some() { icon::SIDE + 10.0 } else { 0.0 };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width() - indent - 26.0;
    if !look.heading.is_empty() {
        let spaced = TextFormat {
            extra_letter_spacing: 0.9,
            line_height: Some(size::SMALL * 1.5),
            ..TextFormat::simple(Face::Semibold.at(size::SMALL - 1.5), colours.text)
        };
        job.append(&look.heading.to_uppercase(), 0.0, spaced);
        job.append("\n", 0.0, TextFormat::default());
    }
    let set = |face: Face, size: f32, colour| TextFormat {
        line_height: Some(size * 1.4),
        ..TextFormat::simple(face.at(size), colour)
    };
    job.append(look.statement, 0.0, set(Face::Roman, look.text, colours.text));
    if !look.under.is_empty() {
        job.append("\n", 0.0, TextFormat::default());
        let size = (look.text * 0.84).max(size::SMALL);
        job.append(look.under, 0.0, set(Face::Italic, size, colours.quiet));
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = (galley.size().y + 20.0).max(MAIN);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let words = [look.heading, look.statement, look.under];
        let words: Vec<_> = words.into_iter().filter(|words| !words.is_empty()).collect();
        WidgetInfo::labeled(WidgetType::Button, true, words.join(". "))
    });
    ui.ctx().accesskit_node_builder(id, |node| node.set_expanded(is_open));
    attend(ui, &response);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), 1.0, colours.raised);
    }
    let at = rect.min + vec2(indent, 10.0);
    let first = galley.rows.first().map_or(size::SMALL, |row| row.size.y);
    let centre = pos2(rect.left() + icon::SIDE / 2.0 + 1.0, at.y + first / 2.0);
    if let Some(grade) = look.grade {
        icon::grade(ui.painter(), grade, centre, colours.text);
    }
    ui.painter().galley(at, galley, colours.text);
    fold_sign(ui, pos2(rect.right() - 8.0, at.y + first / 2.0), colours, is_open);
    if response.has_focus() {
        focus_ring(ui, rect.expand2(vec2(8.0, 0.0)), colours);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A cross where there is more to see, a dash where all of it is there.
fn fold_sign(ui: &Ui, centre: Pos2, colours: &Colours, is_open: bool) {
    let stroke = Stroke::new(1.6, colours.accent);
    let square = Rect::from_center_size(centre, vec2(10.0, 10.0));
    ui.painter().hline(square.x_range(), centre.y, stroke);
    if !is_open {
        ui.painter().vline(centre.x, square.y_range(), stroke);
    }
}
