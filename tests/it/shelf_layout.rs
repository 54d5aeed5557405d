//! The screens around the story, looked at: named, within the window, and in
//! reach of the arrows.

use std::collections::BTreeSet;

use bevy_egui::egui::Key;
use bevy_egui::egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use sungari::game::action::{PlayerAction, ShelfAction};
use sungari::game::screens::Screen;
use sungari::store::Slot;

use super::play::{Play, SIZES, press, settle, shelf, shipped, words_of};
use super::shelf_screens::{
    ONE, WIDE, ask, choose, click, click_on, each, finish, focused, on_shelf, start,
};

/// The screens of this file, each with something on it.
fn visit_each(size: (f32, f32), mut look: impl FnMut(&str, &mut Harness<'_, Play>)) {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut first = Play::start(&story, shelf(&story, folder.path()), size);
    settle(&mut first);
    look("first introduction", &mut first);
    let mut harness = start(&story, folder.path(), size);
    finish(&mut harness);
    ask(&mut harness, PlayerAction::NewLife);
    choose(&mut harness, 2);
    for number in 1..=5 {
        on_shelf(&mut harness, ShelfAction::Save(Slot::Numbered(number)));
    }
    let note = "Before the office; a long note, so that it has to go on to another line".into();
    on_shelf(&mut harness, ShelfAction::Note(ONE, note));
    look("saves from a page", &mut harness);
    click_on(&mut harness, "Slot 1,");
    look("an open slot", &mut harness);
    for words in ["Delete: Slot 1", "Export: Slot 1", "Note: Slot 1", "Save here: Slot 1"] {
        click(&mut harness, words);
        look(words, &mut harness);
        press(&mut harness, Key::Escape);
    }
    ask(&mut harness, PlayerAction::Open(Screen::Title));
    look("title", &mut harness);
    for screen in
        [Screen::Introduction, Screen::Saves, Screen::Lives, Screen::Settings, Screen::Credits]
    {
        ask(&mut harness, PlayerAction::Open(screen));
        look(&format!("{screen:?}"), &mut harness);
        ask(&mut harness, PlayerAction::Open(Screen::Title));
    }
}

#[test]
fn everything_is_named_and_within_the_window_at_every_size() {
    for size in SIZES {
        visit_each(size, |screen, harness| {
            let mut controls = 0;
            each(&harness.root(), &mut |node| {
                let role = node.accesskit_node().role();
                let is_control =
                    [Role::Button, Role::RadioButton, Role::TextInput, Role::Link].contains(&role);
                let words = words_of(node).unwrap_or_default();
                if words.is_empty() && !is_control {
                    return;
                }
                let rect = node.rect();
                if is_control {
                    controls += 1;
                    let name = node.accesskit_node().label().unwrap_or_default();
                    assert!(!name.is_empty(), "{screen} has a {role:?} without a name at {size:?}");
                    assert!(
                        rect.width() >= 24.0 && rect.height() >= 24.0 || role == Role::Link,
                        "“{words}” of {screen} is {rect:?} at {size:?}"
                    );
                }
                // What is written on a line may be longer than the line.
                if !words.is_empty() && role != Role::TextRun {
                    assert!(
                        rect.left() >= -0.5 && rect.right() <= size.0 + 0.5,
                        "“{words}” of {screen} reaches from {} to {} of {}",
                        rect.left(),
                        rect.right(),
                        size.0,
                    );
                }
            });
            assert!(controls > 0, "{screen}");
        });
    }
}

#[test]
fn arrows_and_enter_reach_every_control() {
    for size in [WIDE, (640.0, 360.0), (720.0, 1280.0)] {
        visit_each(size, |screen, harness| {
            let mut all = BTreeSet::new();
            each(&harness.root(), &mut |node| {
                let roles = [Role::Button, Role::RadioButton, Role::TextInput, Role::Link];
                if roles.contains(&node.accesskit_node().role())
                    && !node.accesskit_node().is_disabled()
                {
                    all.insert(words_of(node).unwrap_or_default());
                }
            });
            let missed = beyond_reach(harness, all.clone());
            assert!(missed.is_empty(), "{screen} at {size:?}: {missed:?} of {all:?}");
        });
    }
}

/// What of `all` the arrows do not lead to, wandering: so many steps one way,
/// so many another, by chance that is the same every time.
fn beyond_reach(harness: &mut Harness<'_, Play>, mut all: BTreeSet<String>) -> BTreeSet<String> {
    let mut chance: u32 = 7;
    let mut dice = |sides: u32| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (chance >> 16) % sides
    };
    for _ in 0..2000 {
        let (key, steps) = match dice(8) {
            0..3 => (Key::ArrowDown, 1 + dice(5)),
            3 => (Key::ArrowUp, 1 + dice(12)),
            4 => (Key::ArrowUp, 1 + dice(6)),
            5 => (Key::ArrowLeft, 1 + dice(6)),
            _ => (Key::ArrowRight, 1 + dice(6)),
        };
        for _ in 0..steps {
            if let Some(here) = focused(harness) {
                all.remove(&here);
            }
            if all.is_empty() {
                return all;
            }
            harness.key_press(key);
            harness.run();
        }
    }
    all
}
