//! Files that are written whole or not at all.
//!
//! The bytes go to a temporary file beside the target, and to the disk; then
//! it takes the target's name, and the folder goes to the disk. Whenever the
//! power is cut, the target is the old file or the new one.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

const PREFIX: &str = ".saving-";
const SUFFIX: &str = ".tmp";

/// Writes `bytes` to a temporary file in `folder`, and to the disk. It is gone
/// when dropped.
pub(super) fn prepare(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Gives a prepared file its name, over any file that has it.
pub(super) fn commit(file: NamedTempFile, target: &Path) -> io::Result<()> {
    file.persist(target).map_err(|error| error.error)?;
    target.parent().map_or(Ok(()), sync_folder)
}

/// Gives a prepared file its name, unless a file has it.
pub(super) fn commit_new(file: NamedTempFile, target: &Path) -> io::Result<()> {
    file.persist_noclobber(target).map_err(|error| error.error)?;
    target.parent().filter(|folder| *folder != Path::new("")).map_or(Ok(()), sync_folder)
}

/// Sends a folder's names to the disk.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened, and renaming is on the disk at once.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Removes what interrupted writing left in `folder`.
pub(super) fn remove_strays(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_stray =
            name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if is_stray {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
