//! Who told the reader what, what they thought of it, and what weighs it.

use super::{Belief, Record};
use crate::narrative::model::{Claim, ClaimId, Fact, Met, Person, Scene, Story};
use crate::narrative::run::{Playthrough, claims_heard};

/// A claim beside the record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClaimWeighed<'s> {
    /// The claim; its verdict, and the id of the fact that weighs it.
    pub claim: &'s Claim,
    /// Its id.
    pub id: ClaimId,
    /// Who claims it.
    pub who: &'s Person,
    /// Where it was heard; nothing where it stands in the cutting.
    pub scene: Option<&'s Scene>,
    /// What weighs it.
    pub fact: &'s Fact,
    /// What the reader thinks of it.
    pub belief: Option<Belief>,
    /// Whether the reader knows what weighs it.
    pub is_weighed: bool,
}

/// Every claim heard in a life, in the order heard.
pub fn notebook<'s>(
    story: &'s Story,
    life: &Playthrough,
    record: &Record,
) -> Vec<ClaimWeighed<'s>> {
    let heard = claims_heard(story, life).into_iter();
    heard.map(|heard| weigh(story, record, heard.claim, Some(story.scene(heard.scene)))).collect()
}

/// Every claim heard in any life, in the order first heard.
pub fn notebook_of_all_lives<'s>(story: &'s Story, record: &Record) -> Vec<ClaimWeighed<'s>> {
    let mut claims: Vec<ClaimWeighed<'s>> = Vec::new();
    for heard in &record.heard {
        let Some(id) = story.claim_named(&heard.claim) else { continue };
        if claims.iter().all(|known| known.id != id) {
            let scene = story.scene_named(&heard.scene).map(|scene| story.scene(scene));
            claims.push(weigh(story, record, id, scene));
        }
    }
    claims
}

/// Every claim of the press cutting, in the order of its references.
pub fn cutting<'s>(story: &'s Story, record: &Record) -> Vec<ClaimWeighed<'s>> {
    let ids = (0..story.claims.len()).map(ClaimId::new);
    let mut claims: Vec<_> = ids
        .filter(|id| story.claim(*id).met == Met::Cutting)
        .map(|id| weigh(story, record, id, None))
        .collect();
    claims.sort_by_key(|weighed| &weighed.claim.reference);
    claims
}

fn weigh<'s>(
    story: &'s Story,
    record: &Record,
    id: ClaimId,
    scene: Option<&'s Scene>,
) -> ClaimWeighed<'s> {
    let claim = story.claim(id);
    ClaimWeighed {
        claim,
        id,
        who: story.person(claim.who),
        scene,
        fact: story.fact(claim.weighed_by),
        belief: record.belief(story, id),
        is_weighed: record.is_weighed(story, id),
    }
}
