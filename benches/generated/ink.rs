//! The same story in ink: a knot for a scene, its own counts for visits, labels
//! for choices that are asked for, bounds by `MIN` and `MAX`.

use std::fmt::Write;

use super::plan::{Ask, Choice, Effect, Plan, Variable};
use super::prose::{Block, Words, space};

pub(super) fn source(plan: &Plan) -> String {
    let mut text = String::new();
    for variable in &plan.variables {
        let _ = match variable {
            Variable::Flag(id) => writeln!(text, "VAR {id} = false"),
            Variable::Counter(id, _, start) => writeln!(text, "VAR {id} = {start}"),
            Variable::Named(id, values) => writeln!(text, "VAR {id} = {:?}", values[0]),
        };
    }
    text += "-> s0_00\n";
    for scene in &plan.scenes {
        let _ = writeln!(text, "=== {}", scene.name);
        scene.body.iter().for_each(|block| self::block(&mut text, block));
        scene.choices.iter().for_each(|choice| self::choice(&mut text, choice));
        if scene.choices.is_empty() {
            text += "-> END\n";
        }
    }
    text
}

fn block(text: &mut String, block: &Block) {
    let _ = match block {
        Block::Text(said) => writeln!(text, "{}", words(said)),
        Block::Say(said) => writeln!(text, "Anna: {}", words(said)),
        Block::When(ask, then, otherwise) => {
            writeln!(text, "{{{}: {}|{}}}", condition(ask), words(then), words(otherwise))
        }
        Block::Stages(stages) => writeln!(text, "{{{}}}", stages.join("|")),
    };
}

fn choice(text: &mut String, choice: &Choice) {
    let Choice { key, label, goto, condition: asked, once, effects, is_asked } = choice;
    text.push(if *once { '*' } else { '+' });
    if *is_asked {
        let _ = write!(text, " ({key})");
    }
    if let Some(ask) = asked {
        let _ = write!(text, " {{ {} }}", condition(ask));
    }
    let _ = writeln!(text, " [{label}]");
    for change in effects {
        let _ = writeln!(text, "    ~ {}", effect(change));
    }
    let _ = writeln!(text, "    -> {goto}");
}

fn words(all: &[Words]) -> String {
    let mut text = String::new();
    for words in all {
        space(&mut text, words);
        let _ = match words {
            Words::Plain(words) | Words::Italic(words) => write!(text, "{words}"),
            Words::Fact(_, words) | Words::Claim(words) => write!(text, "{words}"),
            Words::If(ask, then, otherwise) => {
                write!(text, "{{{}: {then}|{otherwise}}}", condition(ask))
            }
        };
    }
    text
}

fn condition(ask: &Ask) -> String {
    // Without brackets: a name alone in brackets would be a list.
    let all = |asks: &[Ask], sign| asks.iter().map(condition).collect::<Vec<_>>().join(sign);
    match ask {
        Ask::Flag(flag) => flag.clone(),
        Ask::Not(flag) => format!("not {flag}"),
        Ask::AtLeast(counter, number) => format!("{counter} >= {number}"),
        Ask::Is(named, value) => format!("{named} == {value:?}"),
        Ask::IsNot(named, value) => format!("{named} != {value:?}"),
        Ask::Visits(scene, number) => format!("{scene} >= {number}"),
        Ask::Fewer(scene, number) => format!("{scene} < {number}"),
        Ask::Taken(scene, key) => format!("{scene}.{key}"),
        Ask::All(asks) => all(asks, " and "),
        Ask::Either(asks) => all(asks, " or "),
    }
}

fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Set(flag, value) => format!("{flag} = {value}"),
        Effect::More(counter, bound) => format!("{counter} = MIN({counter} + 1, {bound})"),
        Effect::Less(counter) => format!("{counter} = MAX({counter} - 1, 0)"),
        Effect::Name(named, value) => format!("{named} = {value:?}"),
    }
}
