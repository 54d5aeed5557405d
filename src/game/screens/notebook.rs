//! Who told me that: every claim heard, what the reader thinks of it, and what
//! the record says.

use std::collections::BTreeSet;

use bevy_egui::egui::{Id, Stroke, Ui, text::TextFormat};

use super::claim_row::ClaimList;
use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::game::theme::{Face, Layout};
use crate::game::widgets::{label, rows, tabs};
use crate::narrative::model::ClaimId;
use crate::narrative::record::{Belief, ClaimWeighed, notebook, notebook_of_all_lives};

/// What the notebook remembers.
#[derive(Debug, Default)]
pub struct NotebookState {
    /// Which claims are shown, as one of [`FILTERS`].
    filter: usize,
    /// The claims whose fact is open.
    open: BTreeSet<ClaimId>,
}

/// The words of a filter, and whether it lets a claim pass.
type Filter = (&'static str, fn(&ClaimWeighed<'_>) -> bool);

const FILTERS: [Filter; 5] = [
    ("notebook-all", |_| true),
    ("notebook-unmarked", |claim| claim.belief.is_none()),
    ("notebook-believed", |claim| claim.belief == Some(Belief::Believe)),
    ("notebook-doubted", |claim| claim.belief == Some(Belief::Doubt)),
    ("notebook-answered", |claim| claim.is_weighed),
];

/// Draws the notebook: of the life at hand, or of all lives where there is
/// none.
pub fn notebook_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    state: &mut NotebookState,
) -> Option<PlayerAction> {
    let word = |key: &str| desk.strings.get(key);
    let (claims, told) = match desk.life {
        Some(life) => (notebook(desk.story, life, desk.record), word("notebook-told")),
        None => (notebook_of_all_lives(desk.story, desk.record), word("notebook-told-all")),
    };
    instrument(ui, desk, Screen::Notebook, &word("notebook-title"), &told, |ui, layout| {
        list(ui, desk, layout, &claims, state)
    })
}

fn list(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    claims: &[ClaimWeighed<'_>],
    state: &mut NotebookState,
) -> Option<PlayerAction> {
    let id = Id::new("notebook");
    let quiet = TextFormat::simple(Face::Italic.at(layout.text), desk.colours.quiet);
    if claims.is_empty() {
        label(ui, &desk.strings.get("notebook-empty"), quiet);
        return None;
    }
    let words = FILTERS.map(|(words, passes)| {
        (desk.strings.get(words), Some(claims.iter().filter(|claim| passes(claim)).count()))
    });
    if let Some(taken) = tabs(ui, id, desk.colours, &words, state.filter) {
        state.filter = taken;
        ui.ctx().request_repaint();
    }
    let passes = FILTERS[state.filter.min(FILTERS.len() - 1)].1;
    let shown: Vec<&ClaimWeighed<'_>> = claims.iter().filter(|claim| passes(claim)).collect();
    if shown.is_empty() {
        ui.add_space(18.0);
        label(ui, &desk.strings.get("notebook-none"), quiet);
        return None;
    }
    let list = ClaimList { desk, layout, weighs: false };
    let ids: Vec<Id> = shown.iter().map(|claim| id.with(&claim.claim.name)).collect();
    let mut action = None;
    rows(ui, id.with(desk.set()), &ids, None, |ui, index| {
        let claim = shown[index];
        let is_open = state.open.contains(&claim.id);
        let asked = list.row(ui, ids[index], claim, &heard(desk, claim), is_open);
        if let Some(asked) = asked {
            action = asked.carry_out(claim, &mut state.open);
            ui.ctx().request_repaint();
        }
    });
    let end = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), end, Stroke::new(1.0, desk.colours.faint));
    action
}

/// Who said it, where and when.
pub(super) fn heard(desk: &Desk<'_>, claim: &ClaimWeighed<'_>) -> String {
    let place =
        claim.scene.map(|scene| format!("{}, {}", scene.title, desk.strings.date(scene.date)));
    [Some(claim.who.shown.clone()), place].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
