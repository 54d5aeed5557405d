//! Where the nodes of a graph are drawn: in columns from left to right, so
//! ordered that few edges cross.

use super::flow::{Flow, flow};

/// Where everything of one graph is drawn. A column is 1 wide; up and down, a
/// node needs [`NODE`].
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The column of each node, and how far down its middle is.
    pub(super) nodes: Vec<(usize, f64)>,
    /// What an edge passes between its ends, column by column; nothing for one
    /// that leads back.
    pub(super) bends: Vec<Vec<(usize, f64)>>,
    /// Which edges lead back.
    pub(super) back: Vec<bool>,
    /// How many columns there are.
    pub(super) columns: usize,
    /// How far down the lowest node reaches.
    pub(super) height: f64,
}

/// What a node needs up and down, and what an edge that passes needs.
pub(super) const NODE: f64 = 1.0;
const PASSING: f64 = 0.35;

/// How often the columns are put in order, left to right and back.
const SWEEPS: usize = 24;

/// One place in a column: a node, or a bend of an edge that passes.
#[derive(Clone, Debug, Default)]
struct Slot {
    layer: usize,
    size: f64,
    left: Vec<usize>,
    right: Vec<usize>,
}

/// Lays a graph out, beginning with `entries`.
pub(super) fn lay_out(nodes: usize, edges: &[(usize, usize)], entries: &[usize]) -> Layout {
    let Flow { layers, back } = flow(nodes, edges, entries);
    let slot = |layer: usize, size: f64| Slot { layer, size, ..Slot::default() };
    let mut slots: Vec<Slot> = layers.iter().map(|layer| slot(*layer, NODE)).collect();
    let mut passed = vec![Vec::new(); edges.len()];
    for (index, (from, to)) in edges.iter().enumerate().filter(|(index, _)| !back[*index]) {
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
    let columns = layers.iter().max().map_or(0, |last| last + 1);
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); columns];
    (0..slots.len()).for_each(|index| order[slots[index].layer].push(index));
    let order = untangled(&slots, order);
    let down = heights(&slots, &order);
    let place = |index: usize| (slots[index].layer, down[index]);
    Layout {
        nodes: (0..nodes).map(place).collect(),
        bends: passed.iter().map(|bends| bends.iter().map(|bend| place(*bend)).collect()).collect(),
        back,
        columns,
        height: (0..nodes).map(|node| down[node] + NODE / 2.0).fold(0.0, f64::max),
    }
}

fn tie(slots: &mut [Slot], left: usize, right: usize) {
    slots[left].right.push(right);
    slots[right].left.push(left);
}

/// The columns in the order, of those tried, in which the fewest edges cross.
fn untangled(slots: &[Slot], mut order: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut rank = vec![0; slots.len()];
    let note = |column: &[usize], rank: &mut [usize]| {
        column.iter().enumerate().for_each(|(at, slot)| rank[*slot] = at);
    };
    order.iter().for_each(|column| note(column, &mut rank));
    let mut best = (crossings(slots, &order, &rank), order.clone());
    for sweep in 0..SWEEPS {
        let to_right = sweep % 2 == 0;
        let columns: Vec<usize> = match to_right {
            true => (1..order.len()).collect(),
            false => (0..order.len().saturating_sub(1)).rev().collect(),
        };
        for column in columns {
            let middle = |slot: usize| {
                let ties = if to_right { &slots[slot].left } else { &slots[slot].right };
                match ties.len() {
                    0 => rank[slot] as f64,
                    count => ties.iter().map(|tie| rank[*tie] as f64).sum::<f64>() / count as f64,
                }
            };
            let mut sorted: Vec<(f64, usize)> =
                order[column].iter().map(|slot| (middle(*slot), *slot)).collect();
            sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
            order[column] = sorted.into_iter().map(|(_, slot)| slot).collect();
            note(&order[column], &mut rank);
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
    for column in order {
        let ends = column.iter().map(|slot| {
            let mut ends: Vec<usize> = slots[*slot].right.iter().map(|to| rank[*to]).collect();
            ends.sort_unstable();
            ends
        });
        let ends: Vec<usize> = ends.flatten().collect();
        for (index, end) in ends.iter().enumerate() {
            count += ends[..index].iter().filter(|above| *above > end).count();
        }
    }
    count
}

/// How far down each slot stands: near the middle of what it is tied to, in
/// the order of its column, and clear of its neighbours.
fn heights(slots: &[Slot], order: &[Vec<usize>]) -> Vec<f64> {
    let mut down = vec![0.0; slots.len()];
    for column in order {
        let mut next = 0.0;
        for slot in column {
            down[*slot] = next + slots[*slot].size / 2.0;
            next += slots[*slot].size;
        }
    }
    for _ in 0..SWEEPS {
        for column in order {
            let wish = |slot: &usize| {
                let ties = slots[*slot].left.iter().chain(&slots[*slot].right);
                let (sum, count) =
                    ties.fold((0.0, 0.0), |(sum, count), tie| (sum + down[*tie], count + 1.0));
                if count == 0.0 { down[*slot] } else { sum / count }
            };
            let wishes: Vec<f64> = column.iter().map(wish).collect();
            let sizes: Vec<f64> = column.iter().map(|slot| slots[*slot].size).collect();
            for (slot, place) in column.iter().zip(spread(&wishes, &sizes)) {
                down[*slot] = place;
            }
        }
    }
    let top = slots.iter().zip(&down).map(|(slot, down)| down - slot.size / 2.0);
    let top = top.fold(f64::INFINITY, f64::min);
    down.into_iter().map(|down| down - top).collect()
}

/// The places nearest to what is wished for, by the sum of squares, at which
/// things of these sizes stand clear of one another in this order.
fn spread(wishes: &[f64], sizes: &[f64]) -> Vec<f64> {
    // Less what stands above each, they must only not decrease: neighbours
    // that would are pooled.
    let mut above = 0.0;
    let mut offsets = Vec::with_capacity(wishes.len());
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wish, size) in wishes.iter().zip(sizes) {
        let offset = above + size / 2.0;
        above += size;
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
