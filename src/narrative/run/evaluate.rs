//! What conditions and effects come to in a state.

use super::State;
use crate::narrative::model::{Comparison, Condition, Effect, Number, Story, VariableId};

/// Whether a condition is so.
pub fn holds(condition: &Condition, state: &State) -> bool {
    match condition {
        Condition::Always(so) => *so,
        Condition::Flag(variable) => state.value(*variable) != 0,
        Condition::Taken(choice) => state.has_taken(*choice),
        Condition::Visited(scene) => state.visits(*scene) > 0,
        Condition::Compare(left, comparison, right) => {
            let (left, right) = (number(left, state), number(right, state));
            match comparison {
                Comparison::Equal => left == right,
                Comparison::Unequal => left != right,
                Comparison::Less => left < right,
                Comparison::AtMost => left <= right,
                Comparison::More => left > right,
                Comparison::AtLeast => left >= right,
            }
        }
        Condition::Not(condition) => !holds(condition, state),
        Condition::All(conditions) => conditions.iter().all(|condition| holds(condition, state)),
        Condition::Any(conditions) => conditions.iter().any(|condition| holds(condition, state)),
    }
}

/// What a number comes to.
pub fn number(value: &Number, state: &State) -> i32 {
    match value {
        Number::Literal(number) => *number,
        Number::Variable(variable) => state.value(*variable),
        Number::Visits(scene) => i32::try_from(state.visits(*scene)).unwrap_or(i32::MAX),
        Number::Plus(left, right) => number(left, state).saturating_add(number(right, state)),
        Number::Minus(left, right) => number(left, state).saturating_sub(number(right, state)),
    }
}

/// What an effect makes of its variable: held within the declared bounds.
pub(super) fn outcome(story: &Story, effect: &Effect, state: &State) -> (VariableId, i32) {
    let (low, high) = story.variable(effect.variable).domain.bounds();
    (effect.variable, number(&effect.value, state).clamp(low, high))
}
