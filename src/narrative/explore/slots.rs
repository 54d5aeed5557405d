//! All that conditions can ask for, as slots that hold whole numbers.

use std::collections::BTreeMap;

use super::reads::{Reads, caps};
use crate::narrative::model::{
    ChoiceId, Number, PoolId, SceneId, Situation, Story, TurnsId, VariableId,
};

/// Something that conditions ask for, and the whole numbers it may hold.
#[derive(Debug)]
pub(super) struct Slot {
    /// The lowest number.
    pub(super) low: i32,
    /// The highest number.
    pub(super) high: i32,
    /// The number before the first page.
    pub(super) start: i32,
    /// Whether it counts on beyond `high`, where nobody can follow.
    pub(super) endless: bool,
}

impl Slot {
    pub(super) fn size(&self) -> usize {
        (self.high - self.low) as usize + 1
    }
}

/// Which slot is for what.
pub(super) struct Slots {
    /// The slots.
    pub(super) all: Vec<Slot>,
    variables: Vec<usize>,
    visits: Vec<Option<usize>>,
    taken: Vec<Option<usize>>,
    turns: Vec<usize>,
    /// By scene and how many texts go round there: whose turn it is.
    rounds: BTreeMap<(SceneId, usize), usize>,
    /// By pool and two of its storylets that only the time they were last seen
    /// tells apart: whether the first was seen later.
    later: BTreeMap<(PoolId, usize, usize), usize>,
}

impl Slots {
    pub(super) fn of(story: &Story) -> Slots {
        let reads = Reads::of(story);
        let mut all = Vec::new();
        let mut slot = |low, high, start, endless| {
            all.push(Slot { low, high, start, endless });
            all.len() - 1
        };
        let variables = story.variables.iter().map(|variable| {
            let (low, high) = variable.domain.bounds();
            slot(low, high, variable.start, false)
        });
        let variables = variables.collect();
        let visits = caps(story, &reads).into_iter();
        let visits = visits.map(|cap| cap.map(|cap| slot(0, cap.most, 0, cap.endless))).collect();
        let taken = reads.taken.iter().map(|read| read.then(|| slot(0, 1, 0, false))).collect();
        let turns = story.turns.iter().map(|counted| i32::from(counted.most));
        let turns = turns.map(|most| slot(0, most, most, false)).collect();
        let rounds = reads.rounds.iter().map(|(scene, count)| {
            // The first visit comes round to the first text.
            let last = *count as i32 - 1;
            ((*scene, *count), slot(0, last, last, false))
        });
        let rounds = rounds.collect();
        let mut later = BTreeMap::new();
        for (index, pool) in story.pools.iter().enumerate().filter(|(_, pool)| pool.remembers) {
            for (first, one) in pool.storylets.iter().enumerate() {
                let behind = pool.storylets.iter().enumerate().skip(first + 1);
                for (second, _) in behind.filter(|(_, other)| other.rank() == one.rank()) {
                    later.insert((PoolId::new(index), first, second), slot(0, 1, 0, false));
                }
            }
        }
        Slots { all, variables, visits, taken, turns, rounds, later }
    }

    pub(super) fn variable(&self, variable: VariableId) -> usize {
        self.variables[variable.index()]
    }

    /// Nothing where nobody asks.
    pub(super) fn visits(&self, scene: SceneId) -> Option<usize> {
        self.visits[scene.index()]
    }

    /// Nothing where nobody asks.
    pub(super) fn taken(&self, choice: ChoiceId) -> Option<usize> {
        self.taken[choice.index()]
    }

    pub(super) fn turns(&self, counted: TurnsId) -> usize {
        self.turns[counted.index()]
    }

    /// Whose turn it is of so many texts that go round in a scene.
    pub(super) fn round(&self, scene: SceneId, count: usize) -> Option<usize> {
        self.rounds.get(&(scene, count)).copied()
    }

    /// The slots that say whose turn it is in a scene.
    pub(super) fn rounds(&self, scene: SceneId) -> impl Iterator<Item = usize> {
        self.rounds.range((scene, 0)..=(scene, usize::MAX)).map(|(_, slot)| *slot)
    }

    /// Whether the first of two storylets was seen later than the second.
    pub(super) fn later(&self, pool: PoolId, first: usize, second: usize) -> Option<usize> {
        self.later.get(&(pool, first, second)).copied()
    }

    /// What seeing a storylet says of which was seen later.
    pub(super) fn seen(&self, pool: PoolId, storylet: usize) -> impl Iterator<Item = (usize, i32)> {
        let pairs = self.later.iter().filter(move |((of, ..), _)| *of == pool);
        pairs.filter_map(move |((_, first, second), slot)| match storylet {
            seen if seen == *first => Some((*slot, 1)),
            seen if seen == *second => Some((*slot, 0)),
            _ => None,
        })
    }

    /// The slots a number is made from, sorted.
    pub(super) fn of_number(&self, number: &Number) -> Vec<usize> {
        let mut slots = match number {
            Number::Literal(_) => Vec::new(),
            Number::Variable(variable) => vec![self.variable(*variable)],
            Number::Visits(scene) => self.visits(*scene).into_iter().collect(),
            Number::Turns(counted) => vec![self.turns(*counted)],
            Number::Plus(left, right) | Number::Minus(left, right) => {
                [self.of_number(left), self.of_number(right)].concat()
            }
        };
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

/// Numbers in slots, as conditions ask for them.
pub(super) struct Standing<'m> {
    pub(super) slots: &'m Slots,
    pub(super) values: &'m [i32],
}

impl Situation for Standing<'_> {
    fn value(&self, variable: VariableId) -> i32 {
        self.values[self.slots.variable(variable)]
    }

    fn visits(&self, scene: SceneId) -> i32 {
        self.slots.visits(scene).map_or(0, |slot| self.values[slot])
    }

    fn has_taken(&self, choice: ChoiceId) -> bool {
        self.slots.taken(choice).is_some_and(|slot| self.values[slot] != 0)
    }

    fn turns(&self, counted: TurnsId) -> i32 {
        self.values[self.slots.turns(counted)]
    }
}
