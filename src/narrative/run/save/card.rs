//! What a list of saves shows of one.

use crate::narrative::model::Story;
use crate::narrative::run::{Playthrough, words_read};

/// What a list of saves shows of one, without the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// When it was saved, in seconds since the beginning of 1970, UTC.
    pub saved_at_secs: u64,
    /// The title of the page.
    pub page: String,
    /// The date in the story, as [`Date`](crate::narrative::model::Date) reads it.
    pub date: String,
    /// How many choices were taken.
    pub steps: usize,
    /// How many words of prose were read.
    pub words: usize,
}

impl Card {
    /// The card of a life saved now.
    pub fn of(story: &Story, playthrough: &Playthrough, saved_at_secs: u64) -> Card {
        let scene = story.scene(playthrough.state().scene);
        Card {
            saved_at_secs,
            page: scene.title.clone(),
            date: scene.date.to_string(),
            steps: playthrough.steps().len(),
            words: words_read(story, playthrough),
        }
    }
}
