//! The works behind what a reader met, how far each was seen, and what rests
//! on it.

use std::collections::BTreeSet;

use bevy_egui::egui::{Id, Stroke, Ui, text::TextFormat};

use crate::game::action::PlayerAction;
use crate::game::screens::Desk;
use crate::game::theme::{Face, Layout};
use crate::game::widgets::{RowLook, label, opening_row, rows, section};
use crate::narrative::model::SourceId;
use crate::narrative::record::Work;

pub(super) fn sources_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    works: &[Work<'_>],
    open: &mut BTreeSet<SourceId>,
) -> Option<PlayerAction> {
    let Desk { strings, colours, .. } = *desk;
    let known: Vec<&Work<'_>> = works.iter().filter(|work| !work.known.is_empty()).collect();
    let rest = works.iter().filter(|work| work.known.is_empty() && !work.facts.is_empty()).count();
    if known.is_empty() {
        let quiet = TextFormat::simple(Face::Italic.at(layout.text), colours.quiet);
        label(ui, &strings.get("sources-empty"), quiet);
    }
    let id = Id::new("archive sources");
    let ids: Vec<Id> = known.iter().map(|work| id.with(&work.source.name)).collect();
    rows(ui, id.with(desk.set()), &ids, None, |ui, index| {
        let work = known[index];
        let is_open = open.contains(&work.id);
        let kind = strings.kind(work.source.kind);
        let heading = format!("{kind} · {}", strings.checked(work.source.checked));
        let rests = strings.with(
            "sources-rest-on",
            &[("known", work.known.len().into()), ("all", work.facts.len().into())],
        );
        let row = RowLook {
            grade: None,
            heading: &heading,
            statement: &work.source.cite,
            text: layout.text - 1.5,
            under: &rests,
        };
        if opening_row(ui, ids[index], colours, &row, is_open).clicked() {
            if !open.remove(&work.id) {
                open.insert(work.id);
            }
            ui.ctx().request_repaint();
        }
        if is_open {
            behind(ui, desk, layout, work);
        }
        let end = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), end, Stroke::new(1.0, colours.faint));
    });
    if rest > 0 {
        section(ui, colours, &strings.with("sources-more", &[("count", rest.into())]));
    }
    None
}

/// What to know of a work, and the known facts that rest on it.
fn behind(ui: &mut Ui, desk: &Desk<'_>, layout: &Layout, work: &Work<'_>) {
    let Desk { story, colours, .. } = *desk;
    let set = |face: Face, colour| TextFormat::simple(face.at(layout.note + 1.0), colour);
    ui.horizontal_top(|ui| {
        ui.add_space(16.0);
        ui.vertical(|ui| {
            if let Some(note) = &work.source.note {
                label(ui, note, set(Face::Italic, colours.quiet));
                ui.add_space(6.0);
            }
            for id in &work.known {
                let fact = story.fact(*id);
                let grade = story.frame.grade(fact.grade).to_lowercase();
                let words = format!("{} ({grade})", fact.statement);
                label(ui, &words, set(Face::Roman, colours.text));
                ui.add_space(6.0);
            }
        });
    });
    ui.add_space(6.0);
}
