//! Facts, sources and claims: each is there for something.

use std::collections::BTreeSet;

use super::place::{List, Places};
use super::{blocks, passages};
use crate::narrative::diagnostic::{Diagnostic, facts};
use crate::narrative::model::{ClaimId, FactId, Mark, Met, Scene, Story};

fn marks(scene: &Scene) -> impl Iterator<Item = Mark> {
    blocks(scene)
        .into_iter()
        .flat_map(passages)
        .flat_map(|passage| &passage.spans)
        .filter_map(|span| span.mark)
}

fn facts_of(scene: &Scene) -> impl Iterator<Item = FactId> {
    let marked = marks(scene).filter_map(|mark| match mark {
        Mark::Fact(fact) => Some(fact),
        Mark::Claim(_) => None,
    });
    marked.chain(scene.facts.iter().copied())
}

/// Every scene marks or lists a fact.
pub(super) fn scenes_show_facts(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    for scene in &story.scenes {
        if facts_of(scene).next().is_none() {
            problems.push(facts::scene_without_fact(places.scene(scene, None), &scene.name));
        }
    }
}

/// Every fact is raised by a scene, weighs a claim, or says which part waits
/// for it; and none waits that is raised.
pub(super) fn facts_are_raised(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let raised: BTreeSet<FactId> = story.scenes.iter().flat_map(facts_of).collect();
    let weighing: BTreeSet<FactId> = story.claims.iter().map(|claim| claim.weighed_by).collect();
    for (index, fact) in story.facts.iter().enumerate() {
        let id = FactId::new(index);
        match (raised.contains(&id), fact.waits_for) {
            (true, Some(_)) => {
                let at = places.item(List::Facts, &fact.name, "waits_for");
                problems.push(facts::wait_is_over(at, "fact", &fact.name));
            }
            (false, None) if !weighing.contains(&id) => {
                let at = places.item(List::Facts, &fact.name, "id");
                problems.push(facts::unraised_fact(at, &fact.name));
            }
            _ => {}
        }
    }
}

/// Every source is cited by a fact.
pub(super) fn sources_are_cited(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let cited: BTreeSet<_> = story
        .facts
        .iter()
        .flat_map(|fact| {
            let accounts = fact.accounts.iter().flat_map(|account| &account.sources);
            fact.sources.iter().chain(accounts)
        })
        .map(|source| source.index())
        .collect();
    for (index, source) in story.sources.iter().enumerate() {
        if !cited.contains(&index) {
            let at = places.item(List::Sources, &source.name, "id");
            problems.push(facts::uncited_source(at, &source.name));
        }
    }
}

/// Every claim is made in a scene, stands in the cutting, or says which part
/// waits for it; and none waits that is made.
pub(super) fn claims_are_made(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let made: BTreeSet<ClaimId> = story
        .scenes
        .iter()
        .flat_map(marks)
        .filter_map(|mark| match mark {
            Mark::Claim(claim) => Some(claim),
            Mark::Fact(_) => None,
        })
        .collect();
    for (index, claim) in story.claims.iter().enumerate() {
        let is_made = made.contains(&ClaimId::new(index));
        match (is_made, claim.waits_for) {
            (true, Some(_)) => {
                let at = places.item(List::Claims, &claim.name, "waits_for");
                problems.push(facts::wait_is_over(at, "claim", &claim.name));
            }
            (false, None) if claim.met == Met::Scene => {
                let at = places.item(List::Claims, &claim.name, "id");
                problems.push(facts::unmade_claim(at, &claim.name));
            }
            _ => {}
        }
    }
}
