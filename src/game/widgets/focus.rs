//! What has the keyboard: when a screen opens, when what had it is gone, and how
//! it shows.

use bevy_egui::egui::{FocusDirection, Id, Rect, Response, Stroke, StrokeKind, Ui};

use super::stops::stop;
use crate::game::theme::Colours;

/// Where it is noted that the next control drawn takes the keyboard.
const WANTED: &str = "the next control takes the keyboard";

/// Call at the beginning of a screen: when it was not there a frame ago, its
/// first control takes the keyboard.
pub fn begin_screen(ui: &Ui, id: Id) {
    let now = ui.ctx().cumulative_frame_nr();
    let id = id.with("drawn in frame");
    let before: Option<u64> = ui.data_mut(|data| {
        let before = data.get_temp(id);
        data.insert_temp(id, now);
        before
    });
    if before.is_none_or(|before| before + 1 < now) {
        want_focus(ui);
    }
}

/// The next control drawn takes the keyboard: for a part of a screen that
/// replaces what had it.
pub fn want_focus(ui: &Ui) {
    ui.data_mut(|data| data.insert_temp(Id::new(WANTED), true));
    ui.ctx().request_repaint();
}

/// Call for each control, on a sheet or in its foot line: the keyboard can stop
/// at it, and does where it is wanted.
pub(super) fn attend(ui: &Ui, response: &Response) {
    if !ui.is_enabled() {
        return;
    }
    if ui.data_mut(|data| data.remove_temp(Id::new(WANTED))).unwrap_or(false) {
        response.request_focus();
        ui.ctx().request_repaint();
    }
    stop(ui, response);
}

/// Gives the keyboard to a widget because an arrow key said so. egui would take
/// the same key as a reason to go on from there at once.
pub(super) fn focus_by_arrow(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| {
        memory.request_focus(id);
        memory.move_focus(FocusDirection::None);
    });
}

/// The line around whatever has the keyboard.
pub(super) fn focus_ring(ui: &Ui, rect: Rect, colours: &Colours) {
    ui.painter().rect_stroke(rect, 1.0, Stroke::new(2.0, colours.accent), StrokeKind::Inside);
}
