//! What a list of saves shows of one.

use crate::narrative::model::Story;
use crate::narrative::run::{Playthrough, words_read};

/// What a list of saves shows of one. The story is needed for its picture
/// alone.
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
    /// The name of the scene: with it the story tells backdrop and part.
    pub scene: String,
    /// How long the life has been played, where that is known.
    pub played_secs: Option<u64>,
    /// The reader's words on it.
    pub note: Option<String>,
}

impl Card {
    /// The card of a life saved now, without time played and note.
    pub fn of(story: &Story, playthrough: &Playthrough, saved_at_secs: u64) -> Card {
        let scene = story.scene(playthrough.state().scene);
        Card {
            saved_at_secs,
            page: scene.title.clone(),
            date: scene.date.to_string(),
            steps: playthrough.steps().len(),
            words: words_read(story, playthrough),
            scene: scene.name.clone(),
            played_secs: None,
            note: None,
        }
    }
}
