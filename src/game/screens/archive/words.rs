//! The words of the story's glossary. They give nothing away, so all are shown.

use std::collections::BTreeSet;

use bevy_egui::egui::{Id, Stroke, Ui, text::TextFormat};

use crate::game::action::PlayerAction;
use crate::game::screens::Desk;
use crate::game::screens::claim_row::fact_in_full;
use crate::game::theme::{Face, Layout};
use crate::game::widgets::{RowLook, label, opening_row, rows};
use crate::narrative::model::{Mark, TermId};

pub(super) fn words_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    open: &mut BTreeSet<TermId>,
) -> Option<PlayerAction> {
    let Desk { story, record, strings, colours, .. } = *desk;
    let mut terms: Vec<TermId> = (0..story.terms.len()).map(TermId::new).collect();
    terms.sort_by_key(|id| story.term(*id).word.to_lowercase());
    let id = Id::new("archive words");
    let ids: Vec<Id> = terms.iter().map(|term| id.with(&story.term(*term).name)).collect();
    let mut action = None;
    rows(ui, id.with(desk.set()), &ids, None, |ui, index| {
        let term = story.term(terms[index]);
        let is_open = open.contains(&terms[index]);
        let row = RowLook {
            grade: None,
            heading: &term.word,
            statement: &term.gloss,
            text: layout.text - 1.0,
            under: "",
        };
        if opening_row(ui, ids[index], colours, &row, is_open).clicked() {
            if is_open {
                open.remove(&terms[index]);
            } else {
                open.insert(terms[index]);
                action = Some(PlayerAction::Opened(Mark::Term(terms[index])));
            }
            ui.ctx().request_repaint();
        }
        if is_open {
            match term.fact {
                Some(fact) if record.knows(story, fact) => {
                    fact_in_full(ui, desk, layout, ids[index].with("fact"), story.fact(fact));
                }
                other => {
                    let words = if other.is_some() { "word-fact-unmet" } else { "word-no-fact" };
                    let quiet =
                        TextFormat::simple(Face::Italic.at(layout.note + 1.0), colours.quiet);
                    label(ui, &strings.get(words), quiet);
                }
            }
            ui.add_space(10.0);
        }
        let end = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), end, Stroke::new(1.0, colours.faint));
    });
    action
}
