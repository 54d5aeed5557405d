//! From what egui painted to plain data.

use bevy_egui::egui::accesskit::{Action, Node, Role};
use bevy_egui::egui::epaint::{ClippedShape, TextShape};
use bevy_egui::egui::{Color32, Rect, Shape, pos2};

use super::{Target, Words};

/// Every run of text that the shapes of a frame show.
pub fn words(shapes: &[ClippedShape]) -> Vec<Words> {
    let mut found = Vec::new();
    let mut texts = 0;
    for ClippedShape { clip_rect, shape } in shapes {
        collect(shape, *clip_rect, &mut texts, &mut found);
    }
    found
}

fn collect(shape: &Shape, clip: Rect, texts: &mut usize, found: &mut Vec<Words>) {
    match shape {
        Shape::Vec(shapes) => {
            shapes.iter().for_each(|shape| collect(shape, clip, texts, found));
        }
        Shape::Text(text) => {
            runs(text, clip, *texts, found);
            *texts += 1;
        }
        Shape::Rect(cover) if cover.fill.is_opaque() => {
            let cover = cover.rect.intersect(clip);
            found.retain_mut(|words| {
                let seen = words.ink.intersect(words.clip);
                let hidden = seen.intersect(cover);
                words.is_painted_over |= hidden.width() > 2.0 && hidden.height() > 2.0;
                !(seen.is_positive() && cover.expand(0.5).contains_rect(seen))
            });
        }
        _ => {}
    }
}

/// The rows of a text, each cut where colour or size change.
fn runs(text: &TextShape, clip: Rect, index: usize, found: &mut Vec<Words>) {
    let galley = &text.galley;
    for (row_index, row) in galley.rows.iter().enumerate() {
        let offset = text.pos.to_vec2() + row.pos.to_vec2();
        let mut last: Option<(Color32, f32)> = None;
        let mut is_new_piece = true;
        for glyph in &row.glyphs {
            let vertex = row.visuals.mesh.vertices.get(glyph.first_vertex as usize);
            let has_ink = glyph.uv_rect.size.x > 0.0 && !glyph.chr.is_whitespace();
            let Some(vertex) = vertex.filter(|_| has_ink) else {
                is_new_piece = true;
                if let Some(words) = found.last_mut().filter(|_| last.is_some()) {
                    words.text.push(glyph.chr);
                }
                continue;
            };
            let own = match vertex.color {
                Color32::PLACEHOLDER => text.fallback_color,
                colour => colour,
            };
            let colour = text.override_text_color.unwrap_or(own);
            let colour = colour.gamma_multiply(text.opacity_factor);
            if colour.a() == 0 {
                continue;
            }
            let top_left = glyph.pos + glyph.uv_rect.offset;
            let ink = Rect::from_min_size(top_left, glyph.uv_rect.size).translate(offset);
            let look = (colour, glyph.font_height);
            if last.replace(look) != Some(look) {
                is_new_piece = true;
                found.push(Words {
                    text: String::new(),
                    row: (index, row_index),
                    ink: Rect::NOTHING,
                    pieces: Vec::new(),
                    clip,
                    colour,
                    is_cut_short: galley.elided,
                    is_painted_over: false,
                });
            }
            let Some(words) = found.last_mut() else { continue };
            words.text.push(glyph.chr);
            words.ink |= ink;
            match words.pieces.last_mut() {
                Some(piece) if !is_new_piece => *piece |= ink,
                _ => words.pieces.push(ink),
            }
            is_new_piece = false;
        }
        if let Some(words) = found.last_mut().filter(|_| last.is_some()) {
            words.text.truncate(words.text.trim_end().len());
        }
    }
}

/// What can be pressed, if a node of the accessibility tree is that.
pub fn target(node: &Node) -> Option<Target> {
    let is_pressed = node.supports_action(Action::Click) || node.supports_action(Action::Focus);
    if !is_pressed || node.role() == Role::ScrollBar {
        return None;
    }
    let label = node.label().or(node.value()).map(str::to_owned);
    let label = label.filter(|label| !label.trim().is_empty());
    Some(Target { role: format!("{:?}", node.role()), label, rect: bounds(node)? })
}

/// Where the bar is, if a node is the bar of what scrolls up and down.
pub fn scroll_bar(node: &Node) -> Option<Rect> {
    let rect = bounds(node).filter(|_| node.role() == Role::ScrollBar)?;
    (rect.height() > rect.width()).then_some(rect)
}

fn bounds(node: &Node) -> Option<Rect> {
    let bounds = node.bounds()?;
    let point = |x: f64, y: f64| pos2(x as f32, y as f32);
    Some(Rect::from_min_max(point(bounds.x0, bounds.y0), point(bounds.x1, bounds.y1)))
}
