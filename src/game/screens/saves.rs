//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct SavesState {}

/// Draws the screen.
pub fn saves_ui(ui: &mut Ui, desk: &Desk<'_>, _state: &mut SavesState) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::Saves, "Saves", "", |_, _| None)
}
