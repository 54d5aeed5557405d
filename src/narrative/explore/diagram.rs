//! Sets of states as decision diagrams.
//!
//! A state is a row of small numbers, one a level, nearly all of them 0. A node
//! stands at a level and has a child for each number that occurs there; a level
//! that is passed over has 0. Equal sets are one node, so comparing two is
//! comparing two numbers, and a set of millions of states that are much alike
//! takes a handful of nodes.
//!
//! Made here and not taken from a library: those spell numbers in bits, cannot
//! send a whole step of a story through a set in one go, and bring threads.

/// A set of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Set(u32);

/// No state.
pub(super) const NONE: Set = Set(0);
/// The one state that has 0 at every level.
pub(super) const ZERO: Set = Set(1);

/// Below every level.
pub(super) const BOTTOM: u32 = u32::MAX;
/// What a [`Step`] does with a state that it does not follow.
pub(super) const DROPPED: u16 = u16::MAX;

/// What a step of a story does to every number of a state, each by itself.
#[derive(Debug)]
pub(super) struct Step {
    /// Its own number among all steps.
    pub(super) id: u32,
    /// By level, what each number becomes; no level whose numbers all stay.
    pub(super) maps: Vec<(u32, Box<[u16]>)>,
}

impl Step {
    pub(super) fn map(&self, level: u32) -> Option<&[u16]> {
        let found = self.maps.binary_search_by_key(&level, |(level, _)| *level);
        found.ok().map(|index| self.maps[index].1.as_ref())
    }

    /// The levels in a range at which 0 becomes something else.
    pub(super) fn raised(&self, from: u32, to: u32) -> impl DoubleEndedIterator<Item = (u32, u16)> {
        let start = self.maps.partition_point(|(level, _)| *level < from);
        let end = self.maps.partition_point(|(level, _)| *level < to).max(start);
        let raised = self.maps[start..end].iter().map(|(level, map)| (*level, map[0]));
        raised.filter(|(_, number)| *number != 0)
    }
}

#[derive(Clone, Copy)]
enum Work {
    Union = 1,
    Common,
    Without,
    Forward,
    Back,
}

/// An answer that was found before.
#[derive(Clone, Copy, Default)]
struct Known {
    work: u32,
    one: u32,
    other: u32,
    answer: u32,
}

#[derive(Clone, Copy)]
struct Node {
    level: u32,
    start: u32,
    end: u32,
}

/// Every set there is.
pub(super) struct Diagrams {
    nodes: Vec<Node>,
    children: Vec<(u16, Set)>,
    /// Nodes by what is in them; 0 where there is none.
    table: Vec<u32>,
    known: Vec<Known>,
    /// Children of nodes in the making.
    stack: Vec<(u16, Set)>,
    /// Whether a step dropped a state.
    pub(super) dropped: bool,
}

fn mix(hash: u64, with: u64) -> u64 {
    (hash.rotate_left(5) ^ with).wrapping_mul(0x517c_c1b7_2722_0a95)
}

impl Diagrams {
    pub(super) fn new() -> Diagrams {
        let end = Node { level: BOTTOM, start: 0, end: 0 };
        Diagrams {
            nodes: vec![end, end],
            children: Vec::new(),
            table: vec![0; 1 << 12],
            known: vec![Known::default(); 1 << 14],
            stack: Vec::new(),
            dropped: false,
        }
    }

    /// How many nodes there are.
    pub(super) fn size(&self) -> usize {
        self.nodes.len()
    }

    /// The first level at which the states differ from 0.
    pub(super) fn level(&self, set: Set) -> u32 {
        self.nodes[set.0 as usize].level
    }

    /// The children of a set at `level`, which is not below it.
    pub(super) fn children(&self, set: Set, level: u32) -> impl Iterator<Item = (u16, Set)> {
        (0..self.count_at(set, level)).map(move |index| self.child_at(set, level, index))
    }

    /// The children of a set as they are at `level`, which is not below it.
    fn count_at(&self, set: Set, level: u32) -> usize {
        let node = self.nodes[set.0 as usize];
        if node.level == level { (node.end - node.start) as usize } else { 1 }
    }

    fn child_at(&self, set: Set, level: u32, index: usize) -> (u16, Set) {
        let node = self.nodes[set.0 as usize];
        if node.level == level { self.children[node.start as usize + index] } else { (0, set) }
    }

    /// The states with this number at this level, that number aside.
    pub(super) fn having(&self, set: Set, level: u32, number: u16) -> Set {
        let node = self.nodes[set.0 as usize];
        if node.level != level {
            return if number == 0 { set } else { NONE };
        }
        let children = &self.children[node.start as usize..node.end as usize];
        let found = children.binary_search_by_key(&number, |(number, _)| *number);
        found.map_or(NONE, |index| children[index].1)
    }

    /// The node with what was put on the stack since `from`, sorted by number.
    fn make(&mut self, level: u32, from: usize) -> Set {
        match self.stack[from..] {
            [] => return NONE,
            [(0, only)] => {
                self.stack.truncate(from);
                return only;
            }
            _ => {}
        }
        let slot = self.find(level, from);
        if self.table[slot] == 0 {
            let start = self.children.len() as u32;
            self.children.extend_from_slice(&self.stack[from..]);
            let node = Node { level, start, end: self.children.len() as u32 };
            self.table[slot] = self.nodes.len() as u32;
            self.nodes.push(node);
            self.stack.truncate(from);
            let set = Set(self.table[slot]);
            if self.nodes.len() * 2 > self.table.len() {
                self.grow();
            }
            return set;
        }
        self.stack.truncate(from);
        Set(self.table[slot])
    }

    fn hash(level: u32, children: &[(u16, Set)]) -> u64 {
        let hash = children.iter().fold(u64::from(level), |hash, (number, child)| {
            mix(hash, u64::from(*number) << 32 | u64::from(child.0))
        });
        hash ^ hash >> 29
    }

    fn find(&self, level: u32, from: usize) -> usize {
        let wanted = &self.stack[from..];
        let mask = self.table.len() - 1;
        let mut slot = Self::hash(level, wanted) as usize & mask;
        loop {
            let node = self.nodes[self.table[slot] as usize];
            let children = &self.children[node.start as usize..node.end as usize];
            if self.table[slot] == 0 || (node.level == level && children == wanted) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        self.table = vec![0; size];
        for (index, node) in self.nodes.iter().enumerate().skip(2) {
            let children = &self.children[node.start as usize..node.end as usize];
            let mut slot = Self::hash(node.level, children) as usize & (size - 1);
            while self.table[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = index as u32;
        }
        if self.known.len() < (1 << 21) {
            self.known = vec![Known::default(); size * 2];
        }
    }

    fn slot(&self, work: u32, one: Set, other: Set) -> usize {
        let hash = mix(mix(u64::from(work), u64::from(one.0)), u64::from(other.0));
        (hash >> 40 ^ hash >> 12) as usize & (self.known.len() - 1)
    }

    fn recall(&self, work: u32, one: Set, other: Set) -> Option<Set> {
        let known = self.known[self.slot(work, one, other)];
        let is_it = known.work == work && known.one == one.0 && known.other == other.0;
        is_it.then_some(Set(known.answer))
    }

    fn remember(&mut self, work: u32, one: Set, other: Set, answer: Set) -> Set {
        let slot = self.slot(work, one, other);
        self.known[slot] = Known { work, one: one.0, other: other.0, answer: answer.0 };
        answer
    }

    /// The states of either.
    pub(super) fn union(&mut self, one: Set, other: Set) -> Set {
        if one == other || other == NONE {
            return one;
        }
        if one == NONE {
            return other;
        }
        self.merge(Work::Union, one.min(other), one.max(other))
    }

    /// The states of both.
    pub(super) fn common(&mut self, one: Set, other: Set) -> Set {
        if one == other {
            return one;
        }
        if one == NONE || other == NONE {
            return NONE;
        }
        self.merge(Work::Common, one.min(other), one.max(other))
    }

    /// The states of `one` that are not of `other`.
    pub(super) fn without(&mut self, one: Set, other: Set) -> Set {
        if one == other || one == NONE {
            return NONE;
        }
        if other == NONE {
            return one;
        }
        self.merge(Work::Without, one, other)
    }

    fn merge(&mut self, work: Work, one: Set, other: Set) -> Set {
        if let Some(answer) = self.recall(work as u32, one, other) {
            return answer;
        }
        let level = self.level(one).min(self.level(other));
        let from = self.stack.len();
        let (ones, others) = (self.count_at(one, level), self.count_at(other, level));
        let (mut left, mut right) = (0, 0);
        while left < ones || right < others {
            let a = (left < ones).then(|| self.child_at(one, level, left));
            let b = (right < others).then(|| self.child_at(other, level, right));
            let number = match (a, b) {
                (Some((a, _)), Some((b, _))) => a.min(b),
                (Some((number, _)), None) | (None, Some((number, _))) => number,
                (None, None) => break,
            };
            let take = |child: Option<(u16, Set)>, at: &mut usize| match child {
                Some((own, child)) if own == number => {
                    *at += 1;
                    child
                }
                _ => NONE,
            };
            let (a, b) = (take(a, &mut left), take(b, &mut right));
            let child = match work {
                Work::Union => self.union(a, b),
                Work::Common => self.common(a, b),
                _ => self.without(a, b),
            };
            if child != NONE {
                self.stack.push((number, child));
            }
        }
        let answer = self.make(level, from);
        self.remember(work as u32, one, other, answer)
    }

    /// Where a step leads from these states.
    pub(super) fn forward(&mut self, step: &Step, set: Set) -> Set {
        self.forward_from(step, set, 0)
    }

    fn forward_from(&mut self, step: &Step, set: Set, from: u32) -> Set {
        if set == NONE {
            return NONE;
        }
        let mut answer = self.forward_at(step, set);
        for (level, number) in step.raised(from, self.level(set)).rev() {
            if number == DROPPED {
                self.dropped = true;
                return NONE;
            }
            if answer != NONE {
                let from = self.stack.len();
                self.stack.push((number, answer));
                answer = self.make(level, from);
            }
        }
        answer
    }

    fn forward_at(&mut self, step: &Step, set: Set) -> Set {
        if set == ZERO {
            return ZERO;
        }
        let work = step.id << 3 | Work::Forward as u32;
        if let Some(answer) = self.recall(work, set, NONE) {
            return answer;
        }
        let level = self.level(set);
        let map = step.map(level);
        let from = self.stack.len();
        for index in 0..self.count_at(set, level) {
            let (number, child) = self.child_at(set, level, index);
            let number = map.map_or(number, |map| map[usize::from(number)]);
            if number == DROPPED {
                self.dropped = true;
                continue;
            }
            let child = self.forward_from(step, child, level + 1);
            if child == NONE {
                continue;
            }
            let place = self.stack[from..].partition_point(|(other, _)| *other < number) + from;
            match self.stack.get(place) {
                Some(&(other, old)) if other == number => {
                    let both = self.union(old, child);
                    self.stack[place] = (number, both);
                }
                _ => self.stack.insert(place, (number, child)),
            }
        }
        let answer = self.make(level, from);
        self.remember(work, set, NONE, answer)
    }

    /// Those of the states that a step leads into `target`.
    pub(super) fn back(&mut self, step: &Step, set: Set, target: Set) -> Set {
        self.back_from(step, set, target, 0)
    }

    fn back_from(&mut self, step: &Step, set: Set, target: Set, from: u32) -> Set {
        if set == NONE || target == NONE {
            return NONE;
        }
        let level = self.level(set).min(self.level(target));
        if step.raised(from, level).next().is_some() {
            return NONE;
        }
        if level == BOTTOM {
            return ZERO;
        }
        let work = step.id << 3 | Work::Back as u32;
        if let Some(answer) = self.recall(work, set, target) {
            return answer;
        }
        let map = step.map(level);
        let from = self.stack.len();
        for index in 0..self.count_at(set, level) {
            let (number, child) = self.child_at(set, level, index);
            let becomes = map.map_or(number, |map| map[usize::from(number)]);
            let wanted = self.having(target, level, becomes);
            let child = self.back_from(step, child, wanted, level + 1);
            if child != NONE {
                self.stack.push((number, child));
            }
        }
        let answer = self.make(level, from);
        self.remember(work, set, target, answer)
    }

    /// Every state that `size` of these numbers a level make, where `allows`
    /// says so of the numbers at the levels it `asks` for. Levels are sorted.
    pub(super) fn all(
        &mut self,
        sizes: &[(u32, u16)],
        asks: &[u32],
        allows: &mut dyn FnMut(&[u16]) -> bool,
    ) -> Set {
        let mut free = vec![ZERO; sizes.len() + 1];
        for (index, (level, size)) in sizes.iter().enumerate().rev() {
            free[index] = self.each(*level, *size, |_, _| free[index + 1]);
        }
        let mut numbers = vec![0; asks.len()];
        self.allowed(sizes, asks, 0, &free, &mut numbers, allows)
    }

    fn each(&mut self, level: u32, size: u16, mut of: impl FnMut(&mut Self, u16) -> Set) -> Set {
        let from = self.stack.len();
        for number in 0..size {
            let child = of(self, number);
            if child != NONE {
                self.stack.push((number, child));
            }
        }
        self.make(level, from)
    }

    fn allowed(
        &mut self,
        sizes: &[(u32, u16)],
        asks: &[u32],
        asked: usize,
        free: &[Set],
        numbers: &mut [u16],
        allows: &mut dyn FnMut(&[u16]) -> bool,
    ) -> Set {
        let Some(wanted) = asks.get(asked) else {
            return if allows(numbers) { free[free.len() - 1 - sizes.len()] } else { NONE };
        };
        let Some(((level, size), rest)) = sizes.split_first() else {
            return if allows(numbers) { ZERO } else { NONE };
        };
        if level == wanted {
            self.each(*level, *size, |sets, number| {
                numbers[asked] = number;
                sets.allowed(rest, asks, asked + 1, free, numbers, allows)
            })
        } else {
            let child = self.allowed(rest, asks, asked, free, numbers, allows);
            self.each(*level, *size, |_, _| child)
        }
    }

    /// One state, as the numbers that are not 0 with their levels.
    pub(super) fn one(&self, mut set: Set) -> Vec<(u32, u16)> {
        let mut state = Vec::new();
        while set > ZERO {
            let (number, child) = self.child_at(set, self.level(set), 0);
            if number != 0 {
                state.push((self.level(set), number));
            }
            set = child;
        }
        state
    }

    /// The set of this one state.
    pub(super) fn only(&mut self, state: &[(u32, u16)]) -> Set {
        state.iter().rev().filter(|(_, number)| *number != 0).fold(ZERO, |set, (level, number)| {
            let from = self.stack.len();
            self.stack.push((*number, set));
            self.make(*level, from)
        })
    }

    /// How many states there are; `counted` keeps what was counted before.
    pub(super) fn count(
        &self,
        set: Set,
        counted: &mut std::collections::BTreeMap<Set, u128>,
    ) -> u128 {
        if set <= ZERO {
            return u128::from(set.0);
        }
        if let Some(count) = counted.get(&set) {
            return *count;
        }
        let level = self.level(set);
        let count = (0..self.count_at(set, level)).fold(0_u128, |sum, index| {
            sum.saturating_add(self.count(self.child_at(set, level, index).1, counted))
        });
        counted.insert(set, count);
        count
    }
}
