//! A line to write on.

use bevy_egui::egui::{
    Align, EventFilter, Frame, Id, Margin, Response, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo,
    WidgetType, vec2,
};

use super::focus::attend;
use crate::game::theme::{Colours, Face, size};

/// A line as wide as the `ui` on which the reader writes. Up and down lead
/// away from it.
pub fn field(ui: &mut Ui, id: Id, colours: &Colours, name: &str, text: &mut String) -> Response {
    let output = ui
        .scope(|ui| {
            ui.visuals_mut().text_cursor.stroke = Stroke::new(1.5, colours.text);
            let leaves = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            TextEdit::singleline(text)
                .id(id)
                .font(Face::Roman.at(size::NOTE_BELOW))
                .text_color(colours.text)
                .frame(Frame::new().fill(colours.raised).inner_margin(Margin::symmetric(10, 8)))
                .vertical_align(Align::Center)
                .desired_width(f32::INFINITY)
                .min_size(vec2(0.0, 36.0))
                .event_filter(leaves)
                .show(ui)
        })
        .inner;
    let response = output.response.response;
    attend(ui, &response);
    let shown = text.clone();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::TextEdit, ui.is_enabled(), name);
        info.current_text_value = Some(shown.clone());
        info
    });
    let (width, colour) =
        if response.has_focus() { (2.0, colours.accent) } else { (1.0, colours.quiet) };
    ui.painter().rect_stroke(response.rect, 2.0, Stroke::new(width, colour), StrokeKind::Inside);
    response
}
