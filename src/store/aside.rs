//! Files of other modules that cannot be read: kept, under another name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{self, sync_folder};

/// What SQLite keeps beside a file, under its name and one of these.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Makes a folder and those it lies in, where they are not there yet.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Removes a file, and what SQLite keeps beside it, where they are there.
///
/// # Errors
/// When one cannot be removed.
pub fn clear_away(file: &Path) -> io::Result<()> {
    for part in COMPANIONS.into_iter().chain([""]) {
        match fs::remove_file(beside(file, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Gives a file that is written, and closed, its name, over any file that has
/// it: that one stays as it was, or this one has its place.
///
/// # Errors
/// When it cannot be renamed.
pub fn take_place(file: &Path, target: &Path) -> io::Result<()> {
    fs::File::open(file)?.sync_all()?;
    fs::rename(file, target)?;
    target.parent().map_or(Ok(()), sync_folder)
}

/// Copies a file, whole or not at all.
///
/// # Errors
/// When it cannot be read, or its copy not be written.
pub fn put_copy(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    atomic::commit(atomic::prepare(folder, &fs::read(from)?)?, to)
}

fn beside(file: &Path, companion: &str) -> PathBuf {
    PathBuf::from(format!("{}{companion}", file.display()))
}

/// Gives a file that cannot be read a name that nothing else has, as
/// `counts.broken-1.sqlite` for `broken`, and what SQLite keeps beside it the
/// like. Returns what it is called now.
///
/// # Errors
/// When it cannot be renamed.
pub fn set_aside(file: &Path, why: &str) -> io::Result<PathBuf> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let stem = file.file_stem().unwrap_or_default().display();
    let extension = file.extension().unwrap_or_default().display();
    let mut number = 1;
    let free = loop {
        let name = folder.join(format!("{stem}.{why}-{number}.{extension}"));
        if !fs::exists(&name)? {
            break name;
        }
        number += 1;
    };
    // What lies beside it goes first: a new file must not take it for its own.
    for companion in COMPANIONS {
        match fs::rename(beside(file, companion), beside(&free, companion)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::rename(file, &free)?;
    sync_folder(folder)?;
    Ok(free)
}
