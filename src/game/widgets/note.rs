//! A note in the margin: a fact or a claim, and a step deeper its sources.

use bevy_egui::egui::{self, Id, Sense, Ui, WidgetInfo, WidgetType, pos2, text::TextFormat, vec2};

use super::focus::focus_ring;
use super::{icon, label};
use crate::game::theme::{Colours, Face, size};
use crate::narrative::model::{Grade, Source};

/// A note, in the words to show.
#[derive(Clone, Debug)]
pub struct NoteLook<'a> {
    /// Its number in the text; nothing for what the text does not mark and
    /// that has nothing deeper to show.
    pub number: Option<usize>,
    /// A fact's grade; nothing for a claim.
    pub grade: Option<Grade>,
    /// The heading: the grade in words, or that it was told.
    pub heading: String,
    /// The statement, or the claim and its speaker.
    pub statement: String,
    /// Each side of a contested matter: who, and what they say.
    pub accounts: Vec<(&'a str, &'a str)>,
    /// Shown under the statement: authors and years, and how far checked.
    pub short_sources: String,
    /// A step deeper: what else to know, paragraph by paragraph.
    pub deeper: Vec<String>,
    /// A step deeper: the sources.
    pub sources: Vec<(&'a Source, String)>,
    /// What the button says to those who do not see it: to open or to close.
    pub turn: String,
}

impl NoteLook<'_> {
    /// The same note where there is little room: who differs, but not in what.
    pub fn folded(&self) -> Self {
        let mut folded = self.clone();
        let sides = std::mem::take(&mut folded.accounts);
        if !sides.is_empty() {
            let sides: Vec<&str> = sides.iter().map(|(who, _)| *who).collect();
            folded.short_sources = sides.join(" / ");
        }
        folded
    }
}

/// What became of a note.
pub struct NoteResponse {
    /// The reader asked to open or close it.
    pub turned: bool,
    /// Where it stands.
    pub response: egui::Response,
}

/// Draws a note as wide as the `ui`, in type of `text_size` points.
pub fn note(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    text_size: f32,
    look: &NoteLook<'_>,
    is_open: bool,
) -> NoteResponse {
    let body = |face: Face, colour| TextFormat::simple(face.at(text_size), colour);
    let top = ui.next_widget_position();
    let inner = ui.vertical(|ui| {
        let width = ui.available_width();
        let (rect, head) = {
            let (_, rect) = ui.allocate_space(vec2(width, 24.0));
            let sense = if look.number.is_some() { Sense::click() } else { Sense::empty() };
            (rect, ui.interact(rect, id, sense))
        };
        head.widget_info(|| match look.number {
            Some(number) => {
                let label = format!("{number} {}: {}", look.heading, look.turn);
                WidgetInfo::labeled(WidgetType::Button, true, label)
            }
            None => WidgetInfo::labeled(WidgetType::Label, true, &look.heading),
        });
        let centre = pos2(rect.left() + icon::SIDE / 2.0, rect.center().y);
        match look.grade {
            Some(grade) => icon::grade(ui.painter(), grade, centre, colours.text),
            None => icon::told(ui.painter(), centre, colours.text),
        }
        let mut heading = egui::text::LayoutJob::default();
        heading.append(
            &look.heading.to_uppercase(),
            0.0,
            TextFormat {
                extra_letter_spacing: 0.9,
                ..TextFormat::simple(Face::Semibold.at(size::SMALL - 2.0), colours.text)
            },
        );
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(heading));
        let at = pos2(rect.left() + icon::SIDE + 7.0, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, colours.text);
        if let Some(number) = look.number {
            ui.painter().text(
                rect.right_center(),
                egui::Align2::RIGHT_CENTER,
                format!("{number}  {}", if is_open { "–" } else { "+" }),
                Face::Roman.at(size::SMALL),
                colours.accent,
            );
        }
        if head.has_focus() {
            focus_ring(ui, rect.expand2(vec2(4.0, 0.0)), colours);
        }
        label(ui, &look.statement, body(Face::Roman, colours.text));
        for (who, says) in &look.accounts {
            ui.add_space(6.0);
            account(ui, colours, text_size, who, says);
        }
        if !look.short_sources.is_empty() && !is_open {
            ui.add_space(2.0);
            let mut format = body(Face::Italic, colours.quiet);
            format.font_id.size -= 0.5;
            label(ui, &look.short_sources, format);
        }
        if is_open {
            for paragraph in &look.deeper {
                ui.add_space(6.0);
                label(ui, paragraph, body(Face::Roman, colours.text));
            }
            for (source, checked) in &look.sources {
                ui.add_space(6.0);
                let mut text = format!("{} {checked}", source.cite);
                if let Some(note) = &source.note {
                    text = format!("{text} {note}");
                }
                label(ui, &text, body(Face::Italic, colours.quiet));
            }
        }
        head
    });
    let area = egui::Rect::from_min_max(top, inner.response.rect.max);
    // Pointing anywhere at a note turns it; the keyboard stops at its head alone.
    let anywhere = ui.interact(area, id.with("area"), Sense::CLICK);
    let turned = look.number.is_some() && (inner.inner.clicked() || anywhere.clicked());
    NoteResponse { turned, response: inner.response }
}

fn account(ui: &mut Ui, colours: &Colours, text_size: f32, who: &str, says: &str) {
    let left = ui.cursor().left();
    let inner = ui.horizontal(|ui| {
        ui.add_space(9.0);
        ui.vertical(|ui| {
            let mut job = egui::text::LayoutJob::default();
            job.wrap.max_width = ui.available_width();
            let format = |face: Face| TextFormat {
                line_height: Some(text_size * 1.36),
                ..TextFormat::simple(face.at(text_size), colours.text)
            };
            job.append(&format!("{who}: "), 0.0, format(Face::Semibold));
            job.append(says, 0.0, format(Face::Roman));
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::empty());
            ui.painter().galley(rect.min, galley, colours.text);
            response.widget_info(|| {
                WidgetInfo::labeled(WidgetType::Label, true, format!("{who}: {says}"))
            });
        });
    });
    let rect = inner.response.rect;
    ui.painter().vline(left + 1.0, rect.y_range(), egui::Stroke::new(2.0, colours.ink));
}
