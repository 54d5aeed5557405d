//! What only a picture shows: that something is there, and that it can be read
//! on what really lies behind it.

use std::collections::BTreeMap;

use bevy_egui::egui::{Color32, Rect};

use super::{Check, Finding, Frame, Words};
use crate::game::theme::contrast;

/// Reading text: WCAG 2.2, 1.4.6 (AAA); a tenth less for rounding.
const TEXT_CONTRAST: f32 = 6.9;
/// Marks and numbers: WCAG 2.2, 1.4.11.
const MARK_CONTRAST: f32 = 2.95;
/// A frame with anything on it has more colours than this.
const FEWEST_COLOURS: usize = 12;
/// A frame with anything on it has an edge for every so many pixels.
const MOST_PIXELS_AN_EDGE: usize = 2000;

/// What is on the screen, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Red, green, blue and alpha of each pixel.
    pub rgba: Vec<u8>,
}

impl Picture {
    fn at(&self, x: usize, y: usize) -> Color32 {
        let index = (y * self.width + x) * 4;
        match self.rgba.get(index..index + 3) {
            Some(&[red, green, blue]) => Color32::from_rgb(red, green, blue),
            _ => Color32::BLACK,
        }
    }

    /// The pixels of a part of the picture.
    fn part(&self, area: Rect) -> impl Iterator<Item = Color32> {
        let bound = |at: f32, most: usize| (at.max(0.0) as usize).min(most);
        let across = bound(area.left().floor(), self.width)..bound(area.right().ceil(), self.width);
        let down = bound(area.top().floor(), self.height)..bound(area.bottom().ceil(), self.height);
        down.flat_map(move |y| across.clone().map(move |x| self.at(x, y)))
    }
}

/// Looks at the picture of a frame. `scale` is pixels to a point; `print` is
/// where, in points, the print must be seen, if there is one.
pub fn check_picture(
    frame: &Frame,
    picture: &Picture,
    scale: f32,
    print: Option<Rect>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut blank = |rect, told: String| {
        findings.push(Finding { check: Check::Blank, words: String::new(), rect, told });
    };
    let edges = edges(picture);
    let pixels = picture.rgba.len() / 4;
    if !has_colours(picture.part(Rect::EVERYTHING), FEWEST_COLOURS) {
        blank(frame.window, format!("fewer than {FEWEST_COLOURS} colours"));
    } else if edges * MOST_PIXELS_AN_EDGE < pixels {
        blank(frame.window, format!("no more than {edges} edges in {pixels} pixels"));
    }
    if let Some(print) = print
        && !has_colours(picture.part(print * scale), 3)
    {
        blank(print, "no print behind the page".into());
    }
    findings.extend(frame.words.iter().filter_map(|words| legible(words, picture, scale)));
    findings
}

/// Whether there are so many colours.
fn has_colours(pixels: impl Iterator<Item = Color32>, count: usize) -> bool {
    let mut seen = Vec::with_capacity(count);
    for pixel in pixels {
        if !seen.contains(&pixel) {
            seen.push(pixel);
        }
        if seen.len() >= count {
            return true;
        }
    }
    false
}

/// How often each colour comes.
fn tally(pixels: impl Iterator<Item = Color32>) -> BTreeMap<[u8; 4], usize> {
    let mut colours = BTreeMap::new();
    for pixel in pixels {
        *colours.entry(pixel.to_array()).or_default() += 1;
    }
    colours
}

/// How many pixels differ from the one before them in their row.
fn edges(picture: &Picture) -> usize {
    let rows = picture.rgba.chunks_exact(picture.width.max(1) * 4);
    let is_edge = |pair: &[[u8; 4]]| pair[0] != pair[1];
    rows.map(|row| row.as_chunks::<4>().0.windows(2).filter(|pair| is_edge(pair)).count()).sum()
}

/// What is wrong with the colours of words, at their worst.
fn legible(words: &Words, picture: &Picture, scale: f32) -> Option<Finding> {
    let is_mark = !words.text.chars().any(char::is_alphabetic);
    let least = if is_mark { MARK_CONTRAST } else { TEXT_CONTRAST };
    let seen = words.clip.expand(0.5);
    let shown = words.pieces.iter().filter(|piece| seen.contains_rect(**piece));
    let measured = shown.map(|piece| (piece, measure(*piece * scale, words.colour, picture)));
    let worst = measured.min_by(|(_, one), (_, other)| one.contrast.total_cmp(&other.contrast));
    let (piece, Measured { ground, ink, contrast, is_there }) = worst?;
    let told = if contrast < least {
        format!("{contrast:.1} to 1, {} on {}", hex(ink), hex(ground))
    } else if !is_there {
        format!("not to be seen in the picture, {} on {}", hex(ink), hex(ground))
    } else {
        return None;
    };
    Some(Finding { check: Check::Contrast, words: words.text.clone(), rect: *piece, told })
}

/// Words as a picture shows them.
struct Measured {
    ground: Color32,
    ink: Color32,
    contrast: f32,
    /// Whether some pixel comes near the ink: letters are thin.
    is_there: bool,
}

fn measure(area: Rect, colour: Color32, picture: &Picture) -> Measured {
    // A dash fills its own rectangle: the ground begins around it.
    let around = area.expand((area.height() * 0.2).clamp(2.0, 8.0));
    let colours = tally(picture.part(around));
    let most = colours.iter().max_by_key(|(_, count)| **count);
    let ground = most.map_or(Color32::BLACK, |([red, green, blue, _], _)| {
        Color32::from_rgb(*red, *green, *blue)
    });
    let ink = ground.blend(colour);
    let furthest = colours
        .keys()
        .map(|[red, green, blue, _]| distance(Color32::from_rgb(*red, *green, *blue), ground));
    let is_there = furthest.max().unwrap_or(0) * 5 >= distance(ink, ground) * 2;
    Measured { ground, ink, contrast: contrast(ink, ground), is_there }
}

/// How far two colours are apart, in the channel where they differ most.
fn distance(one: Color32, other: Color32) -> u32 {
    let channels = one.to_array().into_iter().zip(other.to_array());
    channels.map(|(one, other)| u32::from(one.abs_diff(other))).max().unwrap_or(0)
}

fn hex(colour: Color32) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.r(), colour.g(), colour.b())
}

#[cfg(test)]
mod tests {
    use bevy_egui::egui::{pos2, vec2};

    use super::*;

    const SCALE: f32 = 2.0;

    fn rect(left: f32, top: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(left, top), vec2(width, height))
    }

    fn plain(colour: Color32) -> Picture {
        Picture { width: 200, height: 100, rgba: colour.to_array().repeat(200 * 100) }
    }

    /// Paints every other column of an area, in points: letters are thin.
    fn hatch(picture: &mut Picture, area: Rect, colour: Color32) {
        let area = area * SCALE;
        for y in area.top() as usize..area.bottom() as usize {
            for x in (area.left() as usize..area.right() as usize).step_by(3) {
                let index = (y * picture.width + x) * 4;
                picture.rgba[index..index + 4].copy_from_slice(&colour.to_array());
            }
        }
    }

    /// A print in many colours on the right half.
    fn print(picture: &mut Picture) {
        for shade in 0..40_u8 {
            let area = rect(50.0 + f32::from(shade), 0.0, 1.0, 50.0);
            hatch(picture, area, Color32::from_rgb(shade * 5, 90, 40));
        }
    }

    fn frame(text: &str, colour: Color32) -> Frame {
        let ink = rect(5.0, 5.0, 30.0, 8.0);
        let window = rect(0.0, 0.0, 100.0, 50.0);
        let words = Words {
            text: text.into(),
            row: (0, 0),
            ink,
            pieces: vec![ink],
            clip: window,
            colour,
            is_cut_short: false,
            is_painted_over: false,
        };
        Frame { window, words: vec![words], targets: Vec::new(), scroll_bars: Vec::new() }
    }

    fn checks(frame: &Frame, picture: &Picture) -> Vec<Check> {
        let free = rect(50.0, 0.0, 50.0, 50.0);
        let findings = check_picture(frame, picture, SCALE, Some(free));
        findings.into_iter().map(|finding| finding.check).collect()
    }

    #[test]
    fn a_page_with_a_print_and_legible_words_is_not_reported() {
        let frame = frame("one", Color32::BLACK);
        let mut picture = plain(Color32::WHITE);
        print(&mut picture);
        hatch(&mut picture, frame.words[0].ink, Color32::BLACK);
        assert_eq!(checks(&frame, &picture), []);
    }

    #[test]
    fn a_frame_of_one_colour_is_reported() {
        let frame = Frame { words: Vec::new(), ..frame("", Color32::BLACK) };
        assert_eq!(checks(&frame, &plain(Color32::GRAY)), [Check::Blank, Check::Blank]);
    }

    #[test]
    fn a_page_without_its_print_is_reported() {
        let frame = frame("one", Color32::BLACK);
        let mut picture = plain(Color32::WHITE);
        for shade in 0..40 {
            let area = rect(f32::from(shade), 20.0, 1.0, 30.0);
            hatch(&mut picture, area, Color32::from_gray(shade * 5));
        }
        hatch(&mut picture, frame.words[0].ink, Color32::BLACK);
        assert_eq!(checks(&frame, &picture), [Check::Blank]);
    }

    #[test]
    fn grey_on_grey_is_reported_for_words_and_marks() {
        let [ground, pale, mid] = [200, 180, 100].map(Color32::from_gray);
        let found = |text: &str, ink: Color32| {
            let frame = frame(text, ink);
            let mut picture = plain(ground);
            print(&mut picture);
            hatch(&mut picture, frame.words[0].ink, ink);
            checks(&frame, &picture)
        };
        assert_eq!(found("one", pale), [Check::Contrast]);
        assert_eq!(found("12", pale), [Check::Contrast]);
        // Enough for a number is not enough to read.
        assert_eq!(found("one", mid), [Check::Contrast]);
        assert_eq!(found("12", mid), []);
    }

    #[test]
    fn words_that_are_not_in_the_picture_are_reported() {
        let frame = frame("one", Color32::BLACK);
        let mut picture = plain(Color32::WHITE);
        print(&mut picture);
        assert_eq!(checks(&frame, &picture), [Check::Contrast]);
    }
}
