//! A life as the pages it went through, each as it was lived.
//!
//! Where choosing asks the story what follows, this asks nothing: the scene
//! and the values of every page are given. It is how a life outlasts an edit
//! of the story.

use super::{Playthrough, Step};
use crate::narrative::model::{ChoiceId, SceneId, Story, VariableId};

/// A page of a life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The scene.
    pub scene: SceneId,
    /// The values that differ from the page before, in the story's order; on
    /// the first page every value.
    pub changed: Vec<(VariableId, i32)>,
    /// The choice taken there, which is one of the scene's. The last page has
    /// none, nor has a page whose decision the story no longer knows.
    pub took: Option<ChoiceId>,
}

impl Playthrough {
    /// Every page of this life, first to last.
    pub fn pages(&self) -> Vec<Page> {
        let mut values = self.values().to_vec();
        let mut passed = self.passed.iter().rev().peekable();
        let mut pages = Vec::with_capacity(self.steps.len() + self.passed.len() + 1);
        let mut page = Page { scene: self.state.scene, changed: Vec::new(), took: None };
        for (index, step) in self.steps.iter().enumerate().rev() {
            let changed = step.before.iter();
            page.changed =
                changed.map(|&(variable, _)| (variable, values[variable.index()])).collect();
            for &(variable, value) in step.before.iter().rev() {
                values[variable.index()] = value;
            }
            page.changed.sort_unstable();
            page.changed.dedup();
            page.changed.retain(|&(variable, value)| values[variable.index()] != value);
            pages.push(page);
            while let Some(&(_, scene)) = passed.next_if(|(steps, _)| *steps == index + 1) {
                pages.push(Page { scene, changed: Vec::new(), took: None });
            }
            page = Page { scene: step.scene, changed: Vec::new(), took: Some(step.choice) };
        }
        pages.push(page);
        pages.extend(passed.map(|&(_, scene)| Page { scene, changed: Vec::new(), took: None }));
        pages.reverse();
        pages[0].changed = values
            .into_iter()
            .enumerate()
            .map(|(index, value)| (VariableId::new(index), value))
            .collect();
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
        life.show(first);
        visit(&life);
        let mut left = first;
        for page in rest {
            let from = life.state.scene;
            let before = life.show(page);
            match left.took {
                Some(choice) => {
                    let taken = &mut life.state.taken[choice.index()];
                    let first_time = !std::mem::replace(taken, true);
                    life.steps.push(Step { scene: from, choice, before, first_time });
                }
                None => {
                    life.passed.push((life.steps.len(), from));
                    if let Some(step) = life.steps.last_mut() {
                        step.before.extend(before);
                    }
                }
            }
            visit(&life);
            left = page;
        }
        Some(life)
    }

    /// Stands on a page; returns the values it changed, as they were.
    fn show(&mut self, page: &Page) -> Vec<(VariableId, i32)> {
        self.state.scene = page.scene;
        self.state.visits[page.scene.index()] += 1;
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
