//! What must be so in a state: the conditions that authors write, put together,
//! and what the rules of a page ask besides.

use super::slots::{Slots, Standing};
use crate::narrative::model::{Comparison, Condition, Number, Order, SceneId};

/// What must be so.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    /// Always so, or never.
    Always(bool),
    /// A condition without parts.
    Asks(Condition),
    /// A slot holds this number.
    Holds(usize, i32),
    /// It is not so.
    Not(Box<Test>),
    /// All are so.
    All(Vec<Test>),
    /// One is so at least.
    Any(Vec<Test>),
    /// So many are so at least.
    AtLeast(usize, Vec<Test>),
}

impl Test {
    /// What a condition asks.
    pub(super) fn of(condition: &Condition) -> Test {
        match condition {
            Condition::Always(so) => Test::Always(*so),
            Condition::Not(part) => Test::not(Test::of(part)),
            Condition::All(parts) => Test::all(parts.iter().map(Test::of)),
            Condition::Any(parts) => Test::any(parts.iter().map(Test::of)),
            atom => Test::Asks(atom.clone()),
        }
    }

    pub(super) fn not(part: Test) -> Test {
        match part {
            Test::Always(so) => Test::Always(!so),
            Test::Not(part) => *part,
            part => Test::Not(Box::new(part)),
        }
    }

    pub(super) fn all(parts: impl IntoIterator<Item = Test>) -> Test {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Test::Always(true) => {}
                Test::Always(false) => return Test::Always(false),
                Test::All(parts) => all.extend(parts),
                part => all.push(part),
            }
        }
        match all.len() {
            0 => Test::Always(true),
            1 => all.swap_remove(0),
            _ => Test::All(all),
        }
    }

    pub(super) fn any(parts: impl IntoIterator<Item = Test>) -> Test {
        let mut any = Vec::new();
        for part in parts {
            match part {
                Test::Always(false) => {}
                Test::Always(true) => return Test::Always(true),
                Test::Any(parts) => any.extend(parts),
                part => any.push(part),
            }
        }
        match any.len() {
            0 => Test::Always(false),
            1 => any.swap_remove(0),
            _ => Test::Any(any),
        }
    }

    pub(super) fn at_least(count: usize, parts: Vec<Test>) -> Test {
        match count {
            0 => Test::Always(true),
            1 => Test::any(parts),
            _ if count > parts.len() => Test::Always(false),
            _ => Test::AtLeast(count, parts),
        }
    }

    /// That it is the turn of one of `count` texts, in some life; nothing where
    /// chance decides.
    pub(super) fn turn(
        slots: &Slots,
        scene: SceneId,
        order: Order,
        index: usize,
        count: usize,
    ) -> Option<Test> {
        let visit = |comparison, visit: usize| {
            let visit = Number::Literal(i32::try_from(visit).unwrap_or(i32::MAX));
            Test::Asks(Condition::Compare(Number::Visits(scene), comparison, visit))
        };
        match order {
            Order::Stages if count < 2 => Some(Test::Always(true)),
            Order::Stages if index + 1 == count => Some(visit(Comparison::AtLeast, count)),
            Order::Stages | Order::Once => Some(visit(Comparison::Equal, index + 1)),
            Order::Cycle => Some(match slots.round(scene, count) {
                Some(slot) => Test::Holds(slot, index as i32),
                None => Test::Always(true),
            }),
            Order::Shuffle { .. } => None,
        }
    }

    /// Whether it is so with these numbers in the slots.
    pub(super) fn holds(&self, slots: &Slots, values: &[i32]) -> bool {
        match self {
            Test::Always(so) => *so,
            Test::Asks(condition) => condition.holds(&Standing { slots, values }),
            Test::Holds(slot, number) => values[*slot] == *number,
            Test::Not(part) => !part.holds(slots, values),
            Test::All(parts) => parts.iter().all(|part| part.holds(slots, values)),
            Test::Any(parts) => parts.iter().any(|part| part.holds(slots, values)),
            Test::AtLeast(count, parts) => {
                parts.iter().filter(|part| part.holds(slots, values)).count() >= *count
            }
        }
    }

    /// Calls `each` with every part that has no parts.
    pub(super) fn atoms<'t>(&'t self, each: &mut dyn FnMut(&'t Test)) {
        match self {
            Test::Not(part) => part.atoms(each),
            Test::All(parts) | Test::Any(parts) | Test::AtLeast(_, parts) => {
                parts.iter().for_each(|part| part.atoms(each));
            }
            atom => each(atom),
        }
    }

    /// The slots that a part without parts asks for, sorted.
    pub(super) fn asked(&self, slots: &Slots) -> Vec<usize> {
        let mut asked = Vec::new();
        match self {
            Test::Holds(slot, _) => asked.push(*slot),
            Test::Asks(Condition::Flag(variable)) => asked.push(slots.variable(*variable)),
            Test::Asks(Condition::Taken(choice)) => asked.extend(slots.taken(*choice)),
            Test::Asks(Condition::Visited(scene)) => asked.extend(slots.visits(*scene)),
            Test::Asks(Condition::Compare(left, _, right)) => {
                asked = slots.of_number(left);
                asked.extend(slots.of_number(right));
            }
            _ => {}
        }
        asked.sort_unstable();
        asked.dedup();
        asked
    }
}
