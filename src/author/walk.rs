//! `sungari walk`: one scripted life or vignette, as a transcript.

use super::{Answer, know_vignette};
use crate::narrative::diagnostic::render;
use crate::narrative::parse::StoryFile;
use crate::narrative::run::transcript;
use crate::terminal::Status;

/// How to walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WalkOptions {
    /// The choices, one `scene.key` a line.
    pub choices: String,
    /// The id of a vignette to walk through in place of the story.
    pub vignette: Option<String>,
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
    let alone = match &options.vignette {
        None => None,
        Some(name) => {
            if let Err(answer) = know_vignette(files, name) {
                return answer;
            }
            story.vignette_named(name).and_then(|vignette| story.of_vignette(vignette))
        }
    };
    match transcript(alone.as_ref().unwrap_or(&story), 0, &options.choices, |life| life) {
        Ok(text) => Answer::clean(text),
        Err(error) => problems(format!("error: {error}\n")),
    }
}
