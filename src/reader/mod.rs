//! The plain-text reader: the whole story in a terminal, or through a pipe.
//!
//! No colours, no cursor, no boxes: what it writes can be read aloud by a
//! screen reader and kept in a file.

mod command;
mod ending;
mod margin;
mod notebook;
mod page;
mod paper;
mod reading;
mod shelf;
mod talk;
mod vignette;

use std::hash::{BuildHasher, RandomState};
use std::io;

use self::paper::Paper;
use self::reading::Reading;
use self::shelf::Shelf;
use self::talk::{Stop, Talk};
use crate::cores::side_by_side;
use crate::i18n::Strings;
use crate::narrative::diagnostic::render;
use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;
use crate::play::PlayOptions;
use crate::terminal::{Status, Terminal};

/// Everything a page is written with.
#[derive(Clone, Copy)]
struct Desk<'a> {
    story: &'a Story,
    strings: &'a Strings,
    paper: Paper,
}

/// Opens the story asked for and reads it in a terminal. A story with errors
/// is reported instead.
pub fn play(options: &PlayOptions, terminal: &mut Terminal<'_>) -> Status {
    let files = match options.place().files() {
        Ok(files) => files,
        Err(error) => {
            return terminal.answer("", &format!("error: {error}\n"), Status::CannotRun);
        }
    };
    let parsed = crate::narrative::load_with(&files, &side_by_side);
    let Some(story) = parsed.story else {
        let problems = render(&parsed.problems, &files, terminal.err_colour);
        return terminal.answer("", &problems, Status::Problems);
    };
    let strings = Strings::load(&story.language);
    let shelf = Shelf::new(
        &story,
        match (&options.life, &options.save_dir) {
            (Some(_), None) => (None, vec![NOT_KEPT.into()]),
            _ => options.saves(&story),
        },
    );
    // Any number will do: it only sets lives apart.
    let seed = RandomState::new().hash_one(());
    let named = options.vignette.as_deref();
    let vignette =
        named.and_then(|name| story.vignettes.iter().position(|vignette| vignette.name == name));
    let began = Began { seed, life: options.life.clone(), vignette };
    match read(&story, &strings, terminal, shelf, began) {
        Ok(()) => Status::Clean,
        Err(error) => terminal.answer("", &format!("error: {error}\n"), Status::CannotRun),
    }
}

/// A life that was led somewhere must not take the place of one that was lived.
const NOT_KEPT: &str = "a life that opens at a scene is kept only where --save-dir names a folder";

/// What a reading begins with.
struct Began {
    /// What chance is drawn from.
    seed: u64,
    /// A life that was led somewhere.
    life: Option<Playthrough>,
    /// One of the story’s vignettes.
    vignette: Option<usize>,
}

/// Reads a story with somebody until they leave or what they type ends.
///
/// # Errors
/// When the terminal cannot be read from or written to. A reader who has
/// gone away is no error.
fn read(
    story: &Story,
    strings: &Strings,
    terminal: &mut Terminal<'_>,
    shelf: Shelf,
    began: Began,
) -> io::Result<()> {
    let desk = Desk { story, strings, paper: Paper::new(terminal.columns) };
    let Began { seed, life, vignette } = began;
    let mut reading = Reading::new(Talk { desk, terminal }, shelf, seed, life);
    let stop = match reading.run(vignette) {
        Stop::Left => reading.farewell().err(),
        stop => Some(stop),
    };
    match stop {
        Some(Stop::Broken(error)) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}
