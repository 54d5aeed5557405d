//! Problems in story files: what, where, why and what to do.
//!
//! Every problem is made by one function of one of these modules, so each
//! message and each code is written down once. Nothing here looks for
//! problems: parsing and checking do.

mod code;
pub(crate) mod facts;
pub(crate) mod fields;
pub(crate) mod flow;
pub(crate) mod kiosk;
pub(crate) mod logic;
pub(crate) mod names;
mod nearest;
pub(crate) mod papers;
pub(crate) mod proof;
mod render;
pub(crate) mod syntax;
pub(crate) mod wording;

use std::ops::Range;

pub use code::{Code, codes, explain};
pub use render::render;

pub(crate) use nearest::{list, meant, nearest};

use crate::narrative::parse::StoryFile;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The story cannot be played.
    Error,
    /// The story can be played, but something is probably not as meant.
    Warning,
    /// Nothing is wrong; a reader might like it better otherwise.
    Advice,
}

impl Severity {
    /// As reports for other programs say it.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The story file, relative to the story folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes of the file it is about.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to say at the place itself.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place in a story file.
#[derive(Clone, Debug)]
pub(crate) struct At<'f> {
    /// The file.
    pub(crate) file: &'f StoryFile,
    /// The bytes meant.
    pub(crate) span: Range<usize>,
}

impl Diagnostic {
    fn new(
        code: Code,
        at: &At<'_>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        let text = at.file.text.as_str();
        let start = text.floor_char_boundary(at.span.start);
        let end = text.ceil_char_boundary(at.span.end.max(start));
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before[line_start..].trim_start_matches('\u{feff}');
        Diagnostic {
            code,
            severity: code.severity(),
            file: at.file.path.clone(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            span: start..end,
            message: message.into(),
            label: label.into(),
            help: None,
        }
    }

    /// The same problem at another place.
    pub(crate) fn at(&self, at: At<'_>) -> Diagnostic {
        let moved = Diagnostic::new(self.code, &at, &*self.message, &*self.label);
        Diagnostic { severity: self.severity, help: self.help.clone(), ..moved }
    }

    /// The line it begins on in the text of its file, from its first word on,
    /// and which bytes of that are meant.
    pub fn line_in<'t>(&self, text: &'t str) -> Option<(&'t str, Range<usize>)> {
        let before = text.get(..self.span.start)?;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[start..].lines().next()?;
        let words =
            line.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        let first = start + line.len() - words.len();
        let words = words.trim_end();
        let within = |byte: usize| words.floor_char_boundary(byte.saturating_sub(first));
        Some((words, within(self.span.start)..within(self.span.end)))
    }

    fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

/// Puts problems in the order of reading: file, line, column, code.
pub(crate) fn sort(problems: &mut Vec<Diagnostic>) {
    problems.sort_by(|one, other| {
        (&one.file, one.line, one.column, one.code, &one.message).cmp(&(
            &other.file,
            other.line,
            other.column,
            other.code,
            &other.message,
        ))
    });
    problems.dedup();
}
