//! Chance that is the same in every run, and the proof that both engines tell
//! the same story.

use bladeink::story::Story as Ink;
use sungari::narrative::model::{ChoiceId, Story};
use sungari::narrative::run::{BlockKind, Playthrough, view};

/// Numbers that look like chance and are the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }

    /// True in so many of a hundred cases.
    pub(crate) fn in_hundred(&mut self, cases: usize) -> bool {
        self.below(100) < cases
    }
}

/// An open choice; none where the life has ended.
pub(crate) fn open_choice(story: &Story, life: &Playthrough, dice: &mut Dice) -> Option<ChoiceId> {
    let open = life.open_choices(story);
    (!open.is_empty()).then(|| open[dice.below(open.len())].id)
}

/// Takes so many choices at random, the same in both engines, life after life,
/// and compares the words of every page and choice. How many lives came to an end,
/// or what differs first.
pub(crate) fn told_alike(story: &Story, ink: &mut Ink, choices: usize) -> Result<usize, String> {
    let (mut dice, mut ended) = (Dice(5), 0);
    let mut life = Playthrough::begin(story, 0);
    ink.reset_state().map_err(told)?;
    for taken in 0..choices {
        let ours = ours(story, &life);
        let mut theirs = words(&ink.continue_maximally().map_err(told)?);
        let offered = ink.get_current_choices();
        theirs.extend(offered.iter().map(|choice| format!("> {}", choice.text.trim())));
        if ours != theirs {
            let here = &story.scene(life.state().scene).name;
            let (ours, theirs) = (ours.join(" "), theirs.join(" "));
            return Err(format!("after {taken} choices, at {here}:\n{ours}\n{theirs}"));
        }
        let open = life.open_choices(story);
        if open.is_empty() {
            ended += 1;
            life = Playthrough::begin(story, 0);
            ink.reset_state().map_err(told)?;
            continue;
        }
        let index = dice.below(open.len());
        life.choose(story, open[index].id).map_err(told)?;
        ink.choose_choice_index(index).map_err(told)?;
    }
    Ok(ended)
}

fn told(error: impl ToString) -> String {
    error.to_string()
}

/// The words of a page, then its choices.
fn ours(story: &Story, life: &Playthrough) -> Vec<String> {
    let page = view(story, life);
    let mut text = String::new();
    for block in &page.blocks {
        if let BlockKind::Say { who } = block.kind {
            text.extend([who, ": "]);
        }
        text.extend([&block.plain(), "\n"]);
    }
    let mut all = words(&text);
    all.extend(page.choices.iter().map(|choice| format!("> {}", choice.label)));
    all
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
