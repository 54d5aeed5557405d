//! The game without a window: what players ask for, and what becomes of it.

use std::path::Path;
use std::sync::Arc;

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy::window::RequestRedraw;
use sungari::game::action::PlayerAction;
use sungari::game::screens::{Problems, Screen};
use sungari::game::session::{Session, Shelf};
use sungari::game::{Opening, logic};
use sungari::narrative::model::Story;
use sungari::store::Settings;

use super::play::{shelf, shipped};

pub(crate) fn opening(story: &Arc<Story>, shelf: Shelf) -> Opening {
    Opening::Story { story: story.clone(), shelf, notices: Vec::new(), life: None, vignette: None }
}

fn start(story: &Arc<Story>, saves: &Path) -> App {
    let shelf = shelf(story, saves);
    let settings = Settings { introduced: true, ..Settings::default() };
    settings.save(saves).expect("the folder can be written to");
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, StatesPlugin))
        .add_message::<RequestRedraw>()
        .add_plugins(logic(opening(story, shelf)));
    app.update();
    app
}

fn ask(app: &mut App, action: PlayerAction) {
    app.world_mut().write_message(action);
    app.update();
    app.update();
}

fn screen(app: &App) -> Screen {
    *app.world().resource::<State<Screen>>().get()
}

fn steps(app: &App) -> Option<usize> {
    app.world().resource::<Session>().life.as_ref().map(|life| life.steps().len())
}

fn first_choice(app: &App, story: &Story) -> PlayerAction {
    let session = app.world().resource::<Session>();
    let life = session.life.as_ref().expect("a life is played");
    PlayerAction::Choose(life.open_choices(story)[0].id)
}

#[test]
fn a_life_left_in_the_middle_is_continued_where_it_was() {
    let (story, saves) = (shipped(), tempfile::tempdir().unwrap());
    let mut app = start(&story, saves.path());
    assert_eq!((screen(&app), steps(&app)), (Screen::Title, None));
    ask(&mut app, PlayerAction::NewLife);
    assert_eq!((screen(&app), steps(&app)), (Screen::Scene, Some(0)));
    for _ in 0..3 {
        let choice = first_choice(&app, &story);
        ask(&mut app, choice);
    }
    assert_eq!(steps(&app), Some(3));
    drop(app);

    let mut app = start(&story, saves.path());
    assert_eq!((screen(&app), steps(&app)), (Screen::Title, Some(3)));
    ask(&mut app, PlayerAction::Continue);
    assert_eq!((screen(&app), steps(&app)), (Screen::Scene, Some(3)));
    ask(&mut app, PlayerAction::StepBackTo(1));
    ask(&mut app, PlayerAction::Open(Screen::Title));
    drop(app);

    assert_eq!(steps(&start(&story, saves.path())), Some(1));
}

#[test]
fn a_choice_from_another_page_changes_nothing() {
    let (story, saves) = (shipped(), tempfile::tempdir().unwrap());
    let mut app = start(&story, saves.path());
    ask(&mut app, PlayerAction::NewLife);
    let stale = first_choice(&app, &story);
    ask(&mut app, stale.clone());
    ask(&mut app, stale);
    assert_eq!(steps(&app), Some(1));
}

#[test]
fn a_new_life_starts_at_the_beginning() {
    let (story, saves) = (shipped(), tempfile::tempdir().unwrap());
    let mut app = start(&story, saves.path());
    ask(&mut app, PlayerAction::NewLife);
    let choice = first_choice(&app, &story);
    ask(&mut app, choice);
    ask(&mut app, PlayerAction::Open(Screen::Title));
    ask(&mut app, PlayerAction::NewLife);
    assert_eq!((screen(&app), steps(&app)), (Screen::Scene, Some(0)));
}

#[test]
fn quitting_ends_the_game() {
    let (story, saves) = (shipped(), tempfile::tempdir().unwrap());
    let mut app = start(&story, saves.path());
    ask(&mut app, PlayerAction::Quit);
    assert_eq!(app.should_exit(), Some(AppExit::Success));
}

#[test]
fn a_story_that_does_not_load_opens_on_its_problems() {
    let mut app = App::new();
    let opening = Opening::Problems(Problems::unread("a folder", "no such folder".into()));
    app.add_plugins((MinimalPlugins, StatesPlugin))
        .add_message::<RequestRedraw>()
        .add_plugins(logic(opening));
    app.update();
    assert_eq!(screen(&app), Screen::Problem);
}
