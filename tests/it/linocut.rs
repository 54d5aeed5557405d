//! Backdrops print well at every size.

mod preview;
mod prints;

use std::fs;
use std::path::PathBuf;

use ron::extensions::Extensions;
use serde::Deserialize;
use sungari::linocut::{Frame, Rect};
use sungari::narrative::model::{Palette, Picture};

const PALETTE: Palette = Palette {
    paper: [0xf5, 0xed, 0xdc],
    ink: [0x1d, 0x27, 0x30],
    tone: [0x70, 0x94, 0xa5],
    accent: [0xcf, 0x8a, 0x2c],
};

/// A backdrop file, as far as a picture goes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Backdrop {
    #[serde(rename = "fits")]
    _fits: Vec<Fit>,
    picture: Picture,
    #[serde(rename = "waits_for")]
    _waits_for: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fit {
    #[serde(rename = "place")]
    _place: String,
    #[serde(rename = "light")]
    _light: Option<Light>,
}

#[derive(Deserialize)]
enum Light {
    Dawn,
    Day,
    Dusk,
    Night,
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn picture(text: &str) -> Picture {
    options().from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// The picture of a backdrop's file.
fn backdrop(name: &str, text: &str) -> Picture {
    let backdrop: Backdrop =
        options().from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    backdrop.picture
}

/// Every backdrop of the shipped story and of the second, by name.
fn backdrops() -> Vec<(String, Picture)> {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = ["story/backdrops", "tests/cases/stories/below_the_line/backdrops"];
    let entries = folders.map(|folder| fs::read_dir(package.join(folder)).unwrap());
    let mut files: Vec<_> =
        entries.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let picture = backdrop(&name, &fs::read_to_string(path).unwrap());
            (name, picture)
        })
        .collect()
}

fn frame(width: u32, height: u32, free: (f32, f32, f32, f32)) -> Frame {
    let (w, h) = (width as f32, height as f32);
    let free = Rect { x: free.0 * w, y: free.1 * h, width: free.2 * w, height: free.3 * h };
    Frame { width, height, free }
}

/// A scene's page covers the left of the window.
fn scene(width: u32, height: u32) -> Frame {
    frame(width, height, (0.6, 0.0, 0.4, 1.0))
}

/// The title's page covers the right.
fn title(width: u32, height: u32) -> Frame {
    frame(width, height, (0.0, 0.0, 0.62, 1.0))
}

/// Upright, the page leaves a band at the top.
fn upright(width: u32, height: u32) -> Frame {
    frame(width, height, (0.0, 0.0, 1.0, 0.3))
}
