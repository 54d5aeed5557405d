//! In which order locations are gone through and slots are written down.

use super::forget::Memory;
use super::machine::Machine;

/// The number of the group of each location: locations that lead to one another
/// are one group, and no group leads to one of a lower number.
pub(super) fn groups(machine: &Machine) -> Vec<usize> {
    let count = machine.locations.len();
    let mut walk = Walk {
        machine,
        number: vec![usize::MAX; count],
        lowest: vec![0; count],
        group: vec![usize::MAX; count],
        path: Vec::new(),
        numbers: 0,
        groups: 0,
    };
    walk.from(0);
    let last = walk.groups;
    // Groups are closed from the last one on.
    walk.group.iter().map(|group| last.saturating_sub(1).saturating_sub(*group)).collect()
}

/// Tarjan's walk.
struct Walk<'m> {
    machine: &'m Machine,
    number: Vec<usize>,
    lowest: Vec<usize>,
    group: Vec<usize>,
    path: Vec<usize>,
    numbers: usize,
    groups: usize,
}

impl Walk<'_> {
    fn from(&mut self, start: usize) {
        // A story may be long: the way back is kept here and not on the stack.
        let mut open = vec![(start, 0)];
        while let Some((location, next)) = open.pop() {
            if next == 0 {
                self.number[location] = self.numbers;
                self.lowest[location] = self.numbers;
                self.numbers += 1;
                self.path.push(location);
            }
            let out = self.machine.locations[location].out.clone();
            if let Some(edge) = out.clone().nth(next) {
                open.push((location, next + 1));
                let to = self.machine.edges[edge].to;
                if self.number[to] == usize::MAX {
                    open.push((to, 0));
                }
                continue;
            }
            for edge in out {
                let to = self.machine.edges[edge].to;
                if self.group[to] == usize::MAX {
                    self.lowest[location] = self.lowest[location].min(self.lowest[to]);
                }
            }
            if self.lowest[location] == self.number[location] {
                while let Some(member) = self.path.pop() {
                    self.group[member] = self.groups;
                    if member == location {
                        break;
                    }
                }
                self.groups += 1;
            }
        }
    }
}

/// The level of each slot: those of one stretch of the story stand together, in
/// the order in which they come up, and those that live longest stand last.
pub(super) fn levels(machine: &Machine, memory: &Memory, groups: &[usize]) -> Vec<u32> {
    let mut lives = vec![(0, usize::MAX); machine.slots.all.len()];
    for (location, group) in groups.iter().enumerate() {
        for (slot, _) in memory.kept(location) {
            let (length, first) = &mut lives[*slot];
            *length += 1;
            *first = (*first).min(*group);
        }
    }
    let mut order: Vec<usize> = (0..lives.len()).collect();
    let long = machine.locations.len() / 3;
    order.sort_by_key(|slot| {
        let (length, first) = lives[*slot];
        (length > long && long > 8, first, *slot)
    });
    let mut levels = vec![0; order.len()];
    for (level, slot) in order.iter().enumerate() {
        levels[*slot] = level as u32;
    }
    levels
}
