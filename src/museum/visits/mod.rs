//! What a museum wants to know of its visits: day totals made into tables, and
//! the tables into text, CSV, JSON and a page.

mod csv;
mod html;
mod json;
mod number;
mod tables;
mod text;
mod words;

pub use csv::csv;
pub use html::html;
pub use json::json;
pub use number::{LEAST_PUBLIC, Number};
pub use text::text;

use super::counts::{CalendarDay, Kind, Totals};
use crate::narrative::model::{Palette, Story};
use words::Words;

/// What to report on, and to whom.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReportOptions<'s> {
    /// What the kiosk is called; may be empty.
    pub kiosk: &'s str,
    /// The story it shows, where it is at hand: names are shown in its words.
    pub story: Option<&'s Story>,
    /// Whether anybody may read it: small numbers are kept back, and others told
    /// in tens.
    pub is_public: bool,
}

/// Tables of visits.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What the kiosk is called; may be empty.
    pub kiosk: String,
    /// The first and the last day with a visit.
    pub days: Option<(CalendarDay, CalendarDay)>,
    /// Whether anybody may read it.
    pub is_public: bool,
    /// A few numbers over all.
    pub summary: Vec<Row>,
    /// The tables that have a row.
    pub tables: Vec<Table>,
    /// Titles of tables and columns kept back, since small numbers could be
    /// reckoned from them and the others.
    pub kept_back: Vec<String>,
    /// Each day total with its words, in order of day, kind and name; none in
    /// public.
    pub totals: Vec<Total>,
    /// The inks of the story’s first part.
    pub inks: Palette,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What programs know it by.
    pub id: &'static str,
    /// The heading.
    pub title: String,
    /// What its numbers are, in a sentence.
    pub about: &'static str,
    /// What each number of a row is.
    pub columns: Vec<&'static str>,
    /// What the share is of, if rows have one.
    pub share_of: Option<&'static str>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The page it belongs to, in words; only of choices.
    pub group: Option<String>,
    /// What programs know it by.
    pub id: String,
    /// The same in words.
    pub words: String,
    /// A number for each column.
    pub numbers: Vec<Number>,
    /// A share in per cent, reckoned from numbers that are shown.
    pub share: Option<u64>,
}

/// A total of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The day.
    pub day: CalendarDay,
    /// What was counted.
    pub kind: Kind,
    /// The id.
    pub name: String,
    /// The same in words.
    pub words: String,
    /// How many visits.
    pub number: u64,
}

/// What reports are printed in where no story is at hand.
const INKS: Palette = Palette {
    paper: [0xf4, 0xee, 0xe0],
    ink: [0x20, 0x24, 0x28],
    tone: [0x8c, 0x94, 0x98],
    accent: [0xb0, 0x5a, 0x2a],
};

impl Report {
    /// Makes a report of totals.
    pub fn of(totals: &Totals, options: &ReportOptions<'_>) -> Report {
        let words = Words::of(options.story);
        let visits = totals.visits();
        let (first, last) = (visits.keys().next().copied(), visits.keys().next_back().copied());
        let each = totals.rows().map(|(day, kind, name, number)| Total {
            day,
            kind,
            name: name.to_owned(),
            words: words.of_total(kind, name),
            number,
        });
        let made = tables::tables(totals, &words, options.is_public);
        Report {
            kiosk: options.kiosk.to_owned(),
            days: first.zip(last),
            is_public: options.is_public,
            summary: made.summary,
            tables: made.tables,
            kept_back: made.kept_back,
            totals: if options.is_public { Vec::new() } else { each.collect() },
            inks: options.story.and_then(|story| story.parts.first()).map_or(INKS, |it| it.palette),
        }
    }

    /// Of which days it tells.
    fn period(&self) -> String {
        match self.days {
            None => "no visit yet".into(),
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first} to {last}"),
        }
    }

    /// What it is called.
    fn title(&self) -> String {
        match self.kiosk.as_str() {
            "" => "Visits".into(),
            kiosk => format!("{kiosk}: visits"),
        }
    }

    /// What must be known to read it, a sentence each.
    fn notes(&self) -> Vec<String> {
        let mut notes = vec![
            "Every number is a number of visits: what happens twice in a visit counts once.".into(),
            "A visit is from the first touch until the kiosk is left or resets.".into(),
        ];
        if self.is_public {
            notes.push(format!(
                "Numbers are rounded down to tens, and those under {LEAST_PUBLIC} are not told. \
                 Totals and shares are reckoned from what is told."
            ));
        }
        if !self.kept_back.is_empty() {
            notes.push(format!(
                "Kept back, since small numbers could be reckoned from it: {}.",
                self.kept_back.join(", ")
            ));
        }
        notes
    }
}
