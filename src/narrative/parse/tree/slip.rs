//! The one slip that explains everything else that is wrong in a file.
//!
//! A sign too few or too many often breaks much that follows it. Here signs
//! are put in and taken out, one at a time, near where reading went astray;
//! where that makes the whole file sound, that sign is all there is to tell.

use std::ops::Range;

use super::signs::{Sign, is_balanced, signs, tally};
use crate::narrative::diagnostic::{At, Diagnostic, syntax};
use crate::narrative::parse::StoryFile;

/// How many changes are tried in a file.
const MOST_TRIED: usize = 120;

/// How many signs a file may have to be looked at. The longest has about a
/// third of it.
const MOST_SIGNS: usize = 12_000;

/// What may have slipped.
#[derive(Clone, Debug)]
enum Slip {
    /// A quotation mark is missing.
    Quote,
    /// A quotation mark, a comma, a colon or a bracket too many.
    TooMany(u8),
    Comma,
    /// After the field that stands here.
    Colon(Range<usize>),
    /// An opening or closing bracket is missing.
    Bracket(u8),
    /// An opening bracket is missing inside what now is one word.
    Split(Range<usize>),
    /// Words without quotation marks, the value of this field.
    Unquoted(Range<usize>),
}

/// A change to the text.
#[derive(Clone, Debug)]
struct Change {
    span: Range<usize>,
    with: String,
    slip: Slip,
}

impl Change {
    fn insert(at: usize, sign: u8, slip: Slip) -> Change {
        Change { span: at..at, with: char::from(sign).into(), slip }
    }

    fn remove(at: usize, sign: u8) -> Change {
        Change { span: at..at + 1, with: String::new(), slip: Slip::TooMany(sign) }
    }
}

/// A file whose one slip was put right.
pub(crate) struct Mended {
    /// The file as it should be.
    pub(crate) file: StoryFile,
    /// What to tell of the slip.
    pub(crate) problem: Diagnostic,
    /// Whether it is a bracket too many, whose place only trying finds.
    pub(crate) is_surplus: bool,
    /// What was put in, where and instead of what.
    change: Change,
}

impl Mended {
    /// A place in the file as it should be, in the file as it is.
    pub(crate) fn place(&self, span: Range<usize>) -> Range<usize> {
        let (from, until) = (self.change.span.start, self.change.span.end);
        let put_in = self.change.with.len();
        let place = |at: usize| match at {
            _ if at <= from => at,
            _ if at < from + put_in => until,
            _ => at - put_in + (until - from),
        };
        place(span.start)..place(span.end)
    }
}

/// The one slip of a file, if putting it right leaves nothing wrong in it.
/// `near` is where things were found to be wrong.
pub(crate) fn mended(
    file: &StoryFile,
    near: &[usize],
    is_sound: impl Fn(&StoryFile) -> bool,
) -> Option<Mended> {
    let signs = signs(&file.text);
    if signs.len() > MOST_SIGNS {
        return None;
    }
    let marks: usize = signs.iter().map(|sign| sign.marks).sum();
    let mut changes = match (marks % 2, tally(&signs).as_deref()) {
        (1, _) => quotes(&file.text, &signs),
        (_, Some([])) => separators(&file.text, &signs),
        (_, Some(&[(open, close), ..])) => brackets(&file.text, &signs, open, close),
        _ => return None,
    };
    let text = file.text.as_bytes();
    changes.sort_by_key(|change| {
        let at = change.span.start;
        let is_twice = at > 0 && text[at - 1] == b'"' || text.get(at + 1) == Some(&b'"');
        let is_unlikely = matches!(change.slip, Slip::TooMany(b'"')) && !is_twice;
        let distance = near.iter().map(|near| near.abs_diff(at)).min();
        (is_unlikely, distance)
    });
    changes.truncate(MOST_TRIED);
    changes.into_iter().find_map(|change| {
        let mut text = file.text.clone();
        text.replace_range(change.span.clone(), &change.with);
        let mended = StoryFile { path: file.path.clone(), text };
        is_sound(&mended).then(|| Mended {
            problem: told(file, &mended, &change),
            is_surplus: matches!(change.slip, Slip::TooMany(b'(' | b'[' | b'{')),
            file: mended,
            change,
        })
    })
}

/// Two things that stand side by side with nothing between them.
fn adjacent(signs: &[Sign]) -> impl Iterator<Item = (usize, &Sign, &Sign)> {
    signs.windows(2).enumerate().filter_map(|(index, pair)| {
        let [one, next] = pair else { return None };
        let is_head = one.kind == b'w' && next.kind == b'(' && one.span.end == next.span.start;
        (one.ends_value() && next.begins_value() && !is_head).then_some((index, one, next))
    })
}

/// Where a quotation mark may be put in or taken out.
fn quotes(text: &str, signs: &[Sign]) -> Vec<Change> {
    let first = adjacent(signs).next().map(|(index, ..)| index);
    let first = first.unwrap_or_else(|| signs.len().saturating_sub(1));
    let (from, until) = (first.saturating_sub(2), (first + 2).min(signs.len() - 1));
    let start = text[..signs[from].span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = signs[until].span.end;
    let end = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
    let mut changes = Vec::new();
    let mut before = b'\n';
    for (at, byte) in text.bytes().enumerate().take(end).skip(start) {
        let begins = matches!(before, b'[' | b'(' | b':' | b',' | b' ') && byte != b' ';
        let ends = matches!(byte, b',' | b')' | b']' | b'\n' | b'\r' | b':');
        if byte == b'"' {
            changes.push(Change::remove(at, b'"'));
        }
        if (begins || ends) && text.is_char_boundary(at) {
            changes.push(Change::insert(at, b'"', Slip::Quote));
        }
        before = byte;
    }
    changes
}

/// Where a comma or a colon may be put in or taken out, or quotation marks
/// put around something.
fn separators(text: &str, signs: &[Sign]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (index, one, next) in adjacent(signs) {
        let between = &text[one.span.end..next.span.start];
        let word = &text[one.span.clone()];
        if one.kind == b'w' && word.starts_with(|letter: char| letter.is_ascii_lowercase()) {
            changes.push(Change::insert(one.span.end, b':', Slip::Colon(one.span.clone())));
        }
        changes.push(Change::insert(one.span.end, b',', Slip::Comma));
        if !between.contains('\n')
            && let Some(change) = unquoted(text, signs, index)
        {
            changes.push(change);
        }
    }
    for (index, sign) in signs.iter().enumerate().filter(|(_, sign)| b",:".contains(&sign.kind)) {
        let before = index.checked_sub(1).map(|before| &signs[before]);
        if !before.is_some_and(Sign::ends_value) {
            changes.push(Change::remove(sign.span.start, sign.kind));
        }
    }
    changes
}

/// Quotation marks around a value of several words.
fn unquoted(text: &str, signs: &[Sign], index: usize) -> Option<Change> {
    let is_edge = |sign: &Sign| matches!(sign.kind, b':' | b',' | b'[' | b'(');
    let opening = signs[..index + 1].iter().rposition(is_edge)?;
    let field = opening.checked_sub(1).map_or(0..0, |field| signs[field].span.clone());
    let start = signs.get(opening + 1)?.span.start;
    let line = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let mut depth = 0;
    let after = signs[opening + 1..].iter().find(|sign| {
        match sign.kind {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            _ => {}
        }
        depth < 0 || depth == 0 && sign.kind == b',' || sign.span.start >= line
    });
    let end = after.map_or(text.len(), |sign| sign.span.start);
    let end = start + text.get(start..end)?.trim_end().len();
    let with = format!("\"{}\"", text.get(start..end).filter(|words| !words.contains('"'))?);
    Some(Change { span: start..end, with, slip: Slip::Unquoted(field) })
}

/// Where a bracket may be put in or taken out.
fn brackets(text: &str, signs: &[Sign], open: u8, close: u8) -> Vec<Change> {
    let count = |kind| signs.iter().filter(|sign| sign.kind == kind).count();
    let is_open = count(open) > count(close);
    let (surplus, missing) = if is_open { (open, close) } else { (close, open) };
    let kinds = || signs.iter().map(|sign| sign.kind);
    let mut changes = Vec::new();
    for (index, sign) in signs.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &signs[before]);
        let last = before.map_or(b'[', |before| before.kind);
        let follows = match (missing, sign.kind) {
            (b'[', b']') => last == b':',
            (b'(' | b'[' | b'{', b')' | b']' | b'}' | b',' | b':') => false,
            (b'(', b'(') => b"([:,".contains(&last),
            (b'(', _) => b"([:,w".contains(&last),
            (b'[' | b'{', _) => b"([:,".contains(&last),
            _ => last != b':',
        };
        let put_in = || kinds().take(index).chain([missing]).chain(kinds().skip(index));
        if follows && is_balanced(put_in()) {
            let at = match (before, missing) {
                (Some(before), b'(') if before.kind == b'w' => before.span.end,
                (Some(before), b')' | b']' | b'}') => before.span.end,
                _ => sign.span.start,
            };
            changes.push(Change::insert(at, missing, Slip::Bracket(missing)));
        }
        // `Accountwho: "anna"`
        let is_name = sign.kind == b'w' && text.as_bytes()[sign.span.start].is_ascii_uppercase();
        if is_name && missing == b'(' && is_balanced(put_in()) {
            let within =
                (sign.span.start + 1..sign.span.end).filter(|at| text.is_char_boundary(*at));
            let name = sign.span.clone();
            changes.extend(within.map(|at| Change::insert(at, b'(', Slip::Split(name.clone()))));
        }
        let taken_out = || kinds().take(index).chain(kinds().skip(index + 1));
        if sign.kind == surplus && is_balanced(taken_out()) {
            changes.push(Change::remove(sign.span.start, surplus));
        }
    }
    if let Some(last) = signs.last()
        && is_balanced(kinds().chain([missing]))
    {
        changes.push(Change::insert(last.span.end, missing, Slip::Bracket(missing)));
    }
    changes
}

/// What is told of a change that puts a file right.
fn told(file: &StoryFile, mended: &StoryFile, change: &Change) -> Diagnostic {
    let text = file.text.as_str();
    let at = |span: Range<usize>| At { file, span };
    let start = change.span.start;
    let letter = |at: usize| at..text.ceil_char_boundary(at + 1);
    let before = || {
        let last = text[..start].char_indices().next_back();
        last.map_or(0, |(last, _)| last)..start
    };
    match &change.slip {
        Slip::Quote => {
            let signs = signs(&mended.text);
            let words = signs.iter().rfind(|sign| sign.span.start <= start);
            match words.map_or(start, |words| words.span.start) {
                begin if begin == start => syntax::quote_missing_before(at(letter(start))),
                begin => syntax::text_left_open(at(begin..begin + 1)),
            }
        }
        Slip::TooMany(b'"') => syntax::quote_inside_text(at(letter(start)), false),
        Slip::TooMany(b',') => syntax::comma_too_many(at(letter(start))),
        Slip::TooMany(b':') => syntax::stray_colon(at(letter(start))),
        Slip::TooMany(bracket @ (b'(' | b'[' | b'{')) => {
            syntax::bracket_too_many(at(letter(start)), *bracket)
        }
        Slip::TooMany(_) => syntax::closes_nothing(at(letter(start))),
        Slip::Comma => syntax::comma_missing(at(before())),
        Slip::Colon(field) => syntax::colon_missing(at(field.clone()), &text[field.clone()]),
        Slip::Bracket(bracket @ (b'(' | b'[' | b'{')) => {
            let signs = signs(text);
            let next = signs.iter().position(|sign| sign.span.start >= start).unwrap_or(0);
            let name = next.checked_sub(1).map(|name| &signs[name]);
            match (bracket, name) {
                (b'(', Some(name)) if name.kind == b'w' => {
                    syntax::bracket_missing(at(name.span.clone()), &text[name.span.clone()])
                }
                (_, Some(colon)) if colon.kind == b':' && next > 1 => {
                    let field = &text[signs[next - 2].span.clone()];
                    syntax::list_not_opened(at(signs[next].span.clone()), field)
                }
                _ => syntax::bracket_not_opened(at(signs[next].span.clone()), *bracket),
            }
        }
        Slip::Split(name) => syntax::bracket_missing(at(name.clone()), &text[name.clone()]),
        Slip::Bracket(_) => {
            let signs = signs(&mended.text);
            let mut open: Vec<usize> = Vec::new();
            for (index, sign) in signs.iter().enumerate() {
                match sign.kind {
                    b'(' | b'[' | b'{' => open.push(index),
                    b')' | b']' | b'}' if sign.span.start < start => drop(open.pop()),
                    _ => {}
                }
                if sign.span.start >= start {
                    break;
                }
            }
            let bracket = open.pop().unwrap_or(0);
            let (span, kind) = (signs[bracket].span.clone(), signs[bracket].kind);
            let head = bracket.checked_sub(1).map(|head| &signs[head]);
            let head = head.filter(|head| head.kind == b'w' && head.span.end == span.start);
            let name = head.map_or(span.start..span.start, |head| head.span.clone());
            let place = at(name.start..name.end.max(span.start + usize::from(head.is_none())));
            syntax::bracket_left_open(place, kind, &text[name])
        }
        Slip::Unquoted(field) => match &text[field.clone()] {
            name @ ("if" | "is" | "do") => {
                syntax::logic_without_quotes(at(change.span.clone()), name)
            }
            _ => syntax::text_without_quotes(at(change.span.clone())),
        },
    }
}
