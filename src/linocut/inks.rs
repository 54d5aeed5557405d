//! What the four inks look like in each theme.

use crate::narrative::model::Palette;

/// How the page is lit; the picture is printed to suit it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// The same block printed on night paper: nothing glares beside a dark
    /// page.
    Dark,
    /// Ink and paper at their furthest apart.
    HighContrast,
}

/// Paper, ink, tone and accent as sRGB.
pub(super) fn colours(palette: &Palette, theme: Theme) -> [[u8; 3]; 4] {
    let Palette { paper, ink, tone, accent } = *palette;
    match theme {
        Theme::Light => [paper, ink, tone, accent],
        Theme::Dark => {
            let night = mixed(ink, [0, 0, 0], 45);
            [
                mixed(night, mixed(paper, tone, 45), 56),
                mixed(night, [0, 0, 0], 30),
                mixed(night, tone, 40),
                mixed(night, accent, 78),
            ]
        }
        Theme::HighContrast => [[255; 3], [0; 3], [150; 3], [255; 3]],
    }
}

/// The first colour with so many hundredths of the second in it.
fn mixed(first: [u8; 3], second: [u8; 3], hundredths: u32) -> [u8; 3] {
    std::array::from_fn(|i| {
        let sum = u32::from(first[i]) * (100 - hundredths) + u32::from(second[i]) * hundredths;
        (sum / 100) as u8
    })
}
