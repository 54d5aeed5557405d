//! What the screen of saves remembers, and what came of what was asked for.

use std::path::PathBuf;

use super::name_of;
use crate::i18n::{FluentValue, Strings};
use crate::store::Slot;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct SavesState {
    /// The slot whose row is open.
    pub(super) open: Option<Slot>,
    /// What is asked or written in that row.
    pub(super) doing: Option<Doing>,
    /// The path to import from, once it was touched.
    pub(super) import_path: Option<String>,
    /// What came of what was asked for last.
    pub(super) outcome: Option<Outcome>,
    /// Where that is told.
    pub(super) told_at: Place,
    /// Where something was asked for.
    pub(super) asked_at: Place,
    /// For how many frames more what came of it is brought into sight: the
    /// keyboard comes into sight as well, a frame later.
    pub(super) scrolls_to_outcome: u8,
    /// Whether what had the keyboard is gone, so that the top of the screen
    /// takes it.
    pub(super) wants_focus: bool,
    /// The same, for the first thing in the open row.
    pub(super) part_wants_focus: bool,
}

/// A place on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Over the list.
    #[default]
    Top,
    /// In the open row.
    Row,
    /// Where files are taken in.
    Import,
}

/// Something that takes another step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// Asks whether to save over what is there.
    AskSave,
    /// Asks whether to give up the life at hand.
    AskLoad,
    /// Asks whether to delete.
    AskDelete,
    /// The reader's words on it, as far as they are written.
    Note(String),
    /// The file to write to.
    Export(String),
}

/// What came of what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The life at hand is saved there.
    Saved(Slot),
    /// That slot is empty now.
    Deleted(Slot),
    /// The reader's words are on it.
    Noted(Slot),
    /// It is in that file.
    Exported(PathBuf),
    /// The file's life is there.
    Imported(Slot),
    /// The system has no dialogue; the path can be written.
    NoDialogue,
    /// Nothing came of it, for this reason. Nothing was lost.
    Failed(String),
}

impl SavesState {
    /// Notes what came of what was asked for. What went wrong is told where it
    /// was asked for, and left open to try again.
    pub fn tell(&mut self, outcome: Outcome) {
        let asked_at = std::mem::take(&mut self.asked_at);
        self.told_at = Place::Top;
        match &outcome {
            Outcome::Failed(_) | Outcome::NoDialogue => self.told_at = asked_at,
            Outcome::Imported(_) => *self = SavesState::default(),
            Outcome::Deleted(_) => (self.doing, self.open) = (None, None),
            Outcome::Saved(_) | Outcome::Noted(_) | Outcome::Exported(_) => self.doing = None,
        }
        self.wants_focus = true;
        self.scrolls_to_outcome = 3;
        self.outcome = Some(outcome);
    }

    /// Whether what had the keyboard here is gone, so that the next control
    /// takes it.
    pub(super) fn take_focus_wanted(&mut self, place: Place) -> bool {
        self.told_at == place && std::mem::take(&mut self.wants_focus)
    }

    /// Leaves off what was being done.
    pub(super) fn leave_off(&mut self) {
        self.doing = None;
        self.part_wants_focus = true;
    }
}

impl Outcome {
    /// In the interface's words.
    pub(super) fn words(&self, strings: &Strings) -> String {
        let of_slot = |key: &str, slot: &Slot| {
            strings.with(key, &[("slot", FluentValue::from(name_of(strings, *slot)))])
        };
        match self {
            Outcome::Saved(slot) => of_slot("saves-saved", slot),
            Outcome::Deleted(slot) => of_slot("saves-deleted", slot),
            Outcome::Noted(slot) => of_slot("saves-noted", slot),
            Outcome::Imported(slot) => of_slot("saves-imported", slot),
            Outcome::Exported(file) => {
                let file = FluentValue::from(file.display().to_string());
                strings.with("saves-exported", &[("file", file)])
            }
            Outcome::NoDialogue => strings.get("saves-no-dialogue"),
            Outcome::Failed(why) => {
                strings.with("saves-failed", &[("why", FluentValue::from(why.as_str()))])
            }
        }
    }
}
