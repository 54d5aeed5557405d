//! A story file as tokens: words, numbers, brackets.

use std::ops::Range;

use super::mend;
use super::words::Words;
use crate::narrative::diagnostic::{At, Diagnostic, syntax};
use crate::narrative::parse::StoryFile;

#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) span: Range<usize>,
    pub(super) kind: Kind<'t>,
}

#[derive(Clone, Debug)]
pub(super) enum Kind<'t> {
    /// `(`, `[` or `{`
    Open(u8),
    /// `)`, `]` or `}`
    Close(u8),
    Comma,
    Colon,
    Equals,
    Semicolon,
    Bare(&'t str),
    Number(&'t str),
    Words(Words<'t>),
    /// Something already reported that stands where a value may stand.
    Broken,
    End,
}

/// How far the end of a text without beginning is looked for.
const LONGEST_TEXT: usize = 4_000;

pub(super) struct Scanner<'p, 't> {
    pub(super) file: &'t StoryFile,
    pub(super) text: &'t str,
    at: usize,
    pub(super) problems: &'p mut Vec<Diagnostic>,
    /// Whether the rest of the file is an open comment.
    pub(super) cut_short: bool,
    /// Whether a value is to follow: a colon, a comma or `[` has been read.
    awaits: bool,
}

impl<'p, 't> Scanner<'p, 't> {
    pub(super) fn new(file: &'t StoryFile, problems: &'p mut Vec<Diagnostic>) -> Self {
        let text = file.text.as_str();
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Scanner { file, text, at, problems, cut_short: false, awaits: false }
    }

    pub(super) fn place(&self, span: Range<usize>) -> At<'t> {
        At { file: self.file, span }
    }

    pub(super) fn next(&mut self) -> Token<'t> {
        loop {
            self.skip_blank();
            let start = self.at;
            let bytes = self.text.as_bytes();
            let Some(&byte) = bytes.get(start) else {
                return Token { span: start..start, kind: Kind::End };
            };
            let awaits = std::mem::take(&mut self.awaits);
            if awaits
                && byte != b'"'
                && let Some(kind) = self.half_quoted()
            {
                return Token { span: start..self.at, kind };
            }
            let kind = match byte {
                b'(' | b'[' | b'{' => self.one(Kind::Open(byte)),
                b')' | b']' | b'}' => self.one(Kind::Close(byte)),
                b',' => self.one(Kind::Comma),
                b':' => self.one(Kind::Colon),
                b';' => self.one(Kind::Semicolon),
                b'"' => self.words(),
                b'r' if self.raw_hashes().is_some() => self.raw_words(),
                b'#' => {
                    self.hash();
                    continue;
                }
                b'-' if self.text[start..].starts_with("--") => {
                    self.foreign_comment("--");
                    continue;
                }
                b'<' | b'=' | b'>' if self.is_merge_sign() => {
                    self.merge_sign();
                    continue;
                }
                b'=' => self.one(Kind::Equals),
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.bare(),
                _ => match self.odd() {
                    Some(kind) => kind,
                    None => continue,
                },
            };
            self.awaits = matches!(byte, b':' | b',' | b'[' | b'=');
            return Token { span: start..self.at, kind };
        }
    }

    /// A bare word. Letters of other alphabets are read as part of it: they
    /// look alike, and the name that was meant is guessed later.
    fn bare(&mut self) -> Kind<'t> {
        let rest = &self.text[self.at..];
        let is_end = |letter: char| !letter.is_alphanumeric() && letter != '_';
        let length = rest.find(is_end).unwrap_or(rest.len());
        self.at += length;
        Kind::Bare(&rest[..length])
    }

    fn one(&mut self, kind: Kind<'t>) -> Kind<'t> {
        self.at += 1;
        kind
    }

    /// Passes over white space and comments.
    fn skip_blank(&mut self) {
        let bytes = self.text.as_bytes();
        loop {
            while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
                self.at += 1;
            }
            let rest = &self.text[self.at..];
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                match end_of_comment(rest) {
                    Some(length) => self.at += length,
                    None => {
                        let span = self.at..self.at + 2;
                        self.problems.push(syntax::comment_left_open(self.place(span)));
                        self.at = self.text.len();
                        self.cut_short = true;
                    }
                }
            } else {
                return;
            }
        }
    }

    fn words(&mut self) -> Kind<'t> {
        let open = self.at;
        let quote = mend::closing_quote(self.text, open);
        let is_mended = !matches!(quote, mend::Quote::Closed(_));
        let (end, next) = match quote {
            mend::Quote::Closed(end) => (end, end + 1),
            mend::Quote::Forgotten { end, next } => {
                self.problems.push(syntax::text_left_open(self.place(open..open + 1)));
                (end, next)
            }
            mend::Quote::Inside { inner, end, next } => {
                let before = self.text[open + 1..inner].trim_end();
                let is_name = before.ends_with(['=', '('])
                    || before.ends_with("{fact")
                    || before.ends_with("{claim");
                let at = self.place(inner..inner + 1);
                self.problems.push(syntax::quote_inside_text(at, is_name));
                (end, next)
            }
        };
        self.at = next;
        let (mut words, wrong) = Words::escaped(&self.text[open + 1..end], open + 1);
        // Where it ends is a guess, so nothing more is said of it.
        words.broken |= is_mended;
        for span in wrong {
            let is_line_end = self.text[span.clone()].ends_with(['\n', '\r']);
            let at = self.place(span.clone());
            self.problems.push(if is_line_end {
                syntax::backslash_at_line_end(self.place(span.start..span.start + 1))
            } else {
                syntax::unknown_escape(at, &self.text[span])
            });
        }
        Kind::Words(words)
    }

    /// A text whose opening quotation mark is missing: a mark follows that can
    /// only close one.
    fn half_quoted(&mut self) -> Option<Kind<'t>> {
        let start = self.at;
        let rest = &self.text[start..];
        let after_name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let is_field = after_name.starts_with(':') && !rest.starts_with(char::is_uppercase);
        let is_group = after_name.starts_with('(') && rest.starts_with(char::is_uppercase);
        if is_field || is_group || rest.starts_with(['[', '(', ')', ']']) {
            return None;
        }
        let length = rest.bytes().take(LONGEST_TEXT).position(|byte| byte == b'"')?;
        let (inner, after) = (&rest[..length], &rest[length + 1..]);
        let closes = after.trim_start_matches(' ').starts_with([',', ')', ']', '\n', '\r']);
        let opens = inner.trim_end().ends_with([':', '(', '[', ',', '{', '#', '=']);
        let is_raw = inner == "r" || inner.ends_with(" r");
        if !closes || opens || is_raw || inner.is_empty() || mend::holds_code(inner) {
            return None;
        }
        self.at = start + length + 1;
        self.problems.push(syntax::quote_missing_before(self.place(start..start + 1)));
        let mut words = Words::plain(inner, start);
        words.broken = true;
        Some(Kind::Words(words))
    }

    /// How many `#` stand between `r` and `"`, if raw words begin here.
    fn raw_hashes(&self) -> Option<usize> {
        let rest = &self.text[self.at + 1..];
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        rest[hashes..].starts_with('"').then_some(hashes)
    }

    fn raw_words(&mut self) -> Kind<'t> {
        let hashes = self.raw_hashes().unwrap_or(0);
        let start = self.at + hashes + 2;
        let closer = format!("\"{}", "#".repeat(hashes));
        if let Some(length) = self.text[start..].find(&closer) {
            self.at = start + length + closer.len();
            return Kind::Words(Words::plain(&self.text[start..start + length], start));
        }
        self.problems.push(syntax::text_left_open(self.place(self.at..start)));
        let length = self.text[start..].find('\n').unwrap_or(self.text.len() - start);
        self.at = start + length;
        Kind::Broken
    }

    fn number(&mut self) -> Kind<'t> {
        let start = self.at;
        let rest = &self.text[start..];
        let in_number = |letter: char| {
            letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.' | '_' | '/')
        };
        let mut length = rest.find(|letter| !in_number(letter)).unwrap_or(rest.len());
        if let Some(comment) = rest[..length].find("//") {
            length = comment;
        }
        let is_range = rest[..length].contains("..");
        if is_range && rest[length..].starts_with('=') {
            let more = &rest[length + 1..];
            length += 1 + more.find(|letter| !in_number(letter)).unwrap_or(more.len());
        }
        length = length.max(1);
        self.at += length;
        let written = &rest[..length];
        let span = start..self.at;
        if is_range {
            self.problems.push(syntax::range(self.place(span), written));
            return Kind::Broken;
        }
        let looks_like_date = written.len() > 4
            && written.as_bytes()[..4].iter().all(u8::is_ascii_digit)
            && written[4..].starts_with(['-', '/']);
        if looks_like_date {
            self.problems.push(syntax::date_without_quotes(self.place(span), written));
            return Kind::Broken;
        }
        if written.replace('_', "").parse::<f64>().is_err() {
            self.problems.push(syntax::not_a_number(self.place(span), written));
            return Kind::Broken;
        }
        Kind::Number(written)
    }

    /// A `#`: a comment of another language, or a header.
    fn hash(&mut self) {
        let rest = &self.text[self.at..];
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest[..length].trim_end();
        let at = self.place(self.at..self.at + line.len());
        self.problems.push(match line.starts_with("#![") {
            true => syntax::header(at),
            false => syntax::foreign_comment(self.place(self.at..self.at + 1), "#"),
        });
        self.at += length;
    }

    /// A comment as another language writes it.
    fn foreign_comment(&mut self, sign: &str) {
        let at = self.place(self.at..self.at + sign.len());
        self.problems.push(syntax::foreign_comment(at, sign));
        self.skip_line();
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    /// `<<<<<<<`, `=======` or `>>>>>>>` at the beginning of a line.
    fn is_merge_sign(&self) -> bool {
        let (before, rest) = self.text.split_at(self.at);
        let is_sign = |sign| rest.starts_with(sign);
        (before.is_empty() || before.ends_with('\n'))
            && ["<<<<<<<", "=======", ">>>>>>>"].into_iter().any(is_sign)
    }

    /// Reports the first sign of a merge, and passes over the second version.
    fn merge_sign(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with('<') {
            self.problems.push(syntax::merge_left_open(self.place(self.at..self.at + 7)));
        } else if rest.starts_with('=') {
            self.at += rest.find("\n>>>>>>>").map_or(0, |length| length + 1);
        }
        self.skip_line();
    }

    /// A character that begins nothing.
    fn odd(&mut self) -> Option<Kind<'t>> {
        let start = self.at;
        let rest = &self.text[start..];
        let letter = rest.chars().next()?;
        let closers: &[char] = match letter {
            '“' | '”' | '„' | '‟' => &['”', '“', '"'],
            '‘' | '’' | '‚' | '\'' => &['’', '‘', '\''],
            '«' | '»' => &['»', '«'],
            '`' => &['`'],
            _ => &[],
        };
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let inner = &line[letter.len_utf8()..];
        if let Some(length) = inner.find(closers) {
            let closer = inner[length..].chars().next().map_or(0, char::len_utf8);
            let begin = start + letter.len_utf8();
            self.at = begin + length + closer;
            let span = start..self.at;
            self.problems.push(syntax::wrong_quotes(self.place(span), letter, &inner[..length]));
            return Some(Kind::Words(Words::plain(&inner[..length], begin)));
        }
        if letter.is_alphabetic() {
            return Some(self.bare());
        }
        self.at += letter.len_utf8();
        // What is no UTF-8 was reported with the file.
        if letter == '\u{fffd}' || letter.is_whitespace() || letter == '\u{feff}' {
            // A no-break space and its like do no harm between values.
            return None;
        }
        while self.text[self.at..].starts_with(letter) {
            self.at += letter.len_utf8();
        }
        let written = &self.text[start..self.at];
        self.problems.push(syntax::odd_character(self.place(start..self.at), written));
        None
    }
}

/// The length of a block comment, which may hold others.
fn end_of_comment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0, 0);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}
