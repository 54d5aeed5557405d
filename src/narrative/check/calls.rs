//! Scenes that are called come back, and only where they were called.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{Body, Call, Links, returning};
use super::place::Places;
use crate::narrative::diagnostic::{Diagnostic, flow};
use crate::narrative::model::{SceneId, Story};

/// No scene can be called again before it has returned, so that what waits to
/// be returned to has a bound; and who calls one comes back.
pub(super) fn calls_come_back(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let links = Links::of(story);
    let bodies: BTreeMap<SceneId, Body> =
        links.called().into_iter().map(|scene| (scene, links.body(scene))).collect();
    let comes_back = |scene| bodies[&scene].keys().any(|in_it| links.returns(*in_it));
    let name = |scene: SceneId| story.scene(scene).name.as_str();
    for (index, scene) in story.scenes.iter().enumerate() {
        for call in links.calls(SceneId::new(index)) {
            if !comes_back(call.scene) {
                let at = places.choice(scene, &call.choice.key, "then");
                problems.push(flow::never_returns(at, name(call.scene), name(call.then)));
            }
        }
    }
    let mut circles = Circles { links: &links, bodies: &bodies, done: BTreeSet::new() };
    for scene in bodies.keys() {
        if let Some((from, call, path)) = circles.from(*scene, &mut Vec::new()) {
            let path: Vec<&str> = path.into_iter().map(name).collect();
            let at = places.choice(story.scene(from), &call.choice.key, "goto");
            problems.push(flow::calls_itself(at, name(call.scene), &path));
        }
    }
}

/// Looks for calls that lead back to themselves.
struct Circles<'l, 's> {
    links: &'l Links<'s>,
    bodies: &'l BTreeMap<SceneId, Body>,
    done: BTreeSet<SceneId>,
}

impl<'s> Circles<'_, 's> {
    /// The first circle there is behind a call, as far as none was looked at:
    /// the call that closes it, where that is made, and every scene on the way
    /// round. `calling` are the calls that led here, and the scenes they are
    /// made in.
    fn from(
        &mut self,
        scene: SceneId,
        calling: &mut Vec<SceneId>,
    ) -> Option<(SceneId, Call<'s>, Vec<SceneId>)> {
        if !self.done.insert(scene) {
            return None;
        }
        calling.push(scene);
        for in_it in self.bodies[&scene].keys() {
            for call in self.links.calls(*in_it) {
                if let Some(first) = calling.iter().position(|called| *called == call.scene) {
                    return Some((*in_it, *call, self.way_round(&calling[first..])));
                }
                let found = self.from(call.scene, calling);
                if found.is_some() {
                    return found;
                }
            }
        }
        calling.pop();
        None
    }

    /// Every scene from the first of these calls to the same once more.
    fn way_round(&self, called: &[SceneId]) -> Vec<SceneId> {
        let mut way = Vec::new();
        for (index, scene) in called.iter().enumerate() {
            let next = called[(index + 1) % called.len()];
            let body = &self.bodies[scene];
            let calls =
                |from: &&SceneId| self.links.calls(**from).iter().any(|call| call.scene == next);
            let mut back: Vec<SceneId> = Vec::new();
            let mut at = body.keys().find(calls).copied();
            while let Some(scene) = at {
                back.push(scene);
                at = body.get(&scene).copied().flatten();
            }
            way.extend(back.into_iter().rev());
        }
        way.extend(called.first());
        way
    }
}

/// Wherever a choice returns, something has called.
pub(super) fn returns_have_calls(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    if story.scenes.iter().all(|scene| returning(scene).next().is_none()) {
        return;
    }
    let called_by_nobody = Links::of(story).body(story.start);
    for (id, from) in &called_by_nobody {
        let scene = story.scene(*id);
        for choice in returning(scene) {
            let at = places.choice(scene, &choice.key, "returns");
            let from = from.map(|from| story.scene(from).name.as_str());
            problems.push(flow::nothing_to_return_to(at, &scene.name, from));
        }
    }
}
