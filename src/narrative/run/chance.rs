//! How chance decides: by the life's seed, the choice and the number of the
//! step, and by nothing else. So neither loading nor stepping back gives another
//! outcome.
//!
//! The name of the choice, `scene.key`, is hashed by FNV-1a; seed and step are
//! stirred in by splitmix64 (Steele, Lea, Flood, 2014), which spreads neighbouring
//! numbers over all of 64 bits. Both are written out here, so that they never
//! change: a save holds outcomes, but what lies ahead of it hangs on them.

use crate::narrative::model::{Choice, Outcome, Scene};

/// Which outcome comes about; each by its share of the weights.
pub(super) fn drawn(
    outcomes: &[Outcome],
    seed: u64,
    scene: &Scene,
    choice: &Choice,
    step: usize,
) -> usize {
    let name = scene.name.bytes().chain([b'.']).chain(choice.key.bytes());
    let stirred = splitmix64(splitmix64(seed ^ fnv1a(name)).wrapping_add(step as u64));
    let total: u64 = outcomes.iter().map(|outcome| u64::from(outcome.weight)).sum();
    let mut at = ((u128::from(stirred) * u128::from(total)) >> 64) as u64;
    for (index, outcome) in outcomes.iter().enumerate() {
        match at.checked_sub(u64::from(outcome.weight)) {
            Some(rest) => at = rest,
            None => return index,
        }
    }
    0
}

fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

pub(in crate::narrative) fn splitmix64(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_that_were_published() {
        // The first numbers of splitmix64 seeded with 1234567, and FNV-1a of
        // "foobar", as their authors give them.
        assert_eq!(splitmix64(1_234_567), 6_457_827_717_110_365_317);
        assert_eq!(fnv1a("foobar".bytes()), 0x8594_4171_f739_67e8);
    }
}
