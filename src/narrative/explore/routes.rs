//! How short and how long the routes to each ending are.
//!
//! Choices are counted on sets of states. Words differ from state to state, so
//! each state is looked at by itself; where there are too many, that is said.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::diagram::{NONE, Set};
use super::reach::{Halt, Halted, States, lead_to};
use super::report::{Exploration, Length, Longest};
use super::steps::Space;
use super::{Explored, walk_of};
use crate::narrative::model::{Condition, EndingId, Story};

/// More states than this are not looked at one by one.
const MOST: usize = 20_000;

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
    let pages = Pages::new(&mut read.space);
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
        routes.fewest_words = fewest_words(&mut read.space, &pages, ending, halt);
        (routes.most_choices, routes.most_words) = (Longest::TooMany, Longest::TooMany);
        if !kept.is_whole {
            continue;
        }
        match most_choices(kept, &ends, halt) {
            Err(Halted) => {}
            Ok(Most::Of(choices)) => {
                routes.most_choices = Longest::Of(choices);
                routes.most_words = most_words(&mut read.space, &pages, ending, halt);
            }
            Ok(Most::Unbounded(edges)) => {
                let round = walk_of(machine, &edges);
                // A loop without a word makes no route longer in words.
                if edges.iter().any(|edge| pages.always[machine.edges[*edge].to] > 0) {
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
    while let Some(state) = waiting.get(next).copied().filter(|_| next < MOST / 10) {
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

/// How many words the pages have.
struct Pages {
    /// By location, the words that are always shown.
    always: Vec<usize>,
    /// By location, the states in which more words are shown.
    sometimes: Vec<Vec<(Set, usize)>>,
}

impl Pages {
    fn new(space: &mut Space<'_>) -> Pages {
        let machine = space.machine;
        let count = machine.locations.len();
        let mut pages = Pages { always: vec![0; count], sometimes: vec![Vec::new(); count] };
        for (index, location) in machine.locations.iter().enumerate() {
            for shown in location.shown.iter().filter(|shown| !shown.in_summary) {
                if shown.condition == Condition::Always(true) {
                    pages.always[index] += shown.words;
                } else {
                    let states = space.states(index, &shown.condition);
                    pages.sometimes[index].push((states, shown.words));
                }
            }
        }
        pages
    }

    fn words(&self, space: &mut Space<'_>, (location, set): State) -> usize {
        let sometimes = self.sometimes[location].iter();
        let shown = sometimes.filter(|(states, _)| space.sets.common(*states, set) != NONE);
        self.always[location] + shown.map(|(_, words)| words).sum::<usize>()
    }

    /// By location, a number of words that any way to the ending has at least.
    fn at_least(&self, space: &Space<'_>, ending: EndingId) -> Vec<usize> {
        let machine = space.machine;
        let mut least = vec![usize::MAX; machine.locations.len()];
        let mut waiting = BinaryHeap::new();
        for (index, location) in machine.locations.iter().enumerate() {
            if location.ending == Some(ending) {
                waiting.push((Reverse(0), index));
            }
        }
        let mut comes_from = vec![Vec::new(); machine.locations.len()];
        for edge in &machine.edges {
            comes_from[edge.to].push(edge.from);
        }
        while let Some((Reverse(words), location)) = waiting.pop() {
            if words < least[location] {
                least[location] = words;
                let words = words + self.always[location];
                let from = comes_from[location].iter();
                waiting.extend(from.map(|from| (Reverse(words), *from)));
            }
        }
        least
    }
}

/// The fewest words that lead to an ending.
fn fewest_words(space: &mut Space<'_>, pages: &Pages, ending: EndingId, halt: Halt<'_>) -> Length {
    let machine = space.machine;
    let ahead = pages.at_least(space, ending);
    let start = (0, space.start());
    let first = pages.words(space, start);
    let mut best = BTreeMap::from([(start, first)]);
    let mut waiting = BinaryHeap::from([(Reverse(first.saturating_add(ahead[0])), first, start)]);
    let mut looked_at = 0;
    while let Some((_, words, state)) = waiting.pop() {
        if best[&state] < words {
            continue;
        }
        if machine.locations[state.0].ending == Some(ending) {
            return Length::Of(words);
        }
        looked_at += 1;
        if looked_at > MOST || !halt(space.sets.size()) {
            return Length::TooMany;
        }
        for (_, next) in successors(space, state) {
            if ahead[next.0] == usize::MAX {
                continue;
            }
            let words = words + pages.words(space, next);
            let known = best.entry(next).or_insert(usize::MAX);
            if words < *known {
                *known = words;
                waiting.push((Reverse(words + ahead[next.0]), words, next));
            }
        }
    }
    Length::None
}

/// The most words that lead to an ending no way to which comes round.
fn most_words(space: &mut Space<'_>, pages: &Pages, ending: EndingId, halt: Halt<'_>) -> Longest {
    let start = (0, space.start());
    let mut number = BTreeMap::from([(start, 0)]);
    let mut states = vec![start];
    let mut next: Vec<Vec<usize>> = Vec::new();
    while let Some(state) = states.get(next.len()).copied() {
        if states.len() > MOST || !halt(space.sets.size()) {
            return Longest::TooMany;
        }
        let successors = successors(space, state).into_iter().map(|(_, to)| {
            *number.entry(to).or_insert_with(|| {
                states.push(to);
                states.len() - 1
            })
        });
        next.push(successors.collect());
    }
    let mut before = vec![Vec::new(); states.len()];
    for (from, next) in next.iter().enumerate() {
        next.iter().for_each(|to| before[*to].push(from));
    }
    // Backwards from the ending, each state once all that follow are known.
    let is_end = |state: &State| space.machine.locations[state.0].ending == Some(ending);
    let mut leads = vec![false; states.len()];
    let mut open: Vec<usize> = (0..states.len()).filter(|index| is_end(&states[*index])).collect();
    let ends = open.clone();
    while let Some(index) = open.pop() {
        if !std::mem::replace(&mut leads[index], true) {
            open.extend(&before[index]);
        }
    }
    let mut missing: Vec<usize> =
        next.iter().map(|next| next.iter().filter(|to| leads[**to]).count()).collect();
    let mut most: Vec<usize> = vec![0; states.len()];
    let mut ready = ends;
    while let Some(index) = ready.pop() {
        most[index] += pages.words(space, states[index]);
        for from in before[index].clone() {
            most[from] = most[from].max(most[index]);
            missing[from] -= 1;
            if missing[from] == 0 {
                ready.push(from);
            }
        }
    }
    if leads[0] { Longest::Of(most[0]) } else { Longest::None }
}
