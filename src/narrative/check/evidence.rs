//! Facts, sources and claims: each is there for something.

use std::collections::BTreeSet;

use super::place::{List, Places};
use crate::narrative::diagnostic::{Diagnostic, facts};
use crate::narrative::model::{ClaimId, FactId, Grade, Mark, Met, Scene, Story, TermId};

/// Every scene marks or lists a fact.
pub(super) fn scenes_show_facts(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    for scene in &story.scenes {
        if scene.all_facts().next().is_none() {
            problems.push(facts::scene_without_fact(places.scene(scene, None), &scene.name));
        }
    }
}

/// Every fact is raised by a scene or is the counterpart of a decision, weighs
/// a claim, stands behind a term, or says which part waits for it; and none
/// waits that is raised.
pub(super) fn facts_are_raised(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut raised: BTreeSet<FactId> =
        story.scenes_and_vignettes().flat_map(Scene::all_facts).collect();
    let choices = story.scenes_and_vignettes().flat_map(Scene::all_choices);
    raised.extend(choices.flat_map(|choice| &choice.counterparts));
    let weighing = story.claims.iter().map(|claim| claim.weighed_by);
    let behind: BTreeSet<FactId> =
        weighing.chain(story.terms.iter().filter_map(|term| term.fact)).collect();
    for (index, fact) in story.facts.iter().enumerate() {
        let id = FactId::new(index);
        match (raised.contains(&id), fact.waits_for) {
            (true, Some(_)) => {
                let at = places.item(List::Facts, &fact.name, "waits_for");
                problems.push(facts::wait_is_over(at, "fact", &fact.name));
            }
            (false, None) if !behind.contains(&id) => {
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
        .scenes_and_vignettes()
        .flat_map(Scene::marks)
        .filter_map(|mark| match mark {
            Mark::Claim(claim) => Some(claim),
            Mark::Fact(_) | Mark::Term(_) => None,
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

/// Every term is raised by a text, or says which part waits for it; and none
/// waits that is raised.
pub(super) fn terms_are_raised(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let raised: BTreeSet<TermId> = story
        .scenes_and_vignettes()
        .flat_map(Scene::marks)
        .filter_map(|mark| match mark {
            Mark::Term(term) => Some(term),
            Mark::Fact(_) | Mark::Claim(_) => None,
        })
        .collect();
    for (index, term) in story.terms.iter().enumerate() {
        match (raised.contains(&TermId::new(index)), term.waits_for) {
            (true, Some(_)) => {
                let at = places.item(List::Terms, &term.name, "waits_for");
                problems.push(facts::wait_is_over(at, "term", &term.name));
            }
            (false, None) => {
                let at = places.item(List::Terms, &term.name, "id");
                problems.push(facts::unraised_term(at, &term.name));
            }
            _ => {}
        }
    }
}

/// What stands beside a decision as its counterpart really happened.
pub(super) fn counterparts_are_on_record(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    for scene in &story.scenes {
        for choice in scene.all_choices() {
            for fact in choice.counterparts.iter().map(|fact| story.fact(*fact)) {
                if !matches!(fact.grade, Grade::Documented | Grade::Reported) {
                    let at = places.counterpart(scene, &choice.key, &fact.name);
                    problems.push(facts::counterpart_not_on_record(at, &fact.name, fact.grade));
                }
            }
        }
    }
}
