//! The life being played, and the only system that changes it.

mod clock;
mod keeping;
mod reload;
mod vignette;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::egui::TextureId;

use super::action::PlayerAction;
use super::input::Keys;
use super::screens::{PageState, SavesState, Screen, ScreenStates, TitleState};
use crate::i18n::Strings;
use crate::narrative::model::{BackdropId, Mark, PartId, Story};
use crate::narrative::record::Record;
use crate::narrative::run::{Playthrough, view};
use crate::store::{SaveFolder, Settings, SlotInfo, carry_folder};

pub use clock::Clock;
use keeping::LookedBackOn;
pub use keeping::Telling;
pub use reload::Watched;
pub use vignette::OpenVignette;

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
    /// The same, for the interface to word.
    pub tellings: Vec<Telling>,
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
    /// What is in the slots.
    pub slots: Vec<SlotInfo>,
    /// Where readers look for files of their own.
    pub carries_to: PathBuf,
    /// How long the life at hand has been read.
    pub clock: Clock,
    /// The small pictures of scenes, as far as they are printed.
    pub thumbnails: BTreeMap<(BackdropId, PartId), TextureId>,
    /// The vignette that is being read.
    pub open_vignette: Option<OpenVignette>,
    /// What there is to tell of a story that is being written.
    pub watched: Option<Watched>,
    /// How often the story's pictures have changed.
    pub pictures_changed: u32,
    /// Whether the life at hand is in a slot of its own, as it stands.
    is_kept: bool,
    /// Set while the life at hand is a finished one.
    looked_back_on: Option<LookedBackOn>,
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
            tellings: Vec::new(),
            states: ScreenStates::default(),
            under: Vec::new(),
            keys: Keys::new(&settings),
            settings,
            shelf,
            slots: Vec::new(),
            carries_to: carry_folder().unwrap_or_default(),
            clock: Clock::default(),
            thumbnails: BTreeMap::new(),
            open_vignette: None,
            watched: None,
            pictures_changed: 0,
            is_kept: false,
            looked_back_on: None,
        };
        if let Some(story) = story {
            session.find_record(story);
            session.find_life(story);
        }
        session
    }

    /// Where the game opens: on the introduction until it was read.
    pub fn first_screen(&self) -> Screen {
        if self.settings.introduced { Screen::Title } else { Screen::Introduction }
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
                self.clock = Clock::default();
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
            PlayerAction::StepBackTo(steps) => {
                self.life.as_mut()?.step_back_to(steps);
                if self.looked_back_on.is_some() {
                    // A finished life is looked at; the one in progress stays saved.
                    let page = Screen::Scene;
                    return if screen == page { None } else { self.open_screen(screen, page) };
                }
            }
            PlayerAction::StepForward => {
                self.life.as_mut()?.step_forward();
            }
            PlayerAction::Open(opened) => return self.open_screen(screen, opened),
            PlayerAction::Close => {
                if screen == Screen::Introduction && !self.settings.introduced {
                    self.set(Settings { introduced: true, ..self.settings.clone() });
                }
                let to = self.under.pop().unwrap_or(Screen::Title);
                self.leave_finished_life(to);
                return Some(to);
            }
            PlayerAction::Hold(claim, belief) => {
                self.record.mark_claim(story, claim, belief, now().as_secs());
                self.keep_record(story);
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
                    self.keep_record(story);
                }
                return None;
            }
            PlayerAction::Set(settings) => {
                self.set(*settings);
                return None;
            }
            PlayerAction::ShowProblems(is_open) => {
                self.show_problems(is_open);
                return None;
            }
            PlayerAction::Shelf(action) => return self.carry_out_on_shelf(story, action, screen),
            PlayerAction::Reopen(index) => return self.reopen(story, index, screen),
            PlayerAction::Vignette(action) => {
                return self.carry_out_vignette(story, action, screen);
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
            self.leave_finished_life(to);
        } else if let Some(at) = self.under.iter().position(|under| *under == to) {
            self.under.truncate(at);
        } else if to == Screen::Scene {
            self.under = vec![Screen::Title];
        } else if from != to {
            self.under.push(from);
        }
        if to == Screen::Saves {
            self.list_slots();
            self.states.saves = SavesState::default();
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
            is_new |= self.record.finish_life(story, life, self.clock.played_secs(), now);
        }
        if is_new {
            self.keep_record(story);
        }
    }

    fn set(&mut self, settings: Settings) {
        self.settings = settings;
        self.keys = Keys::new(&self.settings);
        if let Some(folder) = &self.shelf.settings
            && let Err(error) = self.settings.save(folder)
        {
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
pub(super) fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
