//! What keys and gamepad buttons ask for.
//!
//! Every command has keys, which the reader may change; arrows, Enter, Tab and
//! the numbers of choices are fixed. A gamepad button is passed on as the key
//! that does the same, so that whatever works by keyboard works by gamepad.

mod gamepad;

use std::collections::BTreeMap;

use bevy_egui::egui::{self, Key, Modifiers, Ui};

use crate::store::Settings;

pub use gamepad::{Sticks, key_of_button, plugin as gamepad_plugin};

/// Something that can be asked for on more than one screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// Go to the next note beside the page.
    Notes,
    /// Take the last choice back.
    Back,
    /// Take again the choice that was taken back.
    Forward,
    /// Pass over what was read before, up to the next choice.
    Skip,
    /// Let pages go on by themselves, or stop that.
    Auto,
    /// Everything read in this life.
    History,
    /// Who told me that.
    Notebook,
    /// Every fact met.
    Archive,
    /// Everything else that can be done from here.
    Menu,
    /// Full screen, or a window.
    FullScreen,
    /// Everything a step larger.
    Larger,
    /// Everything a step smaller.
    Smaller,
}

impl Command {
    /// Every command, in the order of a list.
    pub const ALL: [Command; 12] = [
        Command::Notes,
        Command::Back,
        Command::Forward,
        Command::Skip,
        Command::Auto,
        Command::History,
        Command::Notebook,
        Command::Archive,
        Command::Menu,
        Command::FullScreen,
        Command::Larger,
        Command::Smaller,
    ];

    /// Its name in the settings, and after `command-` in the interface's words.
    pub fn name(self) -> &'static str {
        match self {
            Command::Notes => "notes",
            Command::Back => "back",
            Command::Forward => "forward",
            Command::Skip => "skip",
            Command::Auto => "auto",
            Command::History => "history",
            Command::Notebook => "notebook",
            Command::Archive => "archive",
            Command::Menu => "menu",
            Command::FullScreen => "full_screen",
            Command::Larger => "larger",
            Command::Smaller => "smaller",
        }
    }

    fn own_keys(self) -> &'static [Key] {
        match self {
            Command::Notes => &[Key::F],
            Command::Back => &[Key::B, Key::Backspace],
            Command::Forward => &[Key::V],
            Command::Skip => &[Key::S],
            Command::Auto => &[Key::A],
            Command::History => &[Key::H],
            Command::Notebook => &[Key::N],
            Command::Archive => &[Key::R],
            Command::Menu => &[Key::Escape],
            Command::FullScreen => &[Key::F11],
            Command::Larger => &[Key::Plus, Key::Equals],
            Command::Smaller => &[Key::Minus],
        }
    }
}

/// Keys that every screen uses in its own way: no command can have them.
pub const FIXED: [Key; 21] = [
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Enter,
    Key::Tab,
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Space,
];

/// The keys of every command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    keys: BTreeMap<Command, Vec<Key>>,
}

impl Keys {
    /// The keys a reader chose; where none that can be used are, its own.
    pub fn new(settings: &Settings) -> Keys {
        let keys = Command::ALL.into_iter().map(|command| {
            let chosen = settings.keys.get(command.name()).into_iter().flatten();
            let chosen: Vec<Key> = chosen
                .filter_map(|name| Key::from_name(name))
                .filter(|key| !FIXED.contains(key))
                .collect();
            let keys = if chosen.is_empty() { command.own_keys().to_vec() } else { chosen };
            (command, keys)
        });
        Keys { keys: keys.collect() }
    }

    /// The keys of a command; at least one.
    pub fn of(&self, command: Command) -> &[Key] {
        self.keys.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The first key of a command, as a button shows it.
    pub fn shown(&self, command: Command) -> &'static str {
        self.of(command).first().map_or("", |key| Keys::name_of(*key))
    }

    /// What stands on a key.
    pub fn name_of(key: Key) -> &'static str {
        match key {
            Key::Escape => "Esc",
            Key::Backspace => "⌫",
            // egui's own arrows are in none of the faces.
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            key => key.symbol_or_name(),
        }
    }

    /// Whether a command was asked for; nobody else is told of it then. While
    /// somebody types, letters are letters.
    pub fn pressed(&self, ui: &Ui, command: Command) -> bool {
        let typing = ui.ctx().text_edit_focused();
        let is_typed = |key: Key| typing && key != Key::Escape && !is_function(key);
        self.of(command).iter().any(|key| !is_typed(*key) && pressed(ui, *key))
    }
}

/// Whether a key was pressed; nobody else is told of it then.
pub fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

fn is_function(key: Key) -> bool {
    let name = key.name();
    name.len() > 1 && name.starts_with('F') && name[1..].chars().all(|sign| sign.is_ascii_digit())
}

/// A key pressed and let go, as egui hears of it.
pub(super) fn strike(key: Key) -> [egui::Event; 2] {
    [true, false].map(|pressed| egui::Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key_and_none_takes_a_fixed_one() {
        let keys = Keys::new(&Settings::default());
        let mut all: Vec<Key> =
            Command::ALL.iter().flat_map(|one| keys.of(*one)).copied().collect();
        assert!(all.iter().all(|key| !FIXED.contains(key)), "{all:?}");
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn chosen_keys_replace_a_commands_own_and_odd_ones_do_not() {
        let keys = |names: &[&str]| {
            let names = names.iter().map(|name| name.to_string()).collect();
            Keys::new(&Settings {
                keys: BTreeMap::from([("notes".into(), names)]),
                ..Settings::default()
            })
        };
        assert_eq!(keys(&["X", "F2"]).of(Command::Notes), [Key::X, Key::F2]);
        assert_eq!(keys(&["Enter", "no such key"]).of(Command::Notes), [Key::F]);
    }
}
