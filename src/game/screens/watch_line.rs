//! The line at the foot of the window while a story is being written: what is
//! wrong with it, in a few words.

use bevy_egui::egui::{self, Id, Key, Modifiers, Rect, Ui, UiBuilder, text::TextFormat, vec2};

use super::problem::Problems;
use crate::game::action::PlayerAction;
use crate::game::theme::{Colours, Face, size};
use crate::game::widgets::{label, text_button};
use crate::i18n::{FluentValue, Strings};
use crate::narrative::diagnostic::Severity;

/// Its height in points.
const HEIGHT: f32 = 34.0;

/// The key that opens the list and closes it.
const KEY: Key = Key::F8;

/// What a window has beside the line.
pub(in crate::game) fn above_watch_line(window: Rect) -> Rect {
    window.with_max_y(window.bottom() - HEIGHT)
}

/// Draws the line. It opens the list of what is wrong, and closes it.
pub(in crate::game) fn watch_line(
    ui: &mut Ui,
    colours: &Colours,
    strings: &Strings,
    problems: &Problems,
    is_open: bool,
) -> Option<PlayerAction> {
    let window = ui.max_rect();
    let rect = window.with_min_y(window.bottom() - HEIGHT);
    ui.painter().rect_filled(rect, 0.0, colours.raised);
    ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, colours.faint));
    let left_to_right = egui::Layout::left_to_right(egui::Align::Center);
    let mut line = ui.new_child(
        UiBuilder::new()
            .id_salt(Id::new("watch line"))
            .max_rect(rect.shrink2(vec2(12.0, 0.0)))
            .layout(left_to_right),
    );
    let words = words(strings, problems, is_open);
    if problems.is_empty() {
        line.add_space(10.0);
        label(&mut line, &words, TextFormat::simple(Face::Roman.at(size::NOTE), colours.quiet));
        return None;
    }
    let clicked = text_button(&mut line, colours, &words, KEY.name(), true).clicked();
    let pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, KEY));
    (clicked || pressed).then_some(PlayerAction::ShowProblems(!is_open))
}

fn words(strings: &Strings, problems: &Problems, is_open: bool) -> String {
    let count = |severity| FluentValue::from(problems.count(severity));
    if problems.is_empty() {
        let folder = problems.folder.as_str().into();
        return strings.with("watch-clean", &[("folder", folder)]);
    }
    let words = if problems.unread.is_some() {
        strings.get("watch-unread")
    } else if problems.count(Severity::Error) > 0 {
        strings.with("watch-errors", &[("count", count(Severity::Error))])
    } else if problems.count(Severity::Warning) > 0 {
        strings.with("watch-warnings", &[("count", count(Severity::Warning))])
    } else {
        strings.with("watch-advice", &[("count", count(Severity::Advice))])
    };
    if problems.has_errors() && !is_open {
        return strings.with("watch-before", &[("what", words.into())]);
    }
    words
}
