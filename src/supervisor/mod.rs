//! The parent process of a kiosk: carries out what
//! [`supervise`](crate::museum::supervise) decides.
//!
//! It starts the windows, hears them, keeps the log, and tells systemd. It needs
//! no display and loads no story, so that little can go wrong with it.

mod child;
mod journal;
pub mod lifeline;
mod systemd;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use crate::museum::exit::Outcome;
use crate::museum::supervise::{Event, Order, Pane, Rung, Supervision};
use crate::store::{GoodStory, LogSize, forget_wish, leave_wish};
use child::{Heard, Window};
use journal::Journal;
pub use systemd::{Systemd, runtime_folder};

/// How often the time is told, at the least.
const TICK: Duration = Duration::from_millis(200);
/// What windows say is taken in so many pieces at a time.
const PIECES: usize = 256;

/// What a supervisor works with.
pub struct Supervisor<'a> {
    /// The command that opens the window of a rung.
    pub command: &'a dyn Fn(Rung) -> io::Result<Command>,
    /// The story that is set up, as it lies there now.
    pub as_set_up: &'a dyn Fn() -> Option<GoodStory>,
    /// Where the log and the last good story are kept, if anywhere.
    pub folder: Option<PathBuf>,
    /// How large the log may be.
    pub log: LogSize,
    /// Where a wish for the machine is left, if anywhere.
    pub wishes: Option<PathBuf>,
    /// Where its own lines go besides the log.
    pub notices: &'a mut (dyn Write + 'a),
    /// The way to systemd.
    pub systemd: Systemd,
    /// Set when it is to stop.
    pub stop: Arc<AtomicBool>,
}

/// Set when the system asks this process to stop: by SIGTERM, SIGINT or SIGHUP.
/// Elsewhere than on Unix it never does.
pub fn stop_when_asked() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in
        [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT, signal_hook::consts::SIGHUP]
    {
        // Without it the process still ends, only less gently.
        let _ = signal_hook::flag::register(signal, stop.clone());
    }
    stop
}

/// This program again, with the same arguments, as the window of a rung.
///
/// # Errors
/// When the system does not say where the program lies.
pub fn this_program(rung: Rung) -> io::Result<Command> {
    let program = std::env::current_exe()?;
    // Another build was put in its place: until a restart this one goes on.
    let itself = PathBuf::from("/proc/self/exe");
    let is_replaced = !program.exists() && itself.exists();
    let mut command = Command::new(if is_replaced { itself } else { program });
    command.args(std::env::args_os().skip(1)).env(lifeline::RUNG, rung.name());
    // What it complains of goes into a file.
    command.env("NO_COLOR", "1");
    Ok(command)
}

impl Supervisor<'_> {
    /// Keeps an exhibit on the screen until it is to stop.
    pub fn run(self) -> Outcome {
        let began = Instant::now();
        let (speaker, listener) = sync_channel(PIECES);
        let journal = Journal::new(self.folder.as_deref(), self.log, self.notices);
        Running {
            command: self.command,
            as_set_up: self.as_set_up,
            folder: self.folder,
            wishes: self.wishes,
            stop: self.stop,
            began,
            mind: Supervision::new(0),
            windows: [None, None],
            number: 0,
            unsaved: None,
            outcome: None,
            systemd: self.systemd,
            journal,
            speaker,
        }
        .run(&listener)
    }
}

/// A supervisor at work.
struct Running<'a> {
    command: &'a dyn Fn(Rung) -> io::Result<Command>,
    as_set_up: &'a dyn Fn() -> Option<GoodStory>,
    folder: Option<PathBuf>,
    wishes: Option<PathBuf>,
    stop: Arc<AtomicBool>,
    began: Instant,
    mind: Supervision,
    /// The exhibit’s and the page’s.
    windows: [Option<Window>; 2],
    number: u64,
    /// What was set up when the exhibit was started.
    unsaved: Option<GoodStory>,
    outcome: Option<Outcome>,
    systemd: Systemd,
    journal: Journal<'a>,
    speaker: SyncSender<(Pane, u64, Heard)>,
}

impl Running<'_> {
    fn run(mut self, listener: &Receiver<(Pane, u64, Heard)>) -> Outcome {
        if let Some(Err(error)) = self.wishes.as_deref().map(forget_wish) {
            self.journal.note(&format!("an old wish for the machine stays ({error})"));
        }
        loop {
            let first = listener.recv_timeout(TICK).ok();
            let more = std::iter::from_fn(|| listener.try_recv().ok()).take(PIECES);
            for (pane, number, heard) in first.into_iter().chain(more) {
                self.hear(pane, number, heard);
            }
            for pane in [Pane::Exhibit, Pane::Page] {
                let ended = self.windows[pane as usize].as_mut().and_then(Window::ended);
                if let Some(code) = ended {
                    self.windows[pane as usize] = None;
                    self.journal.note(&match code {
                        Some(code) => format!("{}: ended with {code}", name(pane)),
                        None => format!("{}: ended by a signal", name(pane)),
                    });
                    self.tell(Event::Exited(pane, code));
                }
            }
            let is_asked = self.stop.load(Ordering::Relaxed);
            self.tell(if is_asked { Event::Stop } else { Event::Tick });
            if let Some(outcome) = self.outcome {
                self.systemd.tell("STOPPING=1");
                self.wish(outcome);
                self.journal.note(&format!("the supervisor ends with {}", outcome as u8));
                return outcome;
            }
            if self.mind.is_well() {
                self.systemd.feed();
            }
        }
    }

    /// Leaves word of what the machine is to do. A compositor between us and the
    /// system has codes of its own, so the one that we end with does not tell.
    fn wish(&mut self, outcome: Outcome) {
        let Some(wishes) = &self.wishes else { return };
        if !matches!(outcome, Outcome::RestartDevice | Outcome::ShutDown) {
            return;
        }
        if let Err(error) = leave_wish(wishes, outcome as u8) {
            self.journal.note(&format!("the wish for the machine cannot be left ({error})"));
        }
    }

    fn hear(&mut self, pane: Pane, number: u64, heard: Heard) {
        let is_there = self.windows[pane as usize].as_ref();
        let is_its = is_there.is_some_and(|window| window.number == number);
        match heard {
            Heard::Complaint(line) => self.journal.complaint(name(pane), &line),
            Heard::FirstFrame if is_its => {
                self.tell(Event::FirstFrame(pane));
                self.journal.note(&format!("{}: first frame", name(pane)));
                let rung = self.mind.shown().map_or("", Rung::name);
                self.systemd.tell(&format!("READY=1\nSTATUS=on screen: {rung}"));
            }
            Heard::Beat if is_its => self.tell(Event::Beat(pane)),
            Heard::FirstFrame | Heard::Beat => {}
        }
    }

    fn tell(&mut self, event: Event) {
        let now_ms = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        for order in self.mind.on(event, now_ms) {
            self.carry_out(order);
        }
    }

    fn carry_out(&mut self, order: Order) {
        match order {
            Order::Start(rung) => self.start(rung),
            Order::Close(pane) => {
                if let Some(window) = &mut self.windows[pane as usize] {
                    window.close();
                }
            }
            Order::Kill(pane) => {
                self.journal.note(&format!("{}: gives no sign of life", name(pane)));
                let window = self.windows[pane as usize].as_mut();
                if let Some(Err(error)) = window.map(Window::kill) {
                    self.journal.note(&format!("{}: cannot be ended ({error})", name(pane)));
                }
            }
            Order::Keep => self.keep(),
            Order::End(outcome) => self.outcome = Some(outcome),
        }
    }

    fn start(&mut self, rung: Rung) {
        let pane = rung.pane();
        if rung == Rung::Configured {
            self.unsaved = self.folder.as_ref().and_then(|_| (self.as_set_up)());
        }
        self.number += 1;
        let command = (self.command)(rung);
        let started = command.and_then(|mut command| {
            if let Some(folder) = &self.folder {
                command.env(lifeline::FOLDER, folder);
            }
            Window::start(command, pane, self.number, &self.speaker)
        });
        match started {
            Ok(window) => {
                self.journal.note(&format!("{}: started ({})", name(pane), rung.name()));
                self.windows[pane as usize] = Some(window);
            }
            Err(error) => {
                self.journal.note(&format!("{}: cannot be started ({error})", name(pane)));
                self.tell(Event::Exited(pane, None));
            }
        }
    }

    /// Keeps the story that ran well, unless its files were changed meanwhile:
    /// then nobody knows which of them ran.
    fn keep(&mut self) {
        let (Some(folder), Some(story)) = (&self.folder, self.unsaved.take()) else { return };
        if (self.as_set_up)().as_ref() != Some(&story) {
            return;
        }
        let kept = story.keep(folder);
        self.journal.note(&match kept {
            Ok(()) => "the story has run well for ten minutes and is kept".into(),
            Err(error) => format!("the story has run well, and cannot be kept ({error})"),
        });
    }
}

fn name(pane: Pane) -> &'static str {
    match pane {
        Pane::Exhibit => "exhibit",
        Pane::Page => "page",
    }
}
