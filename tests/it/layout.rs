//! Every screen in every state, in every size, theme and face, without a
//! window: no words cut off, none on others, nothing too small to press.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use bevy_egui::egui::{Align2, Color32, FontId, Pos2, Rect, Ui, pos2, vec2};
use egui_kittest::kittest::NodeT;
use egui_kittest::{Harness, Node};
use sungari::game::inspect::{Check, Frame, Stop, check_shapes, scroll_bar, stops, target, words};
use sungari::game::screens::Screen;
use sungari::game::session::Shelf;
use sungari::game::theme::fonts;
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;
use sungari::store::{Named, Reveal, Settings, Theme, Typeface};

use super::play::{Play, SIZES, labels, shipped};

/// A page that asks for no frame sooner is at rest.
const REST: Duration = Duration::from_secs(60 * 60);

#[test]
fn every_screen_is_looked_at() {
    let stops = stops(&shipped());
    for screen in Screen::ALL {
        assert!(stops.iter().any(|stop| stop.screen() == screen), "{screen:?}");
    }
    let mut names: Vec<&str> = stops.iter().map(|stop| stop.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), stops.len());
}

#[test]
fn no_words_are_cut_or_overlap_and_all_buttons_can_be_hit() {
    let story = shipped();
    let stops = stops(&story);
    let (story, stops) = (&story, stops.as_slice());
    let found: Vec<String> = thread::scope(|scope| {
        let sizes = SIZES.map(|size| scope.spawn(move || look(story, stops, size)));
        sizes.into_iter().flat_map(|size| size.join().expect("every screen settles")).collect()
    });
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn another_story_is_on_every_screen_without_a_word_of_ours() {
    let files = folder::read(Path::new("tests/cases/stories/below_the_line")).unwrap();
    let story = Arc::new(load(&files).story.unwrap());
    let stops = stops(&story);
    for screen in Screen::ALL {
        assert!(stops.iter().any(|stop| stop.screen() == screen), "{screen:?}");
    }
    let settings =
        Settings { reveal: Reveal::Instant, reduced_motion: true, ..Settings::default() };
    let mut harness = Play::start(&story, Shelf::default(), SIZES[0]);
    for stop in &stops {
        let folder = tempfile::tempdir().unwrap();
        Play::visit(&mut harness, stop, folder.path(), &settings);
        assert!(check_shapes(&frame(&harness, SIZES[0])).is_empty(), "{}", stop.name);
        // What is said of files is about folders.
        let said = if stop.watched.is_some() { Vec::new() } else { labels(&harness) };
        for said in said {
            for ours in ["Harbin", "Manchu", "archivist", "Documented", "the folder", "this folder"]
            {
                // Saves lie in a folder, whatever the story calls its own.
                let is_ours = said.contains(ours) && !said.contains("the folder of saves");
                assert!(!is_ours, "{} says {ours}: {said}", stop.name);
            }
        }
    }
}

/// What is not as it should be in windows of one size.
pub(crate) fn look(story: &Arc<Story>, stops: &[Stop], size: (f32, f32)) -> Vec<String> {
    let mut harness = Play::start(story, Shelf::default(), size);
    let mut found = Vec::new();
    for (typeface, face) in Typeface::VALUES {
        for (theme, light) in Theme::VALUES {
            let settings = Settings {
                theme: *theme,
                typeface: *typeface,
                reveal: Reveal::Instant,
                reduced_motion: true,
                ..Settings::default()
            };
            for stop in stops {
                let folder = tempfile::tempdir().unwrap();
                Play::visit(&mut harness, stop, folder.path(), &settings);
                let frame = frame(&harness, size);
                assert!(frame.words.len() > 1, "{} shows nothing", stop.name);
                let findings = check_shapes(&frame);
                let place = format!("{} {light} {face} {}x{}", stop.name, size.0, size.1);
                let viewport = harness.output().viewport_output.values().next();
                let delay = viewport.expect("there is a viewport").repaint_delay;
                if delay < REST {
                    found.push(format!("{place}: not at rest, a frame is due in {delay:?}"));
                }
                found.extend(findings.iter().map(|finding| format!("{place}: {finding}")));
            }
        }
    }
    found
}

#[test]
fn what_egui_paints_is_what_is_looked_at() {
    let mut has_fonts = false;
    let mut harness = Harness::builder().with_size((300.0, 200.0)).build_ui(move |ui| {
        if !std::mem::replace(&mut has_fonts, true) {
            ui.ctx().set_fonts(fonts(Typeface::Serif));
            ui.ctx().request_repaint();
            return;
        }
        let paint = |ui: &Ui, x: f32, words: &str| {
            let (align, font) = (Align2::LEFT_TOP, FontId::monospace(20.0));
            ui.painter().text(pos2(x, 50.0), align, words, font, Color32::RED);
        };
        paint(ui, 20.0, "two words");
        paint(ui, 60.0, "on them");
        ui.painter().rect_filled(
            Rect::from_min_size(pos2(0.0, 100.0), vec2(300.0, 100.0)),
            0.0,
            Color32::WHITE,
        );
        let narrow = Rect::from_min_size(pos2(0.0, 100.0), vec2(60.0, 100.0));
        ui.painter().with_clip_rect(narrow).text(
            pos2(20.0, 120.0),
            Align2::LEFT_TOP,
            "cut at the side",
            FontId::monospace(20.0),
            Color32::RED,
        );
    });
    harness.run();
    let frame = Frame {
        window: Rect::from_min_size(Pos2::ZERO, vec2(300.0, 200.0)),
        words: words(&harness.output().shapes),
        targets: Vec::new(),
        scroll_bars: Vec::new(),
    };
    let texts: Vec<&str> = frame.words.iter().map(|words| words.text.as_str()).collect();
    assert_eq!(texts, ["two words", "on them", "cut at the side"]);
    assert_eq!(frame.words[0].pieces.len(), 2);
    assert_eq!(frame.words[0].colour, Color32::RED);
    let found: Vec<Check> = check_shapes(&frame).iter().map(|finding| finding.check).collect();
    assert_eq!(found, [Check::Clipped, Check::Overlap]);
}

pub(crate) fn frame<S>(harness: &Harness<'_, S>, (width, height): (f32, f32)) -> Frame {
    let mut frame = Frame {
        window: Rect::from_min_size(Pos2::ZERO, vec2(width, height)),
        words: words(&harness.output().shapes),
        targets: Vec::new(),
        scroll_bars: Vec::new(),
    };
    nodes(&harness.root(), &mut frame);
    frame
}

fn nodes(node: &Node<'_>, frame: &mut Frame) {
    let data = node.accesskit_node();
    let data = data.data();
    frame.targets.extend(target(data));
    frame.scroll_bars.extend(scroll_bar(data));
    for child in node.children() {
        nodes(&child, frame);
    }
}
