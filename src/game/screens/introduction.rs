//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;

/// Draws the screen.
pub fn introduction_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::Introduction, "Introduction", "", |_, _| None)
}
