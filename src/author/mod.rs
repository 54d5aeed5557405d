//! The commands for authors: a story's files in, an [`Answer`] out.
//!
//! Nothing here writes to a terminal or ends the process.

mod check;
mod explain;
mod explore;
mod walk;

pub use check::{CheckOptions, Format, check};
pub use explain::explain;
pub use explore::{ExploreOptions, explore};
pub use walk::{WalkOptions, walk};

use crate::narrative::diagnostic::{Diagnostic, Severity};
use crate::terminal::Status;

/// What a command has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked for.
    pub out: String,
    /// What went wrong on the way.
    pub err: String,
    /// How it went.
    pub status: Status,
}

impl Answer {
    /// Everything is in order.
    pub fn clean(out: String) -> Answer {
        Answer { out, err: String::new(), status: Status::Clean }
    }

    /// The command could not run, for one reason.
    pub fn cannot_run(why: &dyn std::fmt::Display) -> Answer {
        Answer { out: String::new(), err: format!("error: {why}\n"), status: Status::CannotRun }
    }
}

/// How many errors and warnings there are, in words: `2 errors, 1 warning`.
fn tally(problems: &[Diagnostic]) -> String {
    let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    match (errors, warnings) {
        (0, 0) => "no problems".into(),
        (errors, 0) => counted(errors, "error"),
        (0, warnings) => counted(warnings, "warning"),
        (errors, warnings) => {
            format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
        }
    }
}

/// A number of things, in words: `1 scene`, `2 scenes`.
fn counted(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
