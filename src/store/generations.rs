//! The three latest files of a slot, or of the record.
//!
//! `autosave.ron` is the newest, `autosave.1.ron` the one before it,
//! `autosave.2.ron` the oldest. A new file moves the others on. Each move is
//! one rename, oldest first, and the new file is on the disk before the first
//! of them: so at every instant there is a whole file among the three, and a
//! missing newest one means no more than an interrupted move.
//!
//! A file that cannot be read is never deleted: before it would be moved out it
//! is set aside as `autosave.broken-1.ron`, or, where a newer program wrote it,
//! as `autosave.newer-1.ron`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic;

/// Why a file cannot be read, though the system hands it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is damaged.
    Broken,
    /// It is whole, but for another program or another story.
    Newer,
}

/// Looks at a text: what is wrong with it, if anything.
pub(super) type Look = fn(&str) -> Option<Unfit>;

/// How many files a slot keeps.
const KEPT: usize = 3;

/// The files of a slot, newest first.
pub(super) fn files(folder: &Path, stem: &str) -> [PathBuf; KEPT] {
    std::array::from_fn(|age| match age {
        0 => folder.join(format!("{stem}.ron")),
        _ => folder.join(format!("{stem}.{age}.ron")),
    })
}

/// Makes `text` the newest file of a slot.
pub(super) fn push(folder: &Path, stem: &str, text: &str, look: Look) -> io::Result<()> {
    let files = files(folder, stem);
    let file = atomic::prepare(folder, text.as_bytes())?;
    let oldest = self::text(&files[KEPT - 1])?;
    if let Some(unfit) = oldest.and_then(|text| text.map_or(Some(Unfit::Broken), |it| look(&it))) {
        set_aside(folder, stem, &files[KEPT - 1], unfit)?;
    }
    for age in (1..KEPT).rev() {
        match fs::rename(&files[age - 1], &files[age]) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    atomic::commit(file, &files[0])
}

/// A file's bytes are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotText;

/// The text of a file, if there is the file.
pub(super) fn text(path: &Path) -> io::Result<Option<Result<String, NotText>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).map_err(|_| NotText))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives a file that cannot be read a name that nothing else will take.
pub(super) fn set_aside(
    folder: &Path,
    stem: &str,
    path: &Path,
    unfit: Unfit,
) -> io::Result<PathBuf> {
    let why = match unfit {
        Unfit::Broken => "broken",
        Unfit::Newer => "newer",
    };
    let mut number = 1;
    let free = loop {
        let name = folder.join(format!("{stem}.{why}-{number}.ron"));
        if !fs::exists(&name)? {
            break name;
        }
        number += 1;
    };
    fs::rename(path, &free)?;
    atomic::sync_folder(folder)?;
    Ok(free)
}
