//! Lives that were put aside: save, load, and carry them in and out.

mod carry;
mod row;
mod state;

use bevy_egui::egui::{Id, Ui};

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::{PlayerAction, ShelfAction};
use crate::game::input::Command;
use crate::game::widgets::{
    ButtonLook, aside, begin_screen, button, group_heading, rule, told, want_focus,
};
use crate::i18n::{FluentValue, Strings};
use crate::store::{Slot, SlotInfo};

use state::{Doing, Place};
pub use state::{Outcome, SavesState};

/// Draws the slots, and what can be done with each.
pub fn saves_ui(ui: &mut Ui, desk: &Desk<'_>, state: &mut SavesState) -> Option<PlayerAction> {
    let Desk { strings, colours, shelf, .. } = *desk;
    begin_screen(ui, Id::new("saves"));
    if state.take_focus_wanted(Place::Top) {
        want_focus(ui);
    }
    // While something is asked or written, the key that closes the screen
    // closes that.
    if state.doing.is_some() && desk.keys.pressed(ui, Command::Menu) {
        state.leave_off();
        ui.ctx().request_repaint();
    }
    let words = if shelf.can_save { "saves-told" } else { "saves-told-title" };
    let heading = if shelf.can_save { "menu-saves" } else { "title-load" };
    instrument(ui, desk, Screen::Saves, &strings.get(heading), &strings.get(words), |ui, _| {
        if !shelf.has_place {
            told(ui, colours, &strings.get("saves-no-place"));
            return None;
        }
        tell_outcome(ui, desk, state, Place::Top);
        let mut action = None;
        if shelf.can_save {
            action = save_anew(ui, desk);
            ui.add_space(18.0);
        }
        if shelf.slots.is_empty() {
            aside(ui, colours, &strings.get("saves-empty"));
            ui.add_space(8.0);
        }
        for info in in_order(shelf.slots) {
            rule(ui, colours);
            action = action.or(row::slot_row(ui, desk, info, state));
        }
        ui.add_space(28.0);
        group_heading(ui, colours, &strings.get("saves-import-heading"));
        action.or(carry::import_ui(ui, desk, state))
    })
}

/// Tells what came of what was asked for, if this is the place for it.
fn tell_outcome(ui: &mut Ui, desk: &Desk<'_>, state: &mut SavesState, place: Place) {
    let Some(outcome) = state.outcome.as_ref().filter(|_| state.told_at == place) else { return };
    let response = told(ui, desk.colours, &outcome.words(desk.strings));
    if let Some(left) = state.scrolls_to_outcome.checked_sub(1) {
        state.scrolls_to_outcome = left;
        response.scroll_to_me(None);
        ui.ctx().request_repaint();
    }
    ui.add_space(14.0);
}

/// A slot that is free, for the life as it stands.
fn save_anew(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    let used =
        |number: &u8| desk.shelf.slots.iter().any(|info| info.slot == Slot::Numbered(*number));
    let free = (1..=Slot::NUMBERED).find(|number| !used(number));
    let Some(number) = free else {
        told(ui, desk.colours, &desk.strings.get("saves-full"));
        return None;
    };
    let slot = Slot::Numbered(number);
    let words = desk.strings.with("saves-anew", &[("slot", FluentValue::from(number))]);
    let pressed =
        button(ui, Id::new("save anew"), desk.colours, &ButtonLook::lead(&words)).clicked();
    if let Some(life) = desk.life {
        ui.add_space(4.0);
        aside(ui, desk.colours, &desk.place_of(life));
    }
    pressed.then_some(PlayerAction::Shelf(ShelfAction::Save(slot)))
}

/// The autosave, then the others, the latest first; what cannot be read last.
fn in_order(slots: &[SlotInfo]) -> Vec<&SlotInfo> {
    let mut slots: Vec<&SlotInfo> = slots.iter().collect();
    slots.sort_by_key(|info| {
        let saved_at = info.card.as_ref().map_or(0, |card| card.saved_at_secs);
        (info.slot != Slot::Auto, std::cmp::Reverse(saved_at))
    });
    slots
}

/// What a slot is called.
pub(in crate::game) fn name_of(strings: &Strings, slot: Slot) -> String {
    match slot {
        Slot::Auto => strings.get("saves-auto"),
        Slot::Numbered(number) => strings.with("saves-slot", &[("number", number.into())]),
    }
}
