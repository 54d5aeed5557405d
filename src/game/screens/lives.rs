//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct LivesState {}

/// Draws the screen.
pub fn lives_ui(ui: &mut Ui, desk: &Desk<'_>, _state: &mut LivesState) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::Lives, "Lives", "", |_, _| None)
}
