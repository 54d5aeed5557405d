//! What stands in the margin: the notes of a page, and where they come from.

use super::Desk;
use crate::narrative::model::{Claim, Fact, Mark, Source, SourceId, Term};

/// How far under a note's number its lines are set in.
const INDENT: usize = 4;

/// How much of a fact is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// What is known, who says so, and the sources' short names.
    Note,
    /// That, and the sources in full.
    Sources,
}

/// One note under its number. `heard` is the number of a claim in the
/// notebook.
pub(super) fn note(
    desk: Desk<'_>,
    number: usize,
    note: Mark,
    heard: Option<usize>,
    depth: Depth,
) -> String {
    let lead = format!("{:<INDENT$}", format!("[{number}]"));
    match note {
        Mark::Fact(it) => fact(desk, &lead, desk.story.fact(it), depth),
        Mark::Claim(claim) => {
            desk.paper.hanging(&lead, &told(desk, desk.story.claim(claim), heard))
        }
        Mark::Term(it) => term(desk, &lead, desk.story.term(it), depth),
    }
}

/// What a word means and, where the sources are asked for, the fact behind it.
fn term(desk: Desk<'_>, lead: &str, term: &Term, depth: Depth) -> String {
    let Desk { story, strings, paper } = desk;
    let words = [("word", term.word.as_str().into()), ("gloss", term.gloss.as_str().into())];
    let text = paper.hanging(lead, &strings.with("facts-term", &words));
    let behind = term.fact.filter(|_| depth == Depth::Sources);
    let behind = behind.map(|behind| fact(desk, &" ".repeat(INDENT), story.fact(behind), depth));
    text + &behind.unwrap_or_default()
}

fn told(desk: Desk<'_>, claim: &Claim, heard: Option<usize>) -> String {
    let Desk { story, strings, .. } = desk;
    let who = story.person(claim.who).shown.as_str();
    let mut words = vec![("who", who.into()), ("says", claim.says.as_str().into())];
    match heard {
        None => strings.with("facts-told", &words),
        Some(number) => {
            words.push(("number", number.to_string().into()));
            strings.with("facts-told-weighed", &words)
        }
    }
}

/// A fact: grade, statement, note, accounts and sources.
pub(super) fn fact(desk: Desk<'_>, lead: &str, fact: &Fact, depth: Depth) -> String {
    let Desk { story, strings, paper } = desk;
    let mut statement = format!("{}. {}", story.frame.grade(fact.grade), fact.statement);
    if let Some(setting) = setting(desk, fact) {
        statement = format!("{statement} {setting}");
    }
    let mut text = paper.hanging(lead, &statement);
    if let Some(note) = &fact.note {
        let words = [("note", note.as_str().into())];
        text += &paper.set_in(INDENT, &strings.with("facts-note", &words));
    }
    for account in &fact.accounts {
        let mut words =
            vec![("who", account.who.as_str().into()), ("says", account.says.as_str().into())];
        let line = if account.sources.is_empty() {
            strings.with("facts-account", &words)
        } else {
            words.push(("sources", short(desk, &account.sources).into()));
            strings.with("facts-account-sourced", &words)
        };
        text += &paper.entry(INDENT, &line);
    }
    text + &sources(desk, fact, depth)
}

fn setting(desk: Desk<'_>, fact: &Fact) -> Option<String> {
    let Desk { story, strings, .. } = desk;
    let date = fact.date.map(|date| strings.date(date));
    let place = fact.place.map(|place| story.place(place).shown.clone());
    Some(match (date, place) {
        (None, None) => return None,
        (Some(date), Some(place)) => {
            let words = [("date", date.into()), ("place", place.into())];
            strings.with("facts-date-and-place", &words)
        }
        (Some(one), None) | (None, Some(one)) => {
            strings.with("facts-date-or-place", &[("one", one.into())])
        }
    })
}

fn sources(desk: Desk<'_>, fact: &Fact, depth: Depth) -> String {
    let Desk { story, strings, paper } = desk;
    let mut text = String::new();
    match depth {
        Depth::Note if !fact.sources.is_empty() => {
            let words = [
                ("count", fact.sources.len().into()),
                ("sources", short(desk, &fact.sources).into()),
            ];
            text += &paper.set_in(INDENT, &strings.with("facts-sources-short", &words));
        }
        Depth::Note => {}
        Depth::Sources => {
            let sources = story.sources_of(fact);
            if !sources.is_empty() {
                let count = [("count", sources.len().into())];
                text += &paper.set_in(INDENT, &strings.with("facts-sources", &count));
            }
            for source in sources {
                text += &paper.entry(INDENT, &full(desk, source));
            }
        }
    }
    if let Some(unsourced) = &fact.unsourced {
        text += &paper.set_in(INDENT, unsourced);
    }
    text
}

/// Short names, each with how far the work was checked.
fn short(desk: Desk<'_>, sources: &[SourceId]) -> String {
    let Desk { story, strings, .. } = desk;
    let one = |id: &SourceId| {
        let source = story.source(*id);
        let words = [
            ("short", source.short.as_str().into()),
            ("checked", strings.checked(source.checked).into()),
        ];
        strings.with("facts-source-checked", &words)
    };
    sources.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn full(desk: Desk<'_>, source: &Source) -> String {
    let strings = desk.strings;
    let mut words = vec![
        ("kind", strings.kind(source.kind).into()),
        ("cite", source.cite.as_str().into()),
        ("checked", strings.checked(source.checked).into()),
    ];
    match &source.note {
        None => strings.with("facts-source", &words),
        Some(note) => {
            words.push(("note", note.as_str().into()));
            strings.with("facts-source-noted", &words)
        }
    }
}
