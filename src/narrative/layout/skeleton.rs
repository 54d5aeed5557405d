//! A scene to begin with: every field, and what goes into it.

use std::fmt::Write;

use crate::narrative::diagnostic::nearest;
use crate::narrative::model::{Light, Story};
use crate::narrative::parse::is_id;

/// Why no scene can be begun so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SkeletonError {
    /// The story has no such part.
    #[error("there is no part `{part}`; {help}")]
    NoPart {
        /// The part named.
        part: String,
        /// Which there are.
        help: String,
    },
    /// The name is not an id.
    #[error(
        "`{0}` cannot be the name of a scene: write small letters, digits and `_`, a letter first"
    )]
    NoName(String),
    /// There is a scene of this name.
    #[error(
        "there is a scene `{name}` already, in {file}; scenes need names of their own across all parts"
    )]
    Taken {
        /// The name.
        name: String,
        /// The file of the scene that has it.
        file: String,
    },
}

/// The text of a new scene in a part of a story, with a comment on each field.
///
/// # Errors
/// When the story has no such part, or a scene cannot be called so.
pub fn skeleton(story: &Story, part: &str, name: &str) -> Result<String, SkeletonError> {
    let Some(part) = story.part_named(part) else {
        let known = story.parts.iter().map(|part| part.name.as_str());
        let help = match nearest(part, known.clone()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!(
                "the story has {}; to add one, write `Part(id: \"{part}\", …)` into `parts` of \
                 story.ron, and its scenes lie in scenes/{part}/",
                quoted(known)
            ),
        };
        return Err(SkeletonError::NoPart { part: part.into(), help });
    };
    if !is_id(name) {
        return Err(SkeletonError::NoName(name.into()));
    }
    if let Some(scene) = story.scene_named(name) {
        let file = story.scene(scene).file.clone();
        return Err(SkeletonError::Taken { name: name.into(), file });
    }
    // What stood last in the part is likely to be near.
    let near =
        story.scenes.iter().filter(|scene| scene.part == part).max_by_key(|scene| scene.date);
    let years = story.part(part).years.to_string();
    let date = near.map_or_else(
        || years.split('/').next().unwrap_or(&years).into(),
        |scene| scene.date.to_string(),
    );
    let place = near.map(|scene| story.place(scene.place)).or(story.places.first());
    let place = place.map_or("", |place| place.name.as_str());
    let light = near.map_or(Light::Day, |scene| scene.light);
    let start = &story.scene(story.start).name;
    let mut text = String::new();
    let mut line = |line: &str| {
        let _ = writeln!(text, "{line}");
    };
    line(&format!("// The scene `{name}`. A choice leads here with goto: \"{name}\"."));
    line("Scene(");
    line("    // What stands above the page.");
    line(&format!("    title: \"{}\",", title(name)));
    line(
        "    // The date is \"1935\", \"1935-03\" or \"1935-03-15\"; light is Dawn, Day, Dusk or Night.",
    );
    comment_list(&mut line, "Places", story.places.iter().map(|place| place.name.as_str()));
    line(&format!("    setting: Setting(date: \"{date}\", place: \"{place}\", light: {light:?}),"));
    line(
        "    // What is read. Leave out `k` in what you add, and `sungari fmt` writes it. {fact id|words} marks",
    );
    line("    // words behind which a fact stands.");
    line("    body: [");
    line("        Text(k: \"s1\", t: \"What there is to see.\"),");
    if let Some(person) = story.cast.first() {
        line("        // A line of speech, without the two strokes before it:");
        line(&format!("        // Say(who: \"{}\", t: \"“What somebody says.”\"),", person.name));
    }
    line("    ],");
    line(
        "    // Ways on. Besides `t` and `goto` a choice may have `if`, `locked`, `once` and `do`.",
    );
    line("    choices: [");
    line(&format!("        Choice(k: \"c1\", t: \"Go on\", goto: \"{start}\"),"));
    line("    ],");
    if !story.endings.is_empty() {
        line("    // Where a life closes here, an ending stands in place of the choices.");
        comment_list(&mut line, "Endings", story.endings.iter().map(|ending| ending.name.as_str()));
    }
    line(
        "    // Facts of the page that no words in it mark: put others here, or mark words and take this out.",
    );
    let fact = near.and_then(|scene| scene.all_facts().next()).map(|fact| story.fact(fact));
    let facts = fact.or(story.facts.first()).map(|fact| format!("\"{}\"", fact.name));
    line(&format!("    facts: [{}],", facts.unwrap_or_default()));
    line("    // What on this page is your own, in a sentence; readers can see it.");
    line("    invented: \"Everything on this page.\",");
    line(")");
    Ok(text)
}

/// A comment that lists names, in lines that are not too long.
fn comment_list<'s>(line: &mut impl FnMut(&str), what: &str, names: impl Iterator<Item = &'s str>) {
    let mut written = format!("    // {what}:");
    for name in names {
        if written.len() + name.len() > 98 {
            line(&written);
            written = "    //  ".into();
        }
        let _ = write!(written, " {name}");
    }
    line(&written);
}

fn quoted<'s>(names: impl Iterator<Item = &'s str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// `old_pier` as a title: `Old pier`.
fn title(name: &str) -> String {
    let words = name.replace('_', " ");
    let first = words.chars().next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(words.chars().skip(1)).collect()
}
