//! What was meant where brackets, colons and commas do not add up.

use std::ops::Range;

use super::{Builder, Frame, closer};
use crate::narrative::diagnostic::syntax;
use crate::narrative::parse::tree::Value;
use crate::narrative::parse::tree::scan::Kind;

impl Builder<'_, '_> {
    /// `Choice(` where a field should begin, inside an item of a list: the
    /// item before was not closed.
    pub(super) fn is_new_item_in_open_group(&mut self, word: &str) -> bool {
        let [.., outer, group] = self.frames.as_slice() else { return false };
        let is_open = outer.open == b'['
            && group.open == b'('
            && group.field.is_none()
            && group.items.iter().any(|item| item.field.is_some())
            && word.starts_with(|letter: char| letter.is_ascii_uppercase());
        if is_open {
            self.leave_open();
        }
        is_open
    }

    /// `title "The Pier"`
    pub(super) fn is_field_without_colon(&self, word: &str, span: &Range<usize>) -> bool {
        let text = self.scanner.text;
        let is_field_awaited =
            self.frames.last().is_some_and(|frame| frame.open == b'(' && frame.field.is_none());
        let begins_value = match self.ahead.kind {
            Kind::Words(_) | Kind::Open(b'[') => true,
            Kind::Bare(next) => {
                next.starts_with(|letter: char| letter.is_ascii_uppercase())
                    || matches!(next, "true" | "false")
            }
            _ => false,
        };
        is_field_awaited
            && begins_value
            && word.starts_with(|letter: char| letter.is_ascii_lowercase())
            && !text[span.end..self.ahead.span.start].contains('\n')
    }

    /// `Scene title: …`
    pub(super) fn is_name_without_bracket(&self, word: &str) -> bool {
        let rest = &self.scanner.text[self.ahead.span.end..];
        matches!(self.ahead.kind, Kind::Bare(next) if next.starts_with(char::is_lowercase))
            && word.starts_with(|letter: char| letter.is_ascii_uppercase())
            && rest.trim_start().starts_with(':')
            && self.frames.last().is_none_or(|frame| {
                frame.value_end.is_none() && (frame.open == b'[' || frame.field.is_some())
            })
    }

    /// `body: Text(…), Text(…)]`: whether a list was closed here that was never
    /// opened. If so its items become one broken value.
    pub(super) fn is_list_without_opening(&mut self, end: usize) -> bool {
        let rest = self.scanner.text[end..].trim_start();
        if !(self.field_follows(end) || rest.starts_with(')')) {
            return false;
        }
        let text = self.scanner.text;
        let line = |at: usize| text[..at].matches('\n').count();
        let list = self.frames.iter().rfind(|frame| frame.open == b'[').map(|list| list.bracket);
        let Some(frame) = self.frames.last_mut() else { return false };
        let Some(index) = frame.items.iter().rposition(|item| item.field.is_some()) else {
            return false;
        };
        let has_more = frame.items.len() > index + 1;
        let item = &mut frame.items[index];
        let Some((name, _)) = item.field else { return false };
        let is_item = match item.value.value {
            Value::Group(_) => true,
            // A list that is open farther up ends on a line of its own.
            Value::Words(_) if has_more => true,
            Value::Words(_) => list.is_none_or(|list| {
                line(list) != line(end) && line(item.value.span.start) == line(end)
            }),
            _ => false,
        };
        if !is_item {
            return false;
        }
        let first = item.value.head();
        item.value.value = Value::Broken;
        frame.items.truncate(index + 1);
        frame.value_end = Some(end);
        self.report(syntax::list_not_opened(self.scanner.place(first), name));
        true
    }

    /// `Text(…))]` or `[…]],`: whether a closing bracket was written twice.
    pub(super) fn is_one_too_many(&self, bracket: u8, start: usize) -> bool {
        let Some((top, outer)) = self.frames.split_last() else { return false };
        if top.value_end != Some(start) || self.scanner.text.as_bytes()[start - 1] != bracket {
            return false;
        }
        let fits = |frame: &Frame<'_>| closer(frame.open) == char::from(bracket);
        let Kind::Close(next) = self.ahead.kind else {
            // Nothing is open that it could close, and the group goes on.
            return !outer.iter().any(fits) && self.field_follows(start + 1);
        };
        // The next one closes what is open now, but not what would be then.
        let closes = |frame: &Frame<'_>| closer(frame.open) == char::from(next);
        let after = outer.iter().rposition(fits).and_then(|index| index.checked_sub(1));
        closes(top) && !after.is_some_and(|index| closes(&outer[index]))
    }

    pub(super) fn field_follows(&self, from: usize) -> bool {
        let Some(rest) = self.scanner.text[from..].trim_start().strip_prefix(',') else {
            return false;
        };
        let rest = rest.trim_start();
        let name = rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
        name.len() < rest.len() && name.trim_start().starts_with(':')
    }

    /// Whether a closing bracket that begins its line is indented like an
    /// outer line and not like the one that opened the innermost bracket.
    pub(super) fn indentation_says_open(&self, bracket: u8, start: usize) -> bool {
        let text = self.scanner.text;
        let Some((indent, true)) = indentation(text, start).map(|(i, first)| (i, first == start))
        else {
            return false;
        };
        let of = |frame: &Frame<'_>| indentation(text, frame.bracket).map(|(indent, _)| indent);
        let Some((top, outer)) = self.frames.split_last() else { return false };
        of(top) > Some(indent)
            && outer
                .iter()
                .any(|frame| closer(frame.open) == char::from(bracket) && of(frame) == Some(indent))
    }
}

/// How far a line is indented, and where its first character stands.
fn indentation(text: &str, at: usize) -> Option<(usize, usize)> {
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[line_start..];
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    Some((indent, line_start + indent))
}
