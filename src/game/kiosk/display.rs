//! Runs the commands that put the display to sleep and wake it.

use std::process::{Child, Command, Stdio};

use crate::museum::config;
use crate::museum::display::{DisplayClock, Power};

/// A display that the kiosk may switch off and on.
pub(super) struct Display {
    commands: config::Display,
    clock: DisplayClock,
    running: Option<Child>,
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
    /// When a command cannot be run, or ends in failure; says which and why.
    pub(super) fn tick(&mut self, is_closed: bool, now_ms: u64) -> Result<(), String> {
        let heard = self.hear();
        if heard.is_err() {
            self.clock.failed(now_ms);
        }
        let Some(power) = self.clock.tick(is_closed, now_ms) else { return heard };
        // One that still runs was for the opposite, or hangs.
        if let Some(mut running) = self.running.take() {
            let _ = running.kill();
            let _ = running.wait();
        }
        let words = self.words(power);
        let Some((program, arguments)) = words.split_first() else { return heard };
        let mut command = Command::new(program);
        command.args(arguments);
        // Standard output is the line to the supervisor.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => {
                self.running = Some(child);
                heard
            }
            Err(error) => {
                let why = format!("{}: {error}", words.join(" "));
                self.clock.failed(now_ms);
                Err(why)
            }
        }
    }

    /// Hears whether the command that was run came to a good end.
    fn hear(&mut self) -> Result<(), String> {
        let Some(running) = &mut self.running else { return Ok(()) };
        let Ok(ended) = running.try_wait() else { return Ok(()) };
        let Some(status) = ended else { return Ok(()) };
        self.running = None;
        match status.success() {
            true => Ok(()),
            false => Err(format!("the display: {status}")),
        }
    }

    fn words(&self, power: Power) -> &[String] {
        match power {
            Power::Asleep => &self.commands.sleep,
            Power::Awake => &self.commands.wake,
        }
    }
}
