//! The fewest and the most words of a page, whatever a life was like before.

use std::collections::{BTreeMap, BTreeSet};

use crate::narrative::explore::machine::Machine;
use crate::narrative::explore::test::Test;
use crate::narrative::explore::wording::Count;

/// Passages looked at, for one page. Those left then are taken for the sum of
/// what each may have.
const MOST: usize = 1 << 14;

/// Looks through what slots may hold, one after the other.
pub(super) struct Bounds<'m> {
    machine: &'m Machine,
    /// What is held for now.
    held: BTreeMap<usize, i32>,
    values: Vec<i32>,
    left: usize,
}

impl<'m> Bounds<'m> {
    pub(super) fn new(machine: &'m Machine) -> Bounds<'m> {
        Bounds::within(machine, MOST)
    }

    /// Looks at so many passages at most.
    pub(super) fn within(machine: &'m Machine, left: usize) -> Bounds<'m> {
        Bounds { machine, held: BTreeMap::new(), values: machine.start.clone(), left }
    }

    /// Takes a slot to hold this number.
    pub(super) fn hold(&mut self, slot: usize, number: i32) {
        self.held.insert(slot, number);
        self.values[slot] = number;
    }

    /// How many passages were looked at.
    pub(super) fn spent(&self) -> usize {
        MOST.saturating_sub(self.left)
    }

    /// The fewest and the most words that these come to.
    pub(super) fn of(&mut self, counts: &[&Count]) -> (usize, usize) {
        let (mut least, mut most) = (0, 0);
        let mut open: Vec<(BTreeSet<usize>, Vec<&Count>)> = Vec::new();
        for count in counts {
            match self.known(&count.test) {
                Some(true) => (least, most) = (least + count.least, most + count.most),
                Some(false) => {}
                None => {
                    // Those that share nothing are looked at by themselves.
                    let (mut slots, mut together) = (self.open_slots(&count.test), vec![*count]);
                    open.retain_mut(|(others, counts)| {
                        let is_apart = others.is_disjoint(&slots);
                        if !is_apart {
                            slots.append(others);
                            together.append(counts);
                        }
                        is_apart
                    });
                    open.push((slots, together));
                }
            }
        }
        for (slots, counts) in open {
            let (fewest, greatest) = self.branch(&slots, &counts);
            (least, most) = (least + fewest, most + greatest);
        }
        (least, most)
    }

    /// The same for those that hang together by these slots.
    fn branch(&mut self, slots: &BTreeSet<usize>, counts: &[&Count]) -> (usize, usize) {
        let asked: Vec<_> = counts.iter().map(|count| self.open_slots(&count.test)).collect();
        let asks = |slot: &&usize| asked.iter().filter(|asked| asked.contains(slot)).count();
        let Some(slot) = slots.iter().rev().max_by_key(asks).copied() else { return (0, 0) };
        let (mut least, mut most) = (usize::MAX, 0);
        for number in self.examples(slot, counts) {
            if self.left < counts.len() {
                return (0, counts.iter().map(|count| count.most).sum());
            }
            self.left -= counts.len();
            self.hold(slot, number);
            let (fewest, greatest) = self.of(counts);
            (least, most) = (least.min(fewest), most.max(greatest));
            self.held.remove(&slot);
        }
        (least, most)
    }

    /// Numbers of a slot, one at least of those that these cannot tell apart.
    fn examples(&mut self, slot: usize, counts: &[&Count]) -> Vec<i32> {
        let machine = self.machine;
        let mut atoms: Vec<&Test> = Vec::new();
        let mut is_alone = true;
        for count in counts {
            count.test.atoms(&mut |atom| {
                let asked = machine.asked(atom);
                if asked.contains(&slot) && !atoms.contains(&atom) {
                    is_alone &=
                        asked.iter().all(|other| *other == slot || self.held.contains_key(other));
                    atoms.push(atom);
                }
            });
        }
        let mut seen = BTreeSet::new();
        let numbers = machine.slots.all[slot].low..=machine.slots.all[slot].high;
        let is_new = |number: &i32| {
            self.values[slot] = *number;
            let answers: Vec<bool> =
                atoms.iter().map(|atom| machine.holds(atom, &self.values)).collect();
            !is_alone || seen.insert(answers)
        };
        numbers.filter(is_new).collect()
    }

    fn open_slots(&self, test: &Test) -> BTreeSet<usize> {
        let mut slots = BTreeSet::new();
        test.atoms(&mut |atom| slots.extend(self.machine.asked(atom)));
        slots.retain(|slot| !self.held.contains_key(slot));
        slots
    }

    /// Whether something is so, as far as what is held tells.
    fn known(&self, test: &Test) -> Option<bool> {
        match test {
            Test::Always(so) => Some(*so),
            Test::Not(part) => self.known(part).map(|so| !so),
            Test::All(parts) => self.first(parts, false),
            Test::Any(parts) => self.first(parts, true),
            atom => {
                let asked = self.machine.asked(atom);
                let is_held = asked.iter().all(|slot| self.held.contains_key(slot));
                is_held.then(|| self.machine.holds(atom, &self.values))
            }
        }
    }

    /// Whether a part is `so`; where none is, all must be known not to be.
    fn first(&self, parts: &[Test], so: bool) -> Option<bool> {
        let mut is_known = true;
        for part in parts {
            match self.known(part) {
                Some(known) if known == so => return Some(so),
                known => is_known &= known.is_some(),
            }
        }
        is_known.then_some(!so)
    }
}
