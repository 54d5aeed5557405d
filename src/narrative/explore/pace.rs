//! How far the work has come, and whether to go on.

use std::cell::Cell;

/// How far one piece of the work has come. The pieces may be done side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Which piece of the stage it is, from 0.
    pub piece: usize,
    /// How many pieces the stage has.
    pub pieces: usize,
    /// How much of the piece is done, from 0 to 1.
    pub done: f32,
    /// How many nodes its sets of states are made of: a measure of memory.
    pub nodes: usize,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The pages are read, and where their choices lead.
    Reading,
    /// Every state is gone to.
    Reaching,
    /// It is looked for what is read there.
    Showing,
    /// The shortest walks are looked for.
    Walking,
    /// The routes to the endings are measured.
    Measuring,
}

impl std::fmt::Display for Stage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Stage::Reading => "reading the pages",
            Stage::Reaching => "going to every state",
            Stage::Showing => "looking at what is read",
            Stage::Walking => "looking for the shortest walks",
            Stage::Measuring => "measuring the routes",
        })
    }
}

/// Who hears of the progress, and says whether to go on.
pub type GoOn<'g> = &'g (dyn Fn(Progress) -> bool + Sync);

/// Work was called off before it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Halted;

/// The pace of one piece of the work.
pub(super) struct Pace<'g> {
    go_on: GoOn<'g>,
    stage: Stage,
    piece: usize,
    pieces: usize,
    /// More nodes than this are too many for the piece.
    most_nodes: usize,
    is_halted: Cell<bool>,
}

impl<'g> Pace<'g> {
    pub(super) fn new(go_on: GoOn<'g>, stage: Stage, piece: usize, pieces: usize) -> Pace<'g> {
        let (most_nodes, is_halted) = (usize::MAX, Cell::new(false));
        Pace { go_on, stage, piece, pieces, most_nodes, is_halted }
    }

    /// The same for work that is given up where it takes more nodes.
    pub(super) fn with_most(&self, most_nodes: usize) -> Pace<'g> {
        let Pace { go_on, stage, piece, pieces, .. } = *self;
        Pace { most_nodes, ..Pace::new(go_on, stage, piece, pieces) }
    }

    /// Says that so much is done, from 0 to 1, with so many nodes.
    ///
    /// # Errors
    /// When it shall not go on.
    pub(super) fn go(&self, done: f32, nodes: usize) -> Result<(), Halted> {
        let Pace { go_on, stage, piece, pieces, .. } = *self;
        if !go_on(Progress { stage, piece, pieces, done, nodes }) {
            self.is_halted.set(true);
            return Err(Halted);
        }
        if nodes > self.most_nodes { Err(Halted) } else { Ok(()) }
    }

    /// Whether somebody called it off.
    pub(super) fn is_halted(&self) -> bool {
        self.is_halted.get()
    }
}
