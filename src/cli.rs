//! The command line: arguments in, exit code out.

mod examples;
mod exploring;
mod kiosk;
mod play;
mod visits;
mod watching;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::author::{
    self, Answer, CheckOptions, FmtOptions, Format, GraphFormat, StatsOptions, WalkOptions,
};
use crate::narrative::parse::StoryFile;
use crate::shipped::Place;
use crate::store::put;
use crate::terminal::{Status, Terminal};
use examples::*;
use kiosk::Kiosk;
use play::Play;
#[cfg(feature = "dev")]
use play::window_size;
use visits::Visits;
use watching::again_and_again;

/// Branching stories about real history, each page with its facts.
///
/// Without a command the story is played.
#[derive(Debug, Parser)]
#[command(
    name = "sungari",
    version,
    max_term_width = 90,
    args_conflicts_with_subcommands = true,
    after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}")
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    play: Play,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a story, in a window or in the terminal.
    #[command(after_help = format!("{PLAY_EXAMPLES}\n\n{EXIT_CODES}"))]
    Play(Play),
    /// Keep an exhibit on the screen, for museums.
    #[command(after_help = format!("{KIOSK_EXAMPLES}\n\n{KIOSK_EXIT_CODES}"))]
    Kiosk(Kiosk),
    /// Report every problem in every file of a story.
    #[command(after_help = format!("{CHECK_EXAMPLES}\n\n{EXIT_CODES}"))]
    Check(Check),
    /// Prove what can happen in a story, and what never does.
    #[command(after_help = format!("{EXPLORE_EXAMPLES}\n\n{EXIT_CODES}"))]
    Explore(Explore),
    /// Play one scripted life and print it as a transcript.
    #[command(after_help = format!("{WALK_EXAMPLES}\n\n{EXIT_CODES}"))]
    Walk(Walk),
    /// Count a story, and what a life in it comes to.
    #[command(after_help = format!("{STATS_EXAMPLES}\n\n{EXIT_CODES}"))]
    Stats(Stats),
    /// Draw a story's map: its scenes, and the choices between them.
    #[command(after_help = format!("{GRAPH_EXAMPLES}\n\n{EXIT_CODES}"))]
    Graph(Graph),
    /// Tell what became of a story: routes, words, facts, bounds, saves.
    #[command(after_help = format!("{DIFF_EXAMPLES}\n\n{EXIT_CODES}"))]
    Diff(Diff),
    /// Begin a story, or one more scene of it.
    #[command(after_help = format!("{NEW_EXAMPLES}\n\n{EXIT_CODES}"))]
    New(New),
    /// Write missing keys and tidy the layout of a story's files.
    #[command(after_help = format!("{FMT_EXAMPLES}\n\n{EXIT_CODES}"))]
    Fmt(Fmt),
    /// Explain the code of a problem.
    #[command(after_help = format!("{EXPLAIN_EXAMPLES}\n\n{EXIT_CODES}"))]
    Explain {
        /// The code, as `sungari check` shows it
        code: String,
    },
    /// Tell what the visits to a kiosk came to: counts, and nobody's track.
    #[command(after_help = format!("{VISITS_EXAMPLES}\n\n{EXIT_CODES}"))]
    Visits(Visits),
    /// Take pictures of every screen and look at each.
    #[cfg(feature = "dev")]
    #[command(after_help = format!("{TOUR_EXAMPLES}\n\n{EXIT_CODES}"))]
    Tour(Tour),
}

#[derive(Args, Debug)]
struct Check {
    /// The story folder [default: ./story, or the story inside the program]
    dir: Option<PathBuf>,
    /// Count warnings as problems too
    #[arg(long)]
    strict: bool,
    /// What to answer in
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Check again whenever a file of the story is saved; Ctrl-C ends it
    #[arg(long, conflicts_with = "format")]
    watch: bool,
}

#[derive(Args, Debug)]
struct Explore {
    /// The story folder [default: ./story, or the story inside the program]
    dir: Option<PathBuf>,
    /// Count warnings, and what is not proved, as problems too
    #[arg(long)]
    strict: bool,
    /// What to answer in
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// How long to go on at most
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    budget: u64,
    /// Explore again whenever a file of the story is saved; Ctrl-C ends it
    #[arg(long, conflicts_with = "format")]
    watch: bool,
}

#[derive(Args, Debug)]
struct Walk {
    /// The story folder [default: ./story, or the story inside the program]
    dir: Option<PathBuf>,
    /// The choices, one `scene.key` a line; - is standard input
    #[arg(long, value_name = "FILE")]
    choices: PathBuf,
    /// Walk through this vignette in place of the story
    #[arg(long, value_name = "VIGNETTE")]
    vignette: Option<String>,
}

#[derive(Args, Debug)]
struct Stats {
    /// The story folder [default: ./story, or the story inside the program]
    dir: Option<PathBuf>,
    /// What to answer in
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A number that the lives are played by
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Args, Debug)]
struct Graph {
    /// The story folder [default: ./story, or the story inside the program]
    dir: Option<PathBuf>,
    /// What to draw it in
    #[arg(long, value_enum, default_value_t)]
    format: GraphFormat,
    /// The file to write, over one that is there [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Args, Debug)]
struct Diff {
    /// The folder of the story as it was
    old: PathBuf,
    /// The folder of the story as it is
    new: PathBuf,
    /// What to answer in
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(disable_help_subcommand = true)]
struct New {
    /// The folder of the story: empty, or not there yet
    #[arg(required = true)]
    dir: Option<PathBuf>,
    #[command(subcommand)]
    part_of: Option<NewPart>,
}

#[derive(Debug, Subcommand)]
enum NewPart {
    /// Begin one more scene of a story.
    #[command(after_help = format!("{NEW_EXAMPLES}\n\n{EXIT_CODES}"))]
    Scene {
        /// Its part and its name, as night/landing
        #[arg(value_name = "PART/NAME")]
        named: String,
        /// The story folder [default: ./story]
        #[arg(long, value_name = "DIR")]
        story: Option<PathBuf>,
    },
}

#[derive(Args, Debug)]
struct Fmt {
    /// The story folder [default: ./story]
    dir: Option<PathBuf>,
    /// Change nothing; exit with 1 where something would change
    #[arg(long)]
    check: bool,
}

#[cfg(feature = "dev")]
#[derive(Args, Debug)]
struct Tour {
    /// Where the pictures, index.html and the report go
    dir: PathBuf,
    /// The story folder [default: ./story, or the story inside the program]
    #[arg(long, value_name = "DIR")]
    story: Option<PathBuf>,
    /// A size of the window; may be given again
    #[arg(long = "size", value_name = "WxH", value_parser = window_size)]
    #[arg(default_values = ["1280x720", "1920x1080", "1080x1920"])]
    sizes: Vec<(u32, u32)>,
    /// A size of everything on screen, in per cent; may be given again
    #[arg(long = "scale", value_name = "PERCENT", default_values_t = [100, 200])]
    #[arg(value_parser = clap::value_parser!(u16).range(100..=200))]
    scales: Vec<u16>,
    /// How pages are lit; may be given again
    #[arg(long = "theme", value_name = "THEME", value_parser = THEMES, default_values = THEMES)]
    themes: Vec<String>,
    /// Only pictures with this in their name; may be given again
    #[arg(long, value_name = "WORDS")]
    only: Vec<String>,
}

#[cfg(feature = "dev")]
const THEMES: [&str; 3] = ["light", "dark", "high_contrast"];

/// The whole program: plays in a window where there can be one and nothing
/// else was asked for, and does everything else in the terminal.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let asked = Cli::try_parse_from(&args);
    #[cfg(feature = "dev")]
    if let Ok(Cli { command: Some(Command::Tour(tour)), .. }) = &asked {
        return match crate::window::tour(tour.story.as_deref(), tour.options()) {
            Ok(code) => code,
            Err(why) => {
                let answer = Answer::cannot_run(&why);
                Terminal::standard(|out| out.answer(&answer.out, &answer.err, answer.status)).into()
            }
        };
    }
    #[cfg(feature = "game")]
    if let Ok(Cli { command: Some(Command::Kiosk(kiosk)), .. }) = &asked
        && kiosk.is_in_window()
    {
        return kiosk.in_window();
    }
    #[cfg(feature = "game")]
    if let Some(play) = asked.as_ref().ok().and_then(Cli::in_window) {
        let played = match play.options() {
            Ok(options) => crate::window::play(&options),
            Err(answer) => {
                return Terminal::standard(|out| {
                    out.answer(&answer.out, &answer.err, answer.status)
                })
                .into();
            }
        };
        return match played {
            Ok(code) => code,
            Err(why) => {
                Terminal::standard(|terminal| play.without_window(why.as_deref(), terminal)).into()
            }
        };
    }
    ended(&args, Terminal::standard(|terminal| answer(asked, terminal))).into()
}

/// Does in the terminal what the arguments ask for; the first is the
/// program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>, terminal: &mut Terminal<'_>) -> Status {
    let args: Vec<OsString> = args.into_iter().collect();
    ended(&args, answer(Cli::try_parse_from(&args), terminal))
}

/// The status that is told. What starts an exhibit by itself takes 1 and 2 for
/// wishes of its staff, so one that cannot begin, as where an option is
/// misspelt, never ends with them.
fn ended(args: &[OsString], status: Status) -> Status {
    let is_exhibit = args.get(1).is_some_and(|command| command == "kiosk")
        && !args.iter().any(|option| option == "--check" || option == "--pin");
    if is_exhibit && status != Status::Clean { Status::LeftAlone } else { status }
}

fn answer(asked: Result<Cli, clap::Error>, terminal: &mut Terminal<'_>) -> Status {
    let cli = match asked {
        Ok(cli) => cli,
        Err(error) => return explain_usage(&error, terminal),
    };
    let answer = match cli.command.unwrap_or(Command::Play(cli.play)) {
        Command::Play(play) => {
            let no_window = (!play.text).then_some("this build has none");
            return play.without_window(no_window, terminal);
        }
        Command::Kiosk(kiosk) => kiosk.answer(terminal),
        Command::Check(check) if check.watch => {
            return again_and_again(check.dir.as_deref(), terminal, |terminal, files, _| {
                author::check(files, check.options(terminal))
            });
        }
        Command::Check(check) => {
            with_story(check.dir.as_deref(), |files| author::check(files, check.options(terminal)))
        }
        Command::Explore(explore) if explore.watch => {
            return again_and_again(
                explore.dir.as_deref(),
                terminal,
                |terminal, files, changed| explore.answer(terminal, files, &|| changed.is_so()),
            );
        }
        Command::Explore(explore) => {
            with_story(explore.dir.as_deref(), |files| explore.answer(terminal, files, &|| false))
        }
        Command::Walk(walk) => match choices(&walk.choices, terminal) {
            Ok(choices) => with_story(walk.dir.as_deref(), |files| {
                let colour = terminal.err_colour;
                let vignette = walk.vignette.clone();
                author::walk(files, &WalkOptions { choices, vignette, colour })
            }),
            Err(answer) => answer,
        },
        Command::Stats(Stats { dir, format, seed }) => {
            let notes = Place::choose(dir.as_deref()).notes();
            let options = StatsOptions { format, seed, notes, colour: terminal.err_colour };
            with_story(dir.as_deref(), |files| author::stats(files, &options))
        }
        Command::Graph(Graph { dir, format, output }) => {
            let colour = terminal.err_colour;
            let answer = with_story(dir.as_deref(), |files| author::graph(files, format, colour));
            into_file(answer, output.as_deref())
        }
        Command::Diff(Diff { old, new, format }) => {
            let colour = terminal.err_colour;
            with_story(Some(&old), |old| {
                with_story(Some(&new), |new| author::diff(old, new, format, colour))
            })
        }
        Command::New(New { part_of: Some(NewPart::Scene { named, story }), .. }) => {
            let colour = terminal.err_colour;
            with_folder(story.as_deref(), |folder, files| {
                author::new_scene(folder, files, &named, colour)
            })
        }
        Command::New(New { dir, .. }) => author::new_story(&dir.unwrap_or_default()),
        Command::Fmt(Fmt { dir, check }) => {
            let colour = terminal.err_colour;
            with_folder(dir.as_deref(), |folder, files| {
                author::fmt(folder, files, FmtOptions { check, colour })
            })
        }
        Command::Explain { code } => author::explain(&code),
        Command::Visits(visits) => {
            let config = visits
                .config
                .as_ref()
                .map(|path| std::fs::read_to_string(path).map_err(|error| error.to_string()));
            into_file(visits.answer(config), visits.output.as_deref())
        }
        #[cfg(feature = "dev")]
        Command::Tour(_) => Answer::cannot_run(&"a tour needs the window"),
    };
    terminal.answer(&answer.out, &answer.err, answer.status)
}

/// Help and version were asked for; anything else is a slip.
fn explain_usage(error: &clap::Error, terminal: &mut Terminal<'_>) -> Status {
    let text = |colour| match colour {
        true => error.render().ansi().to_string(),
        false => error.render().to_string(),
    };
    if error.use_stderr() {
        terminal.answer("", &text(terminal.err_colour), Status::CannotRun)
    } else {
        terminal.answer(&text(terminal.colour), "", Status::Clean)
    }
}

fn with_story(named: Option<&Path>, work: impl FnOnce(&[StoryFile]) -> Answer) -> Answer {
    let place = Place::choose(named);
    let mut answer = match place.files() {
        Ok(files) => work(&files),
        Err(error) => Answer::cannot_run(&error),
    };
    if place == Place::Shipped {
        answer.err.insert_str(0, &which_story());
    }
    answer
}

/// Why a command that needs a folder cannot run.
const NO_STORY_HERE: &str = "there is no story in ./story; name its folder";

/// Writes what was asked for to a file, if it came out and a file was named.
fn into_file(answer: Answer, output: Option<&Path>) -> Answer {
    let Some(path) = output.filter(|_| answer.status == Status::Clean) else { return answer };
    match put(path, &answer.out) {
        Ok(()) => Answer { out: format!("{}\n", path.display()), ..answer },
        Err(error) => Answer::cannot_run(&format!("cannot write {}: {error}", path.display())),
    }
}

/// Works on a story that lies in a folder: the one inside the program cannot be
/// written.
fn with_folder(named: Option<&Path>, work: impl FnOnce(&Path, &[StoryFile]) -> Answer) -> Answer {
    match Place::choose(named) {
        Place::Folder(folder) => match Place::Folder(folder.clone()).files() {
            Ok(files) => work(&folder, &files),
            Err(error) => Answer::cannot_run(&error),
        },
        Place::Shipped => Answer::cannot_run(&NO_STORY_HERE),
    }
}

/// Says that the story is not one of the author’s own.
fn which_story() -> String {
    let here = match Path::new("story.ron").is_file() {
        true => "; for the one in this folder name it: `.`",
        false => "",
    };
    format!("There is no story in ./story. This is the one inside the program{here}.\n")
}

fn choices(path: &Path, terminal: &mut Terminal<'_>) -> Result<String, Answer> {
    let read = if path == Path::new("-") {
        std::io::read_to_string(&mut *terminal.input)
    } else {
        std::fs::read_to_string(path)
    };
    let read = read.map(|text| text.trim_start_matches('\u{feff}').to_owned());
    read.map_err(|error| Answer::cannot_run(&format!("cannot read {}: {error}", path.display())))
}

impl Check {
    fn options(&self, terminal: &Terminal<'_>) -> CheckOptions {
        let Check { strict, format, .. } = *self;
        CheckOptions { strict, format, colour: terminal.colour }
    }
}

#[cfg(feature = "dev")]
impl Tour {
    fn options(&self) -> crate::window::TourOptions {
        let Tour { dir, sizes, scales, themes, only, .. } = self;
        crate::window::TourOptions {
            folder: dir.clone(),
            sizes: sizes.clone(),
            scales: scales.clone(),
            themes: themes.clone(),
            only: only.clone(),
        }
    }
}

#[cfg(feature = "game")]
impl Cli {
    /// What is to be played in a window, if anything is.
    fn in_window(&self) -> Option<&Play> {
        let play = match &self.command {
            None => &self.play,
            Some(Command::Play(play)) => play,
            Some(_) => return None,
        };
        play.is_in_window().then_some(play)
    }
}
