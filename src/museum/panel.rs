//! How large things are on a panel of a known size, seen from a known distance.

/// A screen as it hangs in a room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panel {
    /// From corner to corner, in millimetres.
    pub diagonal_mm: f32,
    /// Pixels from left to right.
    pub width_px: u32,
    /// Pixels from top to bottom.
    pub height_px: u32,
    /// From the eye to the glass, in millimetres.
    pub viewing_distance_mm: f32,
}

/// The least height of a capital letter, in millimetres: 508, 402.4; EN 301 549,
/// 5.1.4.
pub const CAPITAL_MM: f32 = 4.8;
/// The least angle at which a capital letter must be seen in one mode, in
/// degrees: EN 301 549, 5.1.4.
pub const CAPITAL_DEGREES: f32 = 0.7;
/// The least side of what is touched, in millimetres: Colle and Hiszem, 2004,
/// for people who stand.
pub const TARGET_MM: f32 = 20.0;

/// Height of a capital letter of reading text as a multiple of its size, in
/// Libertinus Serif, the smaller of the two faces.
const CAPITAL_EM: f32 = 0.658;

/// What a kiosk’s screens set words and buttons in, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// Size of the smallest text that a visitor has to read.
    pub text: f32,
    /// The least side of what is touched.
    pub target: f32,
}

/// The sizes of a kiosk’s screens.
pub const SIZES: Sizes = Sizes { text: 17.0, target: 44.0 };

impl Panel {
    /// Pixels to a millimetre.
    pub fn px_per_mm(&self) -> f32 {
        (self.width_px as f32).hypot(self.height_px as f32) / self.diagonal_mm
    }

    /// Pixels to a point at which nothing is too small: 720 points along the
    /// shorter side, or as few as it takes.
    pub fn scale(&self) -> f32 {
        let comfortable = self.width_px.min(self.height_px) as f32 / 720.0;
        let px_per_mm = self.px_per_mm();
        comfortable
            .max(CAPITAL_MM * px_per_mm / (SIZES.text * CAPITAL_EM))
            .max(TARGET_MM * px_per_mm / SIZES.target)
    }

    /// The side of something of so many points, in millimetres.
    pub fn mm(&self, points: f32, scale: f32) -> f32 {
        points * scale / self.px_per_mm()
    }

    /// The height of a capital letter of text of so many points, in
    /// millimetres.
    pub fn capital_mm(&self, text: f32, scale: f32) -> f32 {
        self.mm(text * CAPITAL_EM, scale)
    }

    /// The angle at which so many millimetres are seen, in degrees.
    pub fn degrees(&self, mm: f32) -> f32 {
        2.0 * (mm / 2.0 / self.viewing_distance_mm).atan().to_degrees()
    }
}
