//! Words in quotes: what they say, and where each of them stands.

use std::borrow::Cow;
use std::ops::Range;

/// Words as an author quoted them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words<'t> {
    /// What they say.
    pub(crate) text: Cow<'t, str>,
    /// What stands between the quotes.
    raw: &'t str,
    /// Where that begins in the file.
    start: usize,
    /// Whether a problem was already reported for them.
    pub(crate) broken: bool,
}

impl<'t> Words<'t> {
    /// Words without escapes that begin at `start`.
    pub(super) fn plain(raw: &'t str, start: usize) -> Words<'t> {
        Words { text: Cow::Borrowed(raw), raw, start, broken: false }
    }

    /// What stands in for words that could not be read.
    pub(crate) fn unread() -> Words<'t> {
        Words { broken: true, ..Words::default() }
    }

    /// Words whose escapes are still to be read. Hands back the ranges of
    /// escapes that mean nothing.
    pub(super) fn escaped(raw: &'t str, start: usize) -> (Words<'t>, Vec<Range<usize>>) {
        if !raw.contains('\\') {
            return (Words::plain(raw, start), Vec::new());
        }
        let (mut text, mut wrong) = (String::with_capacity(raw.len()), Vec::new());
        let mut at = 0;
        while let Some(piece) = piece(&raw[at..]) {
            match piece.shown {
                Some(shown) => text.push(shown),
                None => wrong.push(start + at..start + at + piece.length),
            }
            at += piece.length;
        }
        (Words { text: Cow::Owned(text), raw, start, broken: !wrong.is_empty() }, wrong)
    }

    /// The words of a range of the text.
    pub(crate) fn part(&self, range: Range<usize>) -> Words<'t> {
        let place = self.place(range.clone());
        let raw = &self.raw[place.start - self.start..place.end - self.start];
        let text = match &self.text {
            Cow::Borrowed(_) => Cow::Borrowed(raw),
            Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
        };
        Words { text, raw, start: place.start, broken: self.broken }
    }

    /// The place of all that stands between the quotes.
    pub(crate) fn span(&self) -> Range<usize> {
        self.start..self.start + self.raw.len()
    }

    /// The place in the file of a range of the text.
    pub(crate) fn place(&self, range: Range<usize>) -> Range<usize> {
        if matches!(self.text, Cow::Borrowed(_)) {
            return self.start + range.start..self.start + range.end;
        }
        self.raw_offset(range.start)..self.raw_offset(range.end)
    }

    fn raw_offset(&self, wanted: usize) -> usize {
        let (mut at, mut shown) = (0, 0);
        while shown < wanted
            && let Some(piece) = piece(&self.raw[at..])
        {
            at += piece.length;
            shown += piece.shown.map_or(0, char::len_utf8);
        }
        self.start + at
    }
}

struct Piece {
    length: usize,
    shown: Option<char>,
}

/// The first character or escape.
fn piece(raw: &str) -> Option<Piece> {
    let first = raw.chars().next()?;
    if first != '\\' {
        return Some(Piece { length: first.len_utf8(), shown: Some(first) });
    }
    let Some(second) = raw[1..].chars().next() else {
        return Some(Piece { length: 1, shown: None });
    };
    let simple = |shown| Some(Piece { length: 2, shown: Some(shown) });
    match second {
        'n' => simple('\n'),
        'r' => simple('\r'),
        't' => simple('\t'),
        '0' => simple('\0'),
        '\\' | '"' | '\'' => simple(second),
        'x' => {
            let digits = raw.get(2..4);
            let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            Some(match code {
                Some(code) => Piece { length: 4, shown: Some(char::from(code)) },
                None => Piece { length: 2, shown: None },
            })
        }
        'u' => {
            let end = raw.find('}').filter(|end| raw[2..].starts_with('{') && *end <= 10);
            let code = end.and_then(|end| u32::from_str_radix(&raw[3..end], 16).ok());
            Some(match (end, code.and_then(char::from_u32)) {
                (Some(end), Some(shown)) => Piece { length: end + 1, shown: Some(shown) },
                (Some(end), None) => Piece { length: end + 1, shown: None },
                (None, _) => Piece { length: 2, shown: None },
            })
        }
        other => Some(Piece { length: 1 + other.len_utf8(), shown: None }),
    }
}
