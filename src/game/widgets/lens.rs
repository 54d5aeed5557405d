//! The gouge cut of the linocuts, in a widget's own few: a lens that tapers to
//! both ends.

use bevy_egui::egui::{Color32, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

use crate::game::theme::Colours;

/// A lens between two points, `width` wide in the middle.
pub(super) fn lens(from: Pos2, to: Pos2, width: f32, colour: Color32) -> Shape {
    let along = to - from;
    let across = Vec2::new(-along.y, along.x).normalized() * (width / 2.0);
    let at = |share: f32, side: f32| from + along * share + across * side;
    let outline = vec![
        from,
        at(0.25, 0.72),
        at(0.5, 1.0),
        at(0.75, 0.72),
        to,
        at(0.75, -0.72),
        at(0.5, -1.0),
        at(0.25, -0.72),
    ];
    Shape::convex_polygon(outline, colour, Stroke::NONE)
}

/// Numbers that look like chance and are the same every time.
pub(super) struct Scatter(u32);

impl Scatter {
    pub(super) fn new(seed: u32) -> Scatter {
        Scatter(seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453))
    }

    /// The next number, from 0 up to 1.
    pub(super) fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / (1 << 24) as f32
    }
}

/// Cuts strewn over `area`, running nearly level, clear of what is in `clear`.
pub(super) fn strewn(area: Rect, clear: &[Rect], colour: Color32, seed: u32) -> Vec<Shape> {
    let mut scatter = Scatter::new(seed);
    let mut cuts = Vec::new();
    let mut y = area.top() + 5.0;
    while y < area.bottom() - 3.0 {
        let mut x = area.left() + 4.0 + scatter.next() * 40.0;
        while x < area.right() - 12.0 {
            let length = 8.0 + scatter.next() * 26.0;
            let to = pos2((x + length).min(area.right() - 4.0), y + scatter.next() * 2.0 - 1.0);
            let from = pos2(x, y + scatter.next() * 2.0 - 1.0);
            let cut = Rect::from_two_pos(from, to).expand(3.0);
            if clear.iter().all(|clear| !clear.intersects(cut)) && to.x - from.x > 6.0 {
                cuts.push(lens(from, to, 0.9 + scatter.next() * 1.3, colour));
            }
            x += length + 14.0 + scatter.next() * 60.0;
        }
        y += 7.0 + scatter.next() * 5.0;
    }
    cuts
}

/// Draws a cut for each of some things: inked for the first, a line for those
/// between, hollow for the rest. Only for the eye: words beside it say the same.
pub fn gouges(ui: &mut Ui, colours: &Colours, full: usize, half: usize, hollow: usize) {
    const CELL: Vec2 = Vec2::new(8.0, 17.0);
    let columns = (ui.available_width() / CELL.x).floor().max(1.0) as usize;
    let count = full + half + hollow;
    let height = count.div_ceil(columns) as f32 * CELL.y;
    let (_, area) = ui.allocate_space(vec2(ui.available_width(), height));
    for index in 0..count {
        let cell = vec2((index % columns) as f32, (index / columns) as f32) * CELL;
        let top = area.min + cell + vec2(4.0, 2.0);
        let tip = top + vec2(1.5, CELL.y - 5.0);
        let (width, colour) = match index {
            _ if index < full => (4.4, colours.ink),
            _ if index < full + half => (2.6, colours.line),
            _ => (1.0, colours.line),
        };
        ui.painter().add(lens(top, tip, width, colour));
    }
}
