//! A paragraph of the story, as the settings have it.

use bevy_egui::egui::{Id, Ui};

use super::SettingsState;
use crate::game::screens::Desk;
use crate::game::theme::Layout;
use crate::game::widgets::{
    MarkKind, MarkLook, NoteLook, PassageLook, aside, group_heading, note, passage,
};
use crate::narrative::model::{Grade, Mark, Span};
use crate::narrative::run::{Playthrough, view};
use crate::store::{Depth, Reveal};

/// Draws the first paragraph of the story that raises a fact, and its note.
pub(super) fn sample(ui: &mut Ui, desk: &Desk<'_>, layout: &Layout, state: &mut SettingsState) {
    let Desk { story, strings, colours, settings, .. } = *desk;
    group_heading(ui, colours, &strings.get("settings-sample"));
    let beginning = Playthrough::begin(story, 0);
    let page = view(story, &beginning);
    let raises = |spans: &[Span]| spans.iter().any(|span| matches!(span.mark, Some(Mark::Fact(_))));
    let shown = page.blocks.iter().find(|block| raises(&block.spans));
    let Some(block) = shown.or(page.blocks.first()) else { return };
    let look = PassageLook {
        colours,
        size: layout.text,
        leading: layout.leading,
        italic: false,
        typed: false,
        told: None,
        lead: None,
        opacity: opacity(ui, desk, state.sample_since),
    };
    let order: Vec<Mark> = block.spans.iter().filter_map(|span| span.mark).collect();
    let marked = |mark: Mark| {
        let mut numbered = order.iter().filter(|mark| !matches!(mark, Mark::Term(_)));
        let number = numbered.position(|one| *one == mark).map(|at| at + 1);
        let kind = match mark {
            Mark::Fact(fact) => MarkKind::Fact(story.fact(fact).grade),
            Mark::Claim(_) => MarkKind::Claim,
            Mark::Term(_) => MarkKind::Term,
        };
        let (_, told, _) = note_of(desk, mark);
        (settings.depth != Depth::Off).then_some(MarkLook { number, kind, told })
    };
    if let Some(mark) = passage(ui, Id::new("sample"), look, &block.spans, &marked) {
        let is_open = state.sample_note == Some(mark);
        state.sample_note = (!is_open).then_some(mark);
        ui.ctx().request_repaint();
    }
    let beside = match settings.depth {
        Depth::Off => None,
        Depth::Marks => state.sample_note.filter(|mark| order.contains(mark)),
        Depth::Margin => state.sample_note.or(order.first().copied()),
    };
    ui.add_space(10.0);
    match beside {
        Some(mark) => {
            let (grade, heading, statement) = note_of(desk, mark);
            let look = NoteLook {
                number: None,
                grade,
                heading,
                statement,
                accounts: Vec::new(),
                short_sources: String::new(),
                deeper: Vec::new(),
                sources: Vec::new(),
                turn: String::new(),
            };
            note(ui, Id::new("sample note"), colours, layout.note, &look, false);
        }
        None if settings.depth == Depth::Off => {
            aside(ui, colours, &strings.get("settings-depth-none-told"));
        }
        None => aside(ui, colours, &strings.get("settings-depth-marks-told")),
    }
}

/// What a note says: its grade, its heading, its statement.
fn note_of(desk: &Desk<'_>, mark: Mark) -> (Option<Grade>, String, String) {
    let Desk { story, strings, .. } = *desk;
    match mark {
        Mark::Fact(fact) => {
            let fact = story.fact(fact);
            let heading = story.frame.grade(fact.grade).to_owned();
            (Some(fact.grade), heading, fact.statement.clone())
        }
        Mark::Claim(claim) => {
            let claim = story.claim(claim);
            let who = &story.person(claim.who).shown;
            (None, strings.get("note-told"), format!("{who}: {}", claim.says))
        }
        Mark::Term(term) => {
            let term = story.term(term);
            (None, strings.get("note-term"), format!("{}: {}", term.word, term.gloss))
        }
    }
}

/// How much of the paragraph is there, since its speed was chosen.
fn opacity(ui: &Ui, desk: &Desk<'_>, since: f64) -> f32 {
    let waits = match desk.settings.reveal {
        Reveal::Instant => 0.0,
        Reveal::Fast => 0.16,
        Reveal::Normal => 0.32,
        Reveal::Slow => 1.0,
    };
    if desk.settings.reduced_motion || waits == 0.0 || since == 0.0 {
        return 1.0;
    }
    let shown = (ui.input(|input| input.time) - since - waits) / 0.22;
    if shown < 1.0 {
        ui.ctx().request_repaint();
    }
    // Never quite unseen: unseen words are not in the accessibility tree.
    shown.clamp(0.04, 1.0) as f32
}
