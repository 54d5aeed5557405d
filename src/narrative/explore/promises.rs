//! What an author promises of every life, proved or refuted.

use super::diagram::{NONE, Set};
use super::forget::Interest;
use super::machine::Machine;
use super::pace::Pace;
use super::passages::MOST;
use super::reach::{Place, nearest};
use super::report::{Exploration, Finding, Flaw, Length};
use super::stroll::{News, stroll};
use super::test::Test;
use super::{Explored, walk_of};
use crate::narrative::model::{Event, Mark, Moment, Promise, Story, WORDS_A_MINUTE};

/// What came of looking at a promise.
pub(super) struct Kept {
    pub(super) finding: Option<Finding>,
    /// Whether it was proved or refuted.
    pub(super) is_whole: bool,
    pub(super) is_endless: bool,
}

/// Looks at a promise about pages. Nothing of one about lengths.
pub(super) fn look(
    story: &Story,
    machine: &Machine,
    groups: &[usize],
    index: usize,
    pace: &Pace<'_>,
) -> Option<Kept> {
    let (before, moment, is_wanted) = match &story.promises[index] {
        Promise::Reachable(moment) => (None, moment, true),
        Promise::Never(moment) => (None, moment, false),
        Promise::AlwaysBefore(event, moment) => (Some(*event), moment, false),
        Promise::ShortestUnder { .. } => return None,
    };
    let pages = pages(machine, moment);
    let events: Vec<(usize, Test)> =
        before.map(|event| happens(story, machine, event)).unwrap_or_default();
    let tests = pages.iter().chain(&events).map(|(location, test)| (*location, test)).collect();
    let mut explored = Explored::new(machine, groups, &Interest { tests, bounds: &|_| false });
    let mut barred = vec![NONE; machine.locations.len()];
    for (location, test) in &events {
        let states = explored.space.states(*location, test);
        barred[*location] = explored.space.sets.union(barred[*location], states);
    }
    explored.space.bar(barred);
    let few = pace.with_most(MOST);
    if explored.reach(&few).is_err() && !few.is_halted() {
        if is_wanted && comes_by_chance(machine, &pages, pace) {
            return Some(Kept { finding: None, is_whole: true, is_endless: false });
        }
        let _ = explored.reach(pace);
    }
    let mut places = Vec::new();
    for (location, test) in &pages {
        let states = explored.space.states(*location, test);
        let states: Set = explored.space.sets.common(states, explored.reached[*location]);
        if states != NONE {
            places.push(Place { location: *location, states: Some(states), then: None });
        }
    }
    let finding = match (is_wanted, places.is_empty()) {
        (true, true) if explored.is_whole => {
            Some(Finding { flaw: Flaw::Broken(index), witness: Vec::new() })
        }
        (false, false) => {
            let walk = nearest(&mut explored, &[places.clone()], pace).pop().flatten();
            let way = walk.map(|(_, way)| way).unwrap_or_default();
            Some(Finding { flaw: Flaw::Broken(index), witness: walk_of(machine, &way) })
        }
        _ => None,
    };
    // Where it was come to, nothing more can change that.
    let is_whole = explored.is_whole || !places.is_empty();
    Some(Kept { finding, is_whole, is_endless: explored.space.sets.dropped })
}

/// Whether a life taken by chance comes to one of these pages as it is wanted.
fn comes_by_chance(machine: &Machine, pages: &[(usize, Test)], pace: &Pace<'_>) -> bool {
    let mut comes = false;
    let _ = stroll(machine, pace, &mut |here, values, _| {
        let mut wanted = pages.iter().filter(|(location, _)| *location == here);
        comes = wanted.any(|(_, test)| machine.holds(test, values));
        if comes { News::Enough } else { News::None }
    });
    comes
}

/// The pages a promise speaks of, each with what must be so there.
fn pages(machine: &Machine, moment: &Moment) -> Vec<(usize, Test)> {
    let is_meant = |index: &usize| {
        let location = &machine.locations[*index];
        moment.scene.is_none_or(|scene| scene == location.scene)
            && (moment.ending.is_none() || moment.ending == location.ending)
    };
    let meant = (0..machine.locations.len()).filter(is_meant);
    meant.map(|index| (index, Test::of(&moment.condition))).collect()
}

/// Where something happens, and what must be so for it.
fn happens(story: &Story, machine: &Machine, event: Event) -> Vec<(usize, Test)> {
    let locations = machine.locations.iter().enumerate();
    let mark = match event {
        Event::Visit(scene) => {
            let here = locations.filter(|(_, location)| location.scene == scene);
            return here.map(|(index, _)| (index, Test::Always(true))).collect();
        }
        Event::Learn(fact) => Mark::Fact(fact),
        Event::Hear(claim) => Mark::Claim(claim),
    };
    let of = |(index, location): (usize, &super::machine::Location)| {
        let shown = location.shown.iter().filter(|shown| shown.marks.contains(&mark));
        let listed = story.scene(location.scene).facts.iter();
        let is_listed = listed.copied().any(|fact| Mark::Fact(fact) == mark);
        let tests = shown.map(|shown| shown.test.clone());
        (index, Test::any(tests.chain(is_listed.then_some(Test::Always(true)))))
    };
    locations.map(of).filter(|(_, test)| *test != Test::Always(false)).collect()
}

/// Looks at the promises about lengths, once those are known. False where one
/// could not be judged.
pub(super) fn lengths(story: &Story, report: &mut Exploration) -> bool {
    let mut is_whole = true;
    for (index, promise) in story.promises.iter().enumerate() {
        let Promise::ShortestUnder { ending, minutes } = promise else { continue };
        let most = minutes * WORDS_A_MINUTE;
        let routes = report.endings.iter().filter(|routes| match ending {
            Some(ending) => routes.ending == *ending,
            None => true,
        });
        let lengths: Vec<_> = routes.map(|routes| (routes.fewest_words, routes)).collect();
        let least = |(length, _): &&(Length, _)| match length {
            Length::Of(words) | Length::Between(words, _) => *words,
            Length::None => usize::MAX,
            Length::TooMany => 0,
        };
        let is_under = lengths.iter().any(|(length, _)| match length {
            Length::Of(words) | Length::Between(_, words) => *words <= most,
            Length::None | Length::TooMany => false,
        });
        let Some(nearest) = lengths.iter().min_by_key(least).filter(|_| !is_under) else {
            continue;
        };
        let witness = nearest.1.fewest_words_walk.clone();
        let flaw = match least(&nearest) > most {
            true => Flaw::Broken(index),
            false => Flaw::Undecided(index),
        };
        is_whole &= matches!(flaw, Flaw::Broken(_));
        report.findings.push(Finding { flaw, witness });
    }
    is_whole
}
