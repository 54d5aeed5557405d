//! The command line: arguments in, exit code out.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, Parser, Subcommand};

use crate::author::{self, Answer, CheckOptions, ExploreOptions, Format, WalkOptions};
use crate::narrative::explore::Progress;
use crate::narrative::parse::StoryFile;
use crate::play::PlayOptions;
use crate::reader;
use crate::shipped::Place;
use crate::terminal::{Status, Terminal};

const EXIT_CODES: &str = "\
Exit codes:
  0  clean
  1  problems in the story, or in what the command was given for it
  2  the command cannot run: an unknown option, a folder that cannot be read";

const EXAMPLES: &str = "\
Examples:
  sungari                            play, in a window
  sungari play --text                play in the terminal
  sungari check                      every problem of ./story";

const PLAY_EXAMPLES: &str = "\
Examples:
  sungari play                       the story, in a window
  sungari play --text                the same story in the terminal
  sungari play --story my_story      another story
  printf '1\\n1\\n' | sungari play --text --save-dir saves
                                     two choices through a pipe";

const CHECK_EXAMPLES: &str = "\
Examples:
  sungari check                      ./story, or the story inside the program
  sungari check my_story --strict    warnings count as problems too
  sungari check --format json        one object on standard output:
    {\"problems\": [{\"code\", \"severity\", \"file\", \"line\", \"column\",
                   \"message\", \"help\"}],
     \"counts\": {\"scenes\", \"choices\", \"words\", \"facts\", \"sources\",
                \"claims\", \"endings\"}}
    \"severity\" is \"error\" or \"warning\"; \"help\" may be null; \"counts\" is
    null where the errors leave no story to count. Fields are only added.";

const EXPLORE_EXAMPLES: &str = "\
Examples:
  sungari explore                    ./story, or the story inside the program
  sungari explore my_story --strict  warnings, and what is not proved, count too
  sungari explore --budget 10        gives up after ten seconds and says so
  sungari explore --format json      one object; docs/json.md has its fields

Every life there can be is looked at: what is said never to happen happens in
none. What is found comes with the shortest walk to it, as `sungari walk` reads
it.";

const WALK_EXAMPLES: &str = "\
Examples:
  sungari walk --choices life.txt    the life, as a transcript
  sungari walk my_story --choices -  choices from standard input

The file holds one choice a line, as scene.key; empty lines and lines that
begin with # are passed over:
  # a short life
  station.c1
  pier.c2";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  sungari explain E0101              what the code means and how to mend it";

#[cfg(feature = "dev")]
const TOUR_EXAMPLES: &str = "\
Examples:
  sungari tour pictures              every screen; open pictures/index.html
  sungari tour pictures --only notebook --theme dark --size 1920x1080";

/// Sets of states of more nodes than this take gigabytes; `explore` gives up.
const MOST_NODES: usize = 100_000_000;

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
    /// Report every problem in every file of a story.
    #[command(after_help = format!("{CHECK_EXAMPLES}\n\n{EXIT_CODES}"))]
    Check(Check),
    /// Prove what can happen in a story, and what never does.
    #[command(after_help = format!("{EXPLORE_EXAMPLES}\n\n{EXIT_CODES}"))]
    Explore(Explore),
    /// Play one scripted life and print it as a transcript.
    #[command(after_help = format!("{WALK_EXAMPLES}\n\n{EXIT_CODES}"))]
    Walk(Walk),
    /// Explain the code of a problem.
    #[command(after_help = format!("{EXPLAIN_EXAMPLES}\n\n{EXIT_CODES}"))]
    Explain {
        /// The code, as `sungari check` shows it
        code: String,
    },
    /// Take pictures of every screen and look at each.
    #[cfg(feature = "dev")]
    #[command(after_help = format!("{TOUR_EXAMPLES}\n\n{EXIT_CODES}"))]
    Tour(Tour),
}

#[derive(Args, Debug)]
struct Play {
    /// The story folder [default: ./story, or the story inside the program]
    #[arg(long, value_name = "DIR")]
    story: Option<PathBuf>,
    /// Read in the terminal: plain text, for any screen reader or pipe
    #[arg(long)]
    text: bool,
    /// Where saves are kept [default: where your system keeps such files]
    #[arg(long, value_name = "DIR")]
    save_dir: Option<PathBuf>,
    /// The window's size, as 1920x1080 [default: 1280x720]
    #[arg(long, value_name = "WxH", value_parser = window_size)]
    size: Option<(u32, u32)>,
}

/// Reads `1920x1080`.
fn window_size(text: &str) -> Result<(u32, u32), String> {
    let size = text
        .split_once('x')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    size.filter(|(width, height)| (320..=16384).contains(width) && (240..=16384).contains(height))
        .ok_or_else(|| "expected a width and a height, as 1920x1080".into())
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
}

#[derive(Args, Debug)]
struct Walk {
    /// The story folder [default: ./story, or the story inside the program]
    dir: Option<PathBuf>,
    /// The choices, one `scene.key` a line; - is standard input
    #[arg(long, value_name = "FILE")]
    choices: PathBuf,
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
    let asked = Cli::try_parse();
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
    if let Some(play) = asked.as_ref().ok().and_then(Cli::in_window) {
        match crate::window::play(&play.options()) {
            Ok(code) => return code,
            Err(why) => {
                let options = play.options();
                return Terminal::standard(|terminal| {
                    play_as_text(&options, why.as_deref(), terminal)
                })
                .into();
            }
        }
    }
    Terminal::standard(|terminal| answer(asked, terminal)).into()
}

/// Does in the terminal what the arguments ask for; the first is the
/// program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>, terminal: &mut Terminal<'_>) -> Status {
    answer(Cli::try_parse_from(args), terminal)
}

fn answer(asked: Result<Cli, clap::Error>, terminal: &mut Terminal<'_>) -> Status {
    let cli = match asked {
        Ok(cli) => cli,
        Err(error) => return explain_usage(&error, terminal),
    };
    let answer = match cli.command.unwrap_or(Command::Play(cli.play)) {
        Command::Play(play) => {
            let no_window = (!play.text).then_some("this build has none");
            return play_as_text(&play.options(), no_window, terminal);
        }
        Command::Check(check) => with_story(check.dir.as_deref(), |files| {
            let Check { strict, format, .. } = check;
            author::check(files, CheckOptions { strict, format, colour: terminal.colour })
        }),
        Command::Explore(explore) => explore.answer(terminal),
        Command::Walk(walk) => match choices(&walk.choices, terminal) {
            Ok(choices) => with_story(walk.dir.as_deref(), |files| {
                let colour = terminal.err_colour;
                author::walk(files, &WalkOptions { choices, colour })
            }),
            Err(answer) => answer,
        },
        Command::Explain { code } => author::explain(&code),
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

/// Plays in the terminal, after a line on why there is no window where one
/// was asked for.
fn play_as_text(
    options: &PlayOptions,
    no_window: Option<&str>,
    terminal: &mut Terminal<'_>,
) -> Status {
    if let Some(why) = no_window {
        let line = format!("No window: {why}. Here is the plain-text reader.\n");
        terminal.answer("", &line, Status::Clean);
    }
    reader::play(options, terminal)
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

/// Says that the story is not one of the author’s own.
fn which_story() -> String {
    let here = match Path::new("story.ron").is_file() {
        true => "; for the one in this folder name it: `.`",
        false => "",
    };
    format!("There is no story in ./story. This is the one inside the program{here}.\n")
}

impl Explore {
    fn answer(&self, terminal: &mut Terminal<'_>) -> Answer {
        let Explore { strict, format, budget, .. } = *self;
        let options = ExploreOptions { strict, format, colour: terminal.colour };
        let start = Instant::now();
        let shows_progress = std::io::stderr().is_terminal();
        let mut told = 0;
        let mut go_on = |progress: Progress| {
            let took = start.elapsed();
            if shows_progress && took.as_millis() / 200 > told {
                told = took.as_millis() / 200;
                let Progress { stage, nodes } = progress;
                let line = format!("\r\x1b[K{stage}, {:.1} s, {nodes} nodes", took.as_secs_f64());
                terminal.note(&line);
            }
            took.as_secs() < budget && progress.nodes < MOST_NODES
        };
        let seconds = || start.elapsed().as_secs_f64();
        let answer = with_story(self.dir.as_deref(), |files| {
            author::explore(files, options, &mut go_on, &seconds)
        });
        if told > 0 {
            terminal.note("\r\x1b[K");
        }
        answer
    }
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

impl Play {
    fn options(&self) -> PlayOptions {
        let Play { story, save_dir, size, .. } = self;
        PlayOptions { story: story.clone(), save_dir: save_dir.clone(), size: *size }
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
        (!play.text).then_some(play)
    }
}
