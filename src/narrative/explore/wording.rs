//! How many words passages have, some of which vary.

use super::slots::Slots;
use super::test::Test;
use crate::narrative::model::{
    Comparison, Condition, Number, Order, Passage, Prose, SceneId, Segment, Story,
};

/// Words of one passage that vary in more ways than this are not counted.
const WAYS: usize = 512;

/// The ways the words of a passage may be, and when they are so. Of those that
/// are so at the same time chance decides.
pub(super) type Wordings = Vec<(Test, String)>;

/// How many words a passage has.
#[derive(Clone)]
pub(super) struct Count {
    /// When it has so many.
    pub(super) test: Test,
    /// The fewest that chance can make it.
    pub(super) least: usize,
    /// The most.
    pub(super) most: usize,
}

/// A piece of a passage, with words of its own.
pub(super) struct Piece {
    ways: Wordings,
    /// Whether its first word may be the end of the last one before it.
    may_join: bool,
}

impl Piece {
    pub(super) fn whole(ways: Wordings) -> Piece {
        Piece { ways, may_join: false }
    }

    /// How many words there are where the passage is shown.
    pub(super) fn count(self, shown: &Test) -> Vec<Count> {
        let mut counts: Vec<Count> = Vec::new();
        for (test, text) in self.ways {
            let most = text.split_whitespace().count();
            let least = most.saturating_sub(usize::from(self.may_join));
            let test = Test::all([shown.clone(), test]);
            match counts.iter_mut().find(|count| count.test == test) {
                Some(count) => {
                    count.least = count.least.min(least);
                    count.most = count.most.max(most);
                }
                None => counts.push(Count { test, least, most }),
            }
        }
        counts
    }
}

/// Where the words stand.
pub(super) struct Wording<'m> {
    pub(super) story: &'m Story,
    pub(super) slots: &'m Slots,
    pub(super) scene: SceneId,
}

impl Wording<'_> {
    /// The ways a passage may be; nothing where there are too many.
    pub(super) fn of(&self, passage: &Passage) -> Option<Wordings> {
        match &passage.prose {
            Prose::Plain(_) => Some(vec![(Test::Always(true), passage.plain())]),
            Prose::Varied(segments) => self.list(segments),
        }
    }

    /// The same piece by piece, as white space and the number of ways divide it.
    pub(super) fn pieces(&self, passage: &Passage) -> Option<Vec<Piece>> {
        let Prose::Varied(segments) = &passage.prose else {
            return Some(vec![Piece::whole(self.of(passage)?)]);
        };
        let mut pieces = Vec::new();
        let mut last = Piece::whole(nothing());
        for segment in segments {
            let ways = self.segment(segment)?;
            let is_end =
                |(_, text): &(Test, String)| text.is_empty() || text.ends_with(char::is_whitespace);
            let is_apart = last.ways.iter().all(is_end)
                || ways.iter().all(|(_, text)| text.starts_with(char::is_whitespace));
            let together = if is_apart { None } else { each_with_each(&last.ways, &ways) };
            match together {
                Some(together) => last.ways = together,
                None => {
                    pieces.push(std::mem::replace(&mut last, Piece { ways, may_join: !is_apart }))
                }
            }
        }
        pieces.push(last);
        Some(pieces)
    }

    /// The ways of texts that take turns.
    pub(super) fn turns(&self, order: Order, texts: Vec<Wordings>) -> Option<Wordings> {
        let count = texts.len();
        if let Order::Shuffle { .. } = order {
            return shuffled(texts);
        }
        let mut ways = Vec::new();
        let mut turns = Vec::new();
        for (index, text) in texts.into_iter().enumerate() {
            let turn = Test::turn(self.slots, self.scene, order, index, count);
            let turn = turn.unwrap_or(Test::Always(true));
            ways.extend(under(&turn, text));
            turns.push(turn);
        }
        if order == Order::Once {
            ways.push((Test::not(Test::any(turns)), String::new()));
        }
        Some(ways)
    }

    fn list(&self, segments: &[Segment]) -> Option<Wordings> {
        let mut ways = nothing();
        for segment in segments {
            ways = each_with_each(&ways, &self.segment(segment)?)?;
        }
        Some(ways)
    }

    fn segment(&self, segment: &Segment) -> Option<Wordings> {
        Some(match segment {
            Segment::Words(span) => vec![(Test::Always(true), span.text.clone())],
            Segment::Value { words: None, .. } => vec![(Test::Always(true), "0".into())],
            Segment::Value { number, words: Some(variable), .. } => {
                let variable = self.story.variable(*variable);
                let (low, high) = variable.domain.bounds();
                let is = |value| {
                    let value = Number::Literal(value);
                    Test::Asks(Condition::Compare(number.clone(), Comparison::Equal, value))
                };
                (low..=high).map(|value| (is(value), variable.word(value))).collect()
            }
            Segment::If { condition, then, otherwise } => {
                let open = Test::of(condition);
                let closed = Test::not(open.clone());
                let mut both = under(&open, self.list(then)?);
                both.extend(under(&closed, self.list(otherwise)?));
                both
            }
            Segment::Turns { order, forms } => {
                let forms: Option<_> = forms.iter().map(|form| self.list(form)).collect();
                self.turns(*order, forms?)?
            }
        })
    }
}

/// No words, always.
fn nothing() -> Wordings {
    vec![(Test::Always(true), String::new())]
}

fn under(test: &Test, ways: Wordings) -> Wordings {
    let all = |(inner, words)| (Test::all([test.clone(), inner]), words);
    ways.into_iter().map(all).collect()
}

fn each_with_each(ways: &Wordings, next: &Wordings) -> Option<Wordings> {
    let is_few = ways.len() * next.len() <= WAYS;
    let pairs = ways.iter().flat_map(|(test, text)| {
        next.iter().map(move |(more, words)| {
            (Test::all([test.clone(), more.clone()]), format!("{text}{words}"))
        })
    });
    is_few.then(|| pairs.collect())
}

/// What must be so for each of the texts to be as it is; then any of them may
/// show.
fn shuffled(texts: Vec<Wordings>) -> Option<Wordings> {
    let mut together: Vec<(Test, Vec<String>)> = vec![(Test::Always(true), Vec::new())];
    for text in texts {
        if together.len() * text.len() > WAYS {
            return None;
        }
        together = together
            .iter()
            .flat_map(|(test, known)| {
                text.iter().map(move |(more, words)| {
                    let mut known = known.clone();
                    known.push(words.clone());
                    (Test::all([test.clone(), more.clone()]), known)
                })
            })
            .collect();
    }
    let each = |(test, texts): (Test, Vec<String>)| {
        texts.into_iter().map(move |text| (test.clone(), text))
    };
    Some(together.into_iter().flat_map(each).collect())
}
