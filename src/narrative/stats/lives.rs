//! What a life comes to: many of them, played by chance.

use std::collections::{BTreeMap, BTreeSet};

use super::{claim_of, count, raisable};
use crate::narrative::model::{ClaimId, FactId, Mark, PartId, SceneId, Story, WORDS_A_MINUTE};
use crate::narrative::run::{Playthrough, view};

/// How many lives are played.
pub const SAMPLES: usize = 500;

/// A life with more choices is given up: it goes round in circles.
const LONGEST: usize = 2_000;

/// What lives played by chance come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Lives {
    /// How many were played.
    pub samples: usize,
    /// How many came to no ending.
    pub unfinished: usize,
    /// Words read in a life. What is shown again is not read again.
    pub median_words: usize,
    /// Minutes that takes at two hundred words a minute.
    pub median_minutes: f64,
    /// Choices taken in a life.
    pub median_choices: usize,
    /// The median share of the facts that scenes can raise which a life meets.
    pub facts_share: f64,
    /// The share of their words that two lives have in common, on average.
    pub overlap: f64,
    /// Claims that a life hears, to note what to think of them.
    pub median_claims: usize,
    /// Part by part, in the story's order.
    pub parts: Vec<PartLives>,
    /// How many lives closed in each ending, in the story's order.
    pub endings: Vec<usize>,
}

/// What lives come to in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartLives {
    /// How many came there.
    pub lives: usize,
    /// Words that those read there.
    pub median_words: usize,
}

/// What somebody reads: a block in one of its stages, or the label of a choice.
type Read<'s> = (SceneId, &'s str, usize);

struct Life<'s> {
    read: BTreeMap<Read<'s>, usize>,
    facts: BTreeSet<FactId>,
    claims: BTreeSet<ClaimId>,
    choices: usize,
    ending: Option<usize>,
}

/// Plays lives by chance. The same seed plays the same lives.
pub fn lives(story: &Story, seed: u64) -> Lives {
    let mut chance = Chance(seed);
    let lives: Vec<Life<'_>> = (0..SAMPLES).map(|_| life(story, &mut chance)).collect();
    let words = |life: &Life<'_>| life.read.values().sum::<usize>();
    let median_words = median(lives.iter().map(words).collect());
    let facts = median(lives.iter().map(|life| life.facts.len()).collect());
    let mut endings = vec![0; story.endings.len()];
    lives.iter().filter_map(|life| life.ending).for_each(|ending| endings[ending] += 1);
    let pairs = lives.chunks_exact(2);
    let shares = pairs.map(|pair| {
        let (one, other) = (&pair[0], &pair[1]);
        let common: usize = one
            .read
            .iter()
            .filter_map(|(read, words)| Some((*words).min(*other.read.get(read)?)))
            .sum();
        share(2 * common, words(one) + words(other))
    });
    let overlap = shares.sum::<f64>() / (SAMPLES / 2) as f64;
    Lives {
        samples: SAMPLES,
        unfinished: lives.iter().filter(|life| life.ending.is_none()).count(),
        median_words,
        median_minutes: median_words as f64 / WORDS_A_MINUTE as f64,
        median_choices: median(lives.iter().map(|life| life.choices).collect()),
        facts_share: share(facts, raisable(story).len()),
        overlap,
        median_claims: median(lives.iter().map(|life| life.claims.len()).collect()),
        parts: (0..story.parts.len())
            .map(|part| of_part(story, &lives, PartId::new(part)))
            .collect(),
        endings,
    }
}

fn of_part(story: &Story, lives: &[Life<'_>], part: PartId) -> PartLives {
    let words = lives.iter().filter_map(|life| {
        let read = life.read.iter().filter(|((scene, ..), _)| story.scene(*scene).part == part);
        let mut words = read.map(|(_, words)| *words).peekable();
        words.peek()?;
        Some(words.sum::<usize>())
    });
    let words: Vec<usize> = words.collect();
    PartLives { lives: words.len(), median_words: median(words) }
}

fn life<'s>(story: &'s Story, chance: &mut Chance) -> Life<'s> {
    let mut life = Life {
        read: BTreeMap::new(),
        facts: BTreeSet::new(),
        claims: BTreeSet::new(),
        choices: 0,
        ending: None,
    };
    let mut playthrough = Playthrough::begin(story, chance.next());
    loop {
        let page = view(story, &playthrough);
        let here = playthrough.state().scene;
        let mut shown: BTreeMap<Read<'s>, usize> = BTreeMap::new();
        for block in &page.blocks {
            *shown.entry((here, block.key, block.stage)).or_default() += count(&block.plain());
            life.claims.extend(block.spans.iter().filter_map(|span| claim_of(span.mark?)));
            life.facts.extend(block.spans.iter().filter_map(|span| match span.mark? {
                Mark::Fact(fact) => Some(fact),
                Mark::Claim(_) | Mark::Term(_) => None,
            }));
        }
        for choice in &page.choices {
            shown.insert((here, choice.key, 0), count(choice.label));
        }
        life.read.extend(shown);
        life.facts.extend(&page.scene.facts);
        life.ending = page.scene.ending.map(|ending| ending.index());
        let open = playthrough.open_choices(story);
        if life.ending.is_some() || open.is_empty() || life.choices >= LONGEST {
            return life;
        }
        let choice = open[chance.below(open.len())].id;
        if playthrough.choose(story, choice).is_err() {
            return life;
        }
        life.choices += 1;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn median(mut numbers: Vec<usize>) -> usize {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or(0)
}

/// Numbers without rhyme, the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }
}
