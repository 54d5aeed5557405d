//! An author's own files.

use std::fs;
use std::io;
use std::path::Path;

use super::atomic;

/// Writes a file anew, whole or not at all. It keeps its permissions; where it
/// is a link, what it leads to is written.
///
/// # Errors
/// When it cannot be written. It is what it was then.
pub fn overwrite(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = atomic::prepare(folder, text.as_bytes())?;
    fs::set_permissions(file.path(), fs::metadata(&path)?.permissions())?;
    atomic::commit(file, &path)
}
