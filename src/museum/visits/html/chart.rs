//! Bars, cut as a gouge would cut them.

use std::fmt::Write;

use super::super::{Number, Row, Table};
use super::escaped;
use super::inks::Inks;

/// From edge to edge.
const WIDTH: f64 = 640.0;
/// Where bars begin, and how long the longest is.
const LEFT: f64 = 268.0;
const LONGEST: f64 = 290.0;
/// A bar, and what stands between two rows.
const BAR: f64 = 17.0;
const GAP: f64 = 9.0;
/// The longest name beside a bar, in letters.
const LETTERS: usize = 36;

/// A chart of some rows of a table. It is read out as its title and its longest
/// bars; the table beside it has every number.
pub(super) fn chart(table: &Table, rows: &[Row], name: &str, caption: &str, inks: &Inks) -> String {
    let columns = table.columns.len();
    let has_legend = columns > 1;
    let top = if has_legend { 30.0 } else { 4.0 };
    let step = BAR * columns as f64 + GAP;
    let height = top + step * rows.len() as f64;
    let most = rows.iter().flat_map(|row| &row.numbers).filter_map(|number| number.told()).max();
    let most = most.unwrap_or(0).max(1) as f64;
    let hatch = format!("{name}-cut");
    let fills = [inks.ink.clone(), inks.accent.clone(), format!("url(#{hatch})")];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" \
         aria-labelledby=\"{name}-title {name}-desc\">\n\
         <title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-desc\">{}</desc>\n\
         <defs><pattern id=\"{hatch}\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(38)\"><rect width=\"7\" height=\"7\" fill=\"{}\"/>\
         <rect width=\"3.6\" height=\"7\" fill=\"{}\"/></pattern></defs>\n<g font-size=\"14\" fill=\"{}\">\n",
        escaped(caption),
        escaped(&described(table, rows)),
        inks.paper,
        inks.ink,
        inks.ink
    );
    if has_legend {
        for (index, (column, fill)) in table.columns.iter().zip(&fills).enumerate() {
            let left = LEFT + index as f64 * 104.0;
            // Writing to text does not fail.
            let _ = writeln!(
                svg,
                "<rect x=\"{left:.0}\" y=\"6\" width=\"16\" height=\"14\" fill=\"{fill}\" stroke=\"{}\"/>\
                 <text x=\"{:.0}\" y=\"18\">{column}</text>",
                inks.ink,
                left + 22.0
            );
        }
    }
    for (index, row) in rows.iter().enumerate() {
        let y = top + step * index as f64;
        let _ = writeln!(
            svg,
            "<text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 10.0,
            y + BAR * columns as f64 / 2.0 + 5.0,
            escaped(&shortened(&row.words))
        );
        for (column, (number, fill)) in row.numbers.iter().zip(&fills).enumerate() {
            bar(&mut svg, *number, most, y + BAR * column as f64, index * 3 + column, fill, inks);
        }
    }
    svg + "</g>\n</svg>"
}

fn bar(svg: &mut String, number: Number, most: f64, y: f64, cut: usize, fill: &str, inks: &Inks) {
    let length = number.told().unwrap_or(0) as f64 / most * LONGEST;
    if length > 0.0 {
        // The end of a cut is never quite square.
        let slants = [(0.0, 2.4), (1.6, 0.0), (0.6, 3.0), (2.2, 1.0)][cut % 4];
        let end = LEFT + length.max(4.0);
        let _ = writeln!(
            svg,
            "<path d=\"M{LEFT:.1} {:.1} L{:.1} {:.1} L{:.1} {:.1} L{LEFT:.1} {:.1} Z\" fill=\"{fill}\" \
             stroke=\"{}\" stroke-width=\"0.8\"/>",
            y + 1.0,
            end - slants.0,
            y + 1.4,
            end - slants.1,
            y + BAR - 1.6,
            y + BAR - 1.0,
            inks.ink
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"13\">{number}</text>",
        LEFT + length + 8.0,
        y + BAR - 4.0
    );
}

/// The chart in a sentence or two.
fn described(table: &Table, rows: &[Row]) -> String {
    let mut longest: Vec<&Row> = rows.iter().collect();
    longest.sort_by_key(|row| std::cmp::Reverse(row.numbers.first().copied()));
    let first = table.columns.first().copied().unwrap_or_default();
    let told = longest.iter().take(3).filter_map(|row| {
        row.numbers.first().map(|number| format!("{}: {number} {first}", shortened(&row.words)))
    });
    let told: Vec<String> = told.collect();
    format!(
        "Bars, one for each of {} rows. The longest: {}. The table beside it has all of them.",
        rows.len(),
        told.join("; ")
    )
}

fn shortened(words: &str) -> String {
    if words.chars().count() <= LETTERS {
        return words.to_owned();
    }
    let kept: String = words.chars().take(LETTERS - 1).collect();
    format!("{}…", kept.trim_end())
}
