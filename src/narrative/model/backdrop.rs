//! Backdrops: linocuts composed of shapes and cuts, as plain data.
//!
//! This is the whole vocabulary an author composes a picture from. How it is
//! cut and printed is the business of [`crate::linocut`].

mod problems;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Light, PartId, PlaceId};

/// A picture behind the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Backdrop {
    /// The file's name without `.ron`.
    pub name: String,
    /// Where it belongs. A fit without a light serves every light.
    pub fits: Vec<(PlaceId, Option<Light>)>,
    /// What is cut and printed.
    pub picture: Picture,
    /// The part whose scenes it waits for.
    pub waits_for: Option<PartId>,
}

/// A place in the frame: (across, down). The frame is a unit square, (0, 0)
/// its upper left corner and (1, 1) its lower right.
pub type Point = (f32, f32);

/// What is cut and printed, back to front.
///
/// The frame is the largest square that fits into what the page leaves free
/// of the window. Everything a reader must see lies in it; what reaches past
/// it is seen as far as the window goes.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// What covers the whole window first.
    #[serde(default)]
    pub ground: Ink,
    /// Where the frame sits when the free side is taller than wide: 0 at its
    /// top, 1 at its bottom.
    #[serde(default = "half")]
    pub sits: f32,
    /// How far the knife strays from the line, in the frame's units.
    #[serde(default = "hand")]
    pub rough: f32,
    /// Pieces that are printed by name, each drawn about (0, 0) in units of its
    /// own.
    #[serde(default, deserialize_with = "motifs")]
    pub motifs: BTreeMap<String, Vec<Piece>>,
    /// One to three layers, the farthest first.
    pub layers: Vec<Layer>,
}

/// Pieces under a name, as an author writes them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Motif {
    name: String,
    pieces: Vec<Piece>,
}

/// Reads motifs from a list: in a map, a second motif of a name would pass
/// unseen.
fn motifs<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<BTreeMap<String, Vec<Piece>>, D::Error> {
    let mut motifs = BTreeMap::new();
    for Motif { name, pieces } in Vec::deserialize(from)? {
        if motifs.contains_key(&name) {
            return Err(serde::de::Error::custom(format!("there are two motifs named `{name}`")));
        }
        motifs.insert(name, pieces);
    }
    Ok(motifs)
}

/// Pieces at one distance from the eye.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// How near it is: 0 is the far sky, 1 the hand in front of the face.
    pub depth: f32,
    /// Its pieces, in the order of printing.
    pub pieces: Vec<Piece>,
}

/// One of the four colours of a part's palette.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Ink {
    /// The bare paper.
    #[default]
    Paper,
    /// The dark ink.
    Ink,
    /// The middle ink.
    Tone,
    /// The sparing bright ink.
    Accent,
}

/// One thing printed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Piece {
    /// A flat shape.
    Fill {
        /// Its colour.
        ink: Ink,
        /// Its outline.
        shape: Shape,
    },
    /// A shape's contour as a line, half of it on either side.
    Outline {
        /// Its colour.
        ink: Ink,
        /// The line's width.
        width: f32,
        /// The contour.
        shape: Shape,
    },
    /// Gouge cuts: tapered lenses, scattered by seed.
    Cuts {
        /// Their colour.
        ink: Ink,
        /// Another number, another scattering.
        #[serde(default)]
        seed: u32,
        /// Where they lie. A cut ends where this shape ends. Without it: the
        /// whole window.
        within: Option<Shape>,
        /// How long, from the shortest to the longest.
        length: (f32, f32),
        /// How broad, from the finest to the broadest.
        width: (f32, f32),
        /// Which way they run.
        #[serde(default)]
        flow: Flow,
        /// How far each strays from that way, in degrees.
        #[serde(default = "few_degrees")]
        sway: f32,
        /// How far each bows, as part of its length. Negative bows the other
        /// way.
        #[serde(default)]
        bend: f32,
        /// The room of one cut, 1 being close hatching.
        #[serde(default = "one")]
        gap: f32,
        /// How many of them are cut, 0 to 1.
        #[serde(default)]
        density: Density,
        /// How patchy they are, 0 even, 1 in drifts.
        #[serde(default)]
        drift: f32,
        /// How they grow down the picture, or away from the flow's centre.
        grow: Option<Grow>,
    },
    /// Pieces moved together.
    Group {
        /// Where their (0, 0) goes.
        #[serde(default)]
        at: Point,
        /// How large their unit is.
        #[serde(default = "one")]
        scale: f32,
        /// A further scale across and down; a negative one mirrors.
        #[serde(default = "ones")]
        stretch: (f32, f32),
        /// Turned clockwise, in degrees.
        #[serde(default)]
        turn: f32,
        /// Wherever the first is written, the second is printed.
        swap: Option<(Ink, Ink)>,
        /// What is moved.
        pieces: Vec<Piece>,
    },
    /// A motif of this picture.
    Use {
        /// Its name.
        motif: String,
        /// Where its (0, 0) goes.
        #[serde(default)]
        at: Point,
        /// How large its unit is.
        #[serde(default = "one")]
        scale: f32,
        /// A further scale across and down; a negative one mirrors.
        #[serde(default = "ones")]
        stretch: (f32, f32),
        /// Turned clockwise, in degrees.
        #[serde(default)]
        turn: f32,
        /// Wherever the first is written, the second is printed.
        swap: Option<(Ink, Ink)>,
    },
    /// The same pieces again and again along a straight line.
    Repeat {
        /// Where the first goes.
        from: Point,
        /// Where the last goes.
        to: Point,
        /// How many.
        count: u32,
        /// How large the first and the last are. Where they differ the steps
        /// shrink as they do in perspective.
        #[serde(default = "ones")]
        scale: (f32, f32),
        /// Another number, other wobbling and picking.
        #[serde(default)]
        seed: u32,
        /// How far each strays across and down.
        #[serde(default)]
        stray: (f32, f32),
        /// How far each leans either way, in degrees.
        #[serde(default)]
        lean: f32,
        /// How much larger or smaller each may be, as a part of its size.
        #[serde(default)]
        vary: f32,
        /// Whether each step prints one of the pieces, picked by seed, instead
        /// of all of them.
        #[serde(default)]
        pick: bool,
        /// What is repeated, about (0, 0).
        pieces: Vec<Piece>,
    },
}

/// A flat outline.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Shape {
    /// An upright box.
    Rect {
        /// Its upper left corner.
        at: Point,
        /// Its width and height.
        size: (f32, f32),
    },
    /// A circle or ellipse.
    Ellipse {
        /// Its centre.
        at: Point,
        /// Its half-width and half-height.
        size: (f32, f32),
    },
    /// Straight lines from corner to corner, closed.
    Polygon(Vec<Point>),
    /// A closed curve through all points.
    Blob(Vec<Point>),
    /// Lines and bends, closed.
    Path {
        /// Where the knife sets in.
        from: Point,
        /// Where it goes.
        steps: Vec<Step>,
        /// Whether the outline is one half, and the other its mirror image
        /// left and right of x = 0.
        #[serde(default)]
        mirror: bool,
    },
    /// A line that swells and tapers.
    Line {
        /// Where it runs.
        through: Vec<Point>,
        /// Its widths, spread evenly along it.
        width: Vec<f32>,
        /// Whether it curves through the points.
        #[serde(default)]
        smooth: bool,
    },
    /// Everything between two heights, from one edge of the window to the
    /// other.
    Band {
        /// The upper edge. Without it: the window's.
        top: Option<f32>,
        /// The lower edge. Without it: the window's.
        bottom: Option<f32>,
    },
    /// A skyline grown from a seed, from one edge of the window to the other.
    Ridge {
        /// What it is a line of.
        of: Skyline,
        /// Another number, another skyline.
        #[serde(default)]
        seed: u32,
        /// The height it rises from.
        y: f32,
        /// How high it rises at most.
        rise: f32,
        /// The width of one rise.
        step: f32,
        /// Its lower edge. Without it: the window's.
        bottom: Option<f32>,
    },
    /// A shape with holes.
    Holed {
        /// The shape.
        shape: Box<Shape>,
        /// What is cut out of it.
        holes: Vec<Shape>,
    },
}

/// One move of the knife along a path.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub enum Step {
    /// Straight to a point.
    To(f32, f32),
    /// In a bend, drawn towards the first point, to the second.
    Bend(Point, Point),
}

/// What a ridge is a line of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Skyline {
    /// Low hills.
    Hills,
    /// Roofs and chimneys.
    Roofs,
    /// A wood's tops.
    Trees,
    /// Broken edges: a bank, floes, heaped snow.
    Bank,
}

/// Which way cuts run.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Flow {
    /// All one way, in degrees clockwise from the right.
    Straight(f32),
    /// One way, but drifting off it and back.
    Wavy {
        /// The way, in degrees clockwise from the right.
        angle: f32,
        /// How far it drifts, in degrees.
        by: f32,
        /// How wide one drift is.
        every: f32,
    },
    /// Round a centre.
    Rings(Point),
    /// Out from a centre.
    Rays(Point),
}

impl Default for Flow {
    fn default() -> Self {
        Self::Straight(0.0)
    }
}

/// How many cuts there are where, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Density {
    /// As many everywhere.
    Even(f32),
    /// From one point to another, and as at the nearer point beyond them.
    Along {
        /// Where the first density holds.
        from: Point,
        /// Where the second density holds.
        to: Point,
        /// Both densities.
        at: (f32, f32),
    },
    /// About a centre.
    Around {
        /// The centre.
        centre: Point,
        /// The distances between which it changes.
        between: (f32, f32),
        /// The densities there.
        at: (f32, f32),
    },
}

impl Default for Density {
    fn default() -> Self {
        Self::Even(1.0)
    }
}

/// How the size of cuts changes down the picture; for rings and rays, away
/// from their centre.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grow {
    /// A height, and the scale there.
    pub from: (f32, f32),
    /// A greater height, and the scale there.
    pub to: (f32, f32),
}

fn half() -> f32 {
    0.5
}

fn hand() -> f32 {
    0.0014
}

fn few_degrees() -> f32 {
    3.0
}

fn one() -> f32 {
    1.0
}

fn ones() -> (f32, f32) {
    (1.0, 1.0)
}
