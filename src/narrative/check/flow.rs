//! Where scenes lead, as a graph: conditions are not looked at.

use super::always::one_is_always_open;
use super::links::Links;
use super::place::{List, Places};
use crate::narrative::diagnostic::{Diagnostic, flow};
use crate::narrative::model::{EndingId, SceneId, Story};

/// Marks every scene that can be reached from `start`.
fn spread(links: &Links<'_>, start: SceneId, reached: &mut [bool]) {
    let mut open = vec![start];
    while let Some(scene) = open.pop() {
        if !std::mem::replace(&mut reached[scene.index()], true) {
            open.extend(links.lead_to(scene));
        }
    }
}

/// Every scene can be reached. Of scenes that lead to one another only the
/// first is named.
pub(super) fn scenes_are_reached(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    reached_from(story, &[story.start], places, problems);
}

/// The same where there are several first scenes.
pub(super) fn reached_from(
    story: &Story,
    entrances: &[SceneId],
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let links = Links::of(story);
    let mut reached = vec![false; story.scenes.len()];
    entrances.iter().for_each(|first| spread(&links, *first, &mut reached));
    let ids = || (0..story.scenes.len()).map(SceneId::new);
    let mut has_door = vec![false; story.scenes.len()];
    for id in ids().filter(|id| !reached[id.index()]) {
        let others = links.lead_to(id).filter(|to| *to != id);
        others.for_each(|to| has_door[to.index()] = true);
    }
    // First those that nothing at all leads to, then what is left: circles.
    let (circles, roots): (Vec<_>, Vec<_>) = ids().partition(|id| has_door[id.index()]);
    for id in roots.into_iter().chain(circles) {
        if !reached[id.index()] {
            let scene = story.scene(id);
            problems.push(flow::unreachable(places.scene(scene, None), &scene.name));
            spread(&links, id, &mut reached);
        }
    }
}

/// From every scene the links lead to an ending, and every ending is one of
/// a scene. Of scenes that lead to none, those are named where one gets in.
pub(super) fn scenes_lead_to_endings(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    lead_to_endings(story, &[story.start], "an `ending`", places, problems);
    let used = |ending| story.scenes.iter().any(|scene| scene.ending == Some(ending));
    for (index, ending) in story.endings.iter().enumerate() {
        if !used(EndingId::new(index)) {
            let at = places.item(List::Endings, &ending.name, "id");
            problems.push(flow::unused_ending(at, &ending.name));
        }
    }
}

/// From every scene that some of the first lead to, the links lead to `end`.
pub(super) fn lead_to_endings(
    story: &Story,
    entrances: &[SceneId],
    end: &str,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let links = Links::of(story);
    let ways_back = links.ways_back();
    let count = story.scenes.len();
    let mut comes_from = vec![Vec::new(); count];
    let mut open = Vec::new();
    for (index, scene) in story.scenes.iter().enumerate() {
        let id = SceneId::new(index);
        let back = ways_back.get(&id).into_iter().flatten().copied();
        links.lead_to(id).chain(back).for_each(|to| comes_from[to.index()].push(id));
        if scene.ending.is_some() {
            open.push(id);
        }
    }
    let mut ends = vec![false; count];
    while let Some(scene) = open.pop() {
        if !std::mem::replace(&mut ends[scene.index()], true) {
            open.extend(&comes_from[scene.index()]);
        }
    }
    let mut reached = vec![false; count];
    entrances.iter().for_each(|first| spread(&links, *first, &mut reached));
    for (index, scene) in story.scenes.iter().enumerate() {
        let is_way_in = entrances.contains(&SceneId::new(index))
            || comes_from[index].iter().any(|from| ends[from.index()] && reached[from.index()]);
        if !ends[index] && reached[index] && is_way_in {
            let at = places.scene(scene, Some("choices"));
            problems.push(flow::no_ending_ahead(at, &scene.name, end));
        }
    }
}

/// Where every choice may be closed, there is a fallback.
pub(super) fn choices_stay_open(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    for (index, scene) in story.scenes.iter().enumerate() {
        let needs_one = scene.ending.is_none() && scene.otherwise.is_none();
        if needs_one && !one_is_always_open(story, SceneId::new(index)) {
            let at = places.scene(scene, Some("choices"));
            problems.push(flow::may_all_close(at, &scene.name));
        }
    }
}
