//! What became of vignettes and of their scenes.

use super::world::{choices, lines_of_scenes, scenes};
use super::{Change, What, by_name};
use crate::narrative::model::{Story, Vignette};

/// The vignettes, then the scenes, choices and words of their world.
pub(super) fn vignettes(old: &Story, new: &Story) -> Vec<Change> {
    let goes_on = |story: &Story, vignette: &Vignette| story.scene(vignette.goes_on).name.clone();
    let part = |story: &Story, vignette: &Vignette| {
        vignette.part.map_or("none".to_owned(), |part| story.part(part).name.clone())
    };
    let begins = |story: &Story, vignette: &Vignette| {
        let world = story.vignette_world.as_deref();
        world.map_or(String::new(), |world| world.scene(vignette.scene).name.clone())
    };
    let mut all = by_name(
        old.vignettes.iter().map(|vignette| (vignette.name.clone(), vignette)),
        new.vignettes.iter().map(|vignette| (vignette.name.clone(), vignette)),
        |vignette, _| vignette.title.clone(),
        |changes, one, other| {
            changes.compare(What::Title, one.title.clone(), other.title.clone());
            changes.compare(What::Part, part(old, one), part(new, other));
            changes.compare(What::BeginsIn, begins(old, one), begins(new, other));
            changes.compare(What::LeadsTo, goes_on(old, one), goes_on(new, other));
            changes.compare(What::Route, one.route.join(", "), other.route.join(", "));
            changes.compare(What::Words, words(one), words(other));
        },
    );
    if let (Some(old), Some(new)) = (&old.vignette_world, &new.vignette_world) {
        // What follows from a scene that is new or gone is not told again.
        let is_of_both = |change: &Change| {
            let scene = change.name.split('.').next().unwrap_or_default();
            old.scene_named(scene).is_some() && new.scene_named(scene).is_some()
        };
        all.extend(scenes(old, new));
        all.extend(choices(old, new).into_iter().filter(is_of_both));
        all.extend(lines_of_scenes(old, new));
    }
    all
}

/// What it says around its scenes.
fn words(vignette: &Vignette) -> String {
    format!("{} / On record: {}", vignette.summary.join(" / "), vignette.on_record)
}
