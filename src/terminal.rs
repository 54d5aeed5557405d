//! What the program talks through without a window, and how it ends.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

/// Where somebody types and reads.
pub struct Terminal<'a> {
    /// What is typed.
    pub input: &'a mut dyn BufRead,
    /// What is read.
    pub out: &'a mut dyn Write,
    /// What went wrong.
    pub err: &'a mut dyn Write,
    /// How wide a line may be.
    pub columns: usize,
    /// Whether what is typed is written down again: true where whoever reads
    /// does not see it, as from a pipe.
    pub echo: bool,
    /// Whether what is read may be coloured.
    pub colour: bool,
    /// Whether what went wrong may be coloured.
    pub err_colour: bool,
}

/// How a command went; the number is its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is nothing to mend.
    Clean = 0,
    /// There is something to mend in the story, or in what it was given.
    Problems = 1,
    /// The command could not run.
    CannotRun = 2,
    /// An exhibit cannot begin, and whatever started it is to do nothing.
    LeftAlone = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status as u8)
    }
}

impl Terminal<'_> {
    /// Lends the terminal the program was started in.
    pub fn standard<T>(work: impl FnOnce(&mut Terminal<'_>) -> T) -> T {
        let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let (input, out, err) = (io::stdin(), io::stdout(), io::stderr());
        let terminal = &mut Terminal {
            columns: textwrap::termwidth(),
            echo: !input.is_terminal(),
            colour: colours && out.is_terminal(),
            err_colour: colours && err.is_terminal(),
            input: &mut input.lock(),
            out: &mut out.lock(),
            err: &mut err.lock(),
        };
        work(terminal)
    }

    /// Says how far something is; that it cannot be said changes nothing.
    pub fn note(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    /// Writes an answer and how it went. A reader of it who has gone away, as
    /// in `sungari check | head`, changes nothing.
    pub fn answer(&mut self, out: &str, err: &str, status: Status) -> Status {
        let written = self
            .out
            .write_all(out.as_bytes())
            .and_then(|()| self.out.flush())
            .and_then(|()| self.err.write_all(err.as_bytes()));
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Status::CannotRun,
            _ => status,
        }
    }
}

/// As long as it is kept, nothing that is typed is shown.
#[must_use]
#[derive(Debug)]
pub struct Unseen {
    #[cfg(unix)]
    shown: rustix::termios::Termios,
}

impl Unseen {
    /// Begins, where somebody types and the system can hide it.
    #[cfg(unix)]
    pub fn begin() -> Option<Unseen> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let shown = tcgetattr(io::stdin()).ok()?;
        let mut unseen = shown.clone();
        unseen.local_modes.remove(LocalModes::ECHO);
        tcsetattr(io::stdin(), OptionalActions::Flush, &unseen).ok()?;
        Some(Unseen { shown })
    }

    /// Begins, where somebody types and the system can hide it.
    #[cfg(not(unix))]
    pub fn begin() -> Option<Unseen> {
        None
    }
}

#[cfg(unix)]
impl Drop for Unseen {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        // A terminal that has gone shows nothing any more.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.shown);
    }
}
