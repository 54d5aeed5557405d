//! The peer: ink, compiled and played by bladeink.

use std::time::Instant;

use bladeink::story::Story;
use bladeink_compiler::Compiler;

use crate::STEPS;
use crate::made::Dice;

/// Ink source to what bladeink loads.
pub(crate) fn compile(source: &str) -> String {
    Compiler::new().compile(source).expect("the story made here is ink")
}

/// From source to ready.
pub(crate) fn read(source: &str) -> Story {
    Story::new(&compile(source)).expect("what was compiled loads")
}

/// Choices a second at random, life after life of [`STEPS`], every text
/// produced: the median of `runs`. A life begins from the loaded story each
/// time, which is not counted.
pub(crate) fn play(compiled: &str, choices: usize, runs: usize) -> f64 {
    let mut story = Story::new(compiled).expect("what was compiled loads");
    let mut rates: Vec<f64> = (0..runs)
        .map(|_| {
            let (mut taken, mut seconds) = (0, 0.0);
            let mut dice = Dice(1);
            while taken < choices {
                story.reset_state().expect("a life can begin again");
                let start = Instant::now();
                taken += live(&mut story, &mut dice);
                seconds += start.elapsed().as_secs_f64();
            }
            taken as f64 / seconds
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    rates[runs / 2]
}

/// One life; how many choices it took.
fn live(story: &mut Story, dice: &mut Dice) -> usize {
    let mut written = 0;
    for taken in 0..STEPS {
        while story.can_continue() {
            written += story.cont().expect("the story goes on").len();
        }
        let choices = story.get_current_choices();
        written += choices.iter().map(|choice| choice.text.len()).sum::<usize>();
        if choices.is_empty() {
            return taken;
        }
        story.choose_choice_index(dice.below(choices.len())).expect("the choice is on the list");
    }
    std::hint::black_box(written);
    STEPS
}
