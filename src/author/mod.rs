//! The commands for authors: a story's files in, an [`Answer`] out.
//!
//! Nothing here writes to a terminal or ends the process.

mod check;
mod diff;
mod explain;
mod explore;
mod fmt;
mod graph;
mod lead;
mod new;
mod stats;
mod walk;

pub use check::{CheckOptions, Format, check};
pub use diff::compare as diff;
pub use explain::explain;
pub use explore::{ExploreOptions, explore};
pub use fmt::{FmtOptions, fmt};
pub use graph::{GraphFormat, graph};
pub use lead::{follow, know_vignette, lead_to};
pub use new::{new_scene, new_story};
pub use stats::{StatsOptions, show as stats};
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

/// An answer for other programs, on lines of its own.
fn json(answer: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(answer);
    text.expect("strings and numbers under string keys are always JSON") + "\n"
}

/// How many problems there are, in words: `2 errors, 1 warning`.
fn tally(problems: &[Diagnostic]) -> String {
    let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let mut told = Vec::new();
    for (severity, word) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        if of(severity) > 0 {
            told.push(counted(of(severity), word));
        }
    }
    if told.is_empty() {
        told.push("no problems".into());
    }
    match of(Severity::Advice) {
        0 => {}
        1 => told.push("1 piece of advice".into()),
        pieces => told.push(format!("{pieces} pieces of advice")),
    }
    told.join(", ")
}

/// A number of things, in words: `1 scene`, `2 scenes`.
fn counted(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
