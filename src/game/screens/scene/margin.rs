//! The margin of a page: its facts, claims and terms in the words to show.

use crate::game::screens::Desk;
use crate::game::widgets::{MarkKind, MarkLook, NoteLook};
use crate::i18n::{FluentValue, Strings};
use crate::narrative::model::{Claim, Fact, Mark, Scene, Source, Story, Term};
use crate::narrative::run::{BlockView, marks};

/// The notes beside a page, numbered from 1.
pub(super) struct Margin<'s> {
    pub(super) notes: Vec<(Mark, NoteLook<'s>)>,
}

impl<'s> Margin<'s> {
    /// The notes beside `blocks` of a scene.
    pub(super) fn new(desk: &Desk<'s>, scene: &'s Scene, blocks: &[BlockView<'_>]) -> Self {
        let (story, strings) = (desk.story, desk.strings);
        let notes = marks(scene, blocks).into_iter().enumerate().map(|(index, mark)| {
            let look = match mark {
                Mark::Fact(fact) => fact_look(story, strings, index + 1, story.fact(fact)),
                Mark::Claim(claim) => claim_look(story, strings, index + 1, story.claim(claim)),
                Mark::Term(term) => term_look(story, strings, index + 1, story.term(term)),
            };
            (mark, look)
        });
        Margin { notes: notes.collect() }
    }

    /// How a passage sets a mark.
    pub(super) fn marked(&self, mark: Mark) -> Option<MarkLook> {
        let (_, look) = self.notes.iter().find(|(noted, _)| *noted == mark)?;
        let kind = match (mark, look.grade) {
            (Mark::Term(_), _) => MarkKind::Term,
            (_, Some(grade)) => MarkKind::Fact(grade),
            (_, None) => MarkKind::Claim,
        };
        let number = look.number.filter(|_| kind != MarkKind::Term);
        Some(MarkLook { number, kind, told: look.heading.clone() })
    }

    /// The note after `last`, round to the first.
    pub(super) fn next(&self, last: Option<Mark>) -> Option<Mark> {
        let at = last.and_then(|last| self.notes.iter().position(|(mark, _)| *mark == last));
        let next = at.map_or(0, |at| (at + 1) % self.notes.len());
        self.notes.get(next).map(|(mark, _)| *mark)
    }
}

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

fn fact_look<'s>(
    story: &'s Story,
    strings: &Strings,
    number: usize,
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
        number: Some(number),
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

fn claim_look<'s>(
    story: &'s Story,
    strings: &Strings,
    number: usize,
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
        number: Some(number),
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

fn term_look<'s>(
    story: &'s Story,
    strings: &Strings,
    number: usize,
    term: &'s Term,
) -> NoteLook<'s> {
    let behind = term.fact.map(|fact| fact_look(story, strings, number, story.fact(fact)));
    let mut look = NoteLook {
        number: Some(number),
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
