//! How long a passage can be as it is read: forms that exclude each other are
//! never counted together.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::links::Links;
use crate::narrative::model::{
    Block, Choice, ChoiceId, Condition, Number, Passage, Prose, Scene, SceneId, Segment, Situation,
    Story, TurnsId, VariableId, Way,
};

/// So many pasts of a passage are looked at. One that asks for more is held
/// to its longest forms, whether they go together or not.
const MOST: usize = 4_096;
/// A counter with more values is looked at around those it is compared with.
const FEW: i32 = 12;

/// Reads passages of a story as long as some life could find them.
pub(super) struct Readings<'s> {
    story: &'s Story,
    entered_again: OnceCell<Vec<bool>>,
}

impl<'s> Readings<'s> {
    pub(super) fn of(story: &'s Story) -> Readings<'s> {
        Readings { story, entered_again: OnceCell::new() }
    }

    /// The words of every reading of a passage, whatever went before; of texts
    /// that take turns the longest. Of a passage that hangs on too much, its
    /// longest forms.
    pub(super) fn readings(&self, passage: &Passage) -> BTreeSet<String> {
        let Prose::Varied(segments) = &passage.prose else {
            return BTreeSet::from([passage.plain()]);
        };
        let asked = self.asked(passage);
        let mut pasts = asked.iter().map(|(_, values)| values.len());
        let count = pasts.try_fold(1_usize, |all, values| all.checked_mul(values));
        let Some(count) = count.filter(|count| *count <= MOST) else {
            return BTreeSet::from([passage.longest()]);
        };
        let past = |mut number: usize| {
            let values = asked.iter().map(|(question, values)| {
                let value = values[number % values.len()];
                number /= values.len();
                (*question, value)
            });
            Past { values: values.collect(), readings: self }
        };
        (0..count).map(|number| read(segments, &past(number))).collect()
    }

    /// What the conditions of a passage ask, and the answers that matter.
    fn asked(&self, passage: &Passage) -> Vec<(Question, Vec<i32>)> {
        let mut asked = Asked { readings: self, answers: BTreeMap::new(), literals: vec![0] };
        passage.each_segment(&mut |segment| {
            if let Segment::If { condition, .. } = segment {
                asked.condition(condition);
            }
        });
        let near: BTreeSet<i32> =
            asked.literals.iter().flat_map(|at| [at.saturating_sub(1), *at, at + 1]).collect();
        let answers = asked.answers.into_iter().map(|(question, taken)| {
            let (from, to) = match question {
                Question::Value(variable) => self.story.variable(variable).domain.bounds(),
                Question::Visits(_) => (0, i32::MAX),
                Question::Turns(counted) => (0, i32::from(self.story.turns[counted.index()].most)),
                Question::Taken(..) => return (question, taken.into_iter().collect()),
            };
            match to.saturating_sub(from) <= FEW {
                true => (question, (from..=to).collect()),
                false => {
                    let within = near.iter().copied().filter(|value| (from..=to).contains(value));
                    let ends = [from, to].into_iter().filter(|end| *end != i32::MAX);
                    (question, within.chain(ends).collect::<BTreeSet<_>>().into_iter().collect())
                }
            }
        });
        answers.collect()
    }

    /// The choices of which a life takes one at most, as a question: those of
    /// one list in a scene that is entered but once.
    fn question(&self, choice: ChoiceId) -> Question {
        let id = self.story.choice_scenes[choice.index()];
        let scene = self.story.scene(id);
        let alone = Question::Taken(choice.index(), usize::MAX);
        match list(scene, choice) {
            Some(list) if !self.entered_again()[id.index()] => Question::Taken(id.index(), list),
            _ => alone,
        }
    }

    fn entered_again(&self) -> &[bool] {
        self.entered_again.get_or_init(|| {
            let links = Links::of(self.story);
            let back = links.ways_back();
            let from =
                |id: SceneId| links.lead_to(id).chain(back.get(&id).into_iter().flatten().copied());
            let again = |id: SceneId| {
                let (mut open, mut met): (Vec<_>, _) = (from(id).collect(), BTreeSet::new());
                while let Some(scene) = open.pop() {
                    if met.insert(scene) {
                        open.extend(from(scene));
                    }
                }
                met.contains(&id)
            };
            (0..self.story.scenes.len()).map(|index| again(SceneId::new(index))).collect()
        })
    }
}

/// Something that conditions ask of a life.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    /// The value of a variable.
    Value(VariableId),
    /// How often a scene was entered.
    Visits(SceneId),
    /// How many choices ago.
    Turns(TurnsId),
    /// Which choice of a list was taken, if any: a scene and its list, or a
    /// choice by itself.
    Taken(usize, usize),
}

struct Asked<'r, 's> {
    readings: &'r Readings<'s>,
    /// The choices asked for, from 1; 0 for none.
    answers: BTreeMap<Question, BTreeSet<i32>>,
    literals: Vec<i32>,
}

impl Asked<'_, '_> {
    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Always(_) => {}
            Condition::Flag(variable) => self.ask(Question::Value(*variable), 0),
            Condition::Taken(choice) => {
                self.ask(self.readings.question(*choice), choice.index() as i32 + 1);
            }
            Condition::Visited(scene) => self.ask(Question::Visits(*scene), 0),
            Condition::Compare(left, _, right) => {
                self.number(left);
                self.number(right);
            }
            Condition::Not(part) => self.condition(part),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.condition(part));
            }
        }
    }

    fn number(&mut self, number: &Number) {
        match number {
            Number::Literal(literal) => self.literals.push(*literal),
            Number::Variable(variable) => self.ask(Question::Value(*variable), 0),
            Number::Visits(scene) => self.ask(Question::Visits(*scene), 0),
            Number::Turns(counted) => self.ask(Question::Turns(*counted), 0),
            Number::Plus(left, right) | Number::Minus(left, right) => {
                self.number(left);
                self.number(right);
            }
        }
    }

    fn ask(&mut self, question: Question, answer: i32) {
        self.answers.entry(question).or_default().extend([0, answer]);
    }
}

/// What some life has done before it comes to a passage.
struct Past<'r, 's> {
    values: BTreeMap<Question, i32>,
    readings: &'r Readings<'s>,
}

impl Past<'_, '_> {
    fn answer(&self, question: Question) -> i32 {
        self.values.get(&question).copied().unwrap_or(0)
    }
}

impl Situation for Past<'_, '_> {
    fn value(&self, variable: VariableId) -> i32 {
        self.answer(Question::Value(variable))
    }

    fn visits(&self, scene: SceneId) -> i32 {
        self.answer(Question::Visits(scene))
    }

    fn has_taken(&self, choice: ChoiceId) -> bool {
        self.answer(self.readings.question(choice)) == choice.index() as i32 + 1
    }

    fn turns(&self, counted: TurnsId) -> i32 {
        self.answer(Question::Turns(counted))
    }
}

fn read(segments: &[Segment], past: &Past<'_, '_>) -> String {
    let words = |segment: &Segment| match segment {
        Segment::Words(span) => span.text.clone(),
        Segment::Value { .. } => "0".into(),
        Segment::If { condition, then, otherwise } => {
            read(if condition.holds(past) { then } else { otherwise }, past)
        }
        Segment::Turns { forms, .. } => {
            let forms = forms.iter().map(|form| read(form, past));
            forms.max_by_key(String::len).unwrap_or_default()
        }
    };
    segments.iter().map(words).collect()
}

/// Which list of a scene a choice stands in, of those that offer only one to
/// be taken in a visit: 0 is the scene’s own.
fn list(scene: &Scene, id: ChoiceId) -> Option<usize> {
    let leaves = |choice: &&Choice| !matches!(choice.way, Way::Stay(_));
    let own = scene.choices.iter().chain(&scene.otherwise).filter(leaves);
    let is_own = own.filter(|choice| !choice.key.contains('.')).any(|choice| choice.id == id);
    if is_own {
        return Some(0);
    }
    let asked = scene.asked.iter().position(|choice| choice.id == id)?;
    let mut lists = Vec::new();
    asks(scene, &scene.body, &mut lists);
    lists.iter().position(|list| list.contains(&asked)).map(|index| index + 1)
}

/// The lists of choices asked for in blocks, and in what they show.
fn asks<'s>(scene: &'s Scene, blocks: &'s [Block], lists: &mut Vec<&'s [usize]>) {
    for block in blocks {
        match block {
            Block::Ask(list) => {
                lists.push(list);
                for asked in list {
                    if let Way::Stay(body) = &scene.asked[*asked].way {
                        asks(scene, body, lists);
                    }
                }
            }
            Block::When { then, otherwise, .. } => {
                asks(scene, then, lists);
                asks(scene, otherwise, lists);
            }
            _ => {}
        }
    }
}
