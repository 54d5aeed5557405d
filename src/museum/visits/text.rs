//! A report for a terminal of 80 columns.

use std::fmt::Write;

use super::{Report, Row, Table};

/// Columns of a terminal.
const COLUMNS: usize = 80;
/// Columns of a number.
const NUMBER: usize = 10;
/// Columns of a share.
const SHARE: usize = 7;

/// The report as text.
pub fn text(report: &Report) -> String {
    let mut text = format!("{}, {}\n\n", report.title(), report.period());
    for Row { words, numbers, share, .. } in &report.summary {
        let share = share.map_or(String::new(), |share| format!("  ({share} %)"));
        // Writing to text does not fail.
        let _ = writeln!(text, "{:>NUMBER$}  {words}{share}", numbers[0].to_string());
    }
    for table in &report.tables {
        tabulate(&mut text, table);
    }
    text.push('\n');
    for note in report.notes() {
        for line in textwrap::wrap(&note, COLUMNS) {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

fn tabulate(text: &mut String, table: &Table) {
    let has_shares = table.share_of.is_some();
    let right = table.columns.len() * NUMBER + if has_shares { SHARE } else { 0 };
    let widest = |row: &Row| row.words.chars().count() + indent(row);
    let widest = table.rows.iter().map(widest).chain([table.title.chars().count()]).max();
    let width = widest.unwrap_or(0).clamp(24, COLUMNS - right);
    let _ = write!(text, "\n{}", padded(&table.title, width));
    text.extend(table.columns.iter().map(|column| format!("{column:>NUMBER$}")));
    text.push_str(if has_shares { "  share" } else { "" });
    text.push('\n');
    let mut group = None;
    for row in &table.rows {
        if row.group != group {
            group.clone_from(&row.group);
            let _ = writeln!(
                text,
                "  {}",
                padded(group.as_deref().unwrap_or_default(), COLUMNS - 2).trim_end()
            );
        }
        let indent = indent(row);
        let _ = write!(text, "{:indent$}{}", "", padded(&row.words, width - indent));
        text.extend(row.numbers.iter().map(|number| format!("{:>NUMBER$}", number.to_string())));
        if has_shares {
            let share = row.share.map_or("–".into(), |share| format!("{share} %"));
            let _ = write!(text, "{share:>SHARE$}");
        }
        text.push('\n');
    }
}

fn indent(row: &Row) -> usize {
    if row.group.is_some() { 4 } else { 2 }
}

/// Words in so many columns, cut short where they are longer.
fn padded(words: &str, width: usize) -> String {
    if words.chars().count() <= width {
        return format!("{words:width$}");
    }
    let cut: String = words.chars().take(width.saturating_sub(2)).collect();
    format!("{:width$}", format!("{}…", cut.trim_end()))
}
