//! Where the sheet, its columns and the free part of the picture lie.

use bevy_egui::egui::{Rect, Vec2, pos2, vec2};

use super::size;
use crate::store::{Depth, LineSpacing, Settings};

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
    /// Height of its lines as a multiple of its size.
    pub leading: f32,
    /// Size of the notes.
    pub note: f32,
    /// The part of the window the sheet leaves to the picture.
    pub free: Rect,
}

/// The least width in points at which notes stand beside the text; below it,
/// they follow it.
const LEAST_WITH_MARGIN: f32 = 940.0;

/// Pixels to a point for a window of this many pixels: 720 points along the
/// shorter side, at least three quarters of a pixel each, and larger by as
/// much as the reader wants everything larger.
pub fn points_scale(pixels: Vec2, size_percent: u16) -> f32 {
    (pixels.min_elem() / 720.0).max(0.75) * f32::from(size_percent) / 100.0
}

impl Layout {
    /// The layout of a scene's page. Where the reader
    /// wants no notes the text has the sheet to itself.
    pub fn page(window: Rect, settings: &Settings) -> Layout {
        let Vec2 { x: width, y: height } = window.size();
        if height > width {
            let top = (height * 0.30).round();
            return Layout { sheet: window.with_min_y(top), ..Layout::tall(window, top, settings) };
        }
        let has_margin = settings.depth != Depth::Off && width >= LEAST_WITH_MARGIN;
        let (inset, gutter, margin) =
            if has_margin { (36.0, 24.0, 204.0) } else { (36.0, 0.0, 0.0) };
        let wanted = if has_margin { (width * 0.58).clamp(700.0, 760.0) } else { width * 0.88 };
        let sheet_width = if has_margin { wanted } else { wanted.min(610.0) };
        let left = (width * 0.044).round().min(width - sheet_width);
        let sheet = Rect::from_min_size(pos2(left, 0.0), vec2(sheet_width, height));
        Layout {
            window,
            is_tall: false,
            sheet,
            inset,
            column: sheet_width - 2.0 * (inset + gutter) - margin,
            margin: has_margin.then_some(margin),
            gutter,
            text: size::TEXT,
            leading: leading(settings),
            note: if has_margin { size::NOTE } else { size::NOTE_BELOW },
            free: Rect::from_min_max(pos2(sheet.right(), 0.0), window.max),
        }
    }

    /// The layout of the title: the sheet right, or below.
    pub fn title(window: Rect, settings: &Settings) -> Layout {
        let Vec2 { x: width, y: height } = window.size();
        if height > width {
            let top = (height * 0.46).round();
            return Layout { sheet: window.with_min_y(top), ..Layout::tall(window, top, settings) };
        }
        let sheet_width = (width * 0.38).clamp(400.0, 540.0);
        let left = (width - sheet_width).round();
        let inset = if width < LEAST_WITH_MARGIN { 32.0 } else { 48.0 };
        Layout {
            sheet: Rect::from_min_size(pos2(left, 0.0), vec2(sheet_width, height)),
            free: Rect::from_min_max(window.min, pos2(left, height)),
            inset,
            column: sheet_width - 2.0 * inset,
            margin: None,
            gutter: 0.0,
            ..Layout::page(window, settings)
        }
    }

    /// The layout of what is not a scene's page: a wide sheet for lists and
    /// tables, with a strip of the picture beside it, where there is room.
    pub fn wide(window: Rect, settings: &Settings) -> Layout {
        let Vec2 { x: width, y: height } = window.size();
        if height > width {
            let top = (height * 0.12).round();
            return Layout { sheet: window.with_min_y(top), ..Layout::tall(window, top, settings) };
        }
        let is_narrow = width < LEAST_WITH_MARGIN;
        let sheet_width = if is_narrow { width } else { (width * 0.70).clamp(760.0, 940.0) };
        let left = if is_narrow { 0.0 } else { (width * 0.044).round() };
        let inset = if is_narrow { 32.0 } else { 48.0 };
        let sheet = Rect::from_min_size(pos2(left, 0.0), vec2(sheet_width, height));
        Layout {
            sheet,
            free: if is_narrow { window } else { window.with_min_x(sheet.right()) },
            inset,
            column: sheet_width - 2.0 * inset,
            margin: None,
            gutter: 0.0,
            ..Layout::page(window, settings)
        }
    }

    /// Picture above `top`, sheet below.
    fn tall(window: Rect, top: f32, settings: &Settings) -> Layout {
        let inset = (window.width() * 0.08).max(20.0).round();
        Layout {
            window,
            is_tall: true,
            sheet: window.with_min_y(top),
            inset,
            column: window.width() - 2.0 * inset,
            margin: None,
            gutter: 0.0,
            text: size::TEXT_TALL,
            leading: leading(settings),
            note: size::NOTE_BELOW,
            free: window.with_max_y(top),
        }
    }
}

/// Height of a line as a multiple of its type.
fn leading(settings: &Settings) -> f32 {
    size::LEADING
        * match settings.line_spacing {
            LineSpacing::Normal => 1.0,
            LineSpacing::Wide => 1.16,
            LineSpacing::Widest => 1.34,
        }
}
