//! The exhibit in its real window while the museum is closed.

use std::fs;
use std::path::Path;

use sungari::game::kiosk::Keeper;

use super::exhibit::set_up;
use super::stage::{Server, Stage};
use crate::kiosk::least;
use crate::play::shipped;

/// Makes a kiosk of `folder` one that is closed all day but for one minute, and
/// whose display is two files.
fn closed(folder: &Path) -> String {
    let file = set_up(folder);
    let text = fs::read_to_string(&file).unwrap();
    let now = jiff::ZonedDateTime::now();
    // Half a day from now: no test takes as long.
    let open = (now.hour() + 12) % 24;
    let more = format!(
        r#"hours: [Hours(open: "{open:02}:00", close: "{open:02}:01")],
    display: Display(
        sleep: ["touch", "{0}/asleep"],
        wake: ["touch", "{0}/awake"],
        after_seconds: 10,
    ),
    data:"#,
        folder.display()
    );
    fs::write(&file, text.replacen("data:", &more, 1)).unwrap();
    file
}

#[test]
fn what_staff_closed_for_the_day_stays_closed_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let story = shipped();
    let open = || Keeper::open(&least(), story.clone(), Some(folder.path().into()));
    let mut keeper = open();
    assert!(!keeper.is_closed_today());
    keeper.close(true);
    assert!(keeper.is_closed_today() && open().is_closed_today());
    // On any other day it is not.
    fs::write(folder.path().join("closed.txt"), "2026-01-02\n").unwrap();
    assert!(!open().is_closed_today());
    keeper.close(false);
    assert!(!keeper.is_closed_today() && !open().is_closed_today());
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
fn the_display_of_a_closed_exhibit_sleeps_until_somebody_touches_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = closed(folder.path());
    let server = Server::start("1280x720");
    let stage = Stage::exhibit(&server, "Sungari", &file);
    let [awake, asleep] = ["awake", "asleep"].map(|name| folder.path().join(name));
    stage.wait("the display to be woken", |_| awake.exists());
    stage.wait("the display to sleep", |_| asleep.exists());
    fs::remove_file(&awake).unwrap();
    stage.touch(640, 360);
    stage.wait("the display to be woken by a touch", |_| awake.exists());
}
