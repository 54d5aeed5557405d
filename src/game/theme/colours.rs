//! Colours, derived from a part's palette so that text is always legible.

use bevy_egui::egui::Color32;

use crate::narrative::model::Palette;
use crate::store::Theme;

/// The colours of one part's pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colours {
    /// The sheet.
    pub sheet: Color32,
    /// The sheet's lit face: open choices.
    pub raised: Color32,
    /// Reading text.
    pub text: Color32,
    /// Text of lesser weight, still legible to all.
    pub quiet: Color32,
    /// Numbers and marks.
    pub accent: Color32,
    /// The accent where it stands on ink.
    pub accent_on_ink: Color32,
    /// The ink.
    pub ink: Color32,
    /// Text on ink.
    pub on_ink: Color32,
    /// The middle ink, dark enough for a line under text.
    pub line: Color32,
    /// Rules and borders.
    pub faint: Color32,
    /// The wash behind a claim.
    pub wash: Color32,
    /// Thin paper under typed copies.
    pub carbon: Color32,
    /// What a hand struck out or wrote in.
    pub correction: Color32,
    /// The shadow beside the sheet.
    pub shadow: Color32,
}

/// Reading text against its ground, at the least: WCAG 2.2, 1.4.6 (AAA).
const TEXT_CONTRAST: f32 = 7.0;
/// Marks and numbers against their ground, at the least: WCAG 2.2, 1.4.11.
const MARK_CONTRAST: f32 = 4.5;

/// Red ink, before the paper darkens or lights it.
const RED: Color32 = Color32::from_rgb(0xa8, 0x1e, 0x1e);

impl Colours {
    /// The colours of pages printed in `palette` and lit by `theme`.
    pub fn new(palette: &Palette, theme: Theme) -> Colours {
        let [paper, ink, tone, accent] =
            [palette.paper, palette.ink, palette.tone, palette.accent].map(rgb);
        match theme {
            Theme::Light => {
                let sheet = mix(paper, Color32::WHITE, 0.12);
                // White would be the wrong light on dark paper.
                let lit = if luminance(paper) > 0.3 { 0.55 } else { 0.18 };
                let raised = mix(paper, Color32::WHITE, lit);
                // Text stands on ink too: the ink must let it.
                let ink = legible(ink, raised, TEXT_CONTRAST);
                let wash = mix(sheet, accent, 0.34);
                let carbon = mix(sheet, tone, 0.2);
                Colours {
                    sheet,
                    raised,
                    text: readable(ink, &[sheet, raised, wash, carbon]),
                    quiet: legible(mix(ink, accent, 0.35), sheet, TEXT_CONTRAST),
                    accent: legible(accent, sheet, MARK_CONTRAST),
                    accent_on_ink: legible(accent, ink, MARK_CONTRAST),
                    ink,
                    on_ink: raised,
                    line: legible(tone, sheet, MARK_CONTRAST),
                    faint: mix(sheet, ink, 0.28),
                    wash,
                    carbon,
                    correction: readable(RED, &[sheet, raised, carbon]),
                    shadow: ink.gamma_multiply(0.25),
                }
            }
            Theme::Dark => {
                let night = mix(dark(ink), Color32::BLACK, 0.35);
                let lamp = legible(mix(paper, night, 0.14), night, TEXT_CONTRAST);
                let wash = mix(night, accent, 0.22);
                let carbon = mix(night, tone, 0.14);
                let raised = mix(night, lamp, 0.07);
                Colours {
                    sheet: night,
                    raised,
                    text: readable(lamp, &[night, raised, wash, carbon]),
                    quiet: legible(mix(lamp, tone, 0.30), night, TEXT_CONTRAST),
                    accent: legible(accent, night, MARK_CONTRAST),
                    accent_on_ink: legible(accent, lamp, MARK_CONTRAST),
                    ink: lamp,
                    on_ink: night,
                    line: legible(tone, night, MARK_CONTRAST),
                    faint: mix(night, lamp, 0.28),
                    wash,
                    carbon,
                    correction: readable(RED, &[night, raised, carbon]),
                    shadow: Color32::from_black_alpha(90),
                }
            }
            Theme::HighContrast => Colours {
                sheet: Color32::WHITE,
                raised: Color32::WHITE,
                text: Color32::BLACK,
                quiet: Color32::BLACK,
                accent: Color32::BLACK,
                accent_on_ink: Color32::WHITE,
                ink: Color32::BLACK,
                on_ink: Color32::WHITE,
                line: Color32::BLACK,
                faint: Color32::BLACK,
                wash: Color32::from_gray(205),
                carbon: Color32::from_gray(228),
                correction: readable(RED, &[Color32::WHITE, Color32::from_gray(228)]),
                shadow: Color32::BLACK,
            },
        }
    }
}

/// A story's ink, if it is one on night paper too.
fn dark(ink: Color32) -> Color32 {
    let share = (0..=10).map(|step| step as f32 / 10.0);
    let darker = |share: f32| mix(ink, Color32::BLACK, share);
    share.map(darker).find(|ink| luminance(*ink) < 0.03).unwrap_or(Color32::BLACK)
}

/// The contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it.
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Color32) -> f32 {
    let linear = |byte: u8| {
        let value = f32::from(byte) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

/// `colour`, darkened on a light `ground` and lightened on a dark one, just
/// enough to reach `ratio`.
fn legible(colour: Color32, ground: Color32, ratio: f32) -> Color32 {
    let ends = [Color32::BLACK, Color32::WHITE];
    let end =
        if contrast(ends[0], ground) >= contrast(ends[1], ground) { ends[0] } else { ends[1] };
    (0..=20)
        .map(|step| mix(colour, end, step as f32 / 20.0))
        .find(|candidate| contrast(*candidate, ground) >= ratio)
        .unwrap_or(end)
}

/// `colour`, so that text in it can be read on each of the grounds.
fn readable(colour: Color32, grounds: &[Color32]) -> Color32 {
    grounds.iter().fold(colour, |colour, ground| legible(colour, *ground, TEXT_CONTRAST))
}

fn rgb([red, green, blue]: [u8; 3]) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

fn mix(one: Color32, other: Color32, share: f32) -> Color32 {
    one.lerp_to_gamma(other, share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Named;

    #[test]
    fn every_palette_gives_legible_pages_in_every_theme() {
        for (paper, ink, tone, accent) in [
            ([0xf5, 0xed, 0xdc], [0x1d, 0x27, 0x30], [0x70, 0x94, 0xa5], [0xcf, 0x8a, 0x2c]),
            ([0xf2, 0xe7, 0xc9], [0x2a, 0x1e, 0x17], [0xc9, 0xa2, 0x47], [0xa8, 0x34, 0x24]),
            ([0xff, 0xff, 0xff], [0x80, 0x80, 0x80], [0xff, 0xff, 0x00], [0xff, 0xff, 0xff]),
            ([0x10, 0x10, 0x18], [0xf0, 0xe8, 0xd8], [0x70, 0x94, 0xa5], [0x40, 0x30, 0x10]),
        ] {
            let palette = Palette { paper, ink, tone, accent };
            for (theme, name) in Theme::VALUES {
                let colours = Colours::new(&palette, *theme);
                let reads = [
                    (colours.text, colours.sheet),
                    (colours.text, colours.raised),
                    (colours.text, colours.wash),
                    (colours.text, colours.carbon),
                    (colours.correction, colours.sheet),
                    (colours.correction, colours.raised),
                    (colours.correction, colours.carbon),
                    (colours.quiet, colours.sheet),
                    (colours.on_ink, colours.ink),
                ];
                for (text, ground) in reads {
                    assert!(contrast(text, ground) >= 6.99, "{name} {palette:?} {colours:?}");
                }
                let marks = [
                    (colours.accent, colours.sheet),
                    (colours.line, colours.sheet),
                    (colours.accent_on_ink, colours.ink),
                ];
                for (mark, ground) in marks {
                    assert!(contrast(mark, ground) >= 4.49, "{name} {palette:?} {colours:?}");
                }
            }
        }
    }
}
