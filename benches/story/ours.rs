//! What is measured of this program.

use sungari::narrative::model::Story;
use sungari::narrative::run::{Playthrough, page_text, view};

use crate::generated::{Dice, open_choice};

/// Takes so many choices at random, every text produced, life after life.
pub(crate) fn play(story: &Story, choices: usize) -> usize {
    let (mut dice, mut written) = (Dice(1), 0);
    let mut life = Playthrough::begin(story, 0);
    for _ in 0..choices {
        written += page_text(&view(story, &life)).len();
        match open_choice(story, &life, &mut dice) {
            Some(choice) => life.choose(story, choice).expect("the choice is open"),
            None => life = Playthrough::begin(story, 0),
        }
    }
    written
}

/// A life of so many choices.
pub(crate) fn life(story: &Story, choices: usize) -> Playthrough {
    let (mut life, mut dice) = (Playthrough::begin(story, 0), Dice(2));
    for _ in 0..choices {
        let choice = open_choice(story, &life, &mut dice).expect("the life goes on");
        life.choose(story, choice).expect("the choice is open");
    }
    life
}
