//! Passages: words under a key, some of which may vary.

use super::{ClaimId, Condition, FactId, Number, Order, SceneId, Situation, TermId, VariableId};

/// A run of text under a permanent key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The key, unique in its scene, which never changes.
    pub key: String,
    /// The text.
    pub prose: Prose,
}

/// What a passage says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prose {
    /// The same words always, cut where their style or mark changes.
    Plain(Vec<Span>),
    /// Words some of which vary.
    Varied(Box<[Segment]>),
}

/// A stretch of words that vary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Words that do not.
    Words(Span),
    /// A number, or the word for it.
    Value {
        /// The number.
        number: Number,
        /// The variable whose words stand for the number; without one, figures.
        words: Option<VariableId>,
        /// Whether it is set in italics.
        emphasis: bool,
        /// What it raises, if anything.
        mark: Option<Mark>,
    },
    /// One form or the other.
    If {
        /// Which of the two.
        condition: Condition,
        /// Shown when the condition is so.
        then: Vec<Segment>,
        /// Shown when it is not.
        otherwise: Vec<Segment>,
    },
    /// Forms that take turns.
    Turns {
        /// How they do.
        order: Order,
        /// The forms.
        forms: Vec<Vec<Segment>>,
    },
}

/// Text of one style and one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether they are set in italics.
    pub emphasis: bool,
    /// What they raise, if anything.
    pub mark: Option<Mark>,
    /// What a hand did to them.
    pub hand: Hand,
}

/// What a hand did to printed words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hand {
    /// Nothing.
    #[default]
    None,
    /// They are struck out.
    Struck,
    /// They are written in.
    Added,
}

/// What marked words raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A fact stands behind the words.
    Fact(FactId),
    /// The words are something somebody claims.
    Claim(ClaimId),
    /// The words are a term of the glossary.
    Term(TermId),
}

/// One form of words that vary, and all that must be so for it to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Form<'s> {
    /// From the outermost to the innermost.
    pub shows: Vec<Shows<'s>>,
    /// The words; forms inside them are listed on their own.
    pub segments: &'s [Segment],
}

/// What must be so for a form to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shows<'s> {
    /// The condition is so, or is not so.
    If(&'s Condition, bool),
    /// It is the turn of this one.
    Turn {
        /// How the forms take turns.
        order: Order,
        /// Which of them, from 0.
        index: usize,
        /// How many there are.
        count: usize,
    },
}

impl Shows<'_> {
    /// Whether it is so in `scene` as things stand; what chance decides, for
    /// some seed.
    pub fn may_hold(&self, now: &impl Situation, scene: SceneId) -> bool {
        match *self {
            Shows::If(condition, so) => condition.holds(now) == so,
            Shows::Turn { order, index, count } => order.may_show(index, count, now.visits(scene)),
        }
    }
}

impl Passage {
    /// Every span of every form, in the order written.
    pub fn spans(&self) -> Vec<&Span> {
        let mut spans = Vec::new();
        match &self.prose {
            Prose::Plain(plain) => spans.extend(plain),
            Prose::Varied(segments) => each(segments, &mut |segment| match segment {
                Segment::Words(span) => spans.push(span),
                Segment::Value { .. } | Segment::If { .. } | Segment::Turns { .. } => {}
            }),
        }
        spans
    }

    /// What the words of every form raise, in the order written.
    pub fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        match &self.prose {
            Prose::Plain(spans) => marks.extend(spans.iter().filter_map(|span| span.mark)),
            Prose::Varied(segments) => each(segments, &mut |segment| match segment {
                Segment::Words(Span { mark, .. }) | Segment::Value { mark, .. } => {
                    marks.extend(*mark)
                }
                Segment::If { .. } | Segment::Turns { .. } => {}
            }),
        }
        marks
    }

    /// The words alone, those of every form one after the other.
    pub fn plain(&self) -> String {
        fn write(segments: &[Segment], plain: &mut String) {
            for segment in segments {
                let (first, others) = match segment {
                    Segment::Words(span) => {
                        plain.push_str(&span.text);
                        continue;
                    }
                    Segment::Value { .. } => {
                        plain.push('0');
                        continue;
                    }
                    Segment::If { then, otherwise, .. } => (then, std::slice::from_ref(otherwise)),
                    Segment::Turns { forms, .. } => match forms.split_first() {
                        Some(forms) => forms,
                        None => continue,
                    },
                };
                write(first, plain);
                for form in others.iter().filter(|form| !form.is_empty()) {
                    plain.push(' ');
                    write(form, plain);
                }
            }
        }
        match &self.prose {
            Prose::Plain(spans) => spans.iter().map(|span| span.text.as_str()).collect(),
            Prose::Varied(segments) => {
                let mut plain = String::new();
                write(segments, &mut plain);
                plain
            }
        }
    }

    /// Whether it may have more words than `most`. Sure of fewer only.
    pub fn may_exceed(&self, most: usize) -> bool {
        let spaces = |span: &Span| span.text.bytes().filter(u8::is_ascii_whitespace).count();
        match &self.prose {
            Prose::Plain(spans) => spans.iter().map(spaces).sum::<usize>() >= most,
            Prose::Varied(_) => true,
        }
    }

    /// The words alone, of each place that varies the longest form.
    pub fn longest(&self) -> String {
        fn of(segments: &[Segment]) -> String {
            let longer = |one: String, other: String| match one.len() < other.len() {
                true => other,
                false => one,
            };
            segments
                .iter()
                .map(|segment| match segment {
                    Segment::Words(span) => span.text.clone(),
                    Segment::Value { .. } => "0".into(),
                    Segment::If { then, otherwise, .. } => longer(of(then), of(otherwise)),
                    Segment::Turns { forms, .. } => {
                        forms.iter().map(|form| of(form)).fold(String::new(), longer)
                    }
                })
                .collect()
        }
        match &self.prose {
            Prose::Plain(_) => self.plain(),
            Prose::Varied(segments) => of(segments),
        }
    }

    /// Every form of its words, each with what must be so for it to show.
    /// Empty where no words vary.
    pub fn forms(&self) -> Vec<Form<'_>> {
        fn list<'s>(segments: &'s [Segment], outer: &[Shows<'s>], forms: &mut Vec<Form<'s>>) {
            let mut form = |shows: Shows<'s>, segments: &'s [Segment]| {
                let shows = [outer, &[shows]].concat();
                forms.push(Form { shows: shows.clone(), segments });
                list(segments, &shows, forms);
            };
            for segment in segments {
                match segment {
                    Segment::Words(_) | Segment::Value { .. } => {}
                    Segment::If { condition, then, otherwise } => {
                        form(Shows::If(condition, true), then);
                        if !otherwise.is_empty() {
                            form(Shows::If(condition, false), otherwise);
                        }
                    }
                    Segment::Turns { order, forms } => {
                        for (index, segments) in forms.iter().enumerate() {
                            let count = forms.len();
                            form(Shows::Turn { order: *order, index, count }, segments);
                        }
                    }
                }
            }
        }
        let mut forms = Vec::new();
        if let Prose::Varied(segments) = &self.prose {
            list(segments, &[], &mut forms);
        }
        forms
    }

    /// Calls `visit` with every segment that varies, those inside others
    /// included.
    pub fn each_segment<'s>(&'s self, visit: &mut impl FnMut(&'s Segment)) {
        if let Prose::Varied(segments) = &self.prose {
            each(segments, visit);
        }
    }
}

fn each<'s>(segments: &'s [Segment], visit: &mut impl FnMut(&'s Segment)) {
    for segment in segments {
        visit(segment);
        match segment {
            Segment::Words(_) | Segment::Value { .. } => {}
            Segment::If { then, otherwise, .. } => {
                each(then, visit);
                each(otherwise, visit);
            }
            Segment::Turns { forms, .. } => forms.iter().for_each(|form| each(form, visit)),
        }
    }
}
