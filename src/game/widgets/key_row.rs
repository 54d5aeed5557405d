//! A command and its keys.

use bevy_egui::egui::{
    CursorIcon, Id, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, text::LayoutJob,
    text::TextFormat, vec2,
};

use super::focus::{attend, focus_ring};
use super::parts::key_cap;
use crate::game::theme::{Colours, Face, size};

/// Draws a command and its keys, `width` wide; all of it is a button. While it
/// waits for a key, `waits` stands in place of them.
pub fn key_row(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    width: f32,
    command: &str,
    keys: &[&str],
    waits: Option<&str>,
) -> Response {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width * if waits.is_some() { 1.0 } else { 0.62 } - 16.0;
    let format = TextFormat::simple(Face::Roman.at(size::NOTE_BELOW), colours.text);
    job.append(command, 0.0, format);
    if let Some(waits) = waits {
        let asked = TextFormat::simple(Face::Italic.at(size::NOTE + 0.5), colours.text);
        job.append("\n", 0.0, asked.clone());
        job.append(waits, 0.0, asked);
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = (galley.size().y + 14.0).max(36.0);
    // A name of its own: the row keeps the keyboard whatever comes to stand beside it.
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::click());
    attend(ui, &response);
    response.widget_info(|| {
        let says = waits.map_or_else(|| keys.join(", "), str::to_owned);
        WidgetInfo::labeled(WidgetType::Button, true, format!("{command}: {says}"))
    });
    if response.hovered() || response.has_focus() || waits.is_some() {
        ui.painter().rect_filled(rect, 1.0, colours.raised);
    }
    if response.has_focus() {
        focus_ring(ui, rect, colours);
    }
    let at = pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colours.text);
    if waits.is_none() {
        let mut right = pos2(rect.right() - 8.0, rect.center().y);
        for key in keys.iter().rev() {
            right.x = key_cap(ui, colours, key, right) - 6.0;
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
