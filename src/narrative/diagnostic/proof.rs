//! E08xx: what happens in some life that should not, or in none that should.

use super::Code::*;
use super::{At, Diagnostic, list};

pub(crate) fn dead_end(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(
        E0801,
        &at,
        format!("in `{scene}` a life can come to a dead end"),
        "no choice is open then, and it is no ending",
    )
    .help("write `otherwise: Otherwise(…)`, or open a choice for this case")
}

pub(crate) fn endless(at: At<'_>, scene: &str, round: &[&str]) -> Diagnostic {
    Diagnostic::new(
        E0802,
        &at,
        format!("from `{scene}` on a life can go round for ever and reach no ending"),
        match round {
            [only] => format!("it stays in `{only}`"),
            _ => format!("it stays among {}", list(round, "and")),
        },
    )
    .help("open a way out for this case")
}

pub(crate) fn never_taken(at: At<'_>, scene: &str, key: &str) -> Diagnostic {
    Diagnostic::new(
        E0803,
        &at,
        format!("the choice `{scene}.{key}` can never be taken"),
        "it is open in no life",
    )
    .help("loosen its condition, or let an effect bring about what it asks for")
}

pub(crate) fn never_entered(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(
        E0804,
        &at,
        format!("the scene `{scene}` is never entered"),
        "no choice that leads here is ever open",
    )
    .help("loosen the condition of a choice that leads here")
}

pub(crate) fn never_shown(at: At<'_>, scene: &str, key: &str) -> Diagnostic {
    Diagnostic::new(
        E0805,
        &at,
        format!("the block `{scene}.{key}` is never shown"),
        "its condition holds in no life that comes here",
    )
    .help("loosen the condition of the `When` around it, or take it out")
}

pub(crate) fn fact_never_met(at: At<'_>, fact: &str) -> Diagnostic {
    Diagnostic::new(
        E0806,
        &at,
        format!("the fact `{fact}` is never met"),
        "no block that marks it is ever shown",
    )
    .help("mark it in a block that is shown, or list it in a scene’s `facts`")
}

pub(crate) fn claim_never_met(at: At<'_>, claim: &str) -> Diagnostic {
    Diagnostic::new(
        E0807,
        &at,
        format!("the claim `{claim}` is never met"),
        "no block that makes it is ever shown",
    )
    .help("make it in a block that is shown")
}

pub(crate) fn ending_never_reached(at: At<'_>, ending: &str) -> Diagnostic {
    Diagnostic::new(
        E0808,
        &at,
        format!("the ending `{ending}` is never reached"),
        "no life can end so",
    )
    .help("open a way to a scene with this ending")
}

pub(crate) fn held(at: At<'_>, variable: &str, bound: i32, is_up: bool) -> Diagnostic {
    let (far, direction) = if is_up { ("highest", "above") } else { ("lowest", "below") };
    Diagnostic::new(
        W0801,
        &at,
        format!("`{variable}` can be pushed {direction} {bound} and is held there"),
        format!("{bound} is its {far} value"),
    )
    .help("widen its bounds if the rest should count, or write `held: true` where it is meant")
}

pub(crate) fn turn_never_shown(
    at: At<'_>,
    scene: &str,
    key: &str,
    turn: usize,
    of: usize,
) -> Diagnostic {
    Diagnostic::new(
        W0802,
        &at,
        format!("text {turn} of {of} of `{scene}.{key}` is never shown"),
        "no life comes here that often",
    )
    .help("take the text out, or let the scene be come back to")
}

pub(crate) fn form_never_shown(at: At<'_>, scene: &str, key: &str, words: &str) -> Diagnostic {
    let what = match words {
        "" => "some words".to_owned(),
        words => format!("the words “{words}”"),
    };
    Diagnostic::new(
        W0803,
        &at,
        format!("{what} in `{scene}.{key}` are never shown"),
        "what they wait for happens in no life that comes here",
    )
    .help("loosen their condition, or take them out")
}

pub(crate) fn broken(at: At<'_>, found: &str, help: &str) -> Diagnostic {
    Diagnostic::new(E0809, &at, format!("a promise is broken: {found}"), "promised here").help(help)
}

pub(crate) fn undecided(at: At<'_>, found: &str) -> Diagnostic {
    Diagnostic::new(
        W0804,
        &at,
        format!("a promise is neither proved nor refuted: {found}"),
        "promised here",
    )
    .help("promise a little more, or a little less")
}

/// `page`: the scene whose page the life stands on. `open`: what may be chosen there.
pub(crate) fn route_is_shut(
    at: At<'_>,
    vignette: &str,
    step: &str,
    page: &str,
    open: &[String],
) -> Diagnostic {
    let open: Vec<&str> = open.iter().map(String::as_str).collect();
    Diagnostic::new(
        E0810,
        &at,
        format!("the route of the vignette `{vignette}` cannot be gone: `{step}` is not possible"),
        format!("here the life stands in `{page}`"),
    )
    .help(match open.as_slice() {
        [] => "take this step and what follows out: the life has ended".into(),
        open => format!("go on by {}", list(open, "or")),
    })
}

/// `here`: the scene that it leads to.
pub(crate) fn route_leads_elsewhere(
    at: At<'_>,
    vignette: &str,
    wanted: &str,
    here: &str,
) -> Diagnostic {
    Diagnostic::new(
        E0810,
        &at,
        format!("the route of the vignette `{vignette}` does not come to `{wanted}`"),
        format!("it comes to `{here}`"),
    )
    .help("add the steps that are missing, or take out those that go too far")
}

/// `found`: the fewest and the most, where they are known. `what`: of what.
pub(crate) fn vignette_length(
    at: At<'_>,
    vignette: &str,
    what: &str,
    found: Option<(usize, usize)>,
    (least, most): (usize, usize),
) -> Diagnostic {
    let found = match found {
        Some((1, 1)) => format!("one {}", what.trim_end_matches('s')),
        Some((least, most)) if least == most => format!("{least} {what}"),
        Some((least, most)) => format!("{least} to {most} {what}"),
        None => format!("{what} without end"),
    };
    Diagnostic::new(
        E0811,
        &at,
        format!("the vignette `{vignette}` takes {found}"),
        format!("a vignette has {least} to {most}, whatever is chosen"),
    )
    .help("lengthen what is too short, shorten what is too long")
}

pub(crate) fn vignette_facts(at: At<'_>, vignette: &str, facts: usize, least: usize) -> Diagnostic {
    let facts = match facts {
        0 => "no fact".to_owned(),
        1 => "one fact".to_owned(),
        facts => format!("{facts} facts"),
    };
    let message = format!("the vignette `{vignette}` shows {facts}");
    Diagnostic::new(E0811, &at, message, format!("a vignette shows {least} at least"))
        .help("mark a fact in its words, or list it in `facts`")
}
