//! One window’s process: started, heard, asked to close, ended.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::SyncSender;
use std::thread;

use super::lifeline::{BEAT, FIRST_FRAME};
use crate::museum::supervise::Pane;

/// No line of a window is longer; what is, comes in pieces.
const LONGEST_LINE: u64 = 4096;

/// What is heard of a window.
#[derive(Debug)]
pub(super) enum Heard {
    FirstFrame,
    Beat,
    /// A line for the log.
    Complaint(Vec<u8>),
}

/// A window’s process.
#[derive(Debug)]
pub(super) struct Window {
    child: Child,
    /// Closed when the window is to close.
    line: Option<ChildStdin>,
    /// Which of all that were started: what an earlier one said is not its.
    pub(super) number: u64,
}

impl Window {
    pub(super) fn start(
        mut command: Command,
        pane: Pane,
        number: u64,
        heard: &SyncSender<(Pane, u64, Heard)>,
    ) -> io::Result<Window> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let line = child.stdin.take();
        if let Some(out) = child.stdout.take() {
            let heard = heard.clone();
            hear(out, move |line| match line {
                line if line == FIRST_FRAME.as_bytes() => {
                    heard.send((pane, number, Heard::FirstFrame)).is_ok()
                }
                line if line == BEAT.as_bytes() => heard.send((pane, number, Heard::Beat)).is_ok(),
                _ => true,
            });
        }
        if let Some(err) = child.stderr.take() {
            let heard = heard.clone();
            hear(err, move |line| {
                heard.send((pane, number, Heard::Complaint(line.to_vec()))).is_ok()
            });
        }
        Ok(Window { child, line, number })
    }

    /// The code it ended with, if it has ended and gave one.
    pub(super) fn ended(&mut self) -> Option<Option<i32>> {
        self.child.try_wait().ok().flatten().map(|status| status.code())
    }

    pub(super) fn close(&mut self) {
        self.line = None;
    }

    pub(super) fn kill(&mut self) -> io::Result<()> {
        self.child.kill()
    }
}

/// Hands on each line on a thread of its own, until nobody wants any.
fn hear(from: impl Read + Send + 'static, wanted: impl Fn(&[u8]) -> bool + Send + 'static) {
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while let Ok(1..) = from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line) {
            if !wanted(line.trim_ascii_end()) {
                break;
            }
            line.clear();
        }
    });
}
