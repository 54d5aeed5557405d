//! A report as one page: nothing in it runs, and nothing is loaded from
//! elsewhere. Beside each chart stands the table it is drawn from.

mod chart;
mod inks;

use std::fmt::Write;

use super::{Report, Row, Table};
use chart::chart;
use inks::Inks;

/// How it looks; the capitals stand for inks.
const STYLE: &str = "\
body{margin:0;background:PAPER;color:INK;font:17px/1.5 'Libertinus Serif','Linux Libertine',Georgia,serif}\
main{max-width:1180px;margin:0 auto;padding:24px}\
header{background:INK;color:PAPER;padding:28px 24px}\
header div{max-width:1132px;margin:0 auto}\
h1{margin:0;font-size:34px;line-height:1.2}\
header p{margin:6px 0 0;font-size:20px}\
h2{margin:44px 0 2px;font-size:25px;border-bottom:5px solid ACCENT;padding-bottom:4px}\
h3{margin:26px 0 4px;font-size:19px}\
section>p{margin:8px 0 12px}\
dl{display:flex;flex-wrap:wrap;gap:12px 44px;margin:12px 0}\
dt{order:2}dl div{display:flex;flex-direction:column}\
dd{margin:0;font-size:36px;font-weight:bold;line-height:1.15}\
.pair{display:flex;flex-wrap:wrap;gap:20px 28px;align-items:flex-start}\
.pair figure{flex:1 1 520px;margin:0;min-width:0}\
.pair table{flex:1 1 420px}\
svg{width:100%;height:auto;display:block}\
table{border-collapse:collapse}\
caption{text-align:left;font-style:italic;padding-bottom:4px}\
th,td{padding:4px 8px;text-align:right;border-bottom:1px solid TONE;vertical-align:top}\
th:first-child{text-align:left;font-weight:normal}\
thead th{border-bottom:3px solid INK;font-weight:bold}\
thead th:first-child{font-weight:bold}\
footer{margin:48px 0 12px;border-top:5px solid INK;padding-top:12px}\
@media print{.pair{break-inside:avoid}}";

/// The report as a page.
pub fn html(report: &Report) -> String {
    let inks = Inks::of(&report.inks);
    let style = [
        ("PAPER", &inks.paper),
        ("INK", &inks.ink),
        ("TONE", &inks.tone),
        ("ACCENT", &inks.accent),
    ]
    .iter()
    .fold(STYLE.to_owned(), |style, (word, colour)| style.replace(word, colour));
    let (title, period) = (escaped(&report.title()), escaped(&report.period()));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}, {period}</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <header><div><h1>{title}</h1><p>{period}</p></div></header>\n<main>\n"
    );
    summarise(&mut page, &report.summary);
    for table in &report.tables {
        section(&mut page, table, &inks);
    }
    page.push_str("<footer>\n");
    for note in report.notes() {
        // Writing to text does not fail.
        let _ = writeln!(page, "<p>{}</p>", escaped(&note));
    }
    page + "</footer>\n</main>\n</body>\n</html>\n"
}

fn summarise(page: &mut String, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    page.push_str("<dl>\n");
    for Row { words, numbers, share, .. } in rows {
        let share = share.map_or(String::new(), |share| format!(" ({share} %)"));
        let words = escaped(words);
        let _ = writeln!(page, "<div><dt>{words}{share}</dt><dd>{}</dd></div>", numbers[0]);
    }
    page.push_str("</dl>\n");
}

fn section(page: &mut String, table: &Table, inks: &Inks) {
    let Table { id, title, about, .. } = table;
    let _ = write!(
        page,
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n<p>{}</p>\n",
        escaped(title),
        escaped(about)
    );
    let groups = table.rows.chunk_by(|one, other| one.group == other.group);
    for (number, rows) in groups.enumerate() {
        let group = rows.first().and_then(|row| row.group.as_deref());
        if let Some(group) = group {
            let _ = writeln!(page, "<h3>{}</h3>", escaped(group));
        }
        let caption = match group {
            Some(group) => format!("{title}: {group}"),
            None => title.clone(),
        };
        let name = format!("{id}-{number}");
        let _ = write!(
            page,
            "<div class=\"pair\">\n<figure>{}</figure>\n",
            chart(table, rows, &name, &caption, inks)
        );
        tabulate(page, table, rows, &caption);
        page.push_str("</div>\n");
    }
    page.push_str("</section>\n");
}

fn tabulate(page: &mut String, table: &Table, rows: &[Row], caption: &str) {
    let _ = write!(
        page,
        "<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\"></th>",
        escaped(caption)
    );
    for column in &table.columns {
        let _ = write!(page, "<th scope=\"col\">{column}</th>");
    }
    if let Some(whole) = table.share_of {
        let _ = write!(page, "<th scope=\"col\">of {whole}</th>");
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for Row { words, numbers, share, .. } in rows {
        let _ = write!(page, "<tr><th scope=\"row\">{}</th>", escaped(words));
        for number in numbers {
            let _ = write!(page, "<td>{number}</td>");
        }
        if table.share_of.is_some() {
            let share = share.map_or("–".into(), |share| format!("{share} %"));
            let _ = write!(page, "<td>{share}</td>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
