//! Numbers of states as decision diagrams: how many words lie ahead of each.
//!
//! Built as sets are (a level that is passed over has 0, a number without a child
//! does not occur), but each child bears what is added on the way to it, so that
//! two functions that differ by a number throughout share one node.

use std::collections::HashMap;

use super::diagram::{BOTTOM, Diagrams, NONE, Set, Step, ZERO};

/// A number for each state of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// The least of the numbers.
    pub(super) least: usize,
    /// What is added to it where.
    more: u32,
}

/// The one state that has 0 at every level.
const ZERO_MORE: u32 = 0;

/// A child: the number at the level, what it adds, and the rest.
type Child = (u16, usize, u32);

/// Which of two numbers for a state counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Best {
    Least,
    Most,
}

/// Every function there is, for one sort of best.
pub(super) struct Values {
    pub(super) best: Best,
    /// How many nodes there may be.
    room: usize,
    nodes: Vec<(u32, Box<[Child]>)>,
    table: HashMap<(u32, Box<[Child]>), u32>,
    merged: HashMap<(u32, u32, isize), Value>,
    within: HashMap<(u32, Set), Option<Value>>,
    backed: HashMap<(u32, Set, u32), Option<Value>>,
}

impl Values {
    pub(super) fn new(best: Best, room: usize) -> Values {
        Values {
            best,
            room,
            nodes: vec![(BOTTOM, Box::new([]))],
            table: HashMap::new(),
            merged: HashMap::new(),
            within: HashMap::new(),
            backed: HashMap::new(),
        }
    }

    /// How many nodes there are.
    pub(super) fn size(&self) -> usize {
        self.nodes.len() + self.merged.len() + self.backed.len() + self.within.len()
    }

    /// Whether there is no room left, and what was found since is nothing.
    pub(super) fn is_full(&self) -> bool {
        self.size() > self.room
    }

    /// The number of one state, written as the numbers that are not 0 with their
    /// levels; nothing where it has none.
    pub(super) fn at(&self, value: Option<Value>, state: &[(u32, u16)]) -> Option<usize> {
        let Value { mut least, mut more } = value?;
        let mut state = state.iter().peekable();
        loop {
            let (level, children) = &self.nodes[more as usize];
            if state.peek().is_some_and(|(passed, _)| passed < level) {
                return None;
            }
            if *level == BOTTOM {
                return Some(least);
            }
            let number = state.next_if(|(own, _)| own == level).map_or(0, |(_, number)| *number);
            let found = children.binary_search_by_key(&number, |(number, ..)| *number).ok()?;
            let (_, adds, child) = children[found];
            (least, more) = (least + adds, child);
        }
    }

    fn level(&self, more: u32) -> u32 {
        self.nodes[more as usize].0
    }

    fn children(&self, more: u32, level: u32) -> Vec<Child> {
        let (own, children) = &self.nodes[more as usize];
        if *own == level { children.to_vec() } else { vec![(0, 0, more)] }
    }

    fn make(&mut self, level: u32, mut children: Vec<Child>) -> Option<Value> {
        let least = children.iter().map(|(_, adds, _)| *adds).min()?;
        children.iter_mut().for_each(|(_, adds, _)| *adds -= least);
        if let [(0, _, only)] = children[..] {
            return Some(Value { least, more: only });
        }
        let key = (level, children.into_boxed_slice());
        let more = match self.table.get(&key) {
            Some(more) => *more,
            None => {
                let more = self.nodes.len() as u32;
                self.nodes.push(key.clone());
                self.table.insert(key, more);
                more
            }
        };
        Some(Value { least, more })
    }

    /// So much more for each state.
    pub(super) fn plus(value: Option<Value>, adds: usize) -> Option<Value> {
        value.map(|value| Value { least: value.least + adds, ..value })
    }

    /// The same number for each of these states.
    pub(super) fn constant(&mut self, sets: &Diagrams, set: Set, number: usize) -> Option<Value> {
        Self::plus(self.flat(sets, set), number)
    }

    fn flat(&mut self, sets: &Diagrams, set: Set) -> Option<Value> {
        if set <= ZERO {
            return (set == ZERO).then_some(Value { least: 0, more: ZERO_MORE });
        }
        // Of a constant, the node depends on the set alone.
        let key = (u32::MAX, set);
        if let Some(known) = self.within.get(&key) {
            return *known;
        }
        let level = sets.level(set);
        let mut children = Vec::new();
        for (number, child) in sets.children(set, level) {
            children.extend(self.flat(sets, child).map(|value| (number, value.least, value.more)));
        }
        let value = self.make(level, children);
        self.within.insert(key, value);
        value
    }

    /// Of the states of either, the better number.
    pub(super) fn better(&mut self, one: Option<Value>, other: Option<Value>) -> Option<Value> {
        let (Some(one), Some(other)) = (one, other) else { return one.or(other) };
        if self.is_full() {
            return None;
        }
        if one.more == other.more {
            let is_first = match self.best {
                Best::Least => one.least <= other.least,
                Best::Most => one.least >= other.least,
            };
            return Some(if is_first { one } else { other });
        }
        let (one, other) = if one.more < other.more { (one, other) } else { (other, one) };
        let apart = other.least as isize - one.least as isize;
        let key = (one.more, other.more, apart);
        let base = one.least.min(other.least);
        if let Some(known) = self.merged.get(&key) {
            return Self::plus(Some(*known), base);
        }
        let (ones, others) = (one.least - base, other.least - base);
        let level = self.level(one.more).min(self.level(other.more));
        let left = self.children(one.more, level);
        let right = self.children(other.more, level);
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        let mut children = Vec::new();
        loop {
            let number = match (left.peek(), right.peek()) {
                (Some(one), Some(other)) => one.0.min(other.0),
                (Some(one), None) => one.0,
                (None, Some(other)) => other.0,
                (None, None) => break,
            };
            let value = |child: Option<Child>, base: usize| {
                child.map(|(_, adds, more)| Value { least: base + adds, more })
            };
            let a = value(left.next_if(|child| child.0 == number), ones);
            let b = value(right.next_if(|child| child.0 == number), others);
            children.extend(self.better(a, b).map(|value| (number, value.least, value.more)));
        }
        let value = self.make(level, children)?;
        self.merged.insert(key, value);
        Self::plus(Some(value), base)
    }

    /// The numbers of those states that are in a set.
    pub(super) fn within(
        &mut self,
        sets: &Diagrams,
        value: Option<Value>,
        set: Set,
    ) -> Option<Value> {
        let value = value.filter(|_| set != NONE && !self.is_full())?;
        let level = self.level(value.more).min(sets.level(set));
        if level == BOTTOM {
            return Some(value);
        }
        if let Some(known) = self.within.get(&(value.more, set)) {
            return Self::plus(*known, value.least);
        }
        let mut children = Vec::new();
        for (number, adds, more) in self.children(value.more, level) {
            let child = sets.having(set, level, number);
            let inner = self.within(sets, Some(Value { least: adds, more }), child);
            children.extend(inner.map(|value| (number, value.least, value.more)));
        }
        let found = self.make(level, children);
        self.within.insert((value.more, set), found);
        Self::plus(found, value.least)
    }

    /// For each state of a set the number of the state that a step leads to.
    pub(super) fn back(
        &mut self,
        sets: &Diagrams,
        step: &Step,
        set: Set,
        target: Option<Value>,
    ) -> Option<Value> {
        self.back_from(sets, step, set, target, 0)
    }

    fn back_from(
        &mut self,
        sets: &Diagrams,
        step: &Step,
        set: Set,
        target: Option<Value>,
        from: u32,
    ) -> Option<Value> {
        let target = target.filter(|_| set != NONE && !self.is_full())?;
        let level = sets.level(set).min(self.level(target.more));
        if step.raised(from, level).next().is_some() {
            return None;
        }
        if level == BOTTOM {
            return Some(target);
        }
        let key = (step.id, set, target.more);
        if let Some(known) = self.backed.get(&key) {
            return Self::plus(*known, target.least);
        }
        let map = step.map(level);
        let mut children = Vec::new();
        for (number, child) in sets.children(set, level) {
            let becomes = map.map_or(number, |map| map[usize::from(number)]);
            let wanted = self.children(target.more, level);
            let wanted = wanted.into_iter().find(|child| child.0 == becomes);
            let wanted = wanted.map(|(_, adds, more)| Value { least: adds, more });
            let inner = self.back_from(sets, step, child, wanted, level + 1);
            children.extend(inner.map(|value| (number, value.least, value.more)));
        }
        let found = self.make(level, children);
        self.backed.insert(key, found);
        Self::plus(found, target.least)
    }
}
