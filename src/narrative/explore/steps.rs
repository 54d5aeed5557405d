//! The machine's edges as steps of sets: what each does to classes of numbers.

use std::collections::BTreeSet;

use super::diagram::{DROPPED, Diagrams, NONE, Set, Step};
use super::forget::Memory;
use super::machine::{Edge, Machine};
use super::test::Test;
use crate::narrative::model::VariableId;

/// A machine whose states are sets.
pub(super) struct Space<'m> {
    pub(super) machine: &'m Machine,
    pub(super) memory: Memory,
    pub(super) sets: Diagrams,
    levels: Vec<u32>,
    /// By location, the levels it keeps with how many classes, sorted.
    kept: Vec<Vec<(u32, u16)>>,
    /// By edge, the ways it may go.
    pub(super) ways: Vec<Vec<Way>>,
    /// By location, every state there might be.
    all: Vec<Set>,
    /// By location, the states that nothing goes on from; empty where none is.
    barred: Vec<Set>,
}

/// An edge, as far as it does the same to all numbers of a state.
pub(super) struct Way {
    /// The states that it may be gone from.
    pub(super) open: Set,
    pub(super) step: Step,
}

impl<'m> Space<'m> {
    pub(super) fn new(machine: &'m Machine, memory: Memory, levels: Vec<u32>) -> Space<'m> {
        let mut sets = Diagrams::new();
        let mut kept = Vec::with_capacity(machine.locations.len());
        let mut all = Vec::with_capacity(machine.locations.len());
        for location in 0..machine.locations.len() {
            let slots = memory.kept(location).iter();
            let mut here: Vec<_> =
                slots.map(|(slot, kind)| (levels[*slot], memory.kind(*kind).size())).collect();
            here.sort_unstable();
            all.push(sets.all(&here, &[], &mut |_| true));
            kept.push(here);
        }
        let barred = Vec::new();
        let mut space =
            Space { machine, memory, sets, levels, kept, ways: Vec::new(), all, barred };
        let mut id = 0;
        for edge in &machine.edges {
            let open = space.states(edge.from, &edge.guard);
            let ways = space.ways_of(edge, open, &mut id);
            space.ways.push(ways);
        }
        space
    }

    /// The one state a life begins in.
    pub(super) fn start(&mut self) -> Set {
        let state = self.state(0, &self.machine.start);
        self.sets.only(&state)
    }

    /// The state at a location of these numbers: its numbers that are not 0, with
    /// their levels.
    pub(super) fn state(&self, location: usize, values: &[i32]) -> Vec<(u32, u16)> {
        let numbers =
            self.memory.kept(location).iter().map(|(slot, kind)| {
                (self.levels[*slot], self.memory.kind(*kind).class(values[*slot]))
            });
        let mut state: Vec<_> = numbers.filter(|(_, number)| *number != 0).collect();
        state.sort_unstable();
        state
    }

    /// The states at a location of which something is so.
    pub(super) fn states(&mut self, location: usize, test: &Test) -> Set {
        match test {
            Test::Always(true) => self.all[location],
            Test::Always(false) => NONE,
            Test::Not(inner) => {
                let inner = self.states(location, inner);
                self.sets.without(self.all[location], inner)
            }
            Test::All(parts) => parts.iter().fold(self.all[location], |set, part| {
                let part = self.states(location, part);
                self.sets.common(set, part)
            }),
            Test::Any(parts) => parts.iter().fold(NONE, |set, part| {
                let part = self.states(location, part);
                self.sets.union(set, part)
            }),
            Test::AtLeast(count, parts) => self.at_least(location, *count, parts),
            atom => self.atom(location, atom),
        }
    }

    fn at_least(&mut self, location: usize, count: usize, parts: &[Test]) -> Set {
        // By how many were so until now; the last by so many or more.
        let mut so = vec![NONE; count + 1];
        so[0] = self.all[location];
        for part in parts {
            let part = self.states(location, part);
            for reached in (0..count).rev() {
                let more = self.sets.common(so[reached], part);
                so[reached] = self.sets.without(so[reached], part);
                so[reached + 1] = self.sets.union(so[reached + 1], more);
            }
        }
        so[count]
    }

    fn atom(&mut self, location: usize, atom: &Test) -> Set {
        let machine = self.machine;
        let mut asked = machine.asked(atom);
        asked.retain(|slot| self.memory.size(location, *slot) > 1);
        asked.sort_by_key(|slot| self.levels[*slot]);
        self.allowing(location, &asked, &mut |values| machine.holds(atom, values))
    }

    /// The states at a location that are allowed by what these slots hold,
    /// which are sorted by level.
    fn allowing(
        &mut self,
        location: usize,
        slots: &[usize],
        allows: &mut dyn FnMut(&[i32]) -> bool,
    ) -> Set {
        let machine = self.machine;
        let levels: Vec<_> = slots.iter().map(|slot| self.levels[*slot]).collect();
        let examples: Vec<_> =
            slots.iter().map(|slot| self.memory.examples(machine, location, *slot)).collect();
        let mut values: Vec<i32> = machine.slots.all.iter().map(|slot| slot.start).collect();
        self.sets.all(&self.kept[location], &levels, &mut |numbers| {
            for (index, number) in numbers.iter().enumerate() {
                values[slots[index]] = examples[index][usize::from(*number)];
            }
            allows(&values)
        })
    }

    fn ways_of(&mut self, edge: &Edge, open: Set, id: &mut u32) -> Vec<Way> {
        let machine = self.machine;
        // What each changed slot is made from in the end.
        let mut from: Vec<(usize, BTreeSet<usize>)> = Vec::new();
        for change in &edge.changes {
            let mut sources = BTreeSet::new();
            for asked in machine.sources(change) {
                match from.iter().find(|(slot, _)| *slot == asked) {
                    Some((_, known)) => sources.extend(known),
                    None => drop(sources.insert(asked)),
                }
            }
            from.retain(|(slot, _)| *slot != change.slot);
            from.push((change.slot, sources));
        }
        let is_tied = |(slot, sources): &&(usize, BTreeSet<usize>)| {
            self.memory.size(edge.to, *slot) > 1 && sources.iter().any(|source| source != slot)
        };
        let mut tied: BTreeSet<usize> =
            from.iter().filter(is_tied).flat_map(|(_, sources)| sources.iter().copied()).collect();
        tied.retain(|slot| self.memory.size(edge.from, *slot) > 1);
        let mut tied: Vec<usize> = tied.into_iter().collect();
        tied.sort_by_key(|slot| self.levels[*slot]);
        let examples: Vec<_> =
            tied.iter().map(|slot| self.memory.examples(machine, edge.from, *slot)).collect();

        let mut ways = Vec::new();
        let mut numbers = vec![0_usize; tied.len()];
        loop {
            let held: Vec<(usize, i32)> = tied
                .iter()
                .zip(&examples)
                .zip(&numbers)
                .map(|((slot, examples), number)| (*slot, examples[*number]))
                .collect();
            let mut open = open;
            if !tied.is_empty() {
                let levels: Vec<_> = tied.iter().map(|slot| self.levels[*slot]).collect();
                let here = self.sets.all(&self.kept[edge.from], &levels, &mut |found| {
                    found.iter().zip(&numbers).all(|(found, number)| usize::from(*found) == *number)
                });
                open = self.sets.common(open, here);
            }
            if open != NONE {
                ways.push(Way { open, step: self.step(edge, &held, *id) });
                *id += 1;
            }
            let next = (0..tied.len()).find(|index| numbers[*index] + 1 < examples[*index].len());
            let Some(next) = next else { return ways };
            numbers[next] += 1;
            numbers[..next].fill(0);
        }
    }

    /// What an edge does to each slot, `held` being as they are.
    fn step(&self, edge: &Edge, held: &[(usize, i32)], id: u32) -> Step {
        let (machine, memory) = (self.machine, &self.memory);
        let mut values: Vec<i32> = machine.slots.all.iter().map(|slot| slot.start).collect();
        for (slot, value) in held {
            values[*slot] = *value;
        }
        let changed: BTreeSet<usize> = edge.changes.iter().map(|change| change.slot).collect();
        let mut maps = Vec::new();
        let mut to = memory.kept(edge.to).iter().copied().peekable();
        for (slot, kind) in memory.kept(edge.from) {
            while to.next_if(|(other, _)| other < slot).is_some() {}
            let after = to.next_if(|(other, _)| other == slot).map(|(_, kind)| kind);
            if changed.contains(slot) || after == Some(*kind) {
                continue;
            }
            let class = |example: &i32| after.map_or(0, |after| memory.kind(after).class(*example));
            let map: Box<[u16]> = memory.kind(*kind).examples.iter().map(class).collect();
            self.push(&mut maps, *slot, map);
        }
        for slot in changed {
            let is_kept = |location| memory.of_slot(location, slot).is_some();
            if !is_kept(edge.from) && !is_kept(edge.to) {
                continue;
            }
            let examples = memory.examples(machine, edge.from, slot);
            let is_held = held.iter().any(|(held, _)| *held == slot);
            let becomes = examples.iter().map(|example| {
                let before = values[slot];
                if !is_held {
                    values[slot] = *example;
                }
                let class = self.becomes(edge, slot, &mut values);
                values[slot] = before;
                class
            });
            self.push(&mut maps, slot, becomes.collect());
        }
        maps.sort_unstable();
        Step { id, maps }
    }

    fn push(&self, maps: &mut Vec<(u32, Box<[u16]>)>, slot: usize, map: Box<[u16]>) {
        let mut numbers = map.iter().enumerate();
        if numbers.any(|(number, becomes)| number != usize::from(*becomes)) {
            maps.push((self.levels[slot], map));
        }
    }

    /// The class of a slot after an edge. The values are left as they are.
    fn becomes(&self, edge: &Edge, slot: usize, values: &mut [i32]) -> u16 {
        let mut before = Vec::with_capacity(edge.changes.len());
        let mut is_followed = true;
        for change in &edge.changes {
            match self.machine.outcome(change, values).number {
                Some(number) => {
                    before.push((change.slot, std::mem::replace(&mut values[change.slot], number)));
                }
                None => is_followed &= change.slot != slot,
            }
        }
        let number = values[slot];
        for (slot, value) in before.into_iter().rev() {
            values[slot] = value;
        }
        match is_followed {
            true => self.memory.class(edge.to, slot, number),
            false => DROPPED,
        }
    }

    /// Nothing shall go on from these states, by location.
    pub(super) fn bar(&mut self, barred: Vec<Set>) {
        self.barred = barred;
    }

    fn unbarred(&mut self, edge: usize, set: Set) -> Set {
        match self.barred.get(self.machine.edges[edge].from) {
            Some(barred) => self.sets.without(set, *barred),
            None => set,
        }
    }

    /// Where an edge leads from these states.
    pub(super) fn forward(&mut self, edge: usize, set: Set) -> Set {
        let set = self.unbarred(edge, set);
        let ways = &self.ways[edge];
        ways.iter().fold(NONE, |sum, way| {
            let from = self.sets.common(set, way.open);
            let to = self.sets.forward(&way.step, from);
            self.sets.union(sum, to)
        })
    }

    /// Those of the states from which an edge leads into `target`.
    pub(super) fn back(&mut self, edge: usize, set: Set, target: Set) -> Set {
        let set = self.unbarred(edge, set);
        let ways = &self.ways[edge];
        ways.iter().fold(NONE, |sum, way| {
            let from = self.sets.common(set, way.open);
            let from = self.sets.back(&way.step, from, target);
            self.sets.union(sum, from)
        })
    }

    /// Those of the states in which an edge may be taken.
    pub(super) fn open(&mut self, edge: usize, set: Set) -> Set {
        let ways = &self.ways[edge];
        ways.iter().fold(NONE, |sum, way| {
            let from = self.sets.common(set, way.open);
            self.sets.union(sum, from)
        })
    }

    /// The states in which an edge changes a variable further than its bounds
    /// go: the variable, whether it is held at its highest value, and the states.
    pub(super) fn held(
        &mut self,
        edge: usize,
        watched: &BTreeSet<VariableId>,
    ) -> Vec<(VariableId, bool, Set)> {
        let machine = self.machine;
        let edge = &machine.edges[edge];
        let mut held = Vec::new();
        let mut sources: BTreeSet<usize> = BTreeSet::new();
        for (index, change) in edge.changes.iter().enumerate() {
            let asked = machine.sources(change);
            let Some(variable) = change.variable else { continue };
            sources.extend(asked);
            if !watched.contains(&variable) {
                continue;
            }
            let mut slots: Vec<_> = sources.iter().copied().collect();
            slots.retain(|slot| self.memory.size(edge.from, *slot) > 1);
            slots.sort_by_key(|slot| self.levels[*slot]);
            for sign in [-1, 1] {
                let mut allows = |values: &[i32]| {
                    let mut values = values.to_vec();
                    for change in &edge.changes[..index] {
                        if let Some(number) = machine.outcome(change, &values).number {
                            values[change.slot] = number;
                        }
                    }
                    machine.outcome(change, &values).held == sign
                };
                let states = self.allowing(edge.from, &slots, &mut allows);
                if states != NONE {
                    held.push((variable, sign > 0, states));
                }
            }
        }
        held
    }

    /// Whether something is so in a state of a set at a location.
    pub(super) fn holds(&mut self, location: usize, set: Set, test: &Test) -> bool {
        let states = self.states(location, test);
        self.sets.common(set, states) != NONE
    }
}
