//! A story as a map: scenes, and the choices that lead from one to another.

mod dot;
mod flow;
mod layers;
mod svg;
mod vignettes;

use std::collections::BTreeMap;

use super::explore::Reached;
use super::model::{SceneId, Story};

pub use dot::dot;
pub use svg::svg;

/// The choices that lead from one scene to another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edge<'s> {
    from: SceneId,
    to: SceneId,
    /// What is on their buttons, with their keys.
    labels: Vec<(&'s str, &'s str)>,
    /// Whether one of them can be taken.
    reached: bool,
    /// Whether all of them are fallbacks.
    fallback: bool,
}

/// Every pair of scenes that choices tie, in the order of scenes and choices.
fn edges<'s>(story: &'s Story, reached: &Reached) -> Vec<Edge<'s>> {
    let mut edges: Vec<Edge<'s>> = Vec::new();
    for (index, scene) in story.scenes.iter().enumerate() {
        let from = SceneId::new(index);
        let mut known: BTreeMap<SceneId, usize> = BTreeMap::new();
        let ways = scene
            .all_choices()
            .flat_map(|choice| choice.way.scenes().into_iter().map(move |to| (choice, to)));
        for (choice, to) in ways {
            let at = *known.entry(to).or_insert_with(|| {
                let labels = Vec::new();
                edges.push(Edge { from, to, labels, reached: false, fallback: true });
                edges.len() - 1
            });
            let edge = &mut edges[at];
            edge.labels.push((&choice.key, &choice.label));
            edge.reached |= reached.choices[choice.id.index()];
            edge.fallback &= scene.otherwise.as_ref().is_some_and(|other| other.id == choice.id);
        }
    }
    edges
}
