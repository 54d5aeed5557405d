//! From a tree to the values a format asks for.
//!
//! Nothing here stops at a mistake: what cannot be read is reported and a
//! placeholder stands in for it, so that the rest of the file is still
//! looked at. A story with problems is never handed out, so nobody sees one.

use std::ops::Range;

use super::StoryFile;
use super::tree::{Node, Value, Words};
use crate::narrative::diagnostic::{At, Diagnostic, fields, wording};

/// A file being read.
pub(crate) struct Reader<'p, 't> {
    pub(crate) file: &'t StoryFile,
    pub(crate) problems: &'p mut Vec<Diagnostic>,
    /// Whether the file's brackets were mended: then fields may have slipped
    /// into the wrong place, and nothing is said of them.
    pub(crate) mended: bool,
    /// Whether an item of a list, and with it perhaps a name, was lost.
    pub(crate) lost: bool,
    /// What lacks nothing but its key, each told of by itself.
    pub(crate) keyless: Vec<Diagnostic>,
}

impl<'t> Reader<'_, 't> {
    pub(crate) fn at(&self, span: Range<usize>) -> At<'t> {
        At { file: self.file, span }
    }

    pub(crate) fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Reports a value of the wrong sort.
    pub(crate) fn unexpected(&mut self, node: &Node<'t>, expected: &str, help: Option<String>) {
        if matches!(node.value, Value::Broken) {
            return;
        }
        let at = self.at(node.head());
        self.report(fields::wrong_value(at, expected, &node.describe(), help));
    }
}

/// Something that can be written in a story file.
pub(crate) trait Authored<'t>: Sized {
    /// Reads it. Nothing if it is something else altogether, which is
    /// reported by then.
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self>;
}

/// Something that can stand in a field.
pub(crate) trait Field<'t>: Authored<'t> {
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

/// What authors wrote for themselves. Nobody else is shown it.
#[derive(Clone, Debug)]
pub(crate) struct Remark;

/// What authors have still to do, which is told when it is read.
#[derive(Clone, Debug)]
pub(crate) struct ToDo;

/// Words for authors alone.
fn aside<'t>(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Words<'t>> {
    let words = Words::read(node, reader)?;
    if !words.broken && words.text.trim().is_empty() {
        let span = words.span().start - 1..words.span().end + 1;
        let at = reader.at(span);
        reader.report(fields::empty_text(at));
        return None;
    }
    Some(words)
}

impl<'t> Authored<'t> for Remark {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        aside(node, reader).map(|_| Remark)
    }
}

impl<'t> Field<'t> for Remark {
    fn placeholder() -> Self {
        Remark
    }

    fn left_out() -> Option<Self> {
        Some(Remark)
    }
}

impl<'t> Authored<'t> for ToDo {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        let words = aside(node, reader)?;
        if !words.broken && !reader.mended {
            let at = reader.at(words.span());
            reader.report(wording::to_do(at, &words.text));
        }
        Some(ToDo)
    }
}

impl<'t> Field<'t> for ToDo {
    fn placeholder() -> Self {
        ToDo
    }

    fn left_out() -> Option<Self> {
        Some(ToDo)
    }
}

/// A whole number and its place.
#[derive(Clone, Debug)]
pub(crate) struct Whole {
    pub(crate) number: i32,
    pub(crate) span: Range<usize>,
    pub(crate) broken: bool,
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
pub(crate) struct Coordinates {
    pub(crate) north: f32,
    pub(crate) east: f32,
    pub(crate) span: Range<usize>,
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
                // Most likely its one item: read as such, in silence.
                let before = (reader.problems.len(), reader.keyless.len());
                let item = T::read(node, reader);
                reader.problems.truncate(before.0);
                reader.keyless.truncate(before.1);
                item.map(|item| vec![item])
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

impl<'t, T: Field<'t>> Authored<'t> for Option<T> {
    fn read(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Option<Self> {
        if let Value::Bare("None") = node.value {
            let at = reader.at(node.span);
            reader.report(fields::none_not_needed(at));
            return Some(None);
        }
        // One that cannot be read is not one that was left out.
        Some(Some(T::read(unwrap_some(node, reader), reader).unwrap_or_else(T::placeholder)))
    }
}

impl<'t, T: Field<'t>> Field<'t> for Option<T> {
    fn placeholder() -> Self {
        None
    }

    fn left_out() -> Option<Self> {
        Some(None)
    }
}

/// What stands in `Some(…)`, with a word on it.
pub(crate) fn unwrap_some<'t>(node: Node<'t>, reader: &mut Reader<'_, 't>) -> Node<'t> {
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
pub(crate) struct Required<T> {
    pub(crate) items: Vec<T>,
    /// Where the field is written.
    pub(crate) span: Range<usize>,
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
