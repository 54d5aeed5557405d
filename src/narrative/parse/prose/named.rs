//! Names in a text, `{place hsinking}` and `{person fusheng}`: the one that is
//! right at the date of the scene and in the mouth of who speaks.

use std::ops::Range;

use super::Setter;
use crate::narrative::diagnostic::facts;
use crate::narrative::model::{Mark, Period, PersonId, PlaceId};

impl Setter<'_, '_> {
    /// Writes the name of a person or a place whose id stands in `range`.
    pub(super) fn named(&mut self, range: Range<usize>, kind: &str) {
        let text = &self.words.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        let id = text.trim();
        let span = start..start + id.len();
        let voice = self.voice;
        let (name, shown, period) = if kind == "place" {
            let found = self.link(|names, at| names.places.link(id, at), span.clone());
            let Some(index) = found else { return };
            self.places.push(PlaceId::new(index));
            let Some(place) = voice.known.places.get(index) else { return };
            let called = voice.date.map(|date| place.called(date, voice.speaker));
            (&place.name, called, place.period)
        } else {
            let found = self.link(|names, at| names.people.link(id, at), span.clone());
            let Some(index) = found else { return };
            self.people.push(PersonId::new(index));
            let Some(person) = voice.known.people.get(index) else { return };
            let called = voice.date.map(|date| person.called(date, voice.speaker));
            (&person.name, called, person.period)
        };
        self.now.text.push_str(shown.unwrap_or(name));
        self.in_time(span, name, period, None);
    }

    /// Warns of a term for what was not there yet, or no longer.
    pub(super) fn term_in_time(&mut self, mark: Option<Mark>, span: Range<usize>) {
        if let Some(Mark::Term(id)) = mark
            && let Some(term) = self.voice.known.terms.get(id.index())
        {
            let fact = term.fact.map(|fact| self.scope.names.facts.name(fact.index()));
            self.in_time(span, &term.name, term.period, fact);
        }
    }

    fn in_time(&mut self, span: Range<usize>, name: &str, period: Period, fact: Option<&str>) {
        if let Some(date) = self.voice.date.filter(|date| !period.touches(*date)) {
            self.report(span, |at| facts::out_of_time(at, name, period, date, fact));
        }
    }
}
