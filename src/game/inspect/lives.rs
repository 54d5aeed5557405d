//! Lives that stand on pages worth looking at.

use std::collections::BTreeMap;

use crate::narrative::model::{SceneId, Story};
use crate::narrative::record::{Belief, Record};
use crate::narrative::run::{Playthrough, SceneView, claims_heard, view};

/// What chance is drawn from: the same pages every time.
const SEED: u64 = 1;
/// When everything was read and saved: the same on every card.
pub(super) const AT_SECS: u64 = 1_750_000_000;
/// No scene is looked at in more states than this.
const MOST_STATES: usize = 3;
/// So many lives are led as far as they go.
const WHOLE_LIVES: usize = 6;
/// A life that goes round in circles is left after so many choices.
const MOST_CHOICES: usize = 200;

/// A life on each page that can be come to by a short way; a scene that shows
/// other words or choices to another life comes again. Then a few lives that
/// were led to their ends, or as far as they go.
pub(super) fn lives(story: &Story) -> Vec<Playthrough> {
    let mut seen = BTreeMap::<SceneId, Vec<Vec<String>>>::new();
    let mut lives = vec![Playthrough::begin(story, SEED)];
    let mut at = 0;
    while let Some(life) = lives.get(at).cloned() {
        at += 1;
        for choice in life.open_choices(story) {
            let mut next = life.clone();
            if next.choose(story, choice.id).is_err() {
                continue;
            }
            let look = look(&view(story, &next));
            let states = seen.entry(next.state().scene).or_default();
            if states.len() < MOST_STATES && !states.contains(&look) {
                states.push(look);
                lives.push(next);
            }
        }
    }
    lives.extend((0..WHOLE_LIVES).map(|kind| whole_life(story, kind)));
    lives
}

/// A life that takes its choices by rote; each kind takes others.
fn whole_life(story: &Story, kind: usize) -> Playthrough {
    let mut life = Playthrough::begin(story, SEED + kind as u64);
    for step in 0..MOST_CHOICES {
        let open = life.open_choices(story);
        let Some(choice) = open.get((kind + step * kind) % open.len().max(1)) else { break };
        let choice = choice.id;
        if life.choose(story, choice).is_err() {
            break;
        }
    }
    life
}

/// What tells a page from another of the same scene.
fn look(page: &SceneView<'_>) -> Vec<String> {
    let blocks = page.blocks.iter().map(|block| format!("{}.{}", block.key, block.stage));
    let choices = page.choices.iter().map(|choice| format!("{}{:?}", choice.key, choice.locked));
    blocks.chain(choices).collect()
}

/// How many words a page has.
pub(super) fn length(story: &Story, life: &Playthrough) -> usize {
    let page = view(story, life);
    let words: usize =
        page.blocks.iter().map(|block| block.plain().split_whitespace().count()).sum();
    let labels = page.choices.iter().map(|choice| choice.label.split_whitespace().count());
    words + labels.sum::<usize>()
}

/// The life with the most of something, the first where several have it.
pub(super) fn most(
    lives: &[Playthrough],
    count: impl Fn(&Playthrough) -> usize,
) -> Option<&Playthrough> {
    lives.iter().rev().max_by_key(|life| count(life))
}

/// What a reader of these lives has met; `is_thorough` ones opened what they
/// met and weighed what they were told.
pub(super) fn record(story: &Story, lives: &[Playthrough], is_thorough: bool) -> Record {
    let mut record = Record::default();
    for life in lives {
        Playthrough::relive(story, life.seed(), &life.pages(), |life| {
            let page = view(story, life);
            record.note_page(story, page.scene, &page.blocks, life.seed(), AT_SECS);
        });
        for step in life.steps() {
            record.note_choice(story, step.choice);
        }
        record.finish_life(story, life, Some(50 * 60), AT_SECS);
    }
    if is_thorough {
        record.opened = record.facts.keys().cloned().collect();
        record.terms = story.terms.iter().map(|term| term.name.clone()).collect();
        let heard = lives.iter().flat_map(|life| claims_heard(story, life));
        for (index, heard) in heard.enumerate() {
            let beliefs = [Some(Belief::Believe), Some(Belief::Doubt), None];
            record.mark_claim(story, heard.claim, beliefs[index % 3], AT_SECS);
        }
    }
    record
}
