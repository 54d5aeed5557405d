//! Conditions, effects and domains as authors write them, so that those of two
//! stories can be compared.

use crate::narrative::model::{Comparison, Condition, Domain, Effect, Number, Story, VariableId};

/// A condition; empty where it always holds.
pub(super) fn condition(story: &Story, shown: &Condition) -> String {
    match shown {
        Condition::Always(true) => String::new(),
        _ => part(story, shown),
    }
}

fn part(story: &Story, shown: &Condition) -> String {
    let all = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(|inner| nested(story, inner)).collect();
        parts.join(word)
    };
    match shown {
        Condition::Always(so) => so.to_string(),
        Condition::Flag(variable) => story.variable(*variable).name.clone(),
        Condition::Taken(choice) => {
            let scene = story.choice_scenes[choice.index()];
            format!("taken({}.{})", story.scene(scene).name, story.choice(*choice).key)
        }
        Condition::Visited(scene) => format!("visited({})", story.scene(*scene).name),
        Condition::Compare(left, comparison, right) => {
            let sign = match comparison {
                Comparison::Equal => "==",
                Comparison::Unequal => "!=",
                Comparison::Less => "<",
                Comparison::AtMost => "<=",
                Comparison::More => ">",
                Comparison::AtLeast => ">=",
            };
            // Beside a named variable a number is one of its names.
            let of = named(story, left).or(named(story, right));
            format!("{} {sign} {}", number(story, left, of), number(story, right, of))
        }
        Condition::Not(inner) => format!("not {}", nested(story, inner)),
        Condition::All(parts) => all(parts, " and "),
        Condition::Any(parts) => all(parts, " or "),
    }
}

/// A part of a condition, in brackets where it has parts of its own.
fn nested(story: &Story, inner: &Condition) -> String {
    match inner {
        Condition::All(_) | Condition::Any(_) => format!("({})", part(story, inner)),
        _ => part(story, inner),
    }
}

fn named(story: &Story, number: &Number) -> Option<VariableId> {
    match number {
        Number::Variable(id) if !matches!(story.variable(*id).domain, Domain::Counter { .. }) => {
            Some(*id)
        }
        _ => None,
    }
}

fn number(story: &Story, shown: &Number, of: Option<VariableId>) -> String {
    match shown {
        Number::Literal(value) => match of {
            Some(variable) => story.variable(variable).domain.show(*value),
            None => value.to_string(),
        },
        Number::Variable(variable) => story.variable(*variable).name.clone(),
        Number::Turns(counted) => {
            let scene = story.turns[counted.index()].scene;
            format!("turns_since({})", story.scene(scene).name)
        }
        Number::Visits(scene) => format!("visits({})", story.scene(*scene).name),
        Number::Plus(left, right) => {
            format!("{} + {}", number(story, left, None), number(story, right, None))
        }
        Number::Minus(left, right) => {
            format!("{} - {}", number(story, left, None), number(story, right, None))
        }
    }
}

/// Effects, in order.
pub(super) fn effects(story: &Story, effects: &[Effect]) -> String {
    let shown = effects.iter().map(|effect| {
        let variable = story.variable(effect.variable);
        let of = named(story, &Number::Variable(effect.variable));
        format!("{} = {}", variable.name, number(story, &effect.value, of))
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// The values a variable may take.
pub(super) fn domain(domain: &Domain) -> String {
    match domain {
        Domain::Flag => "true or false".into(),
        Domain::Counter { from, to } => format!("{from} to {to}"),
        Domain::Named(names) => names.join(", "),
    }
}
