//! The documented shape of `visits --format json`. Fields are only ever added.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Report, Row, Table, Total};

/// A report for other programs: one object.
pub fn json(report: &Report) -> String {
    let days = report.days.map(|(from, until)| [from.to_string(), until.to_string()]);
    let json = ReportJson {
        kiosk: &report.kiosk,
        from: days.as_ref().map(|days| days[0].as_str()),
        until: days.as_ref().map(|days| days[1].as_str()),
        public: report.is_public,
        summary: report
            .summary
            .iter()
            .map(|row| (row.id.as_str(), row.numbers[0].told()))
            .collect(),
        tables: report.tables.iter().map(TableJson::of).collect(),
        kept_back: &report.kept_back,
        totals: report.totals.iter().map(TotalJson::of).collect(),
    };
    let text = serde_json::to_string_pretty(&json);
    text.expect("strings and numbers under string keys are always JSON") + "\n"
}

#[derive(Serialize)]
struct ReportJson<'r> {
    kiosk: &'r str,
    from: Option<&'r str>,
    until: Option<&'r str>,
    public: bool,
    summary: BTreeMap<&'r str, Option<u64>>,
    tables: Vec<TableJson<'r>>,
    kept_back: &'r [String],
    totals: Vec<TotalJson<'r>>,
}

#[derive(Serialize)]
struct TableJson<'r> {
    id: &'r str,
    title: &'r str,
    share_of: Option<&'r str>,
    rows: Vec<RowJson<'r>>,
}

#[derive(Serialize)]
struct RowJson<'r> {
    id: &'r str,
    words: &'r str,
    page: Option<&'r str>,
    numbers: BTreeMap<&'r str, Option<u64>>,
    share: Option<u64>,
}

#[derive(Serialize)]
struct TotalJson<'r> {
    day: String,
    kind: &'r str,
    name: &'r str,
    words: &'r str,
    number: u64,
}

impl<'r> TableJson<'r> {
    fn of(table: &'r Table) -> TableJson<'r> {
        let row = |row: &'r Row| RowJson {
            id: &row.id,
            words: &row.words,
            page: row.group.as_deref(),
            numbers: table
                .columns
                .iter()
                .copied()
                .zip(row.numbers.iter().map(|it| it.told()))
                .collect(),
            share: row.share,
        };
        let Table { id, title, share_of, rows, .. } = table;
        TableJson { id, title, share_of: *share_of, rows: rows.iter().map(row).collect() }
    }
}

impl<'r> TotalJson<'r> {
    fn of(total: &'r Total) -> TotalJson<'r> {
        let Total { day, kind, name, words, number } = total;
        TotalJson { day: day.to_string(), kind: kind.word(), name, words, number: *number }
    }
}
