//! The page as pixels: words on paper, drawn on the CPU.

use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};
use ttf_parser::{Face, OutlineBuilder};

const PAPER: [u8; 3] = [0xf1, 0xe9, 0xd8];
const INK: [u8; 3] = [0x1f, 0x24, 0x2b];

/// The page at a size in pixels, a pixel a number: `0x00RRGGBB`. Nothing where
/// there is no such size.
pub(super) fn page(
    width: u32,
    height: u32,
    title: Option<&str>,
    notice: &str,
    serif: &'static [u8],
) -> Option<Vec<u32>> {
    let mut pixmap = Pixmap::new(width, height)?;
    pixmap.fill(colour(PAPER));
    if let Ok(face) = Face::parse(serif, 0) {
        let page = (width as f32, height as f32);
        let unit = page.0.min(page.1);
        let mut blocks = Vec::new();
        blocks.extend(title.map(|title| Block::set(&face, title, unit * 0.085, page.0 * 0.84)));
        blocks.push(Block::set(&face, notice, unit * 0.05, page.0 * 0.76));
        let gap = unit * 0.09;
        let high: f32 = blocks.iter().map(Block::height).sum::<f32>();
        let mut top = (page.1 - high - gap * (blocks.len() as f32 - 1.0)) / 2.0;
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                rule(&mut pixmap, page.0 / 2.0, top + gap / 2.0, unit);
                top += gap;
            }
            block.draw(&mut pixmap, &face, page.0 / 2.0, top);
            top += block.height();
        }
    }
    let pixels = pixmap.pixels().iter();
    let number = |[red, green, blue]: [u8; 3]| u32::from_be_bytes([0, red, green, blue]);
    Some(pixels.map(|pixel| number([pixel.red(), pixel.green(), pixel.blue()])).collect())
}

fn colour([red, green, blue]: [u8; 3]) -> Color {
    Color::from_rgba8(red, green, blue, 255)
}

fn ink() -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour(INK));
    paint
}

fn rule(pixmap: &mut Pixmap, centre: f32, at: f32, unit: f32) {
    let (wide, high) = (unit * 0.12, (unit * 0.003).max(1.0));
    if let Some(rule) = Rect::from_xywh(centre - wide / 2.0, at - high / 2.0, wide, high) {
        pixmap.fill_rect(rule, &ink(), Transform::identity(), None);
    }
}

/// Lines of one size, centred.
struct Block {
    lines: Vec<String>,
    size: f32,
}

impl Block {
    fn set(face: &Face<'_>, words: &str, size: f32, measure: f32) -> Block {
        let mut lines = Vec::<String>::new();
        for sentence in words.lines() {
            let mut line = String::new();
            for word in sentence.split_whitespace() {
                let longer = format!("{line} {word}");
                let longer = longer.trim_start();
                if !line.is_empty() && width(face, longer, size) > measure {
                    lines.push(std::mem::replace(&mut line, word.into()));
                } else {
                    line = longer.into();
                }
            }
            lines.push(line);
        }
        Block { lines, size }
    }

    fn height(&self) -> f32 {
        self.lines.len() as f32 * self.size * 1.35
    }

    fn draw(&self, pixmap: &mut Pixmap, face: &Face<'_>, centre: f32, top: f32) {
        for (index, line) in self.lines.iter().enumerate() {
            let left = centre - width(face, line, self.size) / 2.0;
            let foot = top + self.size * (index as f32 * 1.35 + 1.0);
            let mut pen = Pen {
                path: PathBuilder::new(),
                left,
                foot,
                scale: self.size / f32::from(face.units_per_em()),
            };
            for letter in line.chars() {
                let Some(glyph) = face.glyph_index(letter) else { continue };
                face.outline_glyph(glyph, &mut pen);
                pen.left += f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * pen.scale;
            }
            if let Some(path) = pen.path.finish() {
                pixmap.fill_path(&path, &ink(), FillRule::Winding, Transform::identity(), None);
            }
        }
    }
}

fn width(face: &Face<'_>, words: &str, size: f32) -> f32 {
    let glyphs = words.chars().filter_map(|letter| face.glyph_index(letter));
    let units: u32 =
        glyphs.map(|glyph| u32::from(face.glyph_hor_advance(glyph).unwrap_or(0))).sum();
    units as f32 * size / f32::from(face.units_per_em())
}

/// Draws a letter’s outline where the line has come to.
struct Pen {
    path: PathBuilder,
    left: f32,
    foot: f32,
    scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.left + x * self.scale, self.foot - y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::theme::serif;

    fn inked(page: &[u32]) -> usize {
        page.iter().filter(|pixel| **pixel != page[0]).count()
    }

    #[test]
    fn the_page_has_its_words_within_its_edges_on_every_panel() {
        let serif = serif().unwrap();
        for (width, height) in [(1080, 1920), (1920, 1080), (3840, 2160), (640, 480)] {
            let title = "The Folder of a Man by the River Сунгари";
            let notice = "This exhibit is resting. Please tell a member of staff.";
            let full = page(width, height, Some(title), notice, serif).unwrap();
            let untitled = page(width, height, None, notice, serif).unwrap();
            assert_eq!(full.len(), (width * height) as usize);
            assert!(inked(&full) > inked(&untitled) && inked(&untitled) > 500);
            let (wide, high) = (width as usize, height as usize);
            let edge = (0..high).flat_map(|y| [y * wide, y * wide + wide - 1]);
            let edge = edge.chain(0..wide).chain((high - 1) * wide..high * wide);
            assert_eq!(edge.filter(|at| full[*at] != full[0]).count(), 0);
        }
        assert_eq!(page(0, 10, None, "", serif), None);
    }
}
