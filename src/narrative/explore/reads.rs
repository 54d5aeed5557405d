//! What conditions, effects and texts ask for, and how far visits must be
//! counted to answer.

use std::collections::BTreeSet;

use crate::narrative::model::{
    Block, Choice, ChoiceId, Condition, Effect, Number, Order, Passage, Promise, SceneId, Segment,
    Story, VariableId, Way,
};

/// Visits whose difference matters have no highest number that would do. They
/// are followed as far as this.
const FARTHEST: i64 = 40;

/// Everything that is asked for.
pub(super) struct Reads {
    /// By choice: whether it matters that it was taken.
    pub(super) taken: Vec<bool>,
    /// By scene: the visits that simple questions tell apart.
    simple: Vec<Option<i64>>,
    /// Sums that ask for visits, and what more they may come to.
    sums: Vec<Sum>,
    /// Where texts go round, and how many.
    pub(super) rounds: BTreeSet<(SceneId, usize)>,
    bounds: Vec<(i32, i32)>,
}

/// How far visits are counted.
#[derive(Clone, Copy)]
pub(super) struct Cap {
    pub(super) most: i32,
    /// Whether there is more to tell beyond it.
    pub(super) endless: bool,
}

/// Visits added and taken away.
#[derive(Default)]
struct Sum {
    visits: Vec<(SceneId, i64)>,
    /// How far from 0 all the rest may be.
    rest: i64,
}

impl Reads {
    pub(super) fn of(story: &Story) -> Reads {
        let mut reads = Reads {
            taken: vec![false; story.choice_scenes.len()],
            simple: vec![None; story.scenes.len()],
            sums: Vec::new(),
            rounds: BTreeSet::new(),
            bounds: story.variables.iter().map(|variable| variable.domain.bounds()).collect(),
        };
        for promise in &story.promises {
            if let Promise::Reachable(moment) | Promise::Never(moment) = promise {
                reads.condition(&moment.condition);
            }
        }
        for (index, scene) in story.scenes.iter().enumerate() {
            reads.effects(&scene.effects);
            scene.all_choices().for_each(|choice| reads.choice(choice));
            scene.blocks().into_iter().for_each(|block| reads.block(SceneId::new(index), block));
        }
        reads
    }

    fn choice(&mut self, choice: &Choice) {
        self.condition(&choice.condition);
        self.effects(&choice.effects);
        if choice.once {
            self.took(choice.counts_as);
        }
        if let Way::Chance(outcomes) = &choice.way {
            outcomes.iter().for_each(|outcome| self.effects(&outcome.effects));
        }
    }

    fn took(&mut self, choice: ChoiceId) {
        self.taken[choice.index()] = true;
    }

    fn visited(&mut self, scene: SceneId, times: i64) {
        let known = &mut self.simple[scene.index()];
        *known = Some(known.unwrap_or(0).max(times));
    }

    /// Blocks inside it aside.
    fn block(&mut self, scene: SceneId, block: &Block) {
        match block {
            Block::When { condition, .. } => self.condition(condition),
            Block::Turns { order, passages } => self.turns(scene, *order, passages.len()),
            _ => {}
        }
        block.passages().iter().for_each(|passage| self.passage(scene, passage));
    }

    fn passage(&mut self, scene: SceneId, passage: &Passage) {
        passage.each_segment(&mut |segment| match segment {
            Segment::Words(_) | Segment::Value { words: None, .. } => {}
            Segment::Value { number, .. } => self.sum(&[(number, 1)]),
            Segment::If { condition, .. } => self.condition(condition),
            Segment::Turns { order, forms } => self.turns(scene, *order, forms.len()),
        });
    }

    fn turns(&mut self, scene: SceneId, order: Order, count: usize) {
        match order {
            Order::Stages if count > 1 => self.visited(scene, count as i64),
            Order::Once => self.visited(scene, count as i64 + 1),
            Order::Cycle if count > 1 => drop(self.rounds.insert((scene, count))),
            Order::Stages | Order::Cycle | Order::Shuffle { .. } => {}
        }
    }

    fn effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            self.sum(&[(&effect.value, 1), (&Number::Variable(effect.variable), -1)]);
        }
    }

    pub(super) fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Always(_) | Condition::Flag(_) => {}
            Condition::Taken(choice) => self.took(*choice),
            Condition::Visited(scene) => self.visited(*scene, 1),
            Condition::Compare(left, _, right) => self.sum(&[(left, 1), (right, -1)]),
            Condition::Not(inner) => self.condition(inner),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.condition(part));
            }
        }
    }

    fn sum(&mut self, parts: &[(&Number, i64)]) {
        let mut sum = Sum::default();
        parts.iter().for_each(|(number, sign)| self.add(&mut sum, number, *sign));
        sum.visits.iter().for_each(|(scene, _)| self.visited(*scene, 1));
        self.sums.push(sum);
    }

    fn add(&self, sum: &mut Sum, number: &Number, sign: i64) {
        let farthest = |variable: &VariableId| {
            let (low, high) = self.bounds[variable.index()];
            i64::from(low).abs().max(i64::from(high).abs())
        };
        match number {
            Number::Literal(number) => sum.rest += i64::from(*number).abs(),
            Number::Variable(variable) => sum.rest += farthest(variable),
            // Compared with literals alone, and counted as far as those need.
            Number::Turns(_) => {}
            Number::Visits(scene) => {
                match sum.visits.iter_mut().find(|(known, _)| known == scene) {
                    Some((_, times)) => *times += sign,
                    None => sum.visits.push((*scene, sign)),
                }
            }
            Number::Plus(left, right) => {
                self.add(sum, left, sign);
                self.add(sum, right, sign);
            }
            Number::Minus(left, right) => {
                self.add(sum, left, sign);
                self.add(sum, right, -sign);
            }
        }
    }
}

/// How far the visits of each scene must be counted; nothing where nobody asks.
///
/// Once visits are more than all the rest of a sum can make up for, one visit
/// more changes nothing, as long as no other visits are taken away from them.
pub(super) fn caps(story: &Story, reads: &Reads) -> Vec<Option<Cap>> {
    let mut caps: Vec<Option<Cap>> = vec![None; story.scenes.len()];
    let mut raise = |scene: usize, to: i64, is_endless: bool| {
        let is_far = to > i64::from(u16::MAX / 4);
        let most = if is_far { FARTHEST } else { to };
        let cap = caps[scene].get_or_insert(Cap { most: 0, endless: false });
        cap.most = cap.most.max(most as i32);
        cap.endless |= is_endless || is_far;
    };
    for (scene, times) in reads.simple.iter().enumerate() {
        if let Some(times) = times {
            raise(scene, *times, false);
        }
    }
    for sum in &reads.sums {
        let is_mixed = sum.visits.iter().any(|(_, times)| *times > 0)
            && sum.visits.iter().any(|(_, times)| *times < 0);
        for (scene, times) in &sum.visits {
            match is_mixed {
                true => raise(scene.index(), FARTHEST, true),
                // Taken away from themselves they count for nothing.
                false if *times == 0 => raise(scene.index(), 1, false),
                false => raise(scene.index(), sum.rest + 1, false),
            }
        }
    }
    caps
}
