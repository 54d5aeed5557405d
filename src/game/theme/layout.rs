//! Where the sheet, its columns and the free part of the picture lie.

use bevy_egui::egui::{Rect, Vec2, pos2, vec2};

use super::size;

/// Where things lie in a window, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// The window.
    pub window: Rect,
    /// Whether the window is taller than wide: picture above, sheet below.
    pub is_tall: bool,
    /// The most the sheet may take.
    pub sheet: Rect,
    /// Space between the sheet's edge and its text.
    pub inset: f32,
    /// Width of the column of reading text.
    pub column: f32,
    /// Width of the margin's notes; none on a tall page, where the notes
    /// follow the choices.
    pub margin: Option<f32>,
    /// Space between the column and the margin.
    pub gutter: f32,
    /// Size of reading text.
    pub text: f32,
    /// Size of the notes.
    pub note: f32,
    /// The part of the window the sheet leaves to the picture.
    pub free: Rect,
}

/// Pixels to a point for a window of this many pixels: 720 points along the
/// shorter side, at least three quarters of a pixel each.
pub fn points_scale(pixels: Vec2) -> f32 {
    (pixels.min_elem() / 720.0).max(0.75)
}

impl Layout {
    /// The layout of a scene's page.
    pub fn page(window: Rect) -> Layout {
        let Vec2 { x: width, y: height } = window.size();
        if height > width {
            let top = (height * 0.30).round();
            let inset = (width * 0.08).max(20.0).round();
            let sheet = Rect::from_min_max(pos2(0.0, top), window.max);
            return Layout {
                window,
                is_tall: true,
                sheet,
                inset,
                column: width - 2.0 * inset,
                margin: None,
                gutter: 0.0,
                text: size::TEXT_TALL,
                note: size::NOTE_TALL,
                free: Rect::from_min_max(window.min, pos2(width, top)),
            };
        }
        let inset = 36.0;
        let gutter = 24.0;
        let sheet_width = (width * 0.58).clamp(700.0, 760.0).min(width - 24.0);
        let left = (width * 0.044).round().min(width - sheet_width);
        let margin = 204.0;
        let column = sheet_width - 2.0 * inset - 2.0 * gutter - margin;
        let sheet = Rect::from_min_size(pos2(left, 0.0), vec2(sheet_width, height));
        Layout {
            window,
            is_tall: false,
            sheet,
            inset,
            column,
            margin: Some(margin),
            gutter,
            text: size::TEXT,
            note: size::NOTE,
            free: Rect::from_min_max(pos2(sheet.right(), 0.0), window.max),
        }
    }

    /// The layout of the title: the sheet right, or below.
    pub fn title(window: Rect) -> Layout {
        let Vec2 { x: width, y: height } = window.size();
        let mut layout = Layout::page(window);
        if layout.is_tall {
            let top = (height * 0.60).round();
            layout.sheet.min.y = top;
            layout.free.max.y = top;
            return layout;
        }
        let sheet_width = (width * 0.38).clamp(400.0, 540.0);
        let left = (width - sheet_width).round();
        layout.sheet = Rect::from_min_size(pos2(left, 0.0), vec2(sheet_width, height));
        layout.free = Rect::from_min_max(window.min, pos2(left, height));
        layout.inset = 48.0;
        layout.column = sheet_width - 2.0 * layout.inset;
        layout
    }
}
