//! The window’s end of the line to its supervisor.
//!
//! On its standard output the window says `first frame`, then `beat` about once
//! a second from its update loop. Its standard input says nothing: it ends when
//! the window is to close, or when the supervisor has gone.

use std::env;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::museum::supervise::Rung;

/// Set for a window of a kiosk; its value is the rung’s name.
pub(super) const RUNG: &str = "SUNGARI_KIOSK_RUNG";
/// Names the supervisor’s folder to its windows: a file that is changed in between
/// gives them no other.
pub(super) const FOLDER: &str = "SUNGARI_KIOSK_FOLDER";
/// Said once a frame is on screen.
pub const FIRST_FRAME: &str = "first frame";
/// Said every second or two from the update loop.
pub const BEAT: &str = "beat";

/// The rung that this process is to show, if it is a window of a kiosk.
pub fn rung() -> Option<Rung> {
    Rung::named(env::var_os(RUNG)?.to_str()?)
}

/// The folder that the supervisor of this window keeps everything in.
pub fn folder() -> Option<PathBuf> {
    env::var_os(FOLDER).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// The line to the supervisor.
#[derive(Clone, Debug)]
pub struct Lifeline {
    is_cut: Arc<AtomicBool>,
}

impl Lifeline {
    /// Takes up the line. Nothing else may read standard input from now on.
    pub fn take_up() -> Lifeline {
        let is_cut = Arc::new(AtomicBool::new(false));
        let cut = is_cut.clone();
        thread::spawn(move || {
            let mut nothing = [0; 64];
            while matches!(io::stdin().read(&mut nothing), Ok(1..)) {}
            cut.store(true, Ordering::Relaxed);
        });
        Lifeline { is_cut }
    }

    /// Says that a frame is on screen: once.
    pub fn first_frame(&self) {
        self.say(FIRST_FRAME);
    }

    /// Says that the update loop goes round: every second or two.
    pub fn beat(&self) {
        self.say(BEAT);
    }

    /// Says something for the log.
    pub fn tell(&self, words: &str) {
        // Nobody may listen; then it is not said.
        let _ = io::stderr().write_all(words.as_bytes());
    }

    /// Whether the window is to close.
    pub fn is_cut(&self) -> bool {
        self.is_cut.load(Ordering::Relaxed)
    }

    fn say(&self, words: &str) {
        let mut out = io::stdout();
        if writeln!(out, "{words}").and_then(|()| out.flush()).is_err() {
            self.is_cut.store(true, Ordering::Relaxed);
        }
    }
}
