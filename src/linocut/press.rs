//! The press: pieces, inked and printed onto one sheet of pixels.

use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Transform};

use super::cuts::{Budget, Cut, Gouge};
use super::geometry::{Bounds, Move, between, length, mix};
use super::outline::{Outline, edges, outlines, ribbon};
use super::random::{Dice, noise, salt};
use crate::narrative::model::{Ink, Picture, Piece, Point, Shape};

/// Motifs within motifs are followed this deep.
pub(super) const DEEPEST: u8 = 8;
/// What one picture prints at most, whatever its numbers say.
const MOST_CUTS: usize = 60_000;
const MOST_CELLS: i64 = 3_000_000;
const MOST_PIECES: usize = 30_000;
/// A carved edge is straight for about this long.
const FACET: f32 = 0.017;

/// A sheet under the press.
pub(super) struct Press<'a> {
    pub(super) picture: &'a Picture,
    pub(super) sheet: Pixmap,
    /// The four inks as opaque sRGB.
    pub(super) colours: [[u8; 3]; 4],
    /// The frame's corner and side in pixels.
    pub(super) corner: Point,
    pub(super) side: f32,
    /// What of the frame's plane the window shows.
    pub(super) window: Bounds,
    pub(super) budget: Budget,
    pub(super) pieces_left: usize,
}

/// Where and how pieces are printed.
#[derive(Clone)]
pub(super) struct Place {
    moved: Move,
    salt: u64,
    inks: [Ink; 4],
    nesting: u8,
}

impl Place {
    pub(super) fn frame() -> Self {
        Self {
            moved: Move::STAY,
            salt: 0,
            inks: [Ink::Paper, Ink::Ink, Ink::Tone, Ink::Accent],
            nesting: 0,
        }
    }

    fn within(&self, inner: Move, swap: Option<(Ink, Ink)>) -> Self {
        let mut place = self.clone();
        place.moved = self.moved.after(&inner);
        place.nesting += 1;
        if let Some((written, printed)) = swap {
            place.inks[written as usize] = self.inks[printed as usize];
        }
        place
    }

    /// The same place, with chances of its own.
    fn salted(mut self, with: u64) -> Self {
        self.salt = salt(self.salt, with);
        self
    }
}

impl<'a> Press<'a> {
    /// What a picture may cut and print.
    pub(super) fn allowance() -> (Budget, usize) {
        (Budget { cells: MOST_CELLS, cuts: MOST_CUTS }, MOST_PIECES)
    }

    pub(super) fn pieces(&mut self, pieces: &'a [Piece], place: &Place) {
        for piece in pieces {
            if self.pieces_left == 0 {
                return;
            }
            self.piece(piece, place);
        }
    }

    fn piece(&mut self, piece: &'a Piece, place: &Place) {
        self.pieces_left = self.pieces_left.saturating_sub(1);
        match piece {
            Piece::Fill { ink, shape } => {
                if let Some(outlines) = self.outlines(shape, place) {
                    self.fill(&outlines, *ink, place);
                }
            }
            Piece::Outline { ink, width, shape } => {
                for outline in self.outlines(shape, place).into_iter().flatten() {
                    self.fill(&[contour(&outline, *width)], *ink, place);
                }
            }
            Piece::Cuts {
                ink,
                seed,
                within,
                length,
                width,
                flow,
                sway,
                bend,
                gap,
                density,
                drift,
                grow,
            } => {
                let scale = place.moved.scale();
                let gouge = Gouge {
                    seed: salt(place.salt, u64::from(*seed)),
                    length: *length,
                    width: *width,
                    flow: *flow,
                    sway: *sway,
                    bend: *bend,
                    gap: *gap,
                    density: *density,
                    drift: *drift,
                    grow: *grow,
                    pixel: 1.0 / (self.side * scale).max(1e-6),
                };
                self.cuts(&gouge, within.as_ref(), *ink, place);
            }
            Piece::Group { at, scale, stretch, turn, swap, pieces } => {
                let inner = Move::new(*at, (scale * stretch.0, scale * stretch.1), *turn);
                if place.nesting < DEEPEST {
                    self.pieces(pieces, &place.within(inner, *swap));
                }
            }
            Piece::Use { motif, at, scale, stretch, turn, swap } => {
                let inner = Move::new(*at, (scale * stretch.0, scale * stretch.1), *turn);
                if let Some(pieces) = self.picture.motifs.get(motif)
                    && place.nesting < DEEPEST
                {
                    // The same motif elsewhere is cut afresh.
                    let here = u64::from(at.0.to_bits()) << 32 | u64::from(at.1.to_bits());
                    self.pieces(pieces, &place.within(inner, *swap).salted(here));
                }
            }
            Piece::Repeat { from, to, count, scale, seed, stray, lean, vary, pick, pieces } => {
                if place.nesting >= DEEPEST || pieces.is_empty() {
                    return;
                }
                let seed = salt(place.salt, u64::from(*seed) ^ 0x4EBE);
                for i in 0..*count {
                    if self.pieces_left == 0 {
                        return;
                    }
                    let mut dice = Dice::new(seed, i as i32, 0);
                    let (size, part) = step(*scale, i, *count);
                    let at = between(*from, *to, part);
                    let at = (
                        at.0 + dice.either_way() * stray.0 * size,
                        at.1 + dice.either_way() * stray.1 * size,
                    );
                    let size = size * (1.0 + dice.either_way() * vary);
                    let inner = Move::new(at, (size, size), dice.either_way() * lean);
                    let place = place.within(inner, None).salted(seed ^ u64::from(i));
                    let picked = (dice.roll() * pieces.len() as f32) as usize;
                    if *pick {
                        self.piece(&pieces[picked.min(pieces.len() - 1)], &place);
                    } else {
                        self.pieces(pieces, &place);
                    }
                }
            }
        }
    }

    /// A shape's outlines in the place's own units. None if it cannot be seen.
    fn outlines(&self, shape: &Shape, place: &Place) -> Option<Vec<Outline>> {
        let window = place.moved.before(self.window)?;
        let outlines = outlines(shape, window);
        Bounds::about(outlines.iter().flatten().copied())?.grown(1e-5).and(window)?;
        Some(outlines)
    }

    fn fill(&mut self, outlines: &[Outline], ink: Ink, place: &Place) {
        let mut path = PathBuilder::new();
        for outline in outlines {
            let mut pen_down = false;
            for (a, b) in edges(outline) {
                let (a, b) = (place.moved.point(a), place.moved.point(b));
                let facets = (length((b.0 - a.0, b.1 - a.1)) / FACET).clamp(1.0, 2000.0).ceil();
                for i in 0..facets as u32 {
                    let (x, y) = self.pixel(self.stray(between(a, b, i as f32 / facets)));
                    if pen_down {
                        path.line_to(x, y);
                    } else {
                        path.move_to(x, y);
                        pen_down = true;
                    }
                }
            }
            path.close();
        }
        self.print(path, ink, place);
    }

    /// Where the knife really went instead of `p`.
    fn stray(&self, p: Point) -> Point {
        let rough = self.picture.rough * 2.0;
        let off = |seed| noise(seed, p.0 / 0.011, p.1 / 0.011) - 0.5;
        (p.0 + off(11) * rough, p.1 + off(12) * rough)
    }

    fn pixel(&self, p: Point) -> Point {
        (self.corner.0 + p.0 * self.side, self.corner.1 + p.1 * self.side)
    }

    fn cuts(&mut self, gouge: &Gouge, within: Option<&Shape>, ink: Ink, place: &Place) {
        let Some(window) = place.moved.before(self.window) else { return };
        let (outlines, bounds) = match within {
            None => (Vec::new(), Some(window)),
            Some(shape) => {
                let Some(outlines) = self.outlines(shape, place) else { return };
                let bounds = Bounds::about(outlines.iter().flatten().copied())
                    .and_then(|bounds| bounds.grown(1e-5).and(window));
                (outlines, bounds)
            }
        };
        let Some(bounds) = bounds else { return };
        let cuts = gouge.scatter(&outlines, bounds, &mut self.budget);
        for Cut { tips: [tail, head], sides } in cuts {
            let at = |p| self.pixel(place.moved.point(p));
            let (tail, head, left, right) = (at(tail), at(head), at(sides[0]), at(sides[1]));
            let mut path = PathBuilder::new();
            path.move_to(tail.0, tail.1);
            path.quad_to(left.0, left.1, head.0, head.1);
            path.quad_to(right.0, right.1, tail.0, tail.1);
            path.close();
            self.print(path, ink, place);
        }
    }

    fn print(&mut self, path: PathBuilder, ink: Ink, place: &Place) {
        let Some(path) = path.finish() else { return };
        let [red, green, blue] = self.colours[place.inks[ink as usize] as usize];
        let mut paint = Paint { anti_alias: true, ..Paint::default() };
        paint.set_color_rgba8(red, green, blue, 255);
        self.sheet.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    }
}

/// The size of one of `count` steps and how far along the way it stands.
fn step((first, last): (f32, f32), i: u32, count: u32) -> (f32, f32) {
    let even = if count > 1 { i as f32 / (count - 1) as f32 } else { 0.0 };
    if (first - last).abs() < 1e-4 || first <= 0.0 || last <= 0.0 {
        return (mix(first, last, even), even);
    }
    // Equal steps into the distance: the reciprocal of size grows evenly.
    let size = 1.0 / mix(1.0 / first, 1.0 / last, even);
    (size, (first - size) / (first - last))
}

/// A closed outline as a line along it, its ends meeting amid an edge.
fn contour(outline: &[Point], width: f32) -> Outline {
    let (Some(&first), Some(&second)) = (outline.first(), outline.get(1)) else {
        return Vec::new();
    };
    let seam = between(first, second, 0.5);
    let mut points = vec![seam];
    points.extend(&outline[1..]);
    points.extend([first, seam]);
    ribbon(&points, &[width])
}
