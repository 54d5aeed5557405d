//! What an exploration found, as problems at places in the files.

use super::report::{Exploration, Finding, Flaw};
use crate::narrative::check::place::{List, Places};
use crate::narrative::diagnostic::{Diagnostic, proof};
use crate::narrative::model::{SceneId, Story};
use crate::narrative::parse::StoryFile;
use crate::narrative::run::Step;

/// The problems behind the findings, in the same order.
pub fn problems(story: &Story, files: &[StoryFile], found: &Exploration) -> Vec<Diagnostic> {
    let mut places = Places::new(files);
    found.findings.iter().map(|finding| problem(story, &mut places, finding)).collect()
}

fn problem(story: &Story, places: &mut Places<'_>, finding: &Finding) -> Diagnostic {
    let name = |scene: &SceneId| story.scene(*scene).name.as_str();
    let scene = |scene: &SceneId| story.scene(*scene);
    match &finding.flaw {
        Flaw::DeadEnd(id) => proof::dead_end(places.scene(scene(id), Some("choices")), name(id)),
        Flaw::Loop(id, round) => {
            let round: Vec<_> = round.iter().map(name).collect();
            proof::endless(places.scene(scene(id), Some("choices")), name(id), &round)
        }
        Flaw::Choice(id, choice) => {
            let key = &story.choice(*choice).key;
            proof::never_taken(places.choice(scene(id), key, "t"), name(id), key)
        }
        Flaw::Scene(id) => proof::never_entered(places.scene(scene(id), None), name(id)),
        Flaw::Block(id, key) => {
            proof::never_shown(places.choice(scene(id), key, "t"), name(id), key)
        }
        Flaw::Turn(id, key, turn, of) => {
            proof::turn_never_shown(places.choice(scene(id), key, "t"), name(id), key, *turn, *of)
        }
        Flaw::Form(id, key, _, words) => {
            proof::form_never_shown(places.choice(scene(id), key, "t"), name(id), key, words)
        }
        Flaw::Fact(fact) => {
            let fact = &story.fact(*fact).name;
            proof::fact_never_met(places.item(List::Facts, fact, "id"), fact)
        }
        Flaw::Claim(claim) => {
            let claim = &story.claim(*claim).name;
            proof::claim_never_met(places.item(List::Claims, claim, "id"), claim)
        }
        Flaw::Ending(ending) => {
            let ending = &story.ending(*ending).name;
            proof::ending_never_reached(places.item(List::Endings, ending, "id"), ending)
        }
        Flaw::Held(variable, is_up, _) => {
            let variable = story.variable(*variable);
            let (low, high) = variable.domain.bounds();
            let at = places.item(List::Variables, &variable.name, "id");
            proof::held(at, &variable.name, if *is_up { high } else { low }, *is_up)
        }
    }
}

/// A walk as `walk` reads it: one `scene.key` a line.
pub fn lines(story: &Story, walk: &[Step]) -> Vec<String> {
    walk.iter().map(|step| step.line(story)).collect()
}
