//! The archive: every fact met, the words, the works behind them, and the press
//! cutting.

mod cutting;
mod facts;
mod select;
mod sources;
mod words;

use std::collections::BTreeSet;

use bevy_egui::egui::{Id, Ui};

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::game::theme::Layout;
use crate::game::widgets::tabs;
use crate::narrative::model::{ClaimId, FactId, SourceId, TermId};
use crate::narrative::record::{Filter, archive, bibliography, cutting};

/// What the archive remembers.
#[derive(Debug, Default)]
pub struct ArchiveState {
    drawer: Drawer,
    filter: Filter,
    /// The filter whose values are shown.
    chooses: Option<select::Kind>,
    facts: BTreeSet<FactId>,
    words: BTreeSet<TermId>,
    works: BTreeSet<SourceId>,
    claims: BTreeSet<ClaimId>,
}

/// What of the archive is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Drawer {
    #[default]
    Facts,
    Words,
    Sources,
    Cutting,
}

/// Draws the archive.
pub fn archive_ui(ui: &mut Ui, desk: &Desk<'_>, state: &mut ArchiveState) -> Option<PlayerAction> {
    let word = |key: &str| desk.strings.get(key);
    let (title, told) = (word("archive-title"), word("archive-told"));
    instrument(ui, desk, Screen::Archive, &title, &told, |ui, layout| {
        drawers(ui, desk, layout, state)
    })
}

fn drawers(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    state: &mut ArchiveState,
) -> Option<PlayerAction> {
    let Desk { story, record, .. } = *desk;
    let word = |key: &str| desk.strings.get(key);
    let known = archive(story, record);
    let works = bibliography(story, record);
    let claims = cutting(story, record);
    let met = works.iter().filter(|work| !work.known.is_empty()).count();
    let mut drawers = vec![(Drawer::Facts, word("archive-facts"), known.facts.len())];
    if !story.terms.is_empty() {
        drawers.push((Drawer::Words, word("archive-words"), story.terms.len()));
    }
    drawers.push((Drawer::Sources, word("archive-sources"), met));
    if !claims.is_empty() {
        drawers.push((Drawer::Cutting, word("archive-cutting"), claims.len()));
    }
    let words: Vec<_> =
        drawers.iter().map(|(_, words, count)| (words.clone(), Some(*count))).collect();
    let open = drawers.iter().position(|(drawer, ..)| *drawer == state.drawer).unwrap_or(0);
    if let Some(taken) = tabs(ui, Id::new("archive"), desk.colours, &words, open) {
        state.drawer = drawers[taken].0;
        ui.ctx().request_repaint();
    }
    ui.add_space(14.0);
    match drawers[open].0 {
        Drawer::Facts => facts::facts_ui(ui, desk, layout, &known, state),
        Drawer::Words => words::words_ui(ui, desk, layout, &mut state.words),
        Drawer::Sources => sources::sources_ui(ui, desk, layout, &works, &mut state.works),
        Drawer::Cutting => cutting::cutting_ui(ui, desk, layout, &claims, &mut state.claims),
    }
}
