//! Vignettes on the map: a row for each, with the scene in which the story goes on.

use std::fmt::Write;

use super::dot::quoted;
use super::svg::{BESIDE, BOX, Colours, MARGIN, Page, Point, escaped};
use crate::narrative::model::{PartId, SceneId, Story, Vignette};

/// What stands above the rows, between the middles of two, and below them.
const HEADING: f64 = 62.0;
const ROW: f64 = 78.0;
const BELOW: f64 = 46.0;
/// What is left for the name of the scene in which the story goes on.
const LINK: f64 = 250.0;

/// One vignette.
struct Row<'s> {
    vignette: &'s Vignette,
    /// The vignette as a story of its own.
    alone: Story,
    /// Its scenes, those that come first before those they lead to.
    scenes: Vec<SceneId>,
    /// Which of them lead to which.
    ties: Vec<(usize, usize)>,
}

impl<'s> Row<'s> {
    fn of(story: &'s Story, vignette: &'s Vignette) -> Option<Row<'s>> {
        let alone = story.of_vignette(vignette)?;
        let (mut scenes, mut ties) = (vec![alone.start], Vec::new());
        let mut at = 0;
        while let Some(id) = scenes.get(at).copied() {
            for choice in alone.scene(id).all_choices() {
                for to in choice.way.scenes() {
                    let known = scenes.iter().position(|scene| *scene == to);
                    let tie = (at, known.unwrap_or(scenes.len()));
                    if known.is_none() {
                        scenes.push(to);
                    }
                    if !ties.contains(&tie) {
                        ties.push(tie);
                    }
                }
            }
            at += 1;
        }
        Some(Row { vignette, alone, scenes, ties })
    }

    /// Which of its scenes close it.
    fn closing(&self) -> impl Iterator<Item = usize> {
        (0..self.scenes.len()).filter(|node| self.alone.scene(self.scenes[*node]).ending.is_some())
    }
}

fn rows(story: &Story) -> Vec<Row<'_>> {
    story.vignettes.iter().filter_map(|vignette| Row::of(story, vignette)).collect()
}

/// Vignettes in the language of Graphviz: a cluster for each.
pub(super) fn dot(story: &Story) -> String {
    let mut text = String::new();
    for row in rows(story) {
        let name = &row.vignette.name;
        let node = |index: usize| {
            quoted(&format!("vignette {name}: {}", row.alone.scene(row.scenes[index]).name))
        };
        let cluster = quoted(&format!("cluster_vignette {name}"));
        let heading = quoted(&format!("Vignette {name}: {}", row.vignette.title));
        let _ = writeln!(text, "  subgraph {cluster} {{\n    label={heading};");
        for (index, id) in row.scenes.iter().enumerate() {
            let scene = row.alone.scene(*id);
            let closes = if scene.ending.is_some() { ", peripheries=2" } else { "" };
            let label = quoted(&format!("{}\n{}", scene.name, scene.title));
            let _ = writeln!(text, "    {} [label={label}{closes}];", node(index));
        }
        text.push_str("  }\n");
        for (from, to) in &row.ties {
            let _ = writeln!(text, "  {} -> {};", node(*from), node(*to));
        }
        let goes_on = quoted(&story.scene(row.vignette.goes_on).name);
        for closing in row.closing() {
            let tooltip = "tooltip=\"goes on in the story\", style=bold";
            let _ = writeln!(text, "  {} -> {goes_on} [{tooltip}];", node(closing));
        }
    }
    text
}

/// The band of the vignettes.
pub(super) struct Vignettes<'s> {
    story: &'s Story,
    rows: Vec<Row<'s>>,
    top: f64,
}

impl<'s> Vignettes<'s> {
    /// The band below `top`; nothing where there are no vignettes.
    pub(super) fn of(story: &'s Story, top: f64) -> Option<Vignettes<'s>> {
        let rows = rows(story);
        (!rows.is_empty()).then_some(Vignettes { story, rows, top })
    }

    pub(super) fn width(&self) -> f64 {
        let most = self.rows.iter().map(|row| row.scenes.len()).max().unwrap_or(0);
        most as f64 * BESIDE + LINK
    }

    pub(super) fn height(&self) -> f64 {
        HEADING + self.rows.len() as f64 * ROW - (ROW - BOX.1) + BELOW
    }

    fn point(&self, row: usize, along: usize) -> Point {
        let down = HEADING + 14.0 + BOX.1 / 2.0 + row as f64 * ROW;
        (MARGIN + 24.0 + BOX.0 / 2.0 + along as f64 * BESIDE, self.top + down)
    }

    /// Draws the band, as wide as the page allows.
    pub(super) fn draw(&self, page: &mut Page, width: f64) {
        let Colours { paper, ink, accent, .. } = Colours::of(&self.story.part(PartId(0)).palette);
        let (top, height) = (self.top, self.height());
        let _ = writeln!(
            page.text,
            "<rect x=\"{MARGIN}\" y=\"{top:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" rx=\"8\" fill=\"{paper}\"/>\
             <rect x=\"{MARGIN}\" y=\"{top:.0}\" width=\"6\" height=\"{height:.0}\" fill=\"{accent}\"/>\n\
             <text x=\"{:.0}\" y=\"{:.0}\" font-size=\"16\" fill=\"{ink}\"><tspan font-weight=\"bold\">Vignettes</tspan> \
             · {}</text>",
            MARGIN + 24.0,
            top + 26.0,
            self.rows.len(),
        );
        for (index, row) in self.rows.iter().enumerate() {
            self.row(page, index, row, &ink);
        }
    }

    fn row(&self, page: &mut Page, index: usize, row: &Row<'_>, ink: &str) {
        let at = |node: usize| self.point(index, node);
        for (from, to) in &row.ties {
            line(page, &along(at(*from), at(*to), to.abs_diff(*from)), ink);
        }
        let last = at(row.scenes.len() - 1);
        let end = (last.0 + BOX.0 / 2.0 + 40.0, last.1);
        for closing in row.closing() {
            let far = row.scenes.len() - closing;
            line(page, &along(at(closing), (end.0 + BOX.0 / 2.0, end.1), far), ink);
        }
        let vignette = row.vignette;
        let goes_on = &self.story.scene(vignette.goes_on).name;
        let _ = writeln!(
            page.text,
            "<text x=\"{:.0}\" y=\"{:.0}\" font-size=\"12\" fill=\"{ink}\">{}: {}</text>\
             <text x=\"{:.0}\" y=\"{:.0}\" font-size=\"13\" fill=\"{ink}\">goes on in {}</text>",
            MARGIN + 24.0,
            last.1 - BOX.1 / 2.0 - 6.0,
            escaped(&vignette.name),
            escaped(&vignette.title),
            end.0 + 8.0,
            end.1 + 4.0,
            escaped(goes_on),
        );
        for (node, id) in row.scenes.iter().enumerate() {
            let scene = row.alone.scene(*id);
            page.scene(&row.alone, scene, at(node), node == 0, true);
        }
    }
}

/// A line from one box of a row to another: straight to the next, below the row
/// where others stand between or it leads back.
fn along(from: Point, to: Point, far: usize) -> String {
    if from.0 < to.0 && far == 1 {
        let (start, end) = (from.0 + BOX.0 / 2.0, to.0 - BOX.0 / 2.0 - 2.0);
        return format!("M{start:.0} {:.0} H{end:.0}", from.1);
    }
    let (start, under) = (from.1 + BOX.1 / 2.0, from.1 + BOX.1 / 2.0 + 22.0);
    let end = to.1 + BOX.1 / 2.0 + 2.0;
    format!(
        "M{:.0} {start:.0} C{:.0} {under:.0} {:.0} {under:.0} {:.0} {end:.0}",
        from.0, from.0, to.0, to.0
    )
}

fn line(page: &mut Page, path: &str, ink: &str) {
    let _ = writeln!(
        page.text,
        "<path class=\"on\" d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.4\" \
         opacity=\"0.85\" marker-end=\"url(#tip)\"/>"
    );
}
