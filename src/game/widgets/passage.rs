//! A paragraph: words, and the marks on them.

use bevy_egui::egui::{
    self, Align, Color32, FontId, Galley, Id, Rect, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo,
    WidgetType, pos2, text::LayoutJob, text::TextFormat, vec2,
};

use super::focus::attend;
use super::icon;
use crate::game::theme::{Colours, Face};
use crate::narrative::model::{Grade, Hand, Mark, Span};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub struct PassageLook<'a> {
    /// The colours of the page.
    pub colours: &'a Colours,
    /// Size of the type in points.
    pub size: f32,
    /// Height of its lines as a multiple of its size.
    pub leading: f32,
    /// Whether the whole stands in italics.
    pub italic: bool,
    /// Whether it is typed.
    pub typed: bool,
    /// Set before the words: a speaker.
    pub lead: Option<&'a str>,
    /// What those hear who listen, in place of the words.
    pub told: Option<&'a str>,
    /// 0 unseen, 1 in full.
    pub opacity: f32,
}

/// Size of a speaker's name beside that of the words.
const LEAD_SCALE: f32 = 0.74;

/// Width and height of what can be pressed, at the least: WCAG 2.2, 2.5.8.
const LEAST_TARGET: f32 = 24.0;

/// How marked words are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkLook {
    /// Its number in the margin; a word that is explained has none.
    pub number: Option<usize>,
    /// What stands behind the words.
    pub kind: MarkKind,
    /// What the note is, for those who hear the page.
    pub told: String,
}

/// What stands behind marked words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A fact of this grade: a line under the words.
    Fact(Grade),
    /// A claim: a wash behind them.
    Claim,
    /// An explanation: a line of fine dots under them.
    Term,
}

/// How a mark is set, if it is shown.
pub type Marked<'a> = &'a dyn Fn(Mark) -> Option<MarkLook>;

/// Draws a paragraph as wide as the `ui`. Returns the mark the reader opened.
pub fn passage(
    ui: &mut Ui,
    id: Id,
    look: PassageLook<'_>,
    spans: &[Span],
    marked: Marked<'_>,
) -> Option<Mark> {
    let PassageLook { colours, opacity, .. } = look;
    let faded = |colour: Color32| colour.gamma_multiply(opacity);
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let leading = look.size * look.leading;
    let face = |italic: bool| match (look.typed, italic) {
        (true, _) => Face::Mono,
        (false, true) => Face::Italic,
        (false, false) => Face::Roman,
    };
    let format = |font: FontId, colour: Color32| TextFormat {
        line_height: Some(leading),
        ..TextFormat::simple(font, colour)
    };
    if let Some(lead) = look.lead {
        let mut spaced = format(Face::Semibold.at(look.size * LEAD_SCALE), faded(colours.text));
        spaced.extra_letter_spacing = 1.0;
        spaced.valign = Align::BOTTOM;
        // egui centres letters in their line; this much less line puts the
        // smaller ones on the same baseline (Libertinus stands 0.375 of its
        // size below the middle).
        spaced.line_height = Some(leading - 0.75 * look.size * (1.0 - LEAD_SCALE));
        job.append(&lead.to_uppercase(), 0.0, spaced);
        job.append("   ", 0.0, format(Face::Roman.at(look.size), faded(colours.text)));
    }
    let mut marks = Vec::new();
    let mut count = job.text.chars().count();
    for span in spans {
        let font = face(span.emphasis != look.italic).at(look.size);
        let mut set = format(font, faded(colours.text));
        let red = Stroke::new(1.4, faded(colours.correction));
        match span.hand {
            Hand::None => {}
            Hand::Struck => (set.strikethrough, set.color) = (red, red.color),
            Hand::Added => (set.underline, set.color) = (red, red.color),
        }
        job.append(&span.text, 0.0, set);
        let start = count;
        count += span.text.chars().count();
        if let Some(mark) = span.mark
            && let Some(look_of) = marked(mark)
        {
            let number = look_of.number;
            marks.push(MarkedRun { mark, start, end: count, words: &span.text, look: look_of });
            if let Some(number) = number {
                let mut raised = format(Face::Roman.at(look.size * 0.58), faded(colours.accent));
                raised.valign = Align::TOP;
                let number = number.to_string();
                job.append(&number, 1.5, raised);
                count += number.chars().count();
            }
        }
    }

    // The numbers are for the eye; who listens has the marks themselves.
    let words = look.lead.map(|lead| format!("{lead}: ")).into_iter();
    let text: String = match look.told {
        Some(told) => told.to_owned(),
        None => words.chain(spans.iter().map(|span| span.text.clone())).collect(),
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::empty());
    if opacity <= 0.0 {
        return None;
    }
    let mut opened = None;
    let under = ui.painter().add(Shape::Noop);
    ui.painter().galley(rect.min, galley.clone(), colours.text);
    let mut washes = Vec::new();
    paragraph_node(ui, id, response.rect, &text);
    for (index, run) in marks.iter().enumerate() {
        let rects = run_rects(&galley, rect.min, run.start, run.end);
        let mut is_active = false;
        for (row, area) in rects.iter().enumerate() {
            // One mark is one stop for the keyboard, however many rows it runs over.
            let sense = if row == 0 { Sense::click() } else { Sense::CLICK };
            let room = Vec2::splat(LEAST_TARGET) - area.size();
            let around = (room / 2.0).max(vec2(2.0, look.size * 0.2));
            let response = ui.interact(area.expand2(around), id.with(("mark", index, row)), sense);
            if row == 0 {
                response.widget_info(|| {
                    WidgetInfo::labeled(
                        WidgetType::Link,
                        true,
                        format!("{}: {}", run.words, run.look.told),
                    )
                });
                attend(ui, &response);
                if response.has_focus() {
                    is_active = true;
                }
            }
            is_active |= response.hovered();
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                opened = Some(run.mark);
            }
        }
        for area in &rects {
            // The rectangles end on the line the letters stand on.
            let base = area.bottom();
            match run.look.kind {
                MarkKind::Claim => {
                    let height = look.size * if is_active { 0.9 } else { 0.34 };
                    washes.push(Shape::rect_filled(
                        Rect::from_min_max(
                            pos2(area.left() - 1.0, base - height + look.size * 0.18),
                            pos2(area.right() + 1.0, base + look.size * 0.18),
                        ),
                        0.0,
                        faded(colours.wash),
                    ));
                }
                kind => {
                    if is_active {
                        let lit = area.with_max_y(base + look.size * 0.2).expand2(vec2(2.0, 0.0));
                        washes.push(Shape::rect_filled(lit, 0.0, faded(colours.wash)));
                    }
                    let y = base + look.size * 0.2;
                    match kind {
                        MarkKind::Fact(grade) => {
                            underline(ui, grade, *area, y, faded(colours.line));
                        }
                        _ => fine_dots(ui, *area, y, faded(colours.quiet)),
                    }
                }
            }
        }
    }
    ui.painter().set(under, Shape::Vec(washes));
    opened
}

/// Words under a mark.
struct MarkedRun<'a> {
    mark: Mark,
    start: usize,
    end: usize,
    words: &'a str,
    look: MarkLook,
}

/// Where the characters `start..end` stand, one rectangle a row, from the top
/// of the letters down to their baseline.
fn run_rects(galley: &Galley, origin: egui::Pos2, start: usize, end: usize) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        let last = first + row.glyphs.len();
        let (from, to) = (start.max(first), end.min(last));
        if from < to {
            let mut left = &row.glyphs[from - first];
            let right = &row.glyphs[to - first - 1];
            // A run that wraps begins with the space it was broken at.
            if left.chr == ' ' && to - from > 1 {
                left = &row.glyphs[from - first + 1];
            }
            let offset = origin.to_vec2() + row.pos.to_vec2();
            let trailing = if right.chr == ' ' { 0.0 } else { right.advance_width };
            rects.push(Rect::from_min_max(
                pos2(left.pos.x, left.pos.y - left.font_ascent) + offset,
                pos2(right.pos.x + trailing, left.pos.y) + offset,
            ));
        }
        first = last + usize::from(row.ends_with_newline);
    }
    rects
}

/// The line under a fact's words: its style is the grade.
pub(super) fn underline(ui: &Ui, grade: Grade, area: Rect, y: f32, colour: Color32) {
    let stroke = Stroke::new(1.3, colour);
    let (left, right) = (pos2(area.left(), y), pos2(area.right(), y));
    let painter = ui.painter();
    match grade {
        Grade::Documented => {
            painter.line_segment([left, right], stroke);
        }
        Grade::Reported => {
            painter.extend(Shape::dashed_line(&[left, right], stroke, 6.0, 3.0));
        }
        Grade::Contested => {
            let apart = Vec2::Y * 2.6;
            painter.line_segment([left, right], stroke);
            painter.line_segment([left + apart, right + apart], stroke);
        }
        Grade::Legend => {
            painter.add(Shape::line(icon::wave(left, area.width(), 1.6, 8.0), stroke));
        }
        Grade::Invented => {
            painter.extend(Shape::dotted_line(&[left, right], colour, 4.0, 1.0));
        }
    }
}

/// The line under words that are explained.
pub(super) fn fine_dots(ui: &Ui, area: Rect, y: f32, colour: Color32) {
    let ends = [pos2(area.left(), y), pos2(area.right(), y)];
    ui.painter().extend(Shape::dotted_line(&ends, colour, 2.6, 0.55));
}

/// Puts a paragraph into the accessibility tree. It is read out when it comes
/// up, without taking the place of what is being read.
fn paragraph_node(ui: &Ui, id: Id, rect: Rect, text: &str) {
    let response = ui.interact(rect, id, Sense::empty());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    announce(ui, id);
}

/// Has a node read out when it comes up or changes.
pub fn announce(ui: &Ui, id: Id) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Polite));
}

/// Draws plain text as wide as the `ui` and puts it into the accessibility tree.
pub fn label(ui: &mut Ui, text: &str, format: TextFormat) -> egui::Response {
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let line_height = format.line_height.unwrap_or(format.font_id.size * 1.36);
    job.append(text, 0.0, TextFormat { line_height: Some(line_height), ..format });
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::empty());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    response
}
