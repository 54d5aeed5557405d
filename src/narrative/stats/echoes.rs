//! Which scenes read differently because of what an earlier part did.

use std::collections::BTreeMap;

use crate::narrative::model::{
    Block, ChoiceId, Condition, Number, PartId, Scene, Segment, Story, VariableId, Way,
};

/// By scene: whether something in it hangs on a choice taken in an earlier
/// part, on a scene entered there or on a variable that is changed there. What
/// is shown, what may be chosen and what a text says of a number all count.
pub fn echoes(story: &Story) -> Vec<bool> {
    let deeds = Deeds::of(story);
    let echo = |scene: &Scene| {
        let mut heard = false;
        let mut look = |asked: Asked<'_>| heard |= deeds.lie_before(&asked, scene.part);
        for choice in scene.all_choices() {
            look(Asked::Condition(&choice.condition));
        }
        for block in scene.blocks() {
            if let Block::When { condition, .. } = block {
                look(Asked::Condition(condition));
            }
            for passage in block.passages() {
                passage.each_segment(&mut |segment| match segment {
                    Segment::If { condition, .. } => look(Asked::Condition(condition)),
                    Segment::Value { number, .. } => look(Asked::Number(number)),
                    Segment::Words(_) | Segment::Turns { .. } => {}
                });
            }
        }
        heard
    };
    story.scenes.iter().map(echo).collect()
}

/// What a scene asks of the past.
enum Asked<'s> {
    Condition(&'s Condition),
    Number(&'s Number),
}

/// The first part in which each thing can be done.
struct Deeds<'s> {
    story: &'s Story,
    variables: BTreeMap<VariableId, PartId>,
    choices: BTreeMap<ChoiceId, PartId>,
}

impl<'s> Deeds<'s> {
    fn of(story: &'s Story) -> Deeds<'s> {
        let mut deeds = Deeds { story, variables: BTreeMap::new(), choices: BTreeMap::new() };
        for scene in &story.scenes {
            for choice in scene.all_choices() {
                first(&mut deeds.choices, choice.counts_as, scene.part);
            }
            let choices = scene.all_choices().flat_map(|choice| {
                let outcomes = match &choice.way {
                    Way::Chance(outcomes) => outcomes.as_slice(),
                    _ => &[],
                };
                let effects = outcomes.iter().flat_map(|outcome| &outcome.effects);
                choice.effects.iter().chain(effects)
            });
            for effect in scene.effects.iter().chain(choices) {
                first(&mut deeds.variables, effect.variable, scene.part);
            }
        }
        deeds
    }

    fn lie_before(&self, asked: &Asked<'_>, part: PartId) -> bool {
        match asked {
            Asked::Condition(condition) => self.condition(condition, part),
            Asked::Number(number) => self.number(number, part),
        }
    }

    fn condition(&self, condition: &Condition, part: PartId) -> bool {
        match condition {
            Condition::Always(_) => false,
            Condition::Flag(variable) => self.is_earlier(self.variables.get(variable), part),
            Condition::Taken(choice) => self.is_earlier(self.choices.get(choice), part),
            Condition::Visited(scene) => self.story.scene(*scene).part < part,
            Condition::Compare(left, _, right) => {
                self.number(left, part) || self.number(right, part)
            }
            Condition::Not(inner) => self.condition(inner, part),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().any(|inner| self.condition(inner, part))
            }
        }
    }

    fn number(&self, number: &Number, part: PartId) -> bool {
        match number {
            Number::Literal(_) => false,
            Number::Variable(variable) => self.is_earlier(self.variables.get(variable), part),
            Number::Visits(scene) => self.story.scene(*scene).part < part,
            Number::Turns(counted) => {
                self.story.scene(self.story.turns[counted.index()].scene).part < part
            }
            Number::Plus(left, right) | Number::Minus(left, right) => {
                self.number(left, part) || self.number(right, part)
            }
        }
    }

    fn is_earlier(&self, done: Option<&PartId>, part: PartId) -> bool {
        done.is_some_and(|done| *done < part)
    }
}

fn first<K: Ord>(deeds: &mut BTreeMap<K, PartId>, key: K, part: PartId) {
    let earliest = deeds.entry(key).or_insert(part);
    *earliest = part.min(*earliest);
}
