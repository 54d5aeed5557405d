//! Buttons with a border, tabs, and rows that open.

use bevy_egui::egui::{
    self, Galley, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType,
    accesskit, pos2, text::LayoutJob, text::TextFormat, vec2,
};
use std::sync::Arc;

use super::controls::focus_ring;
use super::icon;
use super::stops::stop;
use crate::game::theme::{Colours, Face, size};
use crate::narrative::model::Grade;

/// Height of a button that is a screen's main business, in points.
pub const TARGET: f32 = 44.0;

/// A button with a border.
#[derive(Clone, Copy, Debug)]
pub struct ButtonLook<'a> {
    /// What it says.
    pub words: &'a str,
    /// A quiet word more, as a count.
    pub more: Option<&'a str>,
    /// For a button that stays pressed: whether it is.
    pub is_on: Option<bool>,
    /// Its height at the least.
    pub height: f32,
    /// What it says to those who cannot see what stands around it; nothing
    /// where its words are enough.
    pub spoken: Option<&'a str>,
}

impl<'a> ButtonLook<'a> {
    /// A plain button.
    pub fn plain(words: &'a str) -> Self {
        ButtonLook { words, more: None, is_on: None, height: TARGET, spoken: None }
    }

    /// A button that stays pressed.
    pub fn toggle(words: &'a str, is_on: bool) -> Self {
        ButtonLook { is_on: Some(is_on), ..ButtonLook::plain(words) }
    }
}

/// How wide a button will be, were there room.
pub fn button_width(ui: &Ui, colours: &Colours, look: &ButtonLook<'_>) -> f32 {
    button_galley(ui, colours, look, false, f32::INFINITY).size().x + 24.0
}

fn button_galley(
    ui: &Ui,
    colours: &Colours,
    look: &ButtonLook<'_>,
    on_ink: bool,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let text = if on_ink { colours.on_ink } else { colours.text };
    job.append(look.words, 0.0, TextFormat::simple(Face::Roman.at(size::NOTE + 1.5), text));
    if let Some(more) = look.more {
        let quiet = if on_ink { colours.on_ink } else { colours.quiet };
        job.append(more, 6.0, TextFormat::simple(Face::Roman.at(size::SMALL - 0.5), quiet));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Draws a button as wide as its words.
pub fn bordered(ui: &mut Ui, id: Id, colours: &Colours, look: &ButtonLook<'_>) -> Response {
    let is_on = look.is_on == Some(true);
    let galley = button_galley(ui, colours, look, is_on, ui.available_width() - 24.0);
    let wanted = vec2(galley.size().x + 24.0, (galley.size().y + 14.0).max(look.height));
    let (_, rect) = ui.allocate_space(wanted);
    let response = ui.interact(rect, id, Sense::click());
    let spoken = look.spoken.unwrap_or(look.words);
    let label = look.more.map_or(spoken.to_owned(), |more| format!("{spoken}, {more}"));
    response.widget_info(|| match look.is_on {
        Some(is_on) => WidgetInfo::selected(WidgetType::Button, true, is_on, &label),
        None => WidgetInfo::labeled(WidgetType::Button, true, &label),
    });
    stop(ui, &response);
    let fill = if is_on { colours.ink } else { colours.raised };
    let border = if response.hovered() { colours.text } else { colours.line };
    ui.painter().rect(rect, 2.0, fill, Stroke::new(1.0, border), StrokeKind::Inside);
    ui.painter().galley(
        pos2(rect.left() + 12.0, rect.center().y - galley.size().y / 2.0),
        galley,
        colours.text,
    );
    if response.has_focus() {
        focus_ring(ui, rect.expand(3.0), colours);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Draws tabs in as many lines as they need, a count beside the words where
/// there is one. Returns the one that was taken.
pub fn tabs(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    tabs: &[(String, Option<usize>)],
    open: usize,
) -> Option<usize> {
    let mut taken = None;
    ui.horizontal_wrapped(|ui| {
        for (index, (words, count)) in tabs.iter().enumerate() {
            let response = tab(ui, id.with(index), colours, words, *count, index == open);
            if response.clicked() {
                taken = Some(index);
            }
            ui.add_space(24.0);
        }
    });
    let line = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), line, Stroke::new(1.0, colours.faint));
    taken
}

fn tab(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    words: &str,
    count: Option<usize>,
    is_open: bool,
) -> Response {
    let label = count.map_or(words.to_owned(), |count| format!("{words} {count}"));
    let (face, colour) = match is_open {
        true => (Face::Semibold, colours.text),
        false => (Face::Roman, colours.quiet),
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.max_rect().width();
    job.append(&label, 0.0, TextFormat::simple(face.at(size::NOTE + 2.0), colour));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (_, rect) = ui.allocate_space(vec2(galley.size().x, TARGET));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::SelectableLabel, true, &label));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::Tab);
        node.set_selected(is_open);
    });
    stop(ui, &response);
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
    if is_open || response.hovered() {
        let (height, colour) = if is_open { (3.0, colours.accent) } else { (1.5, colours.line) };
        let line = rect.with_min_y(rect.bottom() - height);
        ui.painter().rect_filled(line, 0.0, colour);
    }
    if response.has_focus() {
        focus_ring(ui, rect.expand2(vec2(6.0, -4.0)), colours);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What stands before a row that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A fact's grade.
    Grade(Grade),
    /// Something told.
    Told,
    /// Nothing.
    None,
}

/// A row that opens on what stands behind it.
#[derive(Clone, Copy, Debug)]
pub struct RowLook<'a> {
    /// Its sign.
    pub sign: Sign,
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
    let indent = if look.sign == Sign::None { 0.0 } else { icon::SIDE + 10.0 };
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
    let height = (galley.size().y + 20.0).max(TARGET);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let words = [look.heading, look.statement, look.under];
        let words: Vec<_> = words.into_iter().filter(|words| !words.is_empty()).collect();
        WidgetInfo::labeled(WidgetType::Button, true, words.join(". "))
    });
    ui.ctx().accesskit_node_builder(id, |node| node.set_expanded(is_open));
    stop(ui, &response);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), 1.0, colours.raised);
    }
    let at = rect.min + vec2(indent, 10.0);
    let first = galley.rows.first().map_or(size::SMALL, |row| row.size.y);
    let centre = pos2(rect.left() + icon::SIDE / 2.0 + 1.0, at.y + first / 2.0);
    match look.sign {
        Sign::Grade(grade) => icon::grade(ui.painter(), grade, centre, colours.text),
        Sign::Told => icon::told(ui.painter(), centre, colours.text),
        Sign::None => {}
    }
    ui.painter().galley(at, galley, colours.text);
    fold_sign(ui, pos2(rect.right() - 8.0, at.y + first / 2.0), colours, is_open);
    if response.has_focus() {
        focus_ring(ui, rect.expand2(vec2(8.0, 0.0)), colours);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A cross where there is more to see, a dash where all of it is there.
fn fold_sign(ui: &Ui, centre: egui::Pos2, colours: &Colours, is_open: bool) {
    let stroke = Stroke::new(1.6, colours.accent);
    let square = Rect::from_center_size(centre, vec2(10.0, 10.0));
    ui.painter().hline(square.x_range(), centre.y, stroke);
    if !is_open {
        ui.painter().vline(centre.x, square.y_range(), stroke);
    }
}
