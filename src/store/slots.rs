//! A folder of saves: one that is written at every choice, and numbered ones.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::generations::{files, push, set_aside, text};
use super::lock::{Turn, take_turn};
use super::{LoadError, Notice, SaveError, atomic};
use crate::narrative::model::Story;
use crate::narrative::run::save::{self, Card, ReadError, Restored};

/// A place for a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Written at every choice.
    Auto,
    /// Written when the reader says so.
    Numbered(u8),
}

impl Slot {
    fn stem(self) -> String {
        match self {
            Slot::Auto => "autosave".into(),
            Slot::Numbered(number) => format!("slot-{number:02}"),
        }
    }

    /// The slot a file belongs to, whichever of its generations it is.
    fn of_file(name: &str) -> Option<Slot> {
        let (stem, rest) = name.split_once('.')?;
        let slot = match stem.strip_prefix("slot-") {
            Some(number) => Slot::Numbered(number.parse().ok()?),
            None => Slot::Auto,
        };
        (slot.stem() == stem && matches!(rest, "ron" | "1.ron" | "2.ron")).then_some(slot)
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Auto => out.write_str("Autosave"),
            Slot::Numbered(number) => write!(out, "Slot {number}"),
        }
    }
}

/// A slot that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotInfo {
    /// Which one.
    pub slot: Slot,
    /// What to show of it, or why it cannot be loaded.
    pub card: Result<Card, LoadError>,
}

/// A life loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The life, and what the story no longer has of it.
    pub restored: Restored,
    /// What else there is to tell.
    pub notices: Vec<Notice>,
}

/// Where saves go when nobody says otherwise: the system's place for them.
pub fn default_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "sungari")?;
    Some(folders.data_dir().join("saves"))
}

/// The saves of one story. Cheap to clone, and to send to a thread that may
/// wait for the disk.
#[derive(Clone, Debug)]
pub struct SaveFolder {
    folder: PathBuf,
}

impl SaveFolder {
    /// The saves of the story with this title, under `root`; each story has a
    /// folder of its own. Removes what interrupted saving left, and sets aside
    /// what is damaged. Where the folder cannot be used, a notice says so.
    pub fn open(root: &Path, title: &str) -> (SaveFolder, Vec<Notice>) {
        let folder = SaveFolder { folder: root.join(folder_name(title)) };
        let mut notices = Vec::new();
        if let Err(error) = folder.tidy(&mut notices) {
            notices.push(Notice::CannotSave(folder.error(&error)));
        }
        (folder, notices)
    }

    /// Where the files are.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Writes a life, as [`save::write`] gives it, to a slot.
    ///
    /// # Errors
    /// When it could not be saved. What was saved before is as it was.
    pub fn save(&self, slot: Slot, text: &str) -> Result<(), SaveError> {
        self.take_turn()
            .and_then(|_turn| push(&self.folder, &slot.stem(), text))
            .map_err(|error| self.error(&error))
    }

    /// The latest life in a slot that can be read. What is damaged is set
    /// aside, and a notice says so.
    ///
    /// # Errors
    /// When there is none, or the latest is not for this program and story.
    pub fn load(&self, story: &Story, slot: Slot) -> Result<Loaded, LoadError> {
        let stem = slot.stem();
        // A folder that cannot be written to can be loaded from all the same.
        let _turn = self.take_turn().ok();
        let mut notices = Vec::new();
        for file in files(&self.folder, &stem) {
            let Some(text) = text(&file).map_err(|error| unreadable(slot, &file, &error))? else {
                continue;
            };
            match text.and_then(|text| save::read(story, &text)) {
                Ok(restored) => {
                    if !notices.is_empty() {
                        notices.push(Notice::FellBack { slot });
                    }
                    return Ok(Loaded { restored, notices });
                }
                Err(why @ ReadError::Damaged(_)) => {
                    let kept_as = set_aside(&self.folder, &stem, &file, &why)
                        .unwrap_or_else(|_| file.clone());
                    notices.push(Notice::SetAside { slot, why, kept_as });
                }
                Err(why) => return Err(LoadError::NotOurs { slot, why }),
            }
        }
        match notices.is_empty() {
            true => Err(LoadError::Empty(slot)),
            false => Err(LoadError::AllDamaged { slot, notices }),
        }
    }

    /// The slots that are not empty, the autosave first. Needs no story.
    pub fn list(&self) -> Vec<SlotInfo> {
        self.slots().into_iter().filter_map(|slot| self.info(slot)).collect()
    }

    /// What loading the slot would find.
    fn info(&self, slot: Slot) -> Option<SlotInfo> {
        let mut damaged = None;
        for file in files(&self.folder, &slot.stem()) {
            let card = match text(&file) {
                Ok(None) => continue,
                Ok(Some(text)) => text.and_then(|text| save::read_card(&text)),
                Err(error) => {
                    return Some(SlotInfo { slot, card: Err(unreadable(slot, &file, &error)) });
                }
            };
            let card = match card {
                Err(ReadError::Damaged(_)) => {
                    damaged = Some(Err(LoadError::AllDamaged { slot, notices: Vec::new() }));
                    continue;
                }
                card => card.map_err(|why| LoadError::NotOurs { slot, why }),
            };
            return Some(SlotInfo { slot, card });
        }
        damaged.map(|card| SlotInfo { slot, card })
    }

    fn slots(&self) -> Vec<Slot> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut slots: Vec<Slot> =
            entries.filter_map(|entry| Slot::of_file(entry.file_name().to_str()?)).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    fn tidy(&self, notices: &mut Vec<Notice>) -> io::Result<()> {
        let _turn = self.take_turn()?;
        atomic::remove_strays(&self.folder)?;
        for slot in self.slots() {
            for file in files(&self.folder, &slot.stem()) {
                let Some(text) = text(&file)? else { continue };
                let card = text.and_then(|text| save::read_card(&text));
                if let Err(why @ ReadError::Damaged(_)) = card {
                    let kept_as = set_aside(&self.folder, &slot.stem(), &file, &why)?;
                    notices.push(Notice::SetAside { slot, why, kept_as });
                }
            }
        }
        Ok(())
    }

    fn take_turn(&self) -> io::Result<Turn> {
        fs::create_dir_all(&self.folder)?;
        take_turn(&self.folder)
    }

    fn error(&self, error: &io::Error) -> SaveError {
        SaveError::new(self.folder.clone(), error)
    }
}

fn unreadable(slot: Slot, file: &Path, error: &io::Error) -> LoadError {
    LoadError::Unreadable { slot, file: file.into(), why: error.to_string() }
}

/// A name for a story's folder that every system takes and no other title has.
fn folder_name(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars().filter_map(|letter| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Some(letter.to_ascii_lowercase()),
        ' ' | '-' | '_' => Some('-'),
        _ => None,
    }) {
        name.push(letter);
    }
    name.truncate(40);
    format!("{name}-{:08x}", crc32fast::hash(title.as_bytes()))
}
