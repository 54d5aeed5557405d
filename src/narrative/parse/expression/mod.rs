//! Conditions and effects: from an author's words to the model's logic.
//!
//! `mod` ties the steps together: `token` and `syntax` know how conditions
//! are written, `typing` knows what may be compared with what.

mod effect;
mod question;
mod syntax;
mod token;
mod typing;

pub(super) use effect::effect;

use std::ops::Range;

use super::StoryFile;
use super::names::{Given, Names};
use super::tree::Words;
use crate::narrative::diagnostic::{At, Diagnostic, logic};
use crate::narrative::model::{Condition, Number, SceneId, VariableId};

/// Where a condition stands, and what the names in it can mean.
pub(super) struct Scope<'s, 'n> {
    pub(super) names: &'s Names<'n>,
    pub(super) file: &'s StoryFile,
    /// None for what belongs to the whole story.
    pub(super) scene: Option<SceneId>,
    /// The set of choices it stands in, if in one.
    pub(super) set: Option<&'s str>,
}

/// The words of one condition or effect.
struct Source<'s> {
    words: &'s Words<'s>,
    file: &'s StoryFile,
}

impl<'s> Source<'s> {
    fn at(&self, range: Range<usize>) -> At<'s> {
        At { file: self.file, span: self.words.place(range) }
    }
}

/// Reads a condition. What cannot be read is reported and never holds.
pub(super) fn condition(
    words: &Words<'_>,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Condition {
    if words.broken {
        return Condition::Always(false);
    }
    let source = Source { words, file: scope.file };
    if words.text.trim().is_empty() {
        let quotes = words.span();
        let at = At { file: scope.file, span: quotes.start - 1..quotes.end + 1 };
        problems.push(logic::empty(at));
        return Condition::Always(false);
    }
    let read = token::tokens(&source)
        .and_then(|tokens| syntax::condition(&tokens, &source))
        .and_then(|written| typing::condition(&written, &source, scope, problems));
    read.unwrap_or_else(|problem| {
        problems.extend(problem.0.map(|problem| *problem));
        Condition::Always(false)
    })
}

/// Reads what is to be shown in a text: a number, and the variable whose words
/// stand for it. Nothing if it cannot be read, which is reported by then.
pub(super) fn value(
    words: &Words<'_>,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Number, Option<VariableId>)> {
    let source = Source { words, file: scope.file };
    let read = token::tokens(&source)
        .and_then(|tokens| syntax::condition(&tokens, &source))
        .and_then(|written| typing::value(&written, &source, scope, problems));
    read.map_err(|problem| problems.extend(problem.0.map(|problem| *problem))).ok()
}

/// The words behind a derived name, put together but not understood yet.
pub(super) struct Formula(syntax::Written);

impl Formula {
    /// Every name in it.
    pub(super) fn names(&self) -> Vec<&str> {
        self.0.names()
    }
}

/// Reads what stands behind a derived name. Nothing if it cannot be read,
/// which is reported by then.
pub(super) fn formula(
    words: &Words<'_>,
    file: &StoryFile,
    problems: &mut Vec<Diagnostic>,
) -> Option<Formula> {
    if words.broken {
        return None;
    }
    let source = Source { words, file };
    if words.text.trim().is_empty() {
        let quotes = words.span();
        problems.push(logic::empty(At { file, span: quotes.start - 1..quotes.end + 1 }));
        return None;
    }
    let read =
        token::tokens(&source).and_then(|tokens| syntax::condition(&tokens, &source)).map(Formula);
    read.map_err(|problem| problems.extend(problem.0.map(|problem| *problem))).ok()
}

/// What a derived name stands for.
pub(super) fn given(
    words: &Words<'_>,
    formula: &Formula,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Given> {
    let source = Source { words, file: scope.file };
    let read = typing::given(&formula.0, &source, scope, problems);
    read.map_err(|problem| problems.extend(problem.0.map(|problem| *problem))).ok()
}

/// Why reading stopped. Nothing where it is not the author's fault here: a
/// name of a file that could not be read.
struct Stop(Option<Box<Diagnostic>>);

impl From<Diagnostic> for Stop {
    fn from(problem: Diagnostic) -> Stop {
        Stop(Some(Box::new(problem)))
    }
}

type Result<T> = std::result::Result<T, Stop>;
