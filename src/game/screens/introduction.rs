//! How to read: before the first page, and whenever the reader asks.

use bevy_egui::egui::{self, Id, Ui, text::LayoutJob, text::TextFormat};

use super::sheet::{Sheet, sheet};
use super::{Desk, Screen, layout};
use crate::game::action::PlayerAction;
use crate::game::input::Command;
use crate::game::theme::{Colours, Face, size};
use crate::game::widgets::{
    ButtonLook, MarkKind, begin_screen, begin_stops, button, end_stops, group_heading, in_a_row,
    label, mark_sample, paragraph, text_button, walk_stops,
};
use crate::i18n::FluentValue;
use crate::narrative::model::Grade;

/// From this many points on the page has two columns.
const TWO_COLUMNS: f32 = 640.0;

/// Draws how to read, what the marks mean and what is invented.
pub fn introduction_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    let Desk { strings, colours, .. } = *desk;
    begin_screen(ui, Id::new("introduction"));
    let layout = layout(Screen::Introduction, ui.max_rect(), desk.settings);
    let (_, action) = sheet(
        ui,
        Sheet { id: Id::new("introduction"), layout: &layout, colours, fills_window: true },
        |ui| {
            begin_stops(ui);
            ui.add_space(26.0);
            let heading = TextFormat::simple(Face::Italic.at(size::HEADING), colours.text);
            label(ui, &strings.get("menu-how"), heading);
            ui.add_space(14.0);
            if layout.column >= TWO_COLUMNS {
                let width = (layout.column - 40.0) / 2.0;
                in_a_row(ui, &[width, width], 40.0, |ui, column| match column {
                    0 => {
                        hands(ui, desk);
                        ui.add_space(18.0);
                        truth(ui, desk);
                    }
                    _ => {
                        marks(ui, desk);
                        ui.add_space(18.0);
                        likings(ui, desk);
                    }
                });
            } else {
                hands(ui, desk);
                ui.add_space(18.0);
                marks(ui, desk);
                ui.add_space(18.0);
                truth(ui, desk);
                ui.add_space(18.0);
                likings(ui, desk);
            }
            ui.add_space(24.0);
            end_stops(ui);
        },
        Some(|ui: &mut Ui| foot(ui, desk)),
    );
    walk_stops(ui);
    action.flatten()
}

/// The one thing to do here.
fn foot(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    let Desk { strings, colours, .. } = *desk;
    ui.add_space(10.0);
    if desk.settings.introduced {
        let key = desk.keys.shown(Command::Menu);
        let closes = text_button(ui, colours, &strings.get("foot-close"), key, true);
        return closes.clicked().then_some(PlayerAction::Close);
    }
    let begin = strings.get("introduction-begin");
    let look = ButtonLook::lead(&begin);
    let begins = button(ui, Id::new("begin"), colours, &look).clicked();
    ui.add_space(16.0);
    let settings = text_button(ui, colours, &strings.get("title-settings"), "", true);
    match (begins, settings.clicked()) {
        (true, _) => Some(PlayerAction::Close),
        (_, true) => Some(PlayerAction::Open(Screen::Settings)),
        _ => None,
    }
}

/// Keys, mouse, touch, gamepad.
fn hands(ui: &mut Ui, desk: &Desk<'_>) {
    let Desk { strings, colours, keys, .. } = *desk;
    group_heading(ui, colours, &strings.get("introduction-hands"));
    let key = |command| FluentValue::from(keys.shown(command));
    let by_keys = strings.with(
        "introduction-keys-told",
        &[
            ("notes", key(Command::Notes)),
            ("back", key(Command::Back)),
            ("menu", key(Command::Menu)),
        ],
    );
    let told = |name: &str, told: &str| (strings.get(name), strings.get(told));
    let lines = [
        (strings.get("introduction-keys"), by_keys),
        told("introduction-mouse", "introduction-mouse-told"),
        told("introduction-touch", "introduction-touch-told"),
        told("introduction-gamepad", "introduction-gamepad-told"),
    ];
    for (name, told) in lines {
        led(ui, colours, &name, &told);
        ui.add_space(5.0);
    }
}

/// What the marks of the text mean, each as the text shows it.
fn marks(ui: &mut Ui, desk: &Desk<'_>) {
    let Desk { story, strings, colours, .. } = *desk;
    group_heading(ui, colours, &strings.get("introduction-marks"));
    let meanings = [
        (Grade::Documented, "introduction-documented"),
        (Grade::Reported, "introduction-reported"),
        (Grade::Contested, "introduction-contested"),
        (Grade::Legend, "introduction-legend"),
        (Grade::Invented, "introduction-invented"),
    ];
    for (grade, meaning) in meanings {
        let words = story.frame.grade(grade);
        mark_sample(ui, colours, MarkKind::Fact(grade), words, &strings.get(meaning));
        ui.add_space(5.0);
    }
    let told = strings.get("note-told");
    mark_sample(ui, colours, MarkKind::Claim, &told, &strings.get("introduction-claim"));
    ui.add_space(5.0);
    let word = strings.get("note-term");
    mark_sample(ui, colours, MarkKind::Term, &word, &strings.get("introduction-term"));
}

/// What is invented, and who has looked at it.
fn truth(ui: &mut Ui, desk: &Desk<'_>) {
    let Desk { story, strings, colours, .. } = *desk;
    group_heading(ui, colours, &strings.get("introduction-truth"));
    paragraph(ui, colours, &story.notice);
    ui.add_space(6.0);
    let document = FluentValue::from(story.frame.invented_document.as_str());
    let told = strings.with("introduction-document", &[("document", document)]);
    paragraph(ui, colours, &told);
}

/// What can be had otherwise.
fn likings(ui: &mut Ui, desk: &Desk<'_>) {
    let Desk { strings, colours, keys, .. } = *desk;
    group_heading(ui, colours, &strings.get("introduction-likings"));
    let key = |command| FluentValue::from(keys.shown(command));
    let values = [("larger", key(Command::Larger)), ("smaller", key(Command::Smaller))];
    paragraph(ui, colours, &strings.with("introduction-likings-told", &values));
}

/// A paragraph led by a word.
fn led(ui: &mut Ui, colours: &Colours, lead: &str, words: &str) {
    let text_size = size::NOTE_BELOW;
    let format = |face: Face| TextFormat {
        line_height: Some(text_size * 1.36),
        ..TextFormat::simple(face.at(text_size), colours.text)
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    job.append(lead, 0.0, format(Face::Semibold));
    job.append(words, 8.0, format(Face::Roman));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::empty());
    ui.painter().galley(rect.min, galley, colours.text);
    let says = format!("{lead}: {words}");
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, says.as_str()));
}
