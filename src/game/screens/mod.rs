//! Where the player is. Each screen is a function over plain data that draws
//! into an egui `Ui` and returns what the player asked for; none knows the ECS.

mod archive;
mod claim_row;
mod credits;
mod epilogue;
mod history;
mod instrument;
mod introduction;
mod lives;
mod looks;
mod menu;
mod notebook;
mod problem;
mod saves;
mod scene;
mod setting_card;
mod settings;
mod sheet;
mod title;
mod vignettes;
mod watch_line;
mod when;

use std::collections::BTreeMap;
use std::path::Path;

use bevy_egui::egui::{Id, Rect, TextureId, Ui};

use super::action::{PlayerAction, VignetteAction};
use super::input::{Command, Keys};
use super::theme::{Colours, Layout};
use crate::i18n::Strings;
use crate::narrative::model::{BackdropId, PartId, Story, Vignette};
use crate::narrative::record::Record;
use crate::narrative::run::Playthrough;
use crate::store::{SIZE_PERCENT, Settings, SlotInfo};

pub use archive::{ArchiveState, archive_ui};
pub use credits::credits_ui;
pub use epilogue::{EpilogueState, epilogue_ui};
pub use history::{HistoryState, history_ui};
pub use introduction::introduction_ui;
pub use lives::lives_ui;
pub use menu::menu_ui;
pub use notebook::{NotebookState, notebook_ui};
pub use problem::{Beneath, Problem, Problems, problem_ui};
pub(super) use saves::name_of as name_of_slot;
pub use saves::{Outcome, SavesState, saves_ui};
pub use scene::{PageState, scene_ui};
pub use settings::{SettingsState, settings_ui};
pub use title::{TitleState, title_ui};
pub use vignettes::{until_now_ui, vignettes_ui};
pub(super) use watch_line::{above_watch_line, watch_line};

/// Where the player is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, bevy::state::state::States)]
pub enum Screen {
    /// The title and its list of things to do.
    #[default]
    Title,
    /// How to read, before the first page.
    Introduction,
    /// A scene's page.
    Scene,
    /// What else can be done from a page.
    Menu,
    /// Everything read in this life.
    History,
    /// Who told me that.
    Notebook,
    /// Every fact met.
    Archive,
    /// What became of a life that has ended.
    Epilogue,
    /// Lives that were put aside.
    Saves,
    /// Lives that were read to their end.
    Lives,
    /// The two-minute vignettes.
    Vignettes,
    /// How the reader likes to read.
    Settings,
    /// Who and what this is made of.
    Credits,
    /// What is wrong with a story that does not load.
    Problem,
}

impl Screen {
    /// Every screen of a story that loads.
    pub const ALL: [Screen; 13] = [
        Screen::Title,
        Screen::Introduction,
        Screen::Scene,
        Screen::Menu,
        Screen::History,
        Screen::Notebook,
        Screen::Archive,
        Screen::Epilogue,
        Screen::Saves,
        Screen::Lives,
        Screen::Vignettes,
        Screen::Settings,
        Screen::Credits,
    ];
}

/// Everything a screen may read.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The story.
    pub story: &'a Story,
    /// The interface's words.
    pub strings: &'a Strings,
    /// How the reader likes to read.
    pub settings: &'a Settings,
    /// The keys of every command.
    pub keys: &'a Keys,
    /// The colours of the part the reader is in.
    pub colours: &'a Colours,
    /// The life at hand.
    pub life: Option<&'a Playthrough>,
    /// What the reader met, opened, thought and finished, over all lives.
    pub record: &'a Record,
    /// What the reader should know now, such as that nothing can be saved.
    pub notices: &'a [String],
    /// The vignette that is being read, which is then the story.
    pub vignette: Option<VignetteDesk<'a>>,
    /// What is kept.
    pub shelf: ShelfDesk<'a>,
}

/// What a screen may know of the vignette that is being read.
#[derive(Clone, Copy)]
pub struct VignetteDesk<'a> {
    /// Which.
    pub vignette: &'a Vignette,
    /// Whether what came until now is before the reader.
    pub stays: bool,
}

/// What a screen may know of what is kept.
#[derive(Clone, Copy)]
pub struct ShelfDesk<'a> {
    /// What is in the slots.
    pub slots: &'a [SlotInfo],
    /// Whether there is a place to keep anything.
    pub has_place: bool,
    /// Whether the life at hand was opened, so that it can be saved.
    pub can_save: bool,
    /// Whether the life at hand would be lost if another took its place.
    pub is_at_risk: bool,
    /// Where readers look for files of their own.
    pub carries_to: &'a Path,
    /// Now, in seconds since the beginning of 1970, UTC.
    pub now_secs: u64,
    /// The small pictures of scenes, as far as they are printed.
    pub thumbnails: &'a BTreeMap<(BackdropId, PartId), TextureId>,
}

impl Desk<'_> {
    /// Where a life stands, in words for a list.
    pub fn place_of(&self, life: &Playthrough) -> String {
        let scene = self.story.scene(life.state().scene);
        format!("{}, {}", scene.title, self.strings.date(scene.date))
    }

    /// Names how text is set: what was measured holds as long as this is the
    /// same.
    pub(crate) fn set(&self) -> Id {
        let Settings { typeface, line_spacing, size_percent, .. } = *self.settings;
        Id::new((typeface, line_spacing, size_percent))
    }
}

/// What each screen remembers while the window is open.
#[derive(Debug, Default)]
#[allow(missing_docs, reason = "each is its screen's")]
pub struct ScreenStates {
    pub title: TitleState,
    pub page: PageState,
    pub history: HistoryState,
    pub notebook: NotebookState,
    pub archive: ArchiveState,
    pub epilogue: EpilogueState,
    pub saves: SavesState,
    pub settings: SettingsState,
}

/// Draws a screen. Returns what the player asked for.
pub fn screen_ui(
    ui: &mut Ui,
    screen: Screen,
    desk: &Desk<'_>,
    states: &mut ScreenStates,
) -> Option<PlayerAction> {
    let drawn = match (screen, desk.life) {
        (Screen::Scene, Some(life)) => scene_ui(ui, desk, life, &mut states.page),
        (Screen::History, Some(life)) => history_ui(ui, desk, life, &mut states.history),
        (Screen::Epilogue, Some(life)) => epilogue_ui(ui, desk, life, &mut states.epilogue),
        (Screen::Introduction, _) => introduction_ui(ui, desk),
        (Screen::Menu, _) => menu_ui(ui, desk),
        (Screen::Notebook, _) => notebook_ui(ui, desk, &mut states.notebook),
        (Screen::Archive, _) => archive_ui(ui, desk, &mut states.archive),
        (Screen::Saves, _) => saves_ui(ui, desk, &mut states.saves),
        (Screen::Lives, _) => lives_ui(ui, desk),
        (Screen::Vignettes, Some(life)) if desk.vignette.is_some() => {
            return vignette_ui(ui, desk, life, &mut states.page);
        }
        (Screen::Vignettes, _) => vignettes_ui(ui, desk),
        (Screen::Settings, _) => settings_ui(ui, desk, &mut states.settings),
        (Screen::Credits, _) => credits_ui(ui, desk),
        _ => title_ui(ui, desk, &mut states.title),
    };
    drawn.or_else(|| commands(ui, screen, desk))
}

/// Draws a vignette: its page, or what came until now.
fn vignette_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    life: &Playthrough,
    state: &mut PageState,
) -> Option<PlayerAction> {
    let drawn = match desk.vignette {
        Some(VignetteDesk { vignette, stays: true }) => until_now_ui(ui, desk, vignette),
        _ => scene_ui(ui, desk, life, state),
    };
    let asked = drawn.or_else(|| commands(ui, Screen::Vignettes, desk));
    let of_vignette = match asked? {
        PlayerAction::Choose(choice) => VignetteAction::Choose(choice),
        PlayerAction::StepBackTo(steps) => VignetteAction::StepBackTo(steps),
        PlayerAction::StepForward => VignetteAction::StepForward,
        PlayerAction::Close => VignetteAction::Leave,
        // Nothing is kept of a vignette, and nothing else lies beside it.
        PlayerAction::Open(_) | PlayerAction::Opened(_) => return None,
        action => return Some(action),
    };
    Some(PlayerAction::Vignette(of_vignette))
}

/// What can be asked for on every screen.
fn commands(ui: &Ui, screen: Screen, desk: &Desk<'_>) -> Option<PlayerAction> {
    let asked = |command| desk.keys.pressed(ui, command);
    let size_percent = desk.settings.size_percent;
    let (least, most) = SIZE_PERCENT;
    let set = |change: &dyn Fn(&mut Settings)| {
        let mut settings = Box::new(desk.settings.clone());
        change(&mut settings);
        Some(PlayerAction::Set(settings))
    };
    if asked(Command::FullScreen) {
        return set(&|settings| settings.full_screen = !settings.full_screen);
    }
    if asked(Command::Larger) {
        return set(&|settings| settings.size_percent = (size_percent + 10).min(most));
    }
    if asked(Command::Smaller) {
        return set(&|settings| settings.size_percent = (size_percent - 10).max(least));
    }
    let opens = [
        (Command::History, Screen::History),
        (Command::Notebook, Screen::Notebook),
        (Command::Archive, Screen::Archive),
    ];
    for (command, opened) in opens {
        let needs_life = opened == Screen::History;
        if asked(command) && (desk.life.is_some() || !needs_life) {
            // The key that opened a screen closes it too.
            let open = PlayerAction::Open(opened);
            return Some(if screen == opened { PlayerAction::Close } else { open });
        }
    }
    if asked(Command::Menu) {
        return Some(match screen {
            Screen::Scene => PlayerAction::Open(Screen::Menu),
            Screen::Title => PlayerAction::Quit,
            _ => PlayerAction::Close,
        });
    }
    None
}

/// Where a screen's sheet lies in a window.
pub fn layout(screen: Screen, window: Rect, settings: &Settings) -> Layout {
    match screen {
        Screen::Title | Screen::Menu => Layout::title(window, settings),
        Screen::Scene => Layout::page(window, settings),
        _ => Layout::wide(window, settings),
    }
}
