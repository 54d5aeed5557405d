//! Buttons made of words.

use bevy_egui::egui::{
    self, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, text::LayoutJob,
    text::TextFormat, vec2,
};

use super::focus::{attend, focus_by_arrow, focus_ring};
use crate::game::theme::{Colours, Face, size};

/// A line of a list of things to do, as on the title: words, and a quiet word
/// more. The whole line is the button.
fn entry(ui: &mut Ui, colours: &Colours, words: &str, more: Option<&str>) -> Response {
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width() - 20.0;
    let set = |size: f32, line_height: f32, colour| TextFormat {
        line_height: Some(line_height),
        valign: egui::Align::BOTTOM,
        ..TextFormat::simple(Face::Roman.at(size), colour)
    };
    let leading = size::ENTRY * 1.3;
    job.append(words, 0.0, set(size::ENTRY, leading, colours.text));
    if let Some(more) = more {
        // This much less line puts the smaller letters on the same baseline.
        let less = 0.75 * (size::ENTRY - size::NOTE);
        job.append(more, 12.0, set(size::NOTE, leading - less, colours.quiet));
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = galley.size().y + 20.0;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        let label = more.map_or(words.to_owned(), |more| format!("{words}, {more}"));
        WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), label)
    });
    if response.has_focus() || response.hovered() {
        ui.painter().rect_filled(rect, 1.0, colours.raised);
        let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom()));
        ui.painter().rect_filled(bar, 0.0, colours.accent);
    }
    if response.has_focus() {
        focus_ring(ui, rect, colours);
    }
    ui.painter().galley(rect.min + vec2(16.0, 10.0), galley, colours.text);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Draws a list of things to do. The first has the keyboard from the start; up
/// and down go round. Returns the index of the one that was taken.
pub fn entries(ui: &mut Ui, colours: &Colours, rows: &[(&str, Option<&str>)]) -> Option<usize> {
    let mut responses = Vec::with_capacity(rows.len());
    for (words, more) in rows {
        responses.push(entry(ui, colours, words, *more));
        ui.add_space(2.0);
    }
    let at = responses.iter().position(Response::has_focus);
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    let count = responses.len();
    match at {
        None if ui.memory(|memory| memory.focused().is_none()) => {
            if let Some(first) = responses.first() {
                first.request_focus();
                ui.ctx().request_repaint();
            }
        }
        Some(at) if pressed(egui::Key::ArrowDown) => {
            focus_by_arrow(ui, responses[(at + 1) % count].id);
        }
        Some(at) if pressed(egui::Key::ArrowUp) => {
            focus_by_arrow(ui, responses[(at + count - 1) % count].id);
        }
        _ => {}
    }
    for response in &responses {
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
    }
    responses.iter().position(Response::clicked)
}

/// Words in a foot line that do something, and the key that does it too.
pub fn text_button(
    ui: &mut Ui,
    colours: &Colours,
    words: &str,
    key: &str,
    is_open: bool,
) -> Response {
    let mut job = LayoutJob::default();
    let colour = if is_open { colours.text } else { colours.quiet };
    let face = if is_open { Face::Semibold } else { Face::Roman };
    job.append(words, 0.0, TextFormat::simple(face.at(size::NOTE + 0.5), colour));
    if is_open {
        job.append(key, 5.0, TextFormat::simple(Face::Roman.at(size::SMALL - 1.5), colours.quiet));
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let sense = if is_open { Sense::click() } else { Sense::empty() };
    // At least 24 points either way: WCAG 2.2, 2.5.8.
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(20.0, 18.0), sense);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, is_open, words));
    if is_open {
        attend(ui, &response);
    }
    if response.hovered() {
        ui.painter().rect_filled(rect, 1.0, colours.raised);
    }
    if response.has_focus() {
        focus_ring(ui, rect, colours);
    }
    ui.painter().galley(rect.min + vec2(10.0, 9.0), galley, colours.text);
    if is_open { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response }
}

/// Small words above a heading that open something: spaced capitals with a
/// line under them.
pub fn small_link(
    ui: &mut Ui,
    id: egui::Id,
    colours: &Colours,
    words: &str,
    is_strong: bool,
    is_open: bool,
) -> Response {
    let face = if is_strong { Face::Semibold } else { Face::Roman };
    let colour = if is_strong { colours.text } else { colours.quiet };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let format = TextFormat {
        extra_letter_spacing: 0.8,
        ..TextFormat::simple(face.at(size::SMALL), colour)
    };
    job.append(&words.to_uppercase(), 0.0, format);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    // At least 24 points high: WCAG 2.2, 2.5.8.
    let height = galley.size().y.max(24.0);
    let (_, rect) = ui.allocate_space(vec2(galley.size().x, height));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_open, words));
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    let line = at.y + galley.size().y + 1.0;
    if response.hovered() || is_open {
        ui.painter().hline(rect.x_range(), line, Stroke::new(1.3, colours.line));
    } else {
        let ends = [pos2(rect.left(), line), pos2(rect.right(), line)];
        let stroke = Stroke::new(1.0, colours.line);
        ui.painter().extend(egui::Shape::dashed_line(&ends, stroke, 1.5, 3.5));
    }
    ui.painter().galley(at, galley, colour);
    if response.has_focus() {
        focus_ring(ui, rect.expand(3.0), colours);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
