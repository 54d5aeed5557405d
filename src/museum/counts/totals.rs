//! Day totals: how many visits of a day came to what.

use std::collections::BTreeMap;

use super::{CalendarDay, Kind, Tally};

/// Numbers by day, kind and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    numbers: BTreeMap<(CalendarDay, Kind, String), u64>,
}

impl Totals {
    /// Adds a visit of a day.
    pub fn add(&mut self, day: CalendarDay, tally: &Tally) {
        for (kind, name) in tally.met() {
            self.raise(day, kind, name, 1);
        }
    }

    /// Adds all of others.
    pub fn merge(&mut self, others: &Totals) {
        for (day, kind, name, number) in others.rows() {
            self.raise(day, kind, name, number);
        }
    }

    pub(super) fn raise(&mut self, day: CalendarDay, kind: Kind, name: &str, by: u64) {
        let number = self.numbers.entry((day, kind, name.to_owned())).or_default();
        *number = number.saturating_add(by);
    }

    /// Every number, in order of day, kind and name.
    pub fn rows(&self) -> impl Iterator<Item = (CalendarDay, Kind, &str, u64)> {
        self.numbers.iter().map(|((day, kind, name), number)| (*day, *kind, name.as_str(), *number))
    }

    /// What there is of one kind, over all days, by name.
    pub fn by_name(&self, kind: Kind) -> BTreeMap<&str, u64> {
        let mut numbers = BTreeMap::new();
        for (_, _, name, number) in self.rows().filter(|row| row.1 == kind) {
            *numbers.entry(name).or_default() += number;
        }
        numbers
    }

    /// How many visits there were on each day that had any.
    pub fn visits(&self) -> BTreeMap<CalendarDay, u64> {
        let visits = self.rows().filter(|row| row.1 == Kind::Visit);
        visits.map(|(day, _, _, number)| (day, number)).collect()
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The last day that there is something of.
    pub(super) fn last_day(&self) -> Option<CalendarDay> {
        self.numbers.keys().next_back().map(|(day, ..)| *day)
    }

    /// Those of some days alone.
    pub fn between(&self, from: CalendarDay, until: CalendarDay) -> Totals {
        let within = self.numbers.iter().filter(|((day, ..), _)| (from..=until).contains(day));
        Totals { numbers: within.map(|(key, number)| (key.clone(), *number)).collect() }
    }
}
