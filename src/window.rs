//! Playing in a window, or finding out that there can be none.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::cores::side_by_side;
use crate::game::kiosk::{Keeper, Soak};
use crate::game::screens::Problems;
use crate::game::session::Shelf;
use crate::game::{self, Edition, Launch, Opening, Watching};
use crate::i18n::Strings;
use crate::kiosk::{KioskOptions, Setup};
use crate::museum::exit::Wish;
use crate::museum::supervise::Rung;
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::folder::{self, FolderError};
use crate::play::PlayOptions;
use crate::resting;
use crate::shipped::Place;
use crate::store::LogSize;
use crate::supervisor::lifeline::{self, Lifeline};
use crate::supervisor::{self, Supervisor, Systemd};
use crate::watch::watch;

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
        let (opening, problems) = opening(options, &place, &files);
        let watching = match place {
            Place::Folder(folder) if options.watches => {
                Some(watching(options.clone(), folder, files, problems))
            }
            _ => None,
        };
        return Ok(game::run(opening, watching, options.size));
    }
    match game::launch() {
        Launch::Played(code) => Ok(code),
        Launch::NoWindow(why) => Err(Some(why)),
    }
}

/// Whether nobody looks on at the terminal: a window of a kiosk, or what starts
/// it unattended. systemd and cage hand a terminal down that is the screen.
pub(crate) fn is_unattended() -> bool {
    lifeline::rung().is_some() || Systemd::is_there()
}

/// Keeps a kiosk’s exhibit on the screen; or is its window, where a supervisor
/// started this process as one.
pub(crate) fn kiosk(options: &KioskOptions) -> ExitCode {
    if let Some(rung) = lifeline::rung() {
        let options = KioskOptions { folder: lifeline::folder(), ..options.clone() };
        return kiosk_window(&options, rung, Lifeline::take_up());
    }
    let outcome = Supervisor {
        command: &supervisor::this_program,
        as_set_up: &|| options.as_set_up(),
        folder: options.data(),
        log: LogSize::default(),
        wishes: supervisor::runtime_folder(),
        notices: &mut std::io::stderr(),
        systemd: Systemd::of_environment(),
        stop: supervisor::stop_when_asked(),
    }
    .run();
    ExitCode::from(outcome as u8)
}

/// A window of a kiosk on its rung. Its screens say `first_frame` once and `beat`
/// every second or two from their update loop, close when the line is cut, and
/// end with the code of a [`Wish`].
fn kiosk_window(options: &KioskOptions, rung: Rung, line: Lifeline) -> ExitCode {
    let shown = match rung {
        Rung::Page => {
            let (title, language) = heading(options);
            resting::show(title.as_deref(), &Strings::load(&language), line)
        }
        rung => options.setup(rung).map(|Setup { config, story, data, .. }| {
            let story = Arc::new(story);
            // A trial’s visits are not the museum’s.
            let data = match options.soak_hours {
                Some(_) => data.map(|data| data.join("soak")),
                None => data,
            };
            let soak = options.soak_hours.map(|hours| Soak {
                lasts: Duration::from_secs_f32(hours * 3600.0),
                folder: data.clone().unwrap_or_default(),
            });
            let keeper = Keeper::open(&config, story.clone(), data);
            let size = options.size;
            // Chance must not be the same after every restart.
            let seed = std::process::id().into();
            game::kiosk::run(game::kiosk::Opening {
                config,
                story,
                rung,
                seed,
                keeper,
                line,
                size,
                soak,
            })
        }),
    };
    shown.unwrap_or_else(|why| {
        // The supervisor writes it down.
        let _ = writeln!(std::io::stderr(), "{why}");
        ExitCode::from(Wish::NextRung as u8)
    })
}

/// The title and the language of the story that cannot be shown, if they are
/// found soon: reading it may be what goes wrong.
fn heading(options: &KioskOptions) -> (Option<String>, String) {
    let (sender, found) = channel();
    let options = options.clone();
    thread::spawn(move || {
        let setup = options.setup(Rung::Configured).or_else(|_| options.setup(Rung::LastGood));
        // Whoever asked may have stopped waiting.
        let _ = sender.send(setup.ok().map(|setup| (setup.story.title, setup.story.language)));
    });
    match found.recv_timeout(Duration::from_secs(2)) {
        Ok(Some((title, language))) => (Some(title), language),
        _ => (None, "en".into()),
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
    let story = crate::narrative::load_with(&files, &side_by_side).story;
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

/// What the window opens with, and what is wrong with it.
fn opening(options: &PlayOptions, place: &Place, files: &[StoryFile]) -> (Opening, Problems) {
    let parsed = crate::narrative::load_with(files, &side_by_side);
    let problems = Problems::of(&place.to_string(), &parsed.problems, files);
    let opening = match parsed.story {
        Some(story) => {
            let (shelf, notices) = shelf(options, &story);
            Opening::Story {
                story: Arc::new(story),
                shelf,
                notices,
                life: options.life.clone().map(Box::new),
                vignette: options.vignette.clone(),
            }
        }
        None => Opening::Problems(problems.clone()),
    };
    (opening, problems)
}

fn shelf(options: &PlayOptions, story: &Story) -> (Shelf, Vec<String>) {
    let (saves, notices) = options.saves(story);
    (Shelf { saves, settings: options.folder() }, notices)
}

/// Reads a story again whenever its files change, on a thread of its own.
/// `files` are those that the window opens with.
fn watching(
    options: PlayOptions,
    folder: PathBuf,
    mut files: Vec<StoryFile>,
    problems: Problems,
) -> Watching {
    let (sender, editions) = channel();
    thread::spawn(move || {
        let name = folder.display().to_string();
        let unread = |why| Edition { story: None, problems: Problems::unread(&name, why) };
        let mut was_read = true;
        let watched = watch(&folder, |_| {
            let edition = match read(&folder) {
                // Other files lie beside those of a story, and some are saved as they were.
                Ok(now) if was_read && now == files => return ControlFlow::Continue(()),
                Ok(now) => {
                    files = now;
                    was_read = true;
                    edition(&name, &files)
                }
                Err(error) => {
                    was_read = false;
                    unread(error.to_string())
                }
            };
            match sender.send(edition) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        });
        if let Err(error) = watched {
            // A window that is closed need not be told.
            let _ = sender.send(unread(format!("cannot watch {name}: {error}")));
        }
    });
    Watching { problems, editions, shelf: Box::new(move |story| shelf(&options, story)) }
}

/// How often a folder is read before it is told that it cannot be.
const TRIES: usize = 3;

/// Reads a folder in which files may just be on their way from one name to
/// another.
fn read(folder: &Path) -> Result<Vec<StoryFile>, FolderError> {
    let mut read = folder::read(folder);
    for _ in 1..TRIES {
        if read.is_ok() {
            break;
        }
        thread::sleep(Duration::from_millis(10));
        read = folder::read(folder);
    }
    read
}

fn edition(folder: &str, files: &[StoryFile]) -> Edition {
    let parsed = crate::narrative::load_with(files, &side_by_side);
    let problems = Problems::of(folder, &parsed.problems, files);
    Edition { story: parsed.story.map(Arc::new), problems }
}
