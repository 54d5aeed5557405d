//! What a player can ask for. Screens return it; one system carries it out.

use super::screens::Screen;
use crate::narrative::model::{ChoiceId, ClaimId, Mark};
use crate::narrative::record::Belief;
use crate::store::Settings;

/// Something a player asked for.
#[derive(Clone, Debug, PartialEq, Eq, bevy::ecs::message::Message)]
pub enum PlayerAction {
    /// Go on with the life at hand.
    Continue,
    /// Begin a new life.
    NewLife,
    /// Take a choice.
    Choose(ChoiceId),
    /// Take choices back until this many are left.
    StepBackTo(usize),
    /// Take again the choice that was taken back last.
    StepForward,
    /// Open a screen over this one.
    Open(Screen),
    /// Close this screen, back to the one under it.
    Close,
    /// Believe a claim, doubt it, or neither.
    Hold(ClaimId, Option<Belief>),
    /// A note was opened, on a page or in the archive.
    Opened(Mark),
    /// Read on with these settings.
    Set(Box<Settings>),
    /// Leave.
    Quit,
}
