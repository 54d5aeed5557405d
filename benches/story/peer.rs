//! The peer: ink, compiled and played by bladeink.

use bladeink::story::Story;
use bladeink_compiler::Compiler;

use crate::generated::Dice;

/// Ink source to what bladeink loads.
pub(crate) fn compile(source: &str) -> String {
    Compiler::new().compile(source).expect("the story made here is ink")
}

/// From source to ready.
pub(crate) fn read(source: &str) -> Story {
    Story::new(&compile(source)).expect("what was compiled loads")
}

/// A life begins again.
pub(crate) fn begin(story: &mut Story) {
    story.reset_state().expect("a life can begin again");
}

/// Takes so many choices at random, every text produced, life after life.
pub(crate) fn play(story: &mut Story, choices: usize) -> usize {
    let (mut dice, mut written) = (Dice(1), 0);
    for _ in 0..choices {
        while story.can_continue() {
            written += story.cont().expect("the story goes on").len();
        }
        let choices = story.get_current_choices();
        written += choices.iter().map(|choice| choice.text.len()).sum::<usize>();
        match choices.len() {
            0 => begin(story),
            open => story.choose_choice_index(dice.below(open)).expect("the choice is there"),
        }
    }
    written
}
