//! The facts a reader knows, and how many are left.

use bevy_egui::egui::{Id, Stroke, Ui, text::TextFormat};

use super::ArchiveState;
use super::select::select_ui;
use crate::game::action::PlayerAction;
use crate::game::screens::Desk;
use crate::game::screens::looks::fact_look;
use crate::game::screens::setting_card::{map_ui, years_ui};
use crate::game::theme::{Face, Layout};
use crate::game::widgets::{
    RowLook, folio, gouges, in_a_row, label, news, opening_row, rows, section,
};
use crate::narrative::model::Mark;
use crate::narrative::record::{Archive, ArchiveFact, Filter, Unmet};

/// From this width on the map stands beside a fact, not under it.
const LEAST_BESIDE: f32 = 600.0;

/// How many years before the story the line of years may begin.
const BEFORE: u16 = 8;

pub(super) fn facts_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    archive: &Archive<'_>,
    state: &mut ArchiveState,
) -> Option<PlayerAction> {
    let Desk { strings, colours, .. } = *desk;
    let quiet = TextFormat::simple(Face::Italic.at(layout.text), colours.quiet);
    if archive.facts.is_empty() {
        label(ui, &strings.get("archive-empty"), quiet);
        unmet_ui(ui, desk, layout, &archive.unmet);
        return None;
    }
    select_ui(ui, desk, archive, state);
    ui.add_space(12.0);
    let mut shown: Vec<&ArchiveFact<'_>> =
        archive.facts.iter().filter(|fact| state.filter.lets_pass(fact)).collect();
    // In the order of time, as on the line above; what has no date comes last.
    shown.sort_by_key(|fact| (fact.fact.date.is_none(), fact.fact.date));
    if state.filter != Filter::default() {
        let numbers = [("shown", shown.len().into()), ("all", archive.facts.len().into())];
        let quiet = TextFormat::simple(Face::Roman.at(layout.note), colours.quiet);
        news(ui, &strings.with("archive-shown", &numbers), quiet);
        ui.add_space(8.0);
    }
    if let Some(place) = state.filter.place {
        map_ui(ui, desk, place, 200.0);
    }
    line_of_years(ui, desk, &shown);

    let id = Id::new("archive facts");
    let ids: Vec<Id> = shown.iter().map(|fact| id.with(&fact.fact.name)).collect();
    let mut action = None;
    rows(ui, id.with(desk.set()), &ids, None, |ui, index| {
        let known = shown[index];
        let is_open = state.facts.contains(&known.id);
        if fact_row(ui, desk, layout, ids[index], known, is_open) {
            if is_open {
                state.facts.remove(&known.id);
            } else {
                state.facts.insert(known.id);
                action = Some(PlayerAction::Opened(Mark::Fact(known.id)));
            }
            ui.ctx().request_repaint();
        }
    });
    unmet_ui(ui, desk, layout, &archive.unmet);
    action
}

/// The years of the facts shown.
fn line_of_years(ui: &mut Ui, desk: &Desk<'_>, shown: &[&ArchiveFact<'_>]) {
    let dates = || shown.iter().filter_map(|fact| fact.fact.date);
    // What lies long before the story would leave its own years no room.
    let begins = desk.story.parts.iter().map(|part| part.years.year).min().unwrap_or(0);
    let first = dates().map(|date| date.year).filter(|year| year + BEFORE >= begins).min();
    let last = dates().map(|date| date.until.unwrap_or(date.year)).max();
    if let (Some(first), Some(last)) = (first, last)
        && dates().count() > 1
    {
        let is_shown = |name: &str| shown.iter().any(|fact| fact.fact.name == name);
        years_ui(ui, desk, (first, last + 1), None, |fact| is_shown(&fact.name));
        ui.add_space(4.0);
    }
}

/// One fact, and all there is to it once it is open. Returns whether the reader
/// turned it.
fn fact_row(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    id: Id,
    known: &ArchiveFact<'_>,
    is_open: bool,
) -> bool {
    let Desk { story, strings, colours, .. } = *desk;
    let rule = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), rule, Stroke::new(1.0, colours.faint));
    ui.add_space(3.0);
    let look = fact_look(story, strings, None, known.fact);
    let row = RowLook {
        grade: Some(known.fact.grade),
        heading: &look.heading,
        statement: &look.statement,
        text: layout.text - 1.0,
        under: if is_open { "" } else { &look.short_sources },
    };
    let turned = opening_row(ui, id, colours, &row, is_open).clicked();
    if is_open {
        ui.add_space(4.0);
        let text = layout.note + 1.0;
        let body = |ui: &mut Ui| {
            folio(ui, colours, text, &look, &strings.get("fact-sources"));
            let met: Vec<_> =
                known.scenes.iter().map(|scene| story.scene(*scene).title.as_str()).collect();
            let told = match met.is_empty() {
                true => strings.get("fact-opened-here"),
                false => strings.with("fact-met", &[("scenes", met.join(", ").into())]),
            };
            let quiet = TextFormat::simple(Face::Roman.at(text), colours.quiet);
            label(ui, &told, quiet);
        };
        let place = known.fact.place.filter(|place| story.place(*place).at.is_some());
        let width = ui.available_width() - 20.0;
        ui.horizontal_top(|ui| {
            ui.add_space(20.0);
            ui.vertical(|ui| match place {
                Some(place) if width >= LEAST_BESIDE => {
                    let widths = [(width - 24.0) * 0.6, (width - 24.0) * 0.4];
                    in_a_row(ui, &widths, 24.0, |ui, column| match column {
                        0 => body(ui),
                        _ => {
                            map_ui(ui, desk, place, 180.0);
                        }
                    });
                }
                Some(place) => {
                    body(ui);
                    ui.add_space(10.0);
                    map_ui(ui, desk, place, 170.0);
                }
                None => body(ui),
            });
        });
        ui.add_space(10.0);
    }
    ui.add_space(3.0);
    turned
}

/// What the reader has not met yet: a cut each, without a word of it.
fn unmet_ui(ui: &mut Ui, desk: &Desk<'_>, layout: &Layout, unmet: &Unmet) {
    let Desk { story, strings, colours, .. } = *desk;
    if unmet.total == 0 {
        return;
    }
    section(ui, colours, &strings.with("archive-unmet", &[("count", unmet.total.into())]));
    let text = TextFormat::simple(Face::Roman.at(layout.note + 0.5), colours.quiet);
    label(ui, &strings.get("archive-unmet-told"), text.clone());
    ui.add_space(8.0);
    let parts = story.parts.iter().zip(&unmet.by_part);
    let waiting = parts
        .map(|(part, count)| (format!("{}: {}", part.number, part.title), *count))
        .chain([(strings.get("archive-cutting"), unmet.of_no_part)]);
    for (part, count) in waiting.filter(|(_, count)| *count > 0) {
        let values = [("part", part.into()), ("count", count.into())];
        let words = strings.with("archive-unmet-part", &values);
        label(ui, &words, text.clone());
        ui.add_space(3.0);
        gouges(ui, colours, 0, 0, count);
        ui.add_space(8.0);
    }
}
