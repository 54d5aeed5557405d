//! How texts take turns from one visit to the next, and what chance draws.

/// How texts take turns from one visit of their scene to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// First to last; the last one stays.
    Stages,
    /// First to last, then none.
    Once,
    /// First to last, and round again.
    Cycle,
    /// Each once a round, every round in an order that chance draws.
    Shuffle {
        /// Tells the place of these texts from every other. See [`salt`].
        salt: u64,
    },
}

impl Order {
    /// Which of `count` texts shows on a visit, counted from 1, of a life
    /// with this seed.
    pub fn turn(self, count: usize, visit: u32, seed: u64) -> Option<usize> {
        if count == 0 {
            return None;
        }
        let visit = visit.max(1) as usize - 1;
        match self {
            Order::Stages => Some(visit.min(count - 1)),
            Order::Once => (visit < count).then_some(visit),
            Order::Cycle => Some(visit % count),
            Order::Shuffle { salt } => {
                Some(round(count, (visit / count) as u64, seed ^ salt)[visit % count])
            }
        }
    }

    /// Whether the text at `index` of `count` shows on a visit in a life of
    /// some seed.
    pub fn may_show(self, index: usize, count: usize, visit: i32) -> bool {
        match self {
            Order::Shuffle { .. } => true,
            _ => self.turn(count, visit.unsigned_abs(), 0) == Some(index),
        }
    }
}

/// A number that tells one shuffle from another: of its scene, its key, and
/// which it is under that key (FNV-1a over the three). Names, so that other
/// scenes may come and go without a life that was saved being dealt anew.
pub fn salt(scene: &str, key: &str, index: usize) -> u64 {
    let bytes = scene.bytes().chain([b'.']).chain(key.bytes()).chain(index.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The order of a round. No round begins with what the one before ended with,
/// where there are three texts or more.
fn round(count: usize, round: u64, draw: u64) -> Vec<usize> {
    let mut order = drawn(count, round, draw);
    if count > 2 && round > 0 && drawn(count, round - 1, draw)[count - 1] == order[0] {
        order.swap(0, 1);
    }
    order
}

/// Fisher and Yates, by the numbers of SplitMix64.
fn drawn(count: usize, round: u64, draw: u64) -> Vec<usize> {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = mixed(draw).wrapping_add(mixed(round.wrapping_add(STEP)));
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        state = state.wrapping_add(STEP);
        order.swap(last, (mixed(state) % (last as u64 + 1)) as usize);
    }
    order
}

fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(order: Order, count: usize, visits: u32, seed: u64) -> Vec<Option<usize>> {
        (1..=visits).map(|visit| order.turn(count, visit, seed)).collect()
    }

    #[test]
    fn stages_stay_once_ends_and_a_cycle_comes_round() {
        assert_eq!(shown(Order::Stages, 2, 4, 0), [Some(0), Some(1), Some(1), Some(1)]);
        assert_eq!(shown(Order::Once, 2, 4, 0), [Some(0), Some(1), None, None]);
        assert_eq!(shown(Order::Cycle, 2, 4, 0), [Some(0), Some(1), Some(0), Some(1)]);
    }

    #[test]
    fn a_shuffle_shows_each_text_once_a_round_and_none_twice_running() {
        for (seed, count) in (0..200).flat_map(|seed| [3, 4, 7].map(|count| (seed, count))) {
            let order = Order::Shuffle { salt: salt("pier", "s1", 0) };
            let shown: Vec<usize> = shown(order, count, 40, seed).into_iter().flatten().collect();
            assert!(shown.windows(2).all(|pair| pair[0] != pair[1]), "{seed}: {shown:?}");
            for round in shown.chunks_exact(count) {
                let mut sorted = round.to_vec();
                sorted.sort_unstable();
                assert_eq!(sorted, (0..count).collect::<Vec<_>>(), "{seed}");
            }
        }
    }

    #[test]
    fn every_text_of_a_shuffle_comes_first_in_about_as_many_lives() {
        let mut first = [0; 4];
        for seed in 0..4000 {
            let order = Order::Shuffle { salt: salt("pier", "s1", 0) };
            first[order.turn(4, 1, seed).unwrap()] += 1;
        }
        assert!(first.iter().all(|count| (900..1100).contains(count)), "{first:?}");
    }
}
