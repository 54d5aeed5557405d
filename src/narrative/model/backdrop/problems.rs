//! What is wrong with a picture, as sentences for its author.

use std::collections::{BTreeMap, BTreeSet};

use super::{Density, Flow, Picture, Piece, Point, Shape};

/// Numbers further from 0 than this are slips.
const FARTHEST: f32 = 20.0;
/// More of one thing than this is a slip.
const MOST_STEPS: u32 = 400;
/// Pieces in a whole picture, motifs and repeats written out.
const MOST_PIECES: u64 = 8_000;
/// Cuts in one field, by its numbers.
const MOST_CUTS: f32 = 30_000.0;
/// Motifs may stand in motifs this deep.
const DEEPEST: u32 = 5;

impl Picture {
    /// Everything that keeps the picture from printing as it is written.
    pub fn problems(&self) -> Vec<String> {
        let mut found = Problems { picture: self, list: Vec::new() };
        if self.layers.is_empty() || self.layers.len() > 3 {
            found.add(format!("expected one to three layers, found {}", self.layers.len()));
        }
        found.number("sits", self.sits, 0.0, 1.0);
        found.number("rough", self.rough, 0.0, 0.05);
        for layer in &self.layers {
            found.number("depth", layer.depth, 0.0, 1.0);
            found.pieces(&layer.pieces);
        }
        for pieces in self.motifs.values() {
            found.pieces(pieces);
        }
        for (name, _) in self.depths().into_iter().filter(|(_, depth)| *depth > DEEPEST) {
            found.add(format!(
                "motif `{name}` stands in itself, or motifs stand in motifs more than \
                 {DEEPEST} deep"
            ));
        }
        if found.list.is_empty() {
            let mut sizes = BTreeMap::new();
            let layers = self.layers.iter().map(|layer| self.count(&layer.pieces, &mut sizes));
            let written_out = layers.fold(0, u64::saturating_add);
            if written_out > MOST_PIECES {
                found.add(format!(
                    "expected at most {MOST_PIECES} pieces with all repeats written out, found \
                     {written_out}"
                ));
            }
        }
        found.list
    }
}

struct Problems<'a> {
    picture: &'a Picture,
    list: Vec<String>,
}

impl Problems<'_> {
    fn add(&mut self, problem: String) {
        if !self.list.contains(&problem) {
            self.list.push(problem);
        }
    }

    fn number(&mut self, what: &str, number: f32, least: f32, most: f32) {
        if !(least..=most).contains(&number) {
            self.add(format!("expected `{what}` between {least} and {most}, found {number}"));
        }
    }

    fn point(&mut self, what: &str, (x, y): Point) {
        self.number(what, x, -FARTHEST, FARTHEST);
        self.number(what, y, -FARTHEST, FARTHEST);
    }

    fn range(&mut self, what: &str, (low, high): (f32, f32)) {
        self.number(what, low, 0.0005, FARTHEST);
        self.number(what, high, 0.0005, FARTHEST);
        if low > high {
            self.add(format!("expected `{what}` from small to large, found ({low}, {high})"));
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Fill { shape, .. } => self.shape(shape),
            Piece::Outline { width, shape, .. } => {
                self.number("width", *width, 0.0005, FARTHEST);
                self.shape(shape);
            }
            Piece::Cuts {
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
                ..
            } => {
                let before = self.list.len();
                if let Some(shape) = within {
                    self.shape(shape);
                }
                self.range("length", *length);
                self.range("width", *width);
                self.number("sway", *sway, 0.0, 180.0);
                self.number("bend", *bend, -1.0, 1.0);
                self.number("gap", *gap, 0.2, 100.0);
                self.number("drift", *drift, 0.0, 1.0);
                self.flow(*flow);
                self.density(*density);
                let mut smallest = 1.0f32;
                if let Some(grow) = grow {
                    for (at, scale) in [grow.from, grow.to] {
                        self.number("grow", at, -FARTHEST, FARTHEST);
                        self.number("grow", scale, 0.05, 20.0);
                        smallest = smallest.min(scale);
                    }
                    if grow.from.0 >= grow.to.0 {
                        self.add("expected `grow` to go from a smaller height to a greater".into());
                    }
                }
                if self.list.len() == before {
                    let cell = (length.0 + length.1) / 2.0 * (width.0 + width.1) / 2.0;
                    let cuts =
                        most_seen(within.as_ref()) / (cell * 1.6 * gap * gap * smallest.sqrt());
                    if cuts > MOST_CUTS {
                        self.add(format!(
                            "expected at most {MOST_CUTS} cuts in a field, these numbers make \
                             about {cuts:.0}: make them longer, broader or farther apart"
                        ));
                    }
                }
            }
            Piece::Group { at, scale, stretch, turn, pieces, .. } => {
                self.placed(*at, *scale, *stretch, *turn);
                self.pieces(pieces);
            }
            Piece::Use { motif, at, scale, stretch, turn, .. } => {
                self.placed(*at, *scale, *stretch, *turn);
                if !self.picture.motifs.contains_key(motif) {
                    self.add(format!("no motif named `{motif}` in this picture"));
                }
            }
            Piece::Repeat { from, to, count, scale, stray, lean, vary, pieces, .. } => {
                self.point("from", *from);
                self.point("to", *to);
                self.range("scale", (scale.0.min(scale.1), scale.0.max(scale.1)));
                self.point("stray", *stray);
                self.number("lean", *lean, 0.0, 180.0);
                self.number("vary", *vary, 0.0, 0.9);
                if !(1..=MOST_STEPS).contains(count) {
                    self.add(format!("expected `count` from 1 to {MOST_STEPS}, found {count}"));
                }
                self.pieces(pieces);
            }
        }
    }

    fn placed(&mut self, at: Point, scale: f32, stretch: (f32, f32), turn: f32) {
        self.point("at", at);
        self.number("scale", scale, 0.0005, FARTHEST);
        self.point("stretch", stretch);
        self.number("turn", turn, -360.0, 360.0);
    }

    fn flow(&mut self, flow: Flow) {
        match flow {
            Flow::Straight(angle) => self.number("flow", angle, -360.0, 360.0),
            Flow::Wavy { angle, by, every } => {
                self.number("angle", angle, -360.0, 360.0);
                self.number("by", by, 0.0, 180.0);
                self.number("every", every, 0.001, FARTHEST);
            }
            Flow::Rings(centre) | Flow::Rays(centre) => self.point("flow", centre),
        }
    }

    fn density(&mut self, density: Density) {
        let at = match density {
            Density::Even(density) => (density, density),
            Density::Along { from, to, at } => {
                self.point("from", from);
                self.point("to", to);
                at
            }
            Density::Around { centre, between, at } => {
                self.point("centre", centre);
                self.point("between", between);
                at
            }
        };
        self.number("density", at.0, 0.0, 1.0);
        self.number("density", at.1, 0.0, 1.0);
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { at, size } | Shape::Ellipse { at, size } => {
                self.point("at", *at);
                self.number("size", size.0, 0.0, FARTHEST);
                self.number("size", size.1, 0.0, FARTHEST);
            }
            Shape::Polygon(points) | Shape::Blob(points) => self.points(points, 3),
            Shape::Line { through, width, .. } => {
                self.points(through, 2);
                if width.is_empty() {
                    self.add("expected at least one `width`".into());
                }
                for width in width {
                    self.number("width", *width, 0.0, FARTHEST);
                }
            }
            Shape::Path { from, steps, .. } => {
                let ends = steps.iter().flat_map(|step| match *step {
                    super::Step::To(x, y) => [(x, y), (x, y)],
                    super::Step::Bend(drawn, to) => [drawn, to],
                });
                let points: Vec<Point> = std::iter::once(*from).chain(ends).collect();
                self.points(&points, 3);
            }
            Shape::Band { top, bottom } => {
                self.number("top", top.unwrap_or(0.0), -FARTHEST, FARTHEST);
                self.number("bottom", bottom.unwrap_or(0.0), -FARTHEST, FARTHEST);
            }
            Shape::Ridge { y, rise, step, bottom, .. } => {
                self.number("y", *y, -FARTHEST, FARTHEST);
                self.number("rise", *rise, 0.0, FARTHEST);
                self.number("step", *step, 0.002, FARTHEST);
                self.number("bottom", bottom.unwrap_or(0.0), -FARTHEST, FARTHEST);
            }
            Shape::Holed { shape, holes } => {
                self.shape(shape);
                for hole in holes {
                    self.shape(hole);
                }
            }
        }
    }

    fn points(&mut self, points: &[Point], fewest: usize) {
        if points.len() < fewest || points.len() > 500 {
            self.add(format!("expected {fewest} to 500 points, found {}", points.len()));
        }
        for point in points {
            self.point("point", *point);
        }
    }
}

impl Picture {
    /// How deep motifs stand in each motif, counted no further than matters.
    fn depths(&self) -> BTreeMap<&str, u32> {
        let used: BTreeMap<&str, BTreeSet<&str>> = self
            .motifs
            .iter()
            .map(|(name, pieces)| {
                let mut used = BTreeSet::new();
                gather_used(pieces, &mut used);
                (name.as_str(), used)
            })
            .collect();
        let mut depths: BTreeMap<&str, u32> = used.keys().map(|name| (*name, 0)).collect();
        // Each round sees one motif deeper.
        for _ in 0..=DEEPEST {
            let depth = |used: &BTreeSet<&str>| {
                let inner = used.iter().filter_map(|name| depths.get(name));
                inner.max().map_or(0, |deepest| deepest + 1)
            };
            depths = used.iter().map(|(name, used)| (*name, depth(used))).collect();
        }
        depths
    }

    /// How many pieces these are with all motifs and repeats written out.
    /// `sizes` keeps what is known of motifs, none of which stands in itself.
    fn count<'p>(&'p self, pieces: &'p [Piece], sizes: &mut BTreeMap<&'p str, u64>) -> u64 {
        let each = pieces.iter().map(|piece| match piece {
            Piece::Use { motif, .. } => {
                if let Some(size) = sizes.get(motif.as_str()) {
                    return *size;
                }
                let size = self.motifs.get(motif).map_or(0, |pieces| self.count(pieces, sizes));
                sizes.insert(motif, size);
                size
            }
            Piece::Group { pieces, .. } => self.count(pieces, sizes),
            Piece::Repeat { count, pick, pieces, .. } => {
                let once = self.count(pieces, sizes);
                let picked = if *pick { once.div_ceil(pieces.len().max(1) as u64) } else { once };
                u64::from(*count).saturating_mul(picked)
            }
            _ => 1,
        });
        each.fold(0, u64::saturating_add)
    }
}

fn gather_used<'p>(pieces: &'p [Piece], used: &mut BTreeSet<&'p str>) {
    for piece in pieces {
        match piece {
            Piece::Use { motif, .. } => {
                used.insert(motif);
            }
            Piece::Group { pieces, .. } | Piece::Repeat { pieces, .. } => gather_used(pieces, used),
            Piece::Fill { .. } | Piece::Outline { .. } | Piece::Cuts { .. } => {}
        }
    }
}

/// How much of the plane a field can fill in any window.
fn most_seen(within: Option<&Shape>) -> f32 {
    // A wide window around a narrow free side shows about three frames across.
    let wide = 3.0;
    match within {
        Some(Shape::Rect { size, .. }) => size.0.min(wide) * size.1.min(wide),
        Some(Shape::Ellipse { size, .. }) => 4.0 * size.0.min(wide) * size.1.min(wide),
        Some(Shape::Band { top, bottom }) => {
            let height = bottom.unwrap_or(1.3).min(1.3) - top.unwrap_or(-0.4).max(-0.4);
            wide * height.max(0.0)
        }
        Some(Shape::Ridge { y, rise, bottom, .. }) => {
            wide * (bottom.unwrap_or(1.3).min(1.3) - y + rise).max(0.0)
        }
        _ => wide,
    }
}
