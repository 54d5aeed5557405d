//! E03xx: names, and what they lead to.

use super::Code::{self, *};
use super::{At, Diagnostic, meant};

/// What a name may be the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Scene,
    Part,
    Person,
    Place,
    Fact,
    Source,
    Claim,
    Ending,
    Backdrop,
    Variable,
}

impl Kind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Scene => "scene",
            Kind::Part => "part",
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Fact => "fact",
            Kind::Source => "source",
            Kind::Claim => "claim",
            Kind::Ending => "ending",
            Kind::Backdrop => "backdrop",
            Kind::Variable => "variable",
        }
    }

    /// Where to write a new one, and the code for a name that leads nowhere.
    fn home(self) -> (Code, &'static str) {
        match self {
            Kind::Scene => (E0301, "add `scenes/<part>/NAME.ron`, or correct the name"),
            Kind::Part => (E0302, "declare it in `parts` of story.ron, or correct the name"),
            Kind::Person => (E0303, "declare them in `cast` of story.ron, or correct the name"),
            Kind::Place => (E0304, "declare it in `places` of story.ron, or correct the name"),
            Kind::Fact => (E0305, "add it to a file in `facts`, or correct the name"),
            Kind::Source => (E0306, "add it to sources.ron, or correct the name"),
            Kind::Claim => (E0307, "add it to a file in `claims`, or correct the name"),
            Kind::Ending => (E0308, "declare it in `endings` of story.ron, or correct the name"),
            Kind::Backdrop => (E0309, "add `backdrops/NAME.ron`, or correct the name"),
            Kind::Variable => {
                (E0310, "declare it in `variables` of story.ron, or correct the name")
            }
        }
    }
}

/// A name that leads nowhere.
pub(crate) fn unknown<'n>(
    at: At<'_>,
    kind: Kind,
    name: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Diagnostic {
    let (code, home) = kind.home();
    let word = kind.word();
    Diagnostic::new(
        code,
        &at,
        format!("there is no {word} `{name}`"),
        format!("no {word} has this id"),
    )
    .help(meant(name, known, &home.replace("NAME", name)))
}

pub(crate) fn unknown_variable<'n>(
    at: At<'_>,
    name: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Diagnostic {
    const WORDS: [&str; 5] = ["and", "or", "not", "true", "false"];
    let lower = name.to_lowercase();
    let problem = unknown(at, Kind::Variable, name, known);
    match WORDS.iter().find(|word| **word == lower) {
        Some(word) => problem.help(format!("did you mean `{word}`?")),
        None => problem,
    }
}

pub(crate) fn unknown_choice(at: At<'_>, key: &str, scene: &str, keys: &[&str]) -> Diagnostic {
    let otherwise = format!("name a choice of `{scene}` by its key");
    Diagnostic::new(
        E0311,
        &at,
        format!("`{scene}` has no choice `{key}`"),
        "no choice there has this key",
    )
    .help(meant(key, keys.iter().copied(), &otherwise))
}

pub(crate) fn id_twice(at: At<'_>, kind: Kind, id: &str, first: At<'_>) -> Diagnostic {
    let word = kind.word();
    let line = first.file.text[..first.span.start].matches('\n').count() + 1;
    let first = match (kind, first.file.path == at.file.path) {
        (Kind::Scene | Kind::Backdrop, _) => format!("the first is {}", first.file.path),
        (_, true) => format!("the first stands in line {line}"),
        (_, false) => format!("the first stands in {}, line {line}", first.file.path),
    };
    Diagnostic::new(E0312, &at, format!("there is a second {word} `{id}`"), first)
        .help("give one of them another id")
}

pub(crate) fn key_twice(at: At<'_>, key: &str, first: At<'_>) -> Diagnostic {
    let line = first.file.text[..first.span.start].matches('\n').count() + 1;
    Diagnostic::new(
        E0313,
        &at,
        format!("the key `{key}` is given twice in this scene"),
        format!("the first stands in line {line}"),
    )
    .help("give the newer one a key of its own")
}

pub(crate) fn reserved_key(at: At<'_>, key: &str) -> Diagnostic {
    Diagnostic::new(
        E0313,
        &at,
        format!("`{key}` is the key of the scene’s fallback"),
        "a key of its own is needed",
    )
    .help("choose another key")
}

pub(crate) fn name_taken(at: At<'_>, name: &str, by: &str) -> Diagnostic {
    Diagnostic::new(
        E0314,
        &at,
        format!("`{name}` already means {by}"),
        "in a condition the two could not be told apart",
    )
    .help("choose another word")
}

pub(crate) fn misplaced_file(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0315, &at, "a file in the wrong place", "no file is looked for here")
        .help("move it to scenes/<part>/<scene>.ron, facts/, claims/ or backdrops/, or delete it")
}

pub(crate) fn folder_is_no_part(at: At<'_>, folder: &str, parts: &[&str]) -> Diagnostic {
    let otherwise =
        format!("declare `{folder}` in `parts` of story.ron, or move the file to scenes/<part>/");
    Diagnostic::new(
        E0302,
        &at,
        format!("the folder `{folder}` is no part of the story"),
        "this file lies in scenes/<part>/",
    )
    .help(meant(folder, parts.iter().copied(), &otherwise))
}

pub(crate) fn no_story_file(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0316, &at, "there is no story.ron", "expected in the story folder")
        .help("add story.ron, which names the story and its first scene")
}
