//! What to tell about saves: what happened, why, and what to do.

use std::io;
use std::path::PathBuf;

use super::Slot;
use crate::narrative::record::RecordError;
use crate::narrative::run::save::ReadError;

/// Something about the saves that a reader should be told, once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Notice {
    /// A save could not be read. It was not deleted.
    #[error("{slot}: {why}; the file is kept as {}", kept_as.display())]
    SetAside {
        /// Whose save.
        slot: Slot,
        /// What is wrong with it.
        why: ReadError,
        /// Where it is now.
        kept_as: PathBuf,
    },
    /// The save before the latest was loaded, because the latest was set aside.
    #[error("{slot}: the save before it was loaded")]
    FellBack {
        /// Whose save.
        slot: Slot,
    },
    /// A record could not be read. It was not deleted.
    #[error("{why}; the file is kept as {}", kept_as.display())]
    RecordSetAside {
        /// What is wrong with it.
        why: RecordError,
        /// Where it is now.
        kept_as: PathBuf,
    },
    /// The system does not hand the record out.
    #[error("the record {} cannot be read ({why})", file.display())]
    RecordUnread {
        /// The file.
        file: PathBuf,
        /// In the system's words.
        why: String,
    },
    /// Settings that could not be read are at their defaults.
    #[error("{}: {} could not be read and are at their defaults", file.display(), odd.join(", "))]
    SettingsOdd {
        /// The file.
        file: PathBuf,
        /// Their names.
        odd: Vec<String>,
    },
    /// No setting could be read; all are at their defaults.
    #[error(
        "{} could not be read ({why}); the settings are at their defaults{}",
        file.display(),
        kept_as.as_ref().map(|kept| format!("; the file is kept as {}", kept.display())).unwrap_or_default()
    )]
    SettingsUnread {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
        /// Where a copy of it is.
        kept_as: Option<PathBuf>,
    },
    /// Nothing can be saved here now.
    #[error("nothing can be saved: {0}")]
    CannotSave(SaveError),
}

/// Why something was not saved. The saves from before are as they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The folder may not be written to.
    #[error(
        "the folder {} may not be written to; allow it, or choose another with --save-dir",
        folder.display()
    )]
    NotAllowed {
        /// The folder.
        folder: PathBuf,
    },
    /// The disk has no room.
    #[error("the disk of {} is full; make some room, and save again", folder.display())]
    Full {
        /// The folder.
        folder: PathBuf,
    },
    /// Another program has been writing there for seconds.
    #[error(
        "another program is using the folder {}; close it, and save again",
        folder.display()
    )]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// Something else.
    #[error(
        "the folder {} cannot be used ({why}); choose another with --save-dir",
        folder.display()
    )]
    Other {
        /// The folder.
        folder: PathBuf,
        /// In the system's words.
        why: String,
    },
}

impl SaveError {
    pub(super) fn new(folder: PathBuf, error: &io::Error) -> SaveError {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                SaveError::NotAllowed { folder }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SaveError::Full { folder },
            io::ErrorKind::WouldBlock => SaveError::Busy { folder },
            _ => SaveError::Other { folder, why: error.to_string() },
        }
    }
}

/// Why nothing was loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// There is no save.
    #[error("{0}: there is no save")]
    Empty(Slot),
    /// Every save of the slot was damaged. None was deleted.
    #[error("{slot}: no save can be read any more; the damaged files are kept beside it")]
    AllDamaged {
        /// Whose saves.
        slot: Slot,
        /// What became of each, where they were to be loaded.
        notices: Vec<Notice>,
    },
    /// The save is whole, but not one for this program and this story. It was
    /// left as it is.
    #[error("{slot}: {why}")]
    NotOurs {
        /// Whose save.
        slot: Slot,
        /// What it is.
        why: ReadError,
    },
    /// The system does not hand the file out.
    #[error("{slot}: {} cannot be read ({why})", file.display())]
    Unreadable {
        /// Whose save.
        slot: Slot,
        /// The file.
        file: PathBuf,
        /// In the system's words.
        why: String,
    },
}

/// Why words were not put on a save.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// There is no save to put them on.
    #[error(transparent)]
    Unread(#[from] LoadError),
    /// It could not be written.
    #[error(transparent)]
    Unsaved(SaveError),
}

/// Why a save was not taken out to a file. Nothing was overwritten.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// There is no save to take out.
    #[error(transparent)]
    Unread(#[from] LoadError),
    /// A file of that name is there.
    #[error("there is a file {} already; choose another name", file.display())]
    Exists {
        /// The file.
        file: PathBuf,
    },
    /// The system does not take the file.
    #[error("{} cannot be written ({why})", file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// In the system's words.
        why: String,
    },
}

/// Why a file was not taken in as a save.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The system does not hand the file out.
    #[error("{} cannot be read ({why})", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// In the system's words.
        why: String,
    },
    /// It was never a save.
    #[error("{} is not a save", file.display())]
    NotASave {
        /// The file.
        file: PathBuf,
    },
    /// It is a save, but not a whole one for this program and this story.
    #[error("{}: {why}", file.display())]
    Unfit {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: ReadError,
    },
    /// Every numbered slot is taken.
    #[error("every slot is taken; delete a save, and try again")]
    NoFreeSlot,
    /// It could not be kept.
    #[error(transparent)]
    Unsaved(SaveError),
}
