//! What a condition can ask of a life, as `visited(station)`.

use std::ops::Range;

use super::typing::{Meaning, Typing};
use super::{Result, Stop};
use crate::narrative::diagnostic::{logic, names};
use crate::narrative::model::{ChoiceId, Condition, Number, SceneId};

/// The questions a condition can ask.
pub(crate) const QUESTIONS: [&str; 5] = ["visited", "visits", "taken", "turns_since", "count"];

impl Typing<'_, '_, '_> {
    pub(super) fn ask<'w>(
        &mut self,
        question: &str,
        place: &Range<usize>,
        about: &[(String, Range<usize>)],
    ) -> Result<Meaning<'w>> {
        let scope = self.scope;
        match (question, about) {
            ("visited", [(scene, span)]) => {
                Ok(Meaning::Truth(Condition::Visited(self.scene(scene, span)?)))
            }
            ("visits", [(scene, span)]) => {
                Ok(Meaning::Number(Number::Visits(self.scene(scene, span)?)))
            }
            ("turns_since", [(scene, span)]) => Ok(Meaning::Turns(self.scene(scene, span)?)),
            ("visited" | "visits" | "turns_since", [_, (_, span), ..]) => {
                Err(logic::only_a_scene(self.source.at(span.clone()), question).into())
            }
            ("taken", [(key, span)]) => {
                let Some(scene) = scope.scene else {
                    let at = self.source.at(span.clone());
                    return Err(logic::which_scene(at, key).into());
                };
                Ok(Meaning::Truth(Condition::Taken(match scope.set {
                    Some(set) => self.choice_of(set, key, span)?,
                    None => self.choice(scene, key, span)?,
                })))
            }
            ("taken", [(set, _), (key, span)]) if scope.names.choice_sets.find(set).is_some() => {
                Ok(Meaning::Truth(Condition::Taken(self.choice_of(set, key, span)?)))
            }
            ("count", [(set, span)]) => {
                let (_, members) = self.set(set, span)?;
                let flags = members.iter().map(|(_, flag)| Number::Variable(*flag));
                let sum = |all, one| Number::Plus(Box::new(all), Box::new(one));
                Ok(Meaning::Number(flags.reduce(sum).unwrap_or(Number::Literal(0))))
            }
            ("count", [_, (_, span), ..]) => {
                Err(logic::only_a_set(self.source.at(span.clone())).into())
            }
            ("taken", [(scene, scene_span), (key, span)]) => {
                let scene = self.scene(scene, scene_span)?;
                Ok(Meaning::Truth(Condition::Taken(self.choice(scene, key, span)?)))
            }
            _ => {
                let at = self.source.at(place.clone());
                Err(logic::unknown_question(at, question, &QUESTIONS).into())
            }
        }
    }

    fn scene(&self, name: &str, span: &Range<usize>) -> Result<SceneId> {
        let at = self.source.at(span.clone());
        self.scope.names.scenes.link(name, at).map(SceneId::new).map_err(Stop)
    }

    fn choice(&self, scene: SceneId, key: &str, span: &Range<usize>) -> Result<ChoiceId> {
        let names = self.scope.names;
        let choices = &names.choices[scene.index()];
        match choices.keys.iter().position(|known| *known == key) {
            Some(index) => Ok(ChoiceId::new(choices.first + index)),
            None if !choices.whole => Err(Stop(None)),
            None => {
                let at = self.source.at(span.clone());
                let scene = names.scenes.name(scene.index());
                let keys: Vec<&str> = choices.keys.iter().map(AsRef::as_ref).collect();
                Err(names::unknown_choice(at, key, scene, &keys).into())
            }
        }
    }

    /// A choice of a set, wherever it is taken.
    fn choice_of(&self, set: &str, key: &str, span: &Range<usize>) -> Result<ChoiceId> {
        let names = self.scope.names;
        let Some(choices) = names.choice_sets.find(set).map(|set| &names.set_choices[set]) else {
            return Err(Stop(None));
        };
        match (choices.keys.iter().position(|known| *known == key), choices.first) {
            (Some(index), Some(first)) => Ok(ChoiceId::new(first + index)),
            (Some(_), None) => Err(Stop(None)),
            (None, _) if !choices.whole => Err(Stop(None)),
            (None, _) => {
                let at = self.source.at(span.clone());
                Err(names::unknown_choice(at, key, set, &choices.keys).into())
            }
        }
    }
}
