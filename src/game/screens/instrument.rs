//! What the screens that are not pages share: a wide sheet with a heading, and
//! a way to close it.

use bevy_egui::egui::{Id, Ui, text::TextFormat};

use super::sheet::{Sheet, sheet};
use super::{Desk, Screen, layout};
use crate::game::action::PlayerAction;
use crate::game::input::Command;
use crate::game::theme::{Face, Layout, size};
use crate::game::widgets::{as_heading, begin_stops, end_stops, label, text_button, walk_stops};

/// Draws a sheet of `screen` with a heading, a line that says what it is for,
/// and `content` under them.
pub(super) fn instrument(
    ui: &mut Ui,
    desk: &Desk<'_>,
    screen: Screen,
    heading: &str,
    told: &str,
    content: impl FnOnce(&mut Ui, &Layout) -> Option<PlayerAction>,
) -> Option<PlayerAction> {
    instrument_with_foot(ui, desk, screen, heading, told, content, |_| None)
}

/// The same, with more in the foot line than the way to close it.
pub(super) fn instrument_with_foot(
    ui: &mut Ui,
    desk: &Desk<'_>,
    screen: Screen,
    heading: &str,
    told: &str,
    content: impl FnOnce(&mut Ui, &Layout) -> Option<PlayerAction>,
    foot: impl FnOnce(&mut Ui) -> Option<PlayerAction>,
) -> Option<PlayerAction> {
    let layout = layout(screen, ui.max_rect(), desk.settings);
    let colours = desk.colours;
    let (action, asked) = sheet(
        ui,
        Sheet { id: Id::new(("instrument", screen)), layout: &layout, colours, fills_window: true },
        |ui| {
            begin_stops(ui);
            ui.add_space(30.0);
            let large = TextFormat::simple(Face::Italic.at(size::HEADING), colours.text);
            let headed = label(ui, heading, large);
            as_heading(ui, &headed, heading);
            ui.add_space(4.0);
            if !told.is_empty() {
                label(ui, told, TextFormat::simple(Face::Roman.at(layout.note), colours.quiet));
            }
            for notice in desk.notices {
                ui.add_space(8.0);
                let format = TextFormat::simple(Face::Semibold.at(layout.note), colours.text);
                label(ui, notice, format);
            }
            ui.add_space(16.0);
            let action = content(ui, &layout);
            ui.add_space(24.0);
            end_stops(ui);
            action
        },
        Some(|ui: &mut Ui| {
            let key = desk.keys.shown(Command::Menu);
            let close = text_button(ui, colours, &desk.strings.get("foot-close"), key, true);
            close.clicked().then_some(PlayerAction::Close).or(foot(ui))
        }),
    );
    walk_stops(ui);
    action.or(asked.flatten())
}
