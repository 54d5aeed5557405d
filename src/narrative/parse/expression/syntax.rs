//! How conditions and effects are put together: `or` binds loosest, then
//! `and`, `not`, comparisons, `+` and `-`.

use std::ops::Range;

use super::question::QUESTIONS;
use super::token::{Kind, Token};
use super::{Result, Source};
use crate::narrative::diagnostic::logic;
use crate::narrative::model::Comparison;

/// A piece of a condition as written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) span: Range<usize>,
    pub(super) what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Any(Vec<Written>),
    All(Vec<Written>),
    Not(Box<Written>),
    Compare(Box<Written>, Comparison, Box<Written>),
    Plus(Box<Written>, Box<Written>),
    Minus(Box<Written>, Box<Written>),
    Number(i32),
    Truth(bool),
    Name(String),
    /// `set has member`, and where the two stand.
    Has(String, Range<usize>, String, Range<usize>),
    /// `visited(scene)`: the question, and the one or two names it is about.
    Ask(String, Range<usize>, Vec<(String, Range<usize>)>),
}

impl Written {
    /// Every name that stands alone in it.
    pub(super) fn names(&self) -> Vec<&str> {
        match &self.what {
            What::Any(parts) | What::All(parts) => parts.iter().flat_map(Written::names).collect(),
            What::Not(part) => part.names(),
            What::Compare(left, _, right) | What::Plus(left, right) | What::Minus(left, right) => {
                [left.names(), right.names()].concat()
            }
            What::Name(name) => vec![name],
            What::Number(_) | What::Truth(_) | What::Has(..) | What::Ask(..) => Vec::new(),
        }
    }
}

/// How deep brackets and `not` may nest.
const DEEPEST: usize = 24;

pub(super) struct Parser<'s> {
    tokens: &'s [Token],
    at: usize,
    depth: usize,
    source: &'s Source<'s>,
}

pub(super) fn condition(tokens: &[Token], source: &Source<'_>) -> Result<Written> {
    let mut parser = Parser::new(tokens, source);
    let written = parser.any()?;
    parser.end()?;
    Ok(written)
}

impl<'s> Parser<'s> {
    pub(super) fn new(tokens: &'s [Token], source: &'s Source<'s>) -> Parser<'s> {
        Parser { tokens, at: 0, depth: 0, source }
    }

    /// The next token; the last one is always the end.
    pub(super) fn peek(&self) -> &'s Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    pub(super) fn next(&mut self) -> &'s Token {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn eat(&mut self, kind: &Kind) -> bool {
        let is_next = self.peek().kind == *kind;
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn end(&self) -> Result<()> {
        let token = self.peek();
        let at = self.source.at(token.span.clone());
        Err(match token.kind {
            Kind::End => return Ok(()),
            Kind::Assign => logic::equals_in_condition(at).into(),
            Kind::PlusAssign | Kind::MinusAssign => logic::change_in_condition(at).into(),
            Kind::Compare(_) => logic::compared_twice(at).into(),
            Kind::Close => logic::bracket_too_many(at).into(),
            _ => {
                let before = self.at.checked_sub(1).map_or("", |at| self.word(&self.tokens[at]));
                logic::connection_missing(at, before, self.word(token)).into()
            }
        })
    }

    fn word(&self, token: &Token) -> &str {
        &self.source.words.text[token.span.clone()]
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let span = self.peek().span.clone();
            return Err(logic::too_long(self.source.at(span)).into());
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn any(&mut self) -> Result<Written> {
        self.chain(&Kind::Or, What::Any, Self::all)
    }

    fn all(&mut self) -> Result<Written> {
        self.chain(&Kind::And, What::All, Self::not)
    }

    fn chain(
        &mut self,
        word: &Kind,
        join: fn(Vec<Written>) -> What,
        mut part: impl FnMut(&mut Self) -> Result<Written>,
    ) -> Result<Written> {
        let first = part(self)?;
        if self.peek().kind != *word {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.eat(word) {
            parts.push(part(self)?);
        }
        let span = parts[0].span.start..parts[parts.len() - 1].span.end;
        Ok(Written { span, what: join(parts) })
    }

    fn not(&mut self) -> Result<Written> {
        let start = self.peek().span.start;
        if self.eat(&Kind::Not) {
            let inner = self.deeper(Self::not)?;
            let span = start..inner.span.end;
            return Ok(Written { span, what: What::Not(Box::new(inner)) });
        }
        let left = self.sum()?;
        if let (What::Name(set), Kind::Name(word)) = (&left.what, &self.peek().kind)
            && word == "has"
        {
            self.next();
            let member = self.next();
            let Kind::Name(name) = &member.kind else {
                let at = self.source.at(member.span.clone());
                return Err(match member.kind {
                    Kind::End => logic::ends_too_early(at),
                    _ => logic::unexpected(at, self.word(member), "a member of the set"),
                }
                .into());
            };
            let what = What::Has(set.clone(), left.span.clone(), name.clone(), member.span.clone());
            return Ok(Written { span: left.span.start..member.span.end, what });
        }
        let Kind::Compare(comparison) = self.peek().kind else { return Ok(left) };
        self.next();
        let right = self.sum()?;
        let span = left.span.start..right.span.end;
        Ok(Written { span, what: What::Compare(Box::new(left), comparison, Box::new(right)) })
    }

    pub(super) fn sum(&mut self) -> Result<Written> {
        let mut left = self.single()?;
        loop {
            let join = match self.peek().kind {
                Kind::Plus => What::Plus,
                Kind::Minus => What::Minus,
                _ => return Ok(left),
            };
            self.next();
            let right = self.single()?;
            let span = left.span.start..right.span.end;
            left = Written { span, what: join(Box::new(left), Box::new(right)) };
        }
    }

    fn single(&mut self) -> Result<Written> {
        let token = self.next();
        let span = token.span.clone();
        let what = match &token.kind {
            Kind::Number(number) => What::Number(*number),
            Kind::Minus => {
                let next = self.next();
                let Kind::Number(number) = next.kind else {
                    let at = self.source.at(span);
                    return Err(logic::unexpected(at, "-", "a number after `-`").into());
                };
                return Ok(Written {
                    span: span.start..next.span.end,
                    what: What::Number(-number),
                });
            }
            Kind::True => What::Truth(true),
            Kind::False => What::Truth(false),
            Kind::Name(name) if self.peek().kind == Kind::Open => {
                return self.question(name, span);
            }
            Kind::Name(name) => What::Name(name.clone()),
            Kind::Open => {
                let inner = self.deeper(Self::any)?;
                if !self.eat(&Kind::Close) {
                    self.end_of_bracket()?;
                    return Err(logic::bracket_left_open(self.source.at(span)).into());
                }
                let end = self.tokens[self.at - 1].span.end;
                return Ok(Written { span: span.start..end, what: inner.what });
            }
            Kind::End => {
                let text = self.source.words.text.as_ref();
                let last = text.trim_end();
                let start = last.char_indices().next_back().map_or(0, |(start, _)| start);
                let at = self.source.at(start..last.len());
                return Err(logic::ends_too_early(at).into());
            }
            Kind::Assign => return Err(logic::equals_in_condition(self.source.at(span)).into()),
            _ => {
                let found = self.word(token).to_owned();
                let at = self.source.at(span);
                return Err(logic::unexpected(at, &found, "a name or a number").into());
            }
        };
        Ok(Written { span, what })
    }

    /// Reports what stands in a bracket in place of its end, unless that is
    /// the end of the condition.
    fn end_of_bracket(&self) -> Result<()> {
        match self.peek().kind {
            Kind::End => Ok(()),
            _ => self.end(),
        }
    }

    fn question(&mut self, name: &str, span: Range<usize>) -> Result<Written> {
        self.next();
        let mut about = Vec::new();
        loop {
            let token = self.next();
            match &token.kind {
                Kind::Name(name) => about.push((name.clone(), token.span.clone())),
                Kind::End => return Err(logic::bracket_left_open(self.source.at(span)).into()),
                Kind::Close if !QUESTIONS.contains(&name) => {
                    let at = self.source.at(span);
                    return Err(logic::unknown_question(at, name, &QUESTIONS).into());
                }
                _ => {
                    let found = self.word(token).to_owned();
                    let at = self.source.at(token.span.clone());
                    return Err(logic::unexpected(at, &found, "a name").into());
                }
            }
            if about.len() < 2 && self.eat(&Kind::Dot) {
                continue;
            }
            let close = self.next();
            if close.kind != Kind::Close {
                return Err(match close.kind {
                    Kind::End => logic::bracket_left_open(self.source.at(span)),
                    _ => {
                        let found = self.word(close).to_owned();
                        let at = self.source.at(close.span.clone());
                        logic::unexpected(at, &found, "`)`")
                    }
                }
                .into());
            }
            let whole = span.start..close.span.end;
            return Ok(Written { span: whole, what: What::Ask(name.into(), span, about) });
        }
    }
}
