//! What is true of a page: its facts with their grades, the sides of what is
//! disputed, what was made up; and one touch deeper the sources.

use bevy_egui::egui::{
    Id, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, text::LayoutJob,
    text::TextFormat, vec2,
};

use super::paper::{FootPlate, common, heading, paper, small_heading, words};
use super::show::{Kit, id_of};
use crate::game::theme::Face;
use crate::game::widgets::{begin_screen, icon, ring, touched};
use crate::museum::exhibit::Act;
use crate::museum::panel::SIZES;
use crate::narrative::model::{Fact, FactId, Grade, Mark};
use crate::narrative::run::{marks, view};

/// Draws what is true of the page.
pub(super) fn truth_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let exhibit = kit.stand.exhibit;
    let [larger, lower, help] = common(kit);
    let foot = [FootPlate::new(kit, "kiosk-back-to-page", Act::Truth), larger, lower, help];
    let id = id_of(exhibit);
    begin_screen(ui, id);
    paper(ui, kit, id, &foot, |ui| {
        heading(ui, kit, &kit.word("kiosk-truth-heading"));
        let facts = exhibit.facts();
        words(
            ui,
            kit,
            &kit.word(if facts.is_empty() { "kiosk-truth-none" } else { "kiosk-truth-told" }),
        );
        let mut act = None;
        for fact in facts {
            if fact_card(ui, kit, id.with(fact), fact) {
                act = Some(Act::Open(fact));
            }
            ui.add_space(10.0);
        }
        if let Some(life) = exhibit.life() {
            let page = view(exhibit.story(), life);
            for mark in marks(page.scene, exhibit.blocks(&page)) {
                if let Mark::Claim(claim) = mark {
                    told(ui, kit, claim);
                }
            }
            small_heading(ui, kit, exhibit.story().frame.grade(Grade::Invented));
            words(ui, kit, &page.scene.invented);
        }
        act
    })
}

/// What somebody said, and how it stands against the record.
fn told(ui: &mut Ui, kit: &Kit<'_>, claim: crate::narrative::model::ClaimId) {
    let story = kit.stand.exhibit.story();
    let claim = story.claim(claim);
    small_heading(ui, kit, &kit.word("note-told"));
    let who = &story.person(claim.who).shown;
    words(ui, kit, &format!("{who}: {}", claim.says));
    let verdict = kit.stand.strings.verdict(claim.verdict);
    words(ui, kit, &kit.stand.strings.with("note-verdict", &[("verdict", verdict.into())]));
    if let Some(note) = &claim.note {
        words(ui, kit, note);
    }
}

/// Draws a fact, all of it a control that opens its sources.
fn fact_card(ui: &mut Ui, kit: &Kit<'_>, id: Id, fact: FactId) -> bool {
    let exhibit = kit.stand.exhibit;
    let story = exhibit.story();
    let is_open = exhibit.visit().is_some_and(|visit| visit.open == Some(fact));
    let fact: &Fact = story.fact(fact);
    let grade = story.frame.grade(fact.grade);
    let width = ui.available_width();
    let (pad, leading) = (14.0, kit.text * 1.36);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width - 2.0 * pad;
    let set = |face: Face, share: f32, colour| TextFormat {
        line_height: Some(leading),
        ..TextFormat::simple(face.at(kit.text * share), colour)
    };
    let mut said = vec![grade.to_owned(), fact.statement.clone()];
    let small =
        TextFormat { extra_letter_spacing: 0.8, ..set(Face::Semibold, 0.85, kit.colours.quiet) };
    job.append(&grade.to_uppercase(), icon::SIDE + 10.0, small);
    job.append("\n", 0.0, set(Face::Roman, 1.0, kit.colours.text));
    job.append(&fact.statement, 0.0, set(Face::Roman, 1.0, kit.colours.text));
    for account in &fact.accounts {
        job.append(
            &format!("\n{}: ", account.who),
            0.0,
            set(Face::Semibold, 0.94, kit.colours.text),
        );
        job.append(&account.says, 0.0, set(Face::Roman, 0.94, kit.colours.text));
        said.push(format!("{}: {}", account.who, account.says));
    }
    if is_open {
        let mut deeper: Vec<String> = fact.note.iter().cloned().collect();
        for source in story.sources_of(fact) {
            let checked = kit.stand.strings.checked(source.checked);
            deeper.push(format!("{} ({checked})", source.cite));
        }
        deeper.extend(fact.unsourced.clone());
        for line in deeper {
            job.append(&format!("\n{line}"), 0.0, set(Face::Italic, 0.9, kit.colours.text));
            said.push(line);
        }
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let high = (galley.size().y + 2.0 * pad).max(SIZES.target).ceil();
    let (_, rect) = ui.allocate_space(vec2(width, high));
    let response = ui.interact(rect, id, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_open, said.join(". ")));
    touched(ui, &response);
    ui.painter().rect(
        rect,
        2.0,
        kit.colours.raised,
        Stroke::new(1.0, kit.colours.line),
        StrokeKind::Inside,
    );
    let at = rect.min + vec2(pad, pad);
    icon::grade(
        ui.painter(),
        fact.grade,
        pos2(at.x + icon::SIDE / 2.0, at.y + leading * 0.5),
        kit.colours.text,
    );
    ui.painter().galley(at, galley, kit.colours.text);
    ring(ui, &response, rect, kit.colours);
    response.clicked()
}
