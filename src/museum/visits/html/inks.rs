//! A story’s inks, dark enough to be read on its paper.

use crate::narrative::model::Palette;

/// Text against paper: WCAG 2.2, 1.4.6 (AAA).
const TEXT_CONTRAST: f64 = 7.0;
/// Bars and rules against paper: WCAG 2.2, 1.4.11.
const MARK_CONTRAST: f64 = 3.0;

/// Colours as a page names them.
pub(super) struct Inks {
    pub(super) paper: String,
    pub(super) ink: String,
    pub(super) tone: String,
    pub(super) accent: String,
}

impl Inks {
    /// The inks of a palette. Paper that is dark is turned to light: a report is
    /// printed.
    pub(super) fn of(palette: &Palette) -> Inks {
        let mut paper = palette.paper.map(f64::from);
        while luminance(paper) < 0.5 {
            paper = paper.map(|light| light + (255.0 - light) * 0.1 + 0.5);
        }
        let legible = |colour: [u8; 3], least| {
            let mut colour = colour.map(f64::from);
            while contrast(colour, paper) < least {
                colour = colour.map(|light| (light * 0.95 - 0.5).max(0.0));
            }
            hex(colour)
        };
        Inks {
            paper: hex(paper),
            ink: legible(palette.ink, TEXT_CONTRAST),
            tone: legible(palette.tone, MARK_CONTRAST),
            accent: legible(palette.accent, MARK_CONTRAST),
        }
    }
}

fn hex(colour: [f64; 3]) -> String {
    let [red, green, blue] = colour.map(|light| light as u8);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Relative luminance, as WCAG defines it.
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|light| {
        let light = light.min(255.0).floor() / 255.0;
        if light <= 0.040_45 { light / 12.92 } else { ((light + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_inks_a_page_can_be_read() {
        let greys = [0, 60, 128, 200, 255];
        let read = |hex: &str| {
            [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()))
        };
        for paper in greys {
            for ink in greys {
                let [paper, ink] = [[paper; 3], [ink, 40, 200]];
                let inks = Inks::of(&Palette { paper, ink, tone: ink, accent: ink });
                let on_paper = |colour: &str| contrast(read(colour), read(&inks.paper));
                assert!(on_paper(&inks.ink) >= TEXT_CONTRAST, "{paper:?} {ink:?}");
                assert!(on_paper(&inks.accent) >= MARK_CONTRAST, "{paper:?} {ink:?}");
            }
        }
    }
}
