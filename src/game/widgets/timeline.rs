//! The years of a stretch of time as a ruled line: what is dated stands above
//! it, where the reader is hangs below.

use bevy_egui::egui::{
    Align2, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::icon;
use super::lens::{Scatter, lens};
use crate::game::theme::{Colours, Face, size};
use crate::narrative::model::Grade;

/// What a line of years shows.
#[derive(Clone, Debug)]
pub struct TimelineLook<'a> {
    /// The first year, and the year after the last.
    pub years: (u16, u16),
    /// What is dated.
    pub marks: Vec<TimelineMark>,
    /// Where the reader is, in years, and in words.
    pub here: Option<(f32, &'a str)>,
    /// What it says to those who cannot see it.
    pub spoken: &'a str,
}

/// Something dated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimelineMark {
    /// When it begins, in years.
    pub from: f32,
    /// When it ends, in years; as much later as its date is inexact.
    pub to: f32,
    /// Its sign.
    pub grade: Grade,
}

/// Height of a row of signs.
const ROW: f32 = 15.0;
/// Signs higher than this many rows are not stacked but counted.
const ROWS: usize = 6;

/// Draws a line of years as wide as the `ui`.
pub fn timeline(ui: &mut Ui, colours: &Colours, look: &TimelineLook<'_>) -> Response {
    let width = ui.available_width();
    let (first, end) = (f32::from(look.years.0), f32::from(look.years.1.max(look.years.0 + 1)));
    let inner = width - 28.0;
    let at = |year: f32| 14.0 + (year.clamp(first, end) - first) / (end - first) * inner;
    let placed = stacked(&look.marks, at, width);
    let rows = placed.iter().map(|(row, _)| row + 1).max().unwrap_or(0).min(ROWS);
    let above = rows as f32 * ROW + 12.0;
    let below = if look.here.is_some() { 50.0 } else { 28.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, above + below), Sense::empty());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, look.spoken));

    let line = rect.top() + above;
    let x = |year: f32| rect.left() + at(year);
    let painter = ui.painter();
    ruled(ui, pos2(rect.left(), line), pos2(rect.right(), line), colours);
    let step =
        [1, 2, 5, 10, 25, 50].into_iter().find(|step| inner / (end - first) * *step as f32 >= 44.0);
    let step = step.unwrap_or(100);
    for year in look.years.0..=look.years.1 {
        let is_named = (year - look.years.0).is_multiple_of(step) && year < look.years.1;
        let length = if is_named { 9.0 } else { 5.0 };
        let top = pos2(x(f32::from(year)), line - length * 0.6);
        painter.add(lens(top, top + vec2(0.0, length * 1.6), 2.2, colours.ink));
        if is_named {
            let place = pos2(x(f32::from(year)), line + 10.0);
            let font = Face::Roman.at(size::SMALL - 0.5);
            let align = if year == look.years.0 { Align2::LEFT_TOP } else { Align2::CENTER_TOP };
            let place = if year == look.years.0 { pos2(rect.left(), place.y) } else { place };
            painter.text(place, align, year, font, colours.quiet);
        }
    }
    for (mark, (row, centre)) in look.marks.iter().zip(&placed) {
        let y = line - 14.0 - *row.min(&(ROWS - 1)) as f32 * ROW;
        let centre = pos2(rect.left() + centre, y);
        let (from, to) = (x(mark.from), x(mark.to));
        if to - from > 18.0 {
            // As long as the date is inexact.
            let stroke = Stroke::new(1.0, colours.line);
            painter.hline(from + 1.0..=centre.x - 8.0, y, stroke);
            painter.hline(centre.x + 8.0..=to - 1.0, y, stroke);
        }
        icon::grade(painter, mark.grade, centre, colours.text);
    }
    if let Some((year, words)) = look.here {
        let tip = pos2(x(year), line + 1.0);
        painter.add(lens(tip, tip + vec2(0.0, 26.0), 5.0, colours.accent));
        painter.circle_filled(tip, 4.0, colours.accent);
        let font = Face::Semibold.at(size::SMALL - 0.5);
        let galley = painter.layout_no_wrap(words.to_owned(), font, colours.text);
        let left =
            (tip.x - galley.size().x / 2.0).min(rect.right() - galley.size().x).max(rect.left());
        painter.galley(pos2(left, line + 29.0), galley, colours.text);
    }
    response
}

/// In which row above the line each mark stands, and where: none on another.
fn stacked(marks: &[TimelineMark], at: impl Fn(f32) -> f32, width: f32) -> Vec<(usize, f32)> {
    let mut rows: Vec<Vec<(f32, f32)>> = Vec::new();
    let place = |mark: &TimelineMark| {
        let centre = (f32::midpoint(at(mark.from), at(mark.to))).clamp(7.0, width - 7.0);
        let wide = at(mark.to) - at(mark.from) > 18.0;
        let reach = if wide { (at(mark.to) - at(mark.from)) / 2.0 + 2.0 } else { 8.0 };
        let (from, to) = (centre - reach, centre + reach);
        let free = |row: &Vec<(f32, f32)>| row.iter().all(|(a, b)| to <= *a || from >= *b);
        let row = rows.iter().position(free).unwrap_or(rows.len());
        if row == rows.len() {
            rows.push(Vec::new());
        }
        rows[row].push((from, to));
        (row, centre)
    };
    marks.iter().map(place).collect()
}

/// A line ruled by hand: lenses end to end.
fn ruled(ui: &Ui, from: Pos2, to: Pos2, colours: &Colours) {
    let mut scatter = Scatter::new(7);
    let mut x = from.x;
    while x < to.x {
        let end = (x + 60.0 + scatter.next() * 80.0).min(to.x);
        let tilt = scatter.next() * 1.0 - 0.5;
        let ends = [pos2(x - 6.0, from.y + tilt), pos2(end + 6.0, from.y - tilt)];
        let ends = ends.map(|end| end.clamp(from, pos2(to.x, from.y + 1.0)));
        ui.painter().add(lens(ends[0], ends[1], 2.6, colours.ink));
        x = end;
    }
    let thin = Rect::from_min_max(pos2(from.x, from.y - 0.5), pos2(to.x, from.y + 0.5));
    ui.painter().rect_filled(thin, 0.0, colours.ink);
}
