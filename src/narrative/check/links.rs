//! Where scenes lead, as a graph, calls and returns among it: conditions are
//! not looked at.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::narrative::model::{Choice, Scene, SceneId, Story, Way};

/// The links of a story.
pub(super) struct Links<'s> {
    /// By scene: where a life goes from it on the same level, by choices that
    /// enter a scene and by calls that come back.
    on: Vec<Vec<SceneId>>,
    /// By scene: the calls made there.
    calls: Vec<Vec<Call<'s>>>,
    /// By scene: whether a choice returns from it.
    returns: Vec<bool>,
}

/// A choice that calls a scene, and where life goes on behind it.
#[derive(Clone, Copy)]
pub(super) struct Call<'s> {
    pub(super) choice: &'s Choice,
    pub(super) scene: SceneId,
    pub(super) then: SceneId,
}

/// Scenes reached from one on its own level, and from where each was first.
pub(super) type Body = BTreeMap<SceneId, Option<SceneId>>;

impl<'s> Links<'s> {
    pub(super) fn of(story: &'s Story) -> Links<'s> {
        let count = story.scenes.len();
        let mut links = Links {
            on: vec![Vec::new(); count],
            calls: vec![Vec::new(); count],
            returns: vec![false; count],
        };
        for (index, scene) in story.scenes.iter().enumerate() {
            for choice in scene.all_choices() {
                match choice.way {
                    Way::Goto(to) => links.on[index].push(to),
                    Way::Call { scene, then } => {
                        links.calls[index].push(Call { choice, scene, then });
                    }
                    Way::Chance(ref outcomes) => {
                        links.on[index].extend(outcomes.iter().map(|outcome| outcome.goto));
                    }
                    Way::Return => links.returns[index] = true,
                    Way::Stay(_) => {}
                }
            }
        }
        links.come_back();
        links
    }

    /// Adds what follows calls. Whether one comes back may hang on whether
    /// another inside it does.
    fn come_back(&mut self) {
        let mut open = self.called();
        loop {
            let comes_back: BTreeSet<SceneId> = open
                .iter()
                .copied()
                .filter(|scene| self.body(*scene).keys().any(|in_it| self.returns[in_it.index()]))
                .collect();
            if comes_back.is_empty() {
                return;
            }
            for (on, calls) in self.on.iter_mut().zip(&self.calls) {
                let back = calls.iter().filter(|call| comes_back.contains(&call.scene));
                on.extend(back.map(|call| call.then));
            }
            open.retain(|scene| !comes_back.contains(scene));
        }
    }

    /// Every scene that is called.
    pub(super) fn called(&self) -> BTreeSet<SceneId> {
        self.calls.iter().flatten().map(|call| call.scene).collect()
    }

    pub(super) fn calls(&self, scene: SceneId) -> &[Call<'s>] {
        &self.calls[scene.index()]
    }

    pub(super) fn returns(&self, scene: SceneId) -> bool {
        self.returns[scene.index()]
    }

    /// The scenes that the links of one lead to, on whatever level.
    pub(super) fn lead_to(&self, scene: SceneId) -> impl Iterator<Item = SceneId> {
        let called = self.calls(scene).iter().map(|call| call.scene);
        self.on[scene.index()].iter().copied().chain(called)
    }

    /// The scenes a life may pass before it returns, itself first.
    pub(super) fn body(&self, scene: SceneId) -> Body {
        let mut body = Body::from([(scene, None)]);
        let mut open = VecDeque::from([scene]);
        while let Some(from) = open.pop_front() {
            for to in &self.on[from.index()] {
                if !body.contains_key(to) {
                    body.insert(*to, Some(from));
                    open.push_back(*to);
                }
            }
        }
        body
    }

    /// Where a life may go by returning from each scene.
    pub(super) fn ways_back(&self) -> BTreeMap<SceneId, BTreeSet<SceneId>> {
        let mut back: BTreeMap<SceneId, BTreeSet<SceneId>> = BTreeMap::new();
        for called in self.called() {
            let then = self.calls.iter().flatten().filter(|call| call.scene == called);
            let then: BTreeSet<SceneId> = then.map(|call| call.then).collect();
            for scene in self.body(called).into_keys().filter(|scene| self.returns(*scene)) {
                back.entry(scene).or_default().extend(&then);
            }
        }
        back
    }
}

/// The choices of a scene that return.
pub(super) fn returning(scene: &Scene) -> impl Iterator<Item = &Choice> {
    scene.all_choices().filter(|choice| choice.way == Way::Return)
}
