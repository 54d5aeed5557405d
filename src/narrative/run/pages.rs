//! A life as the pages it went through, each as it was lived.
//!
//! Where choosing asks the story what follows, this asks nothing: the scene
//! and the values of every page are given. It is how a life outlasts an edit
//! of the story.

use super::Playthrough;
use super::playthrough::PageLeft;
use super::state::Course;
use crate::narrative::model::{ChoiceId, SceneId, Story, VariableId};

/// A page of a life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The scene.
    pub scene: SceneId,
    /// The choice it goes on behind, in the same visit; nothing where the
    /// scene was entered.
    pub answered: Option<ChoiceId>,
    /// Where the calls that have not returned go on, the latest last.
    pub returns: Vec<SceneId>,
    /// The values that differ from the page before, in the story's order; on
    /// the first page every value.
    pub changed: Vec<(VariableId, i32)>,
    /// The choice taken there, which is one of the scene's. The last page has
    /// none, nor has a page whose decision the story no longer knows.
    pub took: Option<ChoiceId>,
    /// Which of its outcomes came about, where chance decided.
    pub outcome: Option<usize>,
}

impl Page {
    fn of(
        scene: SceneId,
        course: &Course,
        changed: Vec<(VariableId, i32)>,
        (took, outcome): (Option<ChoiceId>, Option<usize>),
    ) -> Page {
        let Course { answered, returns, .. } = course.clone();
        Page { scene, answered, returns, changed, took, outcome }
    }
}

impl Playthrough {
    /// Every page of this life, first to last.
    pub fn pages(&self) -> Vec<Page> {
        let mut values = self.values().to_vec();
        let mut pages = Vec::with_capacity(self.left.len() + 1);
        let (mut scene, mut course) = (self.state.scene, &self.state.course);
        let mut took = (None, None);
        for left in self.left.iter().rev() {
            let changed = left.before.iter();
            let mut changed: Vec<_> =
                changed.map(|&(variable, _)| (variable, values[variable.index()])).collect();
            for &(variable, value) in left.before.iter().rev() {
                values[variable.index()] = value;
            }
            changed.sort_unstable();
            changed.dedup();
            changed.retain(|&(variable, value)| values[variable.index()] != value);
            pages.push(Page::of(scene, course, changed, took));
            (scene, course) = (left.scene, &left.course);
            took = (left.took, left.outcome);
        }
        let values = values.into_iter().enumerate();
        let changed = values.map(|(index, value)| (VariableId::new(index), value)).collect();
        pages.push(Page::of(scene, course, changed, took));
        pages.reverse();
        pages
    }

    /// Goes through `pages` and calls `visit` on each. The life that comes of
    /// it can be stepped back and gone on with. Nothing where there is no page.
    pub fn relive(
        story: &Story,
        seed: u64,
        pages: &[Page],
        mut visit: impl FnMut(&Playthrough),
    ) -> Option<Playthrough> {
        let mut life = Playthrough::unopened(story, seed);
        let (first, rest) = pages.split_first()?;
        life.show(story, first);
        visit(&life);
        let mut took = (first.took, first.outcome);
        for page in rest {
            let (scene, course) = (life.state.scene, life.state.course.clone());
            let before = {
                life.state.count_turn(story);
                life.show(story, page)
            };
            let (took_here, outcome) = took;
            let counts_as = took_here.map(|choice| story.choice(choice).counts_as);
            let first_time = counts_as
                .filter(|choice| !std::mem::replace(&mut life.state.taken[choice.index()], true));
            life.left.push(PageLeft {
                scene,
                course,
                took: took_here,
                outcome,
                before,
                first_time,
            });
            visit(&life);
            took = (page.took, page.outcome);
        }
        Some(life)
    }

    /// Stands on a page; returns the values it changed, as they were.
    fn show(&mut self, story: &Story, page: &Page) -> Vec<(VariableId, i32)> {
        match page.answered {
            None => self.state.arrive(story, page.scene),
            answered => {
                self.state.scene = page.scene;
                self.state.course.answered = answered;
            }
        }
        self.state.course.returns.clone_from(&page.returns);
        let mut before = Vec::new();
        for &(variable, value) in &page.changed {
            let old = std::mem::replace(&mut self.state.values[variable.index()], value);
            if old != value {
                before.push((variable, old));
            }
        }
        before
    }
}
