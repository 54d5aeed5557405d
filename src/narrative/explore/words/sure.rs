//! What is known of the pages ahead that every way to an ending leads over.
//!
//! Where nothing on the way changes what such a page asks for, its words are
//! known long before it is come to.

use std::collections::{BTreeSet, HashMap};

use super::Pages;
use super::bounds::Bounds;
use crate::narrative::explore::machine::Machine;
use crate::narrative::explore::values::Best;
use crate::narrative::explore::wording::Count;
use crate::narrative::model::EndingId;

/// Steps that a look at a page is worth.
const COST: usize = 6;

/// A page, and slots it asks for that nothing on the way changes.
type Lasting = (usize, Vec<usize>);

/// The pages ahead.
pub(super) struct Sure<'m> {
    machine: &'m Machine,
    best: Best,
    /// By location, which of `lasting` every way from there leads over.
    ahead: Vec<Vec<usize>>,
    lasting: Vec<Lasting>,
    /// By location, passages whose words what lies ahead takes for the best.
    open: Vec<Vec<&'m Count>>,
    /// By location, the fewest and the most words of those, where they were
    /// asked for.
    rough: Vec<Option<(usize, usize)>>,
    /// How much worse those are than that.
    known: HashMap<(usize, Vec<i32>), i64>,
}

impl<'m> Sure<'m> {
    /// Takes of `steps` what it costs; where there are too few it knows nothing.
    pub(super) fn of(
        machine: &'m Machine,
        pages: &Pages,
        ending: EndingId,
        best: Best,
        steps: &mut usize,
    ) -> Sure<'m> {
        let count = machine.locations.len();
        let counts = |location: usize| {
            let words = machine.locations[location].words.iter().flatten();
            let open = words.enumerate().filter(|(index, _)| pages.open[location].contains(index));
            open.map(|(_, count)| count).collect()
        };
        let mut sure = Sure {
            machine,
            best,
            ahead: vec![Vec::new(); count],
            lasting: Vec::new(),
            open: (0..count).map(counts).collect(),
            rough: vec![None; count],
            known: HashMap::new(),
        };
        let cost = count.saturating_mul(machine.edges.len());
        if cost > *steps / 4 {
            return sure;
        }
        *steps -= cost;
        let mut ids: HashMap<Lasting, usize> = HashMap::new();
        let leads = sure.leads_to(ending, None);
        for page in (0..count).filter(|page| leads[*page] && !sure.open[*page].is_empty()) {
            let past = sure.leads_to(ending, Some(page));
            let mut asked = BTreeSet::new();
            for count in &sure.open[page] {
                count.test.atoms(&mut |atom| asked.extend(machine.asked(atom)));
            }
            for (location, changed) in sure.changed(page, &asked).into_iter().enumerate() {
                let Some(changed) = changed else { continue };
                if location != page && (!leads[location] || past[location]) {
                    continue;
                }
                let slots: Vec<usize> = asked.difference(&changed).copied().collect();
                if slots.is_empty() {
                    continue;
                }
                let lasting = &mut sure.lasting;
                let id = *ids.entry((page, slots)).or_insert_with_key(|key| {
                    lasting.push(key.clone());
                    lasting.len() - 1
                });
                sure.ahead[location].push(id);
            }
        }
        sure
    }

    /// The locations with a way to the ending that does not lead over one of them.
    fn leads_to(&self, ending: EndingId, aside: Option<usize>) -> Vec<bool> {
        let locations = self.machine.locations.iter().enumerate();
        let mut leads: Vec<bool> = locations
            .map(|(index, location)| location.ending == Some(ending) && aside != Some(index))
            .collect();
        let mut is_stable = false;
        while !is_stable {
            is_stable = true;
            for edge in self.machine.edges.iter().rev() {
                if leads[edge.to] && !leads[edge.from] && aside != Some(edge.from) {
                    leads[edge.from] = true;
                    is_stable = false;
                }
            }
        }
        leads
    }

    /// By location, which of the slots may be changed on a way to a page; nothing
    /// where no way leads there.
    fn changed(&self, page: usize, asked: &BTreeSet<usize>) -> Vec<Option<BTreeSet<usize>>> {
        let mut changed = vec![None; self.machine.locations.len()];
        changed[page] = Some(BTreeSet::new());
        let mut is_stable = false;
        while !is_stable {
            is_stable = true;
            for edge in self.machine.edges.iter().rev().filter(|edge| edge.from != page) {
                let Some(after) = changed[edge.to].clone() else { continue };
                let own = edge.changes.iter().map(|change| change.slot);
                let known = changed[edge.from].get_or_insert_with(|| {
                    is_stable = false;
                    BTreeSet::new()
                });
                let before = known.len();
                known.extend(after);
                known.extend(own.filter(|slot| asked.contains(slot)));
                is_stable &= known.len() == before;
            }
        }
        changed
    }

    /// How many words more than the fewest, or fewer than the most, are sure to
    /// be read.
    pub(super) fn worse(&mut self, location: usize, values: &[i32], steps: &mut usize) -> i64 {
        let mut sum = 0;
        for id in &self.ahead[location] {
            let (page, slots) = &self.lasting[*id];
            *steps = steps.saturating_sub(COST);
            let held: Vec<i32> = slots.iter().map(|slot| values[*slot]).collect();
            let key = (*id, held);
            if let Some(known) = self.known.get(&key) {
                sum += known;
                continue;
            }
            let open = &self.open[*page];
            let mut bounds = Bounds::new(self.machine);
            let rough = *self.rough[*page].get_or_insert_with(|| bounds.of(open));
            *steps = steps.saturating_sub(bounds.spent() * COST);
            let mut bounds = Bounds::new(self.machine);
            slots.iter().zip(&key.1).for_each(|(slot, number)| bounds.hold(*slot, *number));
            let sure = bounds.of(open);
            *steps = steps.saturating_sub(bounds.spent() * COST);
            let worse = match self.best {
                Best::Least => sure.0 as i64 - rough.0 as i64,
                Best::Most => rough.1 as i64 - sure.1 as i64,
            };
            self.known.insert(key, worse.max(0));
            sum += worse.max(0);
        }
        sum
    }
}
