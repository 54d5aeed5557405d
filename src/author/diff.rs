//! `sungari diff`: what became of a story, in the words of a story.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use super::{Answer, Format, json};
use crate::narrative::diagnostic::render;
use crate::narrative::diff::{Change, What, diff};
use crate::narrative::parse::{StoryFile, parse};
use crate::terminal::Status;

/// Compares two states of a story. Either may have scenes that nothing leads
/// to, but no errors of other kinds.
pub fn compare(old: &[StoryFile], new: &[StoryFile], format: Format, colour: bool) -> Answer {
    let (old_parsed, new_parsed) = (parse(old), parse(new));
    let (Some(old_story), Some(new_story)) = (&old_parsed.story, &new_parsed.story) else {
        let mut err = String::new();
        for (which, files, parsed) in [("old", old, &old_parsed), ("new", new, &new_parsed)] {
            if parsed.story.is_none() {
                err += &render(&parsed.problems, files, colour);
                let _ = writeln!(err, "The {which} story has errors.");
            }
        }
        return Answer { out: String::new(), err, status: Status::Problems };
    };
    let diff = diff(old_story, new_story);
    Answer::clean(match format {
        Format::Json => {
            let lists = diff.sections().map(|(name, changes)| {
                (name, changes.iter().map(ChangeJson::of).collect::<Vec<_>>())
            });
            json(&BTreeMap::from(lists))
        }
        Format::Text if diff.is_empty() => "nothing has changed\n".into(),
        Format::Text => {
            let whole: BTreeSet<&str> = diff
                .scenes
                .iter()
                .filter(|change| matches!(change.what, What::Added | What::Removed))
                .map(|change| change.name.as_str())
                .collect();
            // What follows from a scene that is new or gone is not told again.
            let is_of_whole = |section: &str, change: &Change| match section {
                "choices" => change.name.split('.').next().is_some_and(|name| whole.contains(name)),
                "routes" => whole.contains(change.name.as_str()),
                _ => false,
            };
            let told = diff.sections().map(|(name, changes)| {
                let told = changes.iter().filter(|change| !is_of_whole(name, change));
                (heading(name), told.map(line).collect::<String>())
            });
            let told = told.iter().filter(|(_, lines)| !lines.is_empty());
            told.map(|(heading, lines)| format!("{heading}\n{lines}"))
                .collect::<Vec<_>>()
                .join("\n")
        }
    })
}

fn heading(section: &str) -> &str {
    match section {
        "scenes" => "Scenes",
        "choices" => "Choices",
        "endings" => "Endings",
        "routes" => "Routes",
        "lines" => "Words",
        "facts" => "Facts",
        "sources" => "Sources",
        "claims" => "Claims",
        "variables" => "Variables",
        "vignettes" => "Vignettes",
        _ => "Old saves that would notice",
    }
}

/// One change, in a line or three.
fn line(change: &Change) -> String {
    let Change { name, what, old, new } = change;
    let (was, is) = (old.as_deref().unwrap_or("–"), new.as_deref().unwrap_or("–"));
    let about = |what: &str| format!("  ~ {name} {what} {is}, was {was}\n");
    match what {
        What::Added => format!("  + {name}: {is}\n"),
        What::Removed => format!("  - {name}: {was}\n"),
        What::Part => about("is in part"),
        What::Title => about("is called"),
        What::LeadsTo => about("leads to"),
        What::BeginsIn => about("begins in"),
        What::Route => pair(name, "goes on by way of", was, is),
        What::Grade => about("is"),
        What::Sources => about("rests on"),
        What::Checked => about("was seen as"),
        What::Verdict => about("is"),
        What::WeighedBy => about("is weighed by"),
        What::Bounds => about("may be"),
        What::Start => about("begins as"),
        What::OpenIf => pair(name, "is open if", was, is),
        What::Does => pair(name, "does", was, is),
        What::Words => pair(name, "says", was, is),
        What::Reached => match (old.as_deref(), new.as_deref()) {
            (_, Some("reached")) => format!("  + {name} can be reached\n"),
            (_, None) => format!("  - {name} is gone, and was reached\n"),
            _ => format!("  - {name} can no longer be reached\n"),
        },
        What::PageGone => format!("  any with the page {name}: it is gone\n"),
        What::DecisionGone => format!("  any that took {name}: the decision is gone\n"),
        What::Forgotten if new.is_none() => format!("  any: {name} is no longer remembered\n"),
        What::Forgotten => format!("  any where {name} is none of: {is}\n"),
        What::OtherStory => format!("  all: they know the story as {was}, and it is {is}\n"),
    }
}

fn pair(name: &str, what: &str, was: &str, is: &str) -> String {
    format!("  ~ {name} {what}\n    - {was}\n    + {is}\n")
}

#[derive(Serialize)]
struct ChangeJson<'c> {
    name: &'c str,
    change: &'static str,
    old: Option<&'c str>,
    new: Option<&'c str>,
}

impl<'c> ChangeJson<'c> {
    fn of(change: &'c Change) -> ChangeJson<'c> {
        let word = match change.what {
            What::Added => "added",
            What::Removed => "removed",
            What::Part => "part",
            What::Title => "title",
            What::LeadsTo => "leads_to",
            What::BeginsIn => "begins_in",
            What::Route => "route",
            What::OpenIf => "open_if",
            What::Does => "does",
            What::Reached => "reached",
            What::Words => "words",
            What::Grade => "grade",
            What::Sources => "sources",
            What::Checked => "checked",
            What::Verdict => "verdict",
            What::WeighedBy => "weighed_by",
            What::Bounds => "bounds",
            What::Start => "start",
            What::PageGone => "page_gone",
            What::DecisionGone => "decision_gone",
            What::Forgotten => "forgotten",
            What::OtherStory => "other_story",
        };
        let (old, new) = (change.old.as_deref(), change.new.as_deref());
        ChangeJson { name: &change.name, change: word, old, new }
    }
}
