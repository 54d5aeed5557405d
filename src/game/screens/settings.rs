//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct SettingsState {}

/// Draws the screen.
pub fn settings_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,

    _state: &mut SettingsState,
) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::Settings, "Settings", "", |_, _| None)
}
