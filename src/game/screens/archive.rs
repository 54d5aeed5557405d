//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct ArchiveState {}

/// Draws the screen.
pub fn archive_ui(ui: &mut Ui, desk: &Desk<'_>, _state: &mut ArchiveState) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::Archive, "Archive", "", |_, _| None)
}
