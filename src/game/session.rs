//! The life being played, and the only system that changes it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::window::RequestRedraw;

use super::action::PlayerAction;
use super::input::Keys;
use super::screens::{PageState, Screen, ScreenStates, TitleState};
use crate::i18n::Strings;
use crate::narrative::model::{Mark, Story};
use crate::narrative::record::Record;
use crate::narrative::run::save::{self, Card};
use crate::narrative::run::{Playthrough, view};
use crate::store::{SaveFolder, Settings, Slot};

/// The story, checked.
#[derive(Resource, Clone, Deref)]
pub struct LoadedStory(pub Arc<Story>);

/// The interface's words.
#[derive(Resource, Deref)]
pub struct Interface(pub Strings);

/// The life being played, where it is kept, and how the reader likes to read.
#[derive(Resource)]
pub struct Session {
    /// The life, once one was begun or continued.
    pub life: Option<Playthrough>,
    /// What the reader met, opened, thought and finished, over all lives.
    pub record: Record,
    /// What the reader should know: what became of saves.
    pub notices: Vec<String>,
    /// What the screens remember.
    pub states: ScreenStates,
    /// The screens under this one, the last on top.
    under: Vec<Screen>,
    /// How the reader likes to read.
    pub settings: Settings,
    /// The keys that follow from the settings.
    pub keys: Keys,
    /// Where things are kept.
    pub shelf: Shelf,
}

/// Where things are kept; nothing where there is no such place.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The lives of the story.
    pub saves: Option<SaveFolder>,
    /// The folder of the settings.
    pub settings: Option<PathBuf>,
}

/// Carries out what the player asked for.
pub(super) fn apply_player_actions(
    mut actions: MessageReader<PlayerAction>,
    story: Option<Res<LoadedStory>>,
    mut session: ResMut<Session>,
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
        if let Some(screen) = session.carry_out(story, action.clone(), *screen.get()) {
            next.set(screen);
        }
    }
}

impl Session {
    /// Reads the settings, opens the saves and finds the life to continue.
    pub fn open(story: Option<&Story>, shelf: Shelf, mut notices: Vec<String>) -> Session {
        let mut settings = Settings::default();
        if let Some(folder) = &shelf.settings {
            let (kept, odd) = Settings::load(folder);
            settings = kept;
            notices.extend(odd.iter().map(ToString::to_string));
        }
        let mut session = Session {
            life: None,
            record: Record::default(),
            notices,
            states: ScreenStates::default(),
            under: Vec::new(),
            keys: Keys::new(&settings),
            settings,
            shelf,
        };
        if let Some(story) = story {
            session.find_life(story);
        }
        session
    }

    /// Where the game opens: on the introduction until it was read.
    pub fn first_screen(&self) -> Screen {
        if self.settings.introduced { Screen::Title } else { Screen::Introduction }
    }

    fn find_life(&mut self, story: &Story) {
        let Some(saves) = &self.shelf.saves else { return };
        if !saves.list().iter().any(|info| info.slot == Slot::Auto) {
            return;
        }
        match saves.load(story, Slot::Auto) {
            Ok(loaded) => {
                self.notices.extend(loaded.notices.iter().map(ToString::to_string));
                let restored = loaded.restored;
                self.notices.extend(restored.changes.iter().map(ToString::to_string));
                self.life = Some(restored.playthrough);
            }
            Err(error) => self.notices.push(error.to_string()),
        }
    }

    /// Does one thing the player asked for. Returns the screen to go to.
    pub fn carry_out(
        &mut self,
        story: &Story,
        action: PlayerAction,
        screen: Screen,
    ) -> Option<Screen> {
        match action {
            PlayerAction::NewLife => {
                self.life = Some(Playthrough::begin(story, new_seed()));
                self.states.page = PageState::default();
            }
            PlayerAction::Continue => {
                self.life.as_ref()?;
                return self.open_screen(screen, Screen::Scene);
            }
            PlayerAction::Choose(choice) => {
                if let Err(error) = self.life.as_mut()?.choose(story, choice) {
                    // A click that crossed a page turn; the page is still true.
                    bevy::log::debug!("a choice was not taken: {error}");
                    return None;
                }
                self.record.note_choice(story, choice);
            }
            PlayerAction::StepBackTo(steps) => self.life.as_mut()?.step_back_to(steps),
            PlayerAction::StepForward => {
                self.life.as_mut()?.step_forward();
            }
            PlayerAction::Open(opened) => return self.open_screen(screen, opened),
            PlayerAction::Close => {
                if screen == Screen::Introduction && !self.settings.introduced {
                    self.set(Settings { introduced: true, ..self.settings.clone() });
                }
                return Some(self.under.pop().unwrap_or(Screen::Title));
            }
            PlayerAction::Hold(claim, belief) => {
                self.record.mark_claim(story, claim, belief, now().as_secs());
                self.keep_record();
                return None;
            }
            PlayerAction::Opened(mark) => {
                let is_new = match mark {
                    Mark::Fact(fact) => self.record.open_fact(story, fact),
                    Mark::Claim(claim) => {
                        self.record.open_fact(story, story.claim(claim).weighed_by)
                    }
                    Mark::Term(term) => self.record.open_term(story, term),
                };
                if is_new {
                    self.keep_record();
                }
                return None;
            }
            PlayerAction::Set(settings) => {
                self.set(*settings);
                return None;
            }
            PlayerAction::Quit => return None,
        }
        self.save(story);
        if screen == Screen::Scene { None } else { self.open_screen(screen, Screen::Scene) }
    }

    /// Opens a screen over the one that is open. The title and a page are under
    /// every other: going to one closes what is over it.
    fn open_screen(&mut self, from: Screen, to: Screen) -> Option<Screen> {
        if to == Screen::Title {
            self.under.clear();
            self.states.title = TitleState::default();
        } else if let Some(at) = self.under.iter().position(|under| *under == to) {
            self.under.truncate(at);
        } else if to == Screen::Scene {
            self.under = vec![Screen::Title];
        } else if from != to {
            self.under.push(from);
        }
        Some(to)
    }

    /// Whether a screen lies under the one that is open.
    pub fn is_over(&self, screen: Screen) -> bool {
        self.under.contains(&screen)
    }

    /// Enters the page on screen into the record, once all of it is there.
    pub fn note_page(&mut self, story: &Story) {
        let Some(life) = &self.life else { return };
        if !self.states.page.take_to_note() {
            return;
        }
        let page = view(story, life);
        let blocks = self.states.page.blocks(&page);
        let now = now().as_secs();
        let mut is_new = self.record.note_page(story, page.scene, blocks, life.seed(), now);
        if page.ending.is_some() {
            is_new |= self.record.finish_life(story, life, None, now);
        }
        if is_new {
            self.keep_record();
        }
    }

    fn keep_record(&mut self) {}

    fn set(&mut self, settings: Settings) {
        self.settings = settings;
        self.keys = Keys::new(&self.settings);
        if let Some(folder) = &self.shelf.settings
            && let Err(error) = self.settings.save(folder)
        {
            self.tell(error.to_string());
        }
    }

    fn save(&mut self, story: &Story) {
        let Some(life) = &self.life else { return };
        self.notices.clear();
        if let Some(saves) = &self.shelf.saves
            && let Err(error) = saves.save(
                Slot::Auto,
                &save::write(story, life, &Card::of(story, life, now().as_secs())),
            )
        {
            bevy::log::warn!("the life was not saved: {error}");
            self.tell(error.to_string());
        }
    }

    /// Tells the reader something, once.
    fn tell(&mut self, notice: String) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

/// Chance for a new life. The core has no random source of its own.
fn new_seed() -> u64 {
    now().as_nanos() as u64
}

/// Since the beginning of 1970; the core has no clock of its own.
fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
