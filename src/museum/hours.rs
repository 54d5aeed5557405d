//! When the exhibit is open, by the clock of the wall.

use super::counts::CalendarDay;

/// A day of the week, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Day {
    /// The days in order.
    pub const ALL: [Day; 7] = [
        Day::Monday,
        Day::Tuesday,
        Day::Wednesday,
        Day::Thursday,
        Day::Friday,
        Day::Saturday,
        Day::Sunday,
    ];
}

/// A time of day in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(pub u16);

impl TimeOfDay {
    /// Reads `10:00`.
    pub fn parse(words: &str) -> Option<TimeOfDay> {
        let (hours, minutes) = words.split_once(':')?;
        let number = |words: &str, least: usize| {
            let is_number = (least..=2).contains(&words.len())
                && words.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| words.parse::<u16>().ok())?
        };
        let (hours, minutes) = (number(hours, 1)?, number(minutes, 2)?);
        let time = hours * 60 + minutes;
        (minutes < 60 && time <= 24 * 60).then_some(TimeOfDay(time))
    }
}

/// When the exhibit is open. Without any it always is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningHours(pub Vec<Open>);

/// A stretch in which it is open, on these days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// On which days; none: on every day.
    pub days: Vec<Day>,
    /// From when.
    pub from: TimeOfDay,
    /// Until when. Before `from`: until then on the next morning.
    pub until: TimeOfDay,
}

/// The first day that a clock can tell and be believed. A machine without power
/// forgets the day, and mostly says 1970.
const BELIEVED_FROM: &str = "2026-01-01";

impl OpeningHours {
    /// Whether it is open; always by a clock that cannot be right, since a gallery
    /// would sooner have it lit too long than dark.
    pub fn is_open_on(&self, date: CalendarDay, day: Day, time: TimeOfDay) -> bool {
        let believed = CalendarDay::parse(BELIEVED_FROM);
        !believed.is_ok_and(|first| date >= first) || self.is_open(day, time)
    }

    /// Whether it is open on a day at a time.
    pub fn is_open(&self, day: Day, time: TimeOfDay) -> bool {
        let Some(yesterday) = Day::ALL.get((day as usize + 6) % 7) else { return true };
        self.0.is_empty()
            || self.0.iter().any(|open| {
                let on = |day| open.days.is_empty() || open.days.contains(&day);
                match open.from < open.until {
                    true => on(day) && (open.from..open.until).contains(&time),
                    false => {
                        (on(day) && time >= open.from) || (on(*yesterday) && time < open.until)
                    }
                }
            })
    }
}
