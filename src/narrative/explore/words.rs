//! How many words the routes to an ending have.
//!
//! How many lie ahead of each state is worked out backwards from the ending. What
//! is read hangs on much that has nothing to do with where a life can go, so at
//! first the words of each page are taken for the fewest (or the most) that it
//! may have: that bounds the length from one side, and the route found so, with
//! the words it really has, from the other. Where the two differ and the states
//! that differ in what is read are not too many, those are looked at.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use super::Explored;
use super::diagram::{NONE, Set};
use super::machine::Machine;
use super::pace::Pace;
use super::report::Length;
use super::steps::Space;
use super::test::Test;
use super::values::{Best, Value, Values};
use super::wording::Count;
use crate::narrative::model::EndingId;

/// Words are given up where they take more nodes than this, all endings together.
pub(super) const MOST: usize = 400_000;
/// Pages whose words hang on more than this many combinations are taken for
/// the sum of what each passage may have.
const COMBINATIONS: usize = 1 << 12;

/// How many words the pages have: the fewest and the most.
pub(super) struct Pages {
    /// By location, the words that are always shown.
    pub(super) always: Vec<(usize, usize)>,
    /// By location, the states in which more words are shown.
    sometimes: Vec<Vec<(Set, usize, usize)>>,
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
        Pages::of(space, |space, location, test| {
            let mut is_told = true;
            test.atoms(&mut |atom| {
                for slot in space.machine.asked(atom) {
                    let size = usize::from(space.memory.size(location, slot));
                    is_told &= size == space.machine.slots.all[slot].size();
                }
            });
            is_told
        })
    }

    fn of(
        space: &mut Space<'_>,
        is_told: impl Fn(&Space<'_>, usize, &Test) -> bool,
    ) -> Option<Pages> {
        let machine = space.machine;
        let count = machine.locations.len();
        let mut pages = Pages { always: vec![(0, 0); count], sometimes: vec![Vec::new(); count] };
        for (index, location) in machine.locations.iter().enumerate() {
            let mut open = Vec::new();
            for count in location.words.as_ref()? {
                if count.test == Test::Always(true) {
                    let (least, most) = pages.always[index];
                    pages.always[index] = (least + count.least, most + count.most);
                } else if !is_told(space, index, &count.test) {
                    open.push(count);
                } else if count.most > 0 {
                    let states = space.states(index, &count.test);
                    pages.sometimes[index].push((states, count.least, count.most));
                }
            }
            let (least, most) = bounds(machine, &open);
            pages.always[index].0 += least;
            pages.always[index].1 += most;
        }
        Some(pages)
    }
}

/// The fewest and the most words that these come to.
fn bounds(machine: &Machine, counts: &[&Count]) -> (usize, usize) {
    let mut slots = BTreeSet::new();
    counts.iter().for_each(|count| {
        count.test.atoms(&mut |atom| slots.extend(machine.asked(atom)));
    });
    let sizes = slots.iter().map(|slot| machine.slots.all[*slot].size());
    let combinations = sizes.fold(1_usize, usize::saturating_mul);
    if combinations > COMBINATIONS {
        return (0, counts.iter().map(|count| count.most).sum());
    }
    let mut values: Vec<i32> = machine.slots.all.iter().map(|slot| slot.start).collect();
    let mut bounds = (usize::MAX, 0);
    for mut combination in 0..combinations {
        for slot in &slots {
            let size = machine.slots.all[*slot].size();
            values[*slot] = machine.slots.all[*slot].low + (combination % size) as i32;
            combination /= size;
        }
        let shown = || counts.iter().filter(|count| machine.holds(&count.test, &values));
        bounds.0 = bounds.0.min(shown().map(|count| count.least).sum());
        bounds.1 = bounds.1.max(shown().map(|count| count.most).sum());
    }
    bounds
}

/// The fewest or the most words that lead to an ending. The most have an end
/// only where no way to the ending comes round.
pub(super) fn measure(
    kept: &mut Explored<'_>,
    rough: &Pages,
    exact: Option<(&Pages, &mut Explored<'_>)>,
    ending: EndingId,
    best: Best,
    room: &mut usize,
    pace: &Pace<'_>,
) -> Length {
    let bound = ahead(kept, rough, ending, best, room, pace).and_then(|mut ahead| {
        let way = ahead.way(kept, ending)?;
        Some((ahead.whole(kept)?, words_of(kept.space.machine, &way, best)?))
    });
    if let Some((bound, real)) = bound
        && bound == real
    {
        return Length::Of(real);
    }
    let exact =
        exact.and_then(|(pages, read)| ahead(read, pages, ending, best, room, pace)?.whole(read));
    match (exact, bound) {
        (Some(words), _) => Length::Of(words),
        (None, Some((one, other))) => Length::Between(one.min(other), one.max(other)),
        (None, None) => Length::TooMany,
    }
}

/// How many words lie ahead.
struct Ahead {
    values: Values,
    /// By location, those of each state.
    of: Vec<Option<Value>>,
}

impl Ahead {
    /// From the first page on.
    fn whole(&mut self, explored: &mut Explored<'_>) -> Option<usize> {
        let start = explored.space.start();
        self.values.within(&explored.space.sets, self.of[0], start).map(|value| value.least)
    }

    /// The edges of a way that has so many.
    fn way(&mut self, explored: &mut Explored<'_>, ending: EndingId) -> Option<Vec<usize>> {
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
                let value = self.values.within(&space.sets, self.of[to], state);
                let Some(value) = value.filter(|_| !met.contains(&(to, state))) else { continue };
                let is_better = next.is_none_or(|(known, ..)| match self.values.best {
                    Best::Least => value.least < known,
                    Best::Most => value.least > known,
                });
                if is_better {
                    next = Some((value.least, edge, (to, state)));
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

/// The words that a way really has, as chance makes them the fewest or the most.
fn words_of(machine: &Machine, way: &[usize], best: Best) -> Option<usize> {
    let mut values = machine.start.clone();
    let mut words = 0;
    let page = |location: usize, values: &[i32]| {
        let counts = machine.locations[location].words.as_ref()?;
        let shown = counts.iter().filter(|count| machine.holds(&count.test, values));
        let words = shown.map(|count| match best {
            Best::Least => count.least,
            Best::Most => count.most,
        });
        Some(words.sum::<usize>())
    };
    for edge in way.iter().map(|edge| &machine.edges[*edge]) {
        words += page(edge.from, &values)?;
        for change in &edge.changes {
            values[change.slot] = machine.outcome(change, &values).number?;
        }
    }
    let last = way.last().map_or(0, |edge| machine.edges[*edge].to);
    Some(words + page(last, &values)?)
}

/// Works out how many words lie ahead of each state; nothing where that takes
/// too much room, or is called off.
fn ahead(
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
                    waiting.retain(|(_, _, waiting)| waiting != from);
                    waiting.insert((Reverse(groups[*from]), turn, *from));
                }
            }
        }
    }
    *room -= values.size().min(*room);
    (!values.is_full()).then_some(Ahead { values, of: ahead })
}
