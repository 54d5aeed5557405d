//! A story file as bare signs, read without guessing what was meant.

use std::ops::Range;

/// A sign, a word, or words in quotes.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    pub(super) span: Range<usize>,
    /// A bracket, a comma, a colon; `"` for words in quotes; `w` for a word,
    /// a number or anything else.
    pub(super) kind: u8,
    /// How many quotation marks it has.
    pub(super) marks: usize,
}

impl Sign {
    pub(super) fn ends_value(&self) -> bool {
        matches!(self.kind, b')' | b']' | b'}' | b'"' | b'w')
    }

    pub(super) fn begins_value(&self) -> bool {
        matches!(self.kind, b'(' | b'[' | b'{' | b'"' | b'w')
    }
}

/// Every sign of a file, without blanks and comments.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    let bytes = text.as_bytes();
    let (mut signs, mut at) = (Vec::new(), 0);
    while let Some(&byte) = bytes.get(at) {
        let rest = &text[at..];
        let end_of = |sign: &str, from: usize| {
            rest[from..].find(sign).map_or(rest.len(), |length| from + length + sign.len())
        };
        let (length, kind, marks) = match byte {
            _ if rest.starts_with("//") => (end_of("\n", 0), 0, 0),
            _ if rest.starts_with("/*") => (end_of("*/", 2), 0, 0),
            b'"' => {
                let (length, closed) = quoted(rest);
                (length, b'"', 1 + usize::from(closed))
            }
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b':' => (1, byte, 0),
            _ => {
                let is_end = |letter: char| {
                    letter.is_whitespace() || "()[]{},:\"".contains(letter) || letter == '/'
                };
                let length = rest.find(is_end).unwrap_or(rest.len());
                match length {
                    0 => (rest.chars().next().map_or(1, char::len_utf8), 0, 0),
                    _ => (length, b'w', 0),
                }
            }
        };
        if kind != 0 {
            signs.push(Sign { span: at..at + length, kind, marks });
        }
        at += length;
    }
    signs
}

/// The length of words in quotes, and whether they are closed.
fn quoted(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return (at + 1, true),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    (text.len(), false)
}

/// The brackets of which one more opens than closes, or the other way round,
/// as `(open, close)`. Nothing where more than one is too many.
pub(super) fn tally(signs: &[Sign]) -> Option<Vec<(u8, u8)>> {
    let count = |kind| signs.iter().filter(|sign| sign.kind == kind).count();
    let mut uneven = Vec::new();
    for pair in [(b'(', b')'), (b'[', b']'), (b'{', b'}')] {
        match count(pair.0).abs_diff(count(pair.1)) {
            0 => {}
            1 if uneven.is_empty() => uneven.push(pair),
            _ => return None,
        }
    }
    Some(uneven)
}

/// Whether every bracket closes the one that was opened last.
pub(super) fn is_balanced(signs: impl Iterator<Item = u8>) -> bool {
    let mut open = Vec::new();
    for sign in signs {
        match sign {
            b'(' | b'[' | b'{' => open.push(sign),
            b')' | b']' | b'}' => {
                let opener = if sign == b')' { b'(' } else { sign - 2 };
                if open.pop() != Some(opener) {
                    return false;
                }
            }
            _ => {}
        }
    }
    open.is_empty()
}
