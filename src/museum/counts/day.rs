//! A day of the calendar, which is all that is ever known of when.

use std::fmt;

use crate::narrative::model::Date;

/// A day, as the caller’s clock has it: a wrong one is just another day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDay {
    year: u16,
    month: u8,
    day: u8,
}

impl CalendarDay {
    /// The first that can be written.
    pub const FIRST: CalendarDay = CalendarDay { year: 0, month: 1, day: 1 };
    /// The last that can be written.
    pub const LAST: CalendarDay = CalendarDay { year: 9999, month: 12, day: 31 };

    /// Reads `2026-05-31`.
    ///
    /// # Errors
    /// What is wrong with the text, as the end of a sentence.
    pub fn parse(text: &str) -> Result<CalendarDay, String> {
        match Date::parse(text)? {
            Date { year, month: Some(month), day: Some(day), until: None } => {
                Ok(CalendarDay { year, month, day })
            }
            _ => Err(format!("`{text}` is not a day like 2026-05-31")),
        }
    }

    /// The day so many days after 1 January 1970, in the Gregorian calendar;
    /// the nearest that can be written.
    pub fn after_1970(days: i64) -> CalendarDay {
        let mut left = days.clamp(-719_528, 2_932_896) + 719_528;
        let centuries = left / 146_097 * 400;
        left %= 146_097;
        let mut year = centuries;
        loop {
            let length = 365 + i64::from(is_leap(year));
            if left < length {
                break;
            }
            left -= length;
            year += 1;
        }
        let mut month = 1;
        while left >= days_in(year, month) {
            left -= days_in(year, month);
            month += 1;
        }
        // All three are small by what was just taken from them.
        CalendarDay { year: year as u16, month: month as u8, day: left as u8 + 1 }
    }

    /// The day that it still is somewhere, so many seconds after 1970 began in
    /// Greenwich: the last clocks of the world are twelve hours behind.
    pub fn ending_last(secs: u64) -> CalendarDay {
        let days = secs.saturating_sub(12 * 3600) / 86_400;
        CalendarDay::after_1970(i64::try_from(days).unwrap_or(i64::MAX))
    }

    /// Whether a month begins with it.
    pub fn begins_month(self) -> bool {
        self.day == 1
    }

    /// Whether a month ends with it.
    pub fn ends_month(self) -> bool {
        i64::from(self.day) == days_in(self.year.into(), self.month.into())
    }

    /// The last day of the month before its own; of the first month that can be
    /// written, the first day.
    pub fn end_of_last_month(self) -> CalendarDay {
        let (year, month) = match (self.year, self.month) {
            (0, 1) => return CalendarDay::FIRST,
            (year, 1) => (year - 1, 12),
            (year, month) => (year, month - 1),
        };
        CalendarDay { year, month, day: days_in(year.into(), month.into()) as u8 }
    }

    /// Its month, as `2026-05`.
    pub fn month(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(is_leap(year)),
        _ => 31,
    }
}

/// The form [`CalendarDay::parse`] reads.
impl fmt::Display for CalendarDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970_over_leap_years_and_beyond_2038() {
        for (days, told) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (24_855, "2038-01-19"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
            (i64::MIN, "0000-01-01"),
            (i64::MAX, "9999-12-31"),
        ] {
            let day = CalendarDay::after_1970(days);
            assert_eq!(day.to_string(), told);
            assert_eq!(CalendarDay::parse(told), Ok(day));
        }
    }

    #[test]
    fn months_begin_and_end_by_the_calendar() {
        let day = |text| CalendarDay::parse(text).expect("a day");
        for (on, before) in [
            ("2026-05-31", "2026-04-30"),
            ("2026-01-01", "2025-12-31"),
            ("2028-03-01", "2028-02-29"),
            ("2100-03-31", "2100-02-28"),
        ] {
            let end = day(on).end_of_last_month();
            assert_eq!(end, day(before));
            assert!(end.ends_month() && !end.begins_month());
        }
        assert!(day("2026-05-01").begins_month() && !day("2026-05-30").ends_month());
        assert_eq!(CalendarDay::FIRST.end_of_last_month(), CalendarDay::FIRST);
    }
}
