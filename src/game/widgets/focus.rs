//! Where the keyboard is on a screen of many controls.
//!
//! egui moves it by Tab and by arrows. What is added here: a screen begins on
//! its first control, arrows begin somewhere when nothing has the keyboard,
//! and what has it is scrolled into sight.

use bevy_egui::egui::{FocusDirection, Id, Key, Modifiers, Response, Ui};

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

/// Call for each control: it takes the keyboard if it is wanted to or if
/// arrows are pressed and nothing has it, and is kept in sight.
pub fn attend(ui: &Ui, response: &Response) {
    let wanted = ui.data_mut(|data| data.remove_temp(Id::new(WANTED))).unwrap_or(false);
    let arrows = [Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::ArrowRight];
    let is_lost = || {
        ui.memory(|memory| memory.focused().is_none())
            && ui.input(|input| arrows.iter().any(|key| input.key_pressed(*key)))
            && ui.clip_rect().intersects(response.rect)
    };
    if wanted || is_lost() {
        response.request_focus();
        ui.ctx().request_repaint();
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Which way up or down is pressed, 1 for down, on a screen that has nothing
/// to go to: the key goes no further.
pub fn pressed_arrow(ui: &Ui) -> f32 {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    if down || up {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    f32::from(i8::from(down) - i8::from(up))
}
