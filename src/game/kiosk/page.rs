//! A page of a vignette or of the story, as a kiosk sets it: what to read, and
//! what to choose.

use bevy_egui::egui::{Ui, text::TextFormat};

use super::paper::{FootPlate, common, paper, words};
use super::show::{Kit, id_of};
use crate::game::theme::{Face, size};
use crate::game::widgets::{
    BlockLook, MarkKind, MarkLook, PlateLook, announce, as_heading, begin_screen, block_ui, label,
    plate,
};
use crate::i18n::FluentValue;
use crate::museum::exhibit::{Act, Reading};
use crate::narrative::model::Mark;
use crate::narrative::run::{BlockKind, BlockView, SceneView, view};

/// Draws the page.
pub(super) fn page_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let exhibit = kit.stand.exhibit;
    let story = exhibit.story();
    let (life, visit) = (exhibit.life()?, exhibit.visit()?);
    let view = view(story, life);
    let facts = exhibit.facts().len();
    let truth = kit.stand.strings.with("kiosk-truth", &[("count", FluentValue::from(facts))]);
    let [larger, lower, help] = common(kit);
    let truth = FootPlate { key: "kiosk-truth", words: truth, act: Act::Truth };
    let stop = FootPlate::new(kit, "kiosk-stop", Act::Finish);
    let foot = (!exhibit.is_asked()).then_some(truth).into_iter();
    let foot: Vec<FootPlate> = foot.chain([stop, larger, lower, help]).collect();
    let id = id_of(exhibit).with(visit.reading.map(|reading| reading as u8));
    begin_screen(ui, id);
    paper(ui, kit, id, &foot, |ui| {
        head(ui, kit, &view);
        if let (Some(content), true) = (&view.content, exhibit.is_asked()) {
            return warning(ui, kit, content.subjects);
        }
        prose(ui, kit, exhibit.blocks(&view));
        ui.add_space(10.0);
        match view.ending {
            Some(ending) => closing(ui, kit, &view, &ending.title),
            None => choices(ui, kit, &view),
        }
    })
}

/// When, where, and the title.
fn head(ui: &mut Ui, kit: &Kit<'_>, view: &SceneView<'_>) {
    let story = kit.stand.exhibit.story();
    let date = kit.stand.strings.date(view.scene.date);
    let where_and_when =
        format!("{} · {}", date.to_uppercase(), story.place_of(view.scene).to_uppercase());
    let format = TextFormat {
        extra_letter_spacing: 0.8,
        ..TextFormat::simple(Face::Semibold.at(kit.text * 0.85), kit.colours.quiet)
    };
    label(ui, &where_and_when, format);
    ui.add_space(6.0);
    let format = TextFormat::simple(Face::Italic.at(kit.text * 1.5), kit.colours.text);
    let title = label(ui, &view.scene.title, format);
    as_heading(ui, &title, &view.scene.title);
    announce(ui, title.id);
    ui.add_space(8.0);
    let object = kit.stand.config.objects.iter().find(|object| object.scene == view.scene.name);
    if let Some(object) = object {
        let see = FluentValue::from(object.see.as_str());
        let told = kit.stand.strings.with("kiosk-object", &[("see", see)]);
        let format = TextFormat::simple(Face::Semibold.at(kit.text * 0.9), kit.colours.accent);
        label(ui, &told, format);
        ui.add_space(8.0);
    }
}

/// The text. Its marks are told apart, and not touched: they are too small for
/// that; the foot leads to what is behind them.
fn prose(ui: &mut Ui, kit: &Kit<'_>, blocks: &[BlockView<'_>]) {
    let story = kit.stand.exhibit.story();
    let corrections = ["hand-struck", "hand-added"].map(|key| kit.word(key));
    let look = BlockLook {
        corrections: corrections.each_ref().map(String::as_str),
        colours: kit.colours,
        size: kit.text,
        leading: size::LEADING,
        invented_document: &story.frame.invented_document,
    };
    let marked = |mark: Mark| {
        let (kind, told) = match mark {
            Mark::Fact(fact) => {
                let grade = story.fact(fact).grade;
                (MarkKind::Fact(grade), story.frame.grade(grade).to_owned())
            }
            Mark::Claim(_) => (MarkKind::Claim, kit.word("note-told")),
            Mark::Term(_) => return None,
        };
        Some(MarkLook { number: None, kind, told })
    };
    ui.add_enabled_ui(false, |ui| {
        for (index, block) in blocks.iter().enumerate() {
            let id = match block.kind {
                BlockKind::Document { first: false, .. } => ui.id().with(("line", index)),
                _ => ui.id().with(index),
            };
            block_ui(ui, id, &look, block, 1.0, &marked);
        }
    });
}

/// The choices: each as wide as the paper.
fn choices(ui: &mut Ui, kit: &Kit<'_>, view: &SceneView<'_>) -> Option<Act> {
    let go_on = kit.word("choice-go-on");
    let mut act = None;
    for (index, choice) in view.choices.iter().enumerate() {
        let said = if choice.label.is_empty() { &go_on } else { choice.label };
        let id = id_of(kit.stand.exhibit).with(("choice", index));
        match choice.locked {
            Some(reason) => {
                let told = format!("{said} – {reason}");
                let format = TextFormat::simple(Face::Italic.at(kit.text), kit.colours.quiet);
                label(ui, &told, format);
            }
            None => {
                let number = Some(index + 1);
                let look = PlateLook {
                    words: said,
                    text: kit.text,
                    is_lead: false,
                    is_wide: true,
                    number,
                };
                if plate(ui, id, kit.colours, &look).clicked() {
                    act = Some(Act::Choose(choice.id));
                }
            }
        }
        ui.add_space(8.0);
    }
    act
}

/// What is asked before a page with a content note.
fn warning(ui: &mut Ui, kit: &Kit<'_>, subjects: &[String]) -> Option<Act> {
    let subjects = FluentValue::from(subjects.join(", "));
    words(ui, kit, &kit.stand.strings.with("content-warning", &[("subjects", subjects)]));
    ui.add_space(8.0);
    let mut act = None;
    for (key, reading) in [("content-read", Reading::Page), ("content-summary", Reading::Summary)] {
        let said = kit.word(key);
        let look =
            PlateLook { words: &said, text: kit.text, is_lead: false, is_wide: true, number: None };
        if plate(ui, id_of(kit.stand.exhibit).with(key), kit.colours, &look).clicked() {
            act = Some(Act::Read(reading));
        }
        ui.add_space(8.0);
    }
    act
}

/// What follows a page that closes: what was invented, and the ways on.
fn closing(ui: &mut Ui, kit: &Kit<'_>, view: &SceneView<'_>, title: &str) -> Option<Act> {
    let exhibit = kit.stand.exhibit;
    if exhibit.vignette().is_none() {
        super::paper::small_heading(ui, kit, title);
    }
    let invented = ("invented", FluentValue::from(view.scene.invented.as_str()));
    let told = kit.stand.strings.with("facts-invented", &[invented]);
    let format = TextFormat {
        line_height: Some(kit.text * 1.3),
        ..TextFormat::simple(Face::Italic.at(kit.text * 0.92), kit.colours.quiet)
    };
    label(ui, &told, format);
    ui.add_space(14.0);
    let ways: &[(&str, Act, bool)] = match exhibit.vignette() {
        Some(_) => &[
            ("kiosk-stay", Act::Stay, true),
            ("kiosk-others", Act::Others, false),
            ("kiosk-done", Act::Finish, false),
        ],
        None => &[("kiosk-done", Act::Finish, true), ("kiosk-others", Act::Others, false)],
    };
    let mut act = None;
    for (key, does, is_lead) in ways {
        let said = kit.word(key);
        let look = PlateLook {
            words: &said,
            text: kit.text,
            is_lead: *is_lead,
            is_wide: true,
            number: None,
        };
        if plate(ui, id_of(exhibit).with(*key), kit.colours, &look).clicked() {
            act = Some(*does);
        }
        ui.add_space(8.0);
    }
    act
}
