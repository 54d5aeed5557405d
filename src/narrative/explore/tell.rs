//! What an exploration found, as problems at places in the files.

use super::report::{Exploration, Finding, Flaw, Length};
use crate::narrative::check::place::{List, Places};
use crate::narrative::diagnostic::{Diagnostic, proof};
use crate::narrative::model::{Event, Moment, Promise, SceneId, Story, minutes as minutes_to_read};
use crate::narrative::parse::StoryFile;
use crate::narrative::run::Step;

/// The problems behind the findings, in the same order.
pub fn problems(story: &Story, files: &[StoryFile], found: &Exploration) -> Vec<Diagnostic> {
    let mut places = Places::new(files);
    found.findings.iter().map(|finding| problem(story, found, &mut places, finding)).collect()
}

fn problem(
    story: &Story,
    found: &Exploration,
    places: &mut Places<'_>,
    finding: &Finding,
) -> Diagnostic {
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
        Flaw::Broken(index) => {
            let (at, promise) = (places.promise(*index), &story.promises[*index]);
            let (found, help) = broken(story, found, promise);
            proof::broken(at, &found, help)
        }
        Flaw::Undecided(index) => {
            let (at, promise) = (places.promise(*index), &story.promises[*index]);
            proof::undecided(at, &broken(story, found, promise).0)
        }
        Flaw::Held(variable, is_up, _) => {
            let variable = story.variable(*variable);
            let (low, high) = variable.domain.bounds();
            let at = places.item(List::Variables, &variable.name, "id");
            proof::held(at, &variable.name, if *is_up { high } else { low }, *is_up)
        }
    }
}

/// What breaks a promise, and what to do about it.
fn broken(story: &Story, found: &Exploration, promise: &Promise) -> (String, &'static str) {
    let page = |moment: &Moment| page(story, moment);
    match promise {
        Promise::Reachable(moment) => (
            format!("no life comes to {}", page(moment)),
            "open a way there, or take the promise back",
        ),
        Promise::Never(moment) => (
            format!("a life comes to {}", page(moment)),
            "close the way there, or take the promise back",
        ),
        Promise::AlwaysBefore(event, moment) => {
            let without = match event {
                Event::Learn(fact) => {
                    format!("having learnt the fact `{}`", story.fact(*fact).name)
                }
                Event::Hear(claim) => {
                    format!("having heard the claim `{}`", story.claim(*claim).name)
                }
                Event::Visit(scene) => {
                    format!("having been to the scene `{}`", story.scene(*scene).name)
                }
            };
            (
                format!("a life comes to {} without {without}", page(moment)),
                "lead every way past it, or take the promise back",
            )
        }
        Promise::ShortestUnder { ending, minutes } => {
            let routes = found.endings.iter();
            let routes = routes.filter(|routes| ending.is_none_or(|one| one == routes.ending));
            let to = ending.map(|ending| format!(" to `{}`", story.ending(ending).name));
            let range = |length: &Length| match length {
                Length::Of(words) => Some((*words, *words)),
                Length::Between(least, most) => Some((*least, *most)),
                Length::None | Length::TooMany => None,
            };
            let shortest = routes.filter_map(|routes| range(&routes.fewest_words)).min();
            let takes = match shortest {
                Some((least, most)) if least == most => {
                    format!("takes {} minutes ({least} words)", minutes_to_read(least))
                }
                Some((least, most)) => {
                    format!("takes {} to {} minutes", minutes_to_read(least), minutes_to_read(most))
                }
                None => "could not be measured".into(),
            };
            (
                format!("the shortest route{} {takes}, not {minutes}", to.unwrap_or_default()),
                "shorten it, or promise more minutes",
            )
        }
    }
}

fn page(story: &Story, moment: &Moment) -> String {
    let scene = moment.scene.map(|scene| format!("the scene `{}`", story.scene(scene).name));
    let ending = moment.ending.map(|ending| format!("the ending `{}`", story.ending(ending).name));
    let place: Vec<String> = scene.into_iter().chain(ending).collect();
    let place = if place.is_empty() { "a page".to_owned() } else { place.join(" with ") };
    match moment.asked.as_str() {
        "" => place,
        asked => format!("{place} where `{asked}`"),
    }
}

/// A walk as `walk` reads it: one `scene.key` a line.
pub fn lines(story: &Story, walk: &[Step]) -> Vec<String> {
    walk.iter().map(|step| step.line(story)).collect()
}
