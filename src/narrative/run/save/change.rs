//! What an edited story no longer has of a saved life, in words for readers.

use std::fmt;

/// What a restored life lost to an edit of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The page it stood on is gone; it is back at the latest one that is not.
    PageGone {
        /// The title of the page that is gone.
        was: String,
        /// The title of the page it stands on.
        now: String,
    },
    /// Nothing can be chosen any more where it stood; it is back at the latest
    /// page with a way on.
    NoWayOn {
        /// The title of the page it stood on.
        was: String,
        /// The title of the page it stands on.
        now: String,
    },
    /// None of its pages is left, or none with a way on; it begins anew.
    NothingLeft {
        /// The title of the page it stood on.
        was: String,
    },
    /// This many pages before the one it stands on are gone, with what was
    /// decided there.
    EarlierPagesGone(usize),
    /// This many decisions are gone from pages that are still there.
    DecisionsGone(usize),
    /// What the story remembers is not what it was on the saved page.
    Remembered(Vec<ValueChange>),
}

/// A variable that is not what it was. The names are the author's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    /// The variable.
    pub variable: String,
    /// Its value when saved.
    pub was: String,
    /// Its value now; nothing where the story no longer has it.
    pub now: Option<String>,
}

impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = match self {
            Change::PageGone { was, now } => {
                return write!(
                    out,
                    "The page you stood on, “{was}”, is no longer in the story; \
                     you are back at “{now}”."
                );
            }
            Change::NoWayOn { was, now } => {
                return write!(
                    out,
                    "The story has changed, and nothing leads on from “{was}” in this life; \
                     you are back at “{now}”."
                );
            }
            Change::NothingLeft { was } => {
                return write!(
                    out,
                    "The story has changed, and this life, which stood on “{was}”, cannot go on \
                     in it; it begins anew."
                );
            }
            Change::EarlierPagesGone(_) => (
                "One earlier page of this life is no longer in the story.",
                "earlier pages of this life are no longer in the story.",
            ),
            Change::DecisionsGone(_) => (
                "One of your decisions is no longer in the story.",
                "of your decisions are no longer in the story.",
            ),
            Change::Remembered(_) => (
                "One thing that the story remembered of this life has changed.",
                "things that the story remembered of this life have changed.",
            ),
        };
        let count = match self {
            Change::EarlierPagesGone(count) | Change::DecisionsGone(count) => *count,
            Change::Remembered(values) => values.len(),
            Change::PageGone { .. } | Change::NoWayOn { .. } | Change::NothingLeft { .. } => 0,
        };
        match count {
            1 => out.write_str(one),
            _ => write!(out, "{count} {many}"),
        }
    }
}
