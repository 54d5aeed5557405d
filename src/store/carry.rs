//! Saves taken out to files of the reader's choosing, and in again.

use std::fs;
use std::io;
use std::path::Path;

use super::generations::push;
use super::slots::unfit;
use super::{ExportError, ImportError, SaveFolder, Slot, atomic};
use crate::narrative::model::Story;
use crate::narrative::run::save;

/// No save comes near this size.
const LARGEST_BYTES: u64 = 16 * 1024 * 1024;

impl SaveFolder {
    /// Writes the latest save of a slot to a file that is not there yet.
    ///
    /// # Errors
    /// When there is no save that can be read, or the file is there, or it
    /// cannot be written.
    pub fn export(&self, slot: Slot, file: &Path) -> Result<(), ExportError> {
        let (_, text) = self.latest(slot)?;
        let exists = || ExportError::Exists { file: file.into() };
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        atomic::prepare(folder, text.as_bytes())
            .and_then(|prepared| atomic::commit_new(prepared, file))
            .map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => exists(),
                _ => ExportError::Unwritable { file: file.into(), why: error.to_string() },
            })
    }

    /// Takes a whole save of this story into the first numbered slot that is
    /// empty.
    ///
    /// # Errors
    /// When the file is not such a save, or cannot be kept. Nothing changes
    /// then.
    pub fn import(&self, story: &Story, file: &Path) -> Result<Slot, ImportError> {
        let not_a_save = || ImportError::NotASave { file: file.into() };
        let unreadable = |error: io::Error| ImportError::Unreadable {
            file: file.into(),
            why: error.to_string(),
        };
        if fs::metadata(file).map_err(unreadable)?.len() > LARGEST_BYTES {
            return Err(not_a_save());
        }
        let text = String::from_utf8(fs::read(file).map_err(unreadable)?);
        let text = text.ok().filter(|text| save::is_save(text)).ok_or_else(not_a_save)?;
        save::read(story, &text).map_err(|why| ImportError::Unfit { file: file.into(), why })?;
        let unsaved = |error: io::Error| ImportError::Unsaved(self.error(&error));
        let _turn = self.take_turn().map_err(unsaved)?;
        let slot = self.first_free().ok_or(ImportError::NoFreeSlot)?;
        push(&self.folder, &slot.stem(), &text, unfit).map_err(unsaved)?;
        Ok(slot)
    }
}
