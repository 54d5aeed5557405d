//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::narrative::run::Playthrough;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct HistoryState {}

/// Draws the screen.
pub fn history_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    _life: &Playthrough,
    _state: &mut HistoryState,
) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::History, "History", "", |_, _| None)
}
