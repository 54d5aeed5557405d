//! A story as a machine: the pages a life can stand on, the steps between them,
//! and what those change.
//!
//! With `page`, `wording`, `slots`, `reads` and `promises` the only module that
//! knows what stories are made of.

use std::collections::BTreeMap;

use super::pace::Pace;
use super::page::{Page, Shown};
use super::slots::{Slots, Standing};
use super::test::Test;
use super::wording::Count;
use crate::narrative::model::{
    Choice, ChoiceId, Effect, EndingId, Number, SceneId, Story, VariableId, Way,
};
use crate::narrative::run::Step;

/// A story as a machine.
pub(super) struct Machine {
    /// All that conditions can ask for.
    pub(super) slots: Slots,
    /// Where a life can stand, the first first.
    pub(super) locations: Vec<Location>,
    /// The steps, location by location.
    pub(super) edges: Vec<Edge>,
    /// What every slot holds on the first page.
    pub(super) start: Vec<i32>,
}

/// A page to stand on: a scene, or what of it follows an answer, with what is to
/// be returned to.
pub(super) struct Location {
    pub(super) scene: SceneId,
    pub(super) ending: Option<EndingId>,
    /// The steps on from here.
    pub(super) out: std::ops::Range<usize>,
    /// What may be read here.
    pub(super) shown: Vec<Shown>,
    /// How many words of prose there are; nothing where they vary in too many
    /// ways.
    pub(super) words: Option<Vec<Count>>,
}

/// A step from one location to another.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The choice taken, and what comes of it.
    pub(super) step: Step,
    /// When it is open.
    pub(super) guard: Test,
    /// What it changes, in order.
    pub(super) changes: Vec<Change>,
}

/// A change to one slot.
pub(super) struct Change {
    pub(super) slot: usize,
    pub(super) becomes: Becomes,
    /// The variable an author changes by it.
    pub(super) variable: Option<VariableId>,
}

/// What a slot holds after a change.
pub(super) enum Becomes {
    /// This number, as far as the slot holds it.
    Of(Number),
    /// The next number; after the highest, the lowest.
    Next,
}

/// What a change comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Outcome {
    /// The new number; nothing where it cannot be followed.
    pub(super) number: Option<i32>,
    /// -1 where it was held at the lowest number, 1 at the highest.
    pub(super) held: i8,
}

/// What makes a page another: its scene, the answer it goes on behind, and the
/// scenes that calls will return to.
type Key = (SceneId, Option<ChoiceId>, Vec<SceneId>);

impl Machine {
    /// The machine of a story. Nothing comes of it where it was called off.
    pub(super) fn of(story: &Story, pace: &Pace<'_>) -> Option<Machine> {
        let slots = Slots::of(story);
        let mut machine =
            Machine { slots, locations: Vec::new(), edges: Vec::new(), start: Vec::new() };
        let mut first = Vec::new();
        machine.enter(story, story.start, &mut first);
        let mut values: Vec<_> = machine.slots.all.iter().map(|slot| slot.start).collect();
        for change in &first {
            values[change.slot] = machine.outcome(change, &values).number.unwrap_or_default();
        }
        machine.start = values;

        let start = (story.start, None, Vec::new());
        let mut standing: BTreeMap<Key, usize> = BTreeMap::from([(start.clone(), 0)]);
        let mut waiting = vec![start];
        while let Some((id, answered, returns)) = waiting.get(machine.locations.len()).cloned() {
            let from = machine.locations.len();
            pace.go(from as f32 / waiting.len() as f32, waiting.len()).ok()?;
            let start = machine.edges.len();
            let page = Page::of(story, &machine.slots, id, answered, !returns.is_empty());
            for (choice, guard) in page.choices {
                if guard == Test::Always(false) {
                    continue;
                }
                for (outcome, key, changes) in machine.takes(story, choice, id, &returns) {
                    let to = *standing.entry(key).or_insert_with_key(|key| {
                        waiting.push(key.clone());
                        waiting.len() - 1
                    });
                    let step = Step { scene: id, choice: choice.id, outcome };
                    machine.edges.push(Edge { from, to, step, guard: guard.clone(), changes });
                }
            }
            let out = start..machine.edges.len();
            // What closes a vignette may ask before it does.
            let ending = story.scene(id).ending.filter(|_| out.is_empty());
            let (shown, words) = (page.shown, page.words);
            machine.locations.push(Location { scene: id, ending, out, shown, words });
        }
        Some(machine)
    }

    /// All that may come of taking a choice: which outcome, where it leads, what
    /// it changes.
    fn takes(
        &self,
        story: &Story,
        choice: &Choice,
        here: SceneId,
        returns: &[SceneId],
    ) -> Vec<(Option<usize>, Key, Vec<Change>)> {
        let taking = || {
            let mut changes = Vec::new();
            let taken = self.slots.taken(choice.counts_as);
            changes.extend(taken.map(|slot| Change::to(slot, Number::Literal(1))));
            self.change(&choice.effects, &mut changes);
            for index in 0..story.turns.len() {
                let counted = crate::narrative::model::TurnsId::new(index);
                let one_more =
                    Number::Plus(Box::new(Number::Turns(counted)), Box::new(Number::Literal(1)));
                changes.push(Change::to(self.slots.turns(counted), one_more));
            }
            changes
        };
        let entering = |scene: SceneId, returns: Vec<SceneId>, mut changes: Vec<Change>| {
            self.enter(story, scene, &mut changes);
            ((scene, None, returns), changes)
        };
        let one = |(key, changes)| vec![(None, key, changes)];
        match &choice.way {
            Way::Goto(scene) => one(entering(*scene, returns.to_vec(), taking())),
            Way::Call { scene, then } => {
                one(entering(*scene, [returns, &[*then]].concat(), taking()))
            }
            Way::Return => match returns.split_last() {
                Some((back, rest)) => one(entering(*back, rest.to_vec(), taking())),
                None => Vec::new(),
            },
            Way::Stay(_) => one(((here, Some(choice.id), returns.to_vec()), taking())),
            Way::Chance(outcomes) => {
                let come = outcomes.iter().enumerate().map(|(index, outcome)| {
                    let mut changes = taking();
                    self.change(&outcome.effects, &mut changes);
                    let (key, changes) = entering(outcome.goto, returns.to_vec(), changes);
                    (Some(index), key, changes)
                });
                come.collect()
            }
        }
    }

    /// What happens on the way into a scene.
    fn enter(&self, story: &Story, id: SceneId, changes: &mut Vec<Change>) {
        if let Some(slot) = self.slots.visits(id) {
            let (one, count) = (Number::Literal(1), Number::Visits(id));
            changes.push(Change::to(slot, Number::Plus(Box::new(count), Box::new(one))));
        }
        let rounds = self.slots.rounds(id);
        changes.extend(rounds.map(|slot| Change { slot, becomes: Becomes::Next, variable: None }));
        let scene = story.scene(id);
        if let Some(pool) = scene.offered {
            let storylets = &story.pools[pool.index()].storylets;
            if let Some(index) = storylets.iter().position(|storylet| storylet.scene == id) {
                let seen = self.slots.seen(pool, index);
                changes.extend(seen.map(|(slot, now)| Change::to(slot, Number::Literal(now))));
            }
        }
        for (index, counted) in story.turns.iter().enumerate() {
            if counted.scene == id {
                let slot = self.slots.turns(crate::narrative::model::TurnsId::new(index));
                changes.push(Change::to(slot, Number::Literal(0)));
            }
        }
        self.change(&scene.effects, changes);
    }

    fn change(&self, effects: &[Effect], changes: &mut Vec<Change>) {
        changes.extend(effects.iter().map(|effect| Change {
            slot: self.slots.variable(effect.variable),
            becomes: Becomes::Of(effect.value.clone()),
            variable: Some(effect.variable),
        }));
    }

    /// What a change comes to with these numbers in the slots.
    pub(super) fn outcome(&self, change: &Change, values: &[i32]) -> Outcome {
        let slot = &self.slots.all[change.slot];
        let number = match &change.becomes {
            Becomes::Of(number) => number.value(&Standing { slots: &self.slots, values }),
            Becomes::Next => match values[change.slot] {
                number if number < slot.high => number + 1,
                _ => slot.low,
            },
        };
        if change.variable.is_none() {
            let followed = number <= slot.high || !slot.endless;
            return Outcome { number: followed.then_some(number.min(slot.high)), held: 0 };
        }
        let held = i8::from(number > slot.high) - i8::from(number < slot.low);
        Outcome { number: Some(number.clamp(slot.low, slot.high)), held }
    }

    /// Whether something is so with these numbers in the slots.
    pub(super) fn holds(&self, test: &Test, values: &[i32]) -> bool {
        test.holds(&self.slots, values)
    }

    /// The slots that a part of a test asks for, sorted.
    pub(super) fn asked(&self, test: &Test) -> Vec<usize> {
        test.asked(&self.slots)
    }

    /// The slots that a change is made from, sorted.
    pub(super) fn sources(&self, change: &Change) -> Vec<usize> {
        match &change.becomes {
            Becomes::Of(number) => self.slots.of_number(number),
            Becomes::Next => vec![change.slot],
        }
    }
}

impl Change {
    fn to(slot: usize, number: Number) -> Change {
        Change { slot, becomes: Becomes::Of(number), variable: None }
    }
}
