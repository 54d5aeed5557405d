//! Where the nodes of a graph are drawn: in rows from top to bottom, so ordered
//! that few edges cross.

use super::flow::{Flow, flow};

/// Where everything of one graph is drawn. A row is 1 high; along it a node
/// needs [`NODE`].
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The row of each node, and how far along it its middle is.
    pub(super) nodes: Vec<(usize, f64)>,
    /// Where an edge passes between its ends, row by row; nothing for one that
    /// leads back.
    pub(super) bends: Vec<Vec<(usize, f64)>>,
    /// Which edges lead back.
    pub(super) back: Vec<bool>,
    /// Which lead on so far that they pass beside everything.
    pub(super) far: Vec<bool>,
    /// How many rows there are.
    pub(super) rows: usize,
    /// How far along the rows the last thing reaches.
    pub(super) breadth: f64,
}

/// What a node needs along its row, and what an edge that passes needs.
pub(super) const NODE: f64 = 1.0;
const PASSING: f64 = 0.12;

/// Over how many rows an edge leads between the nodes, at most.
const LONGEST: usize = 8;

/// How often the rows are put in order, top to bottom and back.
const SWEEPS: usize = 24;

/// One place in a row: a node, or an edge that passes.
#[derive(Clone, Debug, Default)]
struct Slot {
    layer: usize,
    size: f64,
    above: Vec<usize>,
    below: Vec<usize>,
}

/// Lays a graph out, beginning with `entries`.
pub(super) fn lay_out(nodes: usize, edges: &[(usize, usize)], entries: &[usize]) -> Layout {
    let Flow { layers, back } = flow(nodes, edges, entries);
    let slot = |layer: usize, size: f64| Slot { layer, size, ..Slot::default() };
    let mut slots: Vec<Slot> = layers.iter().map(|layer| slot(*layer, NODE)).collect();
    let mut passed = vec![Vec::new(); edges.len()];
    let mut far = vec![false; edges.len()];
    for (index, (from, to)) in edges.iter().enumerate().filter(|(index, _)| !back[*index]) {
        if layers[*to] - layers[*from] > LONGEST {
            far[index] = true;
            continue;
        }
        let mut before = *from;
        for layer in layers[*from] + 1..layers[*to] {
            slots.push(slot(layer, PASSING));
            let bend = slots.len() - 1;
            passed[index].push(bend);
            tie(&mut slots, before, bend);
            before = bend;
        }
        tie(&mut slots, before, *to);
    }
    let rows = layers.iter().max().map_or(0, |last| last + 1);
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); rows];
    (0..slots.len()).for_each(|index| order[slots[index].layer].push(index));
    let order = untangled(&slots, order);
    let along = places(&slots, &order);
    let place = |index: usize| (slots[index].layer, along[index]);
    Layout {
        nodes: (0..nodes).map(place).collect(),
        bends: passed.iter().map(|bends| bends.iter().map(|bend| place(*bend)).collect()).collect(),
        back,
        far,
        rows,
        breadth: slots
            .iter()
            .zip(&along)
            .map(|(slot, at)| at + slot.size / 2.0)
            .fold(0.0, f64::max),
    }
}

fn tie(slots: &mut [Slot], above: usize, below: usize) {
    slots[above].below.push(below);
    slots[below].above.push(above);
}

/// The rows in the order, of those tried, in which the fewest edges cross.
fn untangled(slots: &[Slot], mut order: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut rank = vec![0; slots.len()];
    let note = |row: &[usize], rank: &mut [usize]| {
        row.iter().enumerate().for_each(|(at, slot)| rank[*slot] = at);
    };
    order.iter().for_each(|row| note(row, &mut rank));
    let mut best = (crossings(slots, &order, &rank), order.clone());
    for sweep in 0..SWEEPS {
        let downward = sweep % 2 == 0;
        let rows: Vec<usize> = match downward {
            true => (1..order.len()).collect(),
            false => (0..order.len().saturating_sub(1)).rev().collect(),
        };
        for row in rows {
            let middle = |slot: usize| {
                let ties = if downward { &slots[slot].above } else { &slots[slot].below };
                match ties.len() {
                    0 => rank[slot] as f64,
                    count => ties.iter().map(|tie| rank[*tie] as f64).sum::<f64>() / count as f64,
                }
            };
            let mut sorted: Vec<(f64, usize)> =
                order[row].iter().map(|slot| (middle(*slot), *slot)).collect();
            sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
            order[row] = sorted.into_iter().map(|(_, slot)| slot).collect();
            note(&order[row], &mut rank);
        }
        let count = crossings(slots, &order, &rank);
        if count < best.0 {
            best = (count, order.clone());
        }
    }
    best.1
}

fn crossings(slots: &[Slot], order: &[Vec<usize>], rank: &[usize]) -> usize {
    let mut count = 0;
    for row in order {
        let ends = row.iter().map(|slot| {
            let mut ends: Vec<usize> = slots[*slot].below.iter().map(|to| rank[*to]).collect();
            ends.sort_unstable();
            ends
        });
        let ends: Vec<usize> = ends.flatten().collect();
        for (index, end) in ends.iter().enumerate() {
            count += ends[..index].iter().filter(|other| *other > end).count();
        }
    }
    count
}

/// How far along its row each slot stands: near the middle of what it is tied
/// to, in the order of its row, and clear of its neighbours.
fn places(slots: &[Slot], order: &[Vec<usize>]) -> Vec<f64> {
    let mut along = vec![0.0; slots.len()];
    for row in order {
        let mut next = 0.0;
        for slot in row {
            along[*slot] = next + slots[*slot].size / 2.0;
            next += slots[*slot].size;
        }
    }
    for _ in 0..SWEEPS {
        for row in order {
            let wish = |slot: &usize| {
                let ties = slots[*slot].above.iter().chain(&slots[*slot].below);
                let (sum, count) =
                    ties.fold((0.0, 0.0), |(sum, count), tie| (sum + along[*tie], count + 1.0));
                if count == 0.0 { along[*slot] } else { sum / count }
            };
            let wishes: Vec<f64> = row.iter().map(wish).collect();
            let sizes: Vec<f64> = row.iter().map(|slot| slots[*slot].size).collect();
            for (slot, place) in row.iter().zip(spread(&wishes, &sizes)) {
                along[*slot] = place;
            }
        }
    }
    let first = slots.iter().zip(&along).map(|(slot, at)| at - slot.size / 2.0);
    let first = first.fold(f64::INFINITY, f64::min);
    along.into_iter().map(|at| at - first).collect()
}

/// The places nearest to what is wished for, by the sum of squares, at which
/// things of these sizes stand clear of one another in this order.
fn spread(wishes: &[f64], sizes: &[f64]) -> Vec<f64> {
    // Less what stands before each, they must only not decrease: neighbours
    // that would are pooled.
    let mut before = 0.0;
    let mut offsets = Vec::with_capacity(wishes.len());
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wish, size) in wishes.iter().zip(sizes) {
        let offset = before + size / 2.0;
        before += size;
        offsets.push(offset);
        let mut pool = (wish - offset, 1);
        while let Some((mean, count)) = pools.last().copied()
            && mean > pool.0
        {
            let all = count + pool.1;
            pool = ((mean * count as f64 + pool.0 * pool.1 as f64) / all as f64, all);
            pools.pop();
        }
        pools.push(pool);
    }
    let places = pools.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(mean, count));
    places.zip(offsets).map(|(place, offset)| place + offset).collect()
}
