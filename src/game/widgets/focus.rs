//! What has the keyboard when a screen opens, or when what had it is gone.

use bevy_egui::egui::{Id, Response, Ui};

use super::stops::{foot_stop, stop};

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

/// Call for each control: the keyboard can stop at it, and does where it is
/// wanted.
pub(super) fn attend(ui: &Ui, response: &Response) {
    take_wanted(ui, response);
    stop(ui, response);
}

/// The same in the foot line.
pub(super) fn attend_in_foot(ui: &Ui, response: &Response) {
    take_wanted(ui, response);
    foot_stop(ui, response);
}

fn take_wanted(ui: &Ui, response: &Response) {
    if ui.data_mut(|data| data.remove_temp(Id::new(WANTED))).unwrap_or(false) {
        response.request_focus();
        ui.ctx().request_repaint();
    }
}
