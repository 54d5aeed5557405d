//! The kiosk: its arguments, what is wrong with its file, and the hash of a PIN.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;

use super::play::window_size;
use crate::author::Answer;
use crate::cores::side_by_side;
use crate::kiosk::KioskOptions;
use crate::museum::config::{self, Config, Loaded};
use crate::museum::{conformance, pin, profile};
use crate::narrative::diagnostic::{Severity, render};
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::terminal::{Status, Terminal, Unseen};

#[derive(Args, Debug)]
pub(super) struct Kiosk {
    /// The kiosk’s file [default: ./kiosk.ron, or where your system keeps such files]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Report every problem of the file, and how the panel meets standards
    #[arg(long)]
    check: bool,
    /// Ask for a PIN, and print the line that goes into the file
    #[arg(long, conflicts_with_all = ["check", "config"])]
    pin: bool,
    /// Show it in a window of this size, as 1080x1920 [default: it fills the screen]
    #[arg(long, value_name = "WxH", value_parser = window_size)]
    size: Option<(u32, u32)>,
    /// Have a robot visit it for so many hours, and write down each minute what
    /// it takes: soak/soak.csv in the data folder, one file for each start
    #[arg(long, value_name = "HOURS", value_parser = hours)]
    soak: Option<f32>,
}

/// Reads hours, as `72` or `0.5`.
fn hours(text: &str) -> Result<f32, String> {
    let hours = text.parse().ok().filter(|hours| (0.01..=1000.0).contains(hours));
    hours.ok_or_else(|| "expected hours, from 0.01 to 1000".into())
}

impl Kiosk {
    pub(super) fn options(&self) -> KioskOptions {
        KioskOptions {
            config: self.config.clone(),
            size: self.size,
            soak_hours: self.soak,
            folder: None,
        }
    }

    /// Whether the exhibit itself is asked for.
    #[cfg(feature = "game")]
    pub(super) fn is_in_window(&self) -> bool {
        !self.check && !self.pin
    }

    /// Keeps the exhibit on the screen. Whoever starts it by hand, with a file
    /// that cannot be used, is told so; unattended, visitors are asked to tell
    /// the staff, and it is tried again.
    #[cfg(feature = "game")]
    pub(super) fn in_window(&self) -> std::process::ExitCode {
        let options = self.options();
        // On Windows the shell of an account has a terminal as well.
        let is_by_hand =
            cfg!(unix) && std::io::stdin().is_terminal() && !crate::window::is_unattended();
        if is_by_hand && options.config().is_none() {
            return Terminal::standard(|terminal| {
                let answer = check(&options, terminal.colour);
                terminal.answer(&answer.out, &answer.err, answer.status);
                Status::LeftAlone
            })
            .into();
        }
        crate::window::kiosk(&options)
    }

    /// What is answered in the terminal.
    pub(super) fn answer(&self, terminal: &mut Terminal<'_>) -> Answer {
        match (self.pin, self.check) {
            (true, _) => ask_for_pin(terminal),
            (_, true) => check(&self.options(), terminal.colour),
            _ => Answer::cannot_run(&"a kiosk needs the window, which this build has not"),
        }
    }
}

/// Every problem of a kiosk’s file and of its story, and the report on its
/// panel.
pub(super) fn check(options: &KioskOptions, colour: bool) -> Answer {
    let mut out = String::new();
    let file = match options.read() {
        Ok(file) => file,
        Err(why) => {
            let path = options.file().display().to_string();
            let file = StoryFile { path, text: String::new() };
            let problem = config::unread(&file, &why);
            out += &render(&[problem], &[file], colour);
            return Answer { out, err: String::new(), status: Status::CannotRun };
        }
    };
    let mut loaded = config::load(&file, None);
    let mut profile = None;
    let mut status = Status::Clean;
    if let Some(config) = &loaded.config {
        let place = options.place(config);
        let files = match place.files() {
            Ok(files) => files,
            Err(error) => {
                let problem = config::unread_story(&file, &error.to_string());
                out += &render(&[problem], &[file], colour);
                return Answer { out, err: String::new(), status: Status::CannotRun };
            }
        };
        let mut read = crate::narrative::load_with(&files, &side_by_side);
        let (told, is_sound) = check_profile(options, config, read.story.as_ref(), colour);
        out += &told;
        profile = Some(is_sound);
        match &read.story {
            Some(story) => loaded = config::load(&file, Some(story)),
            None => {
                read.problems.retain(|problem| problem.severity == Severity::Error);
                out += &render(&read.problems, &files, colour);
                out += &format!("The story does not load: {place}. `sungari check` tells more.\n");
                status = Status::Problems;
            }
        }
    }
    let Loaded { config, problems, .. } = loaded;
    out += &render(&problems, &[file], colour);
    match config {
        Some(config) if profile == Some(true) => out += &conformance::report(&config),
        _ => status = Status::Problems,
    }
    Answer { out, err: String::new(), status }
}

/// Every problem of a kiosk’s profile, if it has one, and whether it can be used.
fn check_profile(
    options: &KioskOptions,
    config: &Config,
    story: Option<&Story>,
    colour: bool,
) -> (String, bool) {
    match options.profile(config) {
        Ok(None) => (String::new(), true),
        Ok(Some(file)) => {
            let loaded = profile::load(&file, story);
            (render(&loaded.problems, &[file], colour), loaded.profile.is_some())
        }
        Err((path, why)) => {
            let file = StoryFile { path: path.display().to_string(), text: String::new() };
            (render(&[profile::unread(&file, &why)], &[file], colour), false)
        }
    }
}

/// Asks for a PIN, twice where somebody types it, and answers with its line.
fn ask_for_pin(terminal: &mut Terminal<'_>) -> Answer {
    let is_typed = !terminal.echo && std::io::stdin().is_terminal();
    let unseen = is_typed.then(Unseen::begin).flatten();
    let mut ask = |words: &str| {
        if is_typed {
            terminal.note(words);
        }
        let mut line = String::new();
        let read = terminal.input.read_line(&mut line);
        if unseen.is_some() {
            terminal.note("\n");
        }
        read.map(|_| line.trim_end_matches(['\r', '\n']).to_owned())
    };
    let words = match unseen {
        Some(_) => "A PIN of 4 to 12 digits; it is not shown as you type: ",
        None => "A PIN of 4 to 12 digits; it is shown as you type: ",
    };
    let asked = ask(words).and_then(|first| {
        let again = if is_typed { ask("The same again: ")? } else { first.clone() };
        Ok((first, again))
    });
    let refuse = |why: String| Answer {
        out: String::new(),
        err: format!("error: {why}\n"),
        status: Status::Problems,
    };
    match asked {
        Err(error) => Answer::cannot_run(&error),
        Ok((first, again)) if first != again => refuse("that was another PIN".into()),
        Ok((first, _)) => match pin::hash(&first) {
            Ok(hash) => Answer::clean(format!("staff: Staff(pin: \"{hash}\"),\n")),
            Err(why) => refuse(why),
        },
    }
}
