//! Runs the commands that put the display to sleep and wake it.

use std::process::{Child, Command, Stdio};
use std::thread;

use crate::museum::config;
use crate::museum::display::{DisplayClock, Power};

/// No command takes so long, in milliseconds: it hangs.
const LONGEST_MS: u64 = 10_000;

/// A display that the kiosk may switch off and on.
pub(super) struct Display {
    commands: config::Display,
    clock: DisplayClock,
    running: Option<Running>,
}

/// A command at work.
struct Running {
    child: Child,
    words: String,
    since_ms: u64,
}

impl Display {
    pub(super) fn new(commands: &config::Display) -> Display {
        let clock = DisplayClock::new(commands.after_secs);
        Display { commands: commands.clone(), clock, running: None }
    }

    pub(super) fn touched(&mut self, now_ms: u64) {
        self.clock.touched(now_ms);
    }

    /// Does what is due.
    ///
    /// # Errors
    /// When a command cannot be run, fails or hangs; says which and why.
    pub(super) fn tick(&mut self, is_closed: bool, now_ms: u64) -> Result<(), String> {
        let heard = self.hear(now_ms);
        if heard.is_err() {
            self.clock.failed(now_ms);
        }
        let Some(power) = self.clock.tick(is_closed, now_ms) else { return heard };
        // One that still runs was for the opposite.
        self.running.take().into_iter().for_each(end);
        let command = match power {
            Power::Asleep => &self.commands.sleep,
            Power::Awake => &self.commands.wake,
        };
        let words = command.join(" ");
        match start(command) {
            Ok(child) => {
                self.running = Some(Running { child, words, since_ms: now_ms });
                heard
            }
            Err(error) => {
                self.clock.failed(now_ms);
                Err(format!("{words}: {error}"))
            }
        }
    }

    /// Hears what became of the command that was run.
    fn hear(&mut self, now_ms: u64) -> Result<(), String> {
        let Some(mut running) = self.running.take() else { return Ok(()) };
        match running.child.try_wait() {
            Ok(Some(status)) if status.success() => Ok(()),
            Ok(Some(status)) => Err(format!("{}: {status}", running.words)),
            Err(error) => Err(format!("{}: {error}", running.words)),
            Ok(None) if now_ms.saturating_sub(running.since_ms) >= LONGEST_MS => {
                let why = format!("{}: did not end in {} s", running.words, LONGEST_MS / 1000);
                end(running);
                Err(why)
            }
            Ok(None) => {
                self.running = Some(running);
                Ok(())
            }
        }
    }
}

fn start(words: &[String]) -> std::io::Result<Child> {
    let (program, arguments) = words.split_first().ok_or(std::io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    command.args(arguments);
    // Standard output is the line to the supervisor; its errors are for the log.
    command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()
}

/// Ends a command. Waiting for that may take long, and is not the window’s.
fn end(mut running: Running) {
    let _ = running.child.kill();
    thread::spawn(move || running.child.wait());
}
