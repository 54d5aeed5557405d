//! Where the gouge goes: lenses scattered over a field by seed.
//!
//! Cuts lie in rows of jittered cells counted from a fixed line of the
//! author's frame, never from the window's edge: a larger window shows more
//! of the same cuts.

use super::geometry::{Bounds, between, length, mix, part_of_way};
use super::outline::{Outline, contains, edges};
use super::random::{Dice, noise, sin_cos};
use crate::narrative::model::{Density, Flow, Grow, Point};

/// One cut: two tips and, between them, the points that pull its two sides
/// out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) tips: [Point; 2],
    pub(super) sides: [Point; 2],
}

/// How a field is cut: [`Piece::Cuts`](crate::narrative::model::Piece::Cuts)
/// without its ink and place.
pub(super) struct Gouge {
    pub(super) seed: u64,
    pub(super) length: (f32, f32),
    pub(super) width: (f32, f32),
    pub(super) flow: Flow,
    pub(super) sway: f32,
    pub(super) bend: f32,
    pub(super) gap: f32,
    pub(super) density: Density,
    pub(super) drift: f32,
    pub(super) grow: Option<Grow>,
    /// The size of a pixel in the units of the field; nothing is cut finer.
    pub(super) pixel: f32,
}

/// Rows in one field at most, however small their cuts.
const MOST_ROWS: usize = 6000;
/// Cells in one row at most.
const MOST_CELLS: i32 = 6000;

/// What is left to cut in one picture, so that no numbers make it endless.
pub(super) struct Budget {
    /// Cells looked at.
    pub(super) cells: i64,
    /// Cuts made.
    pub(super) cuts: usize,
}

impl Budget {
    fn is_spent(&self) -> bool {
        self.cells <= 0 || self.cuts == 0
    }
}

impl Gouge {
    /// All cuts within the outlines and `bounds`, as far as the budget goes.
    pub(super) fn scatter(
        &self,
        within: &[Outline],
        bounds: Bounds,
        budget: &mut Budget,
    ) -> Vec<Cut> {
        let mut cuts = Vec::new();
        if budget.is_spent() {
            return cuts;
        }
        match self.flow {
            Flow::Straight(_) | Flow::Wavy { .. } => {
                let (cell, row_step) = self.cells(self.upright());
                for (row, y, scale) in self.rows(row_step, bounds.min.1, bounds.max.1) {
                    if budget.is_spent() {
                        break;
                    }
                    let before = cuts.len();
                    let cell = cell * scale;
                    let shift = Dice::new(self.seed, row, -1).roll();
                    let first = (bounds.min.0 / cell - shift).floor();
                    let many = ((bounds.max.0 - bounds.min.0) / cell).min(MOST_CELLS as f32);
                    budget.cells -= many as i64 + 2;
                    let first = first as i32;
                    for column in first..=first.saturating_add(many as i32 + 1) {
                        let mut dice = Dice::new(self.seed, row, column);
                        let x = (column as f32 + shift + dice.roll()) * cell;
                        let y = y + dice.either_way() * 0.45 * row_step * scale;
                        let angle = self.angle((x, y));
                        cuts.extend(self.cut((x, y), angle, scale, &mut dice, within));
                    }
                    budget.cuts = budget.cuts.saturating_sub(cuts.len() - before);
                }
            }
            Flow::Rings(centre) | Flow::Rays(centre) => {
                let rays = matches!(self.flow, Flow::Rays(_));
                let (cell, row_step) = self.cells(if rays { 1.0 } else { 0.0 });
                let far = bounds
                    .corners()
                    .map(|c| length((c.0 - centre.0, c.1 - centre.1)))
                    .into_iter()
                    .fold(0.0, f32::max);
                let reach = bounds.grown(self.length.1);
                for (row, radius, scale) in self.rows(row_step, 0.0, far) {
                    if budget.is_spent() {
                        break;
                    }
                    let before = cuts.len();
                    let round = (radius * std::f32::consts::TAU / (cell * scale)).round();
                    let many = round.clamp(1.0, MOST_CELLS as f32) as i32;
                    let shift = Dice::new(self.seed, row, -1).roll();
                    budget.cells -= i64::from(many);
                    for column in 0..many {
                        let mut dice = Dice::new(self.seed, row, column);
                        let part = (column as f32 + shift + dice.either_way() * 0.4) / many as f32;
                        let radius = radius + dice.either_way() * 0.45 * row_step * scale;
                        let (sin, cos) = sin_cos(part * 360.0);
                        let at = (centre.0 + cos * radius, centre.1 + sin * radius);
                        if !(reach.min.0..reach.max.0).contains(&at.0)
                            || !(reach.min.1..reach.max.1).contains(&at.1)
                        {
                            continue;
                        }
                        let angle = part * 360.0 + if rays { 0.0 } else { 90.0 };
                        cuts.extend(self.cut(at, angle, scale, &mut dice, within));
                    }
                    budget.cuts = budget.cuts.saturating_sub(cuts.len() - before);
                }
            }
        }
        cuts
    }

    /// How steeply cuts cross their rows: 0 along them, 1 upright.
    fn upright(&self) -> f32 {
        match self.flow {
            Flow::Straight(angle) | Flow::Wavy { angle, .. } => sin_cos(angle).0.abs(),
            Flow::Rings(_) | Flow::Rays(_) => 0.0,
        }
    }

    /// The width and height of one cut's cell.
    fn cells(&self, upright: f32) -> (f32, f32) {
        let gap = self.gap.max(0.1);
        let long = ((self.length.0 + self.length.1) / 2.0 * gap).max(1e-4);
        let broad = ((self.width.0 + self.width.1) / 2.0 * gap * 1.6).max(1e-4);
        if upright < 0.4 {
            (long, broad)
        } else if upright > 0.85 {
            (broad, long)
        } else {
            let side = (long * broad).sqrt();
            (side, side)
        }
    }

    /// Number, height and scale of each row that may be seen.
    fn rows(&self, step: f32, from: f32, to: f32) -> Vec<(i32, f32, f32)> {
        let scale_at = |y: f32| match self.grow {
            None => 1.0,
            Some(Grow { from, to }) => {
                let t = ((y - from.0) / (to.0 - from.0).max(1e-6)).clamp(0.0, 1.0);
                mix(from.1, to.1, t).max(0.02)
            }
        };
        let slack = self.length.1 / 2.0;
        let first = self.grow.map_or(0.0, |grow| grow.from.0);
        let mut rows = Vec::new();
        // Where all rows are alike the far ones are counted, not walked.
        let (mut y, mut row) = (first, 0);
        if self.grow.is_none() || from > first {
            let skip =
                if self.grow.is_none() { ((from - slack - first) / step).floor() } else { 0.0 };
            row = skip as i32;
            y = first + skip * step;
        } else {
            while y > from - slack && row > -(MOST_ROWS as i32) {
                y -= step * scale_at(y);
                row -= 1;
            }
        }
        while y < to + slack && rows.len() < MOST_ROWS {
            let scale = scale_at(y);
            rows.push((row, y, scale));
            y += step * scale;
            row = row.saturating_add(1);
        }
        rows
    }

    fn angle(&self, (x, y): Point) -> f32 {
        match self.flow {
            Flow::Straight(angle) => angle,
            Flow::Wavy { angle, by, every } => {
                let every = every.max(1e-3);
                angle + by * (noise(self.seed ^ 0x57A7, x / every, y / every * 2.0) * 2.0 - 1.0)
            }
            Flow::Rings(_) | Flow::Rays(_) => 0.0,
        }
    }

    /// The cut of one cell, if it is cut at all.
    fn cut(
        &self,
        at: Point,
        angle: f32,
        scale: f32,
        dice: &mut Dice,
        within: &[Outline],
    ) -> Option<Cut> {
        // Every roll is taken for every cell, so that no cut depends on
        // whether another was left out.
        let chance = dice.roll();
        let mut long = dice.between(self.length) * scale;
        let mut broad = dice.between(self.width) * scale;
        let (sin, cos) = sin_cos(angle + dice.either_way() * self.sway);
        let belly = dice.between((0.3, 0.62));
        let bow = (self.bend + dice.either_way() * 0.02) * 2.0;

        let finest = self.pixel * 1.3;
        let mut wanted = self.wanted(at);
        if broad < finest {
            wanted *= broad / finest;
            broad = finest;
            long = long.max(finest * 3.0);
        }
        if chance >= wanted {
            return None;
        }
        let half = (cos * long / 2.0, sin * long / 2.0);
        let (mut tail, mut head) = ((at.0 - half.0, at.1 - half.1), (at.0 + half.0, at.1 + half.1));
        if !within.is_empty() {
            if !contains(within, at) {
                return None;
            }
            let (back, ahead) = room(within, at, half);
            // The gouge stops a little short of the edge.
            let short = broad * 0.35 / (long / 2.0);
            let (back, ahead) = (back - short, ahead - short);
            if back + ahead < 0.7 || back < 0.0 || ahead < 0.0 {
                return None;
            }
            (tail, head) = (between(at, tail, back), between(at, head, ahead));
            long *= (back + ahead) / 2.0;
            broad = broad.min(long * 0.2).max(finest);
        }
        let spine = between(tail, head, belly);
        let bowed = (spine.0 - sin * bow * long, spine.1 + cos * bow * long);
        let side = |by: f32| (bowed.0 - sin * by, bowed.1 + cos * by);
        Some(Cut { tips: [tail, head], sides: [side(broad), side(-broad)] })
    }

    /// How likely a cut is at a point.
    fn wanted(&self, at: Point) -> f32 {
        let density = match self.density {
            Density::Even(density) => density,
            Density::Along { from, to, at: ends } => mix(ends.0, ends.1, part_of_way(from, to, at)),
            Density::Around { centre, between, at: ends } => {
                let far = length((at.0 - centre.0, at.1 - centre.1));
                let t = (far - between.0) / (between.1 - between.0).max(1e-6);
                mix(ends.0, ends.1, t.clamp(0.0, 1.0))
            }
        };
        if self.drift <= 0.0 {
            return density;
        }
        let patch = (self.length.1 * 3.0).max(1e-3);
        let across = match self.upright() > 0.6 {
            true => (patch * 0.5, patch),
            false => (patch, patch * 0.35),
        };
        let here = noise(self.seed ^ 0xD41F, at.0 / across.0, at.1 / across.1);
        density * mix(1.0, ((here - 0.28) * 2.6).clamp(0.0, 1.5), self.drift)
    }
}

/// How far a cut can run from `at` backwards and forwards before it meets an
/// edge, as parts of `half`, at most 1.
fn room(within: &[Outline], at: Point, half: Point) -> (f32, f32) {
    let (mut back, mut ahead) = (1.0f32, 1.0f32);
    for (a, b) in within.iter().flat_map(|outline| edges(outline)) {
        let edge = (b.0 - a.0, b.1 - a.1);
        let cross = half.0 * edge.1 - half.1 * edge.0;
        if cross.abs() < 1e-12 {
            continue;
        }
        let to = (a.0 - at.0, a.1 - at.1);
        let on_edge = (to.0 * half.1 - to.1 * half.0) / cross;
        if !(0.0..=1.0).contains(&on_edge) {
            continue;
        }
        let on_cut = (to.0 * edge.1 - to.1 * edge.0) / cross;
        if on_cut >= 0.0 {
            ahead = ahead.min(on_cut);
        } else {
            back = back.min(-on_cut);
        }
    }
    (back, ahead)
}
