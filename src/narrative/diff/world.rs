//! What became of scenes, choices, words and variables.

use std::collections::BTreeMap;

use super::shown::{condition, domain, effects};
use super::{Change, Changes, What, by_name};
use crate::narrative::explore::Reached;
use crate::narrative::model::{Block, Choice, Outcome, Scene, SceneId, Story, Way};

pub(super) fn scenes(old: &Story, new: &Story) -> Vec<Change> {
    fn named(story: &Story) -> impl Iterator<Item = (String, &Scene)> {
        story.scenes.iter().map(|scene| (scene.name.clone(), scene))
    }
    let of = |is_old| if is_old { old } else { new };
    let part = |scene: &Scene, is_old| of(is_old).part(scene.part).name.clone();
    by_name(
        named(old),
        named(new),
        |scene, _| scene.title.clone(),
        |changes, one, other| {
            changes.compare(What::Part, part(one, true), part(other, false));
            changes.compare(What::Title, one.title.clone(), other.title.clone());
            let (before, after) = (effects(old, &one.effects), effects(new, &other.effects));
            changes.compare(What::Does, before, after);
        },
    )
}

pub(super) fn choices(old: &Story, new: &Story) -> Vec<Change> {
    fn named(story: &Story) -> impl Iterator<Item = (String, &Choice)> {
        story.scenes.iter().flat_map(|scene| {
            let name = |choice: &Choice| format!("{}.{}", scene.name, choice.key);
            scene.all_choices().map(move |choice| (name(choice), choice))
        })
    }
    let leads_to = |story: &Story, choice: &Choice| {
        let name = |scene: SceneId| story.scene(scene).name.as_str();
        match &choice.way {
            Way::Goto(scene) => name(*scene).to_owned(),
            Way::Call { scene, then } => format!("{}, then {}", name(*scene), name(*then)),
            Way::Return => "back".into(),
            Way::Chance(outcomes) => {
                let shown =
                    |outcome: &Outcome| format!("{} ({})", name(outcome.goto), outcome.weight);
                outcomes.iter().map(shown).collect::<Vec<_>>().join(" or ")
            }
            Way::Stay(_) => "on in the scene".into(),
        }
    };
    let open_if = |story: &Story, choice: &Choice| {
        let mut text = condition(story, &choice.condition);
        if choice.once {
            text.push_str(if text.is_empty() { "once" } else { ", once" });
        }
        text
    };
    by_name(
        named(old),
        named(new),
        |choice, _| choice.label.clone(),
        |changes, one, other| {
            changes.compare(What::LeadsTo, leads_to(old, one), leads_to(new, other));
            changes.compare(What::OpenIf, open_if(old, one), open_if(new, other));
            let (before, after) = (effects(old, &one.effects), effects(new, &other.effects));
            changes.compare(What::Does, before, after);
        },
    )
}

pub(super) fn endings(old: &Story, new: &Story) -> Vec<Change> {
    by_name(
        old.endings.iter().map(|ending| (ending.name.clone(), ending)),
        new.endings.iter().map(|ending| (ending.name.clone(), ending)),
        |ending, _| ending.title.clone(),
        |changes, one, other| {
            changes.compare(What::Title, one.title.clone(), other.title.clone());
        },
    )
}

/// Scenes, choices and endings that are still, or already, in the story, but come to be
/// reached or not; new ones that are reached and old ones that were.
pub(super) fn routes(old: &Story, new: &Story) -> Vec<Change> {
    let mut all = Vec::new();
    let (was, is) = (reached(old), reached(new));
    for name in was.keys().chain(is.keys().filter(|name| !was.contains_key(*name))) {
        let word = |reached: Option<&bool>| match reached {
            Some(true) => "reached".into(),
            Some(false) => "not reached".into(),
            None => String::new(),
        };
        let (old, new) = (was.get(name), is.get(name));
        // A choice that is new or gone is told as such.
        if name.contains('.') && (old.is_none() || new.is_none()) {
            continue;
        }
        if old.copied().unwrap_or(false) != new.copied().unwrap_or(false) {
            Changes { name, all: &mut all }.compare(What::Reached, word(old), word(new));
        }
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

/// Whether some life comes to each scene and each ending, and takes each choice.
fn reached(story: &Story) -> BTreeMap<String, bool> {
    let Reached { scenes, choices, .. } = Reached::of(story);
    let endings = story.endings.iter().map(|ending| (format!("ending {}", ending.name), false));
    let mut reached: BTreeMap<String, bool> = endings.collect();
    for (scene, is_reached) in story.scenes.iter().zip(scenes) {
        reached.insert(scene.name.clone(), is_reached);
        if let Some(ending) = scene.ending {
            let name = format!("ending {}", story.ending(ending).name);
            *reached.entry(name).or_default() |= is_reached;
        }
        for choice in scene.all_choices() {
            let name = format!("{}.{}", scene.name, choice.key);
            reached.insert(name, choices[choice.id.index()]);
        }
    }
    reached
}

/// The words of scenes that both have, and those around the scenes.
pub(super) fn lines(old: &Story, new: &Story) -> Vec<Change> {
    let mut all = lines_of_scenes(old, new);
    let (was, is) = (around(old), around(new));
    for (name, words) in &was {
        if let Some(now) = is.get(name) {
            Changes { name, all: &mut all }.compare(What::Words, words.clone(), now.clone());
        }
    }
    all
}

/// The words of scenes that both have, key by key.
pub(super) fn lines_of_scenes(old: &Story, new: &Story) -> Vec<Change> {
    let mut all = Vec::new();
    for scene in &old.scenes {
        let Some(other) = new.scene_named(&scene.name).map(|id| new.scene(id)) else { continue };
        let (was, is) = (words(scene), words(other));
        for key in was.keys().chain(is.keys().filter(|key| !was.contains_key(*key))) {
            let name = format!("{}.{key}", scene.name);
            let of = |words: &BTreeMap<String, String>| words.get(key).cloned().unwrap_or_default();
            Changes { name: &name, all: &mut all }.compare(What::Words, of(&was), of(&is));
        }
    }
    all
}

/// What is said around the scenes: on the title page, of places, in the
/// glossary.
fn around(story: &Story) -> BTreeMap<String, String> {
    let head = [("title", &story.title), ("subtitle", &story.subtitle), ("notice", &story.notice)];
    let head = head.map(|(name, words)| (format!("story.{name}"), words.clone()));
    let places = story.places.iter().map(|place| {
        let about = place.about.as_deref().unwrap_or_default();
        (format!("place {}", place.name), format!("{} {about}", place.shown).trim().to_owned())
    });
    let terms = story.terms.iter();
    let terms =
        terms.map(|term| (format!("term {}", term.name), format!("{}: {}", term.word, term.gloss)));
    head.into_iter().chain(places).chain(terms).collect()
}

/// What a scene says under each key.
fn words(scene: &Scene) -> BTreeMap<String, String> {
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    for passage in scene.blocks().into_iter().flat_map(Block::passages) {
        let line = words.entry(passage.key.clone()).or_default();
        if !line.is_empty() {
            line.push_str(" / ");
        }
        line.push_str(&passage.plain());
    }
    for choice in scene.all_choices() {
        words.insert(choice.key.clone(), choice.label.clone());
        if let Some(locked) = &choice.locked {
            words.insert(format!("{} locked", choice.key), locked.clone());
        }
    }
    words.insert("invented".into(), scene.invented.clone());
    words
}

pub(super) fn variables(old: &Story, new: &Story) -> Vec<Change> {
    by_name(
        old.variables.iter().map(|variable| (variable.name.clone(), variable)),
        new.variables.iter().map(|variable| (variable.name.clone(), variable)),
        |variable, _| domain(&variable.domain),
        |changes, one, other| {
            changes.compare(What::Bounds, domain(&one.domain), domain(&other.domain));
            let (before, after) = (one.domain.show(one.start), other.domain.show(other.start));
            changes.compare(What::Start, before, after);
        },
    )
}
