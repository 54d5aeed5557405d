//! How much there is of a story: by part, speaker and grade, in a life, and
//! of what it rests on.

mod dossier;
mod lives;

use std::collections::{BTreeMap, BTreeSet};

pub use dossier::{Dossier, dossier};
pub use lives::{Lives, SAMPLES, lives};

use super::model::{BackdropId, Block, FactId, Light, Mark, PersonId, PlaceId, Scene, Story};

/// How much there is of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Part by part, in the story's order.
    pub parts: Vec<PartStats>,
    /// Who speaks how much, in the order of the cast. Who says nothing is left
    /// out.
    pub speakers: Vec<SpeakerStats>,
    /// Facts of each grade, in the order of [`super::model::Grade`].
    pub facts: [usize; 5],
    /// Facts that scenes can raise.
    pub facts_raised: usize,
    /// Claims that scenes can raise.
    pub claims_raised: usize,
    /// Places and lights whose scenes show the sky of their part, because no
    /// backdrop fits, and the scenes.
    pub undrawn: BTreeMap<(PlaceId, Light), Vec<String>>,
}

/// How much there is of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartStats {
    /// Scenes.
    pub scenes: usize,
    /// Choices, fallbacks included.
    pub choices: usize,
    /// Words of prose, summaries and choices.
    pub words: usize,
}

/// How much somebody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeakerStats {
    /// Who.
    pub person: PersonId,
    /// In how many blocks.
    pub lines: usize,
    /// In how many words.
    pub words: usize,
}

/// Counts a story.
pub fn stats(story: &Story) -> Stats {
    let mut parts = vec![PartStats::default(); story.parts.len()];
    let mut spoken = vec![(0, 0); story.cast.len()];
    let mut raised = (BTreeSet::new(), BTreeSet::new());
    let mut undrawn = BTreeMap::<_, Vec<String>>::new();
    for scene in &story.scenes {
        let part = &mut parts[scene.part.index()];
        part.scenes += 1;
        part.choices += scene.all_choices().count();
        part.words += scene_words(scene);
        for block in scene.blocks() {
            if let Block::Say(person, passage) = block {
                let (lines, words) = &mut spoken[person.index()];
                *lines += 1;
                *words += count(&passage.plain());
            }
        }
        raised.0.extend(scene.all_facts());
        raised.1.extend(scene.marks().filter_map(|mark| match mark {
            Mark::Claim(claim) => Some(claim),
            Mark::Fact(_) | Mark::Term(_) => None,
        }));
        if !fits(story, scene) {
            undrawn.entry((scene.place, scene.light)).or_default().push(scene.name.clone());
        }
    }
    let speakers = spoken.into_iter().enumerate().filter(|(_, (lines, _))| *lines > 0);
    let mut facts = [0; 5];
    story.facts.iter().for_each(|fact| facts[fact.grade as usize] += 1);
    Stats {
        parts,
        speakers: speakers
            .map(|(index, (lines, words))| SpeakerStats {
                person: PersonId::new(index),
                lines,
                words,
            })
            .collect(),
        facts,
        facts_raised: raised.0.len(),
        claims_raised: raised.1.len(),
        undrawn,
    }
}

/// The facts that scenes can raise.
fn raisable(story: &Story) -> BTreeSet<FactId> {
    story.scenes.iter().flat_map(Scene::all_facts).collect()
}

fn scene_words(scene: &Scene) -> usize {
    let passages = scene.blocks().into_iter().flat_map(Block::passages);
    let prose: usize = passages.map(|passage| count(&passage.plain())).sum();
    prose + scene.all_choices().map(|choice| count(&choice.label)).sum::<usize>()
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether the picture behind a scene was made for its place.
fn fits(story: &Story, scene: &Scene) -> bool {
    let backdrop = |id: BackdropId| story.backdrop(id);
    backdrop(scene.backdrop).fits.iter().any(|(place, light)| {
        *place == scene.place && light.is_none_or(|light| light == scene.light)
    })
}
