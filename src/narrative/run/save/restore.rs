//! From a saved life to one in the story as it is now.
//!
//! The rule has two halves.
//!
//! **Lived again.** If every choice can still be taken, in order, and leads to
//! the scene it led to, the life is played again. It then stands in a state
//! that the story can really reach, with new variables and mended effects as
//! if they had been there from the start.
//!
//! **As it was lived.** Otherwise all of it stands as it was saved, whatever
//! is locked now or leads elsewhere, less what the story no longer has:
//!
//! - a page whose scene is gone falls out, with the decision taken there;
//! - a page that went on behind a choice that is gone, or leads elsewhere now,
//!   is its scene from the beginning;
//! - of the scenes that calls return to, those that are left stand;
//! - a decision that is gone falls out, but its page still counts as visited;
//! - the life stands on its latest page that is left, as it was then; if that
//!   page has no way on, on the latest before it that has;
//! - a variable that is gone is forgotten; a number outside its bounds is
//!   moved to the nearest within; any other value that is not one any more,
//!   and a variable that is new, is at its start.
//!
//! If what is left of it can be lived again, it is. Where nothing is left, a
//! new life begins. What fell out is told, once: the life is saved without
//! it, and stepping back passes over it.

use std::collections::BTreeMap;

use super::v1::Save;
use super::{Change, Restored, ValueChange};
use crate::narrative::model::{Domain, SceneId, Story, Variable, VariableId, Way};
use crate::narrative::run::{Page, Playthrough};

pub(super) fn restore(story: &Story, save: &Save<'_>) -> Restored {
    let saved = save.pages.iter().map(|page| Told {
        scene: page.scene(),
        answered: page.answered(),
        took: page.took(),
        outcome: page.outcome(),
    });
    if let Some(playthrough) = live_again(story, save.seed, saved) {
        let changes = remembered(story, save, save.pages.len() - 1, &playthrough);
        return Restored { playthrough, changes: Vec::from_iter(changes) };
    }
    let scenes: Vec<Option<SceneId>> =
        save.pages.iter().map(|page| story.scene_named(page.scene())).collect();
    let last = scenes.iter().rposition(Option::is_some);
    let standing = last.and_then(|last| as_lived(story, save, &scenes[..=last]));
    let (Some(last), Some((lived, mut changes))) = (last, standing) else {
        return anew(story, save.seed, save.card.page.to_string());
    };
    let mut playthrough = again_if_it_can_be(story, lived);
    if last + 1 < save.pages.len() {
        let (was, now) = (save.card.page.to_string(), title(story, &playthrough));
        changes.insert(0, Change::PageGone { was, now });
    }
    changes.extend(remembered(story, save, last, &playthrough));
    if !has_way_on(story, &playthrough) {
        let was = title(story, &playthrough);
        while !has_way_on(story, &playthrough) {
            playthrough = match playthrough.step_back() {
                true => again_if_it_can_be(story, playthrough),
                false => return anew(story, save.seed, was),
            };
        }
        // Nothing leads on from what lies ahead.
        playthrough.ahead.clear();
        changes.push(Change::NoWayOn { was, now: title(story, &playthrough) });
    }
    Restored { playthrough, changes }
}

fn anew(story: &Story, seed: u64, was: String) -> Restored {
    let playthrough = Playthrough::begin(story, seed);
    Restored { playthrough, changes: vec![Change::NothingLeft { was }] }
}

/// A page by its names.
#[derive(Clone, Copy)]
struct Told<'n> {
    scene: &'n str,
    answered: Option<&'n str>,
    took: Option<&'n str>,
    outcome: Option<&'n str>,
}

/// Plays the choices taken on `pages`, where each leads to the page after it.
fn live_again<'n>(
    story: &Story,
    seed: u64,
    mut pages: impl Iterator<Item = Told<'n>>,
) -> Option<Playthrough> {
    let mut life = Playthrough::begin(story, seed);
    let stands_on = |life: &Playthrough, page: &Told<'_>| {
        let state = life.state();
        let answered = state.answered().map(|choice| story.choice(choice).key.as_str());
        story.scene(state.scene).name == page.scene && answered == page.answered
    };
    let first = pages.next()?;
    if !stands_on(&life, &first) {
        return None;
    }
    let mut last = first;
    for page in pages {
        let choice = story.choice_keyed(life.state().scene, last.took?)?;
        let outcome = match last.outcome {
            Some(key) => Some(choice.outcome_keyed(key)?),
            None => None,
        };
        life.choose_outcome(story, choice.id, outcome).ok()?;
        if !stands_on(&life, &page) {
            return None;
        }
        last = page;
    }
    Some(life)
}

/// What is left of a life may be one that can be lived again.
fn again_if_it_can_be(story: &Story, lived: Playthrough) -> Playthrough {
    let pages = lived.pages();
    let named = pages.iter().map(|page| {
        let key = |choice| story.choice(choice).key.as_str();
        let scene = story.scene(page.scene).name.as_str();
        let took = page.took.map(|choice| story.choice(choice));
        Told {
            scene,
            answered: page.answered.map(key),
            took: took.map(|choice| choice.key.as_str()),
            outcome: took.and_then(|choice| choice.outcome_key(page.outcome)),
        }
    });
    live_again(story, lived.seed(), named).unwrap_or(lived)
}

/// The life up to the last of `scenes`, and what fell out of it.
fn as_lived(
    story: &Story,
    save: &Save<'_>,
    scenes: &[Option<SceneId>],
) -> Option<(Playthrough, Vec<Change>)> {
    let (mut pages_gone, mut decisions_gone) = (0, 0);
    let mut shown: Vec<i32> = Vec::new();
    let mut values: Vec<i32> = story.variables.iter().map(|variable| variable.start).collect();
    let mut pages: Vec<Page> = Vec::new();
    for (index, (saved, scene)) in save.pages.iter().zip(scenes).enumerate() {
        for (name, word) in saved.changed() {
            if let Some(id) = story.variable_named(name) {
                values[id.index()] = fitted(story.variable(id), word);
            }
        }
        let Some(scene) = *scene else {
            pages_gone += 1;
            continue;
        };
        let key = saved.took().filter(|_| index + 1 < scenes.len());
        let took = key.and_then(|key| story.choice_keyed(scene, key));
        let outcome = took.zip(saved.outcome());
        let outcome = outcome.and_then(|(choice, key)| choice.outcome_keyed(key));
        let took = took.map(|choice| choice.id);
        decisions_gone += usize::from(key.is_some() && took.is_none());
        let changed = (0..values.len())
            .filter(|index| shown.get(*index) != Some(&values[*index]))
            .map(|index| (VariableId::new(index), values[index]))
            .collect();
        shown.clone_from(&values);
        let answered = saved.answered().and_then(|key| story.choice_keyed(scene, key));
        let answered = answered.filter(|choice| matches!(choice.way, Way::Stay(_)));
        let answered = answered.map(|choice| choice.id);
        let returns = saved.returns().filter_map(|name| story.scene_named(name)).collect();
        pages.push(Page { scene, answered, returns, changed, took, outcome });
    }
    let playthrough = Playthrough::relive(story, save.seed, &pages, |_| {})?;
    let mut changes = Vec::new();
    changes.extend((pages_gone > 0).then_some(Change::EarlierPagesGone(pages_gone)));
    changes.extend((decisions_gone > 0).then_some(Change::DecisionsGone(decisions_gone)));
    Some((playthrough, changes))
}

/// A saved value as the variable can hold it now.
fn fitted(variable: &Variable, word: &str) -> i32 {
    variable.domain.read(word).unwrap_or_else(|| match variable.domain {
        Domain::Counter { from, to } => {
            word.parse().map_or(variable.start, |number: i32| number.clamp(from, to))
        }
        Domain::Flag | Domain::Named(_) => variable.start,
    })
}

/// What the story remembers otherwise than it did on the saved page.
fn remembered(
    story: &Story,
    save: &Save<'_>,
    page: usize,
    playthrough: &Playthrough,
) -> Option<Change> {
    let mut words: BTreeMap<&str, &str> = BTreeMap::new();
    for page in &save.pages[..=page] {
        words.extend(page.changed());
    }
    let mut changes = Vec::new();
    for (name, was) in words {
        let now = story.variable_named(name).map(|id| {
            let value = playthrough.state().value(id);
            story.variable(id).domain.show(value)
        });
        if now.as_deref() != Some(was) {
            changes.push(ValueChange { variable: name.into(), was: was.into(), now });
        }
    }
    (!changes.is_empty()).then_some(Change::Remembered(changes))
}

fn has_way_on(story: &Story, playthrough: &Playthrough) -> bool {
    story.scene(playthrough.state().scene).ending.is_some()
        || !playthrough.open_choices(story).is_empty()
}

fn title(story: &Story, playthrough: &Playthrough) -> String {
    story.scene(playthrough.state().scene).title.clone()
}
