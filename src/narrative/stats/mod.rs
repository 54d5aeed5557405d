//! How much there is of a story: by part, speaker and grade, in a life, and
//! of what it rests on.

mod dossier;
mod echoes;
mod lives;

use std::collections::{BTreeMap, BTreeSet};

pub use dossier::{Dossier, dossier};
pub use echoes::echoes;
pub use lives::{Lives, PartLives, SAMPLES, lives};

use super::model::{
    BackdropId, Block, ClaimId, FactId, Grade, Light, Mark, Met, PartId, PersonId, PlaceId, Scene,
    Story,
};

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
    /// Claims that only the cutting makes.
    pub claims_in_cutting: usize,
    /// The contested facts, in order of name.
    pub contested: Vec<ContestedStats>,
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
    /// Facts that its scenes raise.
    pub facts: usize,
    /// Claims that are made in its scenes, for a life to note.
    pub claims: usize,
    /// Scenes that read differently because of what an earlier part did.
    pub echoes: usize,
}

/// Where a contested fact is raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestedStats {
    /// Which.
    pub fact: FactId,
    /// The parts whose scenes raise it; none where it is in the archive alone.
    pub parts: Vec<PartId>,
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
    let mut undrawn = BTreeMap::<_, Vec<String>>::new();
    for (scene, echoes) in story.scenes.iter().zip(echoes(story)) {
        let part = &mut parts[scene.part.index()];
        part.scenes += 1;
        part.choices += scene.all_choices().count();
        part.words += scene_words(scene);
        part.echoes += usize::from(echoes);
        for block in scene.blocks() {
            if let Block::Say(person, passage) = block {
                let (lines, words) = &mut spoken[person.index()];
                *lines += 1;
                *words += count(&passage.plain());
            }
        }
        if !fits(story, scene) {
            undrawn.entry((scene.place, scene.light)).or_default().push(scene.name.clone());
        }
    }
    let ids = (0..parts.len()).map(PartId::new);
    let facts_met: Vec<BTreeSet<_>> =
        ids.clone().map(|id| raised_by(story, id).collect()).collect();
    let claims_made: Vec<_> = ids.map(|id| claims_of(story, id)).collect();
    for (part, (facts, claims)) in parts.iter_mut().zip(facts_met.iter().zip(&claims_made)) {
        (part.facts, part.claims) = (facts.len(), claims.len());
    }
    let contested = |(index, _)| {
        let fact = FactId::new(index);
        let parts = facts_met.iter().enumerate().filter(|(_, met)| met.contains(&fact));
        ContestedStats { fact, parts: parts.map(|(part, _)| PartId::new(part)).collect() }
    };
    let all_contested =
        story.facts.iter().enumerate().filter(|(_, fact)| fact.grade == Grade::Contested);
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
        facts_raised: facts_met.iter().flatten().collect::<BTreeSet<_>>().len(),
        claims_raised: claims_made.iter().flatten().collect::<BTreeSet<_>>().len(),
        claims_in_cutting: story.claims.iter().filter(|claim| claim.met == Met::Cutting).count(),
        contested: all_contested.map(contested).collect(),
        undrawn,
    }
}

/// The facts that scenes can raise.
fn raisable(story: &Story) -> BTreeSet<FactId> {
    story.scenes.iter().flat_map(Scene::all_facts).collect()
}

/// The facts that the scenes of a part raise, as often as they do.
fn raised_by(story: &Story, part: PartId) -> impl Iterator<Item = FactId> {
    story.scenes.iter().filter(move |scene| scene.part == part).flat_map(Scene::all_facts)
}

/// The claims that are made in the scenes of a part.
fn claims_of(story: &Story, part: PartId) -> BTreeSet<ClaimId> {
    let marks = story.scenes.iter().filter(|scene| scene.part == part).flat_map(Scene::marks);
    marks.filter_map(claim_of).collect()
}

fn claim_of(mark: Mark) -> Option<ClaimId> {
    match mark {
        Mark::Claim(claim) => Some(claim),
        Mark::Fact(_) | Mark::Term(_) => None,
    }
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
