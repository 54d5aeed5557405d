//! How short and how long the routes to each ending are, in choices; `words`
//! measures them in words.

use std::collections::BTreeMap;

use super::diagram::{NONE, Set};
use super::pace::{Halted, Pace};
use super::passages::Read;
use super::reach::{Place, States, lead_to, nearest};
use super::report::{Exploration, Longest};
use super::steps::Space;
use super::values::Best;
use super::words::{self, Budget, Measured, Pages, Ruler};
use super::{Explored, Kept, walk_of};
use crate::narrative::model::{EndingId, Story};

/// More states than this are not looked at for a shorter way round.
const FEW: usize = 2_000;

/// The most choices that lead to an ending.
pub(super) enum Routes {
    /// No route leads there.
    None,
    /// So many.
    Of(usize),
    /// As many as one likes: these edges lead round and round.
    Unbounded(Vec<usize>),
    /// It could not be told in time.
    Unknown,
}

/// The most choices that lead to each ending.
pub(super) fn most_choices(story: &Story, kept: &mut Explored<'_>, pace: &Pace<'_>) -> Vec<Routes> {
    let endings: Vec<_> = (0..story.endings.len()).map(EndingId::new).collect();
    if !kept.is_whole {
        return endings.iter().map(|_| Routes::Unknown).collect();
    }
    let everywhere = kept.reached.clone();
    let most =
        round(&mut kept.space, kept.groups, &everywhere, pace).and_then(|round| match round {
            None => straight(kept, endings.len(), pace),
            // What leads round need not lead to every ending.
            Some(_) => endings.iter().map(|ending| most(kept, *ending, pace)).collect(),
        });
    most.unwrap_or_else(|Halted| endings.iter().map(|_| Routes::Unknown).collect())
}

/// The most choices that lead to each ending of a story in which nothing leads
/// round and round.
fn straight(
    kept: &mut Explored<'_>,
    endings: usize,
    pace: &Pace<'_>,
) -> Result<Vec<Routes>, Halted> {
    let machine = kept.space.machine;
    let mut most: Vec<Routes> = (0..endings).map(|_| Routes::None).collect();
    let mut here = BTreeMap::from([(0, kept.space.start())]);
    let mut depth = 0;
    while !here.is_empty() {
        for ending in here.keys().filter_map(|location| machine.locations[*location].ending) {
            most[ending.index()] = Routes::Of(depth);
        }
        here = further(&mut kept.space, here, None, pace)?;
        depth += 1;
    }
    Ok(most)
}

/// Where one more choice leads, within some states.
fn further(
    space: &mut Space<'_>,
    here: BTreeMap<usize, Set>,
    within: Option<&States>,
    pace: &Pace<'_>,
) -> Result<BTreeMap<usize, Set>, Halted> {
    let machine = space.machine;
    let mut next: BTreeMap<usize, Set> = BTreeMap::new();
    for (location, set) in here {
        pace.go(1.0, space.sets.size())?;
        for edge in machine.locations[location].out.clone() {
            let to = machine.edges[edge].to;
            let mut states = space.forward(edge, set);
            if let Some(within) = within {
                states = space.sets.common(states, within[to]);
            }
            if states != NONE {
                let known = next.entry(to).or_insert(NONE);
                *known = space.sets.union(*known, states);
            }
        }
    }
    Ok(next)
}

/// Looks for the shortest walk to each ending.
pub(super) fn shortest(kept: &mut Explored<'_>, report: &mut Exploration, pace: &Pace<'_>) {
    let machine = kept.space.machine;
    let places = |ending: EndingId| {
        let locations = machine.locations.iter().enumerate();
        let ends = locations.filter(|(_, location)| location.ending == Some(ending));
        ends.map(|(location, _)| Place { location, states: None, then: None }).collect()
    };
    let wanted: Vec<Vec<Place>> =
        report.endings.iter().map(|routes| places(routes.ending)).collect();
    let walks = nearest(kept, &wanted, pace);
    for (routes, walk) in report.endings.iter_mut().zip(walks) {
        routes.fewest_choices = walk.map(|(_, way)| walk_of(machine, &way));
    }
}

/// Measures the routes to every ending.
pub(super) fn measure(
    kept: &mut Kept<'_>,
    read: &mut Read<'_>,
    report: &mut Exploration,
    pace: &Pace<'_>,
) {
    let machine = kept.explored.space.machine;
    let mut ruler = Ruler::new(&mut kept.explored, read.together.as_mut(), Budget::default());
    for (routes, most) in report.endings.iter_mut().zip(&kept.routes) {
        let ending = routes.ending;
        ruler.longest = match most {
            Routes::Of(choices) => *choices,
            // Who goes round makes the way to an ending no shorter.
            _ => machine.locations.len(),
        };
        let mut measure = |best| words_to(&mut ruler, &mut kept.explored, read, ending, best, pace);
        if let Routes::None = most {
            continue;
        }
        let fewest = measure(Best::Least);
        routes.fewest_words = fewest.length;
        let way = fewest.way.unwrap_or_default();
        routes.fewest_words_walk = walk_of(machine, &way);
        (routes.most_choices, routes.most_words) = match most {
            Routes::None | Routes::Unknown => (Longest::TooMany, Longest::TooMany),
            Routes::Of(choices) => {
                (Longest::Of(*choices), Longest::from(measure(Best::Most).length))
            }
            Routes::Unbounded(edges) => {
                let round = walk_of(machine, edges);
                let has_words = |pages: &Pages| {
                    edges.iter().any(|edge| pages.always[machine.edges[*edge].to].0 > 0)
                };
                // A loop without a word makes no route longer in words.
                let words = match ruler.rough.as_ref().is_some_and(has_words) {
                    true => Longest::Unbounded(round.clone()),
                    false => Longest::TooMany,
                };
                (Longest::Unbounded(round), words)
            }
        };
    }
}

/// The fewest or the most words that lead to an ending, and the edges of the best
/// route found, which has the words at the near end of the range.
pub(super) fn words_to<'m>(
    ruler: &mut Ruler<'m>,
    explored: &mut Explored<'m>,
    read: &mut Read<'_>,
    ending: EndingId,
    best: Best,
    pace: &Pace<'_>,
) -> Measured {
    let machine = explored.space.machine;
    let found = ruler.measure(explored, read.together.as_mut(), ending, best, pace);
    debug_assert!(found.way.as_ref().is_none_or(|way| words::leads_to(machine, way, ending)));
    found
}

/// The most choices that lead to an ending of a story in which something leads
/// round and round.
fn most(explored: &mut Explored<'_>, ending: EndingId, pace: &Pace<'_>) -> Result<Routes, Halted> {
    let Explored { space, groups, reached, .. } = explored;
    let machine = space.machine;
    let locations = machine.locations.iter();
    let ends: States = reached
        .iter()
        .zip(locations)
        .map(|(set, location)| if location.ending == Some(ending) { *set } else { NONE })
        .collect();
    if ends.iter().all(|set| *set == NONE) {
        return Ok(Routes::None);
    }
    let leading = lead_to(space, groups, reached, &ends, pace)?;
    if let Some(round) = round(space, groups, &leading, pace)? {
        return Ok(Routes::Unbounded(round));
    }
    let start = space.start();
    let mut here = BTreeMap::from([(0, space.sets.common(start, leading[0]))]);
    let (mut depth, mut most) = (0, 0);
    while !here.is_empty() {
        if here.keys().any(|location| ends[*location] != NONE) {
            most = depth;
        }
        here = further(space, here, Some(&leading), pace)?;
        depth += 1;
    }
    Ok(Routes::Of(most))
}

/// Edges that lead round and round within these states.
fn round(
    space: &mut Space<'_>,
    groups: &[usize],
    within: &States,
    pace: &Pace<'_>,
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
                pace.go(1.0, space.sets.size())?;
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
