//! Brings the bounds of a length together, as far as a fixed amount of work goes.

use std::collections::BTreeSet;

use super::loose::Loose;
use super::search::Search;
use super::sure::Sure;
use super::{Ahead, Pages, words_ahead, words_of};
use crate::narrative::explore::Explored;
use crate::narrative::explore::forget::Interest;
use crate::narrative::explore::pace::Pace;
use crate::narrative::explore::report::Length;
use crate::narrative::explore::steps::Space;
use crate::narrative::explore::values::Best;
use crate::narrative::model::EndingId;

/// The first search for a route takes no more steps than this.
const FEW_STEPS: usize = 200_000;

/// How much work measuring may take, all endings together. It is counted and
/// never timed, so that the same story is measured the same everywhere.
pub(in crate::narrative::explore) struct Budget {
    /// Nodes of numbers ahead.
    pub(in crate::narrative::explore) room: usize,
    /// Nodes of states whose pages are told apart one after the other.
    pub(in crate::narrative::explore) told: usize,
    /// Steps of searches, and how many one search has at most.
    pub(in crate::narrative::explore) steps: usize,
    pub(in crate::narrative::explore) search: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { room: 400_000, told: 30_000, steps: 5_000_000, search: 1_000_000 }
    }
}

/// How long a route is, and the edges of the best one found.
pub(in crate::narrative::explore) struct Measured {
    pub(in crate::narrative::explore) length: Length,
    pub(in crate::narrative::explore) way: Option<Vec<usize>>,
}

/// What is needed to measure the routes of one story.
pub(in crate::narrative::explore) struct Ruler<'m> {
    /// Nothing where the words of a page vary in too many ways.
    pub(in crate::narrative::explore) rough: Option<Pages>,
    exact: Option<Pages>,
    search: Option<Search<'m>>,
    /// Once it was asked for.
    loose: Option<Option<Loose>>,
    /// How many choices lead at most to the ending that is measured.
    pub(in crate::narrative::explore) longest: usize,
    /// Locations whose words are told apart, and the states that do so.
    told: BTreeSet<usize>,
    refined: Option<(Explored<'m>, Pages)>,
    budget: Budget,
}

/// The best route found until now, and what no route does better than.
pub(super) struct Range {
    pub(super) best: Best,
    pub(super) bound: usize,
    pub(super) way: Option<(usize, Vec<usize>)>,
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
    pub(in crate::narrative::explore) fn new(
        kept: &mut Explored<'m>,
        read: Option<&mut Explored<'_>>,
        budget: Budget,
    ) -> Ruler<'m> {
        // Where there are more states than room there is no counting through them.
        let is_small = kept.space.sets.size() <= budget.room;
        let rough = if is_small { Pages::rough(&mut kept.space) } else { None };
        let exact = read.and_then(|read| Pages::exact(&mut read.space));
        let (search, loose, told, refined) = (None, None, BTreeSet::new(), None);
        Ruler { rough, exact, search, loose, longest: 0, told, refined, budget }
    }

    /// The fewest or the most words that lead to an ending. The most have an end
    /// only where no way to the ending comes round.
    pub(in crate::narrative::explore) fn measure(
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
        let ahead = match &self.rough {
            Some(rough) => words_ahead(kept, rough, ending, best, room, pace),
            None => None,
        };
        let Some(mut ahead) = ahead else {
            let loose = || Loose::of(machine, &kept.reached, pace);
            let loose = self.loose.get_or_insert_with(loose).as_ref()?;
            return loose.range(machine, ending, best, self.longest);
        };
        let mut range = Range { best, bound: ahead.whole(kept)?, way: None };
        let mut way = ahead.way(kept, ending)?;
        range.offer(words_of(machine, &way, best).map(|words| (words, way.clone())));
        let rough = (&kept.space, self.rough.as_ref()?);
        search(
            &mut self.search,
            &mut self.budget,
            rough,
            &ahead,
            ending,
            &mut range,
            FEW_STEPS,
            pace,
        );
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
        let refined = self.refined.as_ref().filter(|_| is_refined);
        let refined = refined.map(|(refined, pages)| (&refined.space, pages));
        let known = refined.unwrap_or((&kept.space, self.rough.as_ref()?));
        search(
            &mut self.search,
            &mut self.budget,
            known,
            &ahead,
            ending,
            &mut range,
            usize::MAX,
            pace,
        );
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

/// Searches on from what is known to lie ahead.
fn search<'m>(
    search: &mut Option<Search<'m>>,
    budget: &mut Budget,
    (space, pages): (&Space<'m>, &Pages),
    ahead: &Ahead,
    ending: EndingId,
    range: &mut Range,
    most: usize,
    pace: &Pace<'_>,
) {
    let most = most.min(budget.search).min(budget.steps);
    if range.is_met() || most == 0 {
        return;
    }
    let mut steps = most;
    let sure = Sure::of(space.machine, pages, ending, range.best, &mut steps);
    let search = search.get_or_insert_with(|| Search::new(space.machine));
    let known = range.way.as_ref().map(|(words, _)| *words);
    let found = search.search(space, ahead, sure, ending, known, &mut steps, pace);
    budget.steps -= most - steps;
    if let Some(found) = found {
        range.tighten(found.bound);
        range.offer(found.way);
    }
}
