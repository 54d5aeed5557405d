//! The record as text, and back: sealed as saves are.
//!
//! ```text
//! sungari-record 1 crc32=0f1e2d3c
//! (
//!     story: "sungari",
//!     record: (
//!         facts: {
//!             "flood_1932": ["pier"],
//!         },
//!         …
//!     ),
//! )
//! ```
//!
//! The fields are those of [`Record`]; one that is not there is empty.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Record;
use crate::narrative::model::Story;
use crate::narrative::seal;

/// What a record is sealed as.
const KIND: &str = "sungari-record";
const NEWEST: u32 = 1;

/// Why a record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It is not what was written.
    #[error("the record is damaged: {0}")]
    Damaged(String),
    /// It is whole, but this program does not know its form.
    #[error(
        "the record was written by a newer Sungari (record version {version}); update to read it"
    )]
    Newer {
        /// The version of its body.
        version: u32,
    },
    /// It is of another story.
    #[error("the record belongs to another story, “{story}”")]
    OtherStory {
        /// What that story is known by.
        story: String,
    },
}

/// The body, version 1.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    story: Cow<'a, str>,
    record: Cow<'a, Record>,
}

/// A record as text.
pub fn write(story: &Story, record: &Record) -> String {
    let kept = Kept { story: story.id.as_str().into(), record: Cow::Borrowed(record) };
    let layout = ron::ser::PrettyConfig::new().depth_limit(3).escape_strings(false).new_line("\n");
    let body = options()
        .to_string_pretty(&kept, layout)
        .expect("every field of a record has a form in RON, and writing to memory cannot fail");
    seal::seal(KIND, NEWEST, &(body + "\n"))
}

/// The record that `text` holds.
///
/// # Errors
/// When the text is not a whole record of this story that this program knows.
pub fn read(story: &Story, text: &str) -> Result<Record, RecordError> {
    let kept = open(text)?;
    match story.is_known_as(&kept.story) {
        true => Ok(kept.record.into_owned()),
        false => Err(RecordError::OtherStory { story: kept.story.into_owned() }),
    }
}

/// Whether `text` is a whole record. Needs no story.
///
/// # Errors
/// When it is not, or not one that this program knows.
pub fn look(text: &str) -> Result<(), RecordError> {
    open(text).map(|_| ())
}

fn open(text: &str) -> Result<Kept<'_>, RecordError> {
    let damaged = |why: &str| RecordError::Damaged(why.into());
    let (version, body) = seal::open(KIND, text).map_err(damaged)?;
    match version {
        1 => options().from_str(body).map_err(|error| damaged(&error.to_string())),
        0 => Err(damaged("there is no record version 0")),
        _ => Err(RecordError::Newer { version }),
    }
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}
