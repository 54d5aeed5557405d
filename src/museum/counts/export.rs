//! Counts for a stick that staff take to their desk.

use std::io;
use std::path::{Path, PathBuf};

use super::CalendarDay;
use crate::museum::visits::{Report, csv, html};
use crate::store::begin;

/// How often a name that something has already is tried with another number.
const MOST_NUMBERS: usize = 1000;

/// Why nothing, or not everything, was exported, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// There is no such folder.
    #[error("there is no stick at {0}: plug one in, wait until its light is steady, and try again")]
    NoStick(PathBuf),
    /// It may not be written.
    #[error("nothing may be written on {0}: move the stick’s lock, or take another stick")]
    Locked(PathBuf),
    /// There is no room.
    #[error("{0} is full: make room on the stick, or take another")]
    Full(PathBuf),
    /// Something else.
    #[error("cannot write on {0} ({1}): take another stick; the counts are safe here")]
    Failed(PathBuf, String),
}

/// Writes a report as CSV and as a page, under the kiosk’s name and the day, and
/// over nothing: `counts-gallery-2-2026-05-31.csv`, with `-2` and so on where
/// that is taken. Each file is written whole or not at all.
///
/// # Errors
/// When not both could be written, with what to do.
pub fn export(
    stick: &Path,
    today: CalendarDay,
    report: &Report,
) -> Result<[PathBuf; 2], ExportError> {
    if !stick.is_dir() {
        return Err(ExportError::NoStick(stick.into()));
    }
    let stem = match plain(&report.kiosk).as_str() {
        "" => format!("counts-{today}"),
        name => format!("counts-{name}-{today}"),
    };
    let files = [("csv", csv(report)), ("html", html(report))];
    for number in 1..=MOST_NUMBERS {
        let name = |extension| match number {
            1 => stick.join(format!("{stem}.{extension}")),
            _ => stick.join(format!("{stem}-{number}.{extension}")),
        };
        let paths = files.each_ref().map(|(extension, _)| name(extension));
        if paths.iter().any(|path| path.exists()) {
            continue;
        }
        let mut written = paths.iter().zip(&files).map(|(path, (_, text))| begin(path, text));
        return match written.find_map(Result::err) {
            None => Ok(paths),
            Some(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Some(error) => Err(explained(stick, &error)),
        };
    }
    Err(ExportError::Failed(stick.into(), "every name is taken".into()))
}

fn explained(stick: &Path, error: &io::Error) -> ExportError {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound | Kind::NotADirectory => ExportError::NoStick(stick.into()),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => ExportError::Locked(stick.into()),
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => {
            ExportError::Full(stick.into())
        }
        _ => ExportError::Failed(stick.into(), error.to_string()),
    }
}

/// A name that every file system takes.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars() {
        match letter {
            'a'..='z' | '0'..='9' | 'A'..='Z' => plain.push(letter.to_ascii_lowercase()),
            _ if plain.is_empty() || plain.ends_with('-') => {}
            _ => plain.push('-'),
        }
    }
    plain.truncate(40);
    plain.trim_end_matches('-').to_owned()
}
