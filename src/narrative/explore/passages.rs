//! Which passages are ever shown.
//!
//! What is read changes nothing of where a life can go, so one passage may be
//! looked at without the others. All of them together are tried first. Where that
//! takes too much room, lives taken by chance show most of them; the rest is looked
//! at in halves, and those in halves again.

use std::collections::BTreeSet;

use super::Explored;
use super::diagram::NONE;
use super::forget::Interest;
use super::machine::Machine;
use super::pace::{Halted, Pace};
use super::stroll::{News, stroll};
use super::test::Test;

/// Passages are looked at in halves where they take more nodes together than
/// this, and than so many times those of where a life can go; but never more than
/// are soon found.
pub(super) const MOST: usize = 60_000;
const TIMES: usize = 4;
const SOON: usize = 2_000_000;

/// What is read.
pub(super) struct Read<'m> {
    /// What of [`super::machine::Location::shown`] is shown in some life: the
    /// location, and which of it.
    pub(super) shown: BTreeSet<(usize, usize)>,
    /// Every state that differs in what is read, where they could be looked at
    /// together.
    pub(super) together: Option<Explored<'m>>,
    /// Whether nothing was left out.
    pub(super) is_whole: bool,
    /// Whether visits were counted further than they can be followed.
    pub(super) is_endless: bool,
}

/// A passage: its location, which of it, and the slots its test asks for.
type Passage = (usize, usize, Vec<usize>);

/// Finds out what is read; `nodes` are those of where a life can go.
pub(super) fn read<'m>(
    machine: &'m Machine,
    groups: &'m [usize],
    nodes: usize,
    pace: &Pace<'_>,
) -> Read<'m> {
    let most = nodes.saturating_mul(TIMES).clamp(MOST, SOON.max(nodes * 2));
    let mut read =
        Read { shown: BTreeSet::new(), together: None, is_whole: true, is_endless: false };
    let mut passages: Vec<Passage> = Vec::new();
    let mut counts: Vec<(usize, &Test)> = Vec::new();
    for (index, location) in machine.locations.iter().enumerate() {
        for (which, shown) in location.shown.iter().enumerate() {
            passages.push((index, which, slots(machine, &shown.test)));
        }
        counts.extend(location.words.iter().flatten().map(|count| (index, &count.test)));
    }
    match look(machine, groups, &passages, &counts, &pace.with_most(most)) {
        Ok(explored) => {
            read.is_endless = explored.space.sets.dropped;
            read.shown = shown(explored, &passages, &mut read.together);
        }
        Err(Halted) => {
            let done = by_chance(machine, &mut passages, pace, &mut read);
            read.is_whole &= done.is_ok();
            let kinds = kinds(&passages, groups);
            halves(machine, groups, &passages, &kinds, most, pace, &mut read);
        }
    }
    read
}

/// Takes from the passages those that lives taken by chance show.
fn by_chance(
    machine: &Machine,
    passages: &mut Vec<Passage>,
    pace: &Pace<'_>,
    read: &mut Read<'_>,
) -> Result<(), Halted> {
    let mut open = vec![Vec::new(); machine.locations.len()];
    let mut left = passages.len();
    for (location, which, _) in passages.iter() {
        open[*location].push(*which);
    }
    let done = stroll(machine, pace, &mut |location, values, _| {
        let before = left;
        open[location].retain(|which| {
            let is_shown = machine.holds(&machine.locations[location].shown[*which].test, values);
            if is_shown {
                read.shown.insert((location, *which));
                left -= 1;
            }
            !is_shown
        });
        match left {
            0 => News::Enough,
            _ if left < before => News::Some,
            _ => News::None,
        }
    });
    passages.retain(|(location, which, _)| !read.shown.contains(&(*location, *which)));
    done
}

/// What sets of slots passages ask for, in the order of the story.
fn kinds(passages: &[Passage], groups: &[usize]) -> Vec<Vec<usize>> {
    let first = |slots: &[usize]| {
        let same = passages.iter().filter(|(.., other)| other == slots);
        same.map(|(location, ..)| groups[*location]).min()
    };
    let mut kinds: Vec<Vec<usize>> = passages.iter().map(|(.., slots)| slots.clone()).collect();
    kinds.sort();
    kinds.dedup();
    kinds.sort_by_cached_key(|slots| first(slots));
    kinds
}

/// Looks at the passages that ask for slots of these kinds.
fn halves<'m>(
    machine: &'m Machine,
    groups: &'m [usize],
    passages: &[Passage],
    kinds: &[Vec<usize>],
    most: usize,
    pace: &Pace<'_>,
    read: &mut Read<'m>,
) {
    let (one, other) = kinds.split_at(kinds.len() / 2);
    for half in [one, other].into_iter().filter(|half| !half.is_empty()) {
        if pace.is_halted() {
            read.is_whole = false;
            return;
        }
        let some: Vec<Passage> =
            passages.iter().filter(|(.., slots)| half.contains(slots)).cloned().collect();
        let limited = pace.with_most(if half.len() > 1 { most } else { usize::MAX });
        match look(machine, groups, &some, &[], &limited) {
            Ok(explored) => {
                read.is_endless |= explored.space.sets.dropped;
                read.shown.extend(shown(explored, &some, &mut None));
            }
            Err(Halted) if limited.is_halted() => {
                read.is_whole = false;
                return;
            }
            Err(Halted) => halves(machine, groups, &some, half, most, pace, read),
        }
    }
}

fn look<'m>(
    machine: &'m Machine,
    groups: &'m [usize],
    passages: &[Passage],
    counts: &[(usize, &Test)],
    pace: &Pace<'_>,
) -> Result<Explored<'m>, Halted> {
    let tests = passages
        .iter()
        .map(|(location, which, _)| (*location, &machine.locations[*location].shown[*which].test));
    let tests = tests.chain(counts.iter().copied()).collect();
    let mut explored = Explored::new(machine, groups, &Interest { tests, bounds: &|_| false });
    explored.reach(pace)?;
    Ok(explored)
}

fn shown<'m>(
    mut explored: Explored<'m>,
    passages: &[Passage],
    together: &mut Option<Explored<'m>>,
) -> BTreeSet<(usize, usize)> {
    let machine = explored.space.machine;
    let mut found = BTreeSet::new();
    for (location, which, _) in passages {
        let reached = explored.reached[*location];
        let test = &machine.locations[*location].shown[*which].test;
        if reached != NONE && explored.space.holds(*location, reached, test) {
            found.insert((*location, *which));
        }
    }
    *together = Some(explored);
    found
}

fn slots(machine: &Machine, test: &Test) -> Vec<usize> {
    let mut slots = BTreeSet::new();
    test.atoms(&mut |atom| slots.extend(machine.asked(atom)));
    slots.into_iter().collect()
}
