//! From story files to a [`Story`], or to everything that is wrong with them.
//!
//! In four steps: `tree` reads a file's text; `decode`, `group` and `format` say
//! what the fields hold; `names` gathers what everything is called, and `resolve` ties
//! names to what they lead to. Pure but for [`folder`].

pub(crate) mod decode;
mod expression;
pub mod folder;
mod format;
pub(crate) mod group;
mod names;
mod prose;
mod resolve;
pub(crate) mod tree;

pub(crate) use format::field_names;
pub(crate) use names::{better_id, is_id};

use crate::narrative::diagnostic::{self, Diagnostic};
use crate::narrative::model::Story;
use crate::narrative::work::{Workers, in_turn};

/// A story file, read into memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFile {
    /// Where it lies, relative to the story folder, with `/` between names.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// What came of reading a story.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The story, unless a problem is an error.
    pub story: Option<Story>,
    /// Everything that is wrong, in order of file, line and column.
    pub problems: Vec<Diagnostic>,
}

/// Reads a story from its files. Every problem of every file is reported.
pub fn parse(files: &[StoryFile]) -> Parsed {
    parse_with(files, &in_turn)
}

/// The same, the pieces of the work done by `workers`.
pub fn parse_with(files: &[StoryFile], workers: Workers<'_>) -> Parsed {
    let mut problems = Vec::new();
    let mut story = resolve::story(files, workers, &mut problems);
    if problems.iter().any(|problem| problem.code.is_syntax()) {
        story = None;
        resolve::tell_slips_once(files, workers, &mut problems);
    }
    diagnostic::sort(&mut problems);
    let is_sound = problems.iter().all(|problem| problem.severity != diagnostic::Severity::Error);
    Parsed { story: story.filter(|_| is_sound), problems }
}
