//! What a player can ask for. Screens return it; one system carries it out.

use crate::narrative::model::ChoiceId;

/// Something a player asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, bevy::ecs::message::Message)]
pub enum PlayerAction {
    /// Go on with the saved life.
    Continue,
    /// Begin a new life.
    NewLife,
    /// Take a choice.
    Choose(ChoiceId),
    /// Take choices back until this many are left.
    StepBackTo(usize),
    /// Go back to the title.
    Title,
    /// Leave.
    Quit,
}
