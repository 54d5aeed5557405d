//! What the pieces of a condition mean, and what may be compared with what.

use std::ops::Range;

use super::syntax::{What, Written};
use super::{Result, Scope, Source, Stop};
use crate::narrative::diagnostic::{Diagnostic, logic, names};
use crate::narrative::model::{
    Comparison, Condition, Domain, Number, SceneId, Turns, TurnsId, VariableId,
};
use crate::narrative::parse::names::Given;

/// What a piece of a condition is.
pub(super) enum Meaning<'w> {
    Truth(Condition),
    Number(Number),
    /// Choices taken since a scene was entered.
    Turns(SceneId),
    Flag(VariableId),
    Yes(bool),
    Named(VariableId),
    /// No variable: perhaps a named value.
    Word(&'w str),
}

/// More choices are not told apart: the fewer, the more can be proved.
const MOST_TURNS: i32 = 1000;

/// How many parts a derived value may have, with all it is made of.
const LARGEST: usize = 1024;

/// The members of a set, each with its flag.
pub(super) type Members = [(String, VariableId)];

pub(super) struct Typing<'s, 'n, 'p> {
    pub(super) source: &'s Source<'s>,
    pub(super) scope: &'s Scope<'s, 'n>,
    pub(super) problems: &'p mut Vec<Diagnostic>,
}

pub(super) fn condition(
    written: &Written,
    source: &Source<'_>,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Result<Condition> {
    Typing { source, scope, problems }.truth(written)
}

/// What is to be shown in a text.
pub(super) fn value(
    written: &Written,
    source: &Source<'_>,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Result<(Number, Option<VariableId>)> {
    let mut typing = Typing { source, scope, problems };
    let at = source.at(written.span.clone());
    let variable = |variable: VariableId| &scope.names.variables[variable.index()];
    Ok(match typing.meaning(written)? {
        Meaning::Number(Number::Variable(id)) if !variable(id).shown.is_empty() => {
            (Number::Variable(id), Some(id))
        }
        Meaning::Number(number) => (number, None),
        Meaning::Named(id) => (Number::Variable(id), Some(id)),
        Meaning::Flag(id) if !variable(id).shown.is_empty() => (Number::Variable(id), Some(id)),
        Meaning::Flag(id) => return Err(logic::flag_without_words(at, &variable(id).name).into()),
        Meaning::Turns(_) => return Err(logic::turns_against(at).into()),
        Meaning::Truth(_) | Meaning::Yes(_) => return Err(logic::no_value(at).into()),
        Meaning::Word(word) => return Err(typing.unknown_variable(word, written.span.clone())),
    })
}

/// What a derived name stands for: so or not so, or a number.
pub(super) fn given(
    written: &Written,
    source: &Source<'_>,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Result<Given> {
    let mut typing = Typing { source, scope, problems };
    let given = match typing.meaning(written)? {
        Meaning::Number(number) => Given::Number(number),
        Meaning::Truth(condition) => Given::Truth(condition),
        _ => Given::Truth(typing.truth(written)?),
    };
    let size = match &given {
        Given::Truth(condition) => condition.size(),
        Given::Number(number) => number.size(),
    };
    match size > LARGEST {
        true => Err(logic::too_long(source.at(written.span.clone())).into()),
        false => Ok(given),
    }
}

impl Typing<'_, '_, '_> {
    /// A piece that is so or not so.
    fn truth(&mut self, written: &Written) -> Result<Condition> {
        let at = self.source.at(written.span.clone());
        match self.meaning(written)? {
            Meaning::Truth(condition) => Ok(condition),
            Meaning::Flag(variable) => Ok(Condition::Flag(variable)),
            Meaning::Yes(so) => Ok(Condition::Always(so)),
            Meaning::Number(Number::Variable(variable)) => {
                let name = &self.scope.names.variables[variable.index()].name;
                Err(logic::counter_alone(at, name).into())
            }
            Meaning::Number(Number::Visits(scene)) => {
                let scene = self.scope.names.scenes.name(scene.index());
                Err(logic::visits_alone(at, scene).into())
            }
            Meaning::Number(_) => Err(logic::number_alone(at).into()),
            Meaning::Turns(scene) => {
                Err(logic::turns_alone(at, self.scope.names.scenes.name(scene.index())).into())
            }
            Meaning::Named(variable) => {
                let variable = &self.scope.names.variables[variable.index()];
                let value = variable.domain.show(0);
                Err(logic::named_alone(at, &variable.name, &value).into())
            }
            Meaning::Word(word) => Err(self.unknown_variable(word, written.span.clone())),
        }
    }

    pub(super) fn meaning<'w>(&mut self, written: &'w Written) -> Result<Meaning<'w>> {
        Ok(match &written.what {
            What::Any(parts) => Meaning::Truth(Condition::Any(self.truths(parts)?)),
            What::All(parts) => Meaning::Truth(Condition::All(self.truths(parts)?)),
            What::Not(part) => Meaning::Truth(Condition::Not(Box::new(self.truth(part)?))),
            What::Compare(left, comparison, right) => {
                Meaning::Truth(self.compare(left, *comparison, right, &written.span)?)
            }
            What::Plus(left, right) => {
                let (left, right) = (self.number(left)?, self.number(right)?);
                Meaning::Number(Number::Plus(Box::new(left), Box::new(right)))
            }
            What::Minus(left, right) => {
                let (left, right) = (self.number(left)?, self.number(right)?);
                Meaning::Number(Number::Minus(Box::new(left), Box::new(right)))
            }
            What::Number(number) => Meaning::Number(Number::Literal(*number)),
            What::Truth(so) => Meaning::Yes(*so),
            What::Name(name) => match self.scope.names.variable(name) {
                None => self.name(name, &written.span)?,
                Some(variable) => match self.scope.names.variables[variable.index()].domain {
                    Domain::Flag => Meaning::Flag(variable),
                    Domain::Counter { .. } => Meaning::Number(Number::Variable(variable)),
                    Domain::Named(_) => Meaning::Named(variable),
                },
            },
            What::Has(set, set_span, member, span) => {
                let set = self.set(set, set_span)?;
                let flag = self.member(set, member, span)?;
                Meaning::Truth(Condition::Flag(flag))
            }
            What::Ask(question, place, about) => self.ask(question, place, about)?,
        })
    }

    /// What a name stands for that is no variable.
    fn name<'w>(&self, name: &'w str, span: &Range<usize>) -> Result<Meaning<'w>> {
        let names = self.scope.names;
        if let Some(derived) = names.derived.get(name) {
            derived.asked.set(true);
            return match &derived.given {
                Some(Given::Truth(condition)) => Ok(Meaning::Truth(condition.clone())),
                Some(Given::Number(number)) => Ok(Meaning::Number(number.clone())),
                None => Err(Stop(None)),
            };
        }
        if let Some(members) = names.sets.get(name) {
            let member = members.first().map_or("…", |(member, _)| member);
            return Err(logic::set_alone(self.source.at(span.clone()), name, member).into());
        }
        Ok(Meaning::Word(name))
    }

    pub(super) fn set<'a>(
        &'a self,
        name: &'a str,
        span: &Range<usize>,
    ) -> Result<(&'a str, &'a Members)> {
        let names = self.scope.names;
        if let Some(members) = names.sets.get(name) {
            return Ok((name, members));
        }
        if !names.variables_whole {
            return Err(Stop(None));
        }
        let sets = names.sets.keys().map(String::as_str);
        Err(logic::no_set(self.source.at(span.clone()), name, sets).into())
    }

    /// The flag that a member of a set is held in.
    pub(super) fn member(
        &self,
        (set, members): (&str, &Members),
        member: &str,
        span: &Range<usize>,
    ) -> Result<VariableId> {
        let flag = members.iter().find(|(name, _)| name == member).map(|(_, flag)| *flag);
        flag.ok_or_else(|| {
            let known = members.iter().map(|(name, _)| name.as_str());
            logic::unknown_member(self.source.at(span.clone()), member, set, known).into()
        })
    }

    /// Every part is looked at, even where one is wrong.
    fn truths(&mut self, parts: &[Written]) -> Result<Vec<Condition>> {
        let mut conditions = Vec::with_capacity(parts.len());
        for part in parts {
            match self.truth(part) {
                Ok(condition) => conditions.push(condition),
                Err(Stop(problem)) => self.problems.extend(problem.map(|problem| *problem)),
            }
        }
        Ok(conditions)
    }

    /// A piece that is a number.
    pub(super) fn number(&mut self, written: &Written) -> Result<Number> {
        let at = self.source.at(written.span.clone());
        match self.meaning(written)? {
            Meaning::Number(number) => Ok(number),
            Meaning::Word(word) => Err(self.unknown_variable(word, written.span.clone())),
            Meaning::Turns(_) => Err(logic::turns_against(at).into()),
            other => Err(logic::not_a_number(at, self.describe(&other).as_str()).into()),
        }
    }

    fn compare(
        &mut self,
        left: &Written,
        comparison: Comparison,
        right: &Written,
        span: &Range<usize>,
    ) -> Result<Condition> {
        let is_equality = matches!(comparison, Comparison::Equal | Comparison::Unequal);
        let at = self.source.at(span.clone());
        let variable = |variable: VariableId| &self.scope.names.variables[variable.index()];
        let (one, other) = (self.meaning(left)?, self.meaning(right)?);
        let sides = match (one, other) {
            (Meaning::Number(one), Meaning::Number(other)) => {
                self.warn_if_settled(&one, comparison, &other, span);
                (one, other)
            }
            (Meaning::Turns(scene), Meaning::Number(Number::Literal(number))) => {
                let turns = self.turns(scene, number, right)?;
                return Ok(Condition::Compare(turns, comparison, Number::Literal(number)));
            }
            (Meaning::Number(Number::Literal(number)), Meaning::Turns(scene)) => {
                let turns = self.turns(scene, number, left)?;
                return Ok(Condition::Compare(Number::Literal(number), comparison, turns));
            }
            (Meaning::Turns(_), _) | (_, Meaning::Turns(_)) => {
                return Err(logic::turns_against(at).into());
            }
            (Meaning::Named(named), Meaning::Word(word)) => {
                let value = self.value(named, word, right.span.clone())?;
                (Number::Variable(named), Number::Literal(value))
            }
            (Meaning::Word(word), Meaning::Named(named)) => {
                let value = self.value(named, word, left.span.clone())?;
                (Number::Literal(value), Number::Variable(named))
            }
            (Meaning::Word(word), _) => {
                return Err(self.unknown_variable(word, left.span.clone()));
            }
            (one, Meaning::Word(word)) => {
                let is_number = matches!(one, Meaning::Number(_));
                let known = self.scope.names.named_value(word);
                return Err(match known {
                    Some(owner) if is_number => {
                        let at = self.source.at(right.span.clone());
                        let owner = &self.scope.names.variables[owner.index()].name;
                        logic::value_of_another(at, word, owner).into()
                    }
                    _ => self.unknown_variable(word, right.span.clone()),
                });
            }
            (Meaning::Named(one), Meaning::Named(other))
                if variable(one).domain == variable(other).domain =>
            {
                (Number::Variable(one), Number::Variable(other))
            }
            (Meaning::Flag(flag), Meaning::Yes(so)) | (Meaning::Yes(so), Meaning::Flag(flag))
                if is_equality =>
            {
                let set = Condition::Flag(flag);
                return Ok(if so == (comparison == Comparison::Equal) {
                    set
                } else {
                    Condition::Not(Box::new(set))
                });
            }
            (Meaning::Flag(one), Meaning::Flag(other)) => {
                (Number::Variable(one), Number::Variable(other))
            }
            (Meaning::Truth(_), _) => {
                return Err(logic::truth_compared(self.source.at(left.span.clone())).into());
            }
            (_, Meaning::Truth(_)) => {
                return Err(logic::truth_compared(self.source.at(right.span.clone())).into());
            }
            (one, other) => {
                let (one, other) = (self.describe(&one), self.describe(&other));
                return Err(logic::unlike(at, &one, &other).into());
            }
        };
        let has_order = match &sides {
            (Number::Variable(id), _) | (_, Number::Variable(id)) => {
                matches!(variable(*id).domain, Domain::Counter { .. })
            }
            _ => true,
        };
        if !has_order && !is_equality {
            return Err(logic::no_order(at).into());
        }
        Ok(Condition::Compare(sides.0, comparison, sides.1))
    }

    /// Choices since a scene, compared with a number.
    fn turns(&mut self, scene: SceneId, number: i32, written: &Written) -> Result<Number> {
        if !(0..=MOST_TURNS).contains(&number) {
            let at = self.source.at(written.span.clone());
            return Err(logic::turns_too_many(at, MOST_TURNS).into());
        }
        let most = number as u16 + 1;
        let mut all = self.scope.names.turns.borrow_mut();
        let index = all.iter().position(|turns| turns.scene == scene).unwrap_or(all.len());
        if index == all.len() {
            all.push(Turns { scene, most });
        }
        all[index].most = all[index].most.max(most);
        Ok(Number::Turns(TurnsId::new(index)))
    }

    /// Warns of a comparison with a number the counter can never reach.
    fn warn_if_settled(
        &mut self,
        one: &Number,
        comparison: Comparison,
        other: &Number,
        span: &Range<usize>,
    ) {
        let (id, number, comparison) = match (one, other) {
            (Number::Variable(id), Number::Literal(number)) => (*id, *number, comparison),
            (Number::Literal(number), Number::Variable(id)) => {
                let turned = match comparison {
                    Comparison::Less => Comparison::More,
                    Comparison::AtMost => Comparison::AtLeast,
                    Comparison::More => Comparison::Less,
                    Comparison::AtLeast => Comparison::AtMost,
                    same => same,
                };
                (*id, *number, turned)
            }
            _ => return,
        };
        let variable = &self.scope.names.variables[id.index()];
        let (low, high) = variable.domain.bounds();
        if low >= high {
            return;
        }
        let outside = number < low || number > high;
        let settled = match comparison {
            Comparison::Equal if outside => Some(false),
            Comparison::Unequal if outside => Some(true),
            Comparison::Less if number <= low => Some(false),
            Comparison::Less if number > high => Some(true),
            Comparison::AtMost if number < low => Some(false),
            Comparison::AtMost if number >= high => Some(true),
            Comparison::More if number >= high => Some(false),
            Comparison::More if number < low => Some(true),
            Comparison::AtLeast if number > high => Some(false),
            Comparison::AtLeast if number <= low => Some(true),
            _ => None,
        };
        if let Some(always) = settled {
            let at = self.source.at(span.clone());
            self.problems.push(logic::settled(at, &variable.name, low, high, always));
        }
    }

    /// The number of a named value.
    pub(super) fn value(
        &self,
        variable: VariableId,
        word: &str,
        span: Range<usize>,
    ) -> Result<i32> {
        let variable = &self.scope.names.variables[variable.index()];
        let Domain::Named(values) = &variable.domain else { return Err(Stop(None)) };
        if !self.scope.names.variables_whole {
            return variable.domain.read(word).ok_or(Stop(None));
        }
        variable.domain.read(word).ok_or_else(|| {
            let at = self.source.at(span);
            logic::unknown_value(at, word, &variable.name, values).into()
        })
    }

    pub(super) fn unknown_variable(&self, word: &str, span: Range<usize>) -> Stop {
        let names = self.scope.names;
        if !names.variables_whole {
            return Stop(None);
        }
        let at = self.source.at(span);
        if let Some(owner) = names.named_value(word) {
            let owner = &names.variables[owner.index()].name;
            return logic::value_alone(at, word, owner).into();
        }
        if names.scenes.find(word).is_some() {
            return logic::scene_alone(at, word).into();
        }
        names::unknown_variable(at, word, names.in_conditions()).into()
    }

    pub(super) fn describe(&self, meaning: &Meaning<'_>) -> String {
        let name = |id: VariableId| &self.scope.names.variables[id.index()].name;
        match meaning {
            Meaning::Truth(_) => "something that is so or not".into(),
            Meaning::Number(Number::Variable(id)) => format!("the counter `{}`", name(*id)),
            Meaning::Number(_) => "a number".into(),
            Meaning::Turns(_) => "choices since a scene".into(),
            Meaning::Flag(id) => format!("the flag `{}`", name(*id)),
            Meaning::Yes(so) => format!("`{so}`"),
            Meaning::Named(id) => format!("the named variable `{}`", name(*id)),
            Meaning::Word(word) => format!("`{word}`"),
        }
    }
}
