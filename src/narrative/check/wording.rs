//! How long things are, and how tags are spelt.

use std::collections::{BTreeMap, BTreeSet};

use super::longest::Readings;
use super::place::{List, Places};
use crate::narrative::diagnostic::{Diagnostic, nearest, wording};
use crate::narrative::model::{Block, Passage, Scene, Story};

/// Words in a paragraph, beyond which it is advised to break it.
const PARAGRAPH: usize = 120;
/// Words in a sentence.
const SENTENCE: usize = 60;
/// Words in a note of the margin.
const NOTE: usize = 75;
/// Letters on the button of a choice.
const LABEL: usize = 60;

/// How long a paragraph and a sentence may be.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// In words.
    pub(super) paragraph: usize,
    /// In words.
    pub(super) sentence: usize,
}

/// Paragraphs, sentences and choices are no longer than reads well. Documents
/// are as long as such papers were.
pub(super) fn prose_is_short(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let limits = Limits { paragraph: PARAGRAPH, sentence: SENTENCE };
    prose_is_shorter_than(story, limits, places, problems);
}

/// The same with limits of its own.
pub(super) fn prose_is_shorter_than(
    story: &Story,
    Limits { paragraph, sentence }: Limits,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let shorter = paragraph.min(sentence);
    let readings = Readings::of(story);
    for scene in &story.scenes {
        for block in scene.blocks() {
            if matches!(block, Block::Document { .. } | Block::When { .. }) {
                continue;
            }
            let long = |passage: &&Passage| {
                passage.may_exceed(shorter) && count(&passage.longest()) > shorter
            };
            for passage in block.passages().iter().filter(long) {
                let texts = readings.readings(passage);
                let words = texts.iter().map(|text| count(text)).max().unwrap_or(0);
                if words > paragraph {
                    let at = places.keyed(scene, &passage.key);
                    problems.push(wording::long_paragraph(at, words, paragraph));
                }
                for (begins, words) in long_sentences(&texts, sentence) {
                    let at = places.keyed(scene, &passage.key);
                    problems.push(wording::long_sentence(at, words, sentence, &begins));
                }
            }
        }
        for choice in scene.all_choices() {
            let letters = choice.label.chars().count();
            if letters > LABEL {
                let at = places.keyed(scene, &choice.key);
                problems.push(wording::long_label(at, letters, LABEL));
            }
        }
    }
}

/// What stands in the margin is no longer than a museum’s labels are.
pub(super) fn notes_are_short(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut look = |list, name: &str, field, text: &str| {
        let words = count(text);
        if words > NOTE {
            problems.push(wording::long_note(places.item(list, name, field), words, NOTE));
        }
    };
    for fact in &story.facts {
        look(List::Facts, &fact.name, "statement", &fact.statement);
        look(List::Facts, &fact.name, "note", fact.note.as_deref().unwrap_or_default());
        for account in &fact.accounts {
            look(List::Facts, &fact.name, "accounts", &account.says);
        }
    }
    for claim in &story.claims {
        look(List::Claims, &claim.name, "note", claim.note.as_deref().unwrap_or_default());
    }
    for term in &story.terms {
        look(List::Terms, &term.name, "gloss", &term.gloss);
    }
}

/// The sentences of some readings of one text that have more words than `most`,
/// by their first words, each as long as it gets.
fn long_sentences(texts: &BTreeSet<String>, most: usize) -> BTreeMap<String, usize> {
    let mut long = BTreeMap::new();
    for sentence in texts.iter().flat_map(|text| sentences(text)) {
        if sentence.len() > most {
            let longest = long.entry(sentence[..4].join(" ")).or_insert(0);
            *longest = sentence.len().max(*longest);
        }
    }
    long
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The words of each sentence: what ends in a stop, quotation marks after it
/// set aside.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = |word: &&str| {
        let word = word.trim_end_matches(['”', '’', '"', '\'', ')', '»']);
        word.ends_with(['.', '!', '?', '…'])
    };
    words.split_inclusive(ends).map(<[&str]>::to_vec).collect()
}

/// No tag that stands in one place is nearly another that stands in several.
pub(super) fn tags_are_spelt_alike(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut uses: BTreeMap<&str, (usize, &Scene)> = BTreeMap::new();
    for scene in story.scenes_and_vignettes() {
        for tag in scene.tags.iter().chain(scene.tags_inside.values().flatten()) {
            uses.entry(tag).or_insert((0, scene)).0 += 1;
        }
    }
    let common: Vec<&str> =
        uses.iter().filter(|(_, (count, _))| *count > 1).map(|(tag, _)| *tag).collect();
    for (tag, (_, scene)) in uses.iter().filter(|(_, (count, _))| *count == 1) {
        if let Some(meant) = nearest(tag, common.iter().copied()) {
            problems.push(wording::rare_tag(places.tag(scene, tag), tag, meant));
        }
    }
}
