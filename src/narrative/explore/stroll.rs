//! Lives taken by chance.
//!
//! What such a life comes to does happen; that something does not is never
//! taken from them. They spare the proof what is plain to see.

use super::machine::Machine;
use super::pace::{Halted, Pace};
use crate::narrative::run::chance::splitmix64;

/// The most lives that are taken.
const LIVES: u64 = 30_000;
/// After so many without news no more are taken.
const QUIET: u64 = 3_000;

/// What a page of such a life was good for.
pub(super) enum News {
    /// It was like others before it.
    None,
    /// It was not.
    Some,
    /// It was the last that was wanted.
    Enough,
}

/// Takes lives, and shows each page of them with what the slots hold there and the
/// edges that lead there.
///
/// # Errors
/// When it shall not go on.
pub(super) fn stroll(
    machine: &Machine,
    pace: &Pace<'_>,
    tell: &mut dyn FnMut(usize, &[i32], &[usize]) -> News,
) -> Result<(), Halted> {
    let mut dice = 0_u64;
    let mut throw = |sides: usize| {
        dice += 1;
        (splitmix64(dice) % sides.max(1) as u64) as usize
    };
    // A life that goes round and round has to be broken off somewhere.
    let longest = machine.locations.len() * 4;
    let mut taken = vec![0_u32; machine.edges.len()];
    let mut last_news = 0;
    for life in 0..LIVES {
        if life - last_news > QUIET {
            break;
        }
        pace.go(life as f32 / LIVES as f32, 0)?;
        let (mut here, mut values, mut way) = (0, machine.start.clone(), Vec::new());
        for _ in 0..longest {
            match tell(here, &values, &way) {
                News::None => {}
                News::Some => last_news = life,
                News::Enough => return Ok(()),
            }
            let out = machine.locations[here].out.clone();
            let is_open = |edge: &usize| machine.holds(&machine.edges[*edge].guard, &values);
            let open: Vec<usize> = out.filter(is_open).collect();
            // Half of the time a life goes where few have gone.
            let rarest = open.iter().copied().min_by_key(|edge| taken[*edge]);
            let Some(rarest) = rarest else { break };
            let edge = if throw(2) == 0 { rarest } else { open[throw(open.len())] };
            taken[edge] += 1;
            let changes = &machine.edges[edge].changes;
            let is_followed = changes.iter().all(|change| {
                let number = machine.outcome(change, &values).number;
                number.map(|number| values[change.slot] = number).is_some()
            });
            if !is_followed {
                break;
            }
            here = machine.edges[edge].to;
            way.push(edge);
        }
    }
    Ok(())
}
