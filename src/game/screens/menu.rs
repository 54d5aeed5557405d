//! What else can be done from a page.

use bevy_egui::egui::{Id, Ui, text::TextFormat};

use super::sheet::{Sheet, sheet};
use super::{Desk, Screen, layout};
use crate::game::action::PlayerAction;
use crate::game::input::Command;
use crate::game::theme::{Face, size};
use crate::game::widgets::{entries, label, text_button};

/// Draws the menu of a page.
pub fn menu_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    let layout = layout(Screen::Menu, ui.max_rect(), desk.settings);
    let colours = desk.colours;
    let word = |key: &str| desk.strings.get(key);
    let can_step_back = desk.life.is_some_and(|life| !life.steps().is_empty());
    let mut rows = vec![(word("menu-page"), PlayerAction::Close)];
    if can_step_back {
        rows.push((word("menu-history"), PlayerAction::Open(Screen::History)));
    }
    rows.extend([
        (word("menu-notebook"), PlayerAction::Open(Screen::Notebook)),
        (word("menu-archive"), PlayerAction::Open(Screen::Archive)),
        (word("menu-saves"), PlayerAction::Open(Screen::Saves)),
        (word("menu-settings"), PlayerAction::Open(Screen::Settings)),
        (word("menu-how"), PlayerAction::Open(Screen::Introduction)),
        (word("menu-title"), PlayerAction::Open(Screen::Title)),
        (word("title-quit"), PlayerAction::Quit),
    ]);
    let (action, closes) = sheet(
        ui,
        Sheet { id: Id::new("menu"), layout: &layout, colours, fills_window: true },
        |ui| {
            ui.add_space(if layout.is_tall { 30.0 } else { layout.sheet.height() * 0.08 });
            label(
                ui,
                &desk.strings.of_story("menu-heading", desk.story),
                TextFormat::simple(Face::Italic.at(size::HEADING), colours.text),
            );
            ui.add_space(14.0);
            let words: Vec<_> = rows.iter().map(|(words, _)| (words.as_str(), None)).collect();
            let taken = entries(ui, colours, &words);
            ui.add_space(20.0);
            taken.map(|taken| rows[taken].1.clone())
        },
        Some(|ui: &mut Ui| {
            let key = desk.keys.shown(Command::Menu);
            text_button(ui, colours, &word("foot-page"), key, true).clicked()
        }),
    );
    action.or((closes == Some(true)).then_some(PlayerAction::Close))
}
