//! Numbers as they may be shown, and whether those that are kept back could be
//! reckoned from those that are shown.

use std::fmt;

/// The least number that anybody may read.
pub const LEAST_PUBLIC: u64 = 10;

/// A number as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    /// Under [`LEAST_PUBLIC`]: it is not told.
    Few,
    /// The number; in public rounded down to tens.
    Told(u64),
}

impl Number {
    /// The number as staff, or as anybody, may read it.
    pub fn shown(number: u64, is_public: bool) -> Number {
        match is_public {
            false => Number::Told(number),
            true if number < LEAST_PUBLIC => Number::Few,
            true => Number::Told(number - number % LEAST_PUBLIC),
        }
    }

    /// The number, where it is told.
    pub fn told(self) -> Option<u64> {
        match self {
            Number::Few => None,
            Number::Told(number) => Some(number),
        }
    }

    /// All that are told, together.
    pub fn sum(numbers: impl IntoIterator<Item = Number>, is_public: bool) -> Number {
        let sum = numbers.into_iter().filter_map(Number::told).fold(0, u64::saturating_add);
        Number::shown(sum, is_public)
    }

    /// What share it is of another, in per cent, where both are told.
    pub fn share_of(self, whole: Number) -> Option<u64> {
        let (part, whole) = (self.told()?, whole.told().filter(|whole| *whole > 0)?);
        Some((part.saturating_mul(200) / whole).div_ceil(2).min(100))
    }

    /// What it may be, for somebody who sees it in a public report.
    fn bounds(self) -> (i128, i128) {
        match self {
            Number::Few => (0, i128::from(LEAST_PUBLIC) - 1),
            Number::Told(number) => {
                (i128::from(number), i128::from(number) + i128::from(LEAST_PUBLIC) - 1)
            }
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Few => write!(out, "under {LEAST_PUBLIC}"),
            Number::Told(number) => number.fmt(out),
        }
    }
}

/// Whether, of groups of numbers that come to the same total, each number that
/// is not told may still be anything under [`LEAST_PUBLIC`] for somebody who sees
/// the others.
pub(super) fn tell_nothing_more(groups: &[Vec<Number>]) -> bool {
    let sums: Vec<_> = groups.iter().map(|group| sum(group)).collect();
    (0..groups.len()).all(|this| {
        if !groups[this].contains(&Number::Few) {
            return true;
        }
        let others = || sums.iter().enumerate().filter(|(at, _)| *at != this).map(|(_, sum)| sum);
        let least = others().map(|(least, _)| *least).max();
        let most = others().map(|(_, most)| *most).min();
        let (Some(least), Some(most)) = (least, most) else { return true };
        let few = Number::Few.bounds();
        let (rest_least, rest_most) = (sums[this].0 - few.0, sums[this].1 - few.1);
        least - rest_most <= few.0 && most - rest_least >= few.1
    })
}

/// What the total of a group may be.
fn sum(group: &[Number]) -> (i128, i128) {
    let bounds = group.iter().map(|number| number.bounds());
    bounds.fold((0, 0), |(least, most), (low, high)| (least + low, most + high))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a number that is not told can be anything, found by trying every
    /// number that every cell may be.
    fn by_trying(groups: &[Vec<Number>]) -> bool {
        fn sums(group: &[Number]) -> Vec<i128> {
            group.iter().fold(vec![0], |sums, number| {
                let (low, high) = number.bounds();
                let mut all: Vec<i128> =
                    sums.iter().flat_map(|sum| (low..=high).map(move |it| sum + it)).collect();
                all.sort_unstable();
                all.dedup();
                all
            })
        }
        groups.iter().enumerate().all(|(this, group)| {
            let Some(few) = group.iter().position(|number| *number == Number::Few) else {
                return true;
            };
            let mut rest = group.clone();
            rest.remove(few);
            (0..10).all(|it| {
                sums(&rest).iter().any(|sum| {
                    let others = groups.iter().enumerate().filter(|(at, _)| *at != this);
                    others.clone().all(|(_, other)| sums(other).contains(&(sum + it)))
                })
            })
        })
    }

    #[test]
    fn a_small_number_is_known_to_be_hidden_exactly_when_trying_everything_says_so() {
        let cells = [Number::Few, Number::Told(10), Number::Told(20), Number::Told(40)];
        let groups: Vec<Vec<Number>> = cells
            .iter()
            .flat_map(|one| {
                let pairs = cells.iter().map(|other| vec![*one, *other]);
                pairs.chain([vec![*one]]).collect::<Vec<_>>()
            })
            .collect();
        let mut hidden = 0;
        for one in &groups {
            for other in &groups {
                let both = [one.clone(), other.clone()];
                // Two groups that cannot come to the same total never meet.
                let (one, other) = (sum(one), sum(other));
                if one.0 > other.1 || other.0 > one.1 {
                    continue;
                }
                assert_eq!(tell_nothing_more(&both), by_trying(&both), "{both:?}");
                hidden += usize::from(tell_nothing_more(&both));
            }
        }
        assert!(hidden > 20, "{hidden}");
    }

    #[test]
    fn shares_are_rounded_and_reckoned_from_what_is_told_alone() {
        for (part, whole, share) in [(1, 3, 33), (2, 3, 67), (1, 8, 13), (5, 5, 100), (0, 4, 0)] {
            assert_eq!(Number::Told(part).share_of(Number::Told(whole)), Some(share));
        }
        assert_eq!(Number::Few.share_of(Number::Told(40)), None);
        assert_eq!(Number::Told(10).share_of(Number::Few), None);
        assert_eq!(Number::shown(29, true), Number::Told(20));
        assert_eq!(Number::shown(9, true).to_string(), "under 10");
    }
}
