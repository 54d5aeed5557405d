//! Two-minute vignettes in the window.

use std::path::Path;
use std::sync::Arc;

use bevy_egui::egui::Key;
use sungari::game::action::{PlayerAction, VignetteAction};
use sungari::game::inspect::stops;
use sungari::game::screens::Screen;
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;
use sungari::store::{Reveal, Settings};

use super::layout::look;
use super::play::{Play, SIZES, labels, press, says, settle, shelf};

fn story() -> Arc<Story> {
    let files = folder::read(Path::new("tests/cases/stories/post")).unwrap();
    Arc::new(load(&files).story.unwrap())
}

#[test]
fn whoever_stays_behind_a_vignette_goes_on_in_the_story_and_loses_no_life() {
    let (story, folder) = (story(), tempfile::tempdir().unwrap());
    let mut harness = Play::start(&story, shelf(&story, folder.path()), SIZES[0]);
    harness.state_mut().ask(PlayerAction::Set(Box::new(Settings {
        introduced: true,
        reveal: Reveal::Instant,
        ..Settings::default()
    })));
    harness.state_mut().ask(PlayerAction::NewLife);
    settle(&mut harness);
    press(&mut harness, Key::Num1);
    assert_eq!(harness.state().steps(), 1);
    harness.state_mut().ask(PlayerAction::Open(Screen::Title));
    settle(&mut harness);
    assert!(says(&harness, "Two-minute vignettes"), "{:?}", labels(&harness));
    harness.state_mut().ask(PlayerAction::Open(Screen::Vignettes));
    settle(&mut harness);
    assert_eq!(harness.state().screen, Screen::Vignettes, "{:?}", harness.state().asked);
    assert!(says(&harness, "A lamp") && says(&harness, "Prologue"), "{:?}", labels(&harness));
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "A notice on a post says"), "{:?}", labels(&harness));
    press(&mut harness, Key::Num2);
    press(&mut harness, Key::Num1);
    assert!(says(&harness, "On record (Documented): The river rose."), "{:?}", labels(&harness));
    assert!(
        says(&harness, "On record: That the river froze is reported"),
        "{:?}",
        labels(&harness)
    );
    assert!(says(&harness, "Invented here: The post, the notice"), "{:?}", labels(&harness));
    press(&mut harness, Key::Num1);
    for line in &story.vignettes[0].summary {
        assert!(says(&harness, line), "{:?}", labels(&harness));
    }
    assert_eq!(harness.state().steps(), 1, "the life that was left is at hand");
    press(&mut harness, Key::Num1);
    let play = harness.state();
    assert_eq!((play.screen, play.scene(), play.steps()), (Screen::Scene, "office", 2));
    assert!(says(&harness, "put"), "the other life is told of: {:?}", labels(&harness));
}

#[test]
fn a_vignette_is_left_as_it_was_entered_and_nothing_of_it_is_kept() {
    let story = story();
    let mut harness = Play::open(&story, SIZES[0]);
    harness.state_mut().ask(PlayerAction::Open(Screen::Vignettes));
    harness.state_mut().ask(PlayerAction::Vignette(VignetteAction::Begin(1)));
    settle(&mut harness);
    press(&mut harness, Key::Num1);
    assert!(harness.state().session.record.facts.is_empty() || harness.state().steps() == 0);
    press(&mut harness, Key::Escape);
    assert!(harness.state().session.open_vignette.is_none());
    assert_eq!((harness.state().screen, harness.state().steps()), (Screen::Vignettes, 0));
}

#[test]
fn vignettes_and_papers_hold_in_every_window() {
    let story = story();
    let mut stops = stops(&story);
    stops.retain(|stop| stop.name.starts_with("vignette") || stop.name.starts_with("scene"));
    assert!(stops.iter().filter(|stop| stop.name.starts_with("vignette")).count() == 4);
    let found: Vec<String> = SIZES.iter().flat_map(|size| look(&story, &stops, *size)).collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn rows_and_corrections_are_told_to_those_who_listen() {
    let story = story();
    let mut harness = Play::open(&story, SIZES[0]);
    press(&mut harness, Key::Num2);
    assert_eq!(harness.state().scene(), "office");
    for told in [
        "Loads: about 31",
        "Mission: Born 1919. Eyes brown.",
        "(struck out: wireless operator)",
        "(written in: rider)",
        "Note: fit for light work",
    ] {
        assert!(says(&harness, told), "{told}: {:?}", labels(&harness));
    }
}
