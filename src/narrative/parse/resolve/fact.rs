//! Facts, sources, claims and terms.

use super::{InFile, Resolver};
use crate::narrative::diagnostic::{At, facts};
use crate::narrative::model::{
    Account, Claim, Fact, FactId, Grade, PartId, PersonId, PlaceId, Source, SourceId, Term,
};
use crate::narrative::parse::format;

impl Resolver<'_, '_> {
    pub(super) fn sources(&mut self, written: &[InFile<'_, format::Source<'_>>]) -> Vec<Source> {
        let source = |(file, source): &InFile<'_, format::Source<'_>>| Source {
            name: source.id.text.to_string(),
            kind: source.kind,
            short: self.line(file, &source.short),
            cite: self.line(file, &source.cite),
            checked: source.checked,
            note: self.optional(file, &source.note),
        };
        written.iter().map(source).collect()
    }

    pub(super) fn facts(&mut self, written: &[InFile<'_, format::Fact<'_>>]) -> Vec<Fact> {
        written.iter().map(|fact| self.fact(fact)).collect()
    }

    fn fact(&mut self, (file, fact): &InFile<'_, format::Fact<'_>>) -> Fact {
        let at = |span| At { file, span };
        let is_sourced = !fact.sources.is_empty()
            || fact.accounts.iter().any(|account| !account.sources.is_empty());
        let needs_source =
            matches!(fact.grade, Grade::Documented | Grade::Reported | Grade::Contested);
        let too_few = fact.grade == Grade::Contested && fact.accounts.len() < 2;
        if needs_source && !too_few && !is_sourced && fact.unsourced.is_none() && !fact.id.broken {
            let problem = facts::no_source(at(fact.id.span()), &fact.id.text, fact.grade);
            self.report(problem);
        }
        if is_sourced && let Some(unsourced) = &fact.unsourced {
            self.report(facts::sourced_and_unsourced(at(unsourced.span()), &fact.id.text));
        }
        if too_few && !fact.id.broken {
            let given = fact.accounts.len();
            self.report(facts::too_few_accounts(at(fact.id.span()), &fact.id.text, given));
        }
        let accounts = fact.accounts.iter().map(|account| Account {
            who: self.line(file, &account.who),
            says: self.line(file, &account.says),
            sources: self.links(file, &account.sources, |names| &names.sources, SourceId::new),
        });
        Fact {
            accounts: accounts.collect(),
            name: fact.id.text.to_string(),
            statement: self.line(file, &fact.statement),
            grade: fact.grade,
            date: fact.date.as_ref().and_then(|date| self.date(file, date)),
            place: fact
                .place
                .as_ref()
                .and_then(|place| self.link(file, place, |names| &names.places, PlaceId::new)),
            note: self.optional(file, &fact.note),
            sources: self.links(file, &fact.sources, |names| &names.sources, SourceId::new),
            unsourced: self.optional(file, &fact.unsourced),
            reference: self.optional(file, &fact.r#ref),
            waits_for: fact
                .waits_for
                .as_ref()
                .and_then(|part| self.link(file, part, |names| &names.parts, PartId::new)),
        }
    }

    pub(super) fn terms(&mut self, written: &[InFile<'_, format::Term<'_>>]) -> Vec<Term> {
        let term = |(file, term): &InFile<'_, format::Term<'_>>| Term {
            name: term.id.text.to_string(),
            word: self.line(file, &term.word),
            gloss: self.line(file, &term.gloss),
            fact: term
                .fact
                .as_ref()
                .and_then(|fact| self.link(file, fact, |names| &names.facts, FactId::new)),
            period: self.period(file, &term.from, &term.until),
            waits_for: term
                .waits_for
                .as_ref()
                .and_then(|part| self.link(file, part, |names| &names.parts, PartId::new)),
        };
        written.iter().map(term).collect()
    }

    pub(super) fn claims(&mut self, written: &[InFile<'_, format::Claim<'_>>]) -> Vec<Claim> {
        written.iter().filter_map(|claim| self.claim(claim)).collect()
    }

    fn claim(&mut self, (file, claim): &InFile<'_, format::Claim<'_>>) -> Option<Claim> {
        let who = self.link(file, &claim.who, |names| &names.people, PersonId::new);
        let weighed_by = self.link(file, &claim.weighed_by, |names| &names.facts, FactId::new);
        let waits_for = claim
            .waits_for
            .as_ref()
            .and_then(|part| self.link(file, part, |names| &names.parts, PartId::new));
        let says = self.line(file, &claim.says);
        let note = self.optional(file, &claim.note);
        let reference = self.optional(file, &claim.r#ref);
        Some(Claim {
            name: claim.id.text.to_string(),
            says,
            who: who?,
            verdict: claim.verdict,
            weighed_by: weighed_by?,
            note,
            reference,
            met: claim.met.unwrap_or_default(),
            waits_for,
        })
    }
}
