//! What a supervisor writes down: in a log of limited size where it can, and
//! where somebody looks on.

use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::store::{Log, LogSize};

pub(super) struct Journal<'a> {
    log: Option<Log>,
    notices: &'a mut (dyn Write + 'a),
}

impl<'a> Journal<'a> {
    pub(super) fn new(
        folder: Option<&Path>,
        size: LogSize,
        notices: &'a mut (dyn Write + 'a),
    ) -> Journal<'a> {
        Journal { log: folder.map(|folder| Log::new(folder, size)), notices }
    }

    /// Writes down what the supervisor did.
    pub(super) fn note(&mut self, words: &str) {
        self.write(words.as_bytes());
        // Whether somebody looks on changes nothing.
        let _ = writeln!(self.notices, "{words}");
    }

    /// Writes down a line that a window complained with: shown only where it
    /// cannot be kept.
    pub(super) fn complaint(&mut self, who: &str, line: &[u8]) {
        let line = [who.as_bytes(), b" says: ", line].concat();
        if !self.write(&line) {
            let _ = self.notices.write_all(&line).and_then(|()| self.notices.write_all(b"\n"));
        }
    }

    fn write(&mut self, line: &[u8]) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let line = [date(now.as_secs()).as_bytes(), b" ", line].concat();
        self.log.as_mut().is_some_and(|log| log.line(&line).is_ok())
    }
}

/// The date and time in UTC of so many seconds after 1970.
fn date(secs: u64) -> String {
    let (mut days, secs) = (secs / 86_400, secs % 86_400);
    let is_leap =
        |year: u64| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    format!("{year}-{month:02}-{:02} {hours:02}:{minutes:02}:{secs:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(date(0), "1970-01-01 00:00:00");
        assert_eq!(date(951_827_696), "2000-02-29 12:34:56");
        assert_eq!(date(4_102_444_799), "2099-12-31 23:59:59");
    }
}
