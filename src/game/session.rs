//! The life being played, and the only system that changes it.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::window::RequestRedraw;

use super::action::PlayerAction;
use super::screens::{PageState, Screen, TitleState};
use crate::i18n::Strings;
use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;
use crate::narrative::run::save::{self, Card};
use crate::store::{SaveFolder, Slot};

/// The story, checked.
#[derive(Resource, Clone, Deref)]
pub struct LoadedStory(pub Arc<Story>);

/// The interface's words.
#[derive(Resource, Deref)]
pub struct Interface(pub Strings);

/// The life being played and where it is kept.
#[derive(Resource, Default)]
pub struct Session {
    /// The life, once one was begun or continued.
    pub life: Option<Playthrough>,
    /// The page the saved life stands on, in words for the title.
    pub saved: Option<String>,
    /// What the reader should know: what became of saves.
    pub notices: Vec<String>,
    /// What the title remembers.
    pub title: TitleState,
    /// What the page remembers.
    pub page: PageState,
    /// Where lives are kept; nothing where there is no such place.
    pub saves: Option<SaveFolder>,
}

/// Carries out what the player asked for.
pub(super) fn apply_player_actions(
    mut actions: MessageReader<PlayerAction>,
    story: Option<Res<LoadedStory>>,
    mut session: ResMut<Session>,
    interface: Res<Interface>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    for action in actions.read() {
        redraw.write(RequestRedraw);
        if *action == PlayerAction::Quit {
            exit.write(AppExit::Success);
            continue;
        }
        let Some(story) = &story else { continue };
        if let Some(screen) = session.carry_out(story, &interface, *action, screen.get()) {
            next.set(screen);
        }
    }
}

impl Session {
    /// Opens the saves and finds the life to continue.
    pub fn open(story: &Story, strings: &Strings, folder: Option<SaveFolder>) -> Session {
        let mut session = Session { saves: folder, ..Session::default() };
        let Some(saves) = &session.saves else { return session };
        if !saves.list().iter().any(|info| info.slot == Slot::Auto) {
            return session;
        }
        match saves.load(story, Slot::Auto) {
            Ok(loaded) => {
                session.notices.extend(loaded.notices.iter().map(ToString::to_string));
                let restored = loaded.restored;
                session.notices.extend(restored.changes.iter().map(ToString::to_string));
                session.saved = Some(place_of(story, strings, &restored.playthrough));
                session.life = Some(restored.playthrough);
            }
            Err(error) => session.notices.push(error.to_string()),
        }
        session
    }

    /// Does one thing the player asked for. Returns the screen to go to.
    pub fn carry_out(
        &mut self,
        story: &Story,
        strings: &Strings,
        action: PlayerAction,
        screen: &Screen,
    ) -> Option<Screen> {
        match action {
            PlayerAction::NewLife => {
                self.life = Some(Playthrough::begin(story, new_seed()));
                self.page = PageState::default();
            }
            PlayerAction::Continue => return self.life.as_ref().map(|_| Screen::Scene),
            PlayerAction::Choose(choice) => {
                if let Some(life) = &mut self.life
                    && let Err(error) = life.choose(story, choice)
                {
                    // A click that crossed a page turn; the page is still true.
                    bevy::log::debug!("a choice was not taken: {error}");
                    return None;
                }
            }
            PlayerAction::StepBackTo(steps) => {
                if let Some(life) = &mut self.life {
                    life.step_back_to(steps);
                }
            }
            PlayerAction::Title => {
                self.title = TitleState::default();
                return Some(Screen::Title);
            }
            PlayerAction::Quit => return None,
        }
        self.save(story, strings);
        (*screen != Screen::Scene).then_some(Screen::Scene)
    }

    fn save(&mut self, story: &Story, strings: &Strings) {
        let Some(life) = &self.life else { return };
        self.saved = Some(place_of(story, strings, life));
        self.notices.clear();
        if let Some(saves) = &self.saves
            && let Err(error) = saves.save(
                Slot::Auto,
                &save::write(story, life, &Card::of(story, life, now().as_secs())),
            )
        {
            bevy::log::warn!("the life was not saved: {error}");
            self.notices.push(error.to_string());
        }
    }
}

/// Where a life stands, in words for the title.
fn place_of(story: &Story, strings: &Strings, life: &Playthrough) -> String {
    let scene = story.scene(life.state().scene);
    format!("{}, {}", scene.title, strings.date(scene.date))
}

/// Chance for a new life. The core has no random source of its own.
fn new_seed() -> u64 {
    now().as_nanos() as u64
}

/// Since the beginning of 1970; the core has no clock of its own.
fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
