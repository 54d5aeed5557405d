//! Text that tells those who listen what it is: a heading, or news.

use bevy_egui::egui::{Response, Stroke, Ui, accesskit::Role, text::TextFormat};

use super::{announce, label};
use crate::game::theme::{Colours, Face, size};

/// A heading within a sheet: a rule, and small spaced capitals.
pub fn section(ui: &mut Ui, colours: &Colours, words: &str) -> Response {
    ui.add_space(26.0);
    let top = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), top, Stroke::new(1.5, colours.line));
    ui.add_space(10.0);
    let format = TextFormat {
        extra_letter_spacing: 1.0,
        ..TextFormat::simple(Face::Semibold.at(size::SMALL), colours.text)
    };
    let response = label(ui, &words.to_uppercase(), format);
    as_heading(ui, &response, words);
    ui.add_space(8.0);
    response
}

/// Makes a label a heading for those who listen.
pub fn as_heading(ui: &Ui, response: &Response, words: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(words.to_owned());
        node.clear_value();
    });
}

/// Text that may change by itself: those who listen are told when it does.
pub fn news(ui: &mut Ui, words: &str, format: TextFormat) -> Response {
    let response = label(ui, words, format);
    announce(ui, response.id);
    response
}
