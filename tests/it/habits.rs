//! What players do: each habit is played through, screen by screen.

use std::sync::Arc;

use bevy::input::InputPlugin;
use bevy::input::gamepad::{
    GamepadButton, GamepadConnection, GamepadConnectionEvent, RawGamepadButtonChangedEvent,
    RawGamepadEvent,
};
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::EguiInput;
use bevy_egui::egui::{self, Key};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use sungari::game::action::PlayerAction;
use sungari::game::input::gamepad_plugin;
use sungari::game::screens::Screen;
use sungari::game::session::{Session, Shelf};
use sungari::narrative::model::Story;
use sungari::store::{Depth, Settings};

use super::play::{Play, labels, press, says, settle, shelf, shipped, words_of};

/// Takes the last open choice until a life has so many.
fn play_on(harness: &mut Harness<'_, Play>, steps: usize) {
    while harness.state().steps() < steps {
        let story = harness.state().story.clone();
        let open = harness.state().life().open_choices(&story);
        let choice = open.last().expect("the life goes on").id;
        harness.state_mut().ask(PlayerAction::Choose(choice));
        settle(harness);
    }
}

fn has_ended(harness: &Harness<'_, Play>) -> bool {
    let Play { story, .. } = harness.state();
    story.scene(harness.state().life().state().scene).ending.is_some()
}

#[test]
fn a_life_left_in_the_middle_of_a_scene_goes_on_there() {
    let (story, folder) = (shipped(), tempfile::tempdir().unwrap());
    let mut harness = Play::start(&story, shelf(&story, folder.path()), (1280.0, 720.0));
    harness.state_mut().ask(PlayerAction::NewLife);
    settle(&mut harness);
    play_on(&mut harness, 4);
    let scene = harness.state().scene().to_owned();
    press(&mut harness, Key::Escape);
    harness.get_by_label("Quit").click_accesskit();
    harness.run();
    assert_eq!(harness.state().asked.last(), Some(&PlayerAction::Quit));
    drop(harness);

    let mut harness = Play::start(&story, shelf(&story, folder.path()), (1280.0, 720.0));
    harness.state_mut().ask(PlayerAction::Open(Screen::Title));
    harness.run();
    harness.get_by_label_contains("Continue").click_accesskit();
    settle(&mut harness);
    assert_eq!((harness.state().scene(), harness.state().steps()), (scene.as_str(), 4));
}

/// Every paragraph of the page, where it begins and where it ends.
fn paragraphs(harness: &Harness<'_, Play>) -> Vec<(String, f32, f32)> {
    fn collect(node: &Node<'_>, blocks: &[String], found: &mut Vec<(String, f32, f32)>) {
        if let Some(words) = words_of(node).filter(|words| blocks.contains(words)) {
            found.push((words, node.rect().top(), node.rect().bottom()));
        }
        for child in node.children() {
            collect(&child, blocks, found);
        }
    }
    let page = sungari::narrative::run::view(&harness.state().story, harness.state().life());
    let blocks: Vec<String> = page.blocks.iter().map(|block| block.plain()).collect();
    let mut found = Vec::new();
    collect(&harness.root(), &blocks, &mut found);
    found
}

#[test]
fn a_page_set_anew_for_another_window_shows_the_same_words() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 480.0));
    settle(&mut harness);
    harness.key_press(Key::PageDown);
    settle(&mut harness);
    let at_the_top = |harness: &Harness<'_, Play>| {
        paragraphs(harness).into_iter().find(|(.., bottom)| *bottom > 0.0).expect("one is in sight")
    };
    let (words, top, _) = at_the_top(&harness);
    assert!(top < 0.0, "the page is too short to be scrolled: {words}");
    for size in [(853.0, 480.0), (480.0, 853.0), (640.0, 360.0), (360.0, 640.0)] {
        harness.set_size(size.into());
        settle(&mut harness);
        let all = paragraphs(&harness);
        let (_, top, bottom) = all.iter().find(|(block, ..)| *block == words).unwrap();
        assert!(*top < size.1 && *bottom > 0.0, "from {top} to {bottom} at {size:?}");
    }
    harness.set_size((1280.0, 480.0).into());
    settle(&mut harness);
    let (again, back_at, _) = at_the_top(&harness);
    assert_eq!(again, words);
    assert!((back_at - top).abs() < 2.0, "{back_at} and {top}");
}

#[test]
fn ten_choices_are_stepped_back_over_and_another_way_is_taken() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    play_on(&mut harness, 10);
    for steps in (0..10).rev() {
        press(&mut harness, Key::Backspace);
        assert_eq!(harness.state().steps(), steps);
    }
    assert!(harness.state().life().can_step_forward());
    press(&mut harness, Key::Num3);
    assert_eq!(harness.state().steps(), 1);
    assert!(!harness.state().life().can_step_forward());
}

#[test]
fn at_twice_the_size_a_small_window_plays_to_an_ending() {
    let story = shipped();
    let settings = Settings { size_percent: 200, ..Settings::default() };
    let mut harness = Play::open_with(&story, (640.0, 360.0), settings);
    to_an_ending_by(&mut harness, |harness, key| harness.key_press(key));
}

/// Plays to an ending by the arrow down and Enter alone.
fn to_an_ending_by(harness: &mut Harness<'_, Play>, strike: impl Fn(&mut Harness<'_, Play>, Key)) {
    for _ in 0..200 {
        settle(harness);
        if has_ended(harness) {
            return;
        }
        strike(harness, Key::ArrowDown);
        harness.run();
        strike(harness, Key::Enter);
    }
    panic!("no ending: {:?}", labels(harness));
}

/// A gamepad, as the game hears of it.
struct Gamepad {
    app: App,
    pad: Entity,
}

impl Gamepad {
    fn plug_in(story: &Arc<Story>) -> Gamepad {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, InputPlugin))
            .add_message::<RequestRedraw>()
            .insert_resource(Session::open(Some(story), Shelf::default(), Vec::new()))
            .add_plugins(gamepad_plugin);
        app.world_mut().spawn(EguiInput::default());
        let pad = app.world_mut().spawn_empty().id();
        let connection = GamepadConnection::Connected {
            name: "A gamepad".into(),
            vendor_id: None,
            product_id: None,
        };
        app.world_mut().write_message(GamepadConnectionEvent::new(pad, connection));
        app.update();
        Gamepad { app, pad }
    }

    /// Presses a button and lets it go; what egui hears of it.
    fn press(&mut self, button: GamepadButton) -> Vec<egui::Event> {
        for value in [1.0, 0.0] {
            let event = RawGamepadButtonChangedEvent::new(self.pad, button, value);
            self.app.world_mut().write_message(RawGamepadEvent::Button(event));
            self.app.update();
        }
        let mut inputs = self.app.world_mut().query::<&mut EguiInput>();
        inputs.iter_mut(self.app.world_mut()).flat_map(|mut input| input.take().events).collect()
    }
}

#[test]
fn a_gamepad_alone_goes_from_the_title_to_an_ending_and_its_end_page() {
    let story = shipped();
    let gamepad = std::cell::RefCell::new(Gamepad::plug_in(&story));
    let strike = |harness: &mut Harness<'_, Play>, button| {
        let events = gamepad.borrow_mut().press(button);
        assert!(!events.is_empty(), "{button:?} is heard");
        for event in events {
            harness.event(event);
        }
        harness.run();
    };
    let mut harness = Play::open(&story, (1280.0, 720.0));
    harness.state_mut().session.life = None;
    harness.state_mut().ask(PlayerAction::Open(Screen::Title));
    harness.run();
    strike(&mut harness, GamepadButton::South);
    settle(&mut harness);
    assert_eq!(harness.state().screen, Screen::Scene);
    strike(&mut harness, GamepadButton::North);
    assert_eq!(harness.state().screen, Screen::Notebook);
    strike(&mut harness, GamepadButton::East);
    assert_eq!(harness.state().screen, Screen::Scene);
    to_an_ending_by(&mut harness, |harness, key| {
        let button = match key {
            Key::ArrowDown => GamepadButton::DPadDown,
            _ => GamepadButton::South,
        };
        strike(harness, button);
    });
    // Once for a warning, if the last page has one, and once for the way on.
    for _ in 0..2 {
        settle(&mut harness);
        if harness.state().screen == Screen::Scene {
            strike(&mut harness, GamepadButton::DPadDown);
            strike(&mut harness, GamepadButton::South);
        }
    }
    assert_eq!(harness.state().screen, Screen::Epilogue, "{:?}", harness.state().asked);
}

#[test]
fn what_was_read_before_is_there_at_once_and_can_be_skipped() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    assert!(!says(&harness, "Skip what was read"));
    harness.state_mut().ask(PlayerAction::NewLife);
    harness.run_steps(2);
    assert!(says(&harness, "Skip what was read"));
    let last = harness.state().choice_labels().pop().expect("the page has choices");
    assert!(says(&harness, &last));
}

#[test]
fn how_much_of_the_facts_is_shown_is_the_readers_choice() {
    let story = shipped();
    let open = |depth| {
        let settings = Settings { depth, ..Settings::default() };
        let mut harness = Play::open_with(&story, (1280.0, 720.0), settings);
        settle(&mut harness);
        harness
    };
    let fact = story.fact(story.scene(story.start).all_facts().next().unwrap()).statement.clone();
    let links = |harness: &Harness<'_, Play>| {
        harness.query_all_by(|node| node.role() == egui::accesskit::Role::Link).count()
    };
    let margin = open(Depth::Margin);
    assert!(links(&margin) > 0 && says(&margin, &fact));
    let mut marks = open(Depth::Marks);
    assert!(links(&marks) > 0 && !says(&marks, &fact));
    let found = (0..12).any(|_| {
        press(&mut marks, Key::F);
        says(&marks, &fact)
    });
    assert!(found, "{fact}");
    let none = open(Depth::Off);
    assert!(links(&none) == 0 && !says(&none, &fact));
}
