//! Reading a story folder: the only place here that touches the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::StoryFile;

/// Why a folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is no such folder.
    #[error("there is no folder {}", path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// Something in it could not be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// The folders below a story folder that hold story files.
const FOLDERS: [&str; 4] = ["facts", "claims", "backdrops", "scenes"];

/// How deep folders are looked into. A story needs two.
const DEEPEST: usize = 4;

/// Reads the story files of a folder, in order of path. A file that is not
/// UTF-8 comes back with its strange bytes replaced, which parsing reports.
///
/// # Errors
/// When the folder, or a file in it, cannot be read.
pub fn read(folder: &Path) -> Result<Vec<StoryFile>, FolderError> {
    if !folder.is_dir() {
        return Err(FolderError::Missing { path: folder.into() });
    }
    let mut files = Vec::new();
    read_folder(folder, "", 0, &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    depth: usize,
    files: &mut Vec<StoryFile>,
) -> Result<(), FolderError> {
    let unreadable = |path: &Path| {
        let path = path.to_path_buf();
        move |error| FolderError::Unreadable { path, error }
    };
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let inner = format!("{prefix}{name}");
        if path.is_dir() {
            if (depth > 0 || FOLDERS.contains(&name)) && depth < DEEPEST {
                read_folder(&path, &format!("{inner}/"), depth + 1, files)?;
            }
        } else if name.ends_with(".ron") {
            let bytes = fs::read(&path).map_err(unreadable(&path))?;
            let text = String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
            files.push(StoryFile { path: inner, text });
        }
    }
    Ok(())
}
