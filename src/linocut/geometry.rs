//! Points, boxes and the moves that carry pieces from motif to frame.

use super::random::sin_cos;
use crate::narrative::model::Point;

/// An upright box between two corners.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) min: Point,
    pub(super) max: Point,
}

impl Bounds {
    /// The smallest box about all points. None without points.
    pub(super) fn about(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |bounds: Option<Self>, p| {
            let b = bounds.unwrap_or(Self { min: p, max: p });
            Some(Self {
                min: (b.min.0.min(p.0), b.min.1.min(p.1)),
                max: (b.max.0.max(p.0), b.max.1.max(p.1)),
            })
        })
    }

    /// What both boxes share. None if nothing.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        let min = (self.min.0.max(other.min.0), self.min.1.max(other.min.1));
        let max = (self.max.0.min(other.max.0), self.max.1.min(other.max.1));
        (min.0 < max.0 && min.1 < max.1).then_some(Self { min, max })
    }

    pub(super) fn grown(self, by: f32) -> Self {
        Self { min: (self.min.0 - by, self.min.1 - by), max: (self.max.0 + by, self.max.1 + by) }
    }

    pub(super) fn corners(self) -> [Point; 4] {
        [self.min, (self.max.0, self.min.1), self.max, (self.min.0, self.max.1)]
    }
}

/// A turn, scale and shift.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    right: Point,
    down: Point,
    to: Point,
}

impl Move {
    pub(super) const STAY: Self = Self { right: (1.0, 0.0), down: (0.0, 1.0), to: (0.0, 0.0) };

    /// First scaled, then turned clockwise by degrees, then shifted.
    pub(super) fn new(to: Point, scale: (f32, f32), turn: f32) -> Self {
        let (sin, cos) = sin_cos(turn);
        Self { right: (cos * scale.0, sin * scale.0), down: (-sin * scale.1, cos * scale.1), to }
    }

    pub(super) fn point(&self, (x, y): Point) -> Point {
        let (dx, dy) = self.direction((x, y));
        (dx + self.to.0, dy + self.to.1)
    }

    pub(super) fn direction(&self, (x, y): Point) -> Point {
        (self.right.0 * x + self.down.0 * y, self.right.1 * x + self.down.1 * y)
    }

    /// The move that does `inner` first and then this.
    pub(super) fn after(&self, inner: &Self) -> Self {
        Self {
            right: self.direction(inner.right),
            down: self.direction(inner.down),
            to: self.point(inner.to),
        }
    }

    /// How much longer it makes things, on the whole.
    pub(super) fn scale(&self) -> f32 {
        self.determinant().abs().sqrt()
    }

    fn determinant(&self) -> f32 {
        self.right.0 * self.down.1 - self.right.1 * self.down.0
    }

    /// The box that this move lays over `bounds`. None where it flattens
    /// everything to a line.
    pub(super) fn before(&self, bounds: Bounds) -> Option<Bounds> {
        let d = self.determinant();
        if !d.is_normal() {
            return None;
        }
        Bounds::about(bounds.corners().map(|p| {
            let (x, y) = (p.0 - self.to.0, p.1 - self.to.1);
            ((self.down.1 * x - self.down.0 * y) / d, (self.right.0 * y - self.right.1 * x) / d)
        }))
    }
}

pub(super) fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

pub(super) fn between(a: Point, b: Point, t: f32) -> Point {
    (mix(a.0, b.0, t), mix(a.1, b.1, t))
}

pub(super) fn length((x, y): Point) -> f32 {
    (x * x + y * y).sqrt()
}

/// How far along the way from `from` to `to` the point lies, 0 to 1.
pub(super) fn part_of_way(from: Point, to: Point, p: Point) -> f32 {
    let way = (to.0 - from.0, to.1 - from.1);
    let square = way.0 * way.0 + way.1 * way.1;
    if square <= 0.0 {
        return 0.0;
    }
    (((p.0 - from.0) * way.0 + (p.1 - from.1) * way.1) / square).clamp(0.0, 1.0)
}
