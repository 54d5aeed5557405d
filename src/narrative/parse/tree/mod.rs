//! A story file as a tree of values, each with its place.
//!
//! Reads the RON that story files are written in and keeps going after a
//! mistake, so that one slip costs one problem. What a value ought to be is
//! not decided here. A test holds this reader to the `ron` and `ron2` crates.

#[cfg(test)]
mod agreement;
mod build;
mod mend;
mod scan;
mod signs;
mod slip;
mod words;

use std::ops::Range;

use crate::narrative::diagnostic::{At, Diagnostic, syntax};
use crate::narrative::parse::StoryFile;

pub(crate) use build::read;
pub(crate) use slip::{Mended, mended};
pub(crate) use words::Words;

/// What stands between white space and comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `(`, `[` or `{`
    Open,
    /// `)`, `]` or `}`
    Close,
    Comma,
    Colon,
    /// A bare word, a number or quoted words.
    Value,
}

/// Every piece of a well-formed file with its place, in order. Nothing, and
/// the problems, if it is not well formed.
pub(crate) fn pieces(file: &StoryFile) -> Result<Vec<(Piece, Range<usize>)>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    if let Some(at) = file.text.find(['\u{fffd}', '\0']) {
        let span = at..file.text.ceil_char_boundary(at + 1);
        problems.push(syntax::not_unicode(At { file, span }));
    }
    read(file, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut scanner = scan::Scanner::new(file, &mut problems);
    let mut pieces = Vec::new();
    loop {
        let token = scanner.next();
        let piece = match token.kind {
            scan::Kind::Open(_) => Piece::Open,
            scan::Kind::Close(_) => Piece::Close,
            scan::Kind::Comma => Piece::Comma,
            scan::Kind::Colon => Piece::Colon,
            scan::Kind::End => return Ok(pieces),
            _ => Piece::Value,
        };
        pieces.push((piece, token.span));
    }
}

/// A value, and the bytes it is written in.
#[derive(Clone, Debug)]
pub(crate) struct Node<'t> {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value<'t>,
}

#[derive(Clone, Debug)]
pub(crate) enum Value<'t> {
    /// `"…"`
    Words(Words<'t>),
    /// `12`, `-1.5`
    Number(&'t str),
    /// `Documented`, `true`
    Bare(&'t str),
    /// `Name(…)` or `(…)`
    Group(Group<'t>),
    /// `[…]`
    List(Vec<Node<'t>>),
    /// `{"name": …}`
    Map(Vec<Item<'t>>),
    /// Something already reported.
    Broken,
}

/// What stands in round brackets.
#[derive(Clone, Debug)]
pub(crate) struct Group<'t> {
    /// The name before the bracket; empty if there is none.
    pub(crate) name: &'t str,
    /// The name, or the opening bracket.
    pub(crate) head: Range<usize>,
    pub(crate) items: Vec<Item<'t>>,
}

/// One value of a group.
#[derive(Clone, Debug)]
pub(crate) struct Item<'t> {
    /// The field's name and place, if it is named.
    pub(crate) field: Option<(&'t str, Range<usize>)>,
    pub(crate) value: Node<'t>,
}

impl<'t> Node<'t> {
    /// The value, as the end of "found …".
    pub(crate) fn describe(&self) -> String {
        match &self.value {
            Value::Words(_) => "words in quotes".into(),
            Value::Number(_) => "a number".into(),
            Value::Bare("true" | "false") => "true or false".into(),
            Value::Bare(word) => format!("the bare word `{word}`"),
            Value::Group(group) if group.name.is_empty() => "round brackets".into(),
            Value::Group(group) => format!("`{}(…)`", group.name),
            Value::List(_) => "a list".into(),
            Value::Map(_) => "braces".into(),
            Value::Broken => "something unreadable".into(),
        }
    }

    /// The value of a field, if this is a group that has it.
    pub(crate) fn field(&self, name: &str) -> Option<&Node<'t>> {
        let Value::Group(group) = &self.value else { return None };
        let named = |item: &&Item<'t>| item.field.as_ref().is_some_and(|(field, _)| *field == name);
        group.items.iter().find(named).map(|item| &item.value)
    }

    /// The innermost value that a byte of the file belongs to.
    pub(crate) fn innermost(&self, at: usize) -> &Node<'t> {
        let inner: Vec<&Node<'t>> = match &self.value {
            Value::Group(group) => group.items.iter().map(|item| &item.value).collect(),
            Value::Map(items) => items.iter().map(|item| &item.value).collect(),
            Value::List(items) => items.iter().collect(),
            _ => return self,
        };
        let around = inner.into_iter().find(|node| (node.span.start..node.span.end).contains(&at));
        around.map_or(self, |node| node.innermost(at))
    }

    /// The first value of which `is_it` is so, this one before those in it.
    pub(crate) fn find(&self, is_it: &impl Fn(&Node<'t>) -> bool) -> Option<&Node<'t>> {
        if is_it(self) {
            return Some(self);
        }
        match &self.value {
            Value::Group(Group { items, .. }) | Value::Map(items) => {
                items.iter().find_map(|item| item.value.find(is_it))
            }
            Value::List(items) => items.iter().find_map(|item| item.find(is_it)),
            _ => None,
        }
    }

    /// The items, if this is a list.
    pub(crate) fn items(&self) -> &[Node<'t>] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text, if these are words.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Words(words) => Some(words.text.as_ref()),
            _ => None,
        }
    }

    /// What to underline: the words between quotes, else the head.
    pub(crate) fn words_or_head(&self) -> Range<usize> {
        match &self.value {
            Value::Words(words) => words.span(),
            _ => self.head(),
        }
    }

    /// Where to point when the whole value is meant.
    pub(crate) fn head(&self) -> Range<usize> {
        match &self.value {
            Value::Group(group) => group.head.clone(),
            Value::List(_) | Value::Map(_) => self.span.start..self.span.start + 1,
            _ => self.span.clone(),
        }
    }
}
