//! How many words the routes to an ending have.
//!
//! How many lie ahead of each state is worked out backwards from the ending. What
//! is read hangs on much that has nothing to do with where a life can go, so at
//! first the words of each page are taken for the fewest (or the most) that it
//! may have: that bounds the length from one side, and the route found so, with
//! the words it really has, from the other. Where the two differ and the states
//! that differ in what is read are not too many, those are looked at.

mod bounds;
mod search;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use bounds::Bounds;
use search::Search;

use super::Explored;
use super::diagram::{NONE, Set};
use super::forget::Interest;
use super::machine::Machine;
use super::pace::Pace;
use super::report::Length;
use super::steps::Space;
use super::test::Test;
use super::values::{Best, Value, Values};
use crate::narrative::model::EndingId;

/// The first search for a route takes no more steps than this.
const FEW_STEPS: usize = 200_000;

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
            let (least, most) = Bounds::new(machine).of(&open);
            pages.always[index].0 += least;
            pages.always[index].1 += most;
        }
        Some(pages)
    }
}

/// How much work measuring may take, all endings together. It is counted and
/// never timed, so that the same story is measured the same everywhere.
pub(super) struct Budget {
    /// Nodes of numbers ahead.
    pub(super) room: usize,
    /// Nodes of states whose pages are told apart one after the other.
    pub(super) told: usize,
    /// Steps of searches, and how many one search has at most.
    pub(super) steps: usize,
    pub(super) search: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { room: 400_000, told: 30_000, steps: 8_000_000, search: 2_000_000 }
    }
}

/// How long a route is, and the edges of the best one found.
pub(super) struct Measured {
    pub(super) length: Length,
    pub(super) way: Option<Vec<usize>>,
}

/// What is needed to measure the routes of one story.
pub(super) struct Ruler<'m> {
    /// Nothing where the words of a page vary in too many ways.
    pub(super) rough: Option<Pages>,
    exact: Option<Pages>,
    search: Option<Search<'m>>,
    /// Locations whose words are told apart, and the states that do so.
    told: BTreeSet<usize>,
    refined: Option<(Explored<'m>, Pages)>,
    budget: Budget,
}

/// The best route found until now, and what no route does better than.
struct Range {
    best: Best,
    bound: usize,
    way: Option<(usize, Vec<usize>)>,
}

impl Range {
    fn is_met(&self) -> bool {
        self.way.as_ref().is_some_and(|(words, _)| *words == self.bound)
    }

    fn tighten(&mut self, bound: usize) {
        self.bound = match self.best {
            Best::Least => self.bound.max(bound),
            Best::Most => self.bound.min(bound),
        };
    }

    fn offer(&mut self, way: Option<(usize, Vec<usize>)>) {
        let Some((words, way)) = way else { return };
        let is_better = self.way.as_ref().is_none_or(|(known, _)| match self.best {
            Best::Least => words < *known,
            Best::Most => words > *known,
        });
        if is_better {
            self.way = Some((words, way));
        }
    }

    fn measured(self) -> Measured {
        let bound = self.bound;
        let length = self.way.as_ref().map_or(Length::TooMany, |(words, _)| match *words {
            words if words == bound => Length::Of(words),
            words => Length::Between(words.min(bound), words.max(bound)),
        });
        Measured { length, way: self.way.map(|(_, way)| way) }
    }
}

impl<'m> Ruler<'m> {
    /// `read` are the states that differ in what is read, where there are not
    /// too many.
    pub(super) fn new(
        kept: &mut Explored<'m>,
        read: Option<&mut Explored<'_>>,
        budget: Budget,
    ) -> Ruler<'m> {
        let rough = Pages::rough(&mut kept.space);
        let exact = read.and_then(|read| Pages::exact(&mut read.space));
        let (search, told, refined) = (None, BTreeSet::new(), None);
        Ruler { rough, exact, search, told, refined, budget }
    }

    /// The fewest or the most words that lead to an ending. The most have an end
    /// only where no way to the ending comes round.
    pub(super) fn measure(
        &mut self,
        kept: &mut Explored<'m>,
        read: Option<&mut Explored<'_>>,
        ending: EndingId,
        best: Best,
        pace: &Pace<'_>,
    ) -> Measured {
        let range = self.range(kept, read, ending, best, pace);
        range.map_or(Measured { length: Length::TooMany, way: None }, Range::measured)
    }

    fn range(
        &mut self,
        kept: &mut Explored<'m>,
        read: Option<&mut Explored<'_>>,
        ending: EndingId,
        best: Best,
        pace: &Pace<'_>,
    ) -> Option<Range> {
        let machine = kept.space.machine;
        let room = &mut self.budget.room;
        let mut ahead = words_ahead(kept, self.rough.as_ref()?, ending, best, room, pace)?;
        let mut range = Range { best, bound: ahead.whole(kept)?, way: None };
        let mut way = ahead.way(kept, ending)?;
        range.offer(words_of(machine, &way, best).map(|words| (words, way.clone())));
        self.search(&kept.space, &ahead, ending, &mut range, FEW_STEPS, pace);
        if range.is_met() {
            return Some(range);
        }
        if let Some((pages, read)) = self.exact.as_ref().zip(read)
            && let Some(ahead) = words_ahead(read, pages, ending, best, &mut self.budget.room, pace)
            && let Some(words) = ahead.whole(read)
        {
            range.tighten(words);
            range.offer(ahead.way(read, ending).map(|way| (words, way)));
            return Some(range);
        }
        // The pages of the best way there seems to be are told apart, until the
        // best there seems to be is real.
        let mut is_refined = false;
        while !range.is_met() {
            let (mut next, old) = match self.refined.take() {
                // Those that another ending needed come first.
                Some(old) if !is_refined => (old, None),
                old => {
                    let space = old.as_ref().map_or(&kept.space, |(refined, _)| &refined.space);
                    let wrong = ahead.wrong(space, &way);
                    match self.tell(kept, &wrong, pace) {
                        Some(new) => (new, old),
                        None => {
                            self.refined = old;
                            break;
                        }
                    }
                }
            };
            let Some((found, bound)) = self.look(&mut next, ending, best, pace) else {
                self.refined = old;
                break;
            };
            range.tighten(bound);
            ahead = found;
            is_refined = true;
            let found = ahead.way(&mut next.0, ending);
            self.refined = Some(next);
            let Some(found) = found else { break };
            range.offer(words_of(machine, &found, best).map(|words| (words, found.clone())));
            way = found;
        }
        let refined = self.refined.take();
        let space = refined.as_ref().filter(|_| is_refined);
        let space = space.map_or(&kept.space, |(refined, _)| &refined.space);
        self.search(space, &ahead, ending, &mut range, usize::MAX, pace);
        self.refined = refined;
        Some(range)
    }

    /// What lies ahead in these states, and all that lies ahead from the first
    /// page on.
    fn look(
        &mut self,
        (refined, pages): &mut (Explored<'m>, Pages),
        ending: EndingId,
        best: Best,
        pace: &Pace<'_>,
    ) -> Option<(Ahead, usize)> {
        let ahead = words_ahead(refined, pages, ending, best, &mut self.budget.told, pace)?;
        let bound = ahead.whole(refined)?;
        Some((ahead, bound))
    }

    /// Searches on from what is known to lie ahead.
    fn search(
        &mut self,
        space: &Space<'m>,
        ahead: &Ahead,
        ending: EndingId,
        range: &mut Range,
        most: usize,
        pace: &Pace<'_>,
    ) {
        let most = most.min(self.budget.search).min(self.budget.steps);
        if range.is_met() || most == 0 {
            return;
        }
        let mut steps = most;
        let search = self.search.get_or_insert_with(|| Search::new(space.machine));
        let known = range.way.as_ref().map(|(words, _)| *words);
        let found = search.search(space, ahead, ending, known, &mut steps, pace);
        self.budget.steps -= most - steps;
        if let Some(found) = found {
            range.tighten(found.bound);
            range.offer(found.way);
        }
    }

    /// States that tell the words of these locations apart too. Nothing where
    /// that is nothing new, or would take too much room.
    fn tell(
        &mut self,
        kept: &Explored<'m>,
        locations: &[usize],
        pace: &Pace<'_>,
    ) -> Option<(Explored<'m>, Pages)> {
        let machine = kept.space.machine;
        let before = self.told.len();
        self.told.extend(locations);
        if self.told.len() == before || self.budget.told < machine.edges.len() {
            return None;
        }
        let tests = self.told.iter().flat_map(|location| {
            let counts = machine.locations[*location].words.iter().flatten();
            counts.map(|count| (*location, &count.test))
        });
        let interest = Interest { tests: tests.collect(), bounds: &|_| false };
        let mut refined = Explored::new(machine, kept.groups, &interest);
        let done = refined.reach(&pace.with_most(self.budget.told));
        let spent = refined.space.sets.size() + machine.edges.len();
        self.budget.told = self.budget.told.saturating_sub(spent);
        done.ok()?;
        let told = &self.told;
        let pages = Pages::of(&mut refined.space, |space, location, test| {
            told.contains(&location) || Pages::is_told(space, location, test)
        })?;
        Some((refined, pages))
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
