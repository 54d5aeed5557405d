//! Two records of one reader made one: nothing of either is lost.

use std::collections::{BTreeMap, BTreeSet};

use super::Record;

impl Record {
    /// Takes in what `other` has. Of what the reader thought of a claim the
    /// later stands.
    pub fn merge(&mut self, other: Record) {
        union(&mut self.facts, other.facts);
        union(&mut self.blocks, other.blocks);
        union(&mut self.choices, other.choices);
        self.opened.extend(other.opened);
        self.terms.extend(other.terms);
        for (claim, held) in other.beliefs {
            let known = self.beliefs.entry(claim).or_insert(held);
            *known = held.max(*known);
        }
        for heard in other.heard {
            match self
                .heard
                .iter_mut()
                .find(|known| (known.life, &known.claim) == (heard.life, &heard.claim))
            {
                None => self.heard.push(heard),
                Some(known) if heard.at_secs < known.at_secs => *known = heard,
                Some(_) => {}
            }
        }
        self.heard.sort_by_key(|heard| heard.at_secs);
        for life in other.lives {
            match self
                .lives
                .iter_mut()
                .find(|known| (known.seed, &known.steps) == (life.seed, &life.steps))
            {
                None => self.lives.push(life),
                Some(known) if life.finished_at_secs < known.finished_at_secs => *known = life,
                Some(_) => {}
            }
        }
        self.lives.sort_by_key(|life| life.finished_at_secs);
    }
}

fn union(into: &mut BTreeMap<String, BTreeSet<String>>, from: BTreeMap<String, BTreeSet<String>>) {
    for (name, others) in from {
        into.entry(name).or_default().extend(others);
    }
}
