//! E05xx: facts, sources and claims.

use super::Code::*;
use super::{At, Diagnostic};
use crate::narrative::model::{Date, Grade, Period};

pub(crate) fn no_source(at: At<'_>, fact: &str, grade: Grade) -> Diagnostic {
    Diagnostic::new(
        E0501,
        &at,
        format!("the fact `{fact}` is {grade:?} but names no source"),
        "who says so?",
    )
    .help("write `sources: [\"…\"]`, or `unsourced: \"…\"` with what to say in place of one")
}

pub(crate) fn sourced_and_unsourced(at: At<'_>, fact: &str) -> Diagnostic {
    Diagnostic::new(
        E0502,
        &at,
        format!("the fact `{fact}` names sources and is `unsourced` as well"),
        "one or the other",
    )
    .help("take `unsourced` out, or move what it says to `note`")
}

pub(crate) fn too_few_accounts(at: At<'_>, fact: &str, given: usize) -> Diagnostic {
    let given = match given {
        0 => "no account".to_owned(),
        _ => "one account only".to_owned(),
    };
    Diagnostic::new(
        E0503,
        &at,
        format!("the fact `{fact}` is Contested but has {given}"),
        "expected two accounts at least",
    )
    .help("write an `Account(who: …, says: …)` for each side, or choose another grade")
}

pub(crate) fn unraised_fact(at: At<'_>, fact: &str) -> Diagnostic {
    Diagnostic::new(
        E0504,
        &at,
        format!("nothing raises the fact `{fact}`"),
        "no scene marks or lists it, and nothing rests on it",
    )
    .help("mark it in a scene, or say which part will: `waits_for: \"…\"`")
}

pub(crate) fn uncited_source(at: At<'_>, source: &str) -> Diagnostic {
    Diagnostic::new(
        E0505,
        &at,
        format!("nothing cites the source `{source}`"),
        "no fact rests on it",
    )
    .help("name it in the `sources` of a fact, or take it out")
}

pub(crate) fn unmade_claim(at: At<'_>, claim: &str) -> Diagnostic {
    Diagnostic::new(E0506, &at, format!("nobody makes the claim `{claim}`"), "no scene marks it")
        .help("mark it in a scene, or write `met: Cutting` or `waits_for: \"…\"`")
}

pub(crate) fn scene_without_fact(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(
        E0507,
        &at,
        format!("the scene `{scene}` shows no fact"),
        "every scene shows what is known of its world",
    )
    .help("mark words with `{fact id|words}`, or list facts in `facts: [\"…\"]`")
}

pub(crate) fn wait_is_over(at: At<'_>, what: &str, name: &str) -> Diagnostic {
    Diagnostic::new(
        W0501,
        &at,
        format!("the {what} `{name}` waits for a part, but a scene has it already"),
        "no longer needed",
    )
    .help("take `waits_for` out")
}

/// `fact`: what readers are told of it, where there is such a fact.
pub(crate) fn out_of_time(
    at: At<'_>,
    name: &str,
    period: Period,
    date: Date,
    fact: Option<&str>,
) -> Diagnostic {
    let because = fact.map(|fact| format!(" (see the fact `{fact}`)")).unwrap_or_default();
    let message = format!("`{name}` is there {period}{because}; the scene happens {date}");
    Diagnostic::new(W0503, &at, message, "out of its time")
        .help("take it out of the scene, or correct the dates of one of the two")
}

pub(crate) fn counterpart_not_on_record(at: At<'_>, fact: &str, grade: Grade) -> Diagnostic {
    Diagnostic::new(
        E0508,
        &at,
        format!("the fact `{fact}` is {grade:?}, so it is no counterpart of a decision"),
        "expected a fact that is Documented or Reported",
    )
    .help("name a fact that is on record, or take this one out")
}

pub(crate) fn nothing_on_record(at: At<'_>, vignette: &str) -> Diagnostic {
    Diagnostic::new(
        E0509,
        &at,
        format!("the vignette `{vignette}` does not say what of it is on record"),
        "expected `on_record`",
    )
    .help("write `on_record: \"…\"`, a sentence or two from its facts; what is made up stands in `invented`")
}

pub(crate) fn unraised_term(at: At<'_>, term: &str) -> Diagnostic {
    Diagnostic::new(W0502, &at, format!("no text raises the term `{term}`"), "nobody reads it")
        .help("mark it in a scene as `{term id|words}`, or say which part will: `waits_for: \"…\"`")
}
