//! How many words the routes to an ending have.
//!
//! How many lie ahead of each state is worked out backwards from the ending. What
//! is read hangs on much that has nothing to do with where a life can go, so at
//! first the words of each page are taken for the fewest (or the most) that it
//! may have: that bounds the length from one side, and the route found so, with
//! the words it really has, from the other. Where the two differ, `ruler` brings
//! them together as far as a fixed amount of work goes: by a `search` state by
//! state, by looking at the states that differ in what is read, if they are not
//! too many, and by telling the words of more and more pages apart. Where there
//! are too many states even for the first step, what is `loose` must do.

mod bounds;
mod loose;
mod ruler;
mod search;
mod sure;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use bounds::Bounds;
pub(super) use ruler::{Budget, Measured, Ruler};

use super::Explored;
use super::diagram::{NONE, Set};
use super::machine::Machine;
use super::pace::Pace;
use super::steps::Space;
use super::test::Test;
use super::values::{Best, Value, Values};
use crate::narrative::model::EndingId;

/// How many words the pages have: the fewest and the most.
pub(super) struct Pages {
    /// By location, the words that are always shown.
    pub(super) always: Vec<(usize, usize)>,
    /// By location, the states in which more words are shown.
    sometimes: Vec<Vec<(Set, usize, usize)>>,
    /// By location, which passages were taken for the best they may be, by
    /// themselves.
    open: Vec<Vec<usize>>,
}

impl Pages {
    /// The words of states that differ in what is read; nothing where the words
    /// of a page vary in too many ways.
    pub(super) fn exact(space: &mut Space<'_>) -> Option<Pages> {
        Pages::of(space, |_, _, _| true)
    }

    /// The words as far as states that differ in what may be chosen tell; of the
    /// rest the fewest and the most that they may be.
    pub(super) fn rough(space: &mut Space<'_>) -> Option<Pages> {
        Pages::of(space, Pages::is_told)
    }

    /// Whether states tell what a test asks for to the last number.
    fn is_told(space: &Space<'_>, location: usize, test: &Test) -> bool {
        let mut is_told = true;
        test.atoms(&mut |atom| {
            for slot in space.machine.asked(atom) {
                let size = usize::from(space.memory.size(location, slot));
                is_told &= size == space.machine.slots.all[slot].size();
            }
        });
        is_told
    }

    fn of(
        space: &mut Space<'_>,
        is_told: impl Fn(&Space<'_>, usize, &Test) -> bool,
    ) -> Option<Pages> {
        let machine = space.machine;
        let count = machine.locations.len();
        let mut pages = Pages {
            always: vec![(0, 0); count],
            sometimes: vec![Vec::new(); count],
            open: vec![Vec::new(); count],
        };
        for (index, location) in machine.locations.iter().enumerate() {
            let mut open = Vec::new();
            for (which, count) in location.words.as_ref()?.iter().enumerate() {
                if count.test == Test::Always(true) {
                    let (least, most) = pages.always[index];
                    pages.always[index] = (least + count.least, most + count.most);
                } else if !is_told(space, index, &count.test) {
                    open.push(count);
                    pages.open[index].push(which);
                } else if count.most > 0 {
                    let states = space.states(index, &count.test);
                    pages.sometimes[index].push((states, count.least, count.most));
                }
            }
            let (least, most) = Bounds::new(machine).of(&open);
            pages.always[index].0 += least;
            pages.always[index].1 += most;
        }
        Some(pages)
    }
}

/// How many words lie ahead.
struct Ahead {
    values: Values,
    /// By location, those of each state.
    of: Vec<Option<Value>>,
}

impl Ahead {
    /// The locations of the best way there seems to be where it really has other
    /// words.
    fn wrong(&self, space: &Space<'_>, way: &[usize]) -> Vec<usize> {
        let machine = space.machine;
        let mut pages = Vec::new();
        let _ = pages_of(machine, way, &mut |location, values| {
            let words = page_words(machine, location, values, self.values.best);
            let ahead = self.values.at(self.of[location], &space.state(location, values));
            pages.push((location, words, ahead));
        });
        let after = pages.iter().skip(1).map(|(.., ahead)| *ahead).chain([Some(0)]);
        let is_wrong = pages.iter().zip(after).filter(|((_, words, ahead), after)| {
            words.zip(*after).map(|(words, after)| words + after) != *ahead
        });
        is_wrong.map(|((location, ..), _)| *location).collect()
    }

    /// From the first page on.
    fn whole(&self, explored: &Explored<'_>) -> Option<usize> {
        let space = &explored.space;
        self.values.at(self.of[0], &space.state(0, &space.machine.start))
    }

    /// The edges of a way that has so many.
    fn way(&self, explored: &mut Explored<'_>, ending: EndingId) -> Option<Vec<usize>> {
        let space = &mut explored.space;
        let machine = space.machine;
        let mut here = (0, space.start());
        let mut met = HashSet::from([here]);
        let mut way = Vec::new();
        while machine.locations[here.0].ending != Some(ending) {
            let mut next: Option<(usize, usize, (usize, Set))> = None;
            for edge in machine.locations[here.0].out.clone() {
                let to = machine.edges[edge].to;
                let state = space.forward(edge, here.1);
                if state == NONE || met.contains(&(to, state)) {
                    continue;
                }
                let words = self.values.at(self.of[to], &space.sets.one(state));
                let Some(words) = words else { continue };
                let is_better = next.is_none_or(|(known, ..)| match self.values.best {
                    Best::Least => words < known,
                    Best::Most => words > known,
                });
                if is_better {
                    next = Some((words, edge, (to, state)));
                }
            }
            let (_, edge, state) = next?;
            met.insert(state);
            way.push(edge);
            here = state;
        }
        Some(way)
    }
}

/// The words of a page with these numbers in the slots.
fn page_words(machine: &Machine, location: usize, values: &[i32], best: Best) -> Option<usize> {
    let counts = machine.locations[location].words.as_ref()?;
    let shown = counts.iter().filter(|count| machine.holds(&count.test, values));
    let words = shown.map(|count| match best {
        Best::Least => count.least,
        Best::Most => count.most,
    });
    Some(words.sum::<usize>())
}

/// The words that a way really has, as chance makes them the fewest or the most.
fn words_of(machine: &Machine, way: &[usize], best: Best) -> Option<usize> {
    let mut words = Some(0);
    pages_of(machine, way, &mut |location, values| {
        let here = page_words(machine, location, values, best);
        words = words.zip(here).map(|(sum, here)| sum + here);
    })?;
    words
}

/// Whether a way leads to an ending.
pub(super) fn leads_to(machine: &Machine, way: &[usize], ending: EndingId) -> bool {
    let mut last = 0;
    let is_whole = way.iter().all(|edge| {
        let edge = &machine.edges[*edge];
        std::mem::replace(&mut last, edge.to) == edge.from
    });
    is_whole && machine.locations[last].ending == Some(ending)
}

/// Calls `each` with every page of a way and the numbers in the slots there.
fn pages_of(machine: &Machine, way: &[usize], each: &mut dyn FnMut(usize, &[i32])) -> Option<()> {
    let mut values = machine.start.clone();
    each(0, &values);
    for edge in way.iter().map(|edge| &machine.edges[*edge]) {
        for change in &edge.changes {
            values[change.slot] = machine.outcome(change, &values).number?;
        }
        each(edge.to, &values);
    }
    Some(())
}

/// Works out how many words lie ahead of each state; nothing where that takes
/// too much room, or is called off.
fn words_ahead(
    explored: &mut Explored<'_>,
    pages: &Pages,
    ending: EndingId,
    best: Best,
    room: &mut usize,
    pace: &Pace<'_>,
) -> Option<Ahead> {
    let pick = |(least, most): (usize, usize)| match best {
        Best::Least => least,
        Best::Most => most,
    };
    let Explored { space, groups, reached, is_whole } = explored;
    let machine = space.machine;
    let mut values = Values::new(best, *room);
    let mut ahead: Vec<Option<Value>> = vec![None; reached.len()];
    let mut comes_from = vec![Vec::new(); reached.len()];
    for edge in &machine.edges {
        comes_from[edge.to].push(edge.from);
    }
    let is_end = |location: usize| machine.locations[location].ending == Some(ending);
    let mut turn = 0;
    let mut turns = vec![0; reached.len()];
    let mut waiting: BTreeSet<_> = (0..reached.len())
        .filter(|location| is_end(*location))
        .map(|location| (Reverse(groups[location]), 0, location))
        .collect();
    while let Some((_, _, location)) = waiting.pop_first() {
        let goes_on = pace.go(0.0, space.sets.size() + values.size());
        if !*is_whole || values.is_full() || goes_on.is_err() {
            *room -= values.size().min(*room);
            return None;
        }
        let mut value = None;
        if is_end(location) {
            value = values.constant(&space.sets, reached[location], 0);
        }
        for edge in machine.locations[location].out.clone() {
            let target = ahead[machine.edges[edge].to];
            if target.is_none() {
                continue;
            }
            for way in &space.ways[edge] {
                let from = space.sets.common(reached[location], way.open);
                let through = values.back(&space.sets, &way.step, from, target);
                value = values.better(value, through);
            }
        }
        for (shown, least, most) in &pages.sometimes[location] {
            let rest = space.sets.without(reached[location], *shown);
            let with = values.within(&space.sets, value, *shown);
            let with = Values::plus(with, pick((*least, *most)));
            let without = values.within(&space.sets, value, rest);
            value = values.better(with, without);
        }
        let value = Values::plus(value, pick(pages.always[location]));
        if value != ahead[location] {
            ahead[location] = value;
            for from in &comes_from[location] {
                if reached[*from] != NONE {
                    turn += 1;
                    waiting.remove(&(Reverse(groups[*from]), turns[*from], *from));
                    turns[*from] = turn;
                    waiting.insert((Reverse(groups[*from]), turn, *from));
                }
            }
        }
    }
    *room -= values.size().min(*room);
    (!values.is_full()).then_some(Ahead { values, of: ahead })
}
