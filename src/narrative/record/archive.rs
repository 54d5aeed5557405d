//! The archive: the facts a reader knows, where they met them, and the works
//! behind them.

use std::collections::BTreeSet;

use super::Record;
use crate::narrative::model::{
    Block, Fact, FactId, Grade, Mark, PartId, PersonId, PlaceId, Scene, SceneId, Source, SourceId,
    Story,
};

/// The facts a reader knows, and how many are left.
#[derive(Clone, Debug)]
pub struct Archive<'s> {
    /// The facts met or opened, in order of name.
    pub facts: Vec<ArchiveFact<'s>>,
    /// Those that the story can show and the reader does not know.
    pub unmet: Unmet,
}

/// How many facts a reader has yet to meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unmet {
    /// In all.
    pub total: usize,
    /// Of each grade, in the order of [`Grade`].
    pub by_grade: [usize; 5],
    /// In each part, in the story's order. A fact of two parts counts in both;
    /// one that only the cutting needs, in none.
    pub by_part: Vec<usize>,
    /// That no page raises: they wait behind the cutting.
    pub of_no_part: usize,
}

/// A fact the reader knows.
#[derive(Clone, Debug)]
pub struct ArchiveFact<'s> {
    /// Its id.
    pub id: FactId,
    /// The fact.
    pub fact: &'s Fact,
    /// Where it was met, in the order of parts and dates; nowhere if it was
    /// only opened.
    pub scenes: Vec<SceneId>,
    /// The parts of those scenes.
    pub parts: BTreeSet<PartId>,
    /// Where it holds, and where those scenes are.
    pub places: BTreeSet<PlaceId>,
    /// Who claims what it weighs, and who speaks in those scenes.
    pub people: BTreeSet<PersonId>,
}

/// Which facts to show. What is not asked for is not looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this grade.
    pub grade: Option<Grade>,
    /// Met in this part.
    pub part: Option<PartId>,
    /// About this place, or met there.
    pub place: Option<PlaceId>,
    /// That weigh what this person claims, or were met where they speak.
    pub person: Option<PersonId>,
}

impl Filter {
    /// Whether a fact is one of those asked for.
    pub fn lets_pass(&self, fact: &ArchiveFact<'_>) -> bool {
        self.grade.is_none_or(|grade| fact.fact.grade == grade)
            && self.part.is_none_or(|part| fact.parts.contains(&part))
            && self.place.is_none_or(|place| fact.places.contains(&place))
            && self.person.is_none_or(|person| fact.people.contains(&person))
    }
}

/// The archive of a reader.
pub fn archive<'s>(story: &'s Story, record: &Record) -> Archive<'s> {
    let ids = (0..story.facts.len()).map(FactId::new);
    let facts = ids.filter(|id| record.knows(story, *id)).map(|id| entry(story, record, id));
    Archive { facts: facts.collect(), unmet: unmet(story, record) }
}

fn entry<'s>(story: &'s Story, record: &Record, id: FactId) -> ArchiveFact<'s> {
    let fact = story.fact(id);
    let names = record.facts.get(&fact.name).into_iter().flatten();
    let mut scenes: Vec<SceneId> = names.filter_map(|name| story.scene_named(name)).collect();
    scenes.sort_by_key(|scene| {
        let scene = story.scene(*scene);
        (scene.part, scene.date)
    });
    let met = || scenes.iter().map(|scene| story.scene(*scene));
    let claimed = story.claims.iter().filter(|claim| claim.weighed_by == id);
    let speakers = met().flat_map(Scene::blocks).filter_map(|block| match block {
        Block::Say(who, _) => Some(*who),
        _ => None,
    });
    ArchiveFact {
        id,
        fact,
        parts: met().map(|scene| scene.part).collect(),
        places: met().map(|scene| scene.place).chain(fact.place).collect(),
        people: claimed.map(|claim| claim.who).chain(speakers).collect(),
        scenes,
    }
}

/// Every fact that the story as it is now can show: those its scenes and
/// decisions raise, and those that weigh a claim that is made.
pub fn facts_to_show(story: &Story) -> BTreeSet<FactId> {
    let raised = story.scenes.iter().flat_map(raised_in);
    let made = story.claims.iter().filter(|claim| claim.waits_for.is_none());
    raised.chain(made.map(|claim| claim.weighed_by)).collect()
}

fn raised_in(scene: &Scene) -> impl Iterator<Item = FactId> {
    scene.all_facts().chain(scene.all_choices().flat_map(|choice| choice.counterparts.clone()))
}

fn unmet(story: &Story, record: &Record) -> Unmet {
    let mut unmet = Unmet { by_part: vec![0; story.parts.len()], ..Unmet::default() };
    let is_unmet = |fact: &FactId| !record.knows(story, *fact);
    for fact in facts_to_show(story).into_iter().filter(is_unmet) {
        unmet.total += 1;
        unmet.by_grade[story.fact(fact).grade as usize] += 1;
    }
    let mut by_part: BTreeSet<(PartId, FactId)> = BTreeSet::new();
    for scene in &story.scenes {
        let weighing = scene.marks().filter_map(|mark| match mark {
            Mark::Claim(claim) => Some(story.claim(claim).weighed_by),
            Mark::Fact(_) | Mark::Term(_) => None,
        });
        let facts = raised_in(scene).chain(weighing).filter(is_unmet);
        by_part.extend(facts.map(|fact| (scene.part, fact)));
    }
    let on_pages: BTreeSet<FactId> = by_part.iter().map(|(_, fact)| *fact).collect();
    unmet.of_no_part = unmet.total.saturating_sub(on_pages.len());
    for (part, _) in by_part {
        unmet.by_part[part.index()] += 1;
    }
    unmet
}

/// A work, and the facts that rest on it.
#[derive(Clone, Debug)]
pub struct Work<'s> {
    /// Its id.
    pub id: SourceId,
    /// The work.
    pub source: &'s Source,
    /// Every fact that cites it.
    pub facts: Vec<FactId>,
    /// Those the reader knows; where there are none, it is not of what they met.
    pub known: Vec<FactId>,
}

/// Every work that facts rest on, in the order of its citation.
pub fn bibliography<'s>(story: &'s Story, record: &Record) -> Vec<Work<'s>> {
    let works = story.sources.iter().enumerate().map(|(index, source)| Work {
        id: SourceId::new(index),
        source,
        facts: Vec::new(),
        known: Vec::new(),
    });
    let mut works: Vec<Work<'s>> = works.collect();
    for (index, fact) in story.facts.iter().enumerate() {
        let id = FactId::new(index);
        let is_known = record.knows(story, id);
        let accounts = fact.accounts.iter().flat_map(|account| &account.sources);
        let cited: BTreeSet<SourceId> = fact.sources.iter().chain(accounts).copied().collect();
        for source in cited {
            let work = &mut works[source.index()];
            work.facts.push(id);
            work.known.extend(is_known.then_some(id));
        }
    }
    works.sort_by_key(|work| work.source.cite.to_lowercase());
    works
}
