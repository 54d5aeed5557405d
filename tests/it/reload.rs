//! A story that is being written, as its author sees it: by the accessibility
//! tree, and in the game without a window.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy::window::RequestRedraw;
use bevy_egui::egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use sungari::game::action::PlayerAction;
use sungari::game::screens::{Problems, Screen};
use sungari::game::session::{LoadedStory, Session, Shelf};
use sungari::game::{Edition, Opening, Watching, logic, watch};
use sungari::narrative;
use sungari::narrative::parse::{StoryFile, folder};
use sungari::store::{Settings, Slot};

use super::headless;
use super::play::{Play, labels, press, says, settle, shelf};

const LANDING: &str = "scenes/before/landing.ron";
const CROSSING: &str = "scenes/after/crossing.ron";

/// The ferry's files, to be written in.
struct Desk(Vec<StoryFile>);

impl Desk {
    fn open() -> Desk {
        Desk(folder::read(Path::new("tests/cases/stories/ferry")).unwrap())
    }

    fn change(&mut self, file: &str, from: &str, to: &str) -> &mut Desk {
        let file = self.0.iter_mut().find(|one| one.path == file).expect("there is the file");
        assert!(file.text.contains(from), "{from}");
        file.text = file.text.replace(from, to);
        self
    }

    fn delete(&mut self, file: &str) -> &mut Desk {
        self.0.retain(|one| one.path != file);
        self
    }

    fn edition(&self) -> Edition {
        let parsed = narrative::load(&self.0);
        let problems = Problems::of("my story", &parsed.problems, &self.0);
        Edition { story: parsed.story.map(Arc::new), problems }
    }
}

/// A new life on its first page, watched.
fn open<'a>(size: (f32, f32)) -> (Desk, Harness<'a, Play>) {
    let desk = Desk::open();
    let Edition { story, problems } = desk.edition();
    let mut harness = Play::open(&story.expect("the ferry loads"), size);
    harness.state_mut().session.watch(problems);
    settle(&mut harness);
    (desk, harness)
}

fn save(harness: &mut Harness<'_, Play>, desk: &Desk) {
    harness.state_mut().take_in(desk.edition());
    settle(harness);
}

fn choose(harness: &mut Harness<'_, Play>, key: &str) {
    let Play { story, .. } = harness.state();
    let scene = harness.state().life().state().scene;
    let choice = story.choice_keyed(scene, key).expect("the choice is there").id;
    harness.state_mut().ask(PlayerAction::Choose(choice));
    settle(harness);
}

#[test]
fn new_words_stand_on_the_same_page() {
    let (mut desk, mut harness) = open((1280.0, 720.0));
    choose(&mut harness, "c1");
    assert!(says(&harness, "The ice still goes by."));
    save(&mut harness, desk.change(LANDING, "The ice still goes by.", "No ice goes by now."));
    assert!(says(&harness, "No ice goes by now."), "{:?}", labels(&harness));
    let play = harness.state();
    assert_eq!((play.screen, play.scene(), play.steps()), (Screen::Scene, "landing", 1));
    assert_eq!(play.life().values(), [1]);
    assert!(says(&harness, "my story is watched"));
}

#[test]
fn a_page_that_is_written_on_stays_where_it_was_scrolled_to() {
    let (mut desk, mut harness) = open((640.0, 360.0));
    press(&mut harness, Key::PageDown);
    let top = |harness: &Harness<'_, Play>| harness.get_by_label("1. Buy a ticket").rect().top();
    let before = top(&harness);
    save(
        &mut harness,
        desk.change(LANDING, "No ferryman of this name is known.", "Nobody knew him."),
    );
    assert!(says(&harness, "Nobody knew him."));
    assert!((top(&harness) - before).abs() < 1.0, "{} and {before}", top(&harness));
}

#[test]
fn what_was_opened_and_taken_back_is_as_it_was() {
    let (mut desk, mut harness) = open((1280.0, 720.0));
    choose(&mut harness, "c1");
    press(&mut harness, Key::Backspace);
    press(&mut harness, Key::F);
    press(&mut harness, Key::Enter);
    // All but the line at the foot of the window.
    let page = |harness: &Harness<'_, Play>| labels(harness).split_last().unwrap().1.to_vec();
    let before = page(&harness);
    // Everything is numbered anew behind a fact that comes before the others.
    let first = "    Fact(id: \"flood_1932\"";
    let new = "Fact(id: \"a_new_fact\", grade: Invented, statement: \"New.\", unsourced: \"New.\", waits_for: \"after\"),";
    save(&mut harness, desk.change("facts/river.ron", first, &format!("{new}\n{first}")));
    assert_eq!(page(&harness), before);
    assert!(harness.state().life().can_step_forward());
    press(&mut harness, Key::V);
    assert_eq!(harness.state().steps(), 1);
}

#[test]
fn where_the_page_is_gone_its_reader_is_told_and_comes_back_with_it() {
    let (mut desk, mut harness) = open((1280.0, 720.0));
    choose(&mut harness, "c1");
    choose(&mut harness, "c2");
    assert_eq!(harness.state().scene(), "crossing");
    let whole = Desk(desk.0.clone());
    save(
        &mut harness,
        desk.change(LANDING, "goto: \"crossing\"", "goto: \"far_bank\"").delete(CROSSING),
    );
    assert_eq!((harness.state().scene(), harness.state().steps()), ("landing", 1));
    let told = "The page you stood on, “The crossing”, is no longer in the story";
    assert!(says(&harness, told), "{:?}", labels(&harness));

    save(&mut harness, &whole);
    assert_eq!((harness.state().scene(), harness.state().steps()), ("crossing", 2));
    assert!(!says(&harness, told));
}

#[test]
fn an_error_is_shown_over_the_page_until_it_is_mended() {
    let (mut desk, mut harness) = open((1280.0, 720.0));
    save(&mut harness, desk.change(LANDING, "goto: \"home\"", "goto: \"hom\""));
    for words in [
        "E0301 · scenes/before/landing.ron · line 16, column ",
        "There is no scene `hom`",
        "What to do: did you mean",
        "`home`",
    ] {
        assert!(says(&harness, words), "{words}: {:?}", labels(&harness));
    }
    assert!(!says(&harness, "The landing stage"));

    // The old story is still there.
    press(&mut harness, Key::Escape);
    assert!(says(&harness, "The landing stage") && says(&harness, "One error"));
    choose(&mut harness, "c1");
    assert_eq!(harness.state().steps(), 1);
    // The same error again is no news; another is.
    save(&mut harness, &desk);
    assert!(!says(&harness, "E0301"));
    save(&mut harness, desk.change(LANDING, "\"hom\"", "\"ho\""));
    assert!(says(&harness, "E0301"));

    save(&mut harness, desk.change(LANDING, "\"ho\"", "\"home\""));
    assert!(says(&harness, "The landing stage") && !says(&harness, "E0301"));
    assert_eq!(harness.state().steps(), 1);
}

#[test]
fn a_warning_leaves_the_page_alone_and_opens_on_demand() {
    let (mut desk, mut harness) = open((1280.0, 720.0));
    save(
        &mut harness,
        desk.change(
            "story.ron",
            "variables: [",
            "variables: [Flag(id: \"lost\", doc: \"never used\"),",
        ),
    );
    assert!(
        says(&harness, "The landing stage") && says(&harness, "warning"),
        "{:?}",
        labels(&harness)
    );
    press(&mut harness, Key::F8);
    assert!(says(&harness, "`lost`") && !says(&harness, "The landing stage"));
    press(&mut harness, Key::F8);
    assert!(says(&harness, "The landing stage"));
}

#[test]
fn every_screen_lives_through_a_change() {
    let (mut desk, mut harness) = open((1280.0, 720.0));
    choose(&mut harness, "c1");
    choose(&mut harness, "c3");
    for (number, screen) in Screen::ALL.into_iter().enumerate() {
        harness.state_mut().ask(PlayerAction::Open(Screen::Scene));
        harness.state_mut().ask(PlayerAction::Open(screen));
        settle(&mut harness);
        let (from, to) = (
            format!("You go home{}.", "!".repeat(number)),
            format!("You go home{}.", "!".repeat(number + 1)),
        );
        save(&mut harness, desk.change("scenes/before/home.ron", &from, &to));
        assert_eq!(harness.state().screen, screen);
    }
    // The end page of a life that has not ended any more leads back to the page.
    harness.state_mut().ask(PlayerAction::Open(Screen::Epilogue));
    let elsewhere = desk.delete("scenes/before/home.ron").change(
        CROSSING,
        "goto: \"far_bank\"",
        "goto: \"shore\"",
    );
    elsewhere.change("scenes/after/far_bank.ron", "across", "stayed");
    let shore = elsewhere.0.iter_mut().find(|file| file.path == "scenes/after/far_bank.ron");
    let shore = shore.map(|file| StoryFile {
        path: "scenes/after/shore.ron".into(),
        text: file.text.replace("stayed", "across"),
    });
    elsewhere.0.extend(shore);
    elsewhere.change(LANDING, "goto: \"home\"", "goto: \"far_bank\"");
    save(&mut harness, elsewhere);
    assert_eq!(harness.state().screen, Screen::Scene, "{:?}", labels(&harness));
}

/// The game, without a window, and what tells it of new editions.
fn start(opening: Opening, problems: Problems, saves: &Path) -> (App, Sender<Edition>) {
    let settings = Settings { introduced: true, ..Settings::default() };
    settings.save(saves).expect("the folder can be written to");
    let (sender, editions) = channel();
    let root = saves.to_owned();
    let shelf = Box::new(move |story: &_| (shelf(story, &root), Vec::new()));
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, StatesPlugin))
        .add_message::<RequestRedraw>()
        .add_plugins(logic(opening))
        .add_plugins(watch(Watching { problems, editions, shelf }));
    app.update();
    (app, sender)
}

fn wait(app: &mut App, what: &str, is_so: impl Fn(&App) -> bool) {
    let begun = Instant::now();
    while !is_so(app) {
        assert!(begun.elapsed() < Duration::from_secs(20), "waited in vain for {what}");
        app.update();
    }
}

fn title(app: &App) -> Option<&str> {
    app.world().get_resource::<LoadedStory>().map(|story| story.title.as_str())
}

#[test]
fn a_story_that_does_not_load_opens_by_itself_when_it_is_mended() {
    let saves = tempfile::tempdir().unwrap();
    let mut desk = Desk::open();
    let problems = desk.change(LANDING, "goto: \"home\"", "goto: \"hom\"").edition().problems;
    let (mut app, sender) = start(Opening::Problems(problems.clone()), problems, saves.path());
    assert_eq!(title(&app), None);
    sender.send(desk.change(LANDING, "\"hom\"", "\"home\"").edition()).unwrap();
    wait(&mut app, "the story", |app| title(app) == Some("The Ferry"));
    app.update();
    assert_eq!(*app.world().resource::<State<Screen>>().get(), Screen::Title);
    assert!(app.world().resource::<Session>().shelf.saves.is_some());
}

#[test]
fn a_change_alone_saves_nothing() {
    let saves = tempfile::tempdir().unwrap();
    let mut desk = Desk::open();
    let Edition { story, problems } = desk.edition();
    let story = story.expect("the ferry loads");
    let folder = shelf(&story, saves.path()).saves.expect("there is a place for saves");
    let kept = || folder.load(&story, Slot::Auto).ok().map(|loaded| loaded.restored.playthrough);
    let opening = headless::opening(&story, Shelf { saves: Some(folder.clone()), settings: None });
    let (mut app, sender) = start(opening, problems, saves.path());
    for action in ["begin", "c1", "c2"] {
        let life = app.world().resource::<Session>().life.clone();
        let action = match life {
            None => PlayerAction::NewLife,
            Some(life) => {
                let choice = story.choice_keyed(life.state().scene, action);
                PlayerAction::Choose(choice.expect("the choice is there").id)
            }
        };
        app.world_mut().write_message(action);
        app.update();
    }
    let before = kept();
    assert!(before.is_some());
    let gone = desk.change(LANDING, "goto: \"crossing\"", "goto: \"far_bank\"").delete(CROSSING);
    sender.send(gone.edition()).unwrap();
    let steps =
        |app: &App| app.world().resource::<Session>().life.as_ref().map(|life| life.steps().len());
    wait(&mut app, "the page before", |app| steps(app) == Some(1));
    assert_eq!(kept(), before);
}

#[test]
fn a_story_under_another_name_is_kept_in_another_place() {
    let saves = tempfile::tempdir().unwrap();
    let mut desk = Desk::open();
    let Edition { story, problems } = desk.edition();
    let story = story.expect("the ferry loads");
    let opening = headless::opening(&story, shelf(&story, saves.path()));
    let (mut app, sender) = start(opening, problems, saves.path());
    app.world_mut().write_message(PlayerAction::NewLife);
    app.update();
    let place = |app: &App| {
        let saves = app.world().resource::<Session>().shelf.saves.clone();
        saves.expect("there is a place for saves").path().to_owned()
    };
    let before = place(&app);
    sender.send(desk.change("story.ron", "\"The Ferry\"", "\"The Boat\"").edition()).unwrap();
    wait(&mut app, "the new title", |app| title(app) == Some("The Boat"));
    assert_ne!(place(&app), before);
    assert!(app.world().resource::<Session>().life.is_some());
}
