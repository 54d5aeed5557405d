//! A story as a machine: the places a life can stand at, the steps between
//! them, and all that conditions can ask for.
//!
//! Only this module knows what stories are made of.

use crate::narrative::model::{
    Block, Choice, ChoiceId, Comparison, Condition, Effect, EndingId, Mark, Number, SceneId,
    Situation, Story, VariableId,
};

use super::reads::{Reads, caps};

/// A story as a machine.
pub(super) struct Machine {
    /// All that conditions can ask for.
    pub(super) slots: Vec<Slot>,
    /// Where a life can stand, the first first.
    pub(super) locations: Vec<Location>,
    /// The steps, location by location.
    pub(super) edges: Vec<Edge>,
    /// What every slot holds on the first page.
    pub(super) start: Vec<i32>,
    variables: Vec<usize>,
    visits: Vec<Option<usize>>,
    taken: Vec<Option<usize>>,
}

/// Something that conditions ask for, and the whole numbers it may hold.
#[derive(Debug)]
pub(super) struct Slot {
    /// The lowest number.
    pub(super) low: i32,
    /// The highest number.
    pub(super) high: i32,
    /// The number before the first page.
    pub(super) start: i32,
    /// Whether it counts on beyond `high`, where nobody can follow.
    pub(super) endless: bool,
}

impl Slot {
    pub(super) fn size(&self) -> usize {
        (self.high - self.low) as usize + 1
    }
}

/// A page to stand on.
pub(super) struct Location {
    pub(super) scene: SceneId,
    pub(super) ending: Option<EndingId>,
    /// The steps on from here.
    pub(super) out: std::ops::Range<usize>,
    /// What may be read here.
    pub(super) shown: Vec<Shown>,
}

/// A passage of a page.
pub(super) struct Shown {
    pub(super) key: String,
    /// Which of its block's passages that take turns, from 0, and of how many.
    pub(super) stage: Option<(usize, usize)>,
    /// When it is shown.
    pub(super) condition: Condition,
    pub(super) marks: Vec<Mark>,
    pub(super) words: usize,
    /// Whether it is shown in place of the prose only.
    pub(super) in_summary: bool,
}

/// A step from one location to another.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) choice: ChoiceId,
    /// When it is open.
    pub(super) guard: Condition,
    /// What it changes, in order.
    pub(super) changes: Vec<Change>,
}

/// A change to one slot.
pub(super) struct Change {
    pub(super) slot: usize,
    pub(super) value: Number,
    /// The variable an author changes by it.
    pub(super) variable: Option<VariableId>,
}

/// What a change comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Outcome {
    /// The new number; nothing where it cannot be followed.
    pub(super) number: Option<i32>,
    /// -1 where it was held at the lowest number, 1 at the highest.
    pub(super) held: i8,
}

impl Machine {
    /// The machine of a story; `also` are conditions that somebody asks besides
    /// it.
    pub(super) fn of(story: &Story, also: &[&Condition]) -> Machine {
        let mut reads = Reads::of(story);
        also.iter().for_each(|condition| reads.condition(condition));
        let mut slots = Vec::new();
        let mut slot = |low, high, start, endless| {
            slots.push(Slot { low, high, start, endless });
            slots.len() - 1
        };
        let variables = story.variables.iter().map(|variable| {
            let (low, high) = variable.domain.bounds();
            slot(low, high, variable.start, false)
        });
        let variables = variables.collect();
        let caps = caps(story, &reads);
        let visits = caps.iter().map(|cap| cap.map(|cap| slot(0, cap.most, 0, cap.endless)));
        let visits = visits.collect();
        let taken = reads.taken.iter().map(|read| read.then(|| slot(0, 1, 0, false))).collect();
        let mut machine = Machine {
            slots,
            locations: Vec::new(),
            edges: Vec::new(),
            start: Vec::new(),
            variables,
            visits,
            taken,
        };
        machine.build(story);
        machine
    }

    fn build(&mut self, story: &Story) {
        let mut standing = vec![None; story.scenes.len()];
        let mut waiting = vec![story.start];
        standing[story.start.index()] = Some(0);
        let mut next = 0;
        while let Some(&id) = waiting.get(next) {
            let scene = story.scene(id);
            let start = self.edges.len();
            let is_open = |choice: &Choice| {
                let fresh =
                    choice.once.then(|| Condition::Not(Box::new(Condition::Taken(choice.id))));
                let asked =
                    (choice.condition != Condition::Always(true)).then(|| choice.condition.clone());
                all(fresh.into_iter().chain(asked).collect())
            };
            let mut open: Vec<_> =
                scene.choices.iter().map(|choice| (choice, is_open(choice))).collect();
            if let Some(choice) = &scene.otherwise {
                let any = Condition::Any(open.iter().map(|(_, open)| open.clone()).collect());
                open.push((choice, Condition::Not(Box::new(any))));
            }
            for (choice, guard) in open {
                let to = *standing[choice.goto.index()].get_or_insert_with(|| {
                    waiting.push(choice.goto);
                    waiting.len() - 1
                });
                let mut changes = Vec::new();
                if let Some(slot) = self.taken[choice.id.index()] {
                    changes.push(Change { slot, value: Number::Literal(1), variable: None });
                }
                self.change(&choice.effects, &mut changes);
                self.enter(story, choice.goto, &mut changes);
                self.edges.push(Edge { from: next, to, choice: choice.id, guard, changes });
            }
            let mut shown = Vec::new();
            passages(id, &scene.body, &[], false, &mut shown);
            passages(id, &scene.summary, &[], true, &mut shown);
            let out = start..self.edges.len();
            self.locations.push(Location { scene: id, ending: scene.ending, out, shown });
            next += 1;
        }
        let mut first = Vec::new();
        self.enter(story, story.start, &mut first);
        let mut values: Vec<_> = self.slots.iter().map(|slot| slot.start).collect();
        for change in &first {
            values[change.slot] = self.outcome(change, &values).number.unwrap_or_default();
        }
        self.start = values;
    }

    /// What happens on the way into a scene.
    fn enter(&self, story: &Story, scene: SceneId, changes: &mut Vec<Change>) {
        if let Some(slot) = self.visits[scene.index()] {
            let (one, count) = (Number::Literal(1), Number::Visits(scene));
            let value = Number::Plus(Box::new(count), Box::new(one));
            changes.push(Change { slot, value, variable: None });
        }
        self.change(&story.scene(scene).effects, changes);
    }

    fn change(&self, effects: &[Effect], changes: &mut Vec<Change>) {
        changes.extend(effects.iter().map(|effect| Change {
            slot: self.variables[effect.variable.index()],
            value: effect.value.clone(),
            variable: Some(effect.variable),
        }));
    }

    /// What a change comes to with these numbers in the slots.
    pub(super) fn outcome(&self, change: &Change, values: &[i32]) -> Outcome {
        let slot = &self.slots[change.slot];
        let number = change.value.value(&Standing { machine: self, values });
        if change.variable.is_none() {
            let followed = number <= slot.high || !slot.endless;
            return Outcome { number: followed.then_some(number.min(slot.high)), held: 0 };
        }
        let held = i8::from(number > slot.high) - i8::from(number < slot.low);
        Outcome { number: Some(number.clamp(slot.low, slot.high)), held }
    }

    /// Whether a condition holds with these numbers in the slots.
    pub(super) fn holds(&self, condition: &Condition, values: &[i32]) -> bool {
        condition.holds(&Standing { machine: self, values })
    }

    /// The slots a condition without parts asks for, sorted.
    pub(super) fn asked(&self, condition: &Condition) -> Vec<usize> {
        let mut slots = Vec::new();
        match condition {
            Condition::Flag(variable) => slots.push(self.variables[variable.index()]),
            Condition::Taken(choice) => slots.extend(self.taken[choice.index()]),
            Condition::Visited(scene) => slots.extend(self.visits[scene.index()]),
            Condition::Compare(left, _, right) => {
                slots = self.asked_by_number(left);
                slots.extend(self.asked_by_number(right));
            }
            Condition::Always(_) | Condition::Not(_) | Condition::All(_) | Condition::Any(_) => {}
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// The slots a number is made from, sorted.
    pub(super) fn asked_by_number(&self, number: &Number) -> Vec<usize> {
        let mut slots = match number {
            Number::Literal(_) => Vec::new(),
            Number::Variable(variable) => vec![self.variables[variable.index()]],
            Number::Visits(scene) => self.visits[scene.index()].into_iter().collect(),
            Number::Plus(left, right) | Number::Minus(left, right) => {
                [self.asked_by_number(left), self.asked_by_number(right)].concat()
            }
        };
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

/// The parts of a condition that have no parts.
pub(super) fn atoms<'c>(condition: &'c Condition, each: &mut dyn FnMut(&'c Condition)) {
    match condition {
        Condition::Not(inner) => atoms(inner, each),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| atoms(part, each));
        }
        atom => each(atom),
    }
}

/// Numbers in slots, as conditions ask for them.
struct Standing<'m> {
    machine: &'m Machine,
    values: &'m [i32],
}

impl Situation for Standing<'_> {
    fn value(&self, variable: VariableId) -> i32 {
        self.values[self.machine.variables[variable.index()]]
    }

    fn visits(&self, scene: SceneId) -> i32 {
        self.machine.visits[scene.index()].map_or(0, |slot| self.values[slot])
    }

    fn has_taken(&self, choice: ChoiceId) -> bool {
        self.machine.taken[choice.index()].is_some_and(|slot| self.values[slot] != 0)
    }
}

fn all(mut conditions: Vec<Condition>) -> Condition {
    match conditions.len() {
        0 => Condition::Always(true),
        1 => conditions.swap_remove(0),
        _ => Condition::All(conditions),
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Every passage of a list of blocks, and when it is shown.
fn passages(
    scene: SceneId,
    blocks: &[Block],
    when: &[Condition],
    in_summary: bool,
    shown: &mut Vec<Shown>,
) {
    for block in blocks {
        if let Block::When { condition, then, otherwise } = block {
            let closed = Condition::Not(Box::new(condition.clone()));
            for (blocks, condition) in [(then, condition.clone()), (otherwise, closed)] {
                let when = [when, &[condition]].concat();
                passages(scene, blocks, &when, in_summary, shown);
            }
            continue;
        }
        let passages = block.passages();
        for (index, passage) in passages.iter().enumerate() {
            let mut when = when.to_vec();
            let mut stage = None;
            if let (Block::Stages(_), 2..) = (block, passages.len()) {
                let is_last = index + 1 == passages.len();
                let comparison = if is_last { Comparison::AtLeast } else { Comparison::Equal };
                let visit = Number::Literal(i32::try_from(index + 1).unwrap_or(i32::MAX));
                when.push(Condition::Compare(Number::Visits(scene), comparison, visit));
                stage = Some((index, passages.len()));
            }
            shown.push(Shown {
                key: passage.key.clone(),
                stage,
                condition: all(when),
                marks: passage.spans.iter().filter_map(|span| span.mark).collect(),
                words: count(&passage.plain()),
                in_summary,
            });
        }
    }
}
