//! Whether one of a list of choices is open whatever has happened.
//!
//! Tries every combination of what the conditions ask for, as if each could
//! come about; so what is found open is, and what is not may be all the same.

use crate::narrative::model::{
    Choice, ChoiceId, Condition, Number, SceneId, Situation, Story, TurnsId, VariableId,
};

/// More combinations than this are not tried.
const MOST: usize = 20_000;

/// Something a condition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Variable(VariableId),
    Visits(SceneId),
    Taken(ChoiceId),
    Turns(TurnsId),
}

/// Whether one of the choices of a scene without fallback is open in every
/// combination, as far as that can be told.
pub(super) fn one_is_always_open(story: &Story, scene: SceneId) -> bool {
    let choices = &story.scene(scene).choices;
    let is_free = |choice: &Choice| choice.condition == Condition::Always(true) && !choice.once;
    if choices.iter().any(is_free) {
        return true;
    }
    let mut questions = Vec::new();
    let mut largest = 1;
    for choice in choices {
        gather(story, &choice.condition, &mut questions, &mut largest);
        if choice.once {
            ask(Question::Taken(choice.counts_as), &mut questions);
        }
    }
    let ranges: Vec<(i32, i32)> = questions
        .iter()
        .map(|question| match question {
            Question::Variable(variable) => story.variable(*variable).domain.bounds(),
            // Whoever stands in the scene has come there.
            Question::Visits(asked) => (i32::from(*asked == scene), largest.saturating_add(1)),
            Question::Taken(_) => (0, 1),
            Question::Turns(counted) => (0, i32::from(story.turns[counted.index()].most)),
        })
        .collect();
    let combinations = ranges.iter().try_fold(1_usize, |product, (low, high)| {
        let size = usize::try_from(high.saturating_sub(*low)).ok()?.checked_add(1)?;
        product.checked_mul(size).filter(|product| *product <= MOST)
    });
    if combinations.is_none() {
        return false;
    }
    let mut answers: Vec<i32> = ranges.iter().map(|(low, _)| *low).collect();
    loop {
        let case = Case { questions: &questions, answers: &answers };
        if !choices.iter().any(|choice| case.is_open(choice)) {
            return false;
        }
        // The next combination, counting up from the first question.
        let next = (0..answers.len()).find(|index| answers[*index] < ranges[*index].1);
        let Some(next) = next else { return true };
        answers[next] += 1;
        for (answer, (low, _)) in answers[..next].iter_mut().zip(&ranges) {
            *answer = *low;
        }
    }
}

fn ask(question: Question, questions: &mut Vec<Question>) {
    if !questions.contains(&question) {
        questions.push(question);
    }
}

fn gather(story: &Story, condition: &Condition, questions: &mut Vec<Question>, largest: &mut i32) {
    match condition {
        Condition::Always(_) => {}
        Condition::Flag(variable) => ask(Question::Variable(*variable), questions),
        Condition::Taken(choice) => ask(Question::Taken(*choice), questions),
        Condition::Visited(scene) => ask(Question::Visits(*scene), questions),
        Condition::Compare(left, _, right) => {
            gather_number(story, left, questions, largest);
            gather_number(story, right, questions, largest);
        }
        Condition::Not(inner) => gather(story, inner, questions, largest),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| gather(story, part, questions, largest));
        }
    }
}

/// `largest` grows beyond whatever the numbers can add up to: no count of
/// visits above it makes a difference.
fn gather_number(story: &Story, number: &Number, questions: &mut Vec<Question>, largest: &mut i32) {
    let mut grow = |by: i32| *largest = largest.saturating_add(by.saturating_abs());
    match number {
        Number::Literal(number) => grow(*number),
        Number::Variable(variable) => {
            let (low, high) = story.variable(*variable).domain.bounds();
            grow(low);
            grow(high);
            ask(Question::Variable(*variable), questions);
        }
        Number::Visits(scene) => ask(Question::Visits(*scene), questions),
        Number::Turns(counted) => ask(Question::Turns(*counted), questions),
        Number::Plus(left, right) | Number::Minus(left, right) => {
            gather_number(story, left, questions, largest);
            gather_number(story, right, questions, largest);
        }
    }
}

/// One combination of answers.
struct Case<'c> {
    questions: &'c [Question],
    answers: &'c [i32],
}

impl Case<'_> {
    fn answer(&self, question: Question) -> i32 {
        let index = self.questions.iter().position(|known| *known == question);
        index.map_or(0, |index| self.answers[index])
    }

    fn is_open(&self, choice: &Choice) -> bool {
        let is_spent = choice.once && self.answer(Question::Taken(choice.counts_as)) == 1;
        !is_spent && choice.condition.holds(self)
    }
}

impl Situation for Case<'_> {
    fn value(&self, variable: VariableId) -> i32 {
        self.answer(Question::Variable(variable))
    }

    fn visits(&self, scene: SceneId) -> i32 {
        self.answer(Question::Visits(scene))
    }

    fn has_taken(&self, choice: ChoiceId) -> bool {
        self.answer(Question::Taken(choice)) == 1
    }

    fn turns(&self, counted: TurnsId) -> i32 {
        self.answer(Question::Turns(counted))
    }
}
