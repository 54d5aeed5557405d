//! Conditions and effects: a small total language over bounded variables.
//!
//! There is no recursion, no loop and no call into the host, so every
//! condition and effect ends and everything a story can do can be explored.

use super::{ChoiceId, SceneId, TurnsId, VariableId};

/// What a condition or an effect may ask about a life.
pub trait Situation {
    /// The value of a variable, as its domain encodes it.
    fn value(&self, variable: VariableId) -> i32;
    /// How often a scene has been entered, this visit included.
    fn visits(&self, scene: SceneId) -> i32;
    /// Whether a choice has been taken.
    fn has_taken(&self, choice: ChoiceId) -> bool;
    /// How many choices were taken since a scene was last entered, up to the
    /// most that is counted; that where it never was.
    fn turns(&self, counted: TurnsId) -> i32;
}

/// A scene since which choices are counted, because a condition asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turns {
    /// The scene.
    pub scene: SceneId,
    /// Where counting stops: one more than the largest number it is compared
    /// with.
    pub most: u16,
}

/// A declared variable: its name, what it means, and the values it may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The name conditions and effects use.
    pub name: String,
    /// What the variable stands for, for authors.
    pub doc: String,
    /// The values it may take.
    pub domain: Domain,
    /// Its value when a life begins, as [`Domain`] encodes it.
    pub start: i32,
    /// Whether it is meant to be held at its bounds by what would push it
    /// further.
    pub held: bool,
    /// What texts say for each value, lowest first; empty where the author gave
    /// no words.
    pub shown: Vec<String>,
}

impl Variable {
    /// What a text says for a value.
    pub fn word(&self, value: i32) -> String {
        let index = usize::try_from(value.saturating_sub(self.domain.bounds().0));
        let word = index.ok().and_then(|index| self.shown.get(index));
        word.cloned().unwrap_or_else(|| self.domain.show(value))
    }
}

/// The values a variable may take. Each is held as a whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Yes or no: 1 or 0.
    Flag,
    /// A whole number from `from` to `to`, both included.
    Counter {
        /// The lowest value.
        from: i32,
        /// The highest value.
        to: i32,
    },
    /// One of a list of names: the index of the name.
    Named(Vec<String>),
}

impl Domain {
    /// The lowest and the highest value.
    pub fn bounds(&self) -> (i32, i32) {
        match self {
            Domain::Flag => (0, 1),
            Domain::Counter { from, to } => (*from, *to),
            Domain::Named(names) => (0, names.len() as i32 - 1),
        }
    }

    /// `value` as an author would write it.
    pub fn show(&self, value: i32) -> String {
        match self {
            Domain::Flag => (value != 0).to_string(),
            Domain::Counter { .. } => value.to_string(),
            Domain::Named(names) => usize::try_from(value)
                .ok()
                .and_then(|index| names.get(index))
                .cloned()
                .unwrap_or_else(|| value.to_string()),
        }
    }

    /// The value an author wrote as `word`, if this domain has it.
    pub fn read(&self, word: &str) -> Option<i32> {
        match self {
            Domain::Flag => word.parse::<bool>().ok().map(i32::from),
            Domain::Counter { from, to } => {
                word.parse().ok().filter(|value| (from..=to).contains(&value))
            }
            Domain::Named(names) => {
                names.iter().position(|name| name == word).map(|index| index as i32)
            }
        }
    }
}

/// Something that is so or is not so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Always so, or never.
    Always(bool),
    /// A flag is set.
    Flag(VariableId),
    /// A choice has been taken at least once in this life.
    Taken(ChoiceId),
    /// A scene has been entered at least once in this life, this visit included.
    Visited(SceneId),
    /// Two numbers stand in this relation.
    Compare(Number, Comparison, Number),
    /// The condition is not so.
    Not(Box<Condition>),
    /// All are so.
    All(Vec<Condition>),
    /// At least one is so.
    Any(Vec<Condition>),
}

impl Condition {
    /// Whether the condition is so.
    pub fn holds(&self, now: &impl Situation) -> bool {
        match self {
            Condition::Always(so) => *so,
            Condition::Flag(variable) => now.value(*variable) != 0,
            Condition::Taken(choice) => now.has_taken(*choice),
            Condition::Visited(scene) => now.visits(*scene) > 0,
            Condition::Compare(left, comparison, right) => {
                comparison.holds(left.value(now), right.value(now))
            }
            Condition::Not(condition) => !condition.holds(now),
            Condition::All(conditions) => conditions.iter().all(|part| part.holds(now)),
            Condition::Any(conditions) => conditions.iter().any(|part| part.holds(now)),
        }
    }
}

impl Condition {
    /// How many parts it is made of.
    pub fn size(&self) -> usize {
        match self {
            Condition::Always(_)
            | Condition::Flag(_)
            | Condition::Taken(_)
            | Condition::Visited(_) => 1,
            Condition::Compare(left, _, right) => 1 + left.size() + right.size(),
            Condition::Not(part) => 1 + part.size(),
            Condition::All(parts) | Condition::Any(parts) => {
                1 + parts.iter().map(Condition::size).sum::<usize>()
            }
        }
    }
}

impl Number {
    /// How many parts it is made of.
    pub fn size(&self) -> usize {
        match self {
            Number::Literal(_) | Number::Variable(_) | Number::Visits(_) | Number::Turns(_) => 1,
            Number::Plus(left, right) | Number::Minus(left, right) => {
                1 + left.size() + right.size()
            }
        }
    }

    /// What the number comes to.
    pub fn value(&self, now: &impl Situation) -> i32 {
        match self {
            Number::Literal(number) => *number,
            Number::Variable(variable) => now.value(*variable),
            Number::Visits(scene) => now.visits(*scene),
            Number::Turns(counted) => now.turns(*counted),
            Number::Plus(left, right) => left.value(now).saturating_add(right.value(now)),
            Number::Minus(left, right) => left.value(now).saturating_sub(right.value(now)),
        }
    }
}

impl Comparison {
    fn holds(self, left: i32, right: i32) -> bool {
        match self {
            Comparison::Equal => left == right,
            Comparison::Unequal => left != right,
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::More => left > right,
            Comparison::AtLeast => left >= right,
        }
    }
}

/// A whole number computed from the state.
///
/// A named value is the number of its name, so `papers == soviet` compares a
/// variable with a literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// This number.
    Literal(i32),
    /// A variable's value.
    Variable(VariableId),
    /// How often a scene has been entered, this visit included.
    Visits(SceneId),
    /// How many choices were taken since a scene was last entered; compared
    /// with literals alone.
    Turns(TurnsId),
    /// The sum of two numbers; saturates.
    Plus(Box<Number>, Box<Number>),
    /// The difference of two numbers; saturates.
    Minus(Box<Number>, Box<Number>),
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A change to one variable. The result is held within the variable's bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The variable that changes.
    pub variable: VariableId,
    /// Its new value.
    pub value: Number,
}
