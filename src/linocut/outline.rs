//! From an author's shape to closed outlines of straight edges.

use super::geometry::{Bounds, between, length, mix};
use super::random::{Dice, noise, sin_cos};
use crate::narrative::model::{Point, Shape, Skyline, Step};

/// A closed run of corners.
pub(super) type Outline = Vec<Point>;

/// How many straight edges a bend becomes.
const BEND: usize = 10;

/// The outlines of a shape. Shapes without edges of their own end at `window`.
///
/// Solid parts run clockwise and holes the other way, so that filling by
/// winding number leaves holes open and lets parts overlap.
pub(super) fn outlines(shape: &Shape, window: Bounds) -> Vec<Outline> {
    match shape {
        Shape::Holed { shape, holes } => {
            let mut all = outlines(shape, window);
            for hole in holes {
                for mut outline in outlines(hole, window) {
                    outline.reverse();
                    all.push(outline);
                }
            }
            all
        }
        solid => vec![clockwise(outline(solid, window))],
    }
}

fn outline(shape: &Shape, window: Bounds) -> Outline {
    match shape {
        Shape::Rect { at, size } => {
            Bounds { min: *at, max: (at.0 + size.0, at.1 + size.1) }.corners().to_vec()
        }
        Shape::Ellipse { at, size } => (0..36)
            .map(|step| {
                let (sin, cos) = sin_cos(step as f32 * 10.0);
                (at.0 + cos * size.0, at.1 + sin * size.1)
            })
            .collect(),
        Shape::Polygon(corners) => corners.clone(),
        Shape::Blob(points) => curve(points, true),
        Shape::Path { from, steps, mirror } => path(*from, steps, *mirror),
        Shape::Line { through, width, smooth } => {
            if *smooth {
                ribbon(&curve(through, false), width)
            } else {
                ribbon(through, width)
            }
        }
        Shape::Band { top, bottom } => Bounds {
            min: (window.min.0, top.unwrap_or(window.min.1).max(window.min.1)),
            max: (window.max.0, bottom.unwrap_or(window.max.1).min(window.max.1)),
        }
        .corners()
        .to_vec(),
        Shape::Ridge { of, seed, y, rise, step, bottom } => {
            let bottom = bottom.unwrap_or(window.max.1).min(window.max.1).max(*y);
            let mut line = skyline(*of, u64::from(*seed), *rise, *step, window);
            for point in &mut line {
                point.1 = y - point.1;
            }
            line.push((window.max.0, bottom));
            line.push((window.min.0, bottom));
            line
        }
        Shape::Holed { shape, .. } => outline(shape, window),
    }
}

fn clockwise(mut outline: Outline) -> Outline {
    let doubled_area: f32 = edges(&outline).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    if doubled_area < 0.0 {
        outline.reverse();
    }
    outline
}

/// Every edge of a closed outline.
pub(super) fn edges(outline: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    let next = outline.iter().skip(1).chain(outline.first());
    outline.iter().copied().zip(next.copied())
}

fn path(from: Point, steps: &[Step], mirror: bool) -> Outline {
    let mut outline = vec![from];
    let mut here = from;
    for step in steps {
        match *step {
            Step::To(x, y) => here = (x, y),
            Step::Bend(drawn, to) => {
                for i in 1..BEND {
                    let t = i as f32 / BEND as f32;
                    outline.push(between(between(here, drawn, t), between(drawn, to, t), t));
                }
                here = to;
            }
        }
        outline.push(here);
    }
    if mirror {
        let other_half: Outline = outline.iter().rev().map(|&(x, y)| (-x, y)).collect();
        outline.extend(other_half);
    }
    outline
}

/// A curve through all points (Catmull-Rom).
fn curve(points: &[Point], closed: bool) -> Vec<Point> {
    let n = points.len() as isize;
    if n < 3 {
        return points.to_vec();
    }
    let at = |i: isize| points[(if closed { i.rem_euclid(n) } else { i.clamp(0, n - 1) }) as usize];
    let mut out = Vec::new();
    for i in 0..(if closed { n } else { n - 1 }) {
        let (a, b, c, d) = (at(i - 1), at(i), at(i + 1), at(i + 2));
        for step in 0..8 {
            let t = step as f32 / 8.0;
            let along = |a: f32, b: f32, c: f32, d: f32| {
                b + 0.5
                    * t
                    * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
            };
            out.push((along(a.0, b.0, c.0, d.0), along(a.1, b.1, c.1, d.1)));
        }
    }
    if !closed {
        out.push(at(n - 1));
    }
    out
}

/// A line of changing width as an outline.
pub(super) fn ribbon(points: &[Point], widths: &[f32]) -> Outline {
    let last = points.len().saturating_sub(1);
    let width_at = |i: usize| {
        let place = i as f32 / last.max(1) as f32 * widths.len().saturating_sub(1) as f32;
        let (low, t) = (place.floor() as usize, place - place.floor());
        let width = |i: usize| widths.get(i).or(widths.last()).copied().unwrap_or(0.0);
        mix(width(low), width(low + 1), t)
    };
    let mut left = Vec::with_capacity(points.len() * 2);
    let mut right = Vec::with_capacity(points.len());
    for (i, &p) in points.iter().enumerate() {
        let (before, after) = (points[i.saturating_sub(1)], points[(i + 1).min(last)]);
        let unit = |v: Point| {
            let long = length(v);
            if long > 0.0 { (v.0 / long, v.1 / long) } else { (0.0, 0.0) }
        };
        let arriving = unit((p.0 - before.0, p.1 - before.1));
        let leaving = unit((after.0 - p.0, after.1 - p.1));
        let along = unit((arriving.0 + leaving.0, arriving.1 + leaving.1));
        // At a corner the mitre is longer than half the width; at most twice.
        let turn = if i == 0 || i == last {
            1.0
        } else {
            (along.0 * arriving.0 + along.1 * arriving.1).max(0.5)
        };
        let reach = width_at(i) / 2.0 / turn;
        left.push((p.0 + along.1 * reach, p.1 - along.0 * reach));
        right.push((p.0 - along.1 * reach, p.1 + along.0 * reach));
    }
    left.extend(right.into_iter().rev());
    left
}

/// The heights of a skyline above its foot, from edge to edge of the window.
fn skyline(of: Skyline, seed: u64, rise: f32, step: f32, window: Bounds) -> Vec<Point> {
    let step = step.max(0.002);
    // A window seen from very far away still has a countable skyline.
    let first = (window.min.0 / step).max(-5000.0).floor() as i32 - 1;
    let last = (window.max.0 / step).min(5000.0).ceil() as i32 + 1;
    let mut line = Vec::new();
    for i in first..=last {
        let mut dice = Dice::new(seed, i, of as i32);
        let left = i as f32 * step;
        let high = rise * dice.between((0.35, 1.0));
        match of {
            Skyline::Hills => {
                for part in 0..4 {
                    let x = left + part as f32 * step / 4.0;
                    let broad = noise(seed, x / step / 2.0, 0.5);
                    let fine = noise(seed + 1, x / step * 1.7, 0.5);
                    line.push((x, rise * (broad * 0.85 + fine * 0.15)));
                }
            }
            Skyline::Bank => {
                let x = left + step * dice.between((0.0, 0.7));
                line.push((x, high * noise(seed, x / step / 3.0, 0.5)));
            }
            Skyline::Trees => {
                let crown = rise * mix(0.45, 1.0, noise(seed, left / step / 4.0, 0.5));
                let top = crown * dice.between((0.75, 1.0));
                line.push((left, crown * dice.between((0.35, 0.6))));
                line.push((left + step * dice.between((0.2, 0.4)), top * 0.86));
                line.push((left + step * dice.between((0.45, 0.55)), top));
                line.push((left + step * dice.between((0.62, 0.8)), top * 0.8));
            }
            Skyline::Roofs => roof(&mut line, left, step, high, &mut dice),
        }
    }
    line
}

fn roof(line: &mut Vec<Point>, left: f32, step: f32, high: f32, dice: &mut Dice) {
    let right = left + step;
    let wall = high * dice.between((0.55, 0.8));
    let chimney_at = left + step * dice.between((0.62, 0.8));
    let chimney = step * dice.between((0.07, 0.11));
    match (dice.roll() * 5.0) as u32 {
        // A yard's low wall between houses.
        0 => line.extend([(left, wall * 0.4), (right, wall * 0.4)]),
        // A flat roof.
        1 => line.extend([(left, high), (right - step * 0.1, high), (right - step * 0.1, 0.0)]),
        // Hipped.
        2 => line.extend([
            (left, wall),
            (left + step * 0.2, high),
            (left + step * 0.75, high),
            (right, wall),
        ]),
        // Gabled, with a chimney.
        _ => {
            let ridge = left + step * 0.45;
            let slope = |x: f32| mix(high, wall, (x - ridge) / (right - ridge));
            line.extend([
                (left, wall),
                (ridge, high),
                (chimney_at, slope(chimney_at)),
                (chimney_at, high * 1.12),
                (chimney_at + chimney, high * 1.12),
                (chimney_at + chimney, slope(chimney_at + chimney)),
                (right, wall),
            ]);
        }
    }
}

/// Whether a point lies inside, by winding number.
pub(super) fn contains(outlines: &[Outline], (x, y): Point) -> bool {
    let mut winding = 0;
    for (a, b) in outlines.iter().flat_map(|outline| edges(outline)) {
        if (a.1 <= y) != (b.1 <= y) {
            let crossing = a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0);
            if crossing > x {
                winding += if b.1 > a.1 { 1 } else { -1 };
            }
        }
    }
    winding != 0
}
