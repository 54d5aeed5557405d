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

/// What of `all` the arrows do not lead to: down row by row, along each row,
/// and from its end to the row above and back.
fn beyond_reach(harness: &mut Harness<'_, Play>, mut all: BTreeSet<String>) -> BTreeSet<String> {
    let mut go = |key| {
        harness.key_press(key);
        harness.run();
        let here = focused(harness);
        if let Some(here) = &here {
            all.remove(here);
        }
        (here, all.len())
    };
    // From the top: a screen may open further down.
    for _ in 0..40 {
        go(Key::ArrowUp);
    }
    let (mut left, mut nothing_new) = (usize::MAX, 0);
    while left > 0 && nothing_new < 24 {
        let (mut here, _) = go(Key::ArrowLeft);
        for way in [Key::ArrowRight, Key::ArrowLeft] {
            while let (next, _) = go(way)
                && next != here
            {
                here = next;
            }
            if way == Key::ArrowRight {
                go(Key::ArrowUp);
                (here, _) = go(Key::ArrowDown);
            }
        }
        let (_, now) = go(Key::ArrowDown);
        nothing_new = if now == left { nothing_new + 1 } else { 0 };
        left = now;
    }
    all
}
