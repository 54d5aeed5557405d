//! TODO.

use bevy_egui::egui::Ui;

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct NotebookState {}

/// Draws the screen.
pub fn notebook_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,

    _state: &mut NotebookState,
) -> Option<PlayerAction> {
    instrument(ui, desk, Screen::Notebook, "Notebook", "", |_, _| None)
}
