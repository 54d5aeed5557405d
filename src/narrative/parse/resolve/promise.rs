//! Promises: `expect` in `story.ron`.

use super::{Resolver, Scope, format};
use crate::narrative::diagnostic::{At, fields};
use crate::narrative::model::{
    ClaimId, Condition, EndingId, Event, FactId, Moment, Promise, SceneId,
};
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::expression;
use crate::narrative::parse::tree::Words;

/// Nobody reads for longer.
const MOST_MINUTES: i32 = 100_000;

impl Resolver<'_, '_> {
    /// What the author promises, in the order written; nothing for one that says
    /// too little or too much.
    pub(super) fn promises(
        &mut self,
        file: &StoryFile,
        written: &[format::Promise<'_>],
    ) -> Vec<Option<Promise>> {
        written.iter().map(|promise| self.promise(file, promise)).collect()
    }

    fn promise(&mut self, file: &StoryFile, promise: &format::Promise<'_>) -> Option<Promise> {
        match promise {
            format::Promise::Reachable(one) => {
                let at = At { file, span: one.head.clone() };
                self.moment(at, &one.scene, &one.ending, &one.r#if).map(Promise::Reachable)
            }
            format::Promise::Never(one) => {
                let at = At { file, span: one.head.clone() };
                self.moment(at, &one.scene, &one.ending, &one.r#if).map(Promise::Never)
            }
            format::Promise::AlwaysBefore(one) => {
                let firsts = [&one.learn, &one.hear, &one.visit];
                let thens = [&one.scene, &one.ending];
                let count = |fields: &[&Option<Words<'_>>]| {
                    fields.iter().filter(|field| field.is_some()).count()
                };
                let at = At { file, span: one.head.clone() };
                if count(&firsts) != 1 || count(&thens) != 1 {
                    self.report(fields::promise_before(at));
                    return None;
                }
                let fact = one.learn.as_ref().map(|words| {
                    self.link(file, words, |names| &names.facts, FactId::new).map(Event::Learn)
                });
                let claim = one.hear.as_ref().map(|words| {
                    self.link(file, words, |names| &names.claims, ClaimId::new).map(Event::Hear)
                });
                let visit = one.visit.as_ref().map(|words| {
                    self.link(file, words, |names| &names.scenes, SceneId::new).map(Event::Visit)
                });
                let moment = self.moment(at, &one.scene, &one.ending, &None);
                let event = fact.or(claim).or(visit).flatten()?;
                Some(Promise::AlwaysBefore(event, moment?))
            }
            format::Promise::ShortestUnder(one) => {
                let ending = match &one.ending {
                    Some(words) => Some(self.ending_link(file, words)?),
                    None => None,
                };
                let written = &one.minutes;
                if !written.broken && !(1..=MOST_MINUTES).contains(&written.number) {
                    let at = At { file, span: written.span.clone() };
                    self.report(fields::weight(at, written.number, MOST_MINUTES));
                }
                let minutes = usize::try_from(written.number).ok().filter(|number| *number > 0)?;
                Some(Promise::ShortestUnder { ending, minutes })
            }
        }
    }

    fn ending_link(&mut self, file: &StoryFile, words: &Words<'_>) -> Option<EndingId> {
        self.link(file, words, |names| &names.endings, EndingId::new)
    }

    fn moment(
        &mut self,
        at: At<'_>,
        scene: &Option<Words<'_>>,
        ending: &Option<Words<'_>>,
        asked: &Option<Words<'_>>,
    ) -> Option<Moment> {
        let file = at.file;
        if scene.is_none() && ending.is_none() && asked.is_none() {
            self.report(fields::promise_empty(at));
            return None;
        }
        let mut is_whole = true;
        let scene = scene.as_ref().and_then(|words| {
            let scene = self.link(file, words, |names| &names.scenes, SceneId::new);
            is_whole &= scene.is_some();
            scene
        });
        let ending = ending.as_ref().and_then(|words| {
            let ending = self.ending_link(file, words);
            is_whole &= ending.is_some();
            ending
        });
        let scope = Scope { names: self.names, file, scene, set: None };
        let condition = match asked {
            Some(words) => expression::condition(words, &scope, self.problems),
            None => Condition::Always(true),
        };
        let asked = asked.as_ref().map(|words| words.text.trim().to_owned()).unwrap_or_default();
        is_whole.then_some(Moment { scene, ending, condition, asked })
    }
}
