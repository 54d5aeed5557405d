//! Everything that can happen in a story, proved.
//!
//! `machine` makes a story into locations, steps and slots; `forget` finds what
//! need not be remembered where; `steps` turns the rest into sets, of which
//! `diagram` knows how to hold millions of states in little room; `reach` goes
//! everywhere; `flaws` and `routes` say what was found.
//!
//! Nothing is sampled and nothing is guessed: what is said never to happen does
//! not happen in any life, and what is said to happen comes with the choices that
//! lead there.

mod diagram;
mod flaws;
mod forget;
mod machine;
mod order;
mod page;
mod reach;
mod reads;
mod report;
mod routes;
mod slots;
mod steps;
mod tell;
mod test;
mod values;
mod wording;

pub use report::{Coverage, EndingRoutes, Exploration, Finding, Flaw, Length, Longest, Stop};
pub use tell::{lines, problems};

use std::collections::BTreeMap;

use super::model::Story;
use super::run::Step;
use forget::{Interest, Memory};
use machine::Machine;
use reach::States;
use steps::Space;

/// How far the work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// How many pieces the sets of states are made of: a measure of memory.
    pub nodes: usize,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The pages are read, and where their choices lead.
    Reading,
    /// Every state is gone to.
    Reaching,
    /// From every state a way out is looked for.
    Escaping,
    /// The shortest walks are looked for.
    Walking,
    /// The routes to the endings are measured.
    Measuring,
    /// It is looked for where bounds hold variables.
    Bounding,
}

impl std::fmt::Display for Stage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Stage::Reading => "reading the pages",
            Stage::Reaching => "going to every state",
            Stage::Escaping => "looking for ways out",
            Stage::Walking => "looking for the shortest walks",
            Stage::Measuring => "measuring the routes",
            Stage::Bounding => "looking at the bounds of variables",
        })
    }
}

/// A story as sets of states, and what was reached of them.
struct Explored<'m> {
    space: Space<'m>,
    groups: Vec<usize>,
    reached: States,
    is_whole: bool,
}

impl<'m> Explored<'m> {
    fn new(machine: &'m Machine, interest: &Interest<'_>) -> Explored<'m> {
        let memory = Memory::of(machine, interest);
        let groups = order::groups(machine);
        let levels = order::levels(machine, &memory, &groups);
        let space = Space::new(machine, memory, levels);
        Explored { space, groups, reached: Vec::new(), is_whole: false }
    }

    fn reach(&mut self, halt: reach::Halt<'_>) {
        let done = reach::reach(&mut self.space, &self.groups, &mut self.reached, halt);
        self.is_whole = done.is_ok() && !self.space.sets.dropped;
    }

    /// How many states were reached, and how many steps lead on from them.
    fn count(&mut self) -> (u128, u128) {
        let mut counted = BTreeMap::new();
        let (mut states, mut steps) = (0_u128, 0_u128);
        for (location, set) in self.reached.iter().enumerate() {
            states = states.saturating_add(self.space.sets.count(*set, &mut counted));
            for edge in self.space.machine.locations[location].out.clone() {
                let open = self.space.open(edge, *set);
                steps = steps.saturating_add(self.space.sets.count(open, &mut counted));
            }
        }
        (states, steps)
    }
}

/// Explores a story. `go_on` is asked again and again whether to; once it says
/// no, what has been found until then is told, and what is not proved.
pub fn explore(story: &Story, go_on: &mut dyn FnMut(Progress) -> bool) -> Exploration {
    let mut report = Exploration::of(story);
    let mut is_halted = false;
    let mut halting = |stage: Stage, nodes: usize| {
        is_halted |= !go_on(Progress { stage, nodes });
        !is_halted
    };

    let machine = Machine::of(story, &mut |nodes| halting(Stage::Reading, nodes));
    let Some(machine) = machine else {
        report.stop = Some(Stop::Halted);
        return report;
    };
    let read = Interest { passages: true, bounds: &|_| false };
    let mut read = Explored::new(&machine, &read);
    read.reach(&mut |nodes| halting(Stage::Reaching, nodes));
    (report.states, report.steps) = read.count();
    let mut wanted = flaws::never(story, &mut read, &mut report);

    // What is read changes nothing of where a life can go.
    let kept = Interest { passages: false, bounds: &|_| false };
    let mut kept = Explored::new(&machine, &kept);
    kept.reach(&mut |nodes| halting(Stage::Reaching, nodes));
    let mut halt = |nodes| halting(Stage::Escaping, nodes);
    let is_judged = flaws::stuck(&mut kept, &mut wanted, &mut halt);
    let mut halt = |nodes| halting(Stage::Walking, nodes);
    let mut is_whole = is_judged && flaws::walk(&mut kept, wanted, true, &mut report, &mut halt);
    let mut halt = |nodes| halting(Stage::Measuring, nodes);
    routes::measure(story, &mut read, &mut kept, &mut report, &mut halt);
    let mut is_endless = read.space.sets.dropped || kept.space.sets.dropped;
    is_whole &= read.is_whole && kept.is_whole;

    for watched in flaws::watched(story, &machine) {
        let held = Interest { passages: false, bounds: &|variable| watched.contains(&variable) };
        let mut held = Explored::new(&machine, &held);
        held.reach(&mut |nodes| halting(Stage::Bounding, nodes));
        let mut halt = |nodes| halting(Stage::Bounding, nodes);
        is_whole &= held.is_whole && flaws::held(&mut held, &watched, &mut report, &mut halt);
        is_endless |= held.space.sets.dropped;
    }

    report.stop = match (is_halted, is_endless) {
        (true, _) => Some(Stop::Halted),
        (false, true) => Some(Stop::Endless),
        (false, false) => None,
    };
    report.complete = is_whole && !is_halted;
    report.sort();
    report
}

/// The choices that lead along these edges.
fn walk_of(machine: &Machine, way: &[usize]) -> Vec<Step> {
    way.iter().map(|edge| machine.edges[*edge].step).collect()
}
