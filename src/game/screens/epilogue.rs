//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::narrative::run::Playthrough;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct EpilogueState {}

/// Draws the screen.
pub fn epilogue_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    _life: &Playthrough,
    _state: &mut EpilogueState,
) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::Epilogue, "Epilogue", "", |_, _| None)
}
