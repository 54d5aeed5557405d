//! The words of a passage as they are in a life.

use std::borrow::Cow;

use super::{Playthrough, State};
use crate::narrative::model::{Condition, Hand, Order, Passage, Prose, Segment, Span, Story};

/// What decides which words show.
pub(super) struct Words<'l> {
    story: &'l Story,
    state: &'l State,
    seed: u64,
}

impl<'l> Words<'l> {
    pub(super) fn new(story: &'l Story, life: &'l Playthrough) -> Words<'l> {
        Words { story, state: life.state(), seed: life.seed() }
    }

    /// Whether a condition is so.
    pub(super) fn hold(&self, condition: &Condition) -> bool {
        condition.holds(self.state)
    }

    /// Which of `count` texts has its turn on this visit.
    pub(super) fn turn(&self, order: Order, count: usize) -> Option<usize> {
        order.turn(count, self.state.visits(self.state.scene), self.seed)
    }

    /// The words that show.
    pub(super) fn spans<'s>(&self, passage: &'s Passage) -> Cow<'s, [Span]> {
        match &passage.prose {
            Prose::Plain(spans) => Cow::Borrowed(spans),
            Prose::Varied(segments) => {
                let mut line = Line::default();
                self.set(segments, &mut line);
                Cow::Owned(line.end())
            }
        }
    }

    fn set(&self, segments: &[Segment], line: &mut Line) {
        for segment in segments {
            match segment {
                Segment::Words(span) => line.push(span),
                Segment::Value { number, words, emphasis, mark } => {
                    let number = number.value(self.state);
                    let word = match words {
                        Some(variable) => self.story.variable(*variable).word(number),
                        None => number.to_string(),
                    };
                    let (emphasis, mark) = (*emphasis, *mark);
                    line.push(&Span { text: word, emphasis, mark, hand: Hand::None });
                }
                Segment::If { condition, then, otherwise } => {
                    let form = if condition.holds(self.state) { then } else { otherwise };
                    self.set(form, line);
                }
                Segment::Turns { order, forms } => {
                    if let Some(turn) = self.turn(*order, forms.len()) {
                        self.set(&forms[turn], line);
                    }
                }
            }
        }
    }
}

/// Words put together: where two spaces meet one stays, and words of one
/// style and mark are one span, as if they had been written so.
#[derive(Default)]
struct Line {
    spans: Vec<Span>,
    ends_in_space: bool,
}

impl Line {
    fn push(&mut self, span: &Span) {
        let text = match self.ends_in_space || self.spans.is_empty() {
            true => span.text.trim_start_matches(' '),
            false => &span.text,
        };
        if text.is_empty() {
            return;
        }
        self.ends_in_space = text.ends_with(' ');
        match self.spans.last_mut() {
            Some(last)
                if (last.emphasis, last.mark, last.hand)
                    == (span.emphasis, span.mark, span.hand) =>
            {
                last.text.push_str(text);
            }
            _ => self.spans.push(Span { text: text.into(), ..span.clone() }),
        }
    }

    fn end(mut self) -> Vec<Span> {
        while let Some(last) = self.spans.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                break;
            }
            self.spans.pop();
        }
        self.spans
    }
}
