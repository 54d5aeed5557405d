//! A choice taken, and how it is written: `scene.key`, with the key of the
//! outcome after it where chance decided.

use crate::narrative::model::{Choice, ChoiceId, SceneId, Story, Way};

/// A choice taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The scene it was taken in.
    pub scene: SceneId,
    /// The choice.
    pub choice: ChoiceId,
    /// Which of its outcomes came about, where chance decided.
    pub outcome: Option<usize>,
}

impl Step {
    /// The step as a line of a walk file.
    pub fn line(self, story: &Story) -> String {
        let choice = story.choice(self.choice);
        let outcome = choice.outcome_key(self.outcome);
        let outcome = outcome.map(|key| format!(" {key}")).unwrap_or_default();
        format!("{}.{}{outcome}", story.scene(self.scene).name, choice.key)
    }
}

/// A line of a walk file: a scene, a choice, and an outcome where one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepLine<'l> {
    /// The scene's name.
    pub scene: &'l str,
    /// The choice's key.
    pub key: &'l str,
    /// The outcome's key.
    pub outcome: Option<&'l str>,
}

impl<'l> StepLine<'l> {
    /// Reads a line; nothing where it is not `scene.key` or `scene.key outcome`.
    pub fn read(line: &'l str) -> Option<StepLine<'l>> {
        let (scene, rest) = line.trim().split_once('.')?;
        let mut words = rest.split_whitespace();
        let (key, outcome) = (words.next()?, words.next());
        words.next().is_none().then_some(StepLine { scene, key, outcome })
    }
}

impl Choice {
    /// The key of one of its outcomes.
    pub fn outcome_key(&self, outcome: Option<usize>) -> Option<&str> {
        match &self.way {
            Way::Chance(outcomes) => outcomes.get(outcome?).map(|outcome| outcome.key.as_str()),
            _ => None,
        }
    }

    /// Which of its outcomes has this key.
    pub fn outcome_keyed(&self, key: &str) -> Option<usize> {
        match &self.way {
            Way::Chance(outcomes) => outcomes.iter().position(|outcome| outcome.key == key),
            _ => None,
        }
    }
}
