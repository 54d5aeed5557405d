//! When something was, and how long it took, in words.

use crate::i18n::{FluentValue, Strings};
use crate::narrative::model::Date;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// When something was, seen from now: both in seconds since the beginning of
/// 1970. What is a week old has its date.
pub(super) fn when(strings: &Strings, now_secs: u64, at_secs: u64) -> String {
    let ago = now_secs.saturating_sub(at_secs);
    let (key, count) = match ago {
        0..MINUTE => return strings.get("when-now"),
        MINUTE..HOUR => ("when-minutes", ago / MINUTE),
        HOUR..DAY => ("when-hours", ago / HOUR),
        _ if ago < 7 * DAY => ("when-days", ago / DAY),
        _ => return strings.date(date_of(at_secs)),
    };
    strings.with(key, &[("count", FluentValue::from(count))])
}

/// How long something took.
pub(super) fn duration(strings: &Strings, secs: u64) -> String {
    let minutes = secs.div_ceil(MINUTE).max(1);
    let count = |number: u64| FluentValue::from(number);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => strings.with("played-minutes", &[("minutes", count(minutes))]),
        (hours, minutes) => {
            let values = [("hours", count(hours)), ("minutes", count(minutes))];
            strings.with("played-hours", &values)
        }
    }
}

/// The day of a moment, UTC. Counts from 1 March of the year 0, so that a leap
/// day is the last of its year.
fn date_of(at_secs: u64) -> Date {
    const DAYS_TO_1970: u64 = 719_468;
    const DAYS_IN_400_YEARS: u64 = 146_097;
    let days = at_secs / DAY + DAYS_TO_1970;
    let (cycle, day) = (days / DAYS_IN_400_YEARS, days % DAYS_IN_400_YEARS);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let small = |number: u64| u8::try_from(number).ok();
    Date {
        year: u16::try_from(cycle * 400 + year + later).unwrap_or(u16::MAX),
        month: small(month),
        day: small(day),
        until: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (at, date) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_735_689_599, "2024-12-31"),
            (1_767_225_600, "2026-01-01"),
        ] {
            assert_eq!(date_of(at).to_string(), date);
        }
    }

    #[test]
    fn what_was_lately_is_told_from_now() {
        let strings = Strings::load("en");
        let now = 1_767_225_600;
        for (ago, told) in [
            (5, "just now"),
            (60, "a minute ago"),
            (150, "2 minutes ago"),
            (2 * HOUR, "2 hours ago"),
            (30 * HOUR, "yesterday"),
            (8 * DAY, "24 December 2025"),
        ] {
            assert_eq!(when(&strings, now, now - ago), told);
        }
        assert_eq!(duration(&strings, 10), "1 min");
        assert_eq!(duration(&strings, 3700), "1 h 2 min");
    }
}
