//! A report for spreadsheets, as RFC 4180 has it.

use super::{Report, Row};

/// A line for each day total; in public, for each number of the tables, with the
/// days they are of. Kinds are words that never change.
pub fn csv(report: &Report) -> String {
    let mut text = String::new();
    line(&mut text, ["day", "kind", "name", "words", "number"]);
    for total in &report.totals {
        let (day, number) = (total.day.to_string(), total.number.to_string());
        line(&mut text, [&day, total.kind.word(), &total.name, &total.words, &number]);
    }
    if report.is_public {
        let period = report.days.map_or(String::new(), |(from, until)| format!("{from}/{until}"));
        for table in &report.tables {
            for Row { id, words, numbers, .. } in &table.rows {
                for (column, number) in table.columns.iter().zip(numbers) {
                    let day = if table.id == "visits" { id } else { &period };
                    let kind = format!("{}_{column}", table.id);
                    line(&mut text, [day, &kind, id, words, &number.to_string()]);
                }
            }
        }
    }
    text
}

fn line(text: &mut String, fields: [&str; 5]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(field);
        }
    }
    text.push_str("\r\n");
}
