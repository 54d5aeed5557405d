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
    /// Whether what had the keyboard is gone, so that the top of the screen
    /// takes it.
    pub(super) wants_focus: bool,
    /// The same, for the first thing in the open row.
    pub(super) part_wants_focus: bool,
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
    /// Notes what came of what was asked for. What went wrong leaves open what
    /// was being done, to try again.
    pub fn tell(&mut self, outcome: Outcome) {
        match &outcome {
            Outcome::Failed(_) | Outcome::NoDialogue => {}
            Outcome::Imported(_) => *self = SavesState::default(),
            _ => self.doing = None,
        }
        if matches!(outcome, Outcome::Deleted(_)) {
            self.open = None;
        }
        self.wants_focus = true;
        self.outcome = Some(outcome);
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
