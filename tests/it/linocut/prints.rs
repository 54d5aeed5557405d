//! What a print promises.

use std::hash::{DefaultHasher, Hash, Hasher};

use sungari::linocut::{Frame, MOST_LAYERS, Print, Rect, Theme, print};
use sungari::narrative::model::Picture;

use super::{PALETTE, backdrop, backdrops, picture, scene, title, upright};

fn hash(print: &Print) -> u64 {
    let mut hasher = DefaultHasher::new();
    print.flatten().hash(&mut hasher);
    hasher.finish()
}

/// The colour of a pixel of the flattened print.
fn colours(print: &Print) -> Vec<[u8; 3]> {
    print.flatten().as_chunks::<4>().0.iter().map(|&[r, g, b, _]| [r, g, b]).collect()
}

/// A picture of one layer.
fn of(pieces: &str) -> Picture {
    picture(&format!("Picture(layers: [Layer(depth: 0.5, pieces: [{pieces}])])"))
}

const FIELD: &str = "Cuts(ink: Ink, seed: 4, length: (0.05, 0.1), width: (0.005, 0.01)),";

#[test]
fn the_same_seed_makes_the_same_pixels() {
    let frame = scene(640, 360);
    let once = print(&of(FIELD), &PALETTE, &frame, Theme::Light);
    let again = print(&of(FIELD), &PALETTE, &frame, Theme::Light);
    let other = print(&of(&FIELD.replace("seed: 4", "seed: 5")), &PALETTE, &frame, Theme::Light);
    assert_eq!(once, again);
    assert_ne!(hash(&once), hash(&other));
}

#[test]
fn every_machine_prints_the_same_pixels() {
    let all = "Cuts(ink: Ink, seed: 4, length: (0.05, 0.1), width: (0.005, 0.01), \
               flow: Wavy(angle: 20, by: 30, every: 0.2), drift: 0.5, bend: 0.1),\
               Cuts(ink: Tone, length: (0.05, 0.1), width: (0.005, 0.01), flow: Rings((0.5, 0.5)), \
               within: Ellipse(at: (0.5, 0.5), size: (0.4, 0.3)), gap: 2),\
               Fill(ink: Accent, shape: Ridge(of: Roofs, y: 0.9, rise: 0.2, step: 0.1)),\
               Group(at: (0.5, 0.2), scale: 0.3, turn: 33, pieces: [\
               Fill(ink: Ink, shape: Blob([(0, 0), (1, 0.1), (0.5, 1)]))]),";
    let printed = print(&of(all), &PALETTE, &scene(320, 180), Theme::Light);
    let sum = printed.flatten().iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, &byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    assert_eq!(format!("{sum:016x}"), "d280ea7164964491");
}

#[test]
fn every_backdrop_is_sound() {
    for (name, picture) in backdrops() {
        assert_eq!(picture.problems(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_backdrop_shows_all_four_inks() {
    for (name, picture) in backdrops() {
        for frame in [scene(480, 270), title(480, 270), upright(270, 480)] {
            let colours = colours(&print(&picture, &PALETTE, &frame, Theme::Light));
            let inks = [PALETTE.paper, PALETTE.ink, PALETTE.tone, PALETTE.accent];
            for ink in inks {
                let here = colours.iter().filter(|&&colour| colour == ink).count();
                assert!(here > 20, "{name}: {here} pixels of {ink:?} in {frame:?}");
            }
        }
    }
}

#[test]
fn a_dark_page_has_no_glaring_picture() {
    for (name, picture) in backdrops() {
        let brightest = colours(&print(&picture, &PALETTE, &title(320, 180), Theme::Dark))
            .into_iter()
            .flat_map(|colour| colour[..2].to_vec())
            .max();
        assert!(brightest < Some(0xc0), "{name}: {brightest:?}");
    }
}

#[test]
fn the_subject_stands_where_the_page_leaves_room() {
    // A single accent disc in the middle of the frame.
    let disc = of("Fill(ink: Accent, shape: Ellipse(at: (0.5, 0.5), size: (0.45, 0.45))),");
    let sizes = [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920), (300, 200)];
    for (width, height) in sizes {
        for frame in [scene(width, height), title(width, height), upright(width, height)] {
            let Rect { x, y, width: w, height: h } = frame.free;
            let print = print(&disc, &PALETTE, &frame, Theme::Light);
            let mut seen = 0.0f32;
            for (i, colour) in colours(&print).into_iter().enumerate() {
                let (px, py) = ((i as u32 % width) as f32, (i as u32 / width) as f32);
                if colour == PALETTE.accent {
                    seen += 1.0;
                    assert!(
                        px >= x && px < x + w && py >= y && py < y + h,
                        "{px}, {py}: {frame:?}"
                    );
                }
            }
            let expected = std::f32::consts::PI * 0.45 * 0.45 * w.min(h) * w.min(h);
            assert!((seen / expected - 1.0).abs() < 0.05, "{seen} of {expected}: {frame:?}");
        }
    }
}

#[test]
fn a_larger_window_shows_the_same_cuts_larger() {
    let [small, large] = [scene(640, 360), scene(1280, 720)]
        .map(|frame| colours(&print(&of(FIELD), &PALETTE, &frame, Theme::Light)));
    let differ = (0..640 * 360)
        .filter(|i| {
            let (x, y) = (i % 640, i / 640);
            let far = |a: u8, b: u8| a.abs_diff(b) > 150;
            let near = large[y * 2 * 1280 + x * 2];
            far(small[*i][0], near[0])
        })
        .count();
    assert!(differ < 640 * 360 / 50, "{differ} pixels differ");
}

#[test]
fn no_window_is_too_small_or_odd() {
    let nowhere = Rect { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
    let absurd = Rect { x: f32::NAN, y: -1e9, width: f32::INFINITY, height: 3.0 };
    let outside = Rect { x: 900.0, y: 900.0, width: 50.0, height: 50.0 };
    for (name, picture) in backdrops() {
        for (width, height) in [(0, 0), (1, 1), (1, 300), (300, 1), (7, 5)] {
            for free in [nowhere, absurd, outside] {
                let frame = Frame { width, height, free };
                let print = print(&picture, &PALETTE, &frame, Theme::HighContrast);
                assert_eq!((print.width, print.height), (width.max(1), height.max(1)), "{name}");
                let bytes = (print.width * print.height * 4) as usize;
                assert!(print.layers.iter().all(|layer| layer.pixels.len() == bytes));
            }
        }
    }
}

#[test]
fn the_far_layer_hides_whatever_is_behind_it() {
    for (name, picture) in backdrops() {
        let print = print(&picture, &PALETTE, &scene(192, 108), Theme::Light);
        assert!((1..=MOST_LAYERS).contains(&print.layers.len()), "{name}");
        let far = &print.layers[0].pixels;
        assert!(far.iter().skip(3).step_by(4).all(|&alpha| alpha == 255), "{name}");
    }
}

#[test]
fn cuts_end_where_their_shape_ends() {
    let cuts = of("Cuts(ink: Ink, within: Rect(at: (0.3, 0.3), size: (0.4, 0.4)), \
                   length: (0.1, 0.3), width: (0.01, 0.02), sway: 90),");
    let frame = title(400, 248);
    let (left, top, side) = frame.square(0.5);
    for (i, colour) in
        colours(&print(&cuts, &PALETTE, &frame, Theme::Light)).into_iter().enumerate()
    {
        let (x, y) = ((i % 400) as f32, (i / 400) as f32);
        let inside = |at: f32| (0.29..0.71).contains(&at);
        if !(inside((x - left) / side) && inside((y - top) / side)) {
            assert_eq!(colour, PALETTE.paper, "at {x}, {y}");
        }
    }
}

#[test]
fn absurd_numbers_are_told_and_still_print() {
    let cases = [
        ("Cuts(ink: Ink, length: (0.0001, 0.0001), width: (0.0001, 0.0001)),", "expected `length`"),
        (
            "Cuts(ink: Ink, length: (0.001, 0.001), width: (0.001, 0.001)),",
            "expected at most 30000 cuts",
        ),
        ("Cuts(ink: Ink, length: (0.2, 0.1), width: (0.01, 0.01)),", "from small to large"),
        ("Fill(ink: Ink, shape: Rect(at: (1e30, 0), size: (1, 1))),", "expected `at`"),
        ("Fill(ink: Ink, shape: Rect(at: (NaN, 0), size: (inf, 1))),", "expected `at`"),
        ("Fill(ink: Ink, shape: Polygon([(0, 0)])),", "3 to 500 points"),
        ("Fill(ink: Ink, shape: Polygon([])),", "3 to 500 points"),
        ("Fill(ink: Ink, shape: Line(through: [(0, 0), (1, 1)], width: [])),", "one `width`"),
        ("Fill(ink: Ink, shape: Ridge(of: Trees, y: 1, rise: 0.1, step: 0)),", "expected `step`"),
        ("Use(motif: \"yurt\"),", "no motif named `yurt`"),
        (
            "Repeat(from: (0, 0), to: (1, 1), count: 4000000000, pieces: [Fill(ink: Ink, \
          shape: Rect(at: (0, 0), size: (1, 1)))]),",
            "expected `count`",
        ),
        (
            "Group(scale: 0, pieces: [Cuts(ink: Ink, length: (0.1, 0.1), width: (0.1, 0.1))]),",
            "expected `scale`",
        ),
        (
            "Repeat(from: (0, 0), to: (1, 1), count: 400, pieces: [Repeat(from: (0, 0), to: (1, 1), \
          count: 400, pieces: [Outline(ink: Ink, width: 0.01, shape: Rect(at: (0, 0), size: (1, 1)))])]),",
            "expected at most 8000 pieces",
        ),
    ];
    for (pieces, told) in cases {
        let picture = of(pieces);
        let problems = picture.problems();
        assert!(problems.iter().any(|problem| problem.contains(told)), "{pieces}: {problems:?}");
        print(&picture, &PALETTE, &scene(64, 36), Theme::Light);
    }
}

#[test]
fn a_motif_within_itself_is_told_and_still_prints() {
    let picture = picture(
        "Picture(motifs: [Motif(name: \"tree\", pieces: [Use(motif: \"tree\", scale: 0.9), \
         Use(motif: \"tree\")])], \
         layers: [Layer(depth: 0, pieces: [Use(motif: \"tree\")])])",
    );
    let problems = picture.problems();
    assert!(problems.iter().any(|problem| problem.contains("`tree` stands in itself")));
    print(&picture, &PALETTE, &scene(64, 36), Theme::Light);
}

#[test]
fn motifs_in_motifs_are_counted_without_being_written_out() {
    let uses = |name: &str| format!("Use(motif: \"{name}\"),").repeat(300);
    let motif = |name: &str, pieces: &str| format!("Motif(name: \"{name}\", pieces: [{pieces}]),");
    let fill = "Fill(ink: Ink, shape: Rect(at: (0, 0), size: (1, 1)))";
    let chain: String = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]
        .map(|(name, inner)| motif(name, &uses(inner)))
        .concat();
    let told = |motifs: &str, why: &str| {
        let layer = "Layer(depth: 0, pieces: [Use(motif: \"a\")])";
        let picture = picture(&format!("Picture(motifs: [{motifs}], layers: [{layer}])"));
        let problems = picture.problems();
        assert!(problems.iter().any(|problem| problem.contains(why)), "{problems:?}");
    };
    told(&(chain.clone() + &motif("e", fill)), "found 8100000000");
    told(&(chain + &motif("e", &uses("a"))), "`a` stands in itself");
}

#[test]
fn a_picture_has_one_to_three_layers() {
    for (layers, sound) in [(0, false), (1, true), (3, true), (4, false)] {
        let layer = "Layer(depth: 0.5, pieces: []),".repeat(layers);
        let picture = picture(&format!("Picture(layers: [{layer}])"));
        assert_eq!(picture.problems().is_empty(), sound, "{layers} layers");
        print(&picture, &PALETTE, &scene(64, 36), Theme::Light);
    }
}

#[test]
fn numbers_without_end_come_to_an_end() {
    let endless = "Repeat(from: (9, 9), to: (9, 9), count: 4000000000, pieces: [Repeat(\
                   from: (9, 9), to: (9, 9), count: 4000000000, pieces: [Cuts(ink: Ink, \
                   length: (0.001, 0.001), width: (0.001, 0.001), density: Even(0))])]),";
    print(&of(endless), &PALETTE, &scene(64, 36), Theme::Light);
    let far_away = "Group(at: (1e9, 0), scale: 1e-9, pieces: [Fill(ink: Ink, shape: Ridge(of: \
                    Roofs, y: 0, rise: 1, step: 1e-9))]),";
    print(&of(far_away), &PALETTE, &scene(64, 36), Theme::Light);
    for at in ["(20, 20)", "(-20, -20)"] {
        for flow in ["Straight(0)", "Straight(90)"] {
            let tiny = format!(
                "Group(at: {at}, scale: 0.0005, pieces: [Group(at: {at}, scale: 0.0005, pieces: \
                 [Cuts(ink: Ink, length: (0.01, 0.01), width: (0.01, 0.01), flow: {flow})])]),"
            );
            let picture = of(&tiny);
            assert_eq!(picture.problems(), Vec::<String>::new());
            print(&picture, &PALETTE, &scene(64, 36), Theme::Light);
        }
    }
}

#[test]
fn the_guide_shows_a_picture_that_prints() {
    let guide = include_str!("../../../story/README.md");
    let start = guide.find("// backdrops/night.ron\n").unwrap();
    let end = start + guide[start..].find("```").unwrap();
    let shown = backdrop("the guide", &guide[start..end]);
    assert_eq!(shown.problems(), Vec::<String>::new());
    let colours = colours(&print(&shown, &PALETTE, &scene(480, 270), Theme::Light));
    assert!([PALETTE.paper, PALETTE.ink, PALETTE.accent].iter().all(|ink| colours.contains(ink)));
}
