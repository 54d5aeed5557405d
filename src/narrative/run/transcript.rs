//! A life as plain text: what a test keeps and `walk` prints.

use std::fmt::Write;

use super::{BlockKind, ChooseError, Playthrough, SceneView, StepLine, view};
use crate::narrative::model::{Hand, Story};

/// Why a scripted life could not be played to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WalkError {
    /// The line is not `scene.key`, with an outcome or without.
    #[error("line {line}: expected `scene.key`, found `{text}`")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// The life stands on another page.
    #[error("line {line}: `{scene}.{key}` is not on the page, which is `{page}`: {why}")]
    NotThere {
        /// Counted from 1.
        line: usize,
        /// The scene the line names.
        scene: String,
        /// The choice the line names.
        key: String,
        /// The scene the life stands on.
        page: String,
        /// What is open there.
        why: String,
    },
}

/// Plays `choices`, one `scene.key` a line, and writes every page and choice
/// down. Where chance decides, the line may say the outcome, `scene.key outcome`;
/// where it does not, the seed decides. Empty lines and lines that begin with `#` are passed over. `between`
/// is called after each choice with the life so far; it may replace it.
///
/// # Errors
/// At the first line that cannot be played.
pub fn transcript(
    story: &Story,
    seed: u64,
    choices: &str,
    mut between: impl FnMut(Playthrough) -> Playthrough,
) -> Result<String, WalkError> {
    let mut playthrough = Playthrough::begin(story, seed);
    let mut text = page_text(&view(story, &playthrough));
    for (index, line) in choices.lines().enumerate() {
        let (line, written) = (index + 1, line.trim());
        if written.is_empty() || written.starts_with('#') {
            continue;
        }
        let Some(StepLine { scene, key, outcome }) = StepLine::read(written) else {
            return Err(WalkError::Malformed { line, text: written.into() });
        };
        let page = view(story, &playthrough);
        let not_there = |why: String| WalkError::NotThere {
            line,
            scene: scene.into(),
            key: key.into(),
            page: page.scene.name.clone(),
            why,
        };
        let choice = page.choices.iter().find(|choice| choice.key == key);
        let Some(choice) = choice.filter(|_| page.scene.name == scene) else {
            let open: Vec<_> = playthrough
                .open_choices(story)
                .iter()
                .map(|choice| format!("`{}.{}`", page.scene.name, choice.key))
                .collect();
            return Err(not_there(match open.len() {
                0 => "the life has ended".into(),
                _ => format!("open are {}", open.join(", ")),
            }));
        };
        let taken = story.choice(choice.id);
        let outcome = match outcome {
            None => None,
            Some(key) => {
                let found = taken.outcome_keyed(key);
                Some(found.ok_or_else(|| not_there(format!("it has no outcome `{key}`")))?)
            }
        };
        playthrough.choose_outcome(story, choice.id, outcome).map_err(|error| match error {
            ChooseError::Closed => not_there(match choice.locked {
                Some(reason) => format!("it is locked: {reason}"),
                None => "it is not open".into(),
            }),
            ChooseError::Elsewhere | ChooseError::NoOutcome => not_there(error.to_string()),
        })?;
        let outcome = playthrough.steps().last().and_then(|step| taken.outcome_key(step.outcome));
        let _ = match outcome {
            Some(outcome) => writeln!(text, "> {} [{outcome}]\n", choice.label),
            None => writeln!(text, "> {}\n", choice.label),
        };
        playthrough = between(playthrough);
        text += &page_text(&view(story, &playthrough));
    }
    Ok(text)
}

fn tags(tags: &[String], text: &mut String) {
    for tag in tags {
        text.extend([" #", tag]);
    }
}

/// A page as plain text, choices with their keys and everything with its tags;
/// one that goes on has no heading of its own.
pub fn page_text(page: &SceneView<'_>) -> String {
    let mut text = String::new();
    if !page.goes_on {
        let _ = write!(text, "## {} [{}, {}]", page.scene.title, page.scene.name, page.scene.date);
        tags(&page.scene.tags, &mut text);
        text.push_str("\n\n");
    }
    for block in &page.blocks {
        match block.kind {
            BlockKind::Text => {}
            BlockKind::Say { who } => {
                let _ = write!(text, "{who}: ");
            }
            BlockKind::Note => text.push_str("~ "),
            BlockKind::Document { title, first, .. } => {
                if first {
                    let _ = writeln!(text, "| [{title}]");
                }
                text.push_str("| ");
            }
        }
        for span in &*block.spans {
            let _ = match span.hand {
                Hand::None => write!(text, "{}", span.text),
                Hand::Struck => write!(text, "[-{}-]", span.text),
                Hand::Added => write!(text, "[+{}+]", span.text),
            };
        }
        tags(block.tags, &mut text);
        text.push_str("\n\n");
    }
    for choice in &page.choices {
        let _ = match choice.locked {
            None => write!(text, "* {} ({})", choice.label, choice.key),
            Some(reason) => write!(text, "- {} [{reason}] ({})", choice.label, choice.key),
        };
        tags(choice.tags, &mut text);
        text.push('\n');
    }
    if let Some(ending) = page.ending {
        let _ = writeln!(text, "= {}", ending.title);
    }
    text.push('\n');
    text
}
