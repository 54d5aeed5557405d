//! What is wrong with a story in some life, or in all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::diagram::NONE;
use super::machine::Machine;
use super::pace::Pace;
use super::page::What;
use super::passages::Read;
use super::reach::{Place, States, lead_to, nearest};
use super::report::{Exploration, Finding, Flaw};
use super::{Explored, walk_of};
use crate::narrative::model::{
    ChoiceId, ClaimId, EndingId, FactId, Mark, OTHERWISE, PartId, Scene, SceneId, Story, VariableId,
};

/// A flaw, and where it shows; nothing where it shows nowhere.
pub(super) struct Wanted {
    flaw: Flaw,
    place: Option<Place>,
}

impl Wanted {
    fn nowhere(flaw: Flaw) -> Wanted {
        Wanted { flaw, place: None }
    }

    fn on_page(flaw: Flaw, location: usize) -> Wanted {
        Wanted { flaw, place: Some(Place { location, states: None, then: None }) }
    }
}

/// What never happens. Fills in what was come to.
pub(super) fn never(
    story: &Story,
    explored: &mut Explored<'_>,
    read: &Read<'_>,
    report: &mut Exploration,
) -> Vec<Wanted> {
    let machine = explored.space.machine;
    let mut entered = BTreeSet::new();
    let mut taken = BTreeSet::new();
    let mut marks: BTreeSet<Mark> = BTreeSet::new();
    // By passage: where it would stand, and whether it was ever shown.
    let mut passages: BTreeMap<(SceneId, &str, &What), (usize, bool)> = BTreeMap::new();
    let mut ended = BTreeSet::new();
    for (index, location) in machine.locations.iter().enumerate() {
        let reached = explored.reached[index];
        if reached == NONE {
            continue;
        }
        entered.insert(location.scene);
        ended.extend(location.ending);
        marks.extend(story.scene(location.scene).facts.iter().copied().map(Mark::Fact));
        for (which, shown) in location.shown.iter().enumerate() {
            let is_shown = read.shown.contains(&(index, which));
            let passage = (location.scene, shown.key.as_str(), &shown.what);
            passages.entry(passage).or_insert((index, false)).1 |= is_shown;
            if is_shown {
                marks.extend(shown.marks.iter().copied());
            }
        }
        for edge in location.out.clone() {
            if explored.space.open(edge, reached) != NONE {
                taken.insert(machine.edges[edge].step.choice);
            }
        }
    }
    let scenes = (0..story.scenes.len()).map(SceneId::new);
    report.scenes.unreached = scenes.filter(|scene| !entered.contains(scene)).collect();
    let choices = (0..story.choice_scenes.len()).map(ChoiceId::new);
    report.choices.unreached = choices.filter(|choice| !taken.contains(choice)).collect();
    let raised: BTreeSet<FactId> = story.scenes.iter().flat_map(Scene::all_facts).collect();
    report.facts.total = raised.len();
    report.facts.unreached =
        raised.into_iter().filter(|fact| !marks.contains(&Mark::Fact(*fact))).collect();
    let made = story.scenes.iter().flat_map(Scene::marks).filter_map(|mark| match mark {
        Mark::Claim(claim) => Some(claim),
        Mark::Fact(_) | Mark::Term(_) => None,
    });
    let made: BTreeSet<ClaimId> = made.collect();
    report.claims.total = made.len();
    report.claims.unreached =
        made.into_iter().filter(|claim| !marks.contains(&Mark::Claim(*claim))).collect();

    // Of what was not gone to for want of time nothing is said.
    if !explored.is_whole || !read.is_whole {
        return Vec::new();
    }
    let mut wanted = Vec::new();
    let page = |scene: SceneId| {
        let mut locations = machine.locations.iter().zip(&explored.reached);
        locations.position(|(location, reached)| location.scene == scene && *reached != NONE)
    };
    // What scenes share is of use where one of them offers it.
    let mut known: BTreeSet<ChoiceId> =
        taken.iter().map(|choice| story.choice(*choice).counts_as).collect();
    for choice in &report.choices.unreached {
        let scene = story.choice_scenes[choice.index()];
        // A fallback that is never needed does no harm.
        if story.choice(*choice).key == OTHERWISE {
            continue;
        }
        let counts_as = story.choice(*choice).counts_as;
        if let Some(page) = page(scene)
            && known.insert(counts_as)
        {
            wanted.push(Wanted::on_page(Flaw::Choice(scene, *choice), page));
        }
    }
    for scene in &report.scenes.unreached {
        // Scenes behind others that are never entered go without saying.
        let is_next_door = |from: &SceneId| {
            let mut ways = story.scene(*from).all_choices().map(|choice| &choice.way);
            ways.any(|way| way.scenes().contains(scene))
        };
        if entered.iter().any(is_next_door) {
            wanted.push(Wanted::nowhere(Flaw::Scene(*scene)));
        }
    }
    let blocks: BTreeSet<(SceneId, &str)> = passages
        .iter()
        .filter(|((.., what), (_, is_shown))| *is_shown && !matches!(what, What::Form(..)))
        .map(|((scene, key, _), _)| (*scene, *key))
        .collect();
    for ((scene, key, what), (location, is_shown)) in passages {
        let is_block_shown = blocks.contains(&(scene, key));
        let flaw = match what {
            _ if is_shown => continue,
            // Of what is never shown not every part is told.
            What::Form(..) if !is_block_shown => continue,
            What::Turn(0, _) if !is_block_shown => Flaw::Block(scene, key.into()),
            What::Turn(..) if !is_block_shown => continue,
            What::Block => Flaw::Block(scene, key.into()),
            What::Turn(index, of) => Flaw::Turn(scene, key.into(), index + 1, *of),
            What::Form(index, words) => Flaw::Form(scene, key.into(), *index, words.clone()),
        };
        wanted.push(Wanted::on_page(flaw, location));
    }
    // A block of several passages is one block.
    wanted.dedup_by(|one, other| one.flaw == other.flaw);
    let facts = report.facts.unreached.iter().map(|fact| Flaw::Fact(*fact));
    let claims = report.claims.unreached.iter().map(|claim| Flaw::Claim(*claim));
    let endings = (0..story.endings.len()).map(EndingId::new);
    let endings = endings.filter(|ending| !ended.contains(ending)).map(Flaw::Ending);
    wanted.extend(facts.chain(claims).chain(endings).map(Wanted::nowhere));
    wanted
}

/// Where a life cannot go on, or goes on without ever coming to an ending. False
/// where that could not be judged.
pub(super) fn stuck(
    explored: &mut Explored<'_>,
    wanted: &mut Vec<Wanted>,
    pace: &Pace<'_>,
) -> bool {
    let Explored { space, groups, reached, is_whole } = explored;
    let machine = space.machine;
    let mut ends: States = vec![NONE; reached.len()];
    for (index, location) in machine.locations.iter().enumerate() {
        if location.ending.is_some() {
            ends[index] = reached[index];
            continue;
        }
        let mut dead = reached[index];
        for edge in location.out.clone() {
            let open = space.open(edge, dead);
            dead = space.sets.without(dead, open);
        }
        if dead != NONE {
            let place = Place { location: index, states: Some(dead), then: None };
            wanted.push(Wanted { flaw: Flaw::DeadEnd(location.scene), place: Some(place) });
        }
        ends[index] = dead;
    }
    if !*is_whole {
        return false;
    }
    let Ok(free) = lead_to(space, groups, reached, &ends, pace) else { return false };
    let trapped: States =
        reached.iter().zip(&free).map(|(all, free)| space.sets.without(*all, *free)).collect();
    // Locations that lead to one another while trapped are one trap.
    let mut trap: Vec<usize> = (0..trapped.len()).collect();
    for edge in &machine.edges {
        if trapped[edge.from] != NONE && trapped[edge.to] != NONE {
            let (from, to) = (trap[edge.from], trap[edge.to]);
            trap.iter_mut().filter(|trap| **trap == to).for_each(|trap| *trap = from);
        }
    }
    let mut traps: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for location in (0..trapped.len()).filter(|location| trapped[*location] != NONE) {
        traps.entry(trap[location]).or_default().push(location);
    }
    for locations in traps.values() {
        let round: BTreeSet<SceneId> =
            locations.iter().map(|location| machine.locations[*location].scene).collect();
        let round: Vec<SceneId> = round.into_iter().collect();
        for location in locations {
            let flaw = Flaw::Loop(machine.locations[*location].scene, round.clone());
            let states = Some(trapped[*location]);
            let place = Some(Place { location: *location, states, then: None });
            wanted.push(Wanted { flaw, place });
        }
    }
    true
}

/// The variables whose bounds are looked at, those together that are cheap to
/// look at together: to watch one is to remember each of its values as long as
/// it may change.
pub(super) fn watched(story: &Story, machine: &Machine) -> Vec<BTreeSet<VariableId>> {
    let mut changed: BTreeMap<VariableId, BTreeSet<PartId>> = BTreeMap::new();
    for edge in &machine.edges {
        let part = story.scene(machine.locations[edge.from].scene).part;
        for variable in edge.changes.iter().filter_map(|change| change.variable) {
            if !story.variable(variable).held {
                changed.entry(variable).or_default().insert(part);
            }
        }
    }
    let (long, short): (Vec<_>, Vec<_>) =
        changed.into_iter().partition(|(_, parts)| parts.len() > 2);
    let alone = long.into_iter().map(|(variable, _)| BTreeSet::from([variable]));
    let together: BTreeSet<_> = short.into_iter().map(|(variable, _)| variable).collect();
    alone.chain((!together.is_empty()).then_some(together)).collect()
}

/// Where these variables are changed further than their bounds go.
pub(super) fn held(explored: &mut Explored<'_>, watched: &BTreeSet<VariableId>) -> Vec<Wanted> {
    let space = &mut explored.space;
    let machine = space.machine;
    let mut wanted = Vec::new();
    for (index, edge) in machine.edges.iter().enumerate() {
        if explored.reached[edge.from] == NONE {
            continue;
        }
        for (variable, is_up, states) in space.held(index, watched) {
            let states = space.sets.common(states, explored.reached[edge.from]);
            let states = space.open(index, states);
            if states != NONE {
                let by = Some((edge.step.scene, edge.step.choice));
                let flaw = Flaw::Held(variable, is_up, by);
                let place = Place { location: edge.from, states: Some(states), then: Some(index) };
                wanted.push(Wanted { flaw, place: Some(place) });
            }
        }
    }
    wanted
}

/// Flaws of which one is told, by the shortest walk: each scene with a dead end
/// once, each trap once, each bound of a variable once, everything else each.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    DeadEnd(SceneId),
    Trap(Vec<SceneId>),
    Bound(usize, bool),
    Each(usize),
}

/// The flaws, each with the shortest walk to it. What is proved is told, if
/// without a walk where looking for one was called off.
pub(super) fn tell(
    explored: &mut Explored<'_>,
    wanted: Vec<Wanted>,
    pace: &Pace<'_>,
) -> Vec<Finding> {
    let mut kinds: BTreeMap<Kind, Vec<Wanted>> = BTreeMap::new();
    for (index, wanted) in wanted.into_iter().enumerate() {
        let kind = match &wanted.flaw {
            Flaw::DeadEnd(scene) => Kind::DeadEnd(*scene),
            Flaw::Loop(_, round) => Kind::Trap(round.clone()),
            Flaw::Held(variable, is_up, _) => Kind::Bound(variable.index(), *is_up),
            _ => Kind::Each(index),
        };
        kinds.entry(kind).or_default().push(wanted);
    }
    let kinds: Vec<Vec<Wanted>> = kinds.into_values().collect();
    let places: Vec<Vec<Place>> =
        kinds.iter().map(|all| all.iter().filter_map(|one| one.place).collect()).collect();
    let walks = nearest(explored, &places, pace);
    let machine = explored.space.machine;
    let tell = |(all, walk): (Vec<Wanted>, Option<(usize, Vec<usize>)>)| {
        let (which, way) = walk.unwrap_or_default();
        let flaw = all.into_iter().nth(which).map(|one| one.flaw);
        flaw.map(|flaw| Finding { flaw, witness: walk_of(machine, &way) })
    };
    kinds.into_iter().zip(walks).filter_map(tell).collect()
}
