//! The Bevy shell: a window that shows what [`narrative`](crate::narrative)
//! says and passes on what the player asks for.

mod accessibility;
pub mod action;
mod draw;
mod files;
pub mod input;
pub mod inspect;
pub mod kiosk;
mod launch;
pub mod monitors;
mod picture;
mod reload;
mod rest;
pub mod screens;
pub mod session;
mod show;
pub mod theme;
mod thumbnails;
#[cfg(feature = "dev")]
pub mod tour;
pub mod widgets;

use std::process::ExitCode;
use std::sync::Arc;

use bevy::app::AppExit;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::window::{PresentMode, WindowResizeConstraints, WindowResolution};
use bevy_egui::{EguiPlugin, EguiPostUpdateSet};

use crate::i18n::Strings;
use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;
use action::PlayerAction;
use screens::{Problems, Screen};
use session::{Interface, LoadedStory, Session, Shelf};

pub use launch::{Launch, is_window_process, launch};
pub use reload::{Edition, FindShelf, Watching, watch};
pub use show::show;

/// What the window opens with.
pub enum Opening {
    /// A story that loads.
    Story {
        /// The story, checked.
        story: Arc<Story>,
        /// Where its lives are kept.
        shelf: Shelf,
        /// What there is to tell.
        notices: Vec<String>,
        /// A life to open at, instead of the title.
        life: Option<Box<Playthrough>>,
        /// The id of a vignette to open at.
        vignette: Option<String>,
    },
    /// A story that does not load.
    Problems(Problems),
}

/// What is wrong with a story that did not load.
#[derive(Resource)]
struct StoryProblem {
    problems: Problems,
}

/// Opens the window and plays until it is closed. `size` is the window's width
/// and height as the desktop counts them, if somebody asked for any. A story
/// that is being written is watched.
pub fn run(opening: Opening, watching: Option<Watching>, size: Option<(u32, u32)>) -> ExitCode {
    let mut app = app(opening, size);
    if let Some(watching) = watching {
        app.add_plugins(watch(watching));
    }
    match app.run() {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    }
}

/// The game with its window.
fn app(opening: Opening, size: Option<(u32, u32)>) -> App {
    let (width, height) = size.unwrap_or((1280, 720));
    let title = match &opening {
        Opening::Story { story, .. } => story.title.clone(),
        Opening::Problems(_) => "Sungari".into(),
    };
    let window = Window {
        title,
        resolution: WindowResolution::new(width, height),
        resize_constraints: WindowResizeConstraints {
            min_width: 640.0,
            min_height: 400.0,
            ..WindowResizeConstraints::default()
        },
        present_mode: PresentMode::AutoVsync,
        ..Window::default()
    };
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: Some(window), ..WindowPlugin::default() })
            .set(LogPlugin { filter: "warn".into(), ..LogPlugin::default() })
            // A page is drawn now and then, not sixty times a second: a frame
            // on screen at once is worth more than a frame in advance.
            .disable::<PipelinedRenderingPlugin>(),
    )
    .add_plugins(EguiPlugin::default())
    .add_plugins((logic(opening), presentation));
    app
}

/// What happens, without anything to see.
pub fn logic(opening: Opening) -> impl Fn(&mut App) + Send + Sync + 'static {
    let opening = std::sync::Mutex::new(Some(opening));
    move |app: &mut App| {
        app.init_state::<Screen>().add_message::<PlayerAction>();
        let opening = opening.lock().ok().and_then(|mut opening| opening.take());
        let strings = Strings::load(match &opening {
            Some(Opening::Story { story, .. }) => &story.language,
            _ => "en",
        });
        match opening {
            Some(Opening::Story { story, shelf, notices, life, vignette }) => {
                let mut session = Session::open(Some(&story), shelf, notices);
                let first = session.first_screen();
                let first = life.and_then(|life| session.begin_at(*life, first)).unwrap_or(first);
                let named = vignette.as_deref();
                let vignette = story
                    .vignettes
                    .iter()
                    .position(|vignette| Some(vignette.name.as_str()) == named);
                let first = match vignette {
                    Some(index) => session.begin_vignette(&story, index, first),
                    None => first,
                };
                app.insert_state(first);
                app.insert_resource(session).insert_resource(LoadedStory(story));
            }
            Some(Opening::Problems(problems)) => {
                app.insert_resource(StoryProblem { problems })
                    .insert_resource(Session::open(None, Shelf::default(), Vec::new()))
                    .insert_state(Screen::Problem);
            }
            None => {}
        }
        app.insert_resource(Interface(strings)).add_systems(
            PostUpdate,
            session::apply_player_actions.after(EguiPostUpdateSet::EndPass),
        );
    }
}

/// What there is to see.
fn presentation(app: &mut App) {
    app.add_plugins((rest::plugin, accessibility::plugin, input::gamepad_plugin, draw::plugin))
        .add_plugins((files::plugin, monitors::plugin, thumbnails::plugin));
}
