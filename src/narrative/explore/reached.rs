//! What of a story can be met, for maps and comparisons.

use super::diagram::NONE;
use super::forget::Interest;
use super::machine::Machine;
use super::pace::{GoOn, Pace, Stage};
use super::{Explored, order};
use crate::narrative::model::Story;

/// Where it takes more nodes than this, links are followed instead.
const MOST: usize = 3_000_000;

/// What of a story can be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// By [`SceneId`](crate::narrative::model::SceneId).
    pub scenes: Vec<bool>,
    /// By [`ChoiceId`](crate::narrative::model::ChoiceId).
    pub choices: Vec<bool>,
    /// Whether this is what happens in some life; else what may happen, as far
    /// as the links tell.
    pub proved: bool,
}

impl Reached {
    /// What some life meets, as far as that takes no more than a few seconds to
    /// prove; beyond it what the links lead to.
    pub fn of(story: &Story) -> Reached {
        Reached::proved(story, &|progress| progress.nodes < MOST)
            .unwrap_or_else(|| Reached::by_links(story))
    }

    fn proved(story: &Story, go_on: GoOn<'_>) -> Option<Reached> {
        let pace = Pace::new(go_on, Stage::Reaching, 0, 1);
        let machine = Machine::of(story, &pace)?;
        let groups = order::groups(&machine);
        let interest = Interest { tests: Vec::new(), bounds: &|_| false };
        let mut explored = Explored::new(&machine, &groups, &interest);
        explored.reach(&pace).ok().filter(|()| !explored.space.sets.dropped)?;
        let mut reached = Reached {
            scenes: vec![false; story.scenes.len()],
            choices: vec![false; story.choice_scenes.len()],
            proved: true,
        };
        for (location, states) in machine.locations.iter().zip(explored.reached) {
            reached.scenes[location.scene.index()] |= states != NONE;
            for edge in location.out.clone() {
                let is_open = explored.space.open(edge, states) != NONE;
                reached.choices[machine.edges[edge].step.choice.index()] |= is_open;
            }
        }
        Some(reached)
    }

    /// What the links lead to from the first scene, as if every choice there
    /// were open. What is not reached so is not reached at all.
    pub fn by_links(story: &Story) -> Reached {
        let mut scenes = vec![false; story.scenes.len()];
        let mut open = vec![story.start];
        while let Some(id) = open.pop() {
            if !std::mem::replace(&mut scenes[id.index()], true) {
                open.extend(story.scene(id).all_choices().flat_map(|choice| choice.way.scenes()));
            }
        }
        let choices = story.choice_scenes.iter().map(|scene| scenes[scene.index()]).collect();
        Reached { scenes, choices, proved: false }
    }
}
