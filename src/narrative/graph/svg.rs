//! The map as a picture, in SVG.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::layers::{Layout, lay_out};
use super::vignettes::Vignettes;
use super::{Edge, edges};
use crate::narrative::explore::Reached;
use crate::narrative::model::{Palette, PartId, Scene, SceneId, Story};

/// A scene's box; how far apart the middles of two beside one another stand, and
/// those of two rows.
pub(super) const BOX: (f64, f64) = (164.0, 44.0);
pub(super) const BESIDE: f64 = 190.0;
const ROW: f64 = 104.0;
/// What stands free around everything, above and below the scenes of a part, and
/// to their left and right.
pub(super) const MARGIN: f64 = 32.0;
const HEADING: f64 = 62.0;
const BELOW: f64 = 30.0;
const ASIDE: f64 = 46.0;
/// The map is as wide as this at least: its legend is.
const LEAST_WIDTH: f64 = 900.0;
const LEGEND: f64 = 92.0;

pub(super) type Point = (f64, f64);

/// A story's map as SVG: a band for each part, in its colours; a box for each
/// scene, further down the further on; a line for each way from one to
/// another. What is not reached is dashed. Below stand the vignettes.
pub fn svg(story: &Story, reached: &Reached) -> String {
    let edges = edges(story, reached);
    let mut bands = Vec::new();
    let mut places: BTreeMap<SceneId, Point> = BTreeMap::new();
    let mut top = LEGEND;
    for part in (0..story.parts.len()).map(PartId::new) {
        let band = Band::of(story, part, &edges, top);
        if band.scenes.is_empty() {
            continue;
        }
        top += band.height() + 14.0;
        places.extend(band.scenes.iter().enumerate().map(|(node, scene)| {
            let (row, along) = band.layout.nodes[node];
            (*scene, band.point(row, along))
        }));
        bands.push(band);
    }
    let vignettes = Vignettes::of(story, top);
    top += vignettes.as_ref().map_or(0.0, |band| band.height() + 14.0);
    let widths = bands.iter().map(Band::width).chain(vignettes.as_ref().map(Vignettes::width));
    let width = widths.fold(LEAST_WIDTH - 2.0 * MARGIN, f64::max);
    let width = width + 2.0 * MARGIN;
    let height = top + MARGIN - 14.0;
    let mut page = Page { text: String::new() };
    page.head(story, width, height);
    page.legend(story, reached);
    for band in &bands {
        page.band(story, band, width - 2.0 * MARGIN);
    }
    // Lines first: they pass behind the scenes.
    for edge in &edges {
        let (from, to) = (places[&edge.from], places[&edge.to]);
        let band = bands.iter().find(|band| band.part == story.scene(edge.from).part);
        let inside = band.and_then(|band| Some((band, band.edge(edge)?)));
        let (path, class) = match inside {
            _ if edge.from == edge.to => (around(from), "back"),
            None => (across(from, to), "across"),
            Some((band, index)) if band.layout.back[index] => {
                (returning(from, to, band.right(), lane(index)), "back")
            }
            Some((band, index)) if band.layout.far[index] => {
                (beside(from, to, MARGIN + 10.0, lane(index)), "on")
            }
            Some((band, index)) => {
                let bends = band.layout.bends[index].iter();
                let bends = bends.map(|(row, along)| band.point(*row, *along)).collect();
                (onward(from, bends, to), "on")
            }
        };
        page.edge(story, edge, &path, class);
    }
    for (index, scene) in story.scenes.iter().enumerate() {
        let id = SceneId::new(index);
        page.scene(story, scene, places[&id], story.start == id, reached.scenes[index]);
    }
    if let Some(vignettes) = &vignettes {
        vignettes.draw(&mut page, width - 2.0 * MARGIN);
    }
    page.text.push_str("</svg>\n");
    page.text
}

/// One part of the story.
struct Band {
    part: PartId,
    scenes: Vec<SceneId>,
    /// Which scenes the edges of the layout tie.
    tied: BTreeMap<(SceneId, SceneId), usize>,
    layout: Layout,
    top: f64,
}

impl Band {
    fn of(story: &Story, part: PartId, edges: &[Edge<'_>], top: f64) -> Band {
        let all = (0..story.scenes.len()).map(SceneId::new);
        let scenes: Vec<SceneId> = all.filter(|id| story.scene(*id).part == part).collect();
        let number: BTreeMap<SceneId, usize> =
            scenes.iter().enumerate().map(|(node, scene)| (*scene, node)).collect();
        let (mut inner, mut tied) = (Vec::new(), BTreeMap::new());
        let mut entries: Vec<usize> = number.get(&story.start).copied().into_iter().collect();
        for edge in edges {
            match (number.get(&edge.from), number.get(&edge.to)) {
                (Some(from), Some(to)) if from != to => {
                    tied.insert((edge.from, edge.to), inner.len());
                    inner.push((*from, *to));
                }
                (None, Some(to)) => entries.push(*to),
                _ => {}
            }
        }
        entries.sort_by_key(|node| story.scene(scenes[*node]).date);
        if let Some(start) = number.get(&story.start) {
            entries.insert(0, *start);
        }
        let layout = lay_out(scenes.len(), &inner, &entries);
        Band { part, scenes, tied, layout, top }
    }

    fn edge(&self, edge: &Edge<'_>) -> Option<usize> {
        self.tied.get(&(edge.from, edge.to)).copied()
    }

    fn height(&self) -> f64 {
        let rows = self.layout.rows.saturating_sub(1) as f64;
        HEADING + rows * ROW + BOX.1 + BELOW
    }

    fn width(&self) -> f64 {
        2.0 * ASIDE + self.layout.breadth * BESIDE
    }

    /// How far a line may lead to the right.
    fn right(&self) -> f64 {
        MARGIN + self.width() - 6.0
    }

    /// The middle of a place in the layout.
    fn point(&self, row: usize, along: f64) -> Point {
        let down = HEADING + BOX.1 / 2.0 + row as f64 * ROW;
        (MARGIN + ASIDE + along * BESIDE, self.top + down)
    }
}

/// A line down, by way of `bends`.
fn onward(from: Point, bends: Vec<Point>, to: Point) -> String {
    let mut at = (from.0, from.1 + BOX.1 / 2.0);
    let mut path = format!("M{:.0} {:.0}", at.0, at.1);
    let mut curve = |at: Point, to: Point| {
        let half = (to.1 - at.1) / 2.0;
        let (one, other) = (at.1 + half, to.1 - half);
        let _ =
            write!(path, " C{:.0} {one:.0} {:.0} {other:.0} {:.0} {:.0}", at.0, to.0, to.0, to.1);
    };
    for bend in bends {
        let (above, below) = ((bend.0, bend.1 - BOX.1 / 2.0), (bend.0, bend.1 + BOX.1 / 2.0));
        curve(at, above);
        curve(above, below);
        at = below;
    }
    curve(at, (to.0, to.1 - BOX.1 / 2.0 - 2.0));
    path
}

/// How far lines that run side by side stand from one another, so that each can
/// be followed.
fn lane(index: usize) -> f64 {
    (index % 7) as f64 * 4.0
}

/// A line to a scene far on, out and in at the left edges.
fn beside(from: Point, to: Point, left: f64, lane: f64) -> String {
    let start = (from.0 - BOX.0 / 2.0, from.1 + BOX.1 / 4.0);
    let end = (to.0 - BOX.0 / 2.0 - 2.0, to.1 - BOX.1 / 4.0);
    let aside = (start.0.min(end.0) - 40.0 - 2.0 * lane).max(left + lane);
    format!(
        "M{:.0} {:.0} C{aside:.0} {:.0} {aside:.0} {:.0} {:.0} {:.0}",
        start.0, start.1, start.1, end.1, end.0, end.1
    )
}

/// A line back to an earlier scene of the part, out and in at the right edges.
fn returning(from: Point, to: Point, right: f64, lane: f64) -> String {
    let start = (from.0 + BOX.0 / 2.0, from.1 - BOX.1 / 4.0);
    let end = (to.0 + BOX.0 / 2.0 + 2.0, to.1 + BOX.1 / 4.0);
    let far = ((start.1 - end.1).abs() / 5.0).clamp(18.0, 90.0);
    let aside = (start.0.max(end.0) + far + lane).min(right - lane);
    format!(
        "M{:.0} {:.0} C{aside:.0} {:.0} {aside:.0} {:.0} {:.0} {:.0}",
        start.0, start.1, start.1, end.1, end.0, end.1
    )
}

/// A line from one part to another.
fn across(from: Point, to: Point) -> String {
    let down = to.1 > from.1;
    let turn = if down { BOX.1 / 2.0 } else { -BOX.1 / 2.0 };
    let (start, end) = ((from.0, from.1 + turn), (to.0, to.1 - turn - turn.signum() * 2.0));
    let reach = turn.signum() * ((end.1 - start.1).abs() / 2.0).max(40.0);
    format!(
        "M{:.0} {:.0} C{:.0} {:.0} {:.0} {:.0} {:.0} {:.0}",
        start.0,
        start.1,
        start.0,
        start.1 + reach,
        end.0,
        end.1 - reach,
        end.0,
        end.1
    )
}

/// A line from a scene to itself.
fn around(at: Point) -> String {
    let (left, right, top) = (at.0 + 44.0, at.0 + 68.0, at.1 - BOX.1 / 2.0);
    format!(
        "M{left:.0} {top:.0} C{left:.0} {:.0} {right:.0} {:.0} {right:.0} {:.0}",
        top - 20.0,
        top - 20.0,
        top - 2.0
    )
}

pub(super) struct Page {
    pub(super) text: String,
}

impl Page {
    fn head(&mut self, story: &Story, width: f64, height: f64) {
        let _ = write!(
            self.text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
             width=\"{width:.0}\" height=\"{height:.0}\" font-family=\"'Noto Sans','DejaVu Sans',sans-serif\">\n\
             <title>{}</title>\n\
             <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" \
             markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">\
             <path d=\"M0 0.5 L8 4 L0 7.5 Z\"/></marker></defs>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
             <text x=\"{MARGIN}\" y=\"38\" font-size=\"22\" font-weight=\"bold\">{}</text>\n",
            escaped(&story.title),
            escaped(&story.title)
        );
    }

    /// What the shapes mean, and how much is reached.
    fn legend(&mut self, story: &Story, reached: &Reached) {
        let there = reached.scenes.iter().filter(|reached| **reached).count();
        let count = format!("{there} of {} scenes reached", story.scenes.len());
        let samples = [
            ("start", "M0 0 H26 V16 H0 Z", "stroke-width=\"4\""),
            ("ending", "M0 0 H26 V16 H0 Z M4 4 H22 V12 H4 Z", ""),
            ("not reached", "M0 0 H26 V16 H0 Z", "stroke-dasharray=\"5 3\""),
            ("leads on", "M0 8 H26", ""),
            ("fallback", "M0 8 H26", "stroke-dasharray=\"1.5 3.5\" stroke-width=\"2\""),
            ("leads back", "M0 8 H26", "stroke-width=\"0.8\""),
        ];
        let mut left = MARGIN;
        self.text.push_str("<g font-size=\"13\" fill=\"#333333\">");
        for (name, path, looks) in samples {
            let _ = write!(
                self.text,
                "<path d=\"{path}\" transform=\"translate({left:.0} 56)\" fill=\"none\" \
                 stroke=\"#333333\" {looks}/><text x=\"{:.0}\" y=\"69\">{name}</text>",
                left + 34.0
            );
            left += 58.0 + name.len() as f64 * 7.0;
        }
        let _ = writeln!(self.text, "<text x=\"{:.0}\" y=\"69\">{count}</text></g>", left + 8.0);
    }

    fn band(&mut self, story: &Story, band: &Band, width: f64) {
        let part = story.part(band.part);
        let Colours { paper, ink, accent, .. } = Colours::of(&part.palette);
        let _ = write!(
            self.text,
            "<rect x=\"{MARGIN}\" y=\"{:.0}\" width=\"{width:.0}\" height=\"{:.0}\" rx=\"8\" fill=\"{paper}\"/>\
             <rect x=\"{MARGIN}\" y=\"{:.0}\" width=\"6\" height=\"{:.0}\" fill=\"{accent}\"/>\n\
             <text x=\"{:.0}\" y=\"{:.0}\" font-size=\"16\" fill=\"{ink}\"><tspan font-weight=\"bold\">{}: {}</tspan> \
             · {} · {} scenes</text>\n",
            band.top,
            band.height(),
            band.top,
            band.height(),
            MARGIN + 24.0,
            band.top + 26.0,
            escaped(&part.number),
            escaped(&part.title),
            part.years,
            band.scenes.len(),
        );
    }

    fn edge(&mut self, story: &Story, edge: &Edge<'_>, path: &str, class: &str) {
        let from = story.scene(edge.from);
        let colours = Colours::of(&story.part(from.part).palette);
        let (width, opacity) = match class {
            "on" => (1.4, 0.85),
            "across" => (1.6, 0.6),
            _ => (0.9, 0.6),
        };
        let dashes = match (edge.reached, edge.fallback) {
            (false, _) => " stroke-dasharray=\"5 3\"",
            (true, true) => " stroke-dasharray=\"1.5 3.5\"",
            (true, false) => "",
        };
        let colour = if class == "across" { &colours.accent } else { &colours.ink };
        let mut title = format!("{} to {}", from.name, story.scene(edge.to).name);
        for (key, label) in &edge.labels {
            let _ = write!(title, "\n{key}: {label}");
        }
        let _ = writeln!(
            self.text,
            "<path class=\"{class}\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" \
             opacity=\"{opacity}\"{dashes} marker-end=\"url(#tip)\"><title>{}</title></path>",
            escaped(&title)
        );
    }

    pub(super) fn scene(
        &mut self,
        story: &Story,
        scene: &Scene,
        at: Point,
        is_start: bool,
        reached: bool,
    ) {
        let Colours { paper, ink, tone, accent } = Colours::of(&story.part(scene.part).palette);
        let (left, top) = (at.0 - BOX.0 / 2.0, at.1 - BOX.1 / 2.0);
        let (width, height) = BOX;
        let stroke = if is_start { &accent } else { &ink };
        let weight = if is_start { 4.0 } else { 1.3 };
        let dashes = if reached { "" } else { " stroke-dasharray=\"6 4\"" };
        let mut title =
            format!("{}\n{}, {}", scene.title, scene.date, story.place(scene.place).shown);
        if let Some(ending) = scene.ending {
            let ending = story.ending(ending);
            let _ = write!(title, "\nEnding: {} ({})", ending.title, ending.name);
        }
        if !reached {
            title.push_str("\nNot reached");
        }
        let round = if scene.ending.is_some() { height / 2.0 } else { 6.0 };
        let _ = write!(
            self.text,
            "<g><title>{}</title><rect x=\"{left:.0}\" y=\"{top:.0}\" width=\"{width}\" height=\"{height}\" \
             rx=\"{round}\" fill=\"{}\" stroke=\"{stroke}\" stroke-width=\"{weight}\"{dashes}/>",
            escaped(&title),
            if reached { "#ffffff" } else { &paper },
        );
        if scene.ending.is_some() {
            let _ = write!(
                self.text,
                "<rect x=\"{:.0}\" y=\"{:.0}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"none\" \
                 stroke=\"{tone}\" stroke-width=\"1.3\"/>",
                left + 4.0,
                top + 4.0,
                width - 8.0,
                height - 8.0,
                round - 4.0
            );
        }
        let _ = writeln!(
            self.text,
            "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"bold\" \
             fill=\"{ink}\">{}</text><text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"middle\" font-size=\"11\" \
             fill=\"{ink}\">{}</text></g>",
            at.0,
            at.1 - 3.0,
            escaped(&shortened(&scene.name, 19)),
            at.0,
            at.1 + 13.0,
            escaped(&shortened(&scene.title, 24)),
        );
    }
}

pub(super) struct Colours {
    pub(super) paper: String,
    pub(super) ink: String,
    tone: String,
    pub(super) accent: String,
}

impl Colours {
    pub(super) fn of(palette: &Palette) -> Colours {
        let hex = |[red, green, blue]: [u8; 3]| format!("#{red:02x}{green:02x}{blue:02x}");
        Colours {
            paper: hex(palette.paper),
            ink: hex(palette.ink),
            tone: hex(palette.tone),
            accent: hex(palette.accent),
        }
    }
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.into();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
