//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;

/// Draws the screen.
pub fn credits_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::Credits, "Credits", "", |_, _| None)
}
