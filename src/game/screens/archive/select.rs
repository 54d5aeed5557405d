//! The archive's filters: a button each, which shows its values and how many
//! facts each would leave.

use bevy_egui::egui::{Id, Ui};

use super::ArchiveState;
use crate::game::screens::Desk;
use crate::game::widgets::{ButtonLook, button, wrapped};
use crate::narrative::model::{Grade, PartId, PersonId, PlaceId};
use crate::narrative::record::{Archive, Filter};

/// What facts are chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Grade,
    Part,
    Place,
    Person,
}

const KINDS: [(Kind, &str); 4] = [
    (Kind::Grade, "archive-by-grade"),
    (Kind::Part, "archive-by-part"),
    (Kind::Place, "archive-by-place"),
    (Kind::Person, "archive-by-person"),
];

const GRADES: [Grade; 5] =
    [Grade::Documented, Grade::Reported, Grade::Contested, Grade::Legend, Grade::Invented];

/// A value of a filter: its name, the filter with it, and how many facts that
/// leaves.
struct Value {
    name: String,
    filter: Filter,
    count: usize,
}

/// Draws the filters. Returns whether one was changed.
pub(super) fn select_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    archive: &Archive<'_>,
    state: &mut ArchiveState,
) {
    let id = Id::new("archive filter");
    let word = |key: &str| desk.strings.get(key);
    wrapped(ui, |ui| {
        for (kind, words) in KINDS {
            let values = values(desk, archive, state.filter, kind);
            if values.len() < 2 && !is_set(state.filter, kind) {
                continue;
            }
            let chosen = values
                .iter()
                .find(|value| is_set(state.filter, kind) && value.filter == state.filter);
            let words = word(words);
            let any = word("archive-any");
            let more = chosen.map_or(any.as_str(), |value| value.name.as_str());
            let is_on = state.chooses == Some(kind);
            let look = ButtonLook::main(&words).more(more).pressed(is_on);
            if button(ui, id.with(kind), desk.colours, &look).clicked() {
                state.chooses = (!is_on).then_some(kind);
                ui.ctx().request_repaint();
            }
        }
        let words = word("archive-no-filter");
        if state.filter != Filter::default()
            && button(ui, id.with("none"), desk.colours, &ButtonLook::main(&words)).clicked()
        {
            state.filter = Filter::default();
            state.chooses = None;
            ui.ctx().request_repaint();
        }
    });
    let Some(kind) = state.chooses else { return };
    ui.add_space(8.0);
    let top = ui.cursor().min;
    let inner = ui.horizontal_top(|ui| {
        ui.add_space(14.0);
        ui.vertical(|ui| {
            wrapped(ui, |ui| {
                let unset = without(state.filter, kind);
                let all = archive.facts.iter().filter(|fact| unset.lets_pass(fact)).count();
                let first = Value { name: word("archive-any"), filter: unset, count: all };
                let values = values(desk, archive, state.filter, kind);
                for value in std::iter::once(first).chain(values) {
                    let is_on = value.filter == state.filter;
                    let count = value.count.to_string();
                    let look = ButtonLook::plain(&value.name).more(&count).pressed(is_on);
                    let id = id.with((kind, &value.name));
                    if button(ui, id, desk.colours, &look).clicked() {
                        state.filter = value.filter;
                        state.chooses = None;
                        ui.memory_mut(|memory| {
                            memory.request_focus(Id::new("archive filter").with(kind));
                        });
                        ui.ctx().request_repaint();
                    }
                }
            });
        });
    });
    let rule = top.y..=inner.response.rect.bottom();
    let stroke = bevy_egui::egui::Stroke::new(2.0, desk.colours.line);
    ui.painter().vline(top.x + 2.0, rule, stroke);
}

fn is_set(filter: Filter, kind: Kind) -> bool {
    filter != without(filter, kind)
}

fn without(filter: Filter, kind: Kind) -> Filter {
    match kind {
        Kind::Grade => Filter { grade: None, ..filter },
        Kind::Part => Filter { part: None, ..filter },
        Kind::Place => Filter { place: None, ..filter },
        Kind::Person => Filter { person: None, ..filter },
    }
}

/// The values that leave some fact, beside what the other filters ask for.
fn values(desk: &Desk<'_>, archive: &Archive<'_>, filter: Filter, kind: Kind) -> Vec<Value> {
    let story = desk.story;
    let named: Vec<(String, Filter)> = match kind {
        Kind::Grade => GRADES
            .map(|grade| {
                (story.frame.grade(grade).to_owned(), Filter { grade: Some(grade), ..filter })
            })
            .into(),
        Kind::Part => (0..story.parts.len())
            .map(PartId::new)
            .map(|id| {
                let part = story.part(id);
                let name = format!("{}: {}", part.number, part.title);
                (name, Filter { part: Some(id), ..filter })
            })
            .collect(),
        Kind::Place => (0..story.places.len())
            .map(PlaceId::new)
            .map(|id| (story.place(id).shown.clone(), Filter { place: Some(id), ..filter }))
            .collect(),
        Kind::Person => (0..story.cast.len())
            .map(PersonId::new)
            .map(|id| (story.person(id).shown.clone(), Filter { person: Some(id), ..filter }))
            .collect(),
    };
    named
        .into_iter()
        .map(|(name, filter)| {
            let count = archive.facts.iter().filter(|fact| filter.lets_pass(fact)).count();
            Value { name, filter, count }
        })
        .filter(|value| value.count > 0 || value.filter == filter)
        .collect()
}
