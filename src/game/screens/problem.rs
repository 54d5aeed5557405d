//! What is wrong with a story that does not load.

use bevy_egui::egui::{self, Color32, Id, Ui, text::TextFormat};

use super::sheet::{Sheet, sheet};
use crate::game::action::PlayerAction;
use crate::game::theme::{Colours, Face, Layout, size};
use crate::game::widgets::{label, text_button};
use crate::i18n::{FluentValue, Strings};
use crate::store::Settings;

/// Draws the problems of a story as `check` prints them.
pub fn problem_ui(
    ui: &mut Ui,
    colours: &Colours,
    strings: &Strings,
    folder: &str,
    count: usize,
    report: &str,
) -> Option<PlayerAction> {
    let mut layout = Layout::page(ui.max_rect(), &Settings::default());
    let window = layout.window;
    let side = (window.width() * 0.06).min(80.0);
    layout.sheet.min = window.min + egui::vec2(side, 0.0);
    layout.sheet.max = window.max - egui::vec2(side, 0.0);
    layout.is_tall = false;
    let (_, leaves) = sheet(
        ui,
        Sheet { id: Id::new("problem"), layout: &layout, colours, fills_window: false },
        |ui| {
            ui.add_space(28.0);
            let heading = TextFormat::simple(Face::Italic.at(size::HEADING), colours.text);
            label(ui, &strings.get("problem-heading"), heading);
            ui.add_space(8.0);
            let count = FluentValue::from(count);
            let told = strings.with("problem-told", &[("count", count), ("folder", folder.into())]);
            label(ui, &told, TextFormat::simple(Face::Roman.at(size::TEXT), colours.text));
            ui.add_space(16.0);
            for problem in report.split("\n\n").filter(|text| !text.trim().is_empty()) {
                let frame = egui::Frame::new().fill(colours.raised).inner_margin(12.0);
                frame.show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    egui::ScrollArea::horizontal().id_salt(problem).show(ui, |ui| {
                        let format =
                            TextFormat::simple(Face::Mono.at(size::SMALL), Color32::PLACEHOLDER);
                        code(ui, problem, TextFormat { color: colours.text, ..format });
                    });
                });
                ui.add_space(10.0);
            }
            label(
                ui,
                &strings.get("problem-advice"),
                TextFormat::simple(Face::Roman.at(size::NOTE + 1.0), colours.quiet),
            );
            ui.add_space(20.0);
        },
        Some(|ui: &mut Ui| {
            text_button(ui, colours, &strings.get("title-quit"), "Esc", true).clicked()
        }),
    );
    let escapes = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    (leaves == Some(true) || escapes).then_some(PlayerAction::Quit)
}

/// Text whose lines must not be broken anew.
fn code(ui: &mut Ui, text: &str, format: TextFormat) {
    ui.scope(|ui| {
        let mut job = egui::text::LayoutJob::default();
        job.wrap.max_width = f32::INFINITY;
        job.append(text, 0.0, format);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::empty());
        ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, text));
    });
}
