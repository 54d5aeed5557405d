//! `sungari walk`: one scripted life, as a transcript.

use super::Answer;
use crate::narrative::diagnostic::render;
use crate::narrative::parse::StoryFile;
use crate::narrative::run::transcript;
use crate::terminal::Status;

/// How to walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WalkOptions {
    /// The choices, one `scene.key` a line.
    pub choices: String,
    /// Whether problems may be coloured.
    pub colour: bool,
}

/// Plays the choices and answers with every page and choice.
pub fn walk(files: &[StoryFile], options: &WalkOptions) -> Answer {
    let parsed = crate::narrative::load(files);
    let problems = |err: String| Answer { out: String::new(), err, status: Status::Problems };
    let Some(story) = parsed.story else {
        return problems(render(&parsed.problems, files, options.colour));
    };
    match transcript(&story, 0, &options.choices, |life| life) {
        Ok(text) => Answer::clean(text),
        Err(error) => problems(format!("error: {error}\n")),
    }
}
