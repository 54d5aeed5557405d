//! The sign of each grade: told apart by shape, never by colour alone.

use bevy_egui::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use crate::narrative::model::Grade;

/// Side of a sign in points.
pub(in crate::game) const SIDE: f32 = 10.0;

/// Draws a grade's sign, centred on `centre`.
pub(in crate::game) fn grade(painter: &Painter, grade: Grade, centre: Pos2, colour: Color32) {
    let square = Rect::from_center_size(centre, Vec2::splat(SIDE));
    let stroke = Stroke::new(1.4, colour);
    let triangle = |left: f32, right: f32| {
        vec![
            pos2(square.center().x, square.top()),
            pos2(right, square.bottom()),
            pos2(left, square.bottom()),
        ]
    };
    match grade {
        Grade::Documented => {
            painter.rect_filled(square, 0.0, colour);
        }
        Grade::Reported => {
            let inner = square.shrink(0.7);
            painter.rect_stroke(inner, 0.0, stroke, bevy_egui::egui::StrokeKind::Middle);
            let half = Rect::from_min_max(inner.min, pos2(inner.center().x, inner.max.y));
            painter.rect_filled(half, 0.0, colour);
        }
        Grade::Contested => {
            painter.add(Shape::closed_line(triangle(square.left(), square.right()), stroke));
            let half = triangle(square.left(), square.center().x);
            painter.add(Shape::convex_polygon(half, colour, Stroke::NONE));
        }
        Grade::Legend => {
            painter.add(Shape::line(wave(square.left_center(), SIDE, 2.6, SIDE), stroke));
        }
        Grade::Invented => {
            for step in 0..8 {
                let angle = step as f32 * std::f32::consts::TAU / 8.0;
                let at = centre + Vec2::angled(angle) * (SIDE * 0.45);
                painter.circle_filled(at, 1.1, colour);
            }
        }
    }
}

/// Draws the sign of something told: an opening quotation mark of two wedges.
pub(super) fn told(painter: &Painter, centre: Pos2, colour: Color32) {
    for offset in [-3.0, 3.0] {
        let at = centre + vec2(offset, 0.0);
        let wedge = vec![at + vec2(1.8, -4.0), at + vec2(2.2, 3.6), at + vec2(-2.4, 3.6)];
        painter.add(Shape::convex_polygon(wedge, colour, Stroke::NONE));
    }
}

/// Points of a wave of `width` from `start`, `height` high, one period each
/// `period` points.
pub(super) fn wave(start: Pos2, width: f32, height: f32, period: f32) -> Vec<Pos2> {
    let count = (width / 1.0).ceil().max(2.0) as usize;
    (0..=count)
        .map(|step| {
            let x = width * step as f32 / count as f32;
            start + vec2(x, (x / period * std::f32::consts::TAU).sin() * height)
        })
        .collect()
}
