//! A field to look for words in.

use bevy_egui::egui::{
    self, EventFilter, Id, Margin, Rect, Response, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2,
};

use super::buttons::TARGET;
use super::controls::focus_ring;
use super::stops::stop;
use crate::game::theme::{Colours, Face, size};

/// What became of the field.
pub struct SearchResponse {
    /// The words in it changed.
    pub changed: bool,
    /// The reader asked for the next place.
    pub entered: bool,
    /// The field.
    pub response: Response,
}

/// Draws a field of `width`. `hint` stands in it while it is empty, and names
/// it.
pub fn search_field(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    hint: &str,
    query: &mut String,
    width: f32,
) -> SearchResponse {
    let (_, rect) = ui.allocate_space(vec2(width, TARGET));
    ui.painter().rect(
        rect,
        2.0,
        colours.raised,
        Stroke::new(1.0, colours.line),
        StrokeKind::Inside,
    );
    let centre = pos2(rect.left() + 19.0, rect.center().y - 1.0);
    ui.painter().circle_stroke(centre, 5.0, Stroke::new(1.6, colours.quiet));
    let handle = [centre + vec2(3.6, 3.6), centre + vec2(8.5, 8.5)];
    ui.painter().line_segment(handle, Stroke::new(2.4, colours.quiet));
    let inner = Rect::from_min_max(rect.min + vec2(36.0, 0.0), rect.max - vec2(8.0, 0.0));
    let edit = TextEdit::singleline(query)
        .id(id)
        .frame(egui::Frame::NONE)
        .margin(Margin::symmetric(0, 10))
        .font(Face::Roman.at(size::NOTE + 2.5))
        .text_color(colours.text)
        .desired_width(inner.width())
        .vertical_align(egui::Align::Center)
        .min_size(inner.size())
        .char_limit(120)
        .return_key(None)
        // Up and down leave the field: a gamepad has no other way out.
        .event_filter(EventFilter { horizontal_arrows: true, ..EventFilter::default() });
    let response = ui.put(inner, edit);
    if query.is_empty() {
        let at = pos2(inner.left(), inner.center().y);
        let font = Face::Italic.at(size::NOTE + 2.5);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, hint, font, colours.quiet);
    }
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(hint.to_owned()));
    stop(ui, &response);
    let entered = response.has_focus()
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    if response.has_focus() {
        focus_ring(ui, rect, colours);
    }
    SearchResponse { changed: response.changed(), entered, response }
}
