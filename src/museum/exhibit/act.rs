//! What may be done at a kiosk, and what comes of it.

use crate::museum::counts::Tally;
use crate::museum::exit::Wish;
use crate::narrative::model::{ChoiceId, FactId};

/// How a page with a content note is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As it stands.
    Page,
    /// Its summary.
    Summary,
}

/// What somebody does at a kiosk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Touch it, anywhere.
    Begin,
    /// Begin one of the vignettes.
    Vignette(usize),
    /// Take a choice.
    Choose(ChoiceId),
    /// Answer a content note.
    Read(Reading),
    /// Ask what is true of the page, or go back to it.
    Truth,
    /// Open a fact’s sources, or close them.
    Open(FactId),
    /// Ask for what came until now, before staying.
    Stay,
    /// Go on in the story.
    GoOn,
    /// Go to the end of the visit.
    Finish,
    /// Read on where one stopped.
    ReadOn,
    /// Ask how the kiosk is used, or close that.
    Help,
    /// See the vignettes again.
    Others,
    /// Start again: the visit is over.
    Leave,
    /// The next size of text.
    Larger,
    /// Put what is touched lower, or back.
    Lower,
    /// Say that one is still there.
    StillHere,
    /// Touch a corner: 0 is top left, then clockwise.
    Corner(u8),
    /// Give a digit of the PIN.
    Digit(u8),
    /// Take the last digit back.
    Erase,
    /// Try the PIN.
    Enter,
    /// Leave the PIN or the panel.
    CloseStaff,
    /// Do something on the staff’s panel.
    Staff(StaffAct),
}

/// What staff can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffAct {
    /// Close for the day, or open again.
    Close,
    /// End the program with a wish.
    End(Wish),
    /// Write the counts to a stick: which of those that are there.
    Export(usize),
}

/// What whoever runs the kiosk must see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A visit is over: clear whatever was remembered of it, and count it.
    Over(Tally),
    /// End the program with a wish.
    End(Wish),
    /// Write the counts to a stick.
    Export(usize),
}
