//! The documented shape of `stats --format json`. Fields are only ever added.

use std::collections::BTreeMap;

use serde::Serialize;

use super::GRADES;
use crate::narrative::explore::VignetteProof;
use crate::narrative::model::{PartId, Story};
use crate::narrative::stats::{Dossier, Lives, Stats};

/// A story’s figures.
#[derive(Serialize)]
pub(super) struct StatsJson<'s> {
    words: usize,
    scenes: usize,
    choices: usize,
    endings: usize,
    parts: Vec<PartJson<'s>>,
    speakers: Vec<SpeakerJson<'s>>,
    lives: LivesJson<'s>,
    facts: FactsJson,
    claims: ClaimsJson,
    contested: Vec<ContestedJson<'s>>,
    dossier: DossierJson<'s>,
    undrawn: Vec<UndrawnJson<'s>>,
    vignettes: Vec<VignetteJson<'s>>,
}

#[derive(Serialize)]
struct VignetteJson<'s> {
    id: &'s str,
    scenes: usize,
    choices: Option<(usize, usize)>,
    words: Option<(usize, usize)>,
    facts: usize,
    goes_on: &'s str,
}

#[derive(Serialize)]
struct PartJson<'s> {
    id: &'s str,
    scenes: usize,
    choices: usize,
    words: usize,
    facts: usize,
    claims: usize,
    echoes: usize,
    lives: usize,
    median_words: usize,
    dossier: &'s [String],
}

#[derive(Serialize)]
struct SpeakerJson<'s> {
    id: &'s str,
    lines: usize,
    words: usize,
}

#[derive(Serialize)]
struct LivesJson<'s> {
    samples: usize,
    median_words: usize,
    median_minutes: f64,
    median_choices: usize,
    facts_share: f64,
    median_claims: usize,
    overlap: f64,
    unfinished: usize,
    endings: BTreeMap<&'s str, usize>,
}

#[derive(Serialize)]
struct FactsJson {
    total: usize,
    raised: usize,
    by_grade: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct ClaimsJson {
    total: usize,
    raised: usize,
    in_cutting: usize,
}

#[derive(Serialize)]
struct ContestedJson<'s> {
    id: &'s str,
    r#ref: Option<&'s str>,
    statement: &'s str,
    parts: Vec<&'s str>,
    accounts: Vec<AccountJson<'s>>,
}

#[derive(Serialize)]
struct AccountJson<'s> {
    who: &'s str,
    says: &'s str,
    sources: Vec<&'s str>,
}

#[derive(Serialize)]
struct DossierJson<'s> {
    seed_used: usize,
    wider_used: usize,
    archive: &'s [String],
    unused: &'s [String],
    unknown: &'s [String],
}

#[derive(Serialize)]
struct UndrawnJson<'s> {
    place: &'s str,
    light: String,
    scenes: &'s [String],
}

impl<'s> StatsJson<'s> {
    pub(super) fn of(
        story: &'s Story,
        stats: &'s Stats,
        lives: &Lives,
        dossier: &'s Dossier,
        vignettes: &[VignetteProof<'s>],
    ) -> Self {
        let rounded = |number: f64, steps: f64| (number * steps).round() / steps;
        let counts = stats.parts.iter().zip(&lives.parts).zip(&dossier.met);
        let parts = story.parts.iter().zip(counts);
        let undrawn = stats.undrawn.iter().map(|((place, light), scenes)| UndrawnJson {
            place: &story.place(*place).name,
            light: format!("{light:?}"),
            scenes,
        });
        let speakers = stats.speakers.iter().map(|of| SpeakerJson {
            id: &story.person(of.person).name,
            lines: of.lines,
            words: of.words,
        });
        let endings = story.endings.iter().map(|ending| ending.name.as_str());
        StatsJson {
            words: story.words(),
            scenes: story.scenes.len(),
            choices: story.choice_scenes.len(),
            endings: story.endings.len(),
            parts: parts
                .map(|(part, ((of, lives), dossier))| PartJson {
                    id: &part.name,
                    scenes: of.scenes,
                    choices: of.choices,
                    words: of.words,
                    facts: of.facts,
                    claims: of.claims,
                    echoes: of.echoes,
                    lives: lives.lives,
                    median_words: lives.median_words,
                    dossier,
                })
                .collect(),
            speakers: speakers.collect(),
            lives: LivesJson {
                samples: lives.samples,
                median_words: lives.median_words,
                median_minutes: rounded(lives.median_minutes, 10.0),
                median_choices: lives.median_choices,
                facts_share: rounded(lives.facts_share, 1_000.0),
                median_claims: lives.median_claims,
                overlap: rounded(lives.overlap, 1_000.0),
                unfinished: lives.unfinished,
                endings: endings.zip(lives.endings.iter().copied()).collect(),
            },
            facts: FactsJson {
                total: story.facts.len(),
                raised: stats.facts_raised,
                by_grade: GRADES.map(|(grade, name)| (name, stats.facts[grade as usize])).into(),
            },
            claims: ClaimsJson {
                total: story.claims.len(),
                raised: stats.claims_raised,
                in_cutting: stats.claims_in_cutting,
            },
            contested: contested(story, stats),
            dossier: DossierJson {
                seed_used: dossier.seed_used,
                wider_used: dossier.wider_used,
                archive: &dossier.archive,
                unused: &dossier.unused,
                unknown: &dossier.unknown,
            },
            undrawn: undrawn.collect(),
            vignettes: vignettes.iter().map(|of| vignette(story, of)).collect(),
        }
    }
}

fn vignette<'s>(story: &'s Story, of: &VignetteProof<'s>) -> VignetteJson<'s> {
    VignetteJson {
        id: &of.vignette.name,
        scenes: of.found.scenes.total,
        choices: of.choices(),
        words: of.words(),
        facts: of.found.facts.reached(),
        goes_on: &story.scene(of.vignette.goes_on).name,
    }
}

fn contested<'s>(story: &'s Story, stats: &Stats) -> Vec<ContestedJson<'s>> {
    let part = |id: &PartId| story.part(*id).name.as_str();
    let each = stats.contested.iter().map(|of| {
        let fact = story.fact(of.fact);
        let accounts = fact.accounts.iter().map(|account| AccountJson {
            who: &account.who,
            says: &account.says,
            sources: account.sources.iter().map(|id| story.source(*id).name.as_str()).collect(),
        });
        ContestedJson {
            id: &fact.name,
            r#ref: fact.reference.as_deref(),
            statement: &fact.statement,
            parts: of.parts.iter().map(part).collect(),
            accounts: accounts.collect(),
        }
    });
    each.collect()
}
