//! Saves: a life to text, and back.
//!
//! A save is a line of header and a body:
//!
//! ```text
//! sungari-save 1 crc32=0f1e2d3c
//! (
//!     story: "sungari",
//!     …
//! )
//! ```
//!
//! The number is the version of the body; every version keeps this header (see
//! `seal`). The body, in RON, spells out names, never numbers, and
//! holds every page as it was lived (see `v1`); what becomes of it when the
//! story was edited since is told in `restore`.
//!
//! Pure: text in, text out. The files are `store`'s, the clock the caller's.

mod card;
mod change;
mod restore;
mod v1;

pub use card::Card;
pub use change::{Change, ValueChange};

use super::Playthrough;
use crate::narrative::model::Story;
use crate::narrative::seal;

/// A life read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The life, in the story as it is now.
    pub playthrough: Playthrough,
    /// What the story no longer has of it.
    pub changes: Vec<Change>,
}

/// Why a save cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is not what was written.
    #[error("the save is damaged: {0}")]
    Damaged(String),
    /// It is whole, but this program does not know its form.
    #[error("the save was written by a newer Sungari (save version {version}); update to read it")]
    Newer {
        /// The version of its body.
        version: u32,
    },
    /// It is a life of another story.
    #[error("the save belongs to another story, “{story}”")]
    OtherStory {
        /// What that story is known by.
        story: String,
    },
}

/// The body of a save, in the version it was written in. A new version gets a
/// variant of its own and a function that makes it from the one before.
enum SaveFile<'a> {
    V1(v1::Save<'a>),
}

/// What a save is sealed as.
const KIND: &str = "sungari-save";
const NEWEST: u32 = 1;

/// A life as text. `card` is what a list of saves shows of it.
pub fn write(story: &Story, playthrough: &Playthrough, card: &Card) -> String {
    seal::seal(KIND, NEWEST, &v1::Save::of(story, playthrough, card).to_body())
}

/// The life that `text` holds, in the story as it is now.
///
/// # Errors
/// When the text is not a whole save of this story that this program knows.
pub fn read(story: &Story, text: &str) -> Result<Restored, ReadError> {
    let SaveFile::V1(save) = open(text)?;
    if !story.is_known_as(&save.story) {
        return Err(ReadError::OtherStory { story: save.story.into_owned() });
    }
    Ok(restore::restore(story, &save))
}

/// A life in the story as it is now, from the story as it was: what writing and
/// reading it would make of it. What was taken back still lies ahead, where
/// nothing of it is lost.
pub fn carry(was: &Story, playthrough: &Playthrough, now: &Story) -> Restored {
    let carried = |playthrough: &Playthrough| {
        let card = Card::of(was, playthrough, 0);
        restore::restore(now, &v1::Save::of(was, playthrough, &card))
    };
    if playthrough.can_step_forward() {
        let mut furthest = playthrough.clone();
        while furthest.step_forward() {}
        let mut restored = carried(&furthest);
        if restored.changes.is_empty() {
            restored.playthrough.step_back_to(playthrough.steps().len());
            return restored;
        }
    }
    carried(playthrough)
}

/// What a list of saves shows of `text`. Needs no story.
///
/// # Errors
/// When the text is not a whole save that this program knows.
pub fn read_card(text: &str) -> Result<Card, ReadError> {
    let SaveFile::V1(save) = open(text)?;
    Ok(save.card())
}

/// Whether `text` was meant for a save, whole or not.
pub fn is_save(text: &str) -> bool {
    text.strip_prefix(KIND).is_some_and(|rest| rest.starts_with(' '))
}

/// The save in `text` with other words of the reader on it. Needs no story.
///
/// # Errors
/// When the text is not a whole save that this program knows.
pub fn with_note(text: &str, note: Option<String>) -> Result<String, ReadError> {
    let SaveFile::V1(mut save) = open(text)?;
    save.card.note = note;
    Ok(seal::seal(KIND, 1, &save.to_body()))
}

fn open(text: &str) -> Result<SaveFile<'_>, ReadError> {
    let damaged = |why: &str| ReadError::Damaged(why.into());
    let (version, body) = seal::open(KIND, text).map_err(damaged)?;
    match version {
        1 => v1::Save::from_body(body).map(SaveFile::V1).map_err(ReadError::Damaged),
        0 => Err(damaged("there is no save version 0")),
        _ => Err(ReadError::Newer { version }),
    }
}
