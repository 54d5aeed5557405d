//! The end page of a life: what was decided, what of it is on record, what was
//! invented, and where it might have gone otherwise.

use std::collections::BTreeSet;

use super::archive::facts_to_show;
use super::{ClaimWeighed, Record, notebook};
use crate::narrative::model::{Choice, Ending, Fact, FactId, Mark, Scene, Story, minutes};
use crate::narrative::run::{Playthrough, marks, view, words_read};

/// What the end page of a life shows.
#[derive(Clone, Debug)]
pub struct Epilogue<'s> {
    /// The ending, and the document that the life became.
    pub ending: &'s Ending,
    /// Every choice of this life, first to last.
    pub decisions: Vec<Decision<'s>>,
    /// The scenes of this life, each once, in order: each says what of it is
    /// invented.
    pub scenes: Vec<&'s Scene>,
    /// What was claimed in this life, in the order heard.
    pub claims: Vec<ClaimWeighed<'s>>,
    /// How many facts were met.
    pub facts: FactsSeen,
    /// How many words of prose were read.
    pub words: usize,
    /// How long that takes, in minutes.
    pub minutes: usize,
    /// How long the life was played, where the record knows it.
    pub played_secs: Option<u64>,
    /// Where another choice was open.
    pub forks: Vec<Fork<'s>>,
}

/// A choice taken, and what is on record of it.
#[derive(Clone, Debug)]
pub struct Decision<'s> {
    /// How many choices were taken before it: what
    /// [`Playthrough::step_back_to`] takes.
    pub step: usize,
    /// Where it was taken.
    pub scene: &'s Scene,
    /// The choice.
    pub choice: &'s Choice,
    /// Its documented counterparts.
    pub counterparts: Vec<&'s Fact>,
}

/// A page on which more than one choice was open. Another life begins there by
/// [`Playthrough::step_back_to`].
#[derive(Clone, Debug)]
pub struct Fork<'s> {
    /// How many choices were taken before it.
    pub step: usize,
    /// The scene.
    pub scene: &'s Scene,
    /// The choice taken.
    pub taken: &'s Choice,
    /// Those that were open too.
    pub others: Vec<&'s Choice>,
}

/// How many facts were met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactsSeen {
    /// In this life.
    pub in_this_life: usize,
    /// By this reader, of those that the story can show.
    pub by_this_reader: usize,
    /// That the story can show.
    pub in_the_story: usize,
}

/// The end page of a life; nothing where it has not ended.
pub fn epilogue<'s>(story: &'s Story, life: &Playthrough, record: &Record) -> Option<Epilogue<'s>> {
    let ending = story.scene(life.state().scene).ending.map(|ending| story.ending(ending))?;
    let (mut decisions, mut forks) = (Vec::new(), Vec::new());
    let mut scenes: Vec<&Scene> = Vec::new();
    let mut met: BTreeSet<FactId> = BTreeSet::new();
    let pages = life.pages();
    let mut at = pages.iter();
    Playthrough::relive(story, life.seed(), &pages, |then| {
        let page = view(story, then);
        let scene = page.scene;
        met.extend(marks(scene, &page.blocks).into_iter().filter_map(|mark| match mark {
            Mark::Fact(fact) => Some(fact),
            Mark::Claim(_) | Mark::Term(_) => None,
        }));
        if !scenes.iter().any(|known| known.name == scene.name) {
            scenes.push(scene);
        }
        let Some(choice) = at.next().and_then(|page| page.took) else { return };
        let choice = story.choice(choice);
        met.extend(&choice.counterparts);
        let step = decisions.len();
        let counterparts = choice.counterparts.iter().map(|fact| story.fact(*fact)).collect();
        decisions.push(Decision { step, scene, choice, counterparts });
        let mut others = then.open_choices(story);
        others.retain(|other| other.id != choice.id);
        if !others.is_empty() {
            forks.push(Fork { step, scene, taken: choice, others });
        }
    });
    let to_show = facts_to_show(story);
    let known = to_show.iter().filter(|fact| met.contains(fact) || record.knows(story, **fact));
    let facts = FactsSeen {
        in_this_life: met.len(),
        by_this_reader: known.count(),
        in_the_story: to_show.len(),
    };
    let words = words_read(story, life);
    Some(Epilogue {
        ending,
        decisions,
        scenes,
        claims: notebook(story, life, record),
        facts,
        words,
        minutes: minutes(words),
        played_secs: record.finished(story, life).and_then(|kept| kept.played_secs),
        forks,
    })
}
