//! One slot: what is in it, and below, once it is open, what can be done.

use bevy_egui::egui::{Id, Ui};

use super::carry::export_ui;
use super::{Doing, Place, SavesState, name_of, tell_outcome};
use crate::game::action::{PlayerAction, ShelfAction};
use crate::game::screens::Desk;
use crate::game::screens::when::{duration, when};
use crate::game::widgets::{
    ButtonLook, FieldLook, ShelfLook, button, field, paragraph, shelf_row, want_focus, wrapped,
};
use crate::i18n::FluentValue;
use crate::narrative::model::Date;
use crate::narrative::run::save::Card;
use crate::store::{Slot, SlotInfo};

/// How many letters a note has at the most.
const LONGEST_NOTE: usize = 200;

/// Draws a slot. Returns what the reader wants done with it.
pub(super) fn slot_row(
    ui: &mut Ui,
    desk: &Desk<'_>,
    info: &SlotInfo,
    state: &mut SavesState,
) -> Option<PlayerAction> {
    let slot = info.slot;
    let name = name_of(desk.strings, slot);
    let is_open = state.open == Some(slot);
    let response = ui.push_id(("slot", name.as_str()), |ui| match &info.card {
        Ok(card) => {
            let look = ShelfLook {
                picture: Some(picture(desk, card)),
                over: &name,
                name: &card.page,
                lines: &lines(desk, card),
                note: card.note.as_deref(),
                is_open: Some(is_open),
            };
            shelf_row(ui, desk.colours, &look)
        }
        Err(error) => {
            let look = ShelfLook {
                picture: Some(None),
                over: &name,
                name: &desk.strings.get("saves-unreadable"),
                lines: &[error.to_string()],
                note: None,
                is_open: Some(is_open),
            };
            shelf_row(ui, desk.colours, &look)
        }
    });
    if response.inner.clicked() {
        state.open = if is_open { None } else { Some(slot) };
        state.doing = None;
        state.outcome = None;
        ui.ctx().request_repaint();
    }
    if !is_open {
        return None;
    }
    ui.add_space(8.0);
    let is_wanted = state.take_focus_wanted(Place::Row);
    if std::mem::take(&mut state.part_wants_focus) || is_wanted {
        want_focus(ui);
    }
    tell_outcome(ui, desk, state, Place::Row);
    let action = match &state.doing {
        None => things_to_do(ui, desk, info, &name, state),
        Some(_) => something_done(ui, desk, info, &name, state),
    };
    ui.add_space(16.0);
    action
}

/// The print of the scene a save stands on.
fn picture(desk: &Desk<'_>, card: &Card) -> Option<bevy_egui::egui::TextureId> {
    let scene = desk.story.scene(desk.story.scene_named(&card.scene)?);
    desk.shelf.thumbnails.get(&(scene.backdrop, scene.part)).copied()
}

fn lines(desk: &Desk<'_>, card: &Card) -> Vec<String> {
    let strings = desk.strings;
    let choices = strings.with("saves-choices", &[("count", FluentValue::from(card.steps))]);
    let date = Date::parse(&card.date).map_or(card.date.clone(), |date| strings.date(date));
    let saved = when(strings, desk.shelf.now_secs, card.saved_at_secs);
    let mut first = vec![date, choices];
    first.extend(card.played_secs.map(|secs| duration(strings, secs)));
    let saved = strings.with("saves-when", &[("when", FluentValue::from(saved))]);
    vec![first.join(" · "), saved]
}

/// The buttons of an open row.
fn things_to_do(
    ui: &mut Ui,
    desk: &Desk<'_>,
    info: &SlotInfo,
    name: &str,
    state: &mut SavesState,
) -> Option<PlayerAction> {
    let slot = info.slot;
    let mut taken = None;
    let mut next = None;
    wrapped(ui, |ui| {
        let mut pressed = |key: &str| {
            let words = desk.strings.get(key);
            let spoken = format!("{words}: {name}");
            let look = ButtonLook::plain(&words).spoken(&spoken);
            button(ui, Id::new(("slot", key)), desk.colours, &look).clicked()
        };
        if let Ok(card) = &info.card {
            if pressed("saves-load") {
                match desk.shelf.is_at_risk && slot != Slot::Auto {
                    true => next = Some(Doing::AskLoad),
                    false => taken = Some(ShelfAction::Load(slot)),
                }
            }
            if slot != Slot::Auto {
                if desk.shelf.can_save && pressed("saves-over") {
                    next = Some(Doing::AskSave);
                }
                if pressed("saves-note") {
                    next = Some(Doing::Note(card.note.clone().unwrap_or_default()));
                }
            }
            if pressed("saves-export") {
                next = Some(Doing::Export(super::carry::proposed(desk, card)));
            }
        }
        if slot != Slot::Auto && pressed("saves-delete") {
            next = Some(Doing::AskDelete);
        }
    });
    if next.is_some() {
        state.doing = next;
        state.outcome = None;
        state.part_wants_focus = true;
        ui.ctx().request_repaint();
    }
    taken.map(PlayerAction::Shelf)
}

/// What takes another step: a question, a note, a file.
fn something_done(
    ui: &mut Ui,
    desk: &Desk<'_>,
    info: &SlotInfo,
    name: &str,
    state: &mut SavesState,
) -> Option<PlayerAction> {
    let slot = info.slot;
    let strings = desk.strings;
    let about = |key: &str| strings.with(key, &[("slot", FluentValue::from(name))]);
    let mut doing = state.doing.take()?;
    let answer = match &mut doing {
        Doing::AskSave => asked(ui, desk, &about("saves-ask-over"), "saves-over", "saves-keep")
            .map(|yes| yes.then_some(ShelfAction::Save(slot))),
        Doing::AskLoad => {
            asked(ui, desk, &strings.get("saves-ask-load"), "saves-load", "saves-stay")
                .map(|yes| yes.then_some(ShelfAction::Load(slot)))
        }
        Doing::AskDelete => {
            asked(ui, desk, &about("saves-ask-delete"), "saves-delete", "saves-keep")
                .map(|yes| yes.then_some(ShelfAction::Delete(slot)))
        }
        Doing::Note(note) => noted(ui, desk, &about("saves-note-of"), note)
            .map(|keeps| keeps.then(|| ShelfAction::Note(slot, note.clone()))),
        Doing::Export(path) => {
            let carried = export_ui(ui, desk, slot, path);
            if let Some(Some(action)) = carried {
                // The row stays open: what went wrong can be tried again.
                state.doing = Some(doing);
                state.asked_at = Place::Row;
                return Some(PlayerAction::Shelf(action));
            }
            carried
        }
    };
    let Some(answer) = answer else {
        state.doing = Some(doing);
        return None;
    };
    state.part_wants_focus = true;
    ui.ctx().request_repaint();
    answer.map(PlayerAction::Shelf)
}

/// A question. The answer that changes nothing stands first.
fn asked(ui: &mut Ui, desk: &Desk<'_>, question: &str, yes: &str, no: &str) -> Option<bool> {
    paragraph(ui, desk.colours, question);
    ui.add_space(8.0);
    wrapped(ui, |ui| {
        let mut pressed = |key: &str| {
            let words = desk.strings.get(key);
            let id = Id::new(("answer", key));
            button(ui, id, desk.colours, &ButtonLook::plain(&words)).clicked()
        };
        let (no, yes) = (pressed(no), pressed(yes));
        (no || yes).then_some(yes)
    })
}

/// The line for the reader's own words.
fn noted(ui: &mut Ui, desk: &Desk<'_>, name: &str, note: &mut String) -> Option<bool> {
    let id = Id::new("note of a save");
    let look = FieldLook::named(name).longest(LONGEST_NOTE);
    let entered = field(ui, id, desk.colours, &look, note).entered;
    ui.add_space(8.0);
    wrapped(ui, |ui| {
        let mut pressed = |key: &str| {
            let words = desk.strings.get(key);
            button(ui, id.with(key), desk.colours, &ButtonLook::plain(&words)).clicked()
        };
        let (keeps, leaves) = (pressed("saves-note-keep"), pressed("saves-note-leave"));
        (keeps || leaves || entered).then_some(keeps || entered)
    })
}
