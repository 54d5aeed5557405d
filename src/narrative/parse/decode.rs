//! From a tree to the values a format asks for.
//!
//! Nothing here stops at a mistake: what cannot be read is reported and a
//! placeholder stands in for it, so that the rest of the file is still
//! looked at. A story with problems is never handed out, so nobody sees one.

use std::ops::Range;

use super::StoryFile;
use super::tree::{Group, Node, Value, Words};
use crate::narrative::diagnostic::{At, Diagnostic, fields};

/// A file being read.
pub(super) struct Reader<'p, 't> {
    pub(super) file: &'t StoryFile,
    pub(super) problems: &'p mut Vec<Diagnostic>,
    /// Whether the file's brackets were mended: then fields may have slipped
    /// into the wrong place, and nothing is said of them.
    pub(super) mended: bool,
    /// Whether an item of a list, and with it perhaps a name, was lost.
    pub(super) lost: bool,
}

impl<'t> Reader<'_, 't> {
    pub(super) fn at(&self, span: Range<usize>) -> At<'t> {
        At { file: self.file, span }
    }

    pub(super) fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Reports a value of the wrong sort.
    pub(super) fn unexpected(&mut self, node: &Node<'t>, expected: &str, help: Option<String>) {
        if matches!(node.value, Value::Broken) {
            return;
        }
        let at = self.at(node.head());
        self.report(fields::wrong_value(at, expected, &node.describe(), help));
    }
}

/// Something that can be written in a story file.
pub(super) trait Authored<'t>: Sized {
    /// Reads it. Nothing if it is something else altogether, which is
    /// reported by then.
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self>;
}

/// Something that can stand in a field.
pub(super) trait Field<'t>: Authored<'t> {
    /// What stands in for one that could not be read.
    fn placeholder() -> Self;

    /// What a field holds that was left out. Nothing if it must be written.
    fn left_out() -> Option<Self> {
        None
    }
}

impl<'t> Authored<'t> for Words<'t> {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        let node = unwrap_some(node, reader);
        match node.value {
            Value::Words(words) => Some(words),
            Value::Bare(word) if word != "true" && word != "false" => {
                let help = Some(format!("write \"{word}\""));
                reader.unexpected(&node, "words in quotes", help);
                None
            }
            Value::Number(number) => {
                let help = Some(format!("write \"{number}\""));
                reader.unexpected(&node, "words in quotes", help);
                None
            }
            _ => {
                reader.unexpected(&node, "words in quotes", None);
                None
            }
        }
    }
}

impl<'t> Field<'t> for Words<'t> {
    fn placeholder() -> Self {
        Words::unread()
    }
}

impl<'t> Authored<'t> for bool {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        match node.value {
            Value::Bare("true") => Some(true),
            Value::Bare("false") => Some(false),
            _ => {
                let help = Some("write `true` or `false`, without quotation marks".into());
                reader.unexpected(&node, "true or false", help);
                None
            }
        }
    }
}

impl<'t> Field<'t> for bool {
    fn placeholder() -> Self {
        false
    }

    fn left_out() -> Option<Self> {
        Some(false)
    }
}

/// A whole number and its place.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    pub(super) number: i32,
    pub(super) span: Range<usize>,
    pub(super) broken: bool,
}

impl<'t> Authored<'t> for Whole {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        let Value::Number(written) = node.value else {
            let help = node
                .text()
                .filter(|text| text.parse::<i32>().is_ok())
                .map(|text| format!("write {text} without quotation marks"));
            reader.unexpected(&node, "a whole number", help);
            return None;
        };
        match written.replace('_', "").parse() {
            Ok(number) => Some(Whole { number, span: node.span, broken: false }),
            Err(_) => {
                let at = reader.at(node.span);
                reader.report(fields::number_does_not_fit(at, written));
                None
            }
        }
    }
}

impl<'t> Field<'t> for Whole {
    fn placeholder() -> Self {
        Whole { number: 0, span: 0..0, broken: true }
    }
}

/// Two numbers in round brackets: latitude and longitude.
#[derive(Clone, Debug)]
pub(super) struct Coordinates {
    pub(super) north: f32,
    pub(super) east: f32,
    pub(super) span: Range<usize>,
}

impl<'t> Authored<'t> for Coordinates {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        let number = |index: usize| match &node.value {
            Value::Group(group) if group.name.is_empty() && group.items.len() == 2 => {
                match group.items[index].value.value {
                    Value::Number(written) => written.parse::<f32>().ok(),
                    _ => None,
                }
            }
            _ => None,
        };
        if let (Some(north), Some(east)) = (number(0), number(1)) {
            return Some(Coordinates { north, east, span: node.span });
        }
        let help = Some("write degrees north and east, as `(45.77, 126.62)`".into());
        reader.unexpected(&node, "two numbers in round brackets", help);
        None
    }
}

impl<'t> Field<'t> for Coordinates {
    fn placeholder() -> Self {
        Coordinates { north: 0.0, east: 0.0, span: 0..0 }
    }
}

/// A value that others read.
impl<'t> Authored<'t> for Node<'t> {
    fn read(node: Node<'t>, _: &mut Reader<'_, 't>) -> Option<Self> {
        Some(node)
    }
}

impl<'t> Field<'t> for Node<'t> {
    fn placeholder() -> Self {
        Node { span: 0..0, value: Value::Broken }
    }
}

impl<'t, T: Authored<'t>> Authored<'t> for Vec<T> {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        let node = unwrap_some(node, reader);
        let span = node.span.clone();
        match node.value {
            Value::List(items) => {
                let length = items.len();
                let items: Vec<T> =
                    items.into_iter().filter_map(|item| T::read(item, reader)).collect();
                reader.lost |= items.len() < length;
                Some(items)
            }
            Value::Broken => {
                reader.lost = true;
                None
            }
            _ => {
                reader.lost = true;
                let written = &reader.file.text[span];
                let is_short = written.len() <= 40 && !written.contains('\n');
                let help = match (&node.value, is_short) {
                    (Value::Group(group), _) if group.name.is_empty() => {
                        "write `[` and `]` around the items".into()
                    }
                    (_, true) => format!("write `[{written}]`"),
                    _ => "write `[` before it and `]` after it".into(),
                };
                reader.unexpected(&node, "a list in square brackets", Some(help));
                None
            }
        }
    }
}

impl<'t, T: Authored<'t>> Field<'t> for Vec<T> {
    fn placeholder() -> Self {
        Vec::new()
    }

    fn left_out() -> Option<Self> {
        Some(Vec::new())
    }
}

impl<'t, T: Authored<'t>> Authored<'t> for Option<T> {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        if let Value::Bare("None") = node.value {
            let at = reader.at(node.span);
            reader.report(fields::none_not_needed(at));
            return Some(None);
        }
        T::read(unwrap_some(node, reader), reader).map(Some)
    }
}

impl<'t, T: Authored<'t>> Field<'t> for Option<T> {
    fn placeholder() -> Self {
        None
    }

    fn left_out() -> Option<Self> {
        Some(None)
    }
}

/// What stands in `Some(…)`, with a word on it.
fn unwrap_some<'t>(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Node<'t> {
    match node.value {
        Value::Group(mut group) if group.name == "Some" && group.items.len() == 1 => {
            let at = reader.at(group.head);
            reader.report(fields::some_not_needed(at));
            group.items.remove(0).value
        }
        value => Node { span: node.span, value },
    }
}

/// A list that must be written, even if it is short.
#[derive(Clone, Debug)]
pub(super) struct Required<T> {
    pub(super) items: Vec<T>,
    /// Where the field is written.
    pub(super) span: Range<usize>,
}

impl<'t, T: Authored<'t>> Authored<'t> for Required<T> {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        let span = node.head();
        let is_empty = matches!(&node.value, Value::List(items) if items.is_empty());
        let items = Vec::read(node, reader)?;
        if is_empty {
            let at = reader.at(span.clone());
            reader.report(fields::empty_list(at));
        }
        Some(Required { items, span })
    }
}

impl<'t, T: Authored<'t>> Field<'t> for Required<T> {
    fn placeholder() -> Self {
        Required { items: Vec::new(), span: 0..0 }
    }
}

/// The fields of a group, each taken once.
pub(super) struct Fields<'t> {
    /// The group's name, or its bracket.
    pub(super) head: Range<usize>,
    name: &'static str,
    values: Vec<Option<Node<'t>>>,
    missing: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// Sorts the items of `Name(…)` by field.
    pub(super) fn of(
        node: Node<'t>,
        name: &'static str,
        names: &'static [&'static str],
        reader: &mut Reader<'_, 't>,
    ) -> Option<Fields<'t>> {
        let node = unwrap_some(node, reader);
        let span = node.head();
        match node.value {
            Value::Group(group) => {
                if group.name.is_empty() {
                    let at = reader.at(group.head.clone());
                    reader.report(fields::name_missing(at, name));
                } else if group.name != name {
                    let at = reader.at(group.head.clone());
                    reader.report(fields::wrong_name(at, name, group.name));
                    return None;
                }
                Some(Fields::sort(group, name, names, reader))
            }
            _ => {
                let help = format!("write `{name}(…)`");
                let node = Node { span, value: node.value };
                reader.unexpected(&node, &format!("`{name}(…)`"), Some(help));
                None
            }
        }
    }

    fn sort(
        group: Group<'t>,
        name: &'static str,
        names: &'static [&'static str],
        reader: &mut Reader<'_, 't>,
    ) -> Fields<'t> {
        let mut values: Vec<Option<Node<'t>>> = names.iter().map(|_| None).collect();
        let mut is_positional = false;
        for item in group.items {
            let Some((field, span)) = item.field else {
                if !std::mem::replace(&mut is_positional, true)
                    && !reader.mended
                    && !matches!(item.value.value, Value::Broken)
                {
                    let at = reader.at(item.value.head());
                    reader.report(fields::value_without_field(at, name, names));
                }
                continue;
            };
            match names.iter().position(|known| *known == field) {
                Some(index) if values[index].is_none() => values[index] = Some(item.value),
                _ if reader.mended => {}
                Some(_) => {
                    let at = reader.at(span);
                    reader.report(fields::field_twice(at, name, field));
                }
                None => {
                    let given: Vec<&str> = names.to_vec();
                    let at = reader.at(span);
                    reader.report(fields::unknown_field(at, name, field, &given));
                    // A misspelt field is not a missing one as well.
                    is_positional = true;
                }
            }
        }
        let mut fields = Fields { head: group.head, name, values, missing: Vec::new() };
        if is_positional || reader.mended {
            fields.name = "";
        }
        fields
    }

    /// The value of the field at `index`.
    pub(super) fn take<T: Field<'t>>(
        &mut self,
        index: usize,
        names: &'static [&'static str],
        reader: &mut Reader<'_, 't>,
    ) -> T {
        match self.values[index].take() {
            Some(node) => T::read(node, reader).unwrap_or_else(T::placeholder),
            None => T::left_out().unwrap_or_else(|| {
                self.missing.push(names[index]);
                T::placeholder()
            }),
        }
    }

    /// The id or key, for messages about the group.
    pub(super) fn called(&self, names: &[&str]) -> Option<String> {
        let index = names.iter().position(|name| matches!(*name, "id" | "k"))?;
        Some(self.values[index].as_ref()?.text()?.to_owned())
    }

    /// Reports what is missing.
    pub(super) fn finish(self, called: Option<String>, reader: &mut Reader<'_, 't>) {
        if !self.missing.is_empty() && !self.name.is_empty() {
            let at = reader.at(self.head);
            let problem = fields::missing(at, self.name, called.as_deref(), &self.missing);
            reader.report(problem);
        }
    }
}

/// Declares what a group of fields holds, and how it is read.
macro_rules! authored {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub(super) struct $name<'t> {
            /// The name before the bracket.
            #[allow(dead_code, reason = "not every group has problems of its own")]
            pub(super) head: std::ops::Range<usize>,
            $(pub(super) $field: $type,)*
        }

        impl<'t> $crate::narrative::parse::decode::Authored<'t> for $name<'t> {
            fn read(
                node: $crate::narrative::parse::tree::Node<'t>,
                reader: &mut $crate::narrative::parse::decode::Reader<'_, 't>,
            ) -> Option<Self> {
                const NAMES: &[&str] =
                    &[$($crate::narrative::parse::decode::plain(stringify!($field))),*];
                let mut fields = $crate::narrative::parse::decode::Fields::of(
                    node, stringify!($name), NAMES, reader,
                )?;
                let called = fields.called(NAMES);
                let mut index = 0..;
                let mut next = || index.next().unwrap_or(0);
                let read = $name {
                    head: fields.head.clone(),
                    $($field: fields.take(next(), NAMES, reader),)*
                };
                fields.finish(called, reader);
                Some(read)
            }
        }

        impl<'t> $crate::narrative::parse::decode::Field<'t> for $name<'t> {
            fn placeholder() -> Self {
                $name {
                    head: 0..0,
                    $($field: $crate::narrative::parse::decode::Field::placeholder(),)*
                }
            }
        }
    )* };
}

/// Declares the words that may be written for a value.
macro_rules! worded {
    ($($name:ident: $($word:ident)*;)*) => { $(
        impl<'t> $crate::narrative::parse::decode::Authored<'t> for $name {
            fn read(
                node: $crate::narrative::parse::tree::Node<'t>,
                reader: &mut $crate::narrative::parse::decode::Reader<'_, 't>,
            ) -> Option<Self> {
                let words = [$((stringify!($word), $name::$word)),*];
                $crate::narrative::parse::decode::word(node, &words, reader)
            }
        }

        impl<'t> $crate::narrative::parse::decode::Field<'t> for $name {
            fn placeholder() -> Self {
                [$($name::$word),*][0]
            }
        }
    )* };
}

/// Declares a choice between groups of fields.
macro_rules! one_of {
    ($(#[$doc:meta])* $name:ident: $($variant:ident)*;) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[allow(missing_docs, reason = "the names are the meaning")]
        pub(super) enum $name<'t> { $($variant($variant<'t>)),* }

        impl<'t> $crate::narrative::parse::decode::Authored<'t> for $name<'t> {
            fn read(
                node: $crate::narrative::parse::tree::Node<'t>,
                reader: &mut $crate::narrative::parse::decode::Reader<'_, 't>,
            ) -> Option<Self> {
                use $crate::narrative::parse::tree::Value;
                match &node.value {
                    $(Value::Group(group) if group.name == stringify!($variant) => {
                        $variant::read(node, reader).map($name::$variant)
                    })*
                    _ => {
                        let names = [$(stringify!($variant)),*];
                        $crate::narrative::parse::decode::none_of(&node, &names, reader);
                        None
                    }
                }
            }
        }
    };
}

pub(super) use {authored, one_of, worded};

/// A field's name as authors write it.
pub(super) const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// One of a list of bare words.
pub(super) fn word<'t, T: Copy>(
    node: Node<'t>,
    words: &[(&str, T)],
    reader: &mut Reader<'_, 't>,
) -> Option<T> {
    let node = unwrap_some(node, reader);
    let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
    let known = |word: &str| words.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    match &node.value {
        Value::Bare(word) => {
            if known(word).is_none() {
                let at = reader.at(node.span);
                reader.report(fields::unknown_word(at, word, &names));
                return None;
            }
            known(word)
        }
        Value::Words(text) => {
            let help = match known(&text.text) {
                Some(_) => format!("write `{}` without quotation marks", text.text),
                None => fields::one_of(&names),
            };
            reader.unexpected(&node, "a bare word", Some(help));
            None
        }
        _ => {
            reader.unexpected(&node, "a bare word", Some(fields::one_of(&names)));
            None
        }
    }
}

/// Reports a value that is none of several groups.
pub(super) fn none_of<'t>(node: &Node<'t>, names: &[&str], reader: &mut Reader<'_, 't>) {
    match &node.value {
        Value::Group(group) if group.name.is_empty() => {
            let at = reader.at(group.head.clone());
            reader.report(fields::which_name(at, names));
        }
        Value::Group(Group { name, head, .. }) => {
            let at = reader.at(head.clone());
            reader.report(fields::unknown_name(at, name, names));
        }
        Value::Bare(word) if names.contains(word) => {
            let help = Some(format!("write `{word}(…)`"));
            reader.unexpected(node, &format!("`{word}(…)`"), help);
        }
        _ => {
            let help = format!("begin with one of {}", fields::bracketed(names));
            reader.unexpected(node, &fields::bracketed(&names[..1]), Some(help));
        }
    }
}
