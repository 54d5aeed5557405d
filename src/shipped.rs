//! The story inside the binary, and which story a command is about.

use std::fmt;
use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};

use crate::narrative::parse::StoryFile;
use crate::narrative::parse::folder::{self, FolderError};

static STORY: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/story");

/// The file that makes a folder a story.
const STORY_FILE: &str = "story.ron";

/// Where a story lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a folder.
    Folder(PathBuf),
    /// Inside the binary.
    Shipped,
}

impl Place {
    /// The folder named; else `./story` if it holds `story.ron`; else the
    /// story inside the binary.
    pub fn choose(named: Option<&Path>) -> Place {
        let here = Path::new("story");
        match named {
            Some(folder) => Place::Folder(folder.into()),
            None if here.join(STORY_FILE).is_file() => Place::Folder(here.into()),
            None => Place::Shipped,
        }
    }

    /// The story's files, sorted by path.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn files(&self) -> Result<Vec<StoryFile>, FolderError> {
        match self {
            Place::Folder(folder) => folder::read(folder),
            Place::Shipped => Ok(shipped()),
        }
    }
}

impl Place {
    /// The author's notes beside it, where there are any.
    pub fn notes(&self) -> Option<String> {
        match self {
            Place::Folder(folder) => folder::notes(folder),
            Place::Shipped => Some(STORY.get_file("dossier.md")?.contents_utf8()?.into()),
        }
    }
}

/// Where that is, in words.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Folder(folder) => folder.display().fmt(out),
            Place::Shipped => out.write_str("the story inside the program"),
        }
    }
}

fn shipped() -> Vec<StoryFile> {
    fn collect(dir: &Dir<'_>, files: &mut Vec<StoryFile>) {
        for entry in dir.entries() {
            match entry {
                DirEntry::Dir(dir) => collect(dir, files),
                DirEntry::File(file) => {
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    let text = file.contents_utf8().filter(|_| path.ends_with(".ron"));
                    files.extend(text.map(|text| StoryFile { path, text: text.into() }));
                }
            }
        }
    }
    let mut files = Vec::new();
    collect(&STORY, &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}
