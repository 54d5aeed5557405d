//! Playing in a window, or finding out that there can be none.

#[cfg(feature = "dev")]
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use crate::game::session::Shelf;
use crate::game::{self, Launch, Opening};
use crate::narrative::diagnostic::render;
use crate::narrative::parse::StoryFile;
use crate::play::PlayOptions;
use crate::shipped::Place;

#[cfg(feature = "dev")]
use crate::game::tour::Tour;
#[cfg(feature = "dev")]
pub(crate) use crate::game::tour::TourOptions;

/// Plays in a window.
///
/// # Errors
/// When there can be none; the error says why. It says nothing where the story
/// folder cannot be read: the terminal will.
pub(crate) fn play(options: &PlayOptions) -> Result<ExitCode, Option<String>> {
    let place = options.place();
    let files = place.files().map_err(|_| None)?;
    if game::is_window_process() {
        return Ok(game::run(opening(options, &place, &files), options.size));
    }
    match game::launch() {
        Launch::Played(code) => Ok(code),
        Launch::NoWindow(why) => Err(Some(why)),
    }
}

/// Takes pictures of every screen of a story in the window.
///
/// # Errors
/// When the story does not load, there is nothing to take or there can be no
/// window; says why.
#[cfg(feature = "dev")]
pub(crate) fn tour(story: Option<&Path>, options: TourOptions) -> Result<ExitCode, String> {
    let place = Place::choose(story);
    let files = place.files().map_err(|error| error.to_string())?;
    let story = crate::narrative::load(&files).story;
    let story = story.ok_or("the story has problems: `sungari check` tells them")?;
    let tour = Tour::plan(Arc::new(story), options)?;
    if game::is_window_process() {
        return Ok(tour.take());
    }
    match game::launch() {
        Launch::Played(code) => Ok(code),
        Launch::NoWindow(why) => Err(format!("no window: {why}")),
    }
}

fn opening(options: &PlayOptions, place: &Place, files: &[StoryFile]) -> Opening {
    let parsed = crate::narrative::load(files);
    match parsed.story {
        Some(story) => {
            let (saves, notices) = options.saves(&story);
            let shelf = Shelf { saves, settings: options.folder() };
            Opening::Story(Arc::new(story), shelf, notices)
        }
        None => Opening::Problems {
            folder: place.to_string(),
            count: parsed.problems.len(),
            report: render(&parsed.problems, files, false),
        },
    }
}
