//! Pictures of all backdrops, for the eye.

#![allow(clippy::print_stderr, reason = "whoever asked for pictures wants to know of them")]

use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

use sungari::linocut::{self, Frame, Theme};
use tiny_skia::{Color, Paint, PixmapMut, PixmapRef, Rect, Transform};

use super::{PALETTE, backdrops, scene, title, upright};

#[test]
#[ignore = "writes pictures to look at, to the folder BACKDROPS_TO; BACKDROP names one"]
fn backdrops_for_the_eye() {
    let here = concat!(env!("CARGO_TARGET_TMPDIR"), "/backdrops");
    let folder = env::var_os("BACKDROPS_TO").map_or(PathBuf::from(here), PathBuf::from);
    fs::create_dir_all(&folder).unwrap();
    let only = env::var("BACKDROP").ok();
    let quick = env::var_os("BACKDROPS_QUICK").is_some();
    let scene_page = Some((0.04, 0.0, 0.56, 1.0));
    let title_page = Some((0.62, 0.0, 0.38, 1.0));
    let upright_page = Some((0.0, 0.3, 1.0, 0.7));
    let views = [
        ("scene", scene(1920, 1080), scene_page, Theme::Light),
        ("title", title(1920, 1080), title_page, Theme::Light),
        ("upright", upright(1080, 1920), upright_page, Theme::Light),
        ("dark", title(1920, 1080), title_page, Theme::Dark),
        ("small", scene(1280, 720), None, Theme::Light),
        ("contrast", title(1280, 720), title_page, Theme::HighContrast),
        ("large", scene(3840, 2160), None, Theme::Light),
    ];
    for (name, picture) in backdrops() {
        if only.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        for problem in picture.problems() {
            eprintln!("{name}: {problem}");
        }
        for (view, frame, page, theme) in views.iter().take(if quick { 3 } else { 9 }) {
            let start = Instant::now();
            let print = linocut::print(&picture, &PALETTE, frame, *theme);
            let printed = start.elapsed();
            let mut pixels = print.flatten();
            eprintln!("{name} {view}: {} ms", printed.as_millis());
            if let Some(page) = page {
                cover(&mut pixels, frame, *page);
            }
            let sheet = PixmapRef::from_bytes(&pixels, frame.width, frame.height).unwrap();
            sheet.save_png(folder.join(format!("{name}-{view}.png"))).unwrap();
        }
    }
}

/// Lays a page over the picture.
fn cover(pixels: &mut [u8], frame: &Frame, (x, y, w, h): (f32, f32, f32, f32)) {
    let (width, height) = (frame.width as f32, frame.height as f32);
    let rect = Rect::from_xywh(x * width, y * height, w * width, h * height).unwrap();
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(0xf5, 0xed, 0xdc, 255));
    let mut sheet = PixmapMut::from_bytes(pixels, frame.width, frame.height).unwrap();
    sheet.fill_rect(rect, &paint, Transform::identity(), None);
}
