//! What a player can ask for. Screens return it; one system carries it out.

use std::path::PathBuf;

use super::screens::Screen;
use crate::narrative::model::{ChoiceId, ClaimId, Mark};
use crate::narrative::record::Belief;
use crate::store::{Settings, Slot};

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
    /// Do something with what is kept.
    Shelf(ShelfAction),
    /// Open a finished life again: which of the record's.
    Reopen(usize),
    /// Do something with a two-minute vignette.
    Vignette(VignetteAction),
    /// Show what is wrong with a story that is being written, or no more.
    ShowProblems(bool),
    /// Leave.
    Quit,
}

/// Something to do with a two-minute vignette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VignetteAction {
    /// Begin one of the story’s.
    Begin(usize),
    /// Take a choice of it.
    Choose(ChoiceId),
    /// Take choices back until this many are left.
    StepBackTo(usize),
    /// Take again the choice that was taken back last.
    StepForward,
    /// Read what came until now, to go on in the story.
    Stay,
    /// Go on in the story.
    GoOn,
    /// Go back to the list.
    Leave,
}

/// Something to do with saves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfAction {
    /// Save the life at hand there, over what is there.
    Save(Slot),
    /// Go on with the life that is there.
    Load(Slot),
    /// Empty it.
    Delete(Slot),
    /// Put other words on it; none take them off.
    Note(Slot, String),
    /// Write what is there to a file of one’s own.
    Export(Slot, PathBuf),
    /// Take a file in as a save.
    Import(PathBuf),
    /// Ask the system for a file.
    ChooseFile(Errand),
    /// The system has no dialogue to ask with.
    NoDialogue,
}

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// What the system’s dialogue is headed with.
    pub title: String,
    /// What may be there already, or is to be written.
    pub path: PathBuf,
    /// The slot to write out; nothing where a file is to be taken in.
    pub slot: Option<Slot>,
}
