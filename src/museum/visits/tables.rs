//! The tables of a report.

use std::collections::{BTreeMap, BTreeSet};

use super::number::tell_nothing_more;
use super::words::Words;
use super::{Number, Row, Table};
use crate::museum::counts::{DWELLS, End, Kind, Totals};

/// With more days than this, visits are told by month.
const MOST_DAYS: usize = 62;

/// What a report is made of.
pub(super) struct Made {
    pub(super) summary: Vec<Row>,
    pub(super) tables: Vec<Table>,
    pub(super) kept_back: Vec<String>,
}

/// Makes the tables of totals.
pub(super) fn tables(totals: &Totals, words: &Words<'_>, is_public: bool) -> Made {
    let maker = Maker { totals, words, is_public };
    let mut tables = vec![
        maker.visits(),
        maker.dwell(),
        maker.ends(),
        maker.scenes(),
        maker.vignettes(),
        maker.choices(),
        maker.facts(),
        maker.enlarged(),
    ];
    let kept_back = if is_public { keep_back(&mut tables) } else { Vec::new() };
    let visits = Number::sum(tables[0].rows.iter().map(|row| row.numbers[0]), is_public);
    for table in tables.iter_mut().filter(|table| table.share_of == Some("visits")) {
        for row in &mut table.rows {
            row.share = row.numbers[0].share_of(visits);
        }
    }
    let summary = maker.summary(&tables, visits);
    tables.retain(|table| !table.rows.is_empty());
    Made { summary, tables, kept_back }
}

/// Takes away what the small numbers of another table could be reckoned from.
fn keep_back(tables: &mut [Table]) -> Vec<String> {
    let mut kept_back = Vec::new();
    // Each of these counts every visit once: by day, how long, how, and where it
    // ended.
    let mut same = vec![column(&tables[0], 0)];
    for table in tables.iter_mut().take(4).skip(1) {
        let last = table.columns.len() - 1;
        same.push(column(table, last));
        if tell_nothing_more(&same) {
            continue;
        }
        same.pop();
        if last == 0 {
            kept_back.push(table.title.clone());
            table.rows.clear();
        } else {
            kept_back.push(format!("{}, {}", table.title, table.columns[last]));
            table.columns.truncate(last);
            table.share_of = None;
            for row in &mut table.rows {
                row.numbers.truncate(last);
                row.share = None;
            }
        }
    }
    kept_back
}

fn column(table: &Table, index: usize) -> Vec<Number> {
    table.rows.iter().map(|row| row.numbers[index]).collect()
}

struct Maker<'t> {
    totals: &'t Totals,
    words: &'t Words<'t>,
    is_public: bool,
}

impl Maker<'_> {
    fn shown(&self, number: u64) -> Number {
        Number::shown(number, self.is_public)
    }

    /// A row of the numbers that a name has in some kinds.
    fn row(&self, kinds: &[(Kind, &BTreeMap<&str, u64>)], name: &str) -> Row {
        let numbers = kinds.iter().map(|(_, of)| self.shown(of.get(name).copied().unwrap_or(0)));
        let words = kinds.first().map_or(name.to_owned(), |kind| self.words.of_total(kind.0, name));
        Row { group: None, id: name.to_owned(), words, numbers: numbers.collect(), share: None }
    }

    fn visits(&self) -> Table {
        let visits = self.totals.visits();
        let by_month = visits.len() > MOST_DAYS;
        let mut rows = BTreeMap::<String, u64>::new();
        for (day, number) in visits {
            let name = if by_month { day.month() } else { day.to_string() };
            *rows.entry(name).or_default() += number;
        }
        Table {
            id: "visits",
            title: if by_month { "Visits by month" } else { "Visits by day" }.into(),
            about: "How many visits there were. Days without a visit are left out.",
            columns: vec!["visits"],
            share_of: None,
            rows: self.plain_rows(rows.iter().map(|(name, number)| (name.as_str(), *number))),
        }
    }

    fn plain_rows<'n>(&self, rows: impl Iterator<Item = (&'n str, u64)>) -> Vec<Row> {
        rows.map(|(name, number)| Row {
            group: None,
            id: name.to_owned(),
            words: name.to_owned(),
            numbers: vec![self.shown(number)],
            share: None,
        })
        .collect()
    }

    /// A table of one kind whose names are known.
    fn fixed<'n>(&self, kind: Kind, names: impl Iterator<Item = &'n str>) -> Vec<Row> {
        let numbers = self.totals.by_name(kind);
        if numbers.is_empty() {
            return Vec::new();
        }
        names.map(|name| self.row(&[(kind, &numbers)], name)).collect()
    }

    fn dwell(&self) -> Table {
        Table {
            id: "dwell",
            title: "How long they stayed".into(),
            about: "How long visits were, from the first touch to the last page.",
            columns: vec!["visits"],
            share_of: Some("visits"),
            rows: self.fixed(Kind::Dwell, DWELLS.iter().map(|(name, _)| *name)),
        }
    }

    fn ends(&self) -> Table {
        Table {
            id: "ended",
            title: "How visits ended".into(),
            about: "Whether visitors ended the visit, walked away, or staff closed it.",
            columns: vec!["visits"],
            share_of: Some("visits"),
            rows: self.fixed(Kind::Ended, End::ALL.iter().map(|end| end.name())),
        }
    }

    fn vignettes(&self) -> Table {
        let kinds = [Kind::VignetteBegun, Kind::VignetteFinished, Kind::Stayed];
        let numbers = kinds.map(|kind| self.totals.by_name(kind));
        let mut names: Vec<&str> = self.words.vignettes().collect();
        if numbers.iter().all(BTreeMap::is_empty) {
            names.clear();
        }
        for name in numbers.iter().flat_map(BTreeMap::keys) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        let of = [(kinds[0], &numbers[0]), (kinds[1], &numbers[1]), (kinds[2], &numbers[2])];
        let mut rows: Vec<Row> = names.iter().map(|name| self.row(&of, name)).collect();
        for row in &mut rows {
            row.share = row.numbers[2].share_of(row.numbers[0]);
        }
        Table {
            id: "vignettes",
            title: "Vignettes".into(),
            about: "How many visits began each vignette, read it to its end, and stayed: went on \
                    from it into the story.",
            columns: vec!["begun", "finished", "stayed"],
            share_of: Some("begun"),
            rows,
        }
    }

    fn scenes(&self) -> Table {
        let (shown, left) = (self.totals.by_name(Kind::Scene), self.totals.by_name(Kind::LeftAt));
        let names: BTreeSet<&str> = shown.keys().chain(left.keys()).copied().collect();
        let of = [(Kind::Scene, &shown), (Kind::LeftAt, &left)];
        let mut rows: Vec<Row> = names.into_iter().map(|name| self.row(&of, name)).collect();
        most_first(&mut rows);
        for row in &mut rows {
            row.share = row.numbers[1].share_of(row.numbers[0]);
        }
        Table {
            id: "scenes",
            title: "Scenes, and where people left".into(),
            about: "How many visits came to each scene, and how many ended there.",
            columns: vec!["shown", "left"],
            share_of: Some("shown"),
            rows,
        }
    }

    fn choices(&self) -> Table {
        let (shown, taken) = (self.totals.by_name(Kind::Scene), self.totals.by_name(Kind::Choice));
        let mut pages = BTreeMap::<&str, Vec<&str>>::new();
        for name in taken.keys() {
            let (scene, key) = name.rsplit_once('.').unwrap_or((name, ""));
            pages.entry(scene).or_insert_with(|| self.words.choices(scene)).push(key);
        }
        let page_shown = |page: &str| self.shown(shown.get(page).copied().unwrap_or(0));
        let mut pages: Vec<_> = pages.into_iter().collect();
        pages.sort_by_key(|(page, _)| std::cmp::Reverse(page_shown(page)));
        let mut rows = Vec::new();
        for (page, keys) in pages {
            let mut known = BTreeSet::new();
            for key in keys.into_iter().filter(|key| known.insert(*key)) {
                let name = if key.is_empty() { page.to_owned() } else { format!("{page}.{key}") };
                let mut row = self.row(&[(Kind::Choice, &taken)], &name);
                row.group = Some(self.words.of_total(Kind::Scene, page));
                row.share = row.numbers[0].share_of(page_shown(page));
                rows.push(row);
            }
        }
        Table {
            id: "choices",
            title: "Choices".into(),
            about: "How many visits took each choice, and what share that is of those that came \
                    to its page.",
            columns: vec!["taken"],
            share_of: Some("shown"),
            rows,
        }
    }

    fn facts(&self) -> Table {
        let numbers = self.totals.by_name(Kind::Fact);
        let mut rows: Vec<Row> =
            numbers.keys().map(|name| self.row(&[(Kind::Fact, &numbers)], name)).collect();
        most_first(&mut rows);
        Table {
            id: "facts",
            title: "Facts opened".into(),
            about: "How many visits opened each fact.",
            columns: vec!["opened"],
            share_of: Some("visits"),
            rows,
        }
    }

    fn enlarged(&self) -> Table {
        let numbers = self.totals.by_name(Kind::Enlarged);
        Table {
            id: "enlarged",
            title: "Enlarged text".into(),
            about: "How many visits made the text larger.",
            columns: vec!["visits"],
            share_of: Some("visits"),
            rows: self.fixed(Kind::Enlarged, numbers.keys().copied()),
        }
    }

    fn summary(&self, tables: &[Table], visits: Number) -> Vec<Row> {
        let Some(vignettes) = tables.iter().find(|table| table.id == "vignettes") else {
            return Vec::new();
        };
        let sum = |index| Number::sum(column(vignettes, index), self.is_public);
        let row = |id: &str, words: &str, number: Number, whole: Option<Number>| Row {
            group: None,
            id: id.into(),
            words: words.into(),
            numbers: vec![number],
            share: whole.and_then(|whole| number.share_of(whole)),
        };
        let begun = sum(0);
        vec![
            row("visits", "visits", visits, None),
            row("begun", "vignettes begun", begun, None),
            row("finished", "of them read to the end", sum(1), Some(begun)),
            row("stayed", "went on into the story", sum(2), Some(visits)),
        ]
    }
}

/// In public the order must not tell more than the numbers do.
fn most_first(rows: &mut [Row]) {
    rows.sort_by(|one, other| {
        other.numbers.cmp(&one.numbers).then_with(|| one.words.cmp(&other.words))
    });
}
