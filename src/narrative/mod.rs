//! Everything true about stories, without a window.
//!
//! No engine, no clock, no thread, no random source of its own. One place,
//! [`parse::folder`], reads story folders.

pub mod check;
pub mod diagnostic;
pub mod diff;
pub mod explore;
pub mod graph;
pub mod layout;
pub mod model;
pub mod parse;
pub mod record;
pub mod run;
mod seal;
pub mod stats;
pub mod work;

use parse::{Parsed, StoryFile};
use work::Workers;

/// Reads a story from its files and checks it: everything that can be said
/// of it without playing it.
pub fn load(files: &[StoryFile]) -> Parsed {
    load_with(files, &work::in_turn)
}

/// The same, the pieces of the work done by `workers`.
pub fn load_with(files: &[StoryFile], workers: Workers<'_>) -> Parsed {
    let mut parsed = parse::parse_with(files, workers);
    if let Some(story) = &parsed.story {
        parsed.problems.extend(check::check(story, files, workers));
        diagnostic::sort(&mut parsed.problems);
        let is_error =
            |problem: &diagnostic::Diagnostic| problem.severity == diagnostic::Severity::Error;
        if parsed.problems.iter().any(is_error) {
            parsed.story = None;
        }
    }
    parsed
}
