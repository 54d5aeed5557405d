//! Chance and angles that come out alike on every machine.
//!
//! The standard library's sines may differ in their last digit from one
//! platform to the next; these use only operations that IEEE 754 fixes.

/// A small stream of numbers (splitmix64).
#[derive(Clone, Copy)]
pub(super) struct Dice(u64);

impl Dice {
    /// The stream that belongs to these numbers.
    pub(super) fn new(seed: u64, row: i32, column: i32) -> Self {
        let place = ((row as u32 as u64) << 32) | column as u32 as u64;
        Self(mix(seed ^ mix(place)))
    }

    /// A number from 0 to below 1.
    pub(super) fn roll(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        (mix(self.0) >> 40) as f32 / (1u64 << 24) as f32
    }

    /// A number between two others.
    pub(super) fn between(&mut self, (low, high): (f32, f32)) -> f32 {
        low + (high - low) * self.roll()
    }

    /// A number from -1 to 1.
    pub(super) fn either_way(&mut self) -> f32 {
        self.roll() * 2.0 - 1.0
    }
}

/// Two seeds as one.
pub(super) fn salt(seed: u64, with: u64) -> u64 {
    mix(seed ^ with.wrapping_mul(0xD6E8_FEB8_6659_FD93))
}

fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A smooth landscape of chance from 0 to 1, its hills about one unit wide.
pub(super) fn noise(seed: u64, x: f32, y: f32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (across, down) = (ease(x - left), ease(y - top));
    let at = |dx: i32, dy: i32| Dice::new(seed, top as i32 + dy, left as i32 + dx).roll();
    let upper = at(0, 0) + (at(1, 0) - at(0, 0)) * across;
    let lower = at(0, 1) + (at(1, 1) - at(0, 1)) * across;
    upper + (lower - upper) * down
}

/// Sine and cosine of an angle in degrees.
pub(super) fn sin_cos(degrees: f32) -> (f32, f32) {
    let turns = f64::from(degrees) / 360.0;
    (wave(turns), wave(turns + 0.25))
}

/// The sine of so many full turns.
fn wave(turns: f64) -> f32 {
    // Folded into a quarter turn either way, where the series is exact to
    // well below what an f32 holds.
    let turn = turns - (turns + 0.5).floor();
    let folded = if turn > 0.25 {
        0.5 - turn
    } else if turn < -0.25 {
        -0.5 - turn
    } else {
        turn
    };
    let x = folded * std::f64::consts::TAU;
    let s = x * x;
    let series =
        1.0 - s / 6.0 * (1.0 - s / 20.0 * (1.0 - s / 42.0 * (1.0 - s / 72.0 * (1.0 - s / 110.0))));
    (x * series) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sines_are_sines() {
        for step in -900..900 {
            let degrees = step as f32 * 0.7;
            let (sin, cos) = sin_cos(degrees);
            assert!((sin - degrees.to_radians().sin()).abs() < 1e-5, "sin {degrees}");
            assert!((cos - degrees.to_radians().cos()).abs() < 1e-5, "cos {degrees}");
        }
    }
}
