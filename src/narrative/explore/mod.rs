//! Everything that can happen in a story, proved.
//!
//! `machine` makes a story into locations, steps and slots; `forget` finds what
//! need not be remembered where; `steps` turns the rest into sets, of which
//! `diagram` knows how to hold millions of states in little room; `reach` goes
//! everywhere; `flaws`, `passages`, `routes` and `promises` say what was found.
//!
//! Nothing is sampled and nothing is guessed: what is said never to happen does
//! not happen in any life, and what is said to happen comes with the choices that
//! lead there.

mod diagram;
mod flaws;
mod forget;
mod machine;
mod order;
mod pace;
mod page;
mod passages;
mod promises;
mod reach;
mod reached;
mod reads;
mod report;
mod routes;
mod slots;
mod steps;
mod stroll;
mod tell;
mod test;
mod values;
mod vignettes;
mod wording;
mod words;

pub use pace::{GoOn, Progress, Stage};
pub use reached::Reached;
pub use report::{Coverage, EndingRoutes, Exploration, Finding, Flaw, Length, Longest, Stop};
pub use tell::{lines, problems};
pub use vignettes::{RouteStopped, VignetteProof, life_of, vignettes};

use std::collections::{BTreeMap, BTreeSet};

use super::model::{SceneId, Story, VariableId};
use super::run::Step;
use super::work::{Job, Workers};
use flaws::Wanted;
use forget::{Interest, Memory};
use machine::Machine;
use pace::{Halted, Pace};
use passages::Read;
use reach::{Place, States};
use routes::Routes;
use steps::Space;

/// A story as sets of states, and what was reached of them.
struct Explored<'m> {
    space: Space<'m>,
    groups: &'m [usize],
    reached: States,
    is_whole: bool,
}

impl<'m> Explored<'m> {
    fn new(machine: &'m Machine, groups: &'m [usize], interest: &Interest<'_>) -> Explored<'m> {
        let memory = Memory::of(machine, interest);
        let levels = order::levels(machine, &memory, groups);
        let space = Space::new(machine, memory, levels);
        Explored { space, groups, reached: Vec::new(), is_whole: false }
    }

    fn reach(&mut self, pace: &Pace<'_>) -> Result<(), Halted> {
        let done = reach::reach(&mut self.space, self.groups, &mut self.reached, pace);
        self.is_whole = done.is_ok() && !self.space.sets.dropped;
        done
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

/// What was found of where a life can go.
struct Kept<'m> {
    explored: Explored<'m>,
    /// Where it comes to a stop.
    stuck: Vec<Wanted>,
    routes: Vec<Routes>,
    is_judged: bool,
}

/// What was found of the bounds of some variables.
struct Held {
    findings: Vec<Finding>,
    is_whole: bool,
    is_endless: bool,
}

/// Explores a story. `go_on` is asked again and again whether to; once it says
/// no, what has been found until then is told, and what is not proved. `workers` do
/// the pieces of the work.
pub fn explore(story: &Story, go_on: GoOn<'_>, workers: Workers<'_>) -> Exploration {
    let mut report = Exploration::of(story);
    let Some(machine) = Machine::of(story, &Pace::new(go_on, Stage::Reading, 0, 1)) else {
        report.stop = Some(Stop::Halted);
        return report;
    };
    let groups = order::groups(&machine);
    let (machine, groups) = (&machine, groups.as_slice());

    let watched = flaws::watched(story, machine);
    let pieces = watched.len() + story.promises.len() + 1;
    let mut kept = None;
    let mut held: Vec<Option<Held>> = watched.iter().map(|_| None).collect();
    let mut promises: Vec<_> = story.promises.iter().map(|_| None).collect();
    let pace = |piece| Pace::new(go_on, Stage::Reaching, piece, pieces);
    let mut jobs: Vec<Job<'_>> =
        vec![Box::new(|| kept = Some(keep(story, machine, groups, &pace(0))))];
    for (piece, (held, watched)) in held.iter_mut().zip(&watched).enumerate() {
        let pace = pace(piece + 1);
        jobs.push(Box::new(move || *held = Some(hold(machine, groups, watched, &pace))));
    }
    for (index, kept) in promises.iter_mut().enumerate() {
        let pace = pace(watched.len() + index + 1);
        jobs.push(Box::new(move || *kept = promises::look(story, machine, groups, index, &pace)));
    }
    workers(jobs);
    let Some(kept) = kept else { return report };
    let held: Vec<Held> = held.into_iter().flatten().collect();
    let pace = Pace::new(go_on, Stage::Showing, 0, 1);
    let read = passages::read(machine, groups, kept.explored.space.sets.size(), &pace);
    let promises = promises.into_iter().flatten().collect();
    finish(story, kept, read, held, promises, report, go_on)
}

/// The fewest choices that lead to a scene; nothing where no life comes there.
pub fn walk_to(story: &Story, scene: SceneId) -> Option<Vec<Step>> {
    let pace = Pace::new(&|_| true, Stage::Walking, 0, 1);
    let machine = Machine::of(story, &pace)?;
    let groups = order::groups(&machine);
    let interest = Interest { tests: Vec::new(), bounds: &|_| false };
    let mut explored = Explored::new(&machine, &groups, &interest);
    let locations = machine.locations.iter().enumerate();
    let here = locations.filter(|(_, location)| location.scene == scene);
    let here = here.map(|(location, _)| Place { location, states: None, then: None }).collect();
    let walk = reach::nearest(&mut explored, &[here], &pace).pop().flatten();
    walk.map(|(_, way)| walk_of(&machine, &way))
}

/// Puts together what was found, and looks for what shows it.
fn finish(
    story: &Story,
    mut kept: Kept<'_>,
    mut read: Read<'_>,
    held: Vec<Held>,
    promises: Vec<promises::Kept>,
    mut report: Exploration,
    go_on: GoOn<'_>,
) -> Exploration {
    let is_endless = kept.explored.space.sets.dropped
        || read.is_endless
        || held.iter().any(|held| held.is_endless)
        || promises.iter().any(|promise| promise.is_endless);
    let mut is_whole = kept.explored.is_whole && kept.is_judged && read.is_whole;
    is_whole &= held.iter().all(|held| held.is_whole);
    is_whole &= promises.iter().all(|promise| promise.is_whole);
    (report.states, report.steps) = kept.explored.count();
    let mut wanted = flaws::never(story, &mut kept.explored, &read, &mut report);
    wanted.append(&mut kept.stuck);

    let pace = Pace::new(go_on, Stage::Walking, 0, 1);
    report.findings = flaws::tell(&mut kept.explored, wanted, &pace);
    report.findings.extend(held.into_iter().flat_map(|held| held.findings));
    report.findings.extend(promises.into_iter().filter_map(|promise| promise.finding));
    routes::shortest(&mut kept.explored, &mut report, &pace);
    let measuring = Pace::new(go_on, Stage::Measuring, 0, 1);
    routes::measure(&mut kept, &mut read, &mut report, &measuring);

    is_whole &= promises::lengths(story, &mut report);

    let was_halted = pace.is_halted() || measuring.is_halted();
    report.complete = is_whole && !is_endless && !was_halted;
    report.stop = match (report.complete, is_endless) {
        (true, _) => None,
        (false, true) => Some(Stop::Endless),
        (false, false) => Some(Stop::Halted),
    };
    report.sort();
    report
}

/// Goes to every state that differs in what may be chosen.
fn keep<'m>(story: &Story, machine: &'m Machine, groups: &'m [usize], pace: &Pace<'_>) -> Kept<'m> {
    let interest = Interest { tests: Vec::new(), bounds: &|_| false };
    let mut explored = Explored::new(machine, groups, &interest);
    // What was found until it was called off is told.
    let _ = explored.reach(pace);
    let mut stuck = Vec::new();
    let is_judged = flaws::stuck(&mut explored, &mut stuck, pace);
    let routes = routes::most_choices(story, &mut explored, pace);
    Kept { explored, stuck, routes, is_judged }
}

/// Looks where some variables are held at their bounds.
fn hold(
    machine: &Machine,
    groups: &[usize],
    watched: &BTreeSet<VariableId>,
    pace: &Pace<'_>,
) -> Held {
    let bounds = |variable| watched.contains(&variable);
    let interest = Interest { tests: Vec::new(), bounds: &bounds };
    let mut explored = Explored::new(machine, groups, &interest);
    let _ = explored.reach(pace);
    let wanted = flaws::held(&mut explored, watched);
    let findings = flaws::tell(&mut explored, wanted, pace);
    let is_whole = explored.is_whole && !pace.is_halted();
    Held { findings, is_whole, is_endless: explored.space.sets.dropped }
}

/// The choices that lead along these edges.
fn walk_of(machine: &Machine, way: &[usize]) -> Vec<Step> {
    way.iter().map(|edge| machine.edges[*edge].step).collect()
}
