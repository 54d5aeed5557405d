//! Choices that scenes share: each scene gets them as if they were its own.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{List, SceneFile};
use super::scene::OneScene;
use super::{Resolver, format};
use crate::narrative::diagnostic::{At, Diagnostic, fields, names};
use crate::narrative::model::{Choice, ChoiceId, Date, PersonId, PlaceId, SceneId};
use crate::narrative::parse::expression::Scope;
use crate::narrative::parse::names::Names;
use crate::narrative::parse::prose::Known;
use crate::narrative::parse::tree::Words;

/// The scene in which a shared choice stands, as a `goto` there names it.
pub(super) const HERE: &str = "here";

/// The sets there are.
pub(super) struct Shared<'f, 't, 'd> {
    pub(super) sets: &'f List<'t, format::ChoiceSet<'t>>,
    /// Those whose problems were reported: what is wrong with one is wrong
    /// wherever it is shared.
    pub(super) done: &'d mut BTreeSet<usize>,
}

impl OneScene<'_, '_> {
    /// The choices of the sets that a scene shares.
    pub(super) fn shared(
        &mut self,
        names: &[Words<'_>],
        shared: Shared<'_, '_, '_>,
    ) -> Vec<Choice> {
        let mut choices = Vec::new();
        let mut first = self.first_asked + self.asked.len();
        let mut earlier = BTreeSet::new();
        for name in names {
            let Some(set) = self.link(name, |names| &names.choice_sets, |set| set) else {
                continue;
            };
            if !earlier.insert(set) {
                let problem = fields::value_twice(self.at(name.span()), &name.text);
                self.problems.push(problem);
            }
            let mut silence = Vec::new();
            let is_new = shared.done.insert(set);
            let problems = if is_new { &mut *self.problems } else { &mut silence };
            let asked = std::mem::take(&mut self.asked);
            let (names, known, date) = (self.scope.names, self.known, self.date);
            let here = Here { names, known, scene: self.id, date, first, asked };
            let read = here.read(shared.sets, set, problems);
            choices.extend(read.choices);
            self.asked = read.asked;
            self.tags_inside.extend(read.tags_inside);
            self.people_named.extend(read.people_named);
            self.places_named.extend(read.places_named);
            first += self.scope.names.set_choices[set].keys.len();
        }
        choices
    }
}

impl Resolver<'_, '_> {
    /// Sets that no scene shares: what is wrong with them is told all the same.
    pub(super) fn idle_sets(
        &mut self,
        sets: &List<'_, format::ChoiceSet<'_>>,
        known: Known<'_>,
        done: &BTreeSet<usize>,
    ) {
        for (set, (file, written)) in sets.items.iter().enumerate() {
            if done.contains(&set) || self.names.scenes.names().is_empty() {
                continue;
            }
            self.report(names::idle_set(At { file, span: written.id.span() }, &written.id.text));
            let scene = SceneId::new(0);
            let (names, asked) = (self.names, Vec::new());
            let here = Here { names, known, scene, date: None, first: 0, asked };
            here.read(sets, set, self.problems);
        }
    }
}

/// Where a set is shared.
struct Here<'s, 'n> {
    names: &'s Names<'n>,
    known: Known<'s>,
    scene: SceneId,
    /// When the scene happens, if that can be read.
    date: Option<Date>,
    /// The number of its first choice here.
    first: usize,
    /// The choices asked for in the scene so far.
    asked: Vec<Option<Choice>>,
}

/// What came of a set in one scene.
struct Read {
    choices: Vec<Choice>,
    asked: Vec<Option<Choice>>,
    tags_inside: BTreeMap<String, Vec<String>>,
    people_named: BTreeSet<PersonId>,
    places_named: BTreeSet<PlaceId>,
}

impl Here<'_, '_> {
    fn read(
        self,
        sets: &List<'_, format::ChoiceSet<'_>>,
        set: usize,
        problems: &mut Vec<Diagnostic>,
    ) -> Read {
        let (file, written) = &sets.items[set];
        let name = self.names.scenes.name(self.scene.index());
        let as_file = SceneFile { file, part: "", name, scene: None, whole: sets.whole };
        let here = self.first;
        let there = self.names.set_choices[set].first;
        let own = &written.choices.items;
        let mut one = OneScene {
            id: self.scene,
            known: self.known,
            date: self.date,
            tags_inside: BTreeMap::new(),
            people_named: BTreeSet::new(),
            places_named: BTreeSet::new(),
            file: &as_file,
            scope: Scope {
                names: self.names,
                file,
                scene: Some(self.scene),
                set: Some(&written.id.text),
            },
            keys: BTreeMap::new(),
            first_asked: here + own.len(),
            asked_before: self.asked.len(),
            asked: self.asked,
            counts_as: there.map(|there| (here, there)),
            may_ask: true,
            is_of_vignette: false,
            problems,
        };
        let numbered = own.iter().enumerate();
        let choices = numbered
            .filter_map(|(index, choice)| one.choice(choice, ChoiceId::new(here + index)))
            .collect();
        Read {
            choices,
            asked: one.asked,
            tags_inside: one.tags_inside,
            people_named: one.people_named,
            places_named: one.places_named,
        }
    }
}
