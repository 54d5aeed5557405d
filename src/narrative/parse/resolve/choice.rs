//! Choices, where they stand and where they lead.

use std::ops::Range;

use super::format;
use super::scene::OneScene;
use super::shared::HERE;
use crate::narrative::diagnostic::flow;
use crate::narrative::model::{
    Block, Choice, ChoiceId, Condition, OTHERWISE, Outcome, SceneId, Way,
};
use crate::narrative::parse::decode::Required;
use crate::narrative::parse::tree::Words;

/// Nothing weighs more: beside it the others would never come about.
pub(super) const HEAVIEST: i32 = 1000;

/// The fields that say where a choice leads.
struct Ways<'c, 't> {
    head: &'c Range<usize>,
    goto: Option<&'c Words<'t>>,
    then: Option<&'c Words<'t>>,
    returns: bool,
    body: Option<&'c [format::Block<'t>]>,
    chance: Option<&'c Required<format::Outcome<'t>>>,
}

impl OneScene<'_, '_> {
    pub(super) fn choice(&mut self, choice: &format::Choice<'_>, id: ChoiceId) -> Option<Choice> {
        let key = self.tagged(&choice.k, &choice.tags);
        let label = self.line(&choice.t);
        let condition = match &choice.r#if {
            Some(words) => self.condition(words),
            None => Condition::Always(true),
        };
        let locked = choice.locked.as_ref().map(|words| self.line(words));
        let effects = self.effects(&choice.r#do);
        let counterparts = self.facts(&choice.counterparts);
        let ways = Ways {
            head: &choice.head,
            goto: choice.goto.as_ref(),
            then: choice.then.as_ref(),
            returns: choice.returns,
            body: choice.body.as_deref(),
            chance: choice.chance.as_ref(),
        };
        let way = self.way(&ways, &key)?;
        Some(Choice {
            id,
            counts_as: self.counts_as(id),
            key,
            label,
            condition,
            locked,
            once: choice.once,
            effects,
            way,
            counterparts,
        })
    }

    pub(super) fn otherwise(
        &mut self,
        choice: &format::Otherwise<'_>,
        id: ChoiceId,
    ) -> Option<Choice> {
        let label = self.line(&choice.t);
        let effects = self.effects(&choice.r#do);
        let counterparts = self.facts(&choice.counterparts);
        let ways = Ways {
            head: &choice.head,
            goto: choice.goto.as_ref(),
            then: choice.then.as_ref(),
            returns: choice.returns,
            body: None,
            chance: choice.chance.as_ref(),
        };
        self.tag(OTHERWISE, &choice.tags);
        let way = self.way(&ways, OTHERWISE)?;
        Some(Choice {
            id,
            counts_as: id,
            key: OTHERWISE.into(),
            label,
            condition: Condition::Always(true),
            locked: None,
            once: false,
            effects,
            way,
            counterparts,
        })
    }

    /// The choices at which the page stops.
    pub(super) fn ask(&mut self, ask: &format::Ask<'_>) -> Option<Block> {
        if !self.may_ask {
            let problem = flow::ask_in_summary(self.at(ask.head.clone()));
            self.problems.push(problem);
            return None;
        }
        let choices = ask.choices.items.iter().map(|choice| {
            let index = self.asked.len();
            self.asked.push(None);
            self.asked[index] = self.choice(choice, self.id_asked(index));
            index
        });
        Some(Block::Ask(choices.collect()))
    }

    fn way(&mut self, written: &Ways<'_, '_>, key: &str) -> Option<Way> {
        let fields = [
            ("goto", written.goto.is_some()),
            ("body", written.body.is_some()),
            ("chance", written.chance.is_some()),
            ("returns", written.returns),
        ];
        let fields: Vec<&str> = fields
            .into_iter()
            .filter(|(_, is_written)| *is_written)
            .map(|(name, _)| name)
            .collect();
        let at = self.at(written.head.clone());
        if fields.len() != 1 {
            let problem = match fields.len() {
                0 if self.file.whole => Some(flow::choice_without_way(at, key)),
                0 => None,
                _ => Some(flow::two_ways(at, key, &fields)),
            };
            self.problems.extend(problem);
            return None;
        }
        if let (None, Some(then)) = (written.goto, written.then) {
            let problem = flow::then_without_goto(self.at(then.span()));
            self.problems.push(problem);
            return None;
        }
        if let Some(body) = written.body {
            return Some(Way::Stay(self.blocks(body)));
        }
        if let Some(chance) = written.chance {
            let outcomes = chance.items.iter().filter_map(|outcome| self.outcome(outcome));
            return Some(Way::Chance(outcomes.collect()));
        }
        let Some(goto) = written.goto else { return Some(Way::Return) };
        match (self.goto(goto), written.then) {
            (scene, None) => scene.map(Way::Goto),
            (scene, Some(then)) => {
                let then = self.goto(then);
                Some(Way::Call { scene: scene?, then: then? })
            }
        }
    }

    fn outcome(&mut self, outcome: &format::Outcome<'_>) -> Option<Outcome> {
        let key = self.key(&outcome.k);
        let weight = self.whole(outcome.weight.as_ref(), HEAVIEST).unwrap_or(1);
        let effects = self.effects(&outcome.r#do);
        let goto = self.goto(&outcome.goto)?;
        Some(Outcome { key, weight, effects, goto })
    }

    fn counts_as(&self, id: ChoiceId) -> ChoiceId {
        match self.counts_as {
            Some((here, there)) => ChoiceId::new(id.index() - here + there),
            None => id,
        }
    }

    fn goto(&mut self, words: &Words<'_>) -> Option<SceneId> {
        if self.scope.set.is_some() && words.text == HERE {
            return Some(self.id);
        }
        self.link(words, |names| &names.scenes, SceneId::new)
    }
}
