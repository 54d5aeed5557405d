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

use std::collections::BTreeMap;

use super::machine::{Change, Machine};
use super::test::Test;
use crate::narrative::model::VariableId;

/// More combinations of numbers than this are not tried: each number is then
/// kept apart.
const MOST: usize = 1 << 16;

/// The class of each number of a slot, from its lowest on.
pub(super) type Classes = Vec<u16>;

/// By location and slot, the classes; no slot of one class only.
pub(super) struct Memory {
    pub(super) kept: Vec<BTreeMap<usize, Classes>>,
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
        let mut kept = vec![BTreeMap::new(); machine.locations.len()];
        let mut scratch: Vec<i32> = machine.slots.all.iter().map(|slot| slot.low).collect();
        let mut comes_from = vec![Vec::new(); machine.locations.len()];
        let mut ask = |location: usize, test: &Test| {
            test.atoms(&mut |atom| {
                let asked = machine.asked(atom);
                let mut holds = |values: &[i32]| u32::from(machine.holds(atom, values));
                split(machine, &mut scratch, &mut kept[location], &asked, &mut holds);
            });
        };
        machine.edges.iter().for_each(|edge| ask(edge.from, &edge.guard));
        interest.tests.iter().for_each(|(location, test)| ask(*location, test));
        for (index, edge) in machine.edges.iter().enumerate() {
            comes_from[edge.to].push(index);
        }
        let mut waiting: std::collections::BTreeSet<usize> = (0..kept.len()).collect();
        while let Some(location) = waiting.pop_last() {
            for edge in comes_from[location].iter().map(|edge| &machine.edges[*edge]) {
                let mut before = kept[location].clone();
                for change in edge.changes.iter().rev() {
                    undo(machine, &mut scratch, &mut before, change, interest.bounds);
                }
                let mut changed = false;
                for (slot, classes) in before {
                    let size = classes.len();
                    let old = kept[edge.from].entry(slot).or_insert_with(|| vec![0; size]);
                    changed |= refine(old, &classes);
                }
                if changed {
                    waiting.insert(edge.from);
                }
            }
        }
        for classes in kept.iter_mut().flat_map(|kept| kept.iter_mut()) {
            start_with(classes.1, &machine.slots.all[*classes.0]);
        }
        Memory { kept }
    }

    /// How many classes a slot has at a location.
    pub(super) fn size(&self, location: usize, slot: usize) -> u16 {
        let classes = self.kept[location].get(&slot);
        classes.map_or(1, |classes| classes.iter().max().map_or(1, |most| most + 1))
    }

    /// The class of a number.
    pub(super) fn class(
        &self,
        machine: &Machine,
        location: usize,
        slot: usize,
        number: i32,
    ) -> u16 {
        let index = (number - machine.slots.all[slot].low) as usize;
        self.kept[location].get(&slot).map_or(0, |classes| classes[index])
    }

    /// One number of each class.
    pub(super) fn examples(&self, machine: &Machine, location: usize, slot: usize) -> Vec<i32> {
        let (low, start) = (machine.slots.all[slot].low, machine.slots.all[slot].start);
        let Some(classes) = self.kept[location].get(&slot) else { return vec![start] };
        let mut examples = vec![low; usize::from(self.size(location, slot))];
        for (index, class) in classes.iter().enumerate().rev() {
            examples[usize::from(*class)] = low + index as i32;
        }
        examples
    }
}

/// What must be told apart before a change, for what must be after it.
fn undo(
    machine: &Machine,
    scratch: &mut [i32],
    kept: &mut BTreeMap<usize, Classes>,
    change: &Change,
    watches: &dyn Fn(VariableId) -> bool,
) {
    let after = kept.remove(&change.slot);
    let watches = change.variable.is_some_and(watches);
    if after.is_none() && !watches {
        return;
    }
    let low = machine.slots.all[change.slot].low;
    let asked = machine.sources(change);
    let mut key = |values: &[i32]| {
        let outcome = machine.outcome(change, values);
        let class = outcome.number.map_or(u32::from(u16::MAX), |number| {
            after.as_ref().map_or(0, |classes| u32::from(classes[(number - low) as usize]))
        });
        let held = if watches { (outcome.held + 1) as u32 } else { 0 };
        class << 2 | held
    };
    split(machine, scratch, kept, &asked, &mut key);
}

/// Splits the classes of the slots asked for, so that no two numbers of a class
/// can give another answer, whatever the other slots hold.
fn split(
    machine: &Machine,
    values: &mut [i32],
    kept: &mut BTreeMap<usize, Classes>,
    asked: &[usize],
    answer: &mut dyn FnMut(&[i32]) -> u32,
) {
    let sizes: Vec<usize> = asked.iter().map(|slot| machine.slots.all[*slot].size()).collect();
    // Numbers that go on beyond what is followed are told apart to the last.
    let is_endless = asked.len() > 1 && asked.iter().any(|slot| machine.slots.all[*slot].endless);
    let combinations = sizes.iter().try_fold(1_usize, |product, size| {
        product.checked_mul(*size).filter(|product| *product <= MOST && !is_endless)
    });
    let mut answers = Vec::new();
    if let Some(combinations) = combinations {
        for mut combination in 0..combinations {
            for (slot, size) in asked.iter().zip(&sizes) {
                values[*slot] = machine.slots.all[*slot].low + (combination % size) as i32;
                combination /= size;
            }
            answers.push(answer(values));
        }
    }
    let mut stride = 1;
    for (slot, size) in asked.iter().zip(&sizes) {
        // By number, all answers it can come to.
        let mut seen: BTreeMap<Vec<u32>, u16> = BTreeMap::new();
        let keys: Classes = (0..*size)
            .map(|number| {
                let block = |start: usize| &answers[start + number * stride..][..stride];
                let all = match combinations {
                    Some(all) => (0..all).step_by(stride * size).flat_map(block).copied().collect(),
                    None => vec![number as u32],
                };
                let next = seen.len() as u16;
                *seen.entry(all).or_insert(next)
            })
            .collect();
        stride *= size;
        if seen.len() > 1 {
            refine(kept.entry(*slot).or_insert_with(|| vec![0; *size]), &keys);
        }
    }
}

/// Splits classes so that none has two different keys. True where it did.
fn refine(classes: &mut Classes, keys: &[u16]) -> bool {
    let mut seen: BTreeMap<(u16, u16), u16> = BTreeMap::new();
    let before = classes.iter().max().copied();
    for (class, key) in classes.iter_mut().zip(keys) {
        let next = seen.len() as u16;
        *class = *seen.entry((*class, *key)).or_insert(next);
    }
    classes.iter().max().copied() != before
}

fn start_with(classes: &mut Classes, slot: &super::slots::Slot) {
    let first = classes[(slot.start - slot.low) as usize];
    for class in classes {
        *class = match *class {
            class if class == first => 0,
            0 => first,
            class => class,
        };
    }
}
