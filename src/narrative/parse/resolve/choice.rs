//! Choices, where they stand and where they lead.

use super::format;
use super::scene::OneScene;
use crate::narrative::diagnostic::flow;
use crate::narrative::model::{Block, Choice, ChoiceId, Condition, OTHERWISE, SceneId, Way};
use crate::narrative::parse::tree::Words;

impl OneScene<'_, '_> {
    pub(super) fn choice(&mut self, choice: &format::Choice<'_>, id: ChoiceId) -> Option<Choice> {
        let key = self.key(&choice.k);
        let label = self.line(&choice.t);
        let condition = match &choice.r#if {
            Some(words) => self.condition(words),
            None => Condition::Always(true),
        };
        let locked = choice.locked.as_ref().map(|words| self.line(words));
        let effects = self.effects(&choice.r#do);
        let counterparts = self.facts(&choice.counterparts);
        let way = self.way(choice, &key)?;
        Some(Choice {
            id,
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
        let way = Way::Goto(self.goto(&choice.goto)?);
        Some(Choice {
            id,
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

    fn way(&mut self, choice: &format::Choice<'_>, key: &str) -> Option<Way> {
        match (&choice.goto, &choice.body) {
            (Some(goto), None) => self.goto(goto).map(Way::Goto),
            (None, Some(body)) => Some(Way::Stay(self.blocks(body))),
            (Some(goto), Some(_)) => {
                let problem = flow::two_ways(self.at(goto.span()), key, &["goto", "body"]);
                self.problems.push(problem);
                None
            }
            (None, None) => {
                let problem = flow::choice_without_way(self.at(choice.head.clone()), key);
                self.problems.extend(self.file.whole.then_some(problem));
                None
            }
        }
    }

    fn goto(&mut self, words: &Words<'_>) -> Option<SceneId> {
        self.link(words, |names| &names.scenes, SceneId::new)
    }
}
