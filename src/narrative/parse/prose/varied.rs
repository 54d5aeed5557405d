//! Words in braces that are not as they stand: `{if condition|words|other words}`,
//! `{stages a|b}`, `{once a|b}`, `{cycle a|b}`, `{shuffle a|b}`, `{value x}`,
//! `{place x}`, `{person x}`.

use std::ops::Range;

use super::Setter;
use crate::narrative::diagnostic::fields;
use crate::narrative::model::{Order, Segment, Span, salt};
use crate::narrative::parse::expression;

/// How deep words that vary may nest.
const DEEPEST: usize = 4;

/// The way of varying that begins at a brace, if one does.
pub(super) fn kind_at(text: &str) -> Option<&'static str> {
    let inner = text.strip_prefix('{')?.trim_start();
    let end = inner.find(|letter: char| !letter.is_ascii_lowercase()).unwrap_or(inner.len());
    let follows = inner[end..].chars().next();
    let ends = follows.is_none_or(|sign| sign.is_whitespace() || matches!(sign, '|' | '}'));
    fields::VARIED.into_iter().find(|kind| ends && *kind == &inner[..end])
}

/// Where the brace at `open` is closed, and the bars between.
pub(super) struct Outline {
    pub(super) close: usize,
    pub(super) bars: Vec<usize>,
}

impl Outline {
    /// Doubled braces are signs, but where two that are open end together.
    pub(super) fn of(text: &str, open: usize, end: usize) -> Option<Outline> {
        let bytes = &text.as_bytes()[..end];
        let (mut depth, mut bars) = (1, Vec::new());
        let mut at = open + 1;
        while let Some(byte) = bytes.get(at) {
            let is_doubled = bytes.get(at + 1) == Some(byte);
            match byte {
                b'{' if is_doubled => at += 1,
                b'{' => depth += 1,
                b'}' if is_doubled && depth == 1 => at += 1,
                b'}' => depth -= 1,
                b'|' if depth == 1 => bars.push(at),
                _ => {}
            }
            if depth == 0 {
                return Some(Outline { close: at, bars });
            }
            at += 1;
        }
        None
    }
}

impl Setter<'_, '_> {
    /// Reads words that vary, from the brace at `open`. Hands back where they
    /// end.
    pub(super) fn varied(&mut self, open: usize, end: usize, kind: &'static str) -> usize {
        let text = self.words.text.as_ref();
        let Some(Outline { close, bars }) = Outline::of(text, open, end) else {
            self.report(open..open + 1, fields::mark_left_open);
            return end;
        };
        let inner = open + 1..close;
        let start = inner.start + text[inner.clone()].find(kind).unwrap_or(0) + kind.len();
        if self.depth >= DEEPEST {
            self.report(open..open + 1, fields::varied_too_deep);
            return close + 1;
        }
        let mut edges = bars.clone();
        edges.push(close);
        // What stands between the word and the first bar, then the rest.
        let head = start..edges[0];
        let after: Vec<Range<usize>> = edges.windows(2).map(|pair| pair[0] + 1..pair[1]).collect();
        let is_wrong = match kind {
            "value" | "place" | "person" => {
                !after.is_empty() || text[head.clone()].trim().is_empty()
            }
            "if" => !matches!(after.len(), 1 | 2),
            "once" => head.is_empty(),
            _ => head.is_empty() || after.is_empty(),
        };
        if is_wrong {
            self.report(open..close + 1, |at| fields::varied_wrongly(at, kind));
            return close + 1;
        }
        if matches!(kind, "place" | "person") {
            self.named(head, kind);
            return close + 1;
        }
        self.cut(self.now.emphasis, self.now.mark);
        let segment = match kind {
            "value" => self.value(head),
            "if" => {
                let words = self.words.part(head);
                let condition = expression::condition(&words, self.scope, self.problems);
                let mut forms = self.forms(after, open).into_iter();
                let then = forms.next().unwrap_or_default();
                let otherwise = forms.next().unwrap_or_default();
                Some(Segment::If { condition, then, otherwise })
            }
            _ => {
                // The space after the word is no part of the first form.
                let first = text[head.clone()].chars().next().map_or(0, char::len_utf8);
                let first = head.start + first..head.end;
                let order = self.order(kind);
                let forms = self.forms([vec![first], after].concat(), open);
                Some(Segment::Turns { order, forms })
            }
        };
        self.segments.extend(self.spans.drain(..).map(Segment::Words));
        self.segments.extend(segment);
        close + 1
    }

    fn order(&mut self, kind: &str) -> Order {
        match kind {
            "once" => Order::Once,
            "cycle" => Order::Cycle,
            "shuffle" => {
                self.shuffles += 1;
                let scene =
                    self.scope.scene.map(|scene| self.scope.names.scenes.name(scene.index()));
                let salt = salt(scene.unwrap_or_default(), self.voice.key, self.shuffles);
                Order::Shuffle { salt }
            }
            _ => Order::Stages,
        }
    }

    fn value(&mut self, range: Range<usize>) -> Option<Segment> {
        let words = self.words.part(range);
        let (number, words) = expression::value(&words, self.scope, self.problems)?;
        let Span { emphasis, mark, .. } = self.now;
        Some(Segment::Value { number, words, emphasis, mark })
    }

    fn forms(&mut self, ranges: Vec<Range<usize>>, open: usize) -> Vec<Vec<Segment>> {
        let (emphasis, mark) = (self.now.emphasis, self.now.mark);
        let spans = std::mem::take(&mut self.spans);
        let segments = std::mem::take(&mut self.segments);
        self.depth += 1;
        let mut forms = Vec::with_capacity(ranges.len());
        let is_empty = |range: &Range<usize>| range.is_empty();
        if ranges.iter().all(is_empty) {
            self.report(open..open + 1, fields::empty_text);
        }
        for range in ranges {
            let start = range.start;
            self.run(range);
            if self.now.emphasis != emphasis {
                self.report(start..start + 1, fields::italics_across_forms);
            }
            self.cut(emphasis, mark);
            let mut form = std::mem::take(&mut self.segments);
            form.extend(self.spans.drain(..).map(Segment::Words));
            forms.push(form);
        }
        self.depth -= 1;
        self.spans = spans;
        self.segments = segments;
        forms
    }
}
