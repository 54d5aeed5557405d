//! Counts without tracking.
//!
//! What a visit came to is held in memory until it is over; then each of it adds
//! one to a total of the day, and it is gone. Nothing but day totals is ever on the disk:
//! no identifier, no time of day, no order in which things happened, no visit by
//! itself. There is no clock here: days are the caller’s.

mod day;
mod export;
mod file;
mod tally;
mod totals;

use std::fmt;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

pub use day::CalendarDay;
pub use export::{ExportError, export};
pub use tally::{AFTER, ALL, DWELLS, End, Kind, NO_SCENE, Tally};
pub use totals::Totals;

use crate::store::set_aside;
use file::{Fault, File};

/// The totals of a kiosk. No file is held open between two visits.
#[derive(Clone, Debug)]
pub struct Counts {
    folder: PathBuf,
    /// What could not be written yet.
    waiting: Totals,
    /// Why, where the last try failed.
    fault: Option<String>,
    /// The day for which the file was last laid out anew.
    tidied: Option<CalendarDay>,
}

/// Whether totals get on to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// They do.
    Kept,
    /// They are held in memory, and tried again with every visit.
    Waiting {
        /// How many visits.
        visits: u64,
        /// Why, as the system says it.
        why: String,
    },
}

/// Something that staff should hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file could not be read, and is kept under another name.
    SetAside {
        /// What is wrong with it.
        why: String,
        /// What it is called now.
        kept_as: PathBuf,
    },
    /// Totals came back from the copy, until this day.
    PutBack(CalendarDay),
}

impl fmt::Display for Notice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Notice::SetAside { why, kept_as } => {
                let kept_as = kept_as.display();
                write!(
                    out,
                    "the counts could not be read ({why}); they are kept as {kept_as}, and counting began anew"
                )
            }
            Notice::PutBack(until) => {
                write!(out, "the totals until {until} were put back from their copy")
            }
        }
    }
}

/// Why counts cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// They are damaged.
    #[error("the counts in {0} are damaged ({1}); the kiosk sets them aside when it next starts")]
    Damaged(PathBuf, String),
    /// A newer program wrote them.
    #[error("a newer program wrote the counts in {0} (their version is {1}); ask that one")]
    Newer(PathBuf, i64),
    /// The system does not hand them out.
    #[error("cannot read the counts in {0}: {1}")]
    Unreadable(PathBuf, String),
}

impl Counts {
    /// The counts in a folder, which is made where it is not there. Never fails:
    /// what is damaged is set aside, and where nothing can be written, totals
    /// wait in memory.
    pub fn open(folder: &Path) -> (Counts, Vec<Notice>) {
        let mut counts =
            Counts { folder: folder.into(), waiting: Totals::default(), fault: None, tidied: None };
        let mut notices = Vec::new();
        counts.mended(&mut notices, |folder| File::open(folder)?.check());
        (counts, notices)
    }

    /// Adds a visit that is over to the totals of a day.
    pub fn add(&mut self, day: CalendarDay, tally: &Tally) -> Vec<Notice> {
        self.waiting.add(day, tally);
        self.keep(Some(day))
    }

    /// Tries again to write what waits; nothing where nothing does.
    pub fn retry(&mut self) -> Vec<Notice> {
        if self.waiting.is_empty() { Vec::new() } else { self.keep(None) }
    }

    /// The totals of some days, with what waits to be written.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn days(&self, days: RangeInclusive<CalendarDay>) -> Result<Totals, ReadError> {
        let (from, until) = days.into_inner();
        let mut totals = read(&self.folder, from..=until)?.unwrap_or_default();
        totals.merge(&self.waiting.between(from, until));
        Ok(totals)
    }

    /// Whether totals get on to the disk.
    pub fn health(&self) -> Health {
        match &self.fault {
            None => Health::Kept,
            Some(why) => {
                Health::Waiting { visits: self.waiting.visits().values().sum(), why: why.clone() }
            }
        }
    }

    fn keep(&mut self, day: Option<CalendarDay>) -> Vec<Notice> {
        let mut notices = Vec::new();
        let waiting = std::mem::take(&mut self.waiting);
        let tidies = day.is_some() && day != self.tidied;
        let kept = self.mended(&mut notices, |folder| {
            let mut file = File::open(folder)?;
            if tidies {
                file.tidy();
            }
            if let Some(day) = day.filter(|_| tidies) {
                file.copy(folder, day)?;
            }
            file.add(&waiting)
        });
        match kept {
            Some(()) => self.tidied = day.or(self.tidied),
            None => self.waiting = waiting,
        }
        notices
    }

    /// Does some work on the file, again on a fresh one where it is damaged.
    fn mended(
        &mut self,
        notices: &mut Vec<Notice>,
        work: impl Fn(&Path) -> Result<(), Fault>,
    ) -> Option<()> {
        let work = |notices: &mut Vec<Notice>| {
            // It was set aside, and then the power was cut.
            let back = file::put_back(&self.folder)?;
            notices.extend(back.and_then(|totals| totals.last_day()).map(Notice::PutBack));
            work(&self.folder)
        };
        let mut done = work(notices);
        if let Err(fault @ (Fault::Damaged(_) | Fault::Newer(_))) = &done {
            let why = fault.to_string();
            let word = if let Fault::Newer(_) = fault { "newer" } else { "broken" };
            done = match set_aside(&self.folder.join(file::NAME), word) {
                Ok(kept_as) => {
                    notices.push(Notice::SetAside { why, kept_as });
                    work(notices)
                }
                Err(error) => {
                    Err(Fault::Unusable(format!("{why}, and cannot be set aside: {error}")))
                }
            };
        }
        self.fault = done.as_ref().err().map(ToString::to_string);
        done.ok()
    }
}

/// The totals that lie in a folder; nothing where there are none. They are not
/// changed, and may be a copy on a medium that cannot be written.
///
/// # Errors
/// When they cannot be read.
pub fn read(folder: &Path, days: RangeInclusive<CalendarDay>) -> Result<Option<Totals>, ReadError> {
    file::read(folder, days).map_err(|fault| match fault {
        Fault::Damaged(why) => ReadError::Damaged(folder.into(), why),
        Fault::Newer(version) => ReadError::Newer(folder.into(), version),
        Fault::Unusable(why) => ReadError::Unreadable(folder.into(), why),
    })
}
