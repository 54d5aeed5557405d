//! `sungari graph`: the story's map.

use super::Answer;
use crate::narrative::diagnostic::render;
use crate::narrative::explore::Reached;
use crate::narrative::graph::{dot, svg};
use crate::narrative::parse::{StoryFile, parse};
use crate::terminal::Status;

/// What the map is drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum GraphFormat {
    /// A picture for any browser
    #[default]
    Svg,
    /// For Graphviz and other programs
    Dot,
}

/// Draws a story's map. It may have scenes that nothing leads to: they are
/// what one looks for on it.
pub fn graph(files: &[StoryFile], format: GraphFormat, colour: bool) -> Answer {
    let parsed = parse(files);
    let Some(story) = parsed.story else {
        let err = render(&parsed.problems, files, colour);
        return Answer { out: String::new(), err, status: Status::Problems };
    };
    let reached = Reached::of(&story);
    Answer::clean(match format {
        GraphFormat::Svg => svg(&story, &reached),
        GraphFormat::Dot => dot(&story, &reached),
    })
}
