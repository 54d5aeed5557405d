//! The keys of every command, and choosing others.

use bevy_egui::egui::{Event, EventFilter, Id, Key, Ui};

use super::SettingsState;
use crate::game::input::{Command, FIXED, Keys};
use crate::game::screens::Desk;
use crate::game::widgets::{ButtonLook, aside, button, group_heading, key_row, told};
use crate::i18n::{FluentValue, Strings};
use crate::store::Settings;

/// Why a key cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyTrouble {
    /// Every screen uses it in its own way.
    Fixed(Key),
    /// Another command has it.
    Taken(Key, Command),
}

/// Width a row leaves to the button that puts its keys back.
const PUT_BACK: f32 = 104.0;

/// Listens for the key that a command waits for. Nobody else is told of keys
/// meanwhile.
pub(super) fn listen(ui: &Ui, desk: &Desk<'_>, settings: &mut Settings, state: &mut SettingsState) {
    let Some(command) = state.waits else { return };
    let id = row_id(command);
    // Who clicks something else has thought better of it.
    if !ui.memory(|memory| memory.has_focus(id)) || ui.input(|input| input.pointer.any_click()) {
        stop_listening(ui, id, state);
        return;
    }
    // Else arrows, Tab and Esc would take the keyboard elsewhere.
    let all =
        EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, all));
    let pressed: Vec<Key> = ui.input_mut(|input| {
        let pressed = input.events.iter().filter_map(|event| match event {
            Event::Key { key, pressed: true, repeat: false, .. } => Some(*key),
            _ => None,
        });
        let pressed = pressed.collect();
        input.events.retain(|event| !matches!(event, Event::Key { .. } | Event::Text(_)));
        pressed
    });
    let Some(key) = pressed.first().copied() else { return };
    ui.ctx().request_repaint();
    let is_own = desk.keys.of(command).contains(&key);
    let leaves = key == Key::Escape || desk.keys.of(Command::Menu).contains(&key);
    if is_own || leaves {
        stop_listening(ui, id, state);
        return;
    }
    let holder = Command::ALL.into_iter().find(|other| desk.keys.of(*other).contains(&key));
    state.trouble = match holder {
        _ if FIXED.contains(&key) => Some(KeyTrouble::Fixed(key)),
        Some(holder) => Some(KeyTrouble::Taken(key, holder)),
        None => {
            settings.keys.insert(command.name().into(), vec![key.name().into()]);
            stop_listening(ui, id, state);
            None
        }
    };
}

fn stop_listening(ui: &Ui, id: Id, state: &mut SettingsState) {
    (state.waits, state.trouble) = (None, None);
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, EventFilter::default()));
}

/// What the row of a command is known by.
fn row_id(command: Command) -> Id {
    Id::new(("keys of", command))
}

/// Draws every command and its keys.
pub(super) fn keys_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    settings: &mut Settings,
    state: &mut SettingsState,
) {
    let Desk { strings, colours, keys, .. } = *desk;
    group_heading(ui, colours, &strings.get("settings-keys"));
    aside(ui, colours, &strings.get("settings-keys-told"));
    ui.add_space(8.0);
    for command in Command::ALL {
        let words = strings.get(words_of(command));
        let shown: Vec<&str> = keys.of(command).iter().map(|key| Keys::name_of(*key)).collect();
        let waits = (state.waits == Some(command)).then(|| strings.get("settings-keys-wait"));
        let is_changed = settings.keys.contains_key(command.name());
        let width = ui.available_width();
        let id = row_id(command);
        let row = |ui: &mut Ui, width: f32| {
            key_row(ui, id, colours, width, &words, &shown, waits.as_deref()).clicked()
        };
        let (asks, puts_back) = if is_changed {
            ui.horizontal(|ui| {
                let asks = row(ui, width - PUT_BACK);
                ui.add_space(8.0);
                let words_back = strings.get("settings-keys-back");
                let spoken = format!("{words}: {words_back}");
                let look = ButtonLook::plain(&words_back).spoken(&spoken);
                let back = button(ui, id.with("back"), colours, &look);
                (asks, back.clicked())
            })
            .inner
        } else {
            (row(ui, width), false)
        };
        if asks && state.waits.is_none() {
            (state.waits, state.trouble) = (Some(command), None);
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.ctx().request_repaint();
        }
        if puts_back {
            // What a command gets back may be another's by now: that one gets
            // its own back too, and so on.
            put_back(settings, command);
            // The button is gone; its row is not.
            ui.memory_mut(|memory| memory.request_focus(id));
            state.waits = None;
        }
        if let (Some(trouble), true) = (state.trouble, state.waits == Some(command)) {
            ui.add_space(4.0);
            told(ui, colours, &trouble.words(strings));
            ui.add_space(4.0);
        }
        ui.add_space(2.0);
    }
}

/// Gives a command its own keys again, and every command that has one of them
/// its own.
fn put_back(settings: &mut Settings, command: Command) {
    settings.keys.remove(command.name());
    let keys = Keys::new(settings);
    let own = keys.of(command);
    let clashes = |other: &Command| {
        *other != command
            && settings.keys.contains_key(other.name())
            && keys.of(*other).iter().any(|key| own.contains(key))
    };
    if let Some(other) = Command::ALL.into_iter().find(clashes) {
        put_back(settings, other);
    }
}

impl KeyTrouble {
    fn words(self, strings: &Strings) -> String {
        let key = |key| FluentValue::from(Keys::name_of(key));
        match self {
            KeyTrouble::Fixed(fixed) => strings.with("settings-keys-fixed", &[("key", key(fixed))]),
            KeyTrouble::Taken(taken, command) => {
                let command = FluentValue::from(strings.get(words_of(command)));
                strings.with("settings-keys-taken", &[("key", key(taken)), ("command", command)])
            }
        }
    }
}

/// What a command is called.
fn words_of(command: Command) -> &'static str {
    match command {
        Command::Notes => "command-notes",
        Command::Back => "command-back",
        Command::Forward => "command-forward",
        Command::Skip => "command-skip",
        Command::Auto => "command-auto",
        Command::History => "command-history",
        Command::Notebook => "command-notebook",
        Command::Archive => "command-archive",
        Command::Menu => "command-menu",
        Command::FullScreen => "command-full-screen",
        Command::Larger => "command-larger",
        Command::Smaller => "command-smaller",
    }
}
