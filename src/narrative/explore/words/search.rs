//! A search for the route with the fewest or the most words, state by state,
//! best prospects first.
//!
//! What lies ahead is never judged worse than it is, so nothing that was not gone
//! to can do better than the best prospect left: that is a bound wherever the
//! search is given up, and the route found is the best where it is not.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;

use super::Ahead;
use super::sure::Sure;
use crate::narrative::explore::forget::{Interest, Memory};
use crate::narrative::explore::machine::Machine;
use crate::narrative::explore::pace::Pace;
use crate::narrative::explore::steps::Space;
use crate::narrative::explore::values::Best;
use crate::narrative::model::EndingId;

/// How many states of each number of choices the first look keeps.
const WIDTH: usize = 24;

/// The states of a story that differ in what is read.
pub(super) struct Search<'m> {
    machine: &'m Machine,
    memory: Memory,
    values: Vec<i32>,
}

/// What was found: costs are words, of which fewer are better; where more are,
/// they are negative.
pub(super) struct Found {
    /// What no route does better than.
    pub(super) bound: usize,
    /// The best route found, as its words and its edges.
    pub(super) way: Option<(usize, Vec<usize>)>,
}

/// A state: its location and its classes.
type State = (usize, Box<[u16]>);

/// A state that was come to.
struct Node {
    state: Rc<State>,
    /// The words before it.
    cost: i64,
    from: Option<(usize, usize)>,
    is_done: bool,
}

/// One search for one ending.
struct Walk<'w, 'm> {
    space: &'w Space<'m>,
    ahead: &'w Ahead,
    sure: Sure<'m>,
    ending: EndingId,
    sign: i64,
    nodes: Vec<Node>,
    /// The best node of each state.
    known: HashMap<Rc<State>, usize>,
    best: Option<(i64, Option<usize>)>,
}

/// A step to a state: what is before it, and what that and what lies ahead
/// come to.
struct Next {
    state: State,
    edge: usize,
    cost: i64,
    prospect: i64,
}

impl<'m> Search<'m> {
    pub(super) fn new(machine: &'m Machine) -> Search<'m> {
        let locations = machine.locations.iter().enumerate();
        let tests = locations.flat_map(|(index, location)| {
            location.words.iter().flatten().map(move |count| (index, &count.test))
        });
        let interest = Interest { tests: tests.collect(), bounds: &|_| false };
        let memory = Memory::of(machine, &interest);
        Search { machine, memory, values: machine.start.clone() }
    }

    /// Looks for a route to an ending that is better than the `known` one; each
    /// state gone to takes of `steps` what it costs, until there are none left.
    pub(super) fn search(
        &mut self,
        space: &Space<'m>,
        ahead: &Ahead,
        sure: Sure<'m>,
        ending: EndingId,
        known: Option<usize>,
        steps: &mut usize,
        pace: &Pace<'_>,
    ) -> Option<Found> {
        let sign = match ahead.values.best {
            Best::Least => 1,
            Best::Most => -1,
        };
        let mut walk = Walk {
            space,
            ahead,
            sure,
            ending,
            sign,
            nodes: Vec::new(),
            known: HashMap::new(),
            best: known.map(|words| (sign * words as i64, None)),
        };
        self.values.clone_from(&self.machine.start);
        let state = (0, self.classes(0));
        let start = walk.prospect(0, &self.values, steps)?;
        let rooted = Next { state, edge: 0, cost: 0, prospect: start };
        // A look at few states of each length first: what it finds need not be
        // beaten by the rest.
        let first = walk.add(&rooted, None)?;
        let mut layer = vec![(start, first)];
        while !layer.is_empty() && *steps > 0 {
            let mut next = Vec::new();
            for (prospect, node) in layer {
                if walk.is_hopeless(prospect) || walk.nodes[node].is_done {
                    continue;
                }
                for to in self.step(&mut walk, node, steps) {
                    next.extend(walk.add(&to, Some(node)).map(|new| (to.prospect, new)));
                }
            }
            next.sort_unstable();
            next.truncate(WIDTH);
            layer = next;
        }
        walk.nodes.iter_mut().for_each(|node| node.is_done = false);
        let mut waiting = BinaryHeap::from([Reverse((start, first))]);
        walk.known.clear();
        let mut bound = None;
        while let Some(Reverse((prospect, node))) = waiting.pop() {
            if walk.is_hopeless(prospect) {
                break;
            }
            if *steps == 0 || pace.go(1.0, walk.nodes.len()).is_err() {
                bound = Some(prospect);
                break;
            }
            if walk.nodes[node].is_done {
                continue;
            }
            for to in self.step(&mut walk, node, steps) {
                if let Some(new) = walk.add(&to, Some(node)) {
                    waiting.push(Reverse((to.prospect, new)));
                }
            }
        }
        let bound = bound.or(walk.best.map(|(cost, _)| cost))?;
        let way =
            walk.best.and_then(|(cost, node)| Some(((cost * sign) as usize, walk.way(node?))));
        Some(Found { bound: (bound * sign) as usize, way })
    }

    /// Goes on from a state.
    fn step(&mut self, walk: &mut Walk<'_, 'm>, node: usize, steps: &mut usize) -> Vec<Next> {
        walk.nodes[node].is_done = true;
        let (machine, state) = (self.machine, Rc::clone(&walk.nodes[node].state));
        let location = state.0;
        let kept = self.memory.kept(location);
        *steps = steps.saturating_sub(1 + kept.len());
        for ((slot, kind), class) in kept.iter().zip(&state.1) {
            self.values[*slot] = self.memory.kind(*kind).examples[usize::from(*class)];
        }
        let words = super::page_words(machine, location, &self.values, walk.ahead.values.best);
        let Some(words) = words else { return Vec::new() };
        let cost = walk.nodes[node].cost + walk.sign * words as i64;
        if machine.locations[location].ending == Some(walk.ending)
            && walk.best.is_none_or(|(best, _)| cost < best)
        {
            walk.best = Some((cost, Some(node)));
        }
        let mut next = Vec::new();
        for edge in machine.locations[location].out.clone() {
            let (to, before) = (machine.edges[edge].to, next.len());
            if !machine.holds(&machine.edges[edge].guard, &self.values) {
                continue;
            }
            let mut undo = Vec::new();
            let mut is_followed = true;
            for change in &machine.edges[edge].changes {
                match machine.outcome(change, &self.values).number {
                    Some(number) => {
                        let old = std::mem::replace(&mut self.values[change.slot], number);
                        undo.push((change.slot, old));
                    }
                    None => is_followed = false,
                }
            }
            let prospect = walk.prospect(to, &self.values, steps).filter(|_| is_followed);
            if let Some(prospect) = prospect.map(|ahead| cost + ahead)
                && !walk.is_hopeless(prospect)
            {
                *steps = steps.saturating_sub(1 + self.memory.kept(to).len());
                let state = (to, self.classes(to));
                next.insert(before, Next { state, edge, cost, prospect });
            }
            for (slot, old) in undo.into_iter().rev() {
                self.values[slot] = old;
            }
        }
        next
    }

    /// The classes of the numbers that stand.
    fn classes(&self, location: usize) -> Box<[u16]> {
        let kept = self.memory.kept(location).iter();
        kept.map(|(slot, kind)| self.memory.kind(*kind).class(self.values[*slot])).collect()
    }
}

impl Walk<'_, '_> {
    /// The words that lie ahead, which are never worse than this.
    fn prospect(&mut self, location: usize, values: &[i32], steps: &mut usize) -> Option<i64> {
        let state = self.space.state(location, values);
        let words = self.ahead.values.at(self.ahead.of[location], &state)?;
        Some(self.sign * words as i64 + self.sure.worse(location, values, steps))
    }

    fn is_hopeless(&self, prospect: i64) -> bool {
        self.best.is_some_and(|(best, _)| prospect >= best)
    }

    /// Nothing where its state was come to as well before.
    fn add(&mut self, next: &Next, from: Option<usize>) -> Option<usize> {
        let index = self.nodes.len();
        if let Some(known) = self.known.get_mut(&next.state) {
            if self.nodes[*known].cost <= next.cost {
                return None;
            }
            self.nodes[*known].is_done = true;
            *known = index;
        }
        let state = Rc::new(next.state.clone());
        self.known.entry(Rc::clone(&state)).or_insert(index);
        let from = from.map(|from| (from, next.edge));
        self.nodes.push(Node { state, cost: next.cost, from, is_done: false });
        Some(index)
    }

    fn way(&self, mut node: usize) -> Vec<usize> {
        let mut way = Vec::new();
        while let Some((from, edge)) = self.nodes[node].from {
            way.push(edge);
            node = from;
        }
        way.reverse();
        way
    }
}
