//! The last good story of a kiosk: one file, whole or not at all, with the
//! kiosk’s own file in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic;
use crate::narrative::parse::StoryFile;

const FILE: &str = "last_good_story.json";

/// A story that ran well, as its files were then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodStory {
    /// What the kiosk’s file said.
    pub kiosk: String,
    /// What its profile said, if it had one.
    pub profile: Option<String>,
    /// The story’s files, in order of path.
    pub files: Vec<StoryFile>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    crc32: u32,
    kiosk: String,
    #[serde(default)]
    profile: Option<String>,
    files: Vec<(String, String)>,
}

impl GoodStory {
    /// Keeps it in `folder`, in the place of the one before.
    ///
    /// # Errors
    /// When it cannot be written. The one before is as it was.
    pub fn keep(&self, folder: &Path) -> io::Result<()> {
        if GoodStory::load(folder).as_ref() == Some(self) {
            return Ok(());
        }
        let files = self.files.iter().map(|file| (file.path.clone(), file.text.clone()));
        let kept = Kept {
            crc32: self.checksum(),
            kiosk: self.kiosk.clone(),
            profile: self.profile.clone(),
            files: files.collect(),
        };
        fs::create_dir_all(folder)?;
        atomic::remove_strays(folder)?;
        let file = atomic::prepare(folder, &serde_json::to_vec(&kept)?)?;
        atomic::commit(file, &folder.join(FILE))
    }

    /// The one kept in `folder`, if there is one and it is whole.
    pub fn load(folder: &Path) -> Option<GoodStory> {
        let kept: Kept = serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()?;
        let files = kept.files.into_iter().map(|(path, text)| StoryFile { path, text });
        let story = GoodStory { kiosk: kept.kiosk, profile: kept.profile, files: files.collect() };
        (story.checksum() == kept.crc32).then_some(story)
    }

    fn checksum(&self) -> u32 {
        let mut checksum = crc32fast::Hasher::new();
        let words = self.files.iter().flat_map(|file| [&file.path, &file.text]);
        for words in std::iter::once(&self.kiosk).chain(&self.profile).chain(words) {
            checksum.update(&(words.len() as u64).to_le_bytes());
            checksum.update(words.as_bytes());
        }
        checksum.finalize()
    }
}

/// Where a program finds what the museum set up, unless it is told.
pub fn setup_folder() -> Option<PathBuf> {
    Some(directories::ProjectDirs::from("", "", "sungari")?.config_dir().into())
}

/// The folder that the system gives a service by a variable; the first, where it
/// gives several, which systemd joins.
pub fn given_folder(variable: &str) -> Option<PathBuf> {
    let folders = std::env::var_os(variable)?;
    std::env::split_paths(&folders).find(|folder| !folder.as_os_str().is_empty())
}

/// Where a kiosk keeps its counts, its log and its last good story, unless it
/// is told.
pub fn kiosk_folder() -> Option<PathBuf> {
    Some(directories::ProjectDirs::from("", "", "sungari")?.data_dir().join("kiosk"))
}

/// What a file that the museum wrote says. Strange bytes are replaced, which
/// reading it reports.
///
/// # Errors
/// When the system does not hand it out.
pub fn written(path: &Path) -> io::Result<String> {
    Ok(String::from_utf8_lossy(&fs::read(path)?).into_owned())
}
