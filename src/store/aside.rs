//! Files of other modules that cannot be read: kept, under another name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::sync_folder;

/// What SQLite keeps beside a file, under its name and one of these.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Makes a folder and those it lies in, where they are not there yet.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
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
        let beside = |file: &Path| PathBuf::from(format!("{}{companion}", file.display()));
        match fs::rename(beside(file), beside(&free)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::rename(file, &free)?;
    sync_folder(folder)?;
    Ok(free)
}
