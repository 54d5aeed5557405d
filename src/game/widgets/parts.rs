//! What holds a screen together: headings, rules, keys, a ruler of steps.

use bevy_egui::egui::{
    self, Rect, Sense, Stroke, StrokeKind, Ui, pos2, text::LayoutJob, text::TextFormat, vec2,
};

use super::passage::label;
use super::voice::{as_heading, news};
use crate::game::theme::{Colours, Face, size};

/// The heading of a group: spaced capitals over a rule.
pub fn group_heading(ui: &mut Ui, colours: &Colours, words: &str) {
    let format = TextFormat {
        extra_letter_spacing: 1.0,
        ..TextFormat::simple(Face::Semibold.at(size::SMALL), colours.text)
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    job.append(&words.to_uppercase(), 0.0, format);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::empty());
    ui.painter().galley(rect.min, galley, colours.text);
    // A capital at a time is no word to who listens.
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, words));
    as_heading(ui, &response, words);
    ui.add_space(4.0);
    rule(ui, colours);
    ui.add_space(10.0);
}

/// A thin line as wide as the `ui`.
pub fn rule(ui: &mut Ui, colours: &Colours) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 1.0));
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, colours.faint));
}

/// A paragraph in the type of notes.
pub fn paragraph(ui: &mut Ui, colours: &Colours, words: &str) {
    label(ui, words, TextFormat::simple(Face::Roman.at(size::NOTE_BELOW), colours.text));
}

/// A quiet line under something.
pub fn aside(ui: &mut Ui, colours: &Colours, words: &str) {
    label(ui, words, TextFormat::simple(Face::Italic.at(size::NOTE + 0.5), colours.quiet));
}

/// Something that happened or that stands in the way: beside a bar, so that it
/// is seen without its colour.
pub fn told(ui: &mut Ui, colours: &Colours, words: &str) -> egui::Response {
    let top = ui.cursor().min;
    let inner = ui.horizontal_top(|ui| {
        ui.add_space(14.0);
        ui.vertical(|ui| {
            let format = TextFormat::simple(Face::Semibold.at(size::NOTE_BELOW), colours.text);
            news(ui, words, format)
        })
        .inner
    });
    let bar = Rect::from_min_max(top, pos2(top.x + 4.0, inner.response.rect.bottom()));
    ui.painter().rect_filled(bar, 0.0, colours.accent);
    inner.inner
}

/// Draws a key as a cap, its right edge at `right`, and returns its left edge.
pub(super) fn key_cap(ui: &Ui, colours: &Colours, key: &str, right: egui::Pos2) -> f32 {
    let mut job = LayoutJob::default();
    job.append(key, 0.0, TextFormat::simple(Face::Semibold.at(size::NOTE), colours.text));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let width = (galley.size().x + 14.0).max(26.0);
    let cap = Rect::from_min_max(right - vec2(width, 12.0), right + vec2(0.0, 12.0));
    let stroke = Stroke::new(1.0, colours.quiet);
    ui.painter().rect(cap, 3.0, colours.raised, stroke, StrokeKind::Inside);
    ui.painter().galley(cap.center() - galley.size() / 2.0, galley, colours.text);
    cap.left()
}

/// A ruler of `count` marks, the first `on` of them in ink.
pub fn ruler(ui: &mut Ui, colours: &Colours, count: usize, on: usize) {
    let width = ui.available_width().min(12.0 * count as f32);
    let (rect, _) = ui.allocate_exact_size(vec2(width, 34.0), Sense::empty());
    for index in 0..count {
        let x = rect.left() + (index as f32 + 0.5) * width / count as f32;
        // Each taller than the one before: what they stand for is size.
        let half = 4.0 + 9.0 * index as f32 / count.max(2) as f32;
        let mark = Rect::from_center_size(pos2(x, rect.center().y), vec2(5.0, 2.0 * half));
        if index < on {
            ui.painter().rect_filled(mark, 0.0, colours.ink);
        } else {
            let stroke = Stroke::new(1.0, colours.quiet);
            ui.painter().rect_stroke(mark, 0.0, stroke, StrokeKind::Inside);
        }
    }
}
