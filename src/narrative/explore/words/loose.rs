//! What is known of lengths where there are too many states to count through:
//! a bound that asks only which pages lead where, and lives taken by chance.

use super::bounds::Bounds;
use super::page_words;
use super::ruler::Range;
use crate::narrative::explore::diagram::{NONE, Set};
use crate::narrative::explore::machine::Machine;
use crate::narrative::explore::pace::Pace;
use crate::narrative::explore::stroll::{News, stroll};
use crate::narrative::explore::values::Best;
use crate::narrative::model::EndingId;

/// Passages looked at for one page.
const FEW: usize = 1 << 10;

/// A route and its words.
type Route = (usize, Vec<usize>);

/// What is known of the lengths of all routes.
pub(super) struct Loose {
    /// By location, the fewest and the most words of its page; nothing where no
    /// life comes there.
    pages: Vec<Option<(usize, usize)>>,
    /// By ending, the routes met with the fewest and the most words.
    met: Vec<(Option<Route>, Option<Route>)>,
}

impl Loose {
    /// Nothing where the words of a page vary in too many ways, or when it is
    /// called off.
    pub(super) fn of(machine: &Machine, reached: &[Set], pace: &Pace<'_>) -> Option<Loose> {
        let mut pages = Vec::new();
        for (location, set) in machine.locations.iter().zip(reached) {
            let counts: Vec<_> = location.words.as_ref()?.iter().collect();
            pages.push((*set != NONE).then(|| Bounds::within(machine, FEW).of(&counts)));
        }
        let endings = machine.locations.iter().filter_map(|location| location.ending);
        let count = endings.map(|ending| ending.index() + 1).max().unwrap_or(0);
        let mut met: Vec<(Option<Route>, Option<Route>)> = vec![(None, None); count];
        let (mut fewest, mut most) = (0, 0);
        stroll(machine, pace, &mut |here, values, way| {
            if way.is_empty() {
                (fewest, most) = (0, 0);
            }
            fewest += page_words(machine, here, values, Best::Least).unwrap_or(0);
            most += page_words(machine, here, values, Best::Most).unwrap_or(0);
            let Some(ending) = machine.locations[here].ending else { return News::None };
            let (shortest, longest) = &mut met[ending.index()];
            let is_shorter = shortest.as_ref().is_none_or(|(words, _)| fewest < *words);
            let is_longer = longest.as_ref().is_none_or(|(words, _)| most > *words);
            if is_shorter {
                *shortest = Some((fewest, way.to_vec()));
            }
            if is_longer {
                *longest = Some((most, way.to_vec()));
            }
            if is_shorter || is_longer { News::Some } else { News::None }
        })
        .ok()?;
        Some(Loose { pages, met })
    }

    /// The range of an ending that so many choices lead to at most; nothing where
    /// no route was met.
    pub(super) fn range(
        &self,
        machine: &Machine,
        ending: EndingId,
        best: Best,
        longest: usize,
    ) -> Option<Range> {
        let (shortest, longest_met) = self.met.get(ending.index())?;
        let way = match best {
            Best::Least => shortest,
            Best::Most => longest_met,
        };
        let way = Some(way.clone()?);
        Some(Range { best, bound: self.bound(machine, ending, best, longest)?, way })
    }

    /// What no route to an ending does better than, over whatever pages.
    fn bound(
        &self,
        machine: &Machine,
        ending: EndingId,
        best: Best,
        longest: usize,
    ) -> Option<usize> {
        let pick = |(fewest, most): (usize, usize)| match best {
            Best::Least => fewest,
            Best::Most => most,
        };
        let better = |one: Option<usize>, other: Option<usize>| match best {
            Best::Least => one.into_iter().chain(other).min(),
            Best::Most => one.max(other),
        };
        let words: Vec<Option<usize>> = self.pages.iter().map(|page| page.map(pick)).collect();
        let ends = machine.locations.iter().zip(&words);
        let ends = ends.map(|(location, words)| words.filter(|_| location.ending == Some(ending)));
        let ends: Vec<Option<usize>> = ends.collect();
        // What lies ahead, with one choice more each time.
        let mut ahead = ends.clone();
        let mut whole = ahead[0];
        for _ in 0..longest {
            let mut next = ends.clone();
            for edge in &machine.edges {
                let through = words[edge.from].zip(ahead[edge.to]);
                let through = through.map(|(page, after)| page + after);
                next[edge.from] = better(next[edge.from], through);
            }
            ahead = next;
            whole = better(whole, ahead[0]);
        }
        whole
    }
}
