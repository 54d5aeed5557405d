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

/// Writes a file that is not there yet, and the folders it lies in.
///
/// # Errors
/// When it is there already, or cannot be written.
pub fn begin(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let file = atomic::prepare(folder, text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644))?;
    }
    atomic::commit_new(file, path)
}

/// Writes a file, whole or not at all, whether it is there or not.
///
/// # Errors
/// When it cannot be written.
pub fn put(path: &Path, text: &str) -> io::Result<()> {
    if path.exists() { overwrite(path, text) } else { begin(path, text) }
}

/// Whether a folder is not there yet, or holds nothing.
///
/// # Errors
/// When it cannot be looked into, as where it is a file.
pub fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}
