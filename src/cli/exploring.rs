//! `sungari explore`: shows how far it is, and gives up when it takes too much.

use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Explore;
use crate::author::{self, Answer, ExploreOptions};
use crate::narrative::explore::{Progress, Stage};
use crate::narrative::parse::StoryFile;
use crate::terminal::Terminal;

/// Sets of states of more nodes than this take gigabytes; `explore` gives up.
const MOST_NODES: usize = 100_000_000;
/// How often it says how far it is.
const EVERY: Duration = Duration::from_millis(200);
/// How many characters the bar has.
const BAR: usize = 24;

impl Explore {
    /// Explores a story. Once `is_stale`, nobody waits for the answer any more.
    pub(super) fn answer(
        &self,
        terminal: &mut Terminal<'_>,
        files: &[StoryFile],
        is_stale: &(dyn Fn() -> bool + Sync),
    ) -> Answer {
        let Explore { strict, format, budget, .. } = *self;
        let options = ExploreOptions { strict, format, colour: terminal.colour };
        let start = Instant::now();
        let far = Mutex::new(Far::default());
        let go_on = |progress: Progress| {
            let mut far = far.lock().unwrap_or_else(PoisonError::into_inner);
            far.note(progress);
            start.elapsed().as_secs() < budget && far.nodes() < MOST_NODES && !is_stale()
        };
        let seconds = || start.elapsed().as_secs_f64();
        let shows = std::io::stderr().is_terminal();
        let mut has_shown = false;
        let answer = thread::scope(|scope| {
            let (done, waits) = channel::<()>();
            let working = scope.spawn(|| {
                let answer = author::explore(files, options, &go_on, &seconds);
                drop(done);
                answer
            });
            while let Err(RecvTimeoutError::Timeout) = waits.recv_timeout(EVERY) {
                if shows {
                    has_shown = true;
                    let far = far.lock().unwrap_or_else(PoisonError::into_inner);
                    terminal.note(&format!("\r\x1b[K{}, {:.1} s", far.line(), seconds()));
                }
            }
            working.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        if has_shown {
            terminal.note("\r\x1b[K");
        }
        answer
    }
}

/// How far the pieces of a stage have come.
#[derive(Default)]
struct Far {
    stage: Option<Stage>,
    /// By piece: how much is done, and how many nodes it has.
    pieces: Vec<(f32, usize)>,
}

impl Far {
    fn note(&mut self, progress: Progress) {
        let Progress { stage, piece, pieces, done, nodes } = progress;
        if self.stage != Some(stage) {
            *self = Far { stage: Some(stage), pieces: vec![(0.0, 0); pieces] };
        }
        if let Some(known) = self.pieces.get_mut(piece) {
            // Work that is begun again in halves does not go back.
            *known = (known.0.max(done), nodes);
        }
    }

    fn nodes(&self) -> usize {
        self.pieces.iter().map(|(_, nodes)| nodes).sum()
    }

    fn line(&self) -> String {
        let Some(stage) = self.stage else { return String::new() };
        let done: f32 = self.pieces.iter().map(|(done, _)| done).sum();
        let part = done / self.pieces.len().max(1) as f32;
        let full = (part * BAR as f32) as usize;
        let bar: String = (0..BAR).map(|at| if at < full { '#' } else { '.' }).collect();
        format!("[{bar}] {stage}")
    }
}
