//! Two-minute vignettes: each explored as the little story that it is, and the
//! route of each gone.

use std::collections::BTreeSet;

use super::explore;
use super::pace::GoOn;
use super::report::{Coverage, Exploration, Flaw, Longest};
use super::tell::problems;
use crate::narrative::check::place::{List, Places};
use crate::narrative::diagnostic::{Diagnostic, proof};
use crate::narrative::model::{ChoiceId, ClaimId, FactId, Mark, Scene, SceneId, Story, Vignette};
use crate::narrative::parse::StoryFile;
use crate::narrative::run::{Playthrough, StepLine};
use crate::narrative::work::Workers;

/// Words, choices and facts of a vignette.
const WORDS: (usize, usize) = (120, 200);
const CHOICES: (usize, usize) = (2, 3);
const FACTS: usize = 2;

/// What was found of a vignette.
#[derive(Clone, Debug)]
pub struct VignetteProof<'s> {
    /// Which.
    pub vignette: &'s Vignette,
    /// The vignette as a story of its own.
    pub found: Exploration,
    /// Everything that is wrong with it.
    pub problems: Vec<Diagnostic>,
}

impl VignetteProof<'_> {
    /// The fewest and the most words of a way through it, where they are known.
    pub fn words(&self) -> Option<(usize, usize)> {
        let routes = self.found.endings.first()?;
        Some((least(&routes.fewest_words.into())?, most(&routes.most_words)?))
    }

    /// The fewest and the most choices of a way through it.
    pub fn choices(&self) -> Option<(usize, usize)> {
        let routes = self.found.endings.first()?;
        Some((routes.fewest_choices.as_ref()?.len(), most(&routes.most_choices)?))
    }
}

fn least(length: &Longest) -> Option<usize> {
    match length {
        Longest::Of(number) | Longest::Between(number, _) => Some(*number),
        Longest::Unbounded(_) | Longest::None | Longest::TooMany => None,
    }
}

fn most(length: &Longest) -> Option<usize> {
    match length {
        Longest::Of(number) | Longest::Between(_, number) => Some(*number),
        Longest::Unbounded(_) | Longest::None | Longest::TooMany => None,
    }
}

/// Explores every vignette of a story, and goes the route of each.
pub fn vignettes<'s>(
    story: &'s Story,
    files: &[StoryFile],
    go_on: GoOn<'_>,
    workers: Workers<'_>,
) -> Vec<VignetteProof<'s>> {
    let mut places = Places::new(files);
    let mut told: BTreeSet<(String, usize, String)> = BTreeSet::new();
    let mut proofs = Vec::new();
    for vignette in &story.vignettes {
        let Some(alone) = story.of_vignette(vignette) else { continue };
        let mut found = explore(&alone, go_on, workers);
        keep_own(&alone, &mut found);
        let problems = problems(&alone, files, &found);
        let mut proof = VignetteProof { vignette, found, problems };
        let length = lengths(&proof, &mut places);
        proof.problems.extend(length);
        proof.problems.extend(route(story, vignette, &mut places));
        // Vignettes may share scenes.
        proof.problems.retain(|problem| {
            told.insert((problem.file.clone(), problem.span.start, problem.message.clone()))
        });
        proofs.push(proof);
    }
    proofs
}

/// Leaves out what is of other vignettes.
fn keep_own(story: &Story, found: &mut Exploration) {
    let mut scenes = BTreeSet::new();
    let mut open = vec![story.start];
    while let Some(id) = open.pop() {
        if scenes.insert(id) {
            let ways = story.scene(id).all_choices().map(|choice| &choice.way);
            open.extend(ways.flat_map(|way| way.scenes()));
        }
    }
    let own = || scenes.iter().map(|id| story.scene(*id));
    let facts: BTreeSet<FactId> = own().flat_map(Scene::all_facts).collect();
    let claims = own().flat_map(Scene::marks).filter_map(|mark| match mark {
        Mark::Claim(claim) => Some(claim),
        Mark::Fact(_) | Mark::Term(_) => None,
    });
    let claims: BTreeSet<ClaimId> = claims.collect();
    let choices = own().flat_map(Scene::all_choices).map(|choice| choice.id);
    let choices: BTreeSet<ChoiceId> = choices.collect();
    narrow(&mut found.scenes, &scenes);
    narrow(&mut found.choices, &choices);
    narrow(&mut found.facts, &facts);
    narrow(&mut found.claims, &claims);
    found.findings.retain(|finding| match &finding.flaw {
        Flaw::Fact(fact) => facts.contains(fact),
        Flaw::Claim(claim) => claims.contains(claim),
        _ => true,
    });
}

fn narrow<Id: Ord>(coverage: &mut Coverage<Id>, own: &BTreeSet<Id>) {
    coverage.total = own.len();
    coverage.unreached.retain(|id| own.contains(id));
}

/// Whether a vignette is as long as a vignette should be, whatever is chosen.
fn lengths(proof: &VignetteProof<'_>, places: &mut Places<'_>) -> Vec<Diagnostic> {
    let name = proof.vignette.name.as_str();
    let mut at = || places.item(List::Vignettes, name, "scene");
    let is_beyond = |found: Option<(usize, usize)>, (least, most): (usize, usize)| {
        found.is_none_or(|found| found.0 < least || found.1 > most)
    };
    // What never ends was told.
    if proof.found.endings.iter().all(|routes| routes.fewest_choices.is_none()) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    if is_beyond(proof.words(), WORDS) {
        problems.push(proof::vignette_length(at(), name, "words", proof.words(), WORDS));
    }
    if is_beyond(proof.choices(), CHOICES) {
        problems.push(proof::vignette_length(at(), name, "choices", proof.choices(), CHOICES));
    }
    let facts = proof.found.facts.reached();
    if facts < FACTS {
        problems.push(proof::vignette_facts(at(), name, facts, FACTS));
    }
    problems
}

/// Goes the route of a vignette.
fn route(story: &Story, vignette: &Vignette, places: &mut Places<'_>) -> Option<Diagnostic> {
    match life_of(story, vignette, 0) {
        Ok(life) if life.state().scene == vignette.goes_on && life.state().answered().is_none() => {
            None
        }
        Ok(life) => {
            let here = &story.scene(life.state().scene).name;
            let wanted = &story.scene(vignette.goes_on).name;
            let at = places.item(List::Vignettes, &vignette.name, "goes_on");
            Some(proof::route_leads_elsewhere(at, &vignette.name, wanted, here))
        }
        Err(stopped) => {
            let at = places.in_list(List::Vignettes, &vignette.name, "route", stopped.step);
            let step = &vignette.route[stopped.step];
            Some(proof::route_is_shut(at, &vignette.name, step, &stopped.page, &stopped.open))
        }
    }
}

/// Why a route cannot be gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteStopped {
    /// The first step that is not possible, from 0.
    pub step: usize,
    /// The scene whose page the life stands on there.
    pub page: String,
    /// What may be chosen there, each as a line of a route.
    pub open: Vec<String>,
}

/// The life that goes on where a vignette ends: the story’s, along the vignette’s route.
///
/// # Errors
/// At the first step that is not possible; where chance decides, a step says how.
pub fn life_of(story: &Story, vignette: &Vignette, seed: u64) -> Result<Playthrough, RouteStopped> {
    let mut life = Playthrough::begin(story, seed);
    for (step, line) in vignette.route.iter().enumerate() {
        let scene: SceneId = life.state().scene;
        let here = &story.scene(scene).name;
        let open = life.open_choices(story);
        let written = StepLine::read(line).filter(|line| line.scene == here);
        let taken = written.and_then(|line| {
            let choice = open.iter().find(|choice| choice.key == line.key)?;
            let outcome = line.outcome.map(|key| choice.outcome_keyed(key));
            let is_settled = matches!(outcome, Some(Some(_)))
                || (outcome.is_none() && choice.outcome_key(Some(0)).is_none());
            is_settled.then_some((choice.id, outcome.flatten()))
        });
        let went = taken.map(|(choice, outcome)| life.choose_outcome(story, choice, outcome));
        if !matches!(went, Some(Ok(()))) {
            let lines = open.iter().flat_map(|choice| {
                let line = format!("{here}.{}", choice.key);
                let outcomes = (0..).map_while(|index| choice.outcome_key(Some(index)));
                let each: Vec<String> = outcomes.map(|key| format!("{line} {key}")).collect();
                if each.is_empty() { vec![line] } else { each }
            });
            return Err(RouteStopped { step, page: here.clone(), open: lines.collect() });
        }
    }
    Ok(life)
}
