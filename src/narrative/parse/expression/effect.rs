//! Effects: `x = value`, `x += n`, `x -= n`.

use super::syntax::Parser;
use super::token::{Kind, tokens};
use super::typing::{Meaning, Typing};
use super::{Result, Scope, Source};
use crate::narrative::diagnostic::{At, Diagnostic, logic};
use crate::narrative::model::{Domain, Effect, Number, VariableId};
use crate::narrative::parse::tree::Words;

/// Reads an effect. Nothing if it cannot be read, which is reported by then.
pub(in crate::narrative::parse) fn effect(
    words: &Words<'_>,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Effect> {
    if words.broken {
        return None;
    }
    let source = Source { words, file: scope.file };
    if words.text.trim().is_empty() {
        let quotes = words.span();
        let at = At { file: scope.file, span: quotes.start - 1..quotes.end + 1 };
        problems.push(logic::empty(at));
        return None;
    }
    match read(&source, scope, problems) {
        Ok(effect) => Some(effect),
        Err(stop) => {
            problems.extend(stop.0.map(|problem| *problem));
            None
        }
    }
}

fn read(
    source: &Source<'_>,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Result<Effect> {
    let tokens = tokens(source)?;
    let mut parser = Parser::new(&tokens, source);
    let mut typing = Typing { source, scope, problems };
    let first = parser.next();
    let Kind::Name(name) = &first.kind else {
        return Err(logic::no_variable_to_change(source.at(first.span.clone())).into());
    };
    let sign = parser.next();
    let at_sign = source.at(sign.span.clone());
    if !matches!(sign.kind, Kind::Assign | Kind::PlusAssign | Kind::MinusAssign) {
        return Err(match sign.kind {
            Kind::Compare(_) => logic::comparison_in_effect(at_sign).into(),
            Kind::End => logic::change_missing(source.at(first.span.clone()), name).into(),
            Kind::Plus | Kind::Minus => {
                let text = &source.words.text[sign.span.clone()];
                logic::half_a_sign(at_sign, name, text).into()
            }
            Kind::Name(ref variable) => {
                let at = source.at(first.span.clone());
                logic::word_before_variable(at, name, variable).into()
            }
            Kind::Open => logic::question_in_effect(source.at(first.span.clone())).into(),
            _ => logic::change_missing(at_sign, name).into(),
        });
    }
    if scope.names.derived.contains_key(name.as_str()) {
        return Err(logic::derived_changed(source.at(first.span.clone()), name).into());
    }
    if let Some(members) = scope.names.sets.get(name.as_str()) {
        let member = parser.next();
        let (Kind::Name(word), Kind::PlusAssign | Kind::MinusAssign, Kind::End) =
            (&member.kind, &sign.kind, &parser.peek().kind)
        else {
            let example = members.first().map_or("…", |(member, _)| member);
            let at = source.at(sign.span.start..member.span.end);
            return Err(logic::set_change(at, name, example).into());
        };
        let variable = typing.member((name, members), word, &member.span)?;
        let value = Number::Literal(i32::from(sign.kind == Kind::PlusAssign));
        return Ok(Effect { variable, value });
    }
    let Some(variable) = scope.names.variable(name) else {
        return Err(typing.unknown_variable(name, first.span.clone()));
    };
    let written = parser.sum()?;
    match parser.peek().kind {
        Kind::End => {}
        Kind::Assign | Kind::PlusAssign | Kind::MinusAssign | Kind::Compare(_) => {
            let at = source.at(parser.peek().span.clone());
            return Err(logic::one_change_each(at).into());
        }
        _ => {
            let at = source.at(parser.peek().span.clone());
            return Err(logic::after_effect(at).into());
        }
    }
    let domain = &scope.names.variables[variable.index()].domain;
    let at = source.at(written.span.clone());
    let value = if sign.kind == Kind::Assign {
        let meaning = typing.meaning(&written)?;
        match (domain, meaning) {
            (Domain::Flag, Meaning::Yes(so)) => Number::Literal(i32::from(so)),
            (Domain::Flag, Meaning::Flag(other)) => Number::Variable(other),
            (Domain::Counter { from, to }, Meaning::Number(number)) => {
                if let Number::Literal(value) = number
                    && !(*from..=*to).contains(&value)
                {
                    return Err(logic::outside_bounds(at, name, value, *from, *to).into());
                }
                number
            }
            (Domain::Named(_), Meaning::Word(word)) => {
                Number::Literal(typing.value(variable, word, written.span.clone())?)
            }
            (Domain::Named(_), Meaning::Named(other)) if same(scope, variable, other) => {
                Number::Variable(other)
            }
            (_, Meaning::Word(word)) if scope.names.named_value(word).is_none() => {
                return Err(typing.unknown_variable(word, written.span.clone()));
            }
            (domain, meaning) => {
                let found = typing.describe(&meaning);
                return Err(logic::wrong_change(at, name, domain, &found).into());
            }
        }
    } else {
        if !matches!(domain, Domain::Counter { .. }) {
            return Err(logic::not_counted(at_sign, name, domain).into());
        }
        let (variable, number) =
            (Box::new(Number::Variable(variable)), Box::new(typing.number(&written)?));
        match sign.kind {
            Kind::PlusAssign => Number::Plus(variable, number),
            _ => Number::Minus(variable, number),
        }
    };
    Ok(Effect { variable, value })
}

fn same(scope: &Scope<'_, '_>, one: VariableId, other: VariableId) -> bool {
    let variables = &scope.names.variables;
    variables[one.index()].domain == variables[other.index()].domain
}
