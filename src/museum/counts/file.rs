//! The file that day totals are kept in: SQLite, one table.
//!
//! Each row bears a checksum, since SQLite has none: a byte that turned over on
//! the disk is noticed, not counted. The file is opened for each visit and closed
//! again, which empties and removes the journal, where the pages of one visit
//! after another would lie in order; and it is laid out anew once a day, so that
//! the places of its rows do not tell in which order they came.
//!
//! Then it is copied, too, but never within a day: what came between the copy and
//! the file might be one visit.

use std::fmt;
use std::io::ErrorKind;
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, TransactionBehavior};

use super::{CalendarDay, Kind, Totals};
use crate::store::{clear_away, make_folder, put_copy, set_aside, take_place};

/// What the file is called.
pub(super) const NAME: &str = "counts.sqlite";
/// What the copy of it is called, in which the day that is being counted is not.
pub(super) const COPY: &str = "counts.copy.sqlite";
/// What the next copy is called while it is being written.
const NEXT: &str = "counts.next.sqlite";
/// The schema this program writes.
const VERSION: i64 = 1;
/// “SuKi”, by which the file is known.
const APPLICATION: i64 = 0x5375_4b69;
const SCHEMA: &str = "CREATE TABLE totals (day TEXT NOT NULL, kind TEXT NOT NULL, \
    name TEXT NOT NULL, number INTEGER NOT NULL, checksum INTEGER NOT NULL, \
    PRIMARY KEY (day, kind, name)) STRICT, WITHOUT ROWID";
/// The smallest page that SQLite knows.
const LEAST_BYTES: u64 = 512;
/// How long another program that reads is waited for.
const WAIT: Duration = Duration::from_secs(2);

/// Why something could not be done with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is damaged, or not a file of this sort.
    Damaged(String),
    /// A newer program wrote it, with this schema.
    Newer(i64),
    /// The system does not let it be used.
    Unusable(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Damaged(why) | Fault::Unusable(why) => out.write_str(why),
            Fault::Newer(version) => write!(out, "a newer program wrote them, version {version}"),
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        let is_damage = match error.sqlite_error_code() {
            Some(code) => matches!(
                code,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown
            ),
            // A value of another type than was written.
            None => true,
        };
        if is_damage {
            Fault::Damaged(error.to_string())
        } else {
            Fault::Unusable(error.to_string())
        }
    }
}

/// The file, open to be written.
pub(super) struct File(Connection);

impl File {
    /// Opens the file of a folder, and begins it where there is none.
    pub(super) fn open(folder: &Path) -> Result<File, Fault> {
        make_folder(folder).map_err(|error| Fault::Unusable(error.to_string()))?;
        let path = folder.join(NAME);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        is_long_enough(&path)?;
        let mut file = Connection::open_with_flags(&path, flags)?;
        file.busy_timeout(WAIT)?;
        let is_new = tables(&file)?.is_empty() && number(&file, "user_version")? == 0;
        // A damaged header makes SQLite take the file for one not to be written.
        let may_write = path.metadata().is_ok_and(|about| !about.permissions().readonly());
        if file.is_readonly("main")? && may_write {
            return Err(Fault::Damaged("its header says that it cannot be written".into()));
        }
        for (pragma, value) in [
            ("cell_size_check", "ON"),
            ("trusted_schema", "OFF"),
            ("temp_store", "MEMORY"),
            ("secure_delete", "ON"),
            ("journal_mode", "WAL"),
            ("synchronous", "FULL"),
        ] {
            file.pragma_update(None, pragma, value)?;
        }
        if is_new {
            let begin = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
            begin.execute_batch(SCHEMA)?;
            begin.pragma_update(None, "application_id", APPLICATION)?;
            begin.pragma_update(None, "user_version", VERSION)?;
            begin.commit()?;
        }
        is_ours(&file)?;
        Ok(File(file))
    }

    /// Looks at every page and every row.
    pub(super) fn check(&self) -> Result<(), Fault> {
        are_pages_whole(&self.0)?;
        rows(&self.0, CalendarDay::FIRST..=CalendarDay::LAST).map(drop)
    }

    /// Lays the file out anew, in the order of its rows. That it cannot be done
    /// now takes nothing from the totals.
    pub(super) fn tidy(&mut self) {
        let _ = self.0.execute_batch("VACUUM");
    }

    /// Copies the file before the first visit of a day is added. That it cannot
    /// be done now takes nothing from the totals.
    pub(super) fn copy(&self, folder: &Path, day: CalendarDay) -> Result<(), Fault> {
        let totals = rows(&self.0, CalendarDay::FIRST..=CalendarDay::LAST)?;
        let next = folder.join(NEXT);
        let is_begun = totals.visits().contains_key(&day);
        if totals.is_empty() || is_begun || clear_away(&next).is_err() {
            return Ok(());
        }
        if self.0.execute("VACUUM INTO ?1", [next.to_string_lossy()]).is_ok() {
            let _ = take_place(&next, &folder.join(COPY));
        }
        Ok(())
    }

    /// Adds to the totals, all or nothing, and closes the file.
    pub(super) fn add(mut self, totals: &Totals) -> Result<(), Fault> {
        let change = self.0.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut find = change.prepare(
                "SELECT day, kind, name, number, checksum FROM totals \
                 WHERE day = ?1 AND kind = ?2 AND name = ?3",
            )?;
            let mut put =
                change.prepare("INSERT OR REPLACE INTO totals VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for (day, kind, name, by) in totals.rows() {
                let day = day.to_string();
                let known = find
                    .query_row((&day, kind.word(), name), |row| Ok(Kept::read(row)))
                    .optional()?
                    .transpose()?;
                let number = known.map_or(0, |kept| kept.number).saturating_add(by);
                let number = i64::try_from(number).unwrap_or(i64::MAX);
                let checksum = checksum(&day, kind.word(), name, number);
                put.execute((&day, kind.word(), name, number, checksum))?;
            }
        }
        change.commit()?;
        // What remains to be moved out of the journal, the next one moves.
        let _ = self.0.close();
        Ok(())
    }
}

/// Puts the copy in the place of the file, where that is not there or has not a
/// byte and the copy is sound. Returns what came back. Where a copy that is there
/// cannot be put back now, no file may be begun: its next copy would take the place
/// of that one.
pub(super) fn put_back(folder: &Path) -> Result<Option<Totals>, Fault> {
    let path = folder.join(NAME);
    let is_there = path.metadata().map_or_else(
        |error| error.kind() != ErrorKind::NotFound,
        |about| !about.is_file() || about.len() > 0,
    );
    if is_there {
        return Ok(None);
    }
    let stays = |error: std::io::Error| {
        Fault::Unusable(format!("the copy of the totals cannot be put back: {error}"))
    };
    let copy = folder.join(COPY);
    let word = match read_at(&copy, CalendarDay::FIRST..=CalendarDay::LAST) {
        Ok(None) => return Ok(None),
        Ok(Some(copied)) => {
            // A journal that was left would be taken for that of the copy.
            clear_away(&path).and_then(|()| put_copy(&copy, &path)).map_err(stays)?;
            return Ok(Some(copied));
        }
        Err(Fault::Unusable(why)) => return Err(Fault::Unusable(why)),
        Err(Fault::Damaged(_)) => "broken",
        Err(Fault::Newer(_)) => "newer",
    };
    // The next copy must not take its name from it.
    set_aside(&copy, word).map(|_| None).map_err(stays)
}

/// The totals of a folder’s file, of some days; nothing where there is no file.
pub(super) fn read(
    folder: &Path,
    days: RangeInclusive<CalendarDay>,
) -> Result<Option<Totals>, Fault> {
    read_at(&folder.join(NAME), days)
}

fn read_at(path: &Path, days: RangeInclusive<CalendarDay>) -> Result<Option<Totals>, Fault> {
    let is_there = path.try_exists().map_err(|error| Fault::Unusable(error.to_string()))?;
    if !is_there {
        return Ok(None);
    }
    let read = |file: Connection| {
        file.busy_timeout(WAIT)?;
        is_ours(&file)?;
        are_pages_whole(&file)?;
        rows(&file, days.clone()).map(Some)
    };
    is_long_enough(path)?;
    // Open to be written, though nothing is: only so does SQLite put its journal
    // away again.
    let opened = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    match opened.map_err(Fault::from).and_then(&read) {
        // Beside a file on a medium that cannot be written no journal can be
        // made; such a file does not change either.
        Err(Fault::Unusable(_)) => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            read(Connection::open_with_flags(unchanging(path), flags)?)
        }
        answer => answer,
    }
}

/// The address of a file that does not change.
fn unchanging(path: &Path) -> String {
    let mut address = String::from("file:");
    for letter in path.to_string_lossy().replace('\\', "/").chars() {
        match letter {
            '%' | '?' | '#' => address.push_str(&format!("%{:02X}", u32::from(letter))),
            _ => address.push(letter),
        }
    }
    address + "?immutable=1"
}

fn number(file: &Connection, pragma: &str) -> Result<i64, Fault> {
    Ok(file.pragma_query_value(None, pragma, |row| row.get(0))?)
}

fn tables(file: &Connection) -> Result<Vec<String>, Fault> {
    let mut find = file.prepare("SELECT sql FROM sqlite_schema")?;
    let tables = find.query_map([], |row| row.get(0))?;
    Ok(tables.collect::<Result<_, _>>()?)
}

/// A file of a few bytes SQLite takes for an empty one.
fn is_long_enough(path: &Path) -> Result<(), Fault> {
    match path.metadata() {
        Ok(about) if about.is_file() && (1..LEAST_BYTES).contains(&about.len()) => {
            Err(Fault::Damaged("it ends within its header".into()))
        }
        _ => Ok(()),
    }
}

/// Whether the file is one that this program can write.
fn is_ours(file: &Connection) -> Result<(), Fault> {
    let version = number(file, "user_version")?;
    let is_known = number(file, "application_id")? == APPLICATION;
    match version {
        _ if !is_known => Err(Fault::Damaged("it is not a file of counts".into())),
        VERSION if tables(file)? == [SCHEMA] => Ok(()),
        version if version > VERSION => Err(Fault::Newer(version)),
        _ => Err(Fault::Damaged("it has other tables than were made".into())),
    }
}

/// A page that is lost takes rows with it of which nothing else tells.
fn are_pages_whole(file: &Connection) -> Result<(), Fault> {
    let said: String = file.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(Fault::Damaged(said)) }
}

/// The totals of some days. All rows are looked at: a damaged day is not where
/// it would be searched for.
fn rows(file: &Connection, days: RangeInclusive<CalendarDay>) -> Result<Totals, Fault> {
    let mut find = file.prepare("SELECT day, kind, name, number, checksum FROM totals")?;
    let mut found = find.query([])?;
    let mut totals = Totals::default();
    let mut last = None;
    while let Some(row) = found.next()? {
        let kept = Kept::read(row)?;
        let key = (kept.day, kept.kind.word(), kept.name.clone());
        if last.as_ref().is_some_and(|last| *last >= key) {
            return Err(Fault::Damaged("its rows are not in order".into()));
        }
        if days.contains(&kept.day) {
            totals.raise(kept.day, kept.kind, &kept.name, kept.number);
        }
        last = Some(key);
    }
    Ok(totals)
}

/// A row as it was written.
struct Kept {
    day: CalendarDay,
    kind: Kind,
    name: String,
    number: u64,
}

impl Kept {
    fn read(row: &Row<'_>) -> Result<Kept, Fault> {
        let (day, kind, name): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (number, kept): (i64, i64) = (row.get(3)?, row.get(4)?);
        let damaged = || Fault::Damaged(format!("the total of {name} on {day} is not as written"));
        let is_whole = checksum(&day, &kind, &name, number) == kept;
        let (day_read, kind) = (CalendarDay::parse(&day).ok(), Kind::of_word(&kind));
        match (day_read, kind, u64::try_from(number)) {
            (Some(day), Some(kind), Ok(number)) if is_whole => Ok(Kept { day, kind, name, number }),
            _ => Err(damaged()),
        }
    }
}

fn checksum(day: &str, kind: &str, name: &str, number: i64) -> i64 {
    crc32fast::hash(format!("{day}\n{kind}\n{name}\n{number}").as_bytes()).into()
}
