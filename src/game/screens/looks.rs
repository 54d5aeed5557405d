//! Facts, claims and terms in the words to show, wherever they are shown.

use crate::game::widgets::NoteLook;
use crate::i18n::{FluentValue, Strings};
use crate::narrative::model::{Claim, Fact, Source, Story, Term};

/// The sources of a fact: in short, and in full.
fn sources<'s>(
    story: &'s Story,
    strings: &Strings,
    fact: &'s Fact,
) -> (String, Vec<(&'s Source, String)>) {
    let sources = story.sources_of(fact);
    let mut short = sources
        .iter()
        .map(|source| format!("{}, {}", source.short, strings.checked(source.checked)))
        .collect::<Vec<_>>()
        .join("; ");
    if let Some(unsourced) = &fact.unsourced {
        if !short.is_empty() {
            short += ". ";
        }
        short += unsourced;
    }
    let full = sources
        .into_iter()
        .map(|source| {
            let kind = strings.kind(source.kind);
            (source, format!("{kind}, {}.", strings.checked(source.checked)))
        })
        .collect();
    (short, full)
}

/// A fact, as a note says it. Without a number nothing in a text points to it.
pub(super) fn fact_look<'s>(
    story: &'s Story,
    strings: &Strings,
    number: Option<usize>,
    fact: &'s Fact,
) -> NoteLook<'s> {
    let (short_sources, sources) = sources(story, strings, fact);
    let mut deeper = Vec::new();
    let place = fact.place.map(|place| story.place(place).shown.clone());
    let when: Vec<String> =
        fact.date.map(|date| strings.date(date)).into_iter().chain(place).collect();
    if !when.is_empty() {
        deeper.push(when.join(" · "));
    }
    deeper.extend(fact.note.clone());
    deeper.extend(fact.unsourced.clone());
    NoteLook {
        number,
        grade: Some(fact.grade),
        heading: story.frame.grade(fact.grade).to_owned(),
        statement: fact.statement.clone(),
        accounts: fact.accounts.iter().map(|account| (&*account.who, &*account.says)).collect(),
        short_sources,
        deeper,
        sources,
        turn: strings.get("note-turn"),
    }
}

/// A claim and what weighs it.
pub(super) fn claim_look<'s>(
    story: &'s Story,
    strings: &Strings,
    number: Option<usize>,
    claim: &'s Claim,
) -> NoteLook<'s> {
    let fact = story.fact(claim.weighed_by);
    let who = &story.person(claim.who).shown;
    let mut weighed = fact_look(story, strings, number, fact);
    let verdict = strings.verdict(claim.verdict);
    let grade = story.frame.grade(fact.grade).to_lowercase();
    let mut deeper = vec![strings.with("note-verdict", &[("verdict", FluentValue::from(verdict))])];
    deeper.extend(claim.note.clone());
    deeper.push(format!("{} ({grade})", fact.statement));
    deeper.extend(fact.accounts.iter().map(|account| format!("{}: {}", account.who, account.says)));
    deeper.append(&mut weighed.deeper);
    NoteLook {
        number,
        grade: None,
        heading: strings.get("note-told"),
        statement: format!("{who}: {}", claim.says),
        accounts: Vec::new(),
        short_sources: strings.get("note-weigh"),
        deeper,
        sources: weighed.sources,
        turn: strings.get("note-turn"),
    }
}

/// A word and what it means.
pub(super) fn term_look<'s>(
    story: &'s Story,
    strings: &Strings,
    number: Option<usize>,
    term: &'s Term,
) -> NoteLook<'s> {
    let behind = term.fact.map(|fact| fact_look(story, strings, number, story.fact(fact)));
    let mut look = NoteLook {
        number,
        grade: None,
        heading: strings.get("note-term"),
        statement: format!("{}: {}", term.word, term.gloss),
        accounts: Vec::new(),
        short_sources: String::new(),
        deeper: Vec::new(),
        sources: Vec::new(),
        turn: strings.get("note-turn"),
    };
    if let Some(mut behind) = behind {
        look.deeper.push(format!("{}: {}", behind.heading, behind.statement));
        look.deeper.append(&mut behind.deeper);
        look.sources = behind.sources;
    }
    look
}
