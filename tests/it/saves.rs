//! Saves: what is written is what is read, whatever happens in between.

mod carry;
mod faults;
pub(crate) mod kills;
mod reading;
mod sketch;
mod slots;

use sungari::narrative::model::Story;
use sungari::narrative::run::Playthrough;
use sungari::narrative::run::save::{self, Card};

/// The life of a story that takes `choices`, each `scene.key`.
pub(crate) fn life(story: &Story, choices: &str) -> Playthrough {
    let mut life = Playthrough::begin(story, 7);
    for choice in choices.split_whitespace() {
        let (scene, key) = choice.split_once('.').unwrap();
        let scene = story.scene_named(scene).unwrap();
        life.choose(story, story.choice_keyed(scene, key).unwrap().id).unwrap();
    }
    life
}

/// A save of the life, written at `saved_at_secs`.
fn saved(story: &Story, life: &Playthrough, saved_at_secs: u64) -> String {
    save::write(story, life, &Card::of(story, life, saved_at_secs))
}

/// A life in a line: its decisions, the page it stands on, and every value.
fn outline(story: &Story, life: &Playthrough) -> String {
    let mut words = Vec::new();
    for step in life.steps() {
        let key = &story.choice(step.choice).key;
        words.push(format!("{}.{key}", story.scene(step.scene).name));
    }
    words.push(format!("[{}]", story.scene(life.state().scene).name));
    for (variable, value) in story.variables.iter().zip(life.values()) {
        words.push(format!("{}={}", variable.name, variable.domain.show(*value)));
    }
    words.join(" ")
}
