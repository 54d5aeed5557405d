//! The end page: what became of a life, what of it is on record, what was
//! invented, and where it might have gone otherwise.

mod told;
mod ways;

use bevy_egui::egui::{
    Id, Pos2, Shape, Stroke, Ui, Vec2, emath::Rot2, epaint::TextShape, pos2, text::LayoutJob,
    text::TextFormat, vec2,
};

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::game::theme::{Face, Layout, size};
use crate::game::widgets::{
    ButtonLook, NoteLook, button, gouges, in_a_row, label, note, rows, section,
};
use crate::narrative::model::{Fact, Scene};
use crate::narrative::record::{Decision, Epilogue, FactsSeen, epilogue};
use crate::narrative::run::Playthrough;

/// What the end page remembers: nothing yet that is not egui's.
#[derive(Debug, Default)]
pub struct EpilogueState {}

/// Below this width things that belong together stand one under the other.
const LEAST_BESIDE: f32 = 600.0;

/// Draws the end page of a life.
pub fn epilogue_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    life: &Playthrough,
    _state: &mut EpilogueState,
) -> Option<PlayerAction> {
    let strings = desk.strings;
    let Some(epilogue) = epilogue(desk.story, life, desk.record) else {
        let title = strings.get("end-not-yet");
        let told = strings.of_story("end-not-yet-told", desk.story);
        return instrument(ui, desk, Screen::Epilogue, &title, &told, |ui, _| {
            let words = strings.get("history-here");
            let look = ButtonLook::main(&words);
            let clicked = button(ui, Id::new("end to page"), desk.colours, &look).clicked();
            clicked.then_some(PlayerAction::Open(Screen::Scene))
        });
    };
    let document = epilogue.ending.document.as_str();
    let told = strings.with("end-document", &[("document", document.into())]);
    let title = &epilogue.ending.title;
    instrument(ui, desk, Screen::Epilogue, title, &told, |ui, layout| {
        let sheet = EndPage { desk, layout, epilogue: &epilogue };
        stamp(ui, desk, layout, document);
        sheet.unfinished(ui);
        sheet.share(ui);
        sheet.decisions(ui);
        sheet.told(ui);
        sheet.invented(ui);
        let asked = sheet.forks(ui);
        asked.or(sheet.ways_on(ui))
    })
}

/// The kind of document as a stamp in the corner of the sheet. Only for the
/// eye: the line under the heading says the same.
fn stamp(ui: &Ui, desk: &Desk<'_>, layout: &Layout, document: &str) {
    let colours = desk.colours;
    let mut job = LayoutJob::default();
    let format = TextFormat {
        extra_letter_spacing: 1.6,
        ..TextFormat::simple(Face::Semibold.at(size::SMALL + 3.0), colours.text)
    };
    job.append(&document.to_uppercase(), 0.0, format);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let box_size = galley.size() + vec2(26.0, 16.0);
    if layout.column < LEAST_BESIDE || box_size.x > layout.column * 0.5 {
        return;
    }
    let turn = Rot2::from_angle(-0.055);
    let right = ui.max_rect().right();
    let centre = pos2(right - box_size.x / 2.0 - 4.0, ui.max_rect().top() + 62.0);
    let corner = |x: f32, y: f32| centre + turn * (vec2(x, y) * box_size / 2.0);
    let inner = |x: f32, y: f32| centre + turn * (vec2(x, y) * (box_size / 2.0 - Vec2::splat(4.0)));
    for (ring, width) in [(&corner as &dyn Fn(f32, f32) -> Pos2, 2.4), (&inner, 1.0)] {
        let corners = [ring(-1.0, -1.0), ring(1.0, -1.0), ring(1.0, 1.0), ring(-1.0, 1.0)];
        ui.painter().add(Shape::closed_line(corners.into(), Stroke::new(width, colours.accent)));
    }
    let at = centre - turn * (galley.size() / 2.0);
    let text = TextShape { angle: turn.angle(), ..TextShape::new(at, galley, colours.text) };
    ui.painter().add(text);
}

/// All that drawing the end page reads.
struct EndPage<'a> {
    desk: &'a Desk<'a>,
    layout: &'a Layout,
    epilogue: &'a Epilogue<'a>,
}

impl EndPage<'_> {
    fn set(&self, face: Face, size: f32, is_quiet: bool) -> TextFormat {
        let colours = self.desk.colours;
        let colour = if is_quiet { colours.quiet } else { colours.text };
        TextFormat { line_height: Some(size * 1.4), ..TextFormat::simple(face.at(size), colour) }
    }

    fn rule(&self, ui: &mut Ui) {
        let y = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), y, Stroke::new(1.0, self.desk.colours.faint));
    }

    fn where_and_when(&self, scene: &Scene) -> String {
        format!("{} · {}", scene.title, self.desk.strings.date(scene.date))
    }

    /// Says so where the life is not written to its end.
    fn unfinished(&self, ui: &mut Ui) {
        if self.epilogue.ending.complete {
            return;
        }
        let top = ui.cursor().min;
        let inner = ui.horizontal_top(|ui| {
            ui.add_space(16.0);
            ui.vertical(|ui| {
                let words = self.desk.strings.of_story("end-unwritten", self.desk.story);
                label(ui, &words, self.set(Face::Italic, self.layout.text, false));
            });
        });
        let bar = top.y..=inner.response.rect.bottom();
        ui.painter().vline(top.x + 2.0, bar, Stroke::new(3.0, self.desk.colours.accent));
        ui.add_space(10.0);
    }

    /// How much of the folder this was.
    fn share(&self, ui: &mut Ui) {
        let strings = self.desk.strings;
        let Epilogue { facts, words, minutes, decisions, .. } = self.epilogue;
        let FactsSeen { in_this_life, by_this_reader, in_the_story } = *facts;
        let numbers = [
            ("choices", decisions.len().into()),
            ("pages", self.epilogue.scenes.len().into()),
            ("words", (*words).into()),
            ("minutes", (*minutes).into()),
        ];
        let size = self.layout.text;
        label(ui, &strings.with("end-share", &numbers), self.set(Face::Roman, size, false));
        ui.add_space(6.0);
        let numbers = [
            ("life", in_this_life.into()),
            ("reader", by_this_reader.into()),
            ("all", in_the_story.into()),
            ("folder", self.desk.story.frame.folder.as_str().into()),
        ];
        label(ui, &strings.with("end-facts", &numbers), self.set(Face::Roman, size, false));
        ui.add_space(10.0);
        let others = by_this_reader.saturating_sub(in_this_life);
        let rest = in_the_story.saturating_sub(by_this_reader);
        gouges(ui, self.desk.colours, in_this_life, others, rest);
        let key = self.set(Face::Italic, size::NOTE, true);
        label(ui, &strings.get("end-facts-key"), key);
    }

    /// Every choice, and what is on record of it.
    fn decisions(&self, ui: &mut Ui) {
        let Desk { strings, colours, .. } = *self.desk;
        if self.epilogue.decisions.is_empty() {
            return;
        }
        section(ui, colours, &strings.get("end-decisions"));
        let note = self.set(Face::Roman, self.layout.note + 0.5, true);
        label(ui, &strings.get("end-decisions-told"), note);
        ui.add_space(10.0);
        let id = Id::new("end decisions");
        let ids: Vec<Id> = (0..self.epilogue.decisions.len()).map(|index| id.with(index)).collect();
        rows(ui, id.with(self.desk.set()), &ids, None, |ui, index| {
            self.rule(ui);
            ui.add_space(12.0);
            let decision = &self.epilogue.decisions[index];
            let width = ui.available_width();
            if width >= LEAST_BESIDE {
                let widths = [30.0, (width - 78.0) * 0.5, (width - 78.0) * 0.5];
                in_a_row(ui, &widths, 24.0, |ui, column| match column {
                    0 => {
                        let large = Face::Semibold.at(self.layout.text + 4.0);
                        let number = TextFormat::simple(large, colours.accent);
                        label(ui, &(index + 1).to_string(), number);
                    }
                    1 => self.decided(ui, decision),
                    _ => self.on_record(ui, ids[index], &decision.counterparts),
                });
            } else {
                self.decided(ui, decision);
                ui.add_space(6.0);
                self.on_record(ui, ids[index], &decision.counterparts);
            }
            ui.add_space(12.0);
        });
        self.rule(ui);
    }

    fn decided(&self, ui: &mut Ui, decision: &Decision<'_>) {
        let go_on = self.desk.strings.get("choice-go-on");
        let words = &decision.choice.label;
        let words = if words.is_empty() { &go_on } else { words };
        let quiet = self.set(Face::Italic, size::NOTE + 0.5, true);
        label(ui, &self.where_and_when(decision.scene), quiet);
        label(ui, words, self.set(Face::Roman, self.layout.text, false));
    }

    /// The documented counterparts of a decision.
    fn on_record(&self, ui: &mut Ui, id: Id, facts: &[&Fact]) {
        let Desk { story, strings, colours, .. } = *self.desk;
        for (index, fact) in facts.iter().enumerate() {
            let mut look = super::looks::fact_look(story, strings, None, fact);
            look.accounts.clear();
            let look = NoteLook { number: None, ..look };
            note(ui, id.with(index), colours, self.layout.note + 0.5, &look, false);
            ui.add_space(8.0);
        }
    }
}
