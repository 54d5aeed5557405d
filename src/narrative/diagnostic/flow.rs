//! E06xx: how scenes lead on.

use super::Code::*;
use super::{At, Diagnostic, list};

pub(crate) fn no_way_on(at: At<'_>, scene: &str, is_of_vignette: bool) -> Diagnostic {
    let closing = if is_of_vignette { "closes: true" } else { "ending: \"…\"" };
    Diagnostic::new(
        E0601,
        &at,
        format!("the scene `{scene}` has neither choices nor an ending"),
        "no way leads on from here",
    )
    .help(format!("write `choices: [Choice(…)]`, or `{closing}`"))
}

pub(crate) fn closes_elsewhere(at: At<'_>, scene: &str, is_of_vignette: bool) -> Diagnostic {
    match is_of_vignette {
        true => Diagnostic::new(
            E0628,
            &at,
            format!("`{scene}` closes a vignette and has choices behind its body"),
            "the vignette is over where its body is",
        )
        .help("ask for choices in the `body`, with `Ask`, or take `closes` out"),
        false => Diagnostic::new(
            E0628,
            &at,
            format!("`{scene}` closes, but is no scene of a vignette"),
            "only a vignette closes so",
        )
        .help("write `ending: \"…\"` for where a life ends, or move the file to scenes/vignettes"),
    }
}

pub(crate) fn vignette_ends_a_life(at: At<'_>, scene: &str) -> Diagnostic {
    let message = format!("the scene `{scene}` of a vignette ends a life");
    Diagnostic::new(E0628, &at, message, "a vignette is no life, and has no ending")
        .help("write `closes: true` in its place")
}

/// `lines`: how many it has.
pub(crate) fn vignette_lines(
    at: At<'_>,
    vignette: &str,
    lines: usize,
    wanted: usize,
) -> Diagnostic {
    Diagnostic::new(
        E0627,
        &at,
        format!("the vignette `{vignette}` sums its route up in {lines} lines"),
        format!("whoever stays reads {wanted}"),
    )
    .help(format!("write {wanted} lines: what was done on the way, and how things stand"))
}

pub(crate) fn ending_with_choices(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0602, &at, "a scene that ends a life has choices", "the life ends here")
        .help("take out `ending`, or `choices` and `otherwise`")
}

pub(crate) fn choice_without_way(at: At<'_>, choice: &str) -> Diagnostic {
    Diagnostic::new(
        E0620,
        &at,
        format!("the choice `{choice}` leads nowhere"),
        "what happens when it is taken?",
    )
    .help("write `goto: \"…\"` to lead on, `body: […]` to stay in the scene, `chance: […]` or `returns: true`")
}

/// `fields`: those of its ways that are written.
pub(crate) fn two_ways(at: At<'_>, choice: &str, fields: &[&str]) -> Diagnostic {
    let fields = list(fields, "and");
    Diagnostic::new(
        E0621,
        &at,
        format!("the choice `{choice}` leads two ways: it has {fields}"),
        "only one of them can happen",
    )
    .help("keep one of the two")
}

pub(crate) fn ask_in_summary(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0622, &at, "a summary asks for a choice", "nothing can be chosen here")
        .help("ask in the `body`, or let the summary say what is done")
}

pub(crate) fn ending_with_ask(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0602, &at, "a scene that ends a life asks for a choice", "the life ends here")
        .help("ask in the scene before, or take out `ending`")
}

pub(crate) fn then_without_goto(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0623, &at, "`then` stands without `goto`", "which scene comes before this?")
        .help("write `goto: \"…\"` for the scene that returns, or take `then` out")
}

/// `way`: the scenes from one call to the next.
pub(crate) fn calls_itself(at: At<'_>, scene: &str, way: &[&str]) -> Diagnostic {
    let way: Vec<_> = way.iter().map(|scene| format!("`{scene}`")).collect();
    Diagnostic::new(
        E0624,
        &at,
        format!("`{scene}` can be called again before it has returned: {}", way.join(" → ")),
        "this call closes the circle",
    )
    .help("come back by `returns: true` where a `goto` on this way goes back, or call nothing here")
}

/// `from`: a scene that leads there without a call.
pub(crate) fn nothing_to_return_to(at: At<'_>, scene: &str, from: Option<&str>) -> Diagnostic {
    let how = match from {
        Some(from) => format!("`{from}` leads to it without a call"),
        None => "a life begins there".into(),
    };
    Diagnostic::new(
        E0625,
        &at,
        format!("a choice returns from `{scene}`, but {how}"),
        "there may be nothing to return to",
    )
    .help(match from {
        Some(from) => format!("write `then: \"…\"` beside the `goto` in `{from}`, or `goto` here"),
        None => "write `goto: \"…\"`".into(),
    })
}

pub(crate) fn never_returns(at: At<'_>, scene: &str, then: &str) -> Diagnostic {
    Diagnostic::new(
        W0602,
        &at,
        format!("nothing returns from `{scene}`, so that life never goes on at `{then}`"),
        "never entered from here",
    )
    .help(format!("write `returns: true` in a choice that `{scene}` leads to, or take `then` out"))
}

pub(crate) fn no_summary(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0603,
        &at,
        "a scene that warns has no summary",
        "what do readers read who heed the warning?",
    )
    .help("write `summary: [Text(k: …, t: …)]`")
}

pub(crate) fn no_content(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0604,
        &at,
        "a scene with a summary warns of nothing",
        "nobody will be shown this",
    )
    .help("write what to warn of: `content: [\"…\"]`")
}

pub(crate) fn unreachable(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(
        E0605,
        &at,
        format!("nothing leads to the scene `{scene}`"),
        "no choice reaches it from the first scene",
    )
    .help(format!("write `goto: \"{scene}\"` in a choice, or delete the file"))
}

/// `end`: what an end is, as an author writes it.
pub(crate) fn no_ending_ahead(at: At<'_>, scene: &str, end: &str) -> Diagnostic {
    Diagnostic::new(
        E0606,
        &at,
        format!("the scene `{scene}` leads to no ending"),
        "who comes here never gets out",
    )
    .help(format!("lead a choice on towards a scene with {end}"))
}

pub(crate) fn unused_ending(at: At<'_>, ending: &str) -> Diagnostic {
    Diagnostic::new(E0607, &at, format!("no scene has the ending `{ending}`"), "no life can end so")
        .help(format!("write `ending: \"{ending}\"` in a scene, or take it out"))
}

pub(crate) fn may_all_close(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(
        W0601,
        &at,
        format!("every choice of `{scene}` may be closed at once"),
        "each has a condition or is offered once only",
    )
    .help("write `otherwise: Otherwise(…)` for when none is open")
}

pub(crate) fn idle_person(at: At<'_>, person: &str) -> Diagnostic {
    Diagnostic::new(
        W0301,
        &at,
        format!("`{person}` neither speaks nor claims anything"),
        "declared here",
    )
    .help("let them speak in a scene, or take them out")
}

pub(crate) fn idle_place(at: At<'_>, place: &str) -> Diagnostic {
    Diagnostic::new(W0302, &at, format!("nothing happens at `{place}`"), "declared here")
        .help("name it in a scene or a fact, give it coordinates for the map, or take it out")
}

pub(crate) fn idle_backdrop(at: At<'_>, backdrop: &str) -> Diagnostic {
    let message = format!("nothing shows the backdrop `{backdrop}`");
    Diagnostic::new(W0305, &at, message, "fits no scene, and is no sky")
        .help("write the place and light of a scene in `fits`, or `waits_for: \"…\"` if a part is to come")
}

pub(crate) fn variable_never_read(at: At<'_>, variable: &str) -> Diagnostic {
    Diagnostic::new(W0303, &at, format!("no condition asks for `{variable}`"), "declared here")
        .help("ask for it in an `if`, or take it out with the effects that change it")
}

pub(crate) fn variable_never_set(at: At<'_>, variable: &str) -> Diagnostic {
    Diagnostic::new(W0304, &at, format!("no effect changes `{variable}`"), "declared here")
        .help("change it in a `do`, or take it out with the conditions that ask for it")
}
