//! A folder of saves: one that is written at every choice, and numbered ones.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::generations::{self, Unfit, files, push, set_aside};
use super::lock::{Turn, take_turn};
use super::{LoadError, NoteError, Notice, SaveError, atomic};
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
    /// How many numbered ones there are.
    pub const NUMBERED: u8 = 99;

    pub(super) fn stem(self) -> String {
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
    pub(super) folder: PathBuf,
}

impl SaveFolder {
    /// The saves of a story, under `root`; each story has a folder of its own.
    /// Removes what interrupted saving left, and sets aside what is damaged.
    /// Where the folder cannot be used, a notice says so.
    pub fn open(root: &Path, story: &Story) -> (SaveFolder, Vec<Notice>) {
        let folder = SaveFolder { folder: folder_of(root, story) };
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
            .and_then(|_turn| push(&self.folder, &slot.stem(), text, unfit))
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
                    let kept_as = set_aside(&self.folder, &stem, &file, Unfit::Broken)
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

    /// The first numbered slot that is empty.
    pub fn first_free(&self) -> Option<Slot> {
        let held = self.slots();
        (1..=Slot::NUMBERED).map(Slot::Numbered).find(|slot| !held.contains(slot))
    }

    /// Empties a slot. What was set aside stays.
    ///
    /// # Errors
    /// When a file of it could not be removed.
    pub fn delete(&self, slot: Slot) -> Result<(), SaveError> {
        let delete = || {
            let _turn = self.take_turn()?;
            // The oldest first: if it stops half-way, the newest is still there.
            for file in files(&self.folder, &slot.stem()).iter().rev() {
                match fs::remove_file(file) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            atomic::sync_folder(&self.folder)
        };
        delete().map_err(|error| self.error(&error))
    }

    /// Puts other words of the reader on a slot; none take them off. Nothing
    /// else of the save changes.
    ///
    /// # Errors
    /// When there is no save that can be read, or it cannot be written.
    pub fn set_note(&self, slot: Slot, note: Option<&str>) -> Result<(), NoteError> {
        let failed = |error: &io::Error| NoteError::Unsaved(self.error(error));
        let _turn = self.take_turn().map_err(|error| failed(&error))?;
        let (file, text) = self.latest(slot)?;
        let note = note.map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
        let text = save::with_note(&text, note).map_err(|why| LoadError::NotOurs { slot, why })?;
        atomic::prepare(&self.folder, text.as_bytes())
            .and_then(|prepared| atomic::commit(prepared, &file))
            .map_err(|error| failed(&error))
    }

    /// The latest save of a slot that is whole, and its file. Needs no story.
    pub(super) fn latest(&self, slot: Slot) -> Result<(PathBuf, String), LoadError> {
        let mut found = Err(LoadError::Empty(slot));
        for file in files(&self.folder, &slot.stem()) {
            let Some(text) = text(&file).map_err(|error| unreadable(slot, &file, &error))? else {
                continue;
            };
            match text.and_then(|text| save::read_card(&text).map(|_| text)) {
                Ok(text) => return Ok((file, text)),
                Err(ReadError::Damaged(_)) => {
                    found = Err(LoadError::AllDamaged { slot, notices: Vec::new() });
                }
                Err(why) => return Err(LoadError::NotOurs { slot, why }),
            }
        }
        found
    }

    /// What loading the slot would find.
    fn info(&self, slot: Slot) -> Option<SlotInfo> {
        let card = match self.latest(slot) {
            Err(LoadError::Empty(_)) => return None,
            Err(error) => Err(error),
            Ok((_, text)) => save::read_card(&text).map_err(|why| LoadError::NotOurs { slot, why }),
        };
        Some(SlotInfo { slot, card })
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
                    let kept_as = set_aside(&self.folder, &slot.stem(), &file, Unfit::Broken)?;
                    notices.push(Notice::SetAside { slot, why, kept_as });
                }
            }
        }
        Ok(())
    }

    pub(super) fn take_turn(&self) -> io::Result<Turn> {
        fs::create_dir_all(&self.folder)?;
        take_turn(&self.folder)
    }

    pub(super) fn error(&self, error: &io::Error) -> SaveError {
        SaveError::new(self.folder.clone(), error)
    }
}

/// The text of a save, if there is the file; `Damaged` where it is not text.
fn text(file: &Path) -> io::Result<Option<Result<String, ReadError>>> {
    let damaged = |_| ReadError::Damaged("it is not text".into());
    Ok(generations::text(file)?.map(|text| text.map_err(damaged)))
}

/// What is wrong with the text of a save.
pub(super) fn unfit(text: &str) -> Option<Unfit> {
    match save::read_card(text) {
        Ok(_) => None,
        Err(ReadError::Damaged(_)) => Some(Unfit::Broken),
        Err(ReadError::Newer { .. } | ReadError::OtherStory { .. }) => Some(Unfit::Newer),
    }
}

fn unreadable(slot: Slot, file: &Path, error: &io::Error) -> LoadError {
    LoadError::Unreadable { slot, file: file.into(), why: error.to_string() }
}

/// The folder of a story. One that is named after the title, from before the
/// story had an id, is renamed; where it cannot be, it is used as it is.
fn folder_of(root: &Path, story: &Story) -> PathBuf {
    let folder = root.join(folder_name(&story.id));
    let before = root.join(folder_name(&story.title));
    let is_before = folder != before && !folder.exists() && before.is_dir();
    if is_before && fs::rename(&before, &folder).is_err() && !folder.exists() {
        return before;
    }
    folder
}

/// A name for a story's folder that every system takes and no other story has.
fn folder_name(identity: &str) -> String {
    let mut name = String::new();
    for letter in identity.chars().filter_map(|letter| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Some(letter.to_ascii_lowercase()),
        ' ' | '-' | '_' => Some('-'),
        _ => None,
    }) {
        name.push(letter);
    }
    name.truncate(40);
    format!("{name}-{:08x}", crc32fast::hash(identity.as_bytes()))
}
