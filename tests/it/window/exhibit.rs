//! The exhibit in its real window: visited by key presses, killed, and there
//! again.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use sungari::museum::robot::Robot;

use super::stage::{Picture, RETURN, Server, Stage};
use crate::cli::sungari;
use crate::kiosk::HASH;

pub(super) const ESCAPE: u32 = 0xff1b;

/// Writes a kiosk’s file into a folder, and names it.
pub(super) fn set_up(folder: &Path) -> String {
    set_up_as(folder, (1280, 720), "still: true")
}

/// The same for a panel of other pixels, whose attract loop is told more.
pub(super) fn set_up_as(folder: &Path, (width, height): (u32, u32), attract: &str) -> String {
    let file = folder.join("kiosk.ron");
    let text = format!(
        r#"Kiosk(
    format: 1,
    name: "Gallery 2",
    panel: Panel(
        diagonal_mm: 610, width_px: {width}, height_px: {height}, viewing_distance_mm: 600,
    ),
    staff: Staff(pin: "{HASH}"),
    attract: Attract(lines: ["Harbin, 1932."], {attract}),
    data: "data",
)"#
    );
    fs::write(&file, text).unwrap();
    file.display().to_string()
}

/// A frame in which nothing moves, past the moment in which a page that was just
/// turned does not answer.
pub(super) fn cool(stage: &Stage) -> Picture {
    sleep(Duration::from_millis(700));
    stage.still()
}

/// A whole visit by keys, from the attract loop to the attract loop: a vignette is
/// begun, left on its first page, and the visit ended.
pub(super) fn visit(stage: &Stage, attract: &Picture) {
    stage.press(RETURN);
    stage.wait("the vignettes", |stage| stage.picture().differs(attract, 60..1200));
    let vignettes = cool(stage);
    stage.press(RETURN);
    stage.wait("the page", |stage| stage.picture().differs(&vignettes, 60..1200));
    let page = cool(stage);
    stage.press(ESCAPE);
    stage.wait("the farewell", |stage| stage.picture().differs(&page, 60..1200));
    let farewell = cool(stage);
    stage.press(ESCAPE);
    stage.wait("the vignettes", |stage| stage.picture().differs(&farewell, 60..1200));
    cool(stage);
    stage.press(ESCAPE);
    stage.wait("the attract loop", |stage| !stage.picture().differs(attract, 60..1200));
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn a_visit_is_counted_and_an_exhibit_that_is_killed_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = set_up(folder.path());
    let server = Server::start("1280x720");
    let stage = Stage::exhibit(&server, "Sungari", &file);
    let attract = stage.still();
    assert!(attract.colours(60..700) > 8, "the attract loop has no text");

    visit(&stage, &attract);
    let counted = sungari(&["visits", "--config", &file]);
    assert!(counted.out.contains("1  visits"), "{}{}", counted.out, counted.err);

    let killed = Instant::now();
    stage.kill_window();
    stage.wait("the exhibit to be gone", |stage| stage.picture().differs(&attract, 60..1200));
    stage.wait("the exhibit again", |stage| !stage.picture().differs(&attract, 60..1200));
    println!("back {:.1} s after it was killed", killed.elapsed().as_secs_f32());
}

/// How many events the monkey makes; the whole of it by
/// `SUNGARI_MONKEY=20000`.
fn events() -> usize {
    let asked = std::env::var("SUNGARI_MONKEY").ok();
    asked.and_then(|events| events.parse().ok()).unwrap_or(600)
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn a_monkey_at_the_real_window_ends_nothing_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = set_up(folder.path());
    let server = Server::start("1280x720");
    let stage = Stage::exhibit(&server, "Sungari", &file);
    let process = stage.window_process();
    let mut chance = Robot::new(7);
    // Alt, Control, Shift and Super on the keyboard of Xvfb.
    let held: [&[u8]; 6] = [&[], &[], &[], &[64], &[37], &[37, 64]];
    for event in 0..events() {
        match chance.below(3) {
            0 => {
                let held = held[chance.below(held.len())];
                // Everything from Escape to the last key of the cursor block.
                stage.strike(held, 9 + chance.below(110) as u8);
            }
            1 => stage.touch(chance.below(1280) as i16, chance.below(720) as i16),
            _ => {
                // Corners and edges, where desktops hide things.
                let (x, y) = ([0, 1279][chance.below(2)], [0, 719][chance.below(2)]);
                stage.touch(x, y);
            }
        }
        if event % 20 == 0 {
            sleep(Duration::from_millis(400));
            assert_eq!(stage.window_process(), process, "event {event}: it was started again");
            assert_eq!(stage.size(), Some((1280, 720)), "event {event}");
        }
    }
    sleep(Duration::from_secs(1));
    assert_eq!(stage.window_process(), process);
    let beside: Vec<String> = (fs::read_dir(folder.path()).unwrap())
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "kiosk.ron" && name != "data")
        .collect();
    assert!(beside.is_empty(), "{beside:?}");
    println!("{} events", events());
}
