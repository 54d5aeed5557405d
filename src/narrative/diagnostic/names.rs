//! E03xx: names, and what they lead to.

use super::Code::{self, *};
use super::{At, Diagnostic, meant, nearest};

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
    Term,
    ChoiceSet,
    Pool,
    Vignette,
    VignetteScene,
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
            Kind::Term => "term",
            Kind::ChoiceSet => "choice set",
            Kind::Pool => "pool",
            Kind::Vignette => "vignette",
            Kind::VignetteScene => "scene of a vignette",
        }
    }

    /// Where to write a new one, and the code for a name that leads nowhere.
    fn home(self) -> (Code, &'static str) {
        match self {
            Kind::Scene => (E0301, "add `scenes/<part>/NAME.ron`, or correct the name"),
            Kind::VignetteScene => (E0301, "add `scenes/vignettes/NAME.ron`, or correct the name"),
            Kind::Vignette => {
                (E0301, "declare it in `vignettes` of story.ron, or correct the name")
            }
            Kind::Part => {
                (E0302, "add `Part(id: \"NAME\", …)` to `parts` of story.ron, or correct the name")
            }
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
            Kind::Term => (E0317, "add it to glossary.ron, or correct the name"),
            Kind::ChoiceSet => (E0318, "add it to choices.ron, or correct the name"),
            Kind::Pool => (
                E0319,
                "write `offered: Offered(pool: \"NAME\", …)` in a scene, or correct the name",
            ),
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
    // `leaving/pier.ron` for `pier`
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.strip_suffix(".ron").unwrap_or(file);
    let is_id = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
    let help = if name.contains(',') {
        format!("name one {word} at a time, each in quotes or in a mark of its own")
    } else if stem != name && nearest(stem, known.clone()).is_some() {
        meant(stem, known, home)
    } else if name.chars().all(is_id) {
        meant(name, known, &home.replace("NAME", name))
    } else {
        meant(name, known, "correct the name")
    };
    Diagnostic::new(
        code,
        &at,
        format!("there is no {word} `{name}`"),
        match super::fields::strange_letter(name) {
            None => format!("no {word} has this id"),
            Some(why) => format!("no {word} has this id; {why}"),
        },
    )
    .help(help)
}

/// `kind`: that of the scenes it is asked among; it is one of the others.
pub(crate) fn crosses(at: At<'_>, kind: Kind, scene: &str) -> Diagnostic {
    let (message, help) = match kind {
        Kind::VignetteScene => (
            format!("`{scene}` is no scene of a vignette, but of the whole story"),
            "name a scene in scenes/vignettes: a vignette stands by itself, and only its `goes_on` and \
             its `route` name the story",
        ),
        _ => (
            format!("`{scene}` is a scene of a vignette"),
            "name a scene of the story: nothing in it leads into a vignette or asks for one",
        ),
    };
    Diagnostic::new(E0626, &at, message, "it lies on the other side").help(help)
}

pub(crate) fn unknown_variable<'n>(
    at: At<'_>,
    name: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Diagnostic {
    const WORDS: [&str; 5] = ["and", "or", "not", "true", "false"];
    let lower = name.to_lowercase();
    let problem = unknown(at, Kind::Variable, name, known);
    if matches!(name, "visited" | "visits" | "taken" | "turns_since") {
        return problem.help(format!("say of what: `{name}(…)`"));
    }
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

pub(crate) fn idle_set(at: At<'_>, set: &str) -> Diagnostic {
    Diagnostic::new(W0315, &at, format!("no scene shares the choices of `{set}`"), "declared here")
        .help(format!("write `shared: [\"{set}\"]` in a scene, or take them out"))
}

pub(crate) fn idle_pool(at: At<'_>, pool: &str) -> Diagnostic {
    Diagnostic::new(W0316, &at, format!("no scene offers the pool `{pool}`"), "first named here")
        .help(format!("write `offers: [Offer(pool: \"{pool}\")]` in a scene, or take this out"))
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

/// `place`: where it was most likely meant to lie.
pub(crate) fn misplaced_file(at: At<'_>, place: Option<&str>) -> Diagnostic {
    let place = place.unwrap_or("scenes/<part>/<scene>.ron, facts/, claims/ or backdrops/");
    Diagnostic::new(E0315, &at, "a file in the wrong place", "no file is looked for here")
        .help(format!("move it to {place}, or delete it"))
}

pub(crate) fn misnamed_file(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(E0315, &at, "the name of a story file ends in `.ron`", "this file is not read")
        .help(format!("rename it to {name}"))
}

pub(crate) fn misnamed_folder(at: At<'_>, folder: &str, meant: &str) -> Diagnostic {
    let message = format!("no files are looked for in the folder `{folder}`");
    Diagnostic::new(E0315, &at, message, "the first file in it")
        .help(format!("rename it to `{meant}`"))
}

pub(crate) fn folder_is_no_part(
    at: At<'_>,
    folder: &str,
    parts: &[&str],
    of_vignettes: &str,
) -> Diagnostic {
    let otherwise =
        format!("declare `{folder}` in `parts` of story.ron, or move the file to scenes/<part>/");
    Diagnostic::new(
        E0302,
        &at,
        format!("the folder `{folder}` is no part of the story"),
        "this file lies in scenes/<part>/",
    )
    .help(match nearest(folder, parts.iter().copied().chain([of_vignettes])) {
        Some(name) if name == of_vignettes => format!("did you mean `scenes/{name}`?"),
        _ => meant(folder, parts.iter().copied(), &otherwise),
    })
}

/// `similar`: a file that may have been meant for it.
pub(crate) fn no_story_file(at: At<'_>, similar: Option<&str>) -> Diagnostic {
    Diagnostic::new(E0316, &at, "there is no story.ron", "expected in the story folder").help(
        match similar {
            Some(similar) => format!("rename {similar} to story.ron"),
            None => "add story.ron, which names the story and its first scene; \
                     or name the folder of your story, if this is another one"
                .into(),
        },
    )
}
