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
}
