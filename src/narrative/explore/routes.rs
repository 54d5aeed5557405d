//! How short and how long the routes to each ending are.
//!
//! Choices are counted on sets of states. Words differ from state to state: how
//! many lie ahead of each is worked out backwards from the ending. Where that
//! takes too much room, it is said.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::diagram::{NONE, Set};
use super::reach::{Halt, Halted, States, lead_to};
use super::report::{Exploration, Length, Longest};
use super::steps::Space;
use super::test::Test;
use super::values::{Best, Value, Values};
use super::{Explored, walk_of};
use crate::narrative::model::{EndingId, Story};

/// Words are given up where they take more nodes than this, all endings together.
const MOST: usize = 400_000;
/// More states than this are not looked at for a shorter way round.
const FEW: usize = 2_000;

/// Measures the routes to every ending. `read` tells apart what is read, `kept`
/// only what may be chosen.
pub(super) fn measure(
    story: &Story,
    read: &mut Explored<'_>,
    kept: &mut Explored<'_>,
    report: &mut Exploration,
    halt: Halt<'_>,
) {
    let machine = kept.space.machine;
    let pages = Pages::of(&mut read.space);
    let mut room = MOST;
    for index in 0..story.endings.len() {
        let ending = EndingId::new(index);
        let ends: States = kept
            .reached
            .iter()
            .zip(&machine.locations)
            .map(|(set, location)| if location.ending == Some(ending) { *set } else { NONE })
            .collect();
        if ends.iter().all(|set| *set == NONE) {
            continue;
        }
        let routes = &mut report.endings[index];
        let fewest = words(read, pages.as_ref(), ending, Best::Least, &mut room, halt);
        routes.fewest_words = fewest.map_or(Length::TooMany, Length::Of);
        (routes.most_choices, routes.most_words) = (Longest::TooMany, Longest::TooMany);
        if !kept.is_whole {
            continue;
        }
        match most_choices(kept, &ends, halt) {
            Err(Halted) => {}
            Ok(Most::Of(choices)) => {
                routes.most_choices = Longest::Of(choices);
                let most = words(read, pages.as_ref(), ending, Best::Most, &mut room, halt);
                routes.most_words = most.map_or(Longest::TooMany, Longest::Of);
            }
            Ok(Most::Unbounded(edges)) => {
                let round = walk_of(machine, &edges);
                // A loop without a word makes no route longer in words.
                let has_words = |pages: &Pages| {
                    edges.iter().any(|edge| pages.always[machine.edges[*edge].to].0 > 0)
                };
                if pages.as_ref().is_some_and(has_words) {
                    routes.most_words = Longest::Unbounded(round.clone());
                }
                routes.most_choices = Longest::Unbounded(round);
            }
        }
    }
}

enum Most {
    Of(usize),
    Unbounded(Vec<usize>),
}

/// The most choices that lead to an ending.
fn most_choices(
    explored: &mut Explored<'_>,
    ends: &States,
    halt: Halt<'_>,
) -> Result<Most, Halted> {
    let Explored { space, groups, reached, .. } = explored;
    let leading = lead_to(space, groups, reached, ends, halt)?;
    if let Some(round) = round(space, groups, &leading, halt)? {
        return Ok(Most::Unbounded(round));
    }
    let machine = space.machine;
    let start = space.start();
    let mut here = BTreeMap::from([(0, space.sets.common(start, leading[0]))]);
    let (mut depth, mut most) = (0, 0);
    while !here.is_empty() {
        let mut next: BTreeMap<usize, Set> = BTreeMap::new();
        for (location, set) in here {
            if !halt(space.sets.size()) {
                return Err(Halted);
            }
            if ends[location] != NONE {
                most = depth;
            }
            for edge in machine.locations[location].out.clone() {
                let to = machine.edges[edge].to;
                let states = space.forward(edge, set);
                let states = space.sets.common(states, leading[to]);
                if states != NONE {
                    let known = next.entry(to).or_insert(NONE);
                    *known = space.sets.union(*known, states);
                }
            }
        }
        here = next;
        depth += 1;
    }
    Ok(Most::Of(most))
}

/// Edges that lead round and round within these states.
fn round(
    space: &mut Space<'_>,
    groups: &[usize],
    within: &States,
    halt: Halt<'_>,
) -> Result<Option<Vec<usize>>, Halted> {
    let machine = space.machine;
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (location, group) in groups.iter().enumerate() {
        members.entry(*group).or_default().push(location);
    }
    for members in members.values() {
        // What leads on within the group for ever.
        let mut lasting: BTreeMap<usize, Set> =
            members.iter().map(|location| (*location, within[*location])).collect();
        let mut is_stable = false;
        while !is_stable {
            is_stable = true;
            for location in members {
                if !halt(space.sets.size()) {
                    return Err(Halted);
                }
                let old = lasting[location];
                let mut new = NONE;
                for edge in machine.locations[*location].out.clone() {
                    if let Some(target) = lasting.get(&machine.edges[edge].to) {
                        let states = space.back(edge, old, *target);
                        new = space.sets.union(new, states);
                    }
                }
                is_stable &= new == old;
                lasting.insert(*location, new);
            }
        }
        let first = lasting.iter().find(|(_, set)| **set != NONE);
        if let Some((location, set)) = first.map(|(location, set)| (*location, *set)) {
            return Ok(Some(walk_round(space, &lasting, location, set)));
        }
    }
    Ok(None)
}

/// Goes on within states that all lead on until it comes round.
fn walk_round(
    space: &mut Space<'_>,
    lasting: &BTreeMap<usize, Set>,
    location: usize,
    set: Set,
) -> Vec<usize> {
    let state = space.sets.one(set);
    let mut here = (location, space.sets.only(&state));
    let mut met = BTreeMap::new();
    let mut path = Vec::new();
    while let std::collections::btree_map::Entry::Vacant(new) = met.entry(here) {
        new.insert(path.len());
        let Some((edge, next)) = successors(space, here).into_iter().find(|(_, next)| {
            let states = lasting.get(&next.0).copied().unwrap_or(NONE);
            space.sets.common(states, next.1) != NONE
        }) else {
            return path;
        };
        path.push(edge);
        here = next;
    }
    let long = path.split_off(met[&here]);
    // There may be a shorter way round.
    let mut from = BTreeMap::from([(here, None)]);
    let mut waiting = vec![here];
    let mut next = 0;
    while let Some(state) = waiting.get(next).copied().filter(|_| next < FEW) {
        next += 1;
        for (edge, to) in successors(space, state) {
            if to == here {
                let mut path = vec![edge];
                let mut at = state;
                while let Some(Some((edge, before))) = from.get(&at) {
                    path.push(*edge);
                    at = *before;
                }
                path.reverse();
                return path;
            }
            from.entry(to).or_insert_with(|| {
                waiting.push(to);
                Some((edge, state))
            });
        }
    }
    long
}

/// One state at one location.
type State = (usize, Set);

fn successors(space: &mut Space<'_>, state: State) -> Vec<(usize, State)> {
    let machine = space.machine;
    let mut next = Vec::new();
    for edge in machine.locations[state.0].out.clone() {
        let set = space.forward(edge, state.1);
        if set != NONE {
            next.push((edge, (machine.edges[edge].to, set)));
        }
    }
    next
}

/// How many words the pages have, the fewest and the most that chance can make it.
struct Pages {
    /// By location, the words that are always shown.
    always: Vec<(usize, usize)>,
    /// By location, the states in which more words are shown.
    sometimes: Vec<Vec<(Set, usize, usize)>>,
}

impl Pages {
    /// Nothing where the words of a page vary in too many ways.
    fn of(space: &mut Space<'_>) -> Option<Pages> {
        let machine = space.machine;
        let count = machine.locations.len();
        let mut pages = Pages { always: vec![(0, 0); count], sometimes: vec![Vec::new(); count] };
        for (index, location) in machine.locations.iter().enumerate() {
            for count in location.words.as_ref()? {
                if count.test == Test::Always(true) {
                    let (least, most) = pages.always[index];
                    pages.always[index] = (least + count.least, most + count.most);
                } else if count.most > 0 {
                    let states = space.states(index, &count.test);
                    pages.sometimes[index].push((states, count.least, count.most));
                }
            }
        }
        Some(pages)
    }
}

/// The fewest or the most words that lead to an ending; nothing where they could
/// not be told. The most have an end only where no way to the ending comes round.
fn words(
    explored: &mut Explored<'_>,
    pages: Option<&Pages>,
    ending: EndingId,
    best: Best,
    room: &mut usize,
    halt: Halt<'_>,
) -> Option<usize> {
    let pages = pages?;
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
        if !*is_whole || values.is_full() || !halt(space.sets.size() + values.size()) {
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
                value = values.best(value, through);
            }
        }
        for (shown, least, most) in &pages.sometimes[location] {
            let rest = space.sets.without(reached[location], *shown);
            let with = values.within(&space.sets, value, *shown);
            let with = Values::plus(with, pick((*least, *most)));
            let without = values.within(&space.sets, value, rest);
            value = values.best(with, without);
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
    if values.is_full() {
        return None;
    }
    let start = space.start();
    values.within(&space.sets, ahead[0], start).map(|value| value.least)
}
