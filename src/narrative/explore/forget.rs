//! What need not be remembered where.
//!
//! For each location and slot: which numbers nothing that is still ahead can
//! tell apart. A slot that is not asked for again before it is set anew has one
//! class only: it is forgotten. A counter folds into the stretches between the
//! numbers it is compared with. Two states of the same classes have the same
//! future, choice by choice, so whatever is proved of classes holds of states.
//!
//! It is worked out backwards, from the questions to the changes before them,
//! until nothing is split any further.

use std::collections::{BTreeSet, HashMap};

use super::machine::{Change, Machine};
use super::slots::Slot;
use super::test::Test;
use crate::narrative::model::VariableId;

/// More combinations of numbers than this are not tried: each number is then
/// kept apart.
const MOST: usize = 1 << 16;

/// The class of each number of a slot, from its lowest on.
type Classes = Vec<u16>;

/// Slots that are kept, sorted, each with what is kept of it.
type Kept = Vec<(usize, usize)>;

/// What is remembered where.
pub(super) struct Memory {
    /// By location; no slot of one class only.
    kept: Vec<Kept>,
    kinds: Vec<Kind>,
}

/// What is kept of a slot.
pub(super) struct Kind {
    low: i32,
    classes: Classes,
    /// One number of each class.
    pub(super) examples: Vec<i32>,
}

impl Kind {
    /// How many classes there are.
    pub(super) fn size(&self) -> u16 {
        self.examples.len() as u16
    }

    /// The class of a number.
    pub(super) fn class(&self, number: i32) -> u16 {
        self.classes[(number - self.low) as usize]
    }
}

/// What shall be told apart besides choices.
pub(super) struct Interest<'i> {
    /// What is so at a location.
    pub(super) tests: Vec<(usize, &'i Test)>,
    /// Of which variables it is that they are held at a bound.
    pub(super) bounds: &'i dyn Fn(VariableId) -> bool,
}

impl Memory {
    pub(super) fn of(machine: &Machine, interest: &Interest<'_>) -> Memory {
        let mut work = Work {
            machine,
            values: machine.slots.all.iter().map(|slot| slot.low).collect(),
            partitions: Partitions::default(),
        };
        let mut kept: Vec<Kept> = vec![Vec::new(); machine.locations.len()];
        let mut comes_from = vec![Vec::new(); machine.locations.len()];
        let mut ask = |location: usize, test: &Test| {
            test.atoms(&mut |atom| {
                let asked = machine.asked(atom);
                let mut holds = |values: &[i32]| u32::from(machine.holds(atom, values));
                work.split(&mut kept[location], &asked, &mut holds);
            });
        };
        machine.edges.iter().for_each(|edge| ask(edge.from, &edge.guard));
        interest.tests.iter().for_each(|(location, test)| ask(*location, test));
        for (index, edge) in machine.edges.iter().enumerate() {
            comes_from[edge.to].push(index);
        }
        let mut waiting: BTreeSet<usize> = (0..kept.len()).collect();
        let mut before = Vec::new();
        while let Some(location) = waiting.pop_last() {
            for edge in comes_from[location].iter().map(|edge| &machine.edges[*edge]) {
                before.clone_from(&kept[location]);
                for change in edge.changes.iter().rev() {
                    work.undo(&mut before, change, interest.bounds);
                }
                if work.partitions.add(&mut kept[edge.from], &before) {
                    waiting.insert(edge.from);
                }
            }
        }
        let mut kinds = Vec::new();
        // What is kept of one slot has one number wherever it is the same.
        let mut known: HashMap<(usize, i32, i32), usize> = HashMap::new();
        for (slot, kind) in kept.iter_mut().flatten() {
            let slot = &machine.slots.all[*slot];
            let classes = &work.partitions.all[*kind];
            *kind = *known.entry((*kind, slot.low, slot.start)).or_insert_with(|| {
                kinds.push(Kind::of(slot, classes));
                kinds.len() - 1
            });
        }
        Memory { kept, kinds }
    }

    /// The slots that are kept at a location, sorted, each with which kind of
    /// memory is kept of it. Of the same slot the same kind is the same memory.
    pub(super) fn kept(&self, location: usize) -> &[(usize, usize)] {
        &self.kept[location]
    }

    /// A kind of memory.
    pub(super) fn kind(&self, kind: usize) -> &Kind {
        &self.kinds[kind]
    }

    /// What is kept of a slot at a location; nothing where it is forgotten.
    pub(super) fn of_slot(&self, location: usize, slot: usize) -> Option<&Kind> {
        let kept = &self.kept[location];
        let found = kept.binary_search_by_key(&slot, |(slot, _)| *slot).ok()?;
        Some(&self.kinds[kept[found].1])
    }

    /// How many classes a slot has at a location.
    pub(super) fn size(&self, location: usize, slot: usize) -> u16 {
        self.of_slot(location, slot).map_or(1, Kind::size)
    }

    /// The class of a number.
    pub(super) fn class(&self, location: usize, slot: usize, number: i32) -> u16 {
        self.of_slot(location, slot).map_or(0, |kind| kind.class(number))
    }

    /// One number of each class.
    pub(super) fn examples(&self, machine: &Machine, location: usize, slot: usize) -> Vec<i32> {
        let kind = self.of_slot(location, slot);
        kind.map_or_else(|| vec![machine.slots.all[slot].start], |kind| kind.examples.clone())
    }
}

impl Kind {
    /// The class of the number a slot begins with comes first.
    fn of(slot: &Slot, classes: &Classes) -> Kind {
        let mut classes = classes.clone();
        let first = classes[(slot.start - slot.low) as usize];
        for class in &mut classes {
            *class = match *class {
                class if class == first => 0,
                0 => first,
                class => class,
            };
        }
        let size = classes.iter().max().map_or(1, |most| usize::from(*most) + 1);
        let mut examples = vec![slot.low; size];
        for (index, class) in classes.iter().enumerate().rev() {
            examples[usize::from(*class)] = slot.low + index as i32;
        }
        Kind { low: slot.low, classes, examples }
    }
}

/// Classes by number, so that the same are compared as numbers. They are
/// numbered in the order in which they come up.
#[derive(Default)]
struct Partitions {
    all: Vec<Classes>,
    ids: HashMap<Classes, usize>,
    both: HashMap<(usize, usize), usize>,
}

impl Partitions {
    fn id(&mut self, classes: Classes) -> usize {
        let Partitions { all, ids, .. } = self;
        *ids.entry(classes).or_insert_with_key(|classes| {
            all.push(classes.clone());
            all.len() - 1
        })
    }

    /// The classes that tell apart what either does.
    fn both(&mut self, one: usize, other: usize) -> usize {
        if one == other {
            return one;
        }
        let key = (one.min(other), one.max(other));
        if let Some(known) = self.both.get(&key) {
            return *known;
        }
        let mut seen: HashMap<(u16, u16), u16> = HashMap::new();
        let pairs = self.all[key.0].iter().copied().zip(self.all[key.1].iter().copied());
        let classes = pairs.map(|pair| {
            let next = seen.len() as u16;
            *seen.entry(pair).or_insert(next)
        });
        let classes = classes.collect();
        let both = self.id(classes);
        self.both.insert(key, both);
        both
    }

    /// Keeps more. True where that was not kept yet.
    fn add(&mut self, kept: &mut Kept, more: &Kept) -> bool {
        if kept == more {
            return false;
        }
        let mut all = Vec::with_capacity(kept.len().max(more.len()));
        let mut is_new = false;
        let mut known = kept.iter().copied().peekable();
        for (slot, kind) in more {
            while let Some(other) = known.next_if(|(other, _)| other < slot) {
                all.push(other);
            }
            let old = known.next_if(|(other, _)| other == slot);
            let both = old.map_or(*kind, |(_, old)| self.both(old, *kind));
            is_new |= old.is_none_or(|(_, old)| old != both);
            all.push((*slot, both));
        }
        if is_new {
            all.extend(known);
            *kept = all;
        }
        is_new
    }
}

/// Finding out what must be kept.
struct Work<'m> {
    machine: &'m Machine,
    values: Vec<i32>,
    partitions: Partitions,
}

impl Work<'_> {
    /// What must be told apart before a change, for what must be after it.
    fn undo(&mut self, kept: &mut Kept, change: &Change, watches: &dyn Fn(VariableId) -> bool) {
        let found = kept.binary_search_by_key(&change.slot, |(slot, _)| *slot);
        let after = found.ok().map(|index| kept.remove(index).1);
        let watches = change.variable.is_some_and(watches);
        if after.is_none() && !watches {
            return;
        }
        let machine = self.machine;
        let low = machine.slots.all[change.slot].low;
        let asked = machine.sources(change);
        let after = after.map(|after| self.partitions.all[after].clone());
        let mut key = |values: &[i32]| {
            let outcome = machine.outcome(change, values);
            let class = outcome.number.map_or(u32::from(u16::MAX), |number| {
                after.as_ref().map_or(0, |classes| u32::from(classes[(number - low) as usize]))
            });
            let held = if watches { (outcome.held + 1) as u32 } else { 0 };
            class << 2 | held
        };
        self.split(kept, &asked, &mut key);
    }

    /// Splits the classes of the slots asked for, so that no two numbers of a
    /// class can give another answer, whatever the other slots hold.
    fn split(&mut self, kept: &mut Kept, asked: &[usize], answer: &mut dyn FnMut(&[i32]) -> u32) {
        let all = &self.machine.slots.all;
        let sizes: Vec<usize> = asked.iter().map(|slot| all[*slot].size()).collect();
        // Numbers that go on beyond what is followed are told apart to the last.
        let is_endless = asked.len() > 1 && asked.iter().any(|slot| all[*slot].endless);
        let combinations = sizes.iter().try_fold(1_usize, |product, size| {
            product.checked_mul(*size).filter(|product| *product <= MOST && !is_endless)
        });
        let mut answers = Vec::new();
        if let Some(combinations) = combinations {
            for mut combination in 0..combinations {
                for (slot, size) in asked.iter().zip(&sizes) {
                    self.values[*slot] = all[*slot].low + (combination % size) as i32;
                    combination /= size;
                }
                answers.push(answer(&self.values));
            }
        }
        let mut stride = 1;
        for (slot, size) in asked.iter().zip(&sizes) {
            // By number, all answers it can come to.
            let mut seen: HashMap<Vec<u32>, u16> = HashMap::new();
            let keys: Classes = (0..*size)
                .map(|number| {
                    let block = |start: usize| &answers[start + number * stride..][..stride];
                    let all = match combinations {
                        Some(all) => {
                            (0..all).step_by(stride * size).flat_map(block).copied().collect()
                        }
                        None => vec![number as u32],
                    };
                    let next = seen.len() as u16;
                    *seen.entry(all).or_insert(next)
                })
                .collect();
            stride *= size;
            if seen.len() > 1 {
                let keys = self.partitions.id(keys);
                match kept.binary_search_by_key(slot, |(slot, _)| *slot) {
                    Ok(index) => kept[index].1 = self.partitions.both(kept[index].1, keys),
                    Err(index) => kept.insert(index, (*slot, keys)),
                }
            }
        }
    }
}
