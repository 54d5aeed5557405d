//! What is declared is used.

use std::collections::BTreeSet;

use super::place::{List, Places};
use crate::narrative::diagnostic::{Diagnostic, facts, flow};
use crate::narrative::model::{
    BackdropId, Block, Condition, Effect, Number, Scene, Segment, Story, VariableId, Way,
};

/// Everybody in the cast speaks, claims or is named; every place without
/// coordinates is the place of a scene or a fact, or is named.
pub(super) fn people_and_places_are_met(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut people: BTreeSet<_> = story.claims.iter().map(|claim| claim.who).collect();
    for block in story.scenes_and_vignettes().flat_map(Scene::blocks) {
        if let Block::Say(person, _) = block {
            people.insert(*person);
        }
    }
    people.extend(story.scenes_and_vignettes().flat_map(|scene| &scene.people_named));
    for (index, person) in story.cast.iter().enumerate() {
        if !people.iter().any(|used| used.index() == index) {
            let at = places.item(List::Cast, &person.name, "id");
            problems.push(flow::idle_person(at, &person.name));
        }
    }
    let used: BTreeSet<_> = story
        .scenes_and_vignettes()
        .flat_map(|scene| scene.places_named.iter().copied().chain([scene.place]))
        .chain(story.facts.iter().filter_map(|fact| fact.place))
        .collect();
    for (index, place) in story.places.iter().enumerate() {
        if place.at.is_none() && !used.iter().any(|used| used.index() == index) {
            let at = places.item(List::Places, &place.name, "id");
            problems.push(flow::idle_place(at, &place.name));
        }
    }
}

/// Every backdrop is seen somewhere, or says which part waits for it.
pub(super) fn backdrops_are_seen(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeSet<_> = story.scenes_and_vignettes().map(|scene| scene.backdrop).collect();
    seen.extend(story.parts.iter().map(|part| part.sky));
    seen.insert(story.title_backdrop);
    for (index, backdrop) in story.backdrops.iter().enumerate() {
        let path = format!("backdrops/{}.ron", backdrop.name);
        match (seen.contains(&BackdropId::new(index)), backdrop.waits_for) {
            (true, Some(_)) => {
                let at = places.field(&path, "waits_for");
                problems.push(facts::wait_is_over(at, "backdrop", &backdrop.name));
            }
            (false, None) => {
                problems.push(flow::idle_backdrop(places.field(&path, "fits"), &backdrop.name));
            }
            _ => {}
        }
    }
}

/// Every variable is asked for by a condition and changed by an effect.
pub(super) fn variables_matter(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let (mut read, mut set) = (BTreeSet::new(), BTreeSet::new());
    for scene in story.scenes_and_vignettes() {
        for block in scene.blocks() {
            if let Block::When { condition, .. } = block {
                asked(condition, &mut read);
            }
            for passage in block.passages() {
                passage.each_segment(&mut |segment| match segment {
                    Segment::If { condition, .. } => asked(condition, &mut read),
                    Segment::Value { number, .. } => used(number, &mut read),
                    Segment::Words(_) | Segment::Turns { .. } => {}
                });
            }
        }
        changed(&scene.effects, &mut read, &mut set);
        for choice in scene.all_choices() {
            asked(&choice.condition, &mut read);
            changed(&choice.effects, &mut read, &mut set);
            if let Way::Chance(outcomes) = &choice.way {
                outcomes.iter().for_each(|outcome| changed(&outcome.effects, &mut read, &mut set));
            }
        }
    }
    for (index, variable) in story.variables.iter().enumerate() {
        let id = VariableId::new(index);
        // A member of a set is declared with its set.
        let declared = variable.name.split('.').next().unwrap_or_default();
        let mut at = || places.item(List::Variables, declared, "id");
        if !read.contains(&id) {
            problems.push(flow::variable_never_read(at(), &variable.name));
        } else if !set.contains(&id) {
            problems.push(flow::variable_never_set(at(), &variable.name));
        }
    }
}

fn asked(condition: &Condition, read: &mut BTreeSet<VariableId>) {
    match condition {
        Condition::Always(_) | Condition::Taken(_) | Condition::Visited(_) => {}
        Condition::Flag(variable) => {
            read.insert(*variable);
        }
        Condition::Compare(left, _, right) => {
            used(left, read);
            used(right, read);
        }
        Condition::Not(inner) => asked(inner, read),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| asked(part, read));
        }
    }
}

fn used(number: &Number, read: &mut BTreeSet<VariableId>) {
    match number {
        Number::Literal(_) | Number::Visits(_) | Number::Turns(_) => {}
        Number::Variable(variable) => {
            read.insert(*variable);
        }
        Number::Plus(left, right) | Number::Minus(left, right) => {
            used(left, read);
            used(right, read);
        }
    }
}

/// A variable that only changes itself is not read by that.
fn changed(effects: &[Effect], read: &mut BTreeSet<VariableId>, set: &mut BTreeSet<VariableId>) {
    for effect in effects {
        set.insert(effect.variable);
        let mut asked = BTreeSet::new();
        used(&effect.value, &mut asked);
        read.extend(asked.into_iter().filter(|variable| *variable != effect.variable));
    }
}
