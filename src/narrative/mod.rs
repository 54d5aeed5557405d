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

use parse::{Parsed, StoryFile};

/// Reads a story from its files and checks it: everything that can be said
/// of it without playing it.
pub fn load(files: &[StoryFile]) -> Parsed {
    let mut parsed = parse::parse(files);
    if let Some(story) = &parsed.story {
        parsed.problems.extend(check::check(story, files));
        diagnostic::sort(&mut parsed.problems);
        let is_error =
            |problem: &diagnostic::Diagnostic| problem.severity == diagnostic::Severity::Error;
        if parsed.problems.iter().any(is_error) {
            parsed.story = None;
        }
    }
    parsed
}
