//! Groups of fields, `Name(field: …)`, and how their types are declared.
//!
//! A declaration in `format` says what fields there are; everything that can
//! be wrong with a group is found here.

use std::ops::Range;

use super::decode::{Field, Reader, unwrap_some};
use super::tree::{Group, Node, Value};
use crate::narrative::diagnostic::{fields, nearest};

/// The fields of a group, each taken once.
pub(crate) struct Fields<'t> {
    /// The group's name, or its bracket.
    pub(crate) head: Range<usize>,
    name: &'static str,
    values: Vec<Option<Node<'t>>>,
    missing: Vec<&'static str>,
    /// Which of the problems so far are of a field that is not known.
    unknown: Vec<usize>,
}

impl<'t> Fields<'t> {
    /// Sorts the items of `Name(…)` by field.
    pub(crate) fn of(
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
        let mut unknown = Vec::new();
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
                    let at = reader.at(span);
                    unknown.push(reader.problems.len());
                    reader.report(fields::unknown_field(at, name, field, names));
                    // A misspelt field is not a missing one as well.
                    is_positional = true;
                    let meant = nearest(field, names.iter().copied());
                    let index = names.iter().position(|name| Some(*name) == meant);
                    if let Some(index) = index {
                        values[index].get_or_insert(item.value);
                    }
                }
            }
        }
        let mut fields = Fields { head: group.head, name, values, missing: Vec::new(), unknown };
        if is_positional || reader.mended {
            fields.name = "";
        }
        fields
    }

    /// The value of the field at `index`.
    pub(crate) fn take<T: Field<'t>>(
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
    pub(crate) fn called(&self, names: &[&str]) -> Option<String> {
        let index = names.iter().position(|name| matches!(*name, "id" | "k"))?;
        Some(self.values[index].as_ref()?.text()?.to_owned())
    }

    /// Reports what is missing.
    pub(crate) fn finish(self, called: Option<String>, reader: &mut Reader<'_, 't>) {
        if let ([missing], [unknown]) = (&*self.missing, &*self.unknown) {
            fields::meant_the_missing(&mut reader.problems[*unknown], missing);
        }
        if !self.missing.is_empty() && !self.name.is_empty() {
            let at = reader.at(self.head);
            let problem = fields::missing(at, self.name, called.as_deref(), &self.missing);
            match *self.missing {
                ["k"] => reader.keyless.push(problem),
                _ => reader.report(problem),
            }
        }
    }
}

/// Declares what a group of fields holds, and how it is read.
macro_rules! authored {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* })*) => {
        /// The fields that a group of this name may have.
        #[allow(dead_code, reason = "not every format is asked for its fields")]
        pub(crate) fn field_names(group: &str) -> &'static [&'static str] {
            match group {
                $(stringify!($name) => {
                    const NAMES: &[&str] =
                        &[$($crate::narrative::parse::group::plain(stringify!($field))),*];
                    NAMES
                })*
                _ => &[],
            }
        }

        $(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub(crate) struct $name<'t> {
            /// The name before the bracket.
            #[allow(dead_code, reason = "not every group has problems of its own")]
            pub(crate) head: std::ops::Range<usize>,
            /// Not every group has words of the file in it.
            #[allow(dead_code, reason = "ties the group to the text of its file")]
            pub(crate) text_of: std::marker::PhantomData<&'t str>,
            $(
                #[allow(dead_code, reason = "what is for authors alone is read and put aside")]
                pub(crate) $field: $type,
            )*
        }

        impl<'t> $crate::narrative::parse::decode::Authored<'t> for $name<'t> {
            fn read(
                node: $crate::narrative::parse::tree::Node<'t>,
                reader: &mut $crate::narrative::parse::decode::Reader<'_, 't>,
            ) -> Option<Self> {
                const NAMES: &[&str] =
                    &[$($crate::narrative::parse::group::plain(stringify!($field))),*];
                let mut fields = $crate::narrative::parse::group::Fields::of(
                    node, stringify!($name), NAMES, reader,
                )?;
                let called = fields.called(NAMES);
                let mut index = 0..;
                let mut next = || index.next().unwrap_or(0);
                let read = $name {
                    head: fields.head.clone(),
                    text_of: std::marker::PhantomData,
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
                    text_of: std::marker::PhantomData,
                    $($field: $crate::narrative::parse::decode::Field::placeholder(),)*
                }
            }
        }
        )*
    };
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
                $crate::narrative::parse::group::word(node, &words, reader)
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
        pub(crate) enum $name<'t> { $($variant($variant<'t>)),* }

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
                        $crate::narrative::parse::group::none_of(&node, &names, reader);
                        None
                    }
                }
            }
        }
    };
}

pub(crate) use {authored, one_of, worded};

/// A field's name as authors write it.
pub(crate) const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// One of a list of bare words.
pub(crate) fn word<'t, T: Copy>(
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
pub(crate) fn none_of<'t>(node: &Node<'t>, names: &[&str], reader: &mut Reader<'_, 't>) {
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
