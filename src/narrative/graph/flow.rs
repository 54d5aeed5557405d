//! Which way a graph runs: what leads on, what leads back, and how far each
//! node is from where it begins.

/// A graph put in order.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    /// How many steps the longest way on to a node has, from where it begins,
    /// or more, where a layer is full.
    pub(super) layers: Vec<usize>,
    /// Which edges lead back, by their index.
    pub(super) back: Vec<bool>,
}

/// So many nodes stand in one layer; of more, those that come later stand in
/// the next.
const MOST_IN_LAYER: usize = 7;

/// Puts a graph in order, beginning with `entries`. Of edges that go round in
/// a circle, the one that closes it leads back.
pub(super) fn flow(nodes: usize, edges: &[(usize, usize)], entries: &[usize]) -> Flow {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    let mut has_way_in = vec![false; nodes];
    for (index, (from, to)) in edges.iter().enumerate() {
        out[*from].push(index);
        has_way_in[*to] |= from != to;
    }
    let mut back = vec![false; edges.len()];
    let (mut seen, mut is_open) = (vec![false; nodes], vec![false; nodes]);
    let mut finished = Vec::with_capacity(nodes);
    let roots = (0..nodes).filter(|node| !has_way_in[*node]).chain(0..nodes);
    for root in entries.iter().copied().chain(roots) {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        is_open[root] = true;
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(index) = out[*node].get(*next).copied() else {
                is_open[*node] = false;
                finished.push(*node);
                path.pop();
                continue;
            };
            *next += 1;
            let to = edges[index].1;
            if is_open[to] {
                back[index] = true;
            } else if !std::mem::replace(&mut seen[to], true) {
                is_open[to] = true;
                path.push((to, 0));
            }
        }
    }
    let mut layers = vec![0_usize; nodes];
    let mut count = vec![0_usize; nodes + 1];
    for node in finished.into_iter().rev() {
        while count[layers[node]] == MOST_IN_LAYER {
            layers[node] += 1;
        }
        count[layers[node]] += 1;
        for index in out[node].iter().filter(|index| !back[**index]) {
            let to = edges[*index].1;
            layers[to] = layers[to].max(layers[node] + 1);
        }
    }
    // What nothing leads to stands just before what it leads to.
    for node in (0..nodes).filter(|node| !has_way_in[*node] && !entries.contains(node)) {
        let ahead = out[node].iter().filter(|index| !back[**index]).map(|index| edges[*index].1);
        if let Some(next) = ahead.map(|to| layers[to]).min() {
            let before = next.saturating_sub(1);
            if before > layers[node] && count[before] < MOST_IN_LAYER {
                count[layers[node]] -= 1;
                count[before] += 1;
                layers[node] = before;
            }
        }
    }
    Flow { layers, back }
}
