//! Saves carried out to files, and in again.

use std::path::{Path, PathBuf};

use bevy_egui::egui::{Id, Ui};

use super::{Place, SavesState, tell_outcome};
use crate::game::action::{Errand, PlayerAction, ShelfAction};
use crate::game::screens::Desk;
use crate::game::widgets::{
    ButtonLook, FieldLook, aside, button, field, paragraph, want_focus, wrapped,
};
use crate::narrative::run::save::Card;
use crate::store::Slot;

/// Takes a file in.
pub(super) fn import_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    state: &mut SavesState,
) -> Option<PlayerAction> {
    let strings = desk.strings;
    paragraph(ui, desk.colours, &strings.get("saves-import-told"));
    ui.add_space(8.0);
    if state.take_focus_wanted(Place::Import) {
        want_focus(ui);
    }
    tell_outcome(ui, desk, state, Place::Import);
    let path = state.import_path.get_or_insert_with(|| {
        let mut folder = desk.shelf.carries_to.display().to_string();
        if !folder.is_empty() {
            folder.push(std::path::MAIN_SEPARATOR);
        }
        folder
    });
    let id = Id::new("import path");
    let name = strings.get("saves-path-in");
    let entered = field(ui, id, desk.colours, &FieldLook::named(&name), path).entered;
    let path = PathBuf::from(path.trim());
    ui.add_space(8.0);
    let action = wrapped(ui, |ui| {
        let mut pressed = |key: &str| {
            let words = strings.get(key);
            button(ui, id.with(key), desk.colours, &ButtonLook::plain(&words)).clicked()
        };
        if pressed("saves-choose-file") {
            let title = strings.get("saves-import-heading");
            let errand = Errand { title, path: path.clone(), slot: None };
            return Some(ShelfAction::ChooseFile(errand));
        }
        (pressed("saves-import") || entered).then(|| ShelfAction::Import(path.clone()))
    });
    ui.add_space(6.0);
    aside(ui, desk.colours, &strings.get("saves-drop"));
    if action.is_some() {
        state.asked_at = Place::Import;
    }
    action.map(PlayerAction::Shelf)
}

/// Writes a slot out. Returns what is to be done; or that nothing is.
pub(super) fn export_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    slot: Slot,
    path: &mut String,
) -> Option<Option<ShelfAction>> {
    let strings = desk.strings;
    paragraph(ui, desk.colours, &strings.get("saves-export-told"));
    ui.add_space(8.0);
    let id = Id::new("export path");
    let name = strings.get("saves-path-out");
    let entered = field(ui, id, desk.colours, &FieldLook::named(&name), path).entered;
    ui.add_space(8.0);
    let path = PathBuf::from(path.trim());
    wrapped(ui, |ui| {
        let mut pressed = |key: &str| {
            let words = strings.get(key);
            let spoken = format!("{words}: {name}");
            let look = ButtonLook::plain(&words).spoken(&spoken);
            button(ui, id.with(key), desk.colours, &look).clicked()
        };
        if pressed("saves-export-now") || entered {
            return Some(Some(ShelfAction::Export(slot, path.clone())));
        }
        if pressed("saves-choose-file") {
            let title = strings.get("saves-export");
            let errand = Errand { title, path: path.clone(), slot: Some(slot) };
            return Some(Some(ShelfAction::ChooseFile(errand)));
        }
        pressed("saves-export-leave").then_some(None)
    })
}

/// A file for a save: where readers look for files of their own, and named so
/// that it can be told from others.
pub(super) fn proposed(desk: &Desk<'_>, card: &Card) -> String {
    let plain = |text: &str| -> String {
        text.chars().filter(|sign| sign.is_alphanumeric() || *sign == '_').take(24).collect()
    };
    let name = format!("{}-{}-{}.ron", plain(&desk.story.id), plain(&card.scene), card.steps);
    let folder: &Path = desk.shelf.carries_to;
    folder.join(name).display().to_string()
}
