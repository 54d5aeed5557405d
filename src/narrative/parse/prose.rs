//! Prose: lines joined, italics, marks and words that vary told apart from
//! the words that stand as they are.

mod named;
mod varied;

use std::ops::Range;

use super::StoryFile;
use super::expression::Scope;
use super::names::Names;
use super::tree::Words;
use crate::narrative::diagnostic::{At, Diagnostic, fields, papers};
use crate::narrative::model::{
    ClaimId, Date, FactId, Hand, Mark, Person, PersonId, Place, PlaceId, Prose, Segment, Span,
    Term, TermId,
};
use varied::Outline;

/// Whose words these are, and when.
#[derive(Clone, Copy)]
pub(super) struct Voice<'s> {
    /// The key of the passage.
    pub(super) key: &'s str,
    /// When the scene happens.
    pub(super) date: Option<Date>,
    /// Who says it; nobody where it is told.
    pub(super) speaker: Option<PersonId>,
    pub(super) known: Known<'s>,
}

/// What has had other names, or was not there at all times.
#[derive(Clone, Copy)]
pub(super) struct Known<'s> {
    pub(super) people: &'s [Person],
    pub(super) places: &'s [Place],
    pub(super) terms: &'s [Term],
}

/// Prose, and who and what it calls by name.
pub(super) struct Set {
    pub(super) prose: Prose,
    pub(super) people: Vec<PersonId>,
    pub(super) places: Vec<PlaceId>,
}

/// Cuts prose where its style, its mark or its words change.
pub(super) fn prose(
    words: &Words<'_>,
    voice: Voice<'_>,
    scope: &Scope<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Set {
    let mut setter = Setter {
        words,
        voice,
        scope,
        problems,
        segments: Vec::new(),
        spans: Vec::new(),
        now: plain_span(),
        people: Vec::new(),
        places: Vec::new(),
        in_mark: false,
        depth: 0,
        shuffles: 0,
    };
    setter.set();
    let Setter { mut segments, spans, people, places, .. } = setter;
    if segments.is_empty() {
        return Set { prose: Prose::Plain(spans), people, places };
    }
    segments.extend(spans.into_iter().map(Segment::Words));
    Set { prose: Prose::Varied(segments.into()), people, places }
}

/// Text without marks: lines joined. Reports an empty one.
pub(super) fn line(words: &Words<'_>, file: &StoryFile, problems: &mut Vec<Diagnostic>) -> String {
    let mut joined = String::new();
    if words.broken {
        return joined;
    }
    let text = words.text.as_ref();
    let range = trimmed(text);
    report_empty(words, file, &range, problems);
    if let Some(mark) = mark_in(text) {
        let span = words.place(mark..mark + 1);
        problems.push(fields::mark_in_plain_text(At { file, span }));
    }
    if !text[range.clone()].contains('\n') {
        joined.push_str(&text[range]);
        return joined;
    }
    let mut at = range.start;
    while at < range.end {
        match text[at..range.end].find('\n') {
            None => {
                joined.push_str(&text[at..range.end]);
                break;
            }
            Some(length) => {
                joined.push_str(text[at..at + length].trim_end());
                joined.push(' ');
                at = line_break(words, at + length, file, problems);
            }
        }
    }
    joined
}

/// Where something stands that was most likely meant for a mark.
fn mark_in(text: &str) -> Option<usize> {
    let is_mark = |(_, rest): &(usize, &str)| {
        let inner = &rest[1..rest.find('}').unwrap_or(rest.len()).max(1)];
        let kind = inner.split_whitespace().next();
        let is_known = |kind| {
            fields::MARKS.contains(&kind)
                || fields::VARIED.contains(&kind)
                || papers::CORRECTIONS.contains(&kind)
        };
        inner.contains('|') || kind.is_some_and(is_known)
    };
    let braces = text.match_indices('{').map(|(at, _)| (at, &text[at..]));
    braces.filter(|brace| is_mark(brace)).map(|(at, _)| at).next()
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start.max(text.trim_end().len())
}

fn report_empty(
    words: &Words<'_>,
    file: &StoryFile,
    range: &Range<usize>,
    problems: &mut Vec<Diagnostic>,
) {
    if range.is_empty() {
        let span = words.span();
        problems.push(fields::empty_text(At { file, span: span.start - 1..span.end + 1 }));
    }
}

/// Passes over a line break and the white space after it; reports a blank
/// line. Hands back where the next line's words begin.
fn line_break(
    words: &Words<'_>,
    newline: usize,
    file: &StoryFile,
    problems: &mut Vec<Diagnostic>,
) -> usize {
    let text = words.text.as_ref();
    let rest = &text[newline..];
    let blank = rest.len() - rest.trim_start().len();
    let first = rest[1..blank].find('\n');
    if let Some(second) = first {
        let place = newline + 1 + second;
        problems.push(fields::blank_line(At { file, span: words.place(place..place) }));
    }
    newline + blank
}

/// Whether italics end somewhere: at a star that is not doubled.
fn has_star(text: &str) -> bool {
    text.replace("**", "").contains('*')
}

/// What a hand did to the words that a brace begins, if it says so.
fn hand_at(text: &str) -> Option<(&'static str, Hand)> {
    let inner = text.strip_prefix('{')?;
    let kinds = papers::CORRECTIONS.into_iter().zip([Hand::Struck, Hand::Added]);
    kinds.into_iter().find(|(kind, _)| {
        let rest = inner.strip_prefix(kind);
        rest.is_some_and(|rest| rest.starts_with([' ', '\n', '}']))
    })
}

fn plain_span() -> Span {
    Span { text: String::new(), emphasis: false, mark: None, hand: Hand::None }
}

struct Setter<'s, 'n> {
    words: &'s Words<'s>,
    voice: Voice<'s>,
    scope: &'s Scope<'s, 'n>,
    problems: &'s mut Vec<Diagnostic>,
    /// What is read of this form, up to the last words that vary.
    segments: Vec<Segment>,
    /// What is read since.
    spans: Vec<Span>,
    now: Span,
    /// Whom it names.
    people: Vec<PersonId>,
    /// What places it names.
    places: Vec<PlaceId>,
    in_mark: bool,
    /// How many forms are open.
    depth: usize,
    shuffles: usize,
}

impl Setter<'_, '_> {
    fn report(&mut self, span: Range<usize>, problem: impl FnOnce(At<'_>) -> Diagnostic) {
        let problem = problem(At { file: self.scope.file, span: self.words.place(span) });
        self.problems.push(problem);
    }

    /// Ends the span and begins another.
    fn cut(&mut self, emphasis: bool, mark: Option<Mark>) {
        let next = Span { text: String::new(), emphasis, mark, hand: Hand::None };
        let span = std::mem::replace(&mut self.now, next);
        if !span.text.is_empty() {
            self.spans.push(span);
        }
    }

    fn set(&mut self) {
        if self.words.broken {
            return;
        }
        let text = self.words.text.as_ref();
        let range = trimmed(text);
        report_empty(self.words, self.scope.file, &range, self.problems);
        self.brackets_for_braces();
        self.run(range.clone());
        if self.now.emphasis && !self.segments.is_empty() {
            // Only the italics of a form ended.
            self.report(range.end - 1..range.end, fields::italics_left_open);
        }
        self.cut(false, None);
    }

    /// Reads a text, or one form of words that vary.
    fn run(&mut self, range: Range<usize>) {
        let text = self.words.text.as_ref();
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let plain = rest.find(['{', '}', '*', '\n']).unwrap_or(rest.len());
            self.now.text.push_str(&rest[..plain]);
            at += plain;
            let rest = &rest[plain..];
            at = match rest.as_bytes() {
                [] => at,
                [b'{', b'{', ..] | [b'}', b'}', ..] | [b'*', b'*', ..] => {
                    self.now.text.push_str(&rest[..1]);
                    at + 2
                }
                [b'\n', ..] => self.join_lines(at),
                [b'*', ..] if self.in_mark => {
                    self.report(at..at + 1, |at| fields::nested_mark(at, "italics inside a mark"));
                    // Once is enough: the other star belongs to this one.
                    range.end
                }
                [b'*', ..] => {
                    if !self.now.emphasis && !has_star(&rest[1..]) {
                        self.report(at..at + 1, fields::italics_left_open);
                    } else {
                        self.cut(!self.now.emphasis, None);
                    }
                    at + 1
                }
                [b'{', ..] => match varied::kind_at(rest) {
                    Some(kind) => self.varied(at, range.end, kind),
                    None if self.in_mark => {
                        self.report(at..at + 1, |at| {
                            fields::nested_mark(at, "a mark inside another mark")
                        });
                        let outline = Outline::of(text, at, range.end);
                        outline.map_or(range.end, |outline| outline.close + 1)
                    }
                    None => match hand_at(rest) {
                        Some((kind, hand)) => self.correction(at, range.end, kind, hand),
                        None => self.mark(at, range.end, self.now.emphasis),
                    },
                },
                _ => {
                    self.report(at..at + 1, fields::stray_brace);
                    at + 1
                }
            };
        }
    }

    /// Reports `[fact id|words]` and `(fact id|words)`.
    fn brackets_for_braces(&mut self) {
        let text = self.words.text.as_ref();
        for (open, _) in text.match_indices(['[', '(']) {
            let inner = &text[open + 1..];
            let kind = fields::MARKS.into_iter().find(|kind| {
                let id = inner.strip_prefix(kind).and_then(|rest| rest.strip_prefix(' '));
                let is_id = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
                id.is_some_and(|id| id.trim_start_matches(is_id).starts_with('|'))
            });
            if let Some(kind) = kind {
                self.report(open..open + 1, |at| fields::mark_in_brackets(at, kind));
            }
        }
    }

    fn join_lines(&mut self, at: usize) -> usize {
        let kept = self.now.text.trim_end().len();
        self.now.text.truncate(kept);
        self.now.text.push(' ');
        line_break(self.words, at, self.scope.file, self.problems)
    }

    /// Reads words that a hand struck out or wrote in. Hands back where they
    /// end.
    fn correction(&mut self, open: usize, end: usize, kind: &str, hand: Hand) -> usize {
        let text = self.words.text.as_ref();
        let start = open + 1 + kind.len();
        let Some(close) = text[open..end].find('}').map(|close| open + close) else {
            self.report(open..open + 1, fields::mark_left_open);
            return end;
        };
        let inside = trimmed(&text[start..close]);
        if inside.is_empty() {
            self.report(open..close + 1, |at| papers::correction_empty(at, kind));
            return close + 1;
        }
        let emphasis = self.now.emphasis;
        self.cut(emphasis, None);
        self.now.hand = hand;
        self.in_mark = true;
        self.run(start + inside.start..start + inside.end);
        self.in_mark = false;
        self.cut(emphasis, None);
        close + 1
    }

    /// Reads a mark that begins at `open`. Hands back where it ends.
    fn mark(&mut self, open: usize, end: usize, in_italics: bool) -> usize {
        let text = self.words.text.as_ref();
        let inner = &text[open + 1..end];
        let head_length = inner.find(['|', '}', '{']).unwrap_or(inner.len());
        let head = &inner[..head_length];
        let kind = head.split_whitespace().next().unwrap_or_default();
        let kind_start = open + 1 + (head.len() - head.trim_start().len());
        let kind_span = kind_start..kind_start + kind.len().max(usize::from(!head.is_empty()));
        let close = self.close(open, end);
        if !fields::MARKS.contains(&kind) {
            let kind = kind.to_owned();
            self.report(kind_span, |at| fields::unknown_mark(at, &kind));
            return close.map_or(end, |close| close + 1);
        }
        let Some(close) = close else {
            self.report(open..open + 1, fields::mark_left_open);
            return end;
        };
        if inner.as_bytes().get(head_length) != Some(&b'|') {
            // `{fact id}`, or a brace inside the head.
            let what = if head[head.find(kind).unwrap_or(0) + kind.len()..].trim().is_empty() {
                "id"
            } else {
                "words"
            };
            let kind = kind.to_owned();
            self.report(open..close + 1, |at| fields::unfinished_mark(at, &kind, what));
            return close + 1;
        }
        if in_italics {
            self.report(open..open + 1, |at| fields::nested_mark(at, "a mark inside italics"));
        }
        let after_kind = kind_start + kind.len();
        let id = text[after_kind..open + 1 + head_length].trim();
        let id_start =
            after_kind + text[after_kind..].len() - text[after_kind..].trim_start().len();
        let id_span = id_start..id_start + id.len();
        let mark = match (id.is_empty(), kind) {
            (true, _) => {
                let kind = kind.to_owned();
                self.report(open..close + 1, |at| fields::unfinished_mark(at, &kind, "id"));
                None
            }
            (false, "fact") => self.link(
                |names, at| names.facts.link(id, at).map(|fact| Mark::Fact(FactId::new(fact))),
                id_span,
            ),
            (false, "term") => {
                let term = self.link(
                    |names, at| names.terms.link(id, at).map(|term| Mark::Term(TermId::new(term))),
                    id_span.clone(),
                );
                self.term_in_time(term, id_span);
                term
            }
            (false, _) => self.link(
                |names, at| names.claims.link(id, at).map(|claim| Mark::Claim(ClaimId::new(claim))),
                id_span,
            ),
        };
        let start = open + head_length + 2;
        let Some(end) = self.marked_words(start, close, mark) else {
            self.report(open..open + 1, fields::mark_left_open);
            return start;
        };
        if text[start..close].trim().is_empty() {
            let kind = kind.to_owned();
            self.report(open..close + 1, |at| fields::unfinished_mark(at, &kind, "words"));
        }
        end
    }

    fn link<I>(
        &mut self,
        find: impl FnOnce(&Names<'_>, At<'_>) -> Result<I, Option<Box<Diagnostic>>>,
        span: Range<usize>,
    ) -> Option<I> {
        let at = At { file: self.scope.file, span: self.words.place(span) };
        find(self.scope.names, at)
            .map_err(|problem| self.problems.extend(problem.map(|problem| *problem)))
            .ok()
    }

    /// Sets the words inside a mark, and hands back where it ends. Nothing if
    /// the mark was not closed: another begins before this one ends, and only
    /// one end is there for both.
    fn marked_words(&mut self, start: usize, close: usize, mark: Option<Mark>) -> Option<usize> {
        let text = self.words.text.as_ref();
        let emphasis = self.now.emphasis;
        if let Some((inner, None)) = self.first_brace(start, close) {
            let rest = &text[close + 1..];
            let end = rest.find('}')?;
            if rest.find('{').is_some_and(|begin| begin < end) {
                return None;
            }
            self.report(inner..inner + 1, |at| {
                fields::nested_mark(at, "a mark inside another mark")
            });
            return Some(close + 1 + end + 1);
        }
        self.cut(emphasis, mark);
        self.in_mark = true;
        self.run(start..close);
        self.in_mark = false;
        self.cut(emphasis, None);
        Some(close + 1)
    }

    /// Where a mark that begins at `open` ends: at the first brace, but for
    /// those of words that vary.
    fn close(&self, open: usize, end: usize) -> Option<usize> {
        let text = &self.words.text[..end];
        let first = open + 1 + text[open + 1..].find('}')?;
        match self.first_brace(open + 1, first) {
            Some((_, Some(_))) => Outline::of(text, open, end).map(|outline| outline.close),
            _ => Some(first),
        }
    }

    /// The first brace that opens in a range, and what varies there.
    fn first_brace(&self, start: usize, end: usize) -> Option<(usize, Option<&'static str>)> {
        let at = start + self.words.text[start..end].find('{')?;
        Some((at, varied::kind_at(&self.words.text[at..])))
    }
}
