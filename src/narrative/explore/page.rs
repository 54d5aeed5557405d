//! What may be read on a page and what may be chosen there, each with what must
//! be so for it. The rules are those of `run::rules`.

use super::slots::Slots;
use super::test::Test;
use super::wording::{self, Piece, Wording};
use crate::narrative::model::{
    Block, Choice, ChoiceId, Condition, Mark, Offer, Passage, Prose, Scene, SceneId, Segment,
    Shows, Span, Story, Way,
};

/// A page: a scene as it was entered, or as it goes on behind an answer.
pub(super) struct Page<'s> {
    /// What may be read.
    pub(super) shown: Vec<Shown>,
    /// How many words the prose has, passage by passage; nothing where they
    /// vary in too many ways.
    pub(super) words: Option<Vec<wording::Count>>,
    /// What may be chosen.
    pub(super) choices: Vec<(&'s Choice, Test)>,
}

/// Something that may be read.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) key: String,
    pub(super) what: What,
    /// When it is shown.
    pub(super) test: Test,
    /// What it raises.
    pub(super) marks: Vec<Mark>,
}

/// What of a block it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// All of it.
    Block,
    /// One of the texts that take turns, from 0, and of how many.
    Turn(usize, usize),
    /// Words that are not always there: which of those of the block, in the
    /// order written, and what they say.
    Form(usize, String),
}

impl<'s> Page<'s> {
    /// The page of a scene behind `answered`; `may_return` says whether there is
    /// something to return to.
    pub(super) fn of(
        story: &'s Story,
        slots: &Slots,
        id: SceneId,
        answered: Option<ChoiceId>,
        may_return: bool,
    ) -> Page<'s> {
        let page = Page { shown: Vec::new(), words: Some(Vec::new()), choices: Vec::new() };
        let scene = story.scene(id);
        let mut reader = Reader { story, slots, scene, id, may_return, counts: true, page };
        let through = match answered {
            None => reader.go(&scene.body, Test::Always(true)),
            Some(answered) => reader.behind(answered),
        };
        reader.list(&through);
        reader.counts = false;
        reader.go(&scene.summary, Test::Always(true));
        reader.page
    }
}

struct Reader<'s, 'm> {
    story: &'s Story,
    slots: &'m Slots,
    scene: &'s Scene,
    id: SceneId,
    may_return: bool,
    /// Whether words count: those of a summary do not.
    counts: bool,
    page: Page<'s>,
}

impl<'s> Reader<'s, '_> {
    /// Reads blocks that are come to where `so` is so. Returns what must be so to
    /// come out behind them.
    fn go(&mut self, blocks: &'s [Block], mut so: Test) -> Test {
        for block in blocks {
            match block {
                Block::When { condition, then, otherwise } => {
                    let asked = self.page.choices.len();
                    let open = Test::of(condition);
                    let closed = Test::not(open.clone());
                    let then = self.go(then, Test::all([so.clone(), open]));
                    let otherwise = self.go(otherwise, Test::all([so.clone(), closed]));
                    if self.page.choices.len() > asked {
                        so = Test::any([then, otherwise]);
                    }
                }
                Block::Ask(choices) => {
                    let mut any = Vec::new();
                    for choice in choices.iter().map(|index| &self.scene.asked[*index]) {
                        let open = self.open(choice);
                        self.page.choices.push((choice, Test::all([so.clone(), open.clone()])));
                        any.push(open);
                    }
                    so = Test::all([so, Test::not(Test::any(any))]);
                }
                Block::Turns { order, passages } => {
                    let mut forms = 0;
                    for (index, passage) in passages.iter().enumerate() {
                        let turn = Test::turn(self.slots, self.id, *order, index, passages.len());
                        let turn = turn.unwrap_or(Test::Always(true));
                        let when = Test::all([so.clone(), turn]);
                        self.show(passage, What::Turn(index, passages.len()), &when, &mut forms);
                    }
                    let wording = self.wording();
                    let all: Option<_> = passages.iter().map(|one| wording.of(one)).collect();
                    let wordings = all.and_then(|all| wording.turns(*order, all));
                    self.count(wordings.map(|ways| vec![Piece::whole(ways)]), &so);
                }
                block => {
                    let mut forms = 0;
                    for passage in block.passages() {
                        self.show(passage, What::Block, &so, &mut forms);
                        self.count(self.wording().pieces(passage), &so);
                    }
                }
            }
        }
        so
    }

    /// Reads on behind an answer.
    fn behind(&mut self, answered: ChoiceId) -> Test {
        for choice in &self.scene.choices {
            if let Way::Stay(body) = &choice.way {
                if choice.id == answered {
                    return self.go(body, Test::Always(true));
                }
                if let Some(through) = self.go_on(body, answered) {
                    return through;
                }
            }
        }
        self.go_on(&self.scene.body, answered).unwrap_or(Test::Always(true))
    }

    /// Nothing where the answer does not stand in these blocks.
    fn go_on(&mut self, blocks: &'s [Block], answered: ChoiceId) -> Option<Test> {
        for (index, block) in blocks.iter().enumerate() {
            let inside = match block {
                Block::When { then, otherwise, .. } => {
                    let inside = self.go_on(then, answered);
                    inside.or_else(|| self.go_on(otherwise, answered))
                }
                Block::Ask(choices) => choices.iter().find_map(|index| {
                    let choice = &self.scene.asked[*index];
                    let Way::Stay(body) = &choice.way else { return None };
                    match choice.id == answered {
                        true => Some(self.go(body, Test::Always(true))),
                        false => self.go_on(body, answered),
                    }
                }),
                _ => None,
            };
            if let Some(so) = inside {
                return Some(self.go(&blocks[index + 1..], so));
            }
        }
        None
    }

    /// The choices of the list, the storylets and the fallback.
    fn list(&mut self, through: &Test) {
        let mut open: Vec<(&'s Choice, Test)> =
            self.scene.choices.iter().map(|choice| (choice, self.open(choice))).collect();
        for offer in &self.scene.offers {
            self.offer(offer, &mut open);
        }
        if let Some(choice) = &self.scene.otherwise {
            let none = Test::not(Test::any(open.iter().map(|(_, open)| open.clone())));
            open.push((choice, Test::all([self.leads(choice), none])));
        }
        let listed = open.into_iter();
        let listed = listed.map(|(choice, open)| (choice, Test::all([through.clone(), open])));
        self.page.choices.extend(listed);
    }

    /// The storylets of an offer, each open where fewer than there is room for
    /// come before it.
    fn offer(&self, offer: &'s Offer, open: &mut Vec<(&'s Choice, Test)>) {
        let storylets = &self.story.pools[offer.pool.index()].storylets;
        let tests: Vec<Test> = offer.choices.iter().map(|choice| self.open(choice)).collect();
        for (index, choice) in offer.choices.iter().enumerate() {
            let before = |other: usize| {
                let (first, second) = (index.min(other), index.max(other));
                let is_later = match self.slots.later(offer.pool, first, second) {
                    Some(slot) => Test::Holds(slot, 1),
                    None => Test::Always(false),
                };
                match storylets[other].rank().cmp(&storylets[index].rank()) {
                    std::cmp::Ordering::Greater => Test::Always(true),
                    std::cmp::Ordering::Less => Test::Always(false),
                    // Of two alike the one that was seen longer ago comes first.
                    std::cmp::Ordering::Equal if other < index => Test::not(is_later),
                    std::cmp::Ordering::Equal => is_later,
                }
            };
            let others = (0..tests.len()).filter(|other| *other != index);
            let earlier = others.map(|other| Test::all([tests[other].clone(), before(other)]));
            let earlier = earlier.filter(|test| *test != Test::Always(false)).collect();
            let is_full = Test::at_least(offer.most, earlier);
            open.push((choice, Test::all([tests[index].clone(), Test::not(is_full)])));
        }
    }

    fn open(&self, choice: &Choice) -> Test {
        let taken = Condition::Taken(choice.counts_as);
        let fresh = Test::any([Test::Always(!choice.once), Test::not(Test::Asks(taken))]);
        Test::all([fresh, Test::of(&choice.condition), self.leads(choice)])
    }

    fn leads(&self, choice: &Choice) -> Test {
        Test::Always(self.may_return || !matches!(choice.way, Way::Return))
    }

    fn show(&mut self, passage: &Passage, what: What, when: &Test, forms: &mut usize) {
        let fixed = match &passage.prose {
            Prose::Plain(spans) => spans.iter().filter_map(|span| span.mark).collect(),
            Prose::Varied(segments) => own_marks(segments),
        };
        let key = passage.key.clone();
        self.page.shown.push(Shown { key, what, test: when.clone(), marks: fixed });
        for form in passage.forms() {
            let tests = form.shows.iter().map(|shows| match *shows {
                Shows::If(condition, so) => {
                    let test = Test::of(condition);
                    if so { test } else { Test::not(test) }
                }
                Shows::Turn { order, index, count } => {
                    let turn = Test::turn(self.slots, self.id, order, index, count);
                    turn.unwrap_or(Test::Always(true))
                }
            });
            let test = Test::all(std::iter::once(when.clone()).chain(tests));
            let what = What::Form(*forms, own_words(form.segments));
            *forms += 1;
            let marks = own_marks(form.segments);
            self.page.shown.push(Shown { key: passage.key.clone(), what, test, marks });
        }
    }

    fn count(&mut self, pieces: Option<Vec<Piece>>, when: &Test) {
        if !self.counts {
            return;
        }
        match (&mut self.page.words, pieces) {
            (Some(words), Some(pieces)) => {
                words.extend(pieces.into_iter().flat_map(|piece| piece.count(when)));
            }
            (words, _) => *words = None,
        }
    }

    fn wording(&self) -> Wording<'_> {
        Wording { story: self.story, slots: self.slots, scene: self.id }
    }
}

fn own_spans(segments: &[Segment]) -> impl Iterator<Item = &Span> {
    segments.iter().filter_map(|segment| match segment {
        Segment::Words(span) => Some(span),
        _ => None,
    })
}

fn own_marks(segments: &[Segment]) -> Vec<Mark> {
    let mark = |segment: &Segment| match segment {
        Segment::Words(Span { mark, .. }) | Segment::Value { mark, .. } => *mark,
        _ => None,
    };
    segments.iter().filter_map(mark).collect()
}

fn own_words(segments: &[Segment]) -> String {
    own_spans(segments).map(|span| span.text.as_str()).collect::<String>().trim().to_owned()
}
