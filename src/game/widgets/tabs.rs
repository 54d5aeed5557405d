//! Tabs: what of a screen is shown.

use bevy_egui::egui::{
    self, Id, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, accesskit, pos2,
    text::LayoutJob, text::TextFormat, vec2,
};

use super::button::MAIN;
use super::focus::{attend, focus_ring};
use crate::game::theme::{Colours, Face, size};

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
    let (_, rect) = ui.allocate_space(vec2(galley.size().x, MAIN));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::SelectableLabel, true, &label));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::Tab);
        node.set_selected(is_open);
    });
    attend(ui, &response);
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
