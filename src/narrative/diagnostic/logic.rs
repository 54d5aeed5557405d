//! E04xx: conditions and effects.

use super::Code::*;
use super::{At, Diagnostic, list, meant};
use crate::narrative::model::Domain;

pub(crate) fn equals_in_condition(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0401, &at, "`=` changes a value; a condition compares", "did you mean `==`?")
        .help("write `==`")
}

pub(crate) fn change_in_condition(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0401, &at, "a condition changes nothing", "this sign belongs in an effect")
        .help("write the change in `do: [\"…\"]`")
}

pub(crate) fn comparison_in_effect(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0402, &at, "an effect compares nothing", "expected `=`, `+=` or `-=`")
        .help("write `=` to set a value; write a comparison in `if: \"…\"`")
}

pub(crate) fn unexpected(at: At<'_>, found: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(
        E0403,
        &at,
        format!("expected {expected}, found `{found}`"),
        format!("expected {expected}"),
    )
    .help("write a condition as `trust >= 2 and not visited(station)`")
}

pub(crate) fn compared_twice(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0403, &at, "two comparisons in a row", "compared already")
        .help("join two comparisons with `and`: `1 < x and x < 3`")
}

pub(crate) fn bracket_too_many(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0403, &at, "`)` closes no bracket", "no bracket is open here")
        .help("take it out")
}

pub(crate) fn bracket_left_open(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0403, &at, "a bracket is not closed", "opened here")
        .help("write `)` where it ends")
}

/// `before`: the word that stands before the one found.
pub(crate) fn connection_missing(at: At<'_>, before: &str, found: &str) -> Diagnostic {
    let signs = [
        ("more", ">"),
        ("greater", ">"),
        ("over", ">"),
        ("less", "<"),
        ("fewer", "<"),
        ("under", "<"),
    ];
    let rest = &at.file.text[at.span.end..];
    let mut words =
        rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let compared = words.next().and_then(|word| signs.iter().find(|(said, _)| *said == word));
    let help = match (before, found.to_lowercase().as_str()) {
        (_, word @ ("and" | "or")) => format!("write `{word}` in small letters"),
        (_, "is") if compared.is_some() => {
            format!("write `{}` to compare", compared.map_or("==", |(_, sign)| sign))
        }
        (_, "is" | "equals") => "write `==` to compare".into(),
        ("if", _) => "take `if` out: the condition stands alone".into(),
        ("visited" | "visits" | "taken" | "turns_since", _) => format!("write `{before}({found})`"),
        _ => "write `and` or `or` before it".into(),
    };
    Diagnostic::new(
        E0403,
        &at,
        format!("expected `and` or `or`, found `{found}`"),
        "nothing connects this with what stands before",
    )
    .help(help)
}

pub(crate) fn ends_too_early(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0403, &at, "something is missing at the end", "what follows this?")
        .help("write a name or a number after it, or take it out")
}

pub(crate) fn odd_sign(at: At<'_>, sign: char) -> Diagnostic {
    Diagnostic::new(E0403, &at, format!("`{sign}` means nothing here"), "not understood")
        .help("use `and`, `or`, `not`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `+`, `-` and brackets")
}

pub(crate) fn comma(at: At<'_>, sign: char) -> Diagnostic {
    let what = if sign == ',' { "a comma" } else { "a semicolon" };
    let message = format!("{what} in a condition or an effect");
    Diagnostic::new(E0403, &at, message, format!("expected no {}", &what[2..])).help(
        "join conditions with `and`; write each change as an item of its own: \
             `do: [\"x = 1\", \"y = 2\"]`",
    )
}

pub(crate) fn no_variable_to_change(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0403, &at, "an effect begins with a variable", "expected a name")
        .help("write an effect as `trust += 1` or `papers = soviet`")
}

pub(crate) fn change_missing(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(
        E0403,
        &at,
        "the effect does not say what changes",
        "expected `=`, `+=` or `-=`",
    )
    .help(format!("write `{name} = …`, `{name} += …` or `{name} -= …`"))
}

pub(crate) fn word_before_variable(at: At<'_>, word: &str, name: &str) -> Diagnostic {
    let message = "an effect begins with the variable that changes";
    Diagnostic::new(E0403, &at, message, "expected a variable")
        .help(format!("take `{word}` out: write `{name} = …`"))
}

pub(crate) fn question_in_effect(at: At<'_>) -> Diagnostic {
    let message = "an effect begins with the variable that changes";
    Diagnostic::new(E0403, &at, message, "expected a variable")
        .help("write an effect as `trust += 1` or `papers = soviet`")
}

pub(crate) fn half_a_sign(at: At<'_>, name: &str, sign: &str) -> Diagnostic {
    Diagnostic::new(
        E0403,
        &at,
        format!("expected `=`, `+=` or `-=`, found `{sign}`"),
        "this changes nothing",
    )
    .help(format!("write `{name} {sign}= 1`"))
}

pub(crate) fn one_change_each(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0403, &at, "an effect makes one change", "a second sign")
        .help("write each change as an item of its own: `do: [\"x = 1\", \"y = 2\"]`")
}

pub(crate) fn after_effect(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0403, &at, "something follows the effect", "expected the end")
        .help("write each change as an item of its own: `do: [\"x = 1\", \"y = 2\"]`")
}

pub(crate) fn counter_alone(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(
        E0404,
        &at,
        format!("`{name}` is a counter, so it is not so or not so"),
        "compare it with a number",
    )
    .help(format!("write `{name} >= 1`, with the number you mean"))
}

pub(crate) fn visits_alone(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(
        E0404,
        &at,
        "`visits(…)` is a number, so it is not so or not so",
        "compare it with a number",
    )
    .help(format!("write `visited({scene})`, or `visits({scene}) >= 2`"))
}

pub(crate) fn turns_alone(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(
        E0404,
        &at,
        "`turns_since(…)` is a number, so it is not so or not so",
        "expected something that is so or not",
    )
    .help(format!("write `turns_since({scene}) >= 3`"))
}

pub(crate) fn turns_against(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0414,
        &at,
        "`turns_since(…)` is compared with a number as it is written, and nothing else",
        "what can be proved would have no bound",
    )
    .help("write it alone on one side and a number on the other, as `turns_since(pier) >= 3`")
}

pub(crate) fn turns_too_many(at: At<'_>, most: i32) -> Diagnostic {
    Diagnostic::new(
        E0414,
        &at,
        format!("choices are counted up to {most}"),
        format!("expected a number from 0 to {most}"),
    )
    .help("count fewer: the fewer, the more can be proved")
}

pub(crate) fn number_alone(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0404, &at, "a number is not a condition", "compare it with something")
        .help("write a comparison, as `trust >= 2`")
}

pub(crate) fn named_alone(at: At<'_>, name: &str, value: &str) -> Diagnostic {
    Diagnostic::new(
        E0404,
        &at,
        format!("`{name}` has named values, so it is not so or not so"),
        "compare it with one of its values",
    )
    .help(format!("write `{name} == {value}`, with the value you mean"))
}

pub(crate) fn value_alone(at: At<'_>, value: &str, owner: &str) -> Diagnostic {
    Diagnostic::new(
        E0404,
        &at,
        format!("`{value}` is a value of `{owner}`, not a condition"),
        "compare the variable with it",
    )
    .help(format!("write `{owner} == {value}`"))
}

pub(crate) fn scene_alone(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(
        E0404,
        &at,
        format!("`{scene}` is a scene, not a condition"),
        "what about this scene?",
    )
    .help(format!("write `visited({scene})`"))
}

pub(crate) fn unlike(at: At<'_>, one: &str, other: &str) -> Diagnostic {
    Diagnostic::new(E0405, &at, format!("{one} cannot be compared with {other}"), "unlike things")
        .help(
            "compare a counter with a number, a named variable with one of its values; \
         write a flag alone",
        )
}

pub(crate) fn value_of_another(at: At<'_>, value: &str, owner: &str) -> Diagnostic {
    Diagnostic::new(
        E0405,
        &at,
        format!("expected a number, found `{value}`, a value of `{owner}`"),
        "expected a number",
    )
    .help(format!("write a number, or compare `{owner}` with it"))
}

pub(crate) fn truth_compared(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0405, &at, "this is so or not so by itself", "cannot be compared")
        .help("write it alone, or with `not` before it")
}

pub(crate) fn no_order(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0405,
        &at,
        "only numbers are more or less than others",
        "these values have no order",
    )
    .help("write `==` or `!=`")
}

pub(crate) fn not_a_number(at: At<'_>, found: &str) -> Diagnostic {
    Diagnostic::new(E0405, &at, format!("expected a number, found {found}"), "expected a number")
        .help("write a number, a counter or `visits(scene)`")
}

pub(crate) fn unknown_value(
    at: At<'_>,
    value: &str,
    variable: &str,
    values: &[String],
) -> Diagnostic {
    Diagnostic::new(
        E0406,
        &at,
        format!("`{variable}` has no value `{value}`"),
        "not one of its values",
    )
    .help(meant(value, values.iter().map(String::as_str), "choose one of its values"))
}

pub(crate) fn outside_bounds(at: At<'_>, name: &str, value: i32, from: i32, to: i32) -> Diagnostic {
    Diagnostic::new(
        E0407,
        &at,
        format!("`{name}` cannot be {value}"),
        format!("`{name}` counts from {from} to {to}"),
    )
    .help(format!("write a number from {from} to {to}"))
}

pub(crate) fn wrong_change(at: At<'_>, name: &str, domain: &Domain, found: &str) -> Diagnostic {
    let (what, expected) = match domain {
        Domain::Flag => ("a flag", "`true` or `false`".to_owned()),
        Domain::Counter { .. } => ("a counter", "a number".to_owned()),
        Domain::Named(values) => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            ("a named variable", list(&values, "or"))
        }
    };
    Diagnostic::new(
        E0408,
        &at,
        format!("`{name}` is {what}; it cannot become {found}"),
        format!("expected {expected}"),
    )
    .help(format!("write {expected}"))
}

pub(crate) fn not_counted(at: At<'_>, name: &str, domain: &Domain) -> Diagnostic {
    let what = match domain {
        Domain::Flag => "a flag",
        _ => "a named variable",
    };
    let value = domain.show(if *domain == Domain::Flag { 1 } else { 0 });
    Diagnostic::new(
        E0408,
        &at,
        format!("`{name}` is {what}; only counters go up and down"),
        "expected `=`",
    )
    .help(format!("write `{name} = {value}`, with the value you mean"))
}

pub(crate) fn too_long(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0409, &at, "the condition is too long", "too much for one condition")
        .help("keep what it finds out in a flag of its own")
}

pub(crate) fn bad_number(at: At<'_>, written: &str) -> Diagnostic {
    Diagnostic::new(
        E0410,
        &at,
        format!("expected a whole number, found `{written}`"),
        "not a whole number, or too large",
    )
    .help("write digits alone")
}

pub(crate) fn foreign_sign(at: At<'_>, wrong: &str, right: &str) -> Diagnostic {
    Diagnostic::new(
        E0411,
        &at,
        format!("expected `{right}`, found `{wrong}`"),
        "a sign of another language",
    )
    .help(format!("write `{right}`"))
}

pub(crate) fn quotes(at: At<'_>, mark: char) -> Diagnostic {
    Diagnostic::new(
        E0411,
        &at,
        format!("expected a bare word, found `{mark}`"),
        "names and values stand without quotation marks",
    )
    .help("write the word alone, as `papers == soviet` or `visited(pier)`")
}

pub(crate) fn unknown_question(at: At<'_>, question: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(
        E0412,
        &at,
        format!("`{question}(…)` is not a question conditions can ask"),
        "unknown question",
    )
    .help(meant(question, known.iter().copied(), "ask another way"))
}

pub(crate) fn only_a_scene(at: At<'_>, question: &str) -> Diagnostic {
    Diagnostic::new(
        E0412,
        &at,
        format!("`{question}(…)` asks about a scene, not about a choice"),
        "expected `)` before this",
    )
    .help("write `taken(scene.choice)` to ask about a choice")
}

pub(crate) fn empty(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0413, &at, "nothing is written here", "expected a condition or an effect")
        .help("take it out: without a condition a thing is always so, without an effect nothing changes")
}

pub(crate) fn set_alone(at: At<'_>, set: &str, member: &str) -> Diagnostic {
    let message = format!("`{set}` is a set, so it is not so or not so");
    Diagnostic::new(E0421, &at, message, "what about this set?")
        .help(format!("write `{set} has {member}` or `count({set}) >= 1`"))
}

pub(crate) fn no_set<'n>(
    at: At<'_>,
    name: &str,
    sets: impl IntoIterator<Item = &'n str> + Clone,
) -> Diagnostic {
    Diagnostic::new(E0421, &at, format!("there is no set `{name}`"), "no set has this id")
        .help(meant(name, sets, "declare a `Set` in `variables` of story.ron"))
}

pub(crate) fn only_a_set(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0421, &at, "`count(…)` counts a whole set", "expected `)` before this")
        .help("write `set has member` to ask for one")
}

pub(crate) fn set_change(at: At<'_>, set: &str, member: &str) -> Diagnostic {
    let message = format!("`{set}` is a set; members are put in and taken out");
    Diagnostic::new(E0421, &at, message, "expected `+=` or `-=` and one member")
        .help(format!("write `{set} += {member}` or `{set} -= {member}`"))
}

pub(crate) fn unknown_member<'n>(
    at: At<'_>,
    member: &str,
    set: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Diagnostic {
    let message = format!("the set `{set}` has no member `{member}`");
    Diagnostic::new(E0424, &at, message, "not one of its members").help(meant(
        member,
        known,
        "choose one of its members, or add it to `of`",
    ))
}

/// `circle`: the names, each made of the next, the first again last.
pub(crate) fn derived_from_itself(at: At<'_>, circle: &[&str]) -> Diagnostic {
    let message = format!("a derived value is made of itself: {}", circle.join(" → "));
    Diagnostic::new(E0422, &at, message, "what is this at the first?")
        .help("write what one of them is in variables alone")
}

pub(crate) fn derived_changed(at: At<'_>, name: &str) -> Diagnostic {
    let message = format!("`{name}` is derived; it follows from others and is never set");
    Diagnostic::new(E0423, &at, message, "nothing can change this")
        .help("change the variables it is made of")
}

pub(crate) fn which_scene(at: At<'_>, key: &str) -> Diagnostic {
    let message = "this belongs to no scene, so a choice is named with its scene";
    Diagnostic::new(E0412, &at, message, "a choice of which scene?")
        .help(format!("write `taken(scene.{key})`, with the scene you mean"))
}

pub(crate) fn flag_without_words(at: At<'_>, flag: &str) -> Diagnostic {
    Diagnostic::new(
        E0420,
        &at,
        format!("the flag `{flag}` has no words to show"),
        "what does the text say for true, and what for false?",
    )
    .help(format!(
        "write `{{if {flag}|words|other words}}`, or give the flag `shown: [\"…\", \"…\"]`"
    ))
}

pub(crate) fn no_value(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0420, &at, "a condition has no value to show", "expected a variable or a sum")
        .help("write `{if condition|words|other words}`")
}

pub(crate) fn settled(at: At<'_>, name: &str, low: i32, high: i32, always: bool) -> Diagnostic {
    let when = if always { "always" } else { "never" };
    Diagnostic::new(
        W0401,
        &at,
        format!("this is {when} so"),
        format!("`{name}` counts from {low} to {high}"),
    )
    .help("correct the number, or the bounds of the counter")
}
