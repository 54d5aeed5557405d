//! Linocuts: from a picture's composition to pixels.
//!
//! Pure: no window, no disk, no clock, and the same pixels on every machine.

mod cuts;
mod geometry;
mod inks;
mod outline;
mod press;
mod random;

use tiny_skia::{Pixmap, PixmapPaint, Transform};

use self::geometry::Bounds;
use self::press::{Place, Press};
use crate::narrative::model::{Palette, Picture};

pub use self::inks::Theme;

/// A box in the window, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
}

/// What a picture is printed for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The window's width in pixels.
    pub width: u32,
    /// The window's height in pixels.
    pub height: u32,
    /// What the page leaves free of the window: the subject stands in there,
    /// the rest of the picture goes on to the window's edges.
    pub free: Rect,
}

impl Frame {
    /// The square in the window that an author's unit frame becomes: left,
    /// top and side in pixels.
    ///
    /// `sits` says where it goes in a free part that is taller than wide.
    pub fn square(&self, sits: f32) -> (f32, f32, f32) {
        let (width, height) = self.size();
        let (width, height) = (width as f32, height as f32);
        let whole = Rect { x: 0.0, y: 0.0, width, height };
        let Rect { x, y, width, height } = self.free;
        let fits = [x, y, width, height].iter().all(|n| n.is_finite() && n.abs() < 1e5);
        let free = if fits && width >= 1.0 && height >= 1.0 { self.free } else { whole };
        let side = free.width.min(free.height);
        let sits = if sits.is_finite() { sits.clamp(0.0, 1.0) } else { 0.5 };
        (free.x + (free.width - side) / 2.0, free.y + (free.height - side) * sits, side)
    }

    /// Width and height that can be printed.
    fn size(&self) -> (u32, u32) {
        (self.width.clamp(1, LARGEST), self.height.clamp(1, LARGEST))
    }
}

/// A printed picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The farthest first; that one is opaque.
    pub layers: Vec<PrintedLayer>,
}

/// One printed layer, as large as the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedLayer {
    /// How near it is, 0 to 1000.
    pub depth_permille: u32,
    /// Premultiplied RGBA, eight bits each, row by row.
    pub pixels: Vec<u8>,
}

/// More layers than this are not printed.
pub const MOST_LAYERS: usize = 3;
/// Pixels along one side at most.
const LARGEST: u32 = 8192;

/// Prints a picture for a window.
///
/// Never fails: numbers beyond reason are bounded, so that a picture with
/// [`Picture::problems`] prints as far as it goes.
pub fn print(picture: &Picture, palette: &Palette, frame: &Frame, theme: Theme) -> Print {
    let (width, height) = frame.size();
    let (left, top, side) = frame.square(picture.sits);
    let colours = inks::colours(palette, theme);
    let window = Bounds {
        min: (-left / side, -top / side),
        max: ((width as f32 - left) / side, (height as f32 - top) / side),
    };
    let blank = || Pixmap::new(width, height).expect("the size was clamped to what fits");
    let mut far_sheet = blank();
    let [red, green, blue] = colours[picture.ground as usize];
    far_sheet.fill(tiny_skia::Color::from_rgba8(red, green, blue, 255));

    let (budget, pieces_left) = Press::allowance();
    let mut press = Press {
        picture,
        sheet: far_sheet,
        colours,
        corner: (left, top),
        side,
        // Carved edges must stray outside the window, not along its rim.
        window: window.grown(0.01),
        budget,
        pieces_left,
    };
    let mut layers = Vec::new();
    for layer in picture.layers.iter().take(MOST_LAYERS) {
        if !layers.is_empty() {
            press.sheet = blank();
        }
        press.pieces(&layer.pieces, &Place::frame());
        let depth_permille = (layer.depth.clamp(0.0, 1.0) * 1000.0) as u32;
        let sheet = std::mem::replace(&mut press.sheet, blank_pixel());
        layers.push(PrintedLayer { depth_permille, pixels: sheet.take() });
    }
    if layers.is_empty() {
        layers.push(PrintedLayer { depth_permille: 0, pixels: press.sheet.take() });
    }
    Print { width, height, layers }
}

fn blank_pixel() -> Pixmap {
    Pixmap::new(1, 1).expect("a pixel has a size")
}

impl Print {
    /// All layers on one sheet, as opaque RGBA.
    pub fn flatten(&self) -> Vec<u8> {
        let mut layers = self.layers.iter();
        let Some(far) = layers.next() else { return Vec::new() };
        let mut pixels = far.pixels.clone();
        let Some(mut sheet) =
            tiny_skia::PixmapMut::from_bytes(&mut pixels, self.width, self.height)
        else {
            return pixels;
        };
        for layer in layers {
            let near = tiny_skia::PixmapRef::from_bytes(&layer.pixels, self.width, self.height);
            if let Some(near) = near {
                let paint = PixmapPaint::default();
                sheet.draw_pixmap(0, 0, near, &paint, Transform::identity(), None);
            }
        }
        pixels
    }
}
