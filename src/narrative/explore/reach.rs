//! Everything that can happen: which states there are, which of them a life
//! gets out of, and the shortest way to any.

use std::collections::{BTreeMap, BTreeSet};

use super::Explored;
use super::diagram::{NONE, Set};
use super::pace::{Halted, Pace};
use super::steps::Space;

/// By location, states.
pub(super) type States = Vec<Set>;

/// Every state that can be come to. Work that is called off leaves what was
/// found so far.
pub(super) fn reach(
    space: &mut Space<'_>,
    groups: &[usize],
    reached: &mut States,
    pace: &Pace<'_>,
) -> Result<(), Halted> {
    let machine = space.machine;
    reached.clear();
    reached.resize(machine.locations.len(), NONE);
    let mut fresh = reached.clone();
    reached[0] = space.start();
    fresh[0] = reached[0];
    // Each group of locations is gone through to its end before the next.
    let mut waiting = BTreeSet::from([(groups[0], 0, 0)]);
    let mut turn = 0;
    let last = groups.iter().max().copied().unwrap_or(0).max(1) as f32;
    while let Some((group, _, location)) = waiting.pop_first() {
        pace.go(group as f32 / last, space.sets.size())?;
        let from = std::mem::replace(&mut fresh[location], NONE);
        for edge in machine.locations[location].out.clone() {
            let to = machine.edges[edge].to;
            let states = space.forward(edge, from);
            let states = space.sets.without(states, reached[to]);
            if states == NONE {
                continue;
            }
            reached[to] = space.sets.union(reached[to], states);
            if fresh[to] == NONE {
                turn += 1;
                waiting.insert((groups[to], turn, to));
            }
            fresh[to] = space.sets.union(fresh[to], states);
        }
    }
    Ok(())
}

/// Those of the states from which one of `ends` can be come to.
pub(super) fn lead_to(
    space: &mut Space<'_>,
    groups: &[usize],
    within: &States,
    ends: &States,
    pace: &Pace<'_>,
) -> Result<States, Halted> {
    let machine = space.machine;
    let mut comes_from = vec![Vec::new(); within.len()];
    for (index, edge) in machine.edges.iter().enumerate() {
        comes_from[edge.to].push(index);
    }
    let mut found = ends.clone();
    let mut fresh = ends.clone();
    let mut turn = 0;
    let mut waiting: BTreeSet<_> = (0..within.len())
        .filter(|location| ends[*location] != NONE)
        .map(|location| (std::cmp::Reverse(groups[location]), 0, location))
        .collect();
    while let Some((_, _, location)) = waiting.pop_first() {
        pace.go(1.0, space.sets.size())?;
        let target = std::mem::replace(&mut fresh[location], NONE);
        for edge in comes_from[location].iter().copied() {
            let from = machine.edges[edge].from;
            let states = space.sets.without(within[from], found[from]);
            let states = space.back(edge, states, target);
            if states == NONE {
                continue;
            }
            found[from] = space.sets.union(found[from], states);
            if fresh[from] == NONE {
                turn += 1;
                waiting.insert((std::cmp::Reverse(groups[from]), turn, from));
            }
            fresh[from] = space.sets.union(fresh[from], states);
        }
    }
    Ok(found)
}

/// The states by the number of choices that first lead to them.
pub(super) struct Layers {
    /// By number of choices and location.
    layers: Vec<Vec<(usize, Set)>>,
    seen: States,
}

impl Layers {
    pub(super) fn new(space: &mut Space<'_>) -> Layers {
        let mut seen = vec![NONE; space.machine.locations.len()];
        seen[0] = space.start();
        Layers { layers: vec![vec![(0, seen[0])]], seen }
    }

    /// The states that as many choices lead to as were looked at so far.
    pub(super) fn last(&self) -> &[(usize, Set)] {
        self.layers.last().map_or(&[], Vec::as_slice)
    }

    /// How many choices were looked at so far.
    pub(super) fn depth(&self) -> usize {
        self.layers.len() - 1
    }

    /// Looks one choice further. False where there is nothing new.
    pub(super) fn grow(&mut self, space: &mut Space<'_>, pace: &Pace<'_>) -> Result<bool, Halted> {
        let machine = space.machine;
        let mut next: BTreeMap<usize, Set> = BTreeMap::new();
        for (location, set) in self.last().to_vec() {
            pace.go(0.0, space.sets.size())?;
            for edge in machine.locations[location].out.clone() {
                let to = machine.edges[edge].to;
                let states = space.forward(edge, set);
                let states = space.sets.without(states, self.seen[to]);
                if states != NONE {
                    let known = next.entry(to).or_insert(NONE);
                    *known = space.sets.union(*known, states);
                }
            }
        }
        for (location, set) in &next {
            self.seen[*location] = space.sets.union(self.seen[*location], *set);
        }
        let is_more = !next.is_empty();
        if is_more {
            self.layers.push(next.into_iter().collect());
        }
        Ok(is_more)
    }

    /// The states at a location that so many choices first lead to.
    pub(super) fn at(&self, depth: usize, location: usize) -> Set {
        let layer = &self.layers[depth];
        let found = layer.binary_search_by_key(&location, |(location, _)| *location);
        found.map_or(NONE, |index| layer[index].1)
    }

    /// The edges of a shortest way into one of these states, which that many
    /// choices lead to.
    pub(super) fn way(
        &self,
        space: &mut Space<'_>,
        depth: usize,
        location: usize,
        states: Set,
    ) -> Vec<usize> {
        let machine = space.machine;
        let mut way = Vec::with_capacity(depth);
        let state = space.sets.one(states);
        let mut here = (location, space.sets.only(&state));
        for layer in self.layers[..depth].iter().rev() {
            let found = layer.iter().find_map(|(from, set)| {
                let mut out = machine.locations[*from].out.clone();
                out.find_map(|edge| {
                    let leads = machine.edges[edge].to == here.0;
                    let states = if leads { space.back(edge, *set, here.1) } else { NONE };
                    (states != NONE).then_some((edge, *from, states))
                })
            });
            let Some((edge, from, states)) = found else { break };
            let state = space.sets.one(states);
            here = (from, space.sets.only(&state));
            way.push(edge);
        }
        way.reverse();
        way
    }
}

/// Where something shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The location.
    pub(super) location: usize,
    /// In which of its states; in every state where nothing is said.
    pub(super) states: Option<Set>,
    /// The edge to take there for it to show.
    pub(super) then: Option<usize>,
}

/// For each list of places the nearest of them: which, and the edges of a
/// shortest way there. Nothing where none was come to, or not in time.
pub(super) fn nearest(
    explored: &mut Explored<'_>,
    wanted: &[Vec<Place>],
    pace: &Pace<'_>,
) -> Vec<Option<(usize, Vec<usize>)>> {
    let space = &mut explored.space;
    let mut layers = Layers::new(space);
    let mut found = vec![None; wanted.len()];
    // What was not gone to yet may be anywhere.
    let reached =
        |place: &Place| explored.reached.get(place.location).is_none_or(|set| *set != NONE);
    let mut open: Vec<usize> =
        (0..wanted.len()).filter(|index| wanted[*index].iter().any(reached)).collect();
    while !open.is_empty() {
        let depth = layers.depth();
        open.retain(|index| {
            let here = wanted[*index].iter().enumerate().find_map(|(which, place)| {
                let here = layers.at(depth, place.location);
                let states = place.states.map_or(here, |states| space.sets.common(states, here));
                (states != NONE).then_some((which, place, states))
            });
            if let Some((which, place, states)) = here {
                let mut way = layers.way(space, depth, place.location, states);
                way.extend(place.then);
                found[*index] = Some((which, way));
            }
            found[*index].is_none()
        });
        if open.is_empty() || !layers.grow(space, pace).unwrap_or(false) {
            break;
        }
    }
    found
}
