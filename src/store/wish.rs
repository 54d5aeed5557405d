//! What a kiosk wants done with its machine, left for whoever may do that: one
//! file with one number.

use std::fs;
use std::io;
use std::path::Path;

use super::atomic;

const FILE: &str = "wish";

/// Leaves a wish in `folder`, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn leave_wish(folder: &Path, code: u8) -> io::Result<()> {
    let file = atomic::prepare(folder, format!("{code}\n").as_bytes())?;
    atomic::commit(file, &folder.join(FILE))
}

/// Takes back a wish that was left in `folder`, if there is one.
///
/// # Errors
/// When it cannot be removed.
pub fn forget_wish(folder: &Path) -> io::Result<()> {
    match fs::remove_file(folder.join(FILE)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
