//! The exhibit in its real window: visited by key presses, killed, and there
//! again.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::stage::{Picture, RETURN, Server, Stage};
use crate::cli::sungari;
use crate::kiosk::HASH;

const ESCAPE: u32 = 0xff1b;

/// A frame in which nothing moves, past the moment in which a page that was just
/// turned does not answer.
fn cool(stage: &Stage) -> Picture {
    sleep(Duration::from_millis(700));
    stage.still()
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn a_visit_is_counted_and_an_exhibit_that_is_killed_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kiosk.ron");
    let text = format!(
        r#"Kiosk(
    format: 1,
    name: "Gallery 2",
    panel: Panel(diagonal_mm: 610, width_px: 1280, height_px: 720, viewing_distance_mm: 600),
    staff: Staff(pin: "{HASH}"),
    attract: Attract(lines: ["Harbin, 1932."], still: true),
    data: "data",
)"#
    );
    fs::write(&file, text).unwrap();
    let file = file.display().to_string();
    let server = Server::start("1280x720");
    let stage = Stage::exhibit(&server, "Sungari", &file);
    let attract = stage.still();
    assert!(attract.colours(60..700) > 8, "the attract loop has no text");

    stage.press(RETURN);
    stage.wait("the vignettes", |stage| stage.picture().differs(&attract, 60..1200));
    let vignettes = cool(&stage);
    stage.press(RETURN);
    stage.wait("the page", |stage| stage.picture().differs(&vignettes, 60..1200));
    let page = cool(&stage);
    stage.press(ESCAPE);
    stage.wait("the farewell", |stage| stage.picture().differs(&page, 60..1200));
    let farewell = cool(&stage);
    stage.press(ESCAPE);
    stage.wait("the vignettes", |stage| stage.picture().differs(&farewell, 60..1200));
    cool(&stage);
    stage.press(ESCAPE);
    stage.wait("the attract loop", |stage| !stage.picture().differs(&attract, 60..1200));
    let counted = sungari(&["visits", "--config", &file]);
    assert!(counted.out.contains("1  visits"), "{}{}", counted.out, counted.err);

    let killed = Instant::now();
    stage.kill_window();
    stage.wait("the exhibit to be gone", |stage| stage.picture().differs(&attract, 60..1200));
    stage.wait("the exhibit again", |stage| !stage.picture().differs(&attract, 60..1200));
    println!("back {:.1} s after it was killed", killed.elapsed().as_secs_f32());
}
