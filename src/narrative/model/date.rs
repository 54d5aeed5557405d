//! Dates as a folder gives them: a year, a month, a day, or a span of years.

use std::fmt;

/// A date of the story or of a fact, as exact as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12, if known.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31, if known. Never without a month.
    pub day: Option<u8>,
    /// The last year, where the date is a span of years.
    pub until: Option<u16>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Date {
    /// Reads `1938`, `1938-03`, `1938-03-15` or `1938/1939`.
    ///
    /// # Errors
    /// What is wrong with the text, as the end of a sentence.
    pub fn parse(text: &str) -> Result<Date, String> {
        let year = |text: &str| -> Result<u16, String> {
            if text.len() != 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(format!("`{text}` is not a year of four digits"));
            }
            text.parse().map_err(|_| format!("`{text}` is not a year"))
        };
        let part = |text: &str, top: u8, what: &str| -> Result<u8, String> {
            match (text.len(), text.parse::<u8>()) {
                (2, Ok(number)) if (1..=top).contains(&number) => Ok(number),
                _ => Err(format!("`{text}` is not a {what} from 01 to {top}")),
            }
        };
        if let Some((first, last)) = text.split_once('/') {
            let (first, last) = (year(first)?, year(last)?);
            if last <= first {
                return Err(format!("the span ends in {last}, before it begins"));
            }
            return Ok(Date { year: first, month: None, day: None, until: Some(last) });
        }
        let mut pieces = text.split('-');
        let year = year(pieces.next().unwrap_or_default())?;
        let month = pieces.next().map(|text| part(text, 12, "month")).transpose()?;
        let days = match month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            Some(2) => 28,
            _ => 31,
        };
        let day = pieces.next().map(|text| part(text, days, "day")).transpose()?;
        if pieces.next().is_some() {
            return Err("there is something after the day".into());
        }
        Ok(Date { year, month, day, until: None })
    }

    /// The date that someone most likely means who writes it in another way,
    /// as `1911-3-9` or `9 March 1911`, in the words of a story file.
    pub fn meant(text: &str) -> Option<String> {
        let is_gap = |letter: char| !letter.is_alphanumeric();
        let pieces: Vec<&str> = text.split(is_gap).filter(|piece| !piece.is_empty()).collect();
        let month = |word: &str| {
            let word = word.to_lowercase();
            MONTHS
                .iter()
                .position(|month| word.len() > 2 && month.starts_with(&word))
                .map(|index| index + 1)
        };
        let number = |word: &str| word.parse::<usize>().ok();
        let date = match *pieces.as_slice() {
            [year, one] => match (number(one), month(year)) {
                (Some(_), Some(month)) => format!("{one}-{month:02}"),
                (Some(month), None) => format!("{year}-{month:02}"),
                (None, _) => format!("{year}-{:02}", month(one)?),
            },
            [one, middle, last] => match (month(one), month(middle)) {
                (Some(month), _) => format!("{last}-{month:02}-{:02}", number(middle)?),
                (_, Some(month)) if last.len() == 4 => {
                    format!("{last}-{month:02}-{:02}", number(one)?)
                }
                (_, Some(month)) => format!("{one}-{month:02}-{:02}", number(last)?),
                _ => format!("{one}-{:02}-{:02}", number(middle)?, number(last)?),
            },
            _ => return None,
        };
        (date != text && Date::parse(&date).is_ok()).then_some(date)
    }

    /// When it begins and when it has ended, in years: the middle of 1938 is
    /// 1938.5. A date that is less exact lasts longer.
    pub fn in_years(&self) -> (f32, f32) {
        let year = f32::from(self.year);
        let Some(month) = self.month else {
            return (year, f32::from(self.until.unwrap_or(self.year)) + 1.0);
        };
        let month = year + f32::from(month - 1) / 12.0;
        match self.day {
            // Months are alike here: nobody sees a day on a line of years.
            Some(day) => {
                let from = month + f32::from(day - 1) / 372.0;
                (from, from + 1.0 / 372.0)
            }
            None => (month, month + 1.0 / 12.0),
        }
    }
}

impl Date {
    /// The day it begins, and the first day it is over, where all months have
    /// 31.
    fn days(&self) -> (u32, u32) {
        let day = |year: u16, month: u8, day: u8| {
            u32::from(year) * 372 + u32::from(month - 1) * 31 + u32::from(day - 1)
        };
        match (self.month, self.day) {
            (Some(month), Some(on)) => (day(self.year, month, on), day(self.year, month, on) + 1),
            (Some(month), None) => (day(self.year, month, 1), day(self.year, month, 1) + 31),
            (None, _) => (day(self.year, 1, 1), day(self.until.unwrap_or(self.year), 1, 1) + 372),
        }
    }
}

/// A stretch of time; open at an end without a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// When it begins, with the first day of this date.
    pub from: Option<Date>,
    /// When it ends, with the last day of this date.
    pub until: Option<Date>,
}

impl Period {
    /// Whether a date begins in it.
    pub fn holds(&self, date: Date) -> bool {
        let day = date.days().0;
        self.from.is_none_or(|from| from.days().0 <= day)
            && self.until.is_none_or(|until| day < until.days().1)
    }

    /// Whether any day of a date may be one of it.
    pub fn touches(&self, date: Date) -> bool {
        let (first, over) = date.days();
        self.from.is_none_or(|from| from.days().0 < over)
            && self.until.is_none_or(|until| first < until.days().1)
    }

    /// Whether it ends before it begins.
    pub fn is_backwards(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until))
            if from.days().0 >= until.days().1)
    }
}

/// As the end of "it was there …".
impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (Some(from), Some(until)) => write!(out, "from {from} until {until}"),
            (Some(from), None) => write!(out, "from {from} on"),
            (None, Some(until)) => write!(out, "until {until}"),
            (None, None) => out.write_str("always"),
        }
    }
}

/// The form [`Date::parse`] reads.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        if let Some(until) = self.until {
            write!(out, "/{until:04}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_holds_what_begins_in_it_and_touches_what_may_lie_in_it() {
        let date = |text| Date::parse(text).unwrap();
        let period = Period { from: Some(date("1932-03")), until: Some(date("1945-08")) };
        for (text, holds, touches) in [
            ("1932-02-28", false, false),
            ("1932", false, true),
            ("1932-03-01", true, true),
            ("1945-08-31", true, true),
            ("1945", true, true),
            ("1945-09", false, false),
            ("1930/1946", false, true),
        ] {
            let told = (period.holds(date(text)), period.touches(date(text)));
            assert_eq!(told, (holds, touches), "{text}");
        }
    }

    #[test]
    fn dates_on_a_line_of_years_keep_their_order_and_are_as_long_as_inexact() {
        let years = |text| Date::parse(text).unwrap().in_years();
        assert_eq!(years("1938"), (1938.0, 1939.0));
        assert_eq!(years("1938/1940"), (1938.0, 1941.0));
        assert_eq!(years("1938-07"), (1938.5, 1938.0 + 7.0 / 12.0));
        let (from, to) = years("1938-12-31");
        assert!(years("1938-12-30").1 <= from + 1e-3 && from < to && to <= 1939.0 + 1e-3);
    }
}
