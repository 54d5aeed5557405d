//! Reading a story folder: the only place here that touches the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::StoryFile;
use crate::narrative::diagnostic::nearest;

/// Why a folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is no such folder.
    #[error("there is no folder {}", path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// It is a file.
    #[error("{} is a file; name the folder of the story", path.display())]
    File {
        /// The file.
        path: PathBuf,
    },
    /// It is no story folder, but one is near.
    #[error(
        "there is no {STORY} in {}; there is one in {}",
        path.display(),
        story.display()
    )]
    Elsewhere {
        /// The folder.
        path: PathBuf,
        /// The folder nearby that holds a story.
        story: PathBuf,
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

/// The folders below a story folder that hold story files, and three that are
/// looked into because they are easily thought to.
pub(super) const FOLDERS: [&str; 7] =
    ["facts", "claims", "backdrops", "scenes", "sources", "glossary", "choices"];

/// The file that makes a folder a story.
const STORY: &str = "story.ron";

/// The author's notes.
const NOTES: &str = "dossier.md";

/// How deep folders are looked into. A story needs two.
const DEEPEST: usize = 4;

/// Reads the story files of a folder, in order of path. A file that is not
/// UTF-8 comes back with its strange bytes replaced, which parsing reports.
///
/// # Errors
/// When the folder, or a file in it, cannot be read.
pub fn read(folder: &Path) -> Result<Vec<StoryFile>, FolderError> {
    if folder.is_file() {
        return Err(FolderError::File { path: folder.into() });
    }
    if !folder.is_dir() {
        return Err(FolderError::Missing { path: folder.into() });
    }
    if !folder.join(STORY).is_file()
        && let Some(story) = story_nearby(folder)
    {
        return Err(FolderError::Elsewhere { path: folder.into(), story });
    }
    let mut files = Vec::new();
    read_folder(folder, "", 0, &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// The author's notes beside a story, `dossier.md`, where there are any that
/// can be read.
pub fn notes(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(NOTES)).ok()
}

/// A story folder around a folder of its own, or in one.
fn story_nearby(folder: &Path) -> Option<PathBuf> {
    let name = folder.file_name()?.to_str()?;
    let parent = folder.parent()?;
    let around = if FOLDERS.contains(&name) {
        parent.join(STORY).is_file().then(|| parent.to_path_buf())
    } else {
        None
    };
    around.or_else(|| {
        let inside = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        inside.filter(|path| path.join(STORY).is_file()).min()
    })
}

/// Whether a file is read, or was most likely meant to be: some editors add
/// an ending of their own.
fn is_named_as_story_file(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".ron") || name.ends_with(".ron.txt")
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
            if (depth > 0 || nearest(name, FOLDERS).is_some()) && depth < DEEPEST {
                read_folder(&path, &format!("{inner}/"), depth + 1, files)?;
            }
        } else if is_named_as_story_file(name) {
            let bytes = fs::read(&path).map_err(unreadable(&path))?;
            let text = String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
            files.push(StoryFile { path: inner, text });
        }
    }
    Ok(())
}
