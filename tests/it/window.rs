//! The real window: started, played by key presses, and looked at.
//!
//! What is looked at are the pixels on the screen; what was done is read from
//! the save the program writes.

mod calm;
mod ends;
mod exhibit;
mod night;
mod stage;
mod starts;
mod traces;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use sungari::narrative;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;
use sungari::narrative::run::Playthrough;
use sungari::store::{SaveFolder, Settings, Slot};

use self::stage::{Helper, Picture, RETURN, Server, Stage};
use super::cli::copy_of;

/// The shipped story as it lies here, in a window of the usual size.
const SHIPPED: [&str; 4] = ["--story", "story", "--size", "1280x720"];

const DOWN: u32 = 0xff54;
const END: u32 = 0xff57;
const F11: u32 = 0xffc8;

fn saved(story: &Story, saves: &Path) -> Option<Playthrough> {
    let (folder, _) = SaveFolder::open(saves, story);
    Some(folder.load(story, Slot::Auto).ok()?.restored.playthrough)
}

/// The rows of the focused choice: the only broad band of ink on the sheet.
fn focused_choice(picture: &Picture, ink: [u8; 3]) -> Option<(usize, usize)> {
    let is_ink_row = |y: &usize| (120..420).filter(|x| picture.at(*x, *y) == ink).count() > 120;
    let rows: Vec<usize> = (0..picture.height()).filter(is_ink_row).collect();
    Some((*rows.first()?, *rows.last()?))
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
fn a_life_is_played_to_an_ending_by_key_presses() {
    let files = folder::read(Path::new("story")).expect("the story folder can be read");
    let story = narrative::load(&files).story.expect("the shipped story loads");
    let saves = tempfile::tempdir().unwrap();
    let server = Server::start("1280x720");
    let stage = Stage::open(&server, "Sungari", saves.path(), &SHIPPED);
    let ink = story.parts[0].palette.ink;

    let title = stage.still();
    assert!(title.colours(820..1200) > 8, "the title has no text");
    stage.press(RETURN);
    stage.wait("a life to be saved", |_| saved(&story, saves.path()).is_some());

    for step in 0..60 {
        let life = saved(&story, saves.path()).expect("the life is saved");
        let page = narrative::run::view(&story, &life);
        // The rest of the page at once, and past the moment it does not answer.
        stage.press(RETURN);
        let text = stage.still();
        assert!(text.colours(80..560) > 8, "page {step} has no text");
        assert!(text.colours(900..1270) > 3, "page {step} has no picture");
        if page.ending.is_some() {
            assert!(step > 4, "an ending after {step} choices");
            let mut windows = fs::read_dir(saves.path()).unwrap();
            assert!(windows.next().is_some());
            return;
        }
        if page.content.is_some() {
            stage.press(u32::from('1'));
            stage.still();
            stage.press(RETURN);
            stage.still();
        }
        stage.press(END);
        stage.still();
        let open = page.choices.iter().position(|choice| choice.locked.is_none());
        for _ in 0..=open.expect("a choice is open") {
            stage.press(DOWN);
        }
        // Keys that a slow machine takes in one frame may leave it out of sight.
        let focused = (0..4).find_map(|_| {
            let focused = focused_choice(&stage.still(), ink);
            if focused.is_none() {
                stage.press(END);
            }
            focused
        });
        let (top, bottom) =
            focused.unwrap_or_else(|| panic!("no choice of page {step} has the keyboard"));
        assert!(bottom - top >= 36, "the choice is {} pixels high", bottom - top);
        assert!(top > 0 && bottom < 670, "the choice stands at {top} to {bottom}, cut");
        stage.press(RETURN);
        stage.wait("the choice to be saved", |_| {
            saved(&story, saves.path())
                .is_some_and(|now| now.steps().len() == life.steps().len() + 1)
        });
    }
    panic!("no ending after sixty choices");
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
fn a_story_that_is_written_on_is_shown_anew() {
    let file = "scenes/before/landing.ron";
    let (folder, story) = copy_of("tests/cases/stories/ferry", file, |text| text);
    let saves = tempfile::tempdir().unwrap();
    let args = ["--watch", &story, "--size", "1280x720"];
    let server = Server::start("1280x720");
    let stage = Stage::open(&server, "The Ferry", saves.path(), &args);
    stage.press(RETURN);
    stage.still();
    stage.press(RETURN);
    let page = stage.still();

    let path = folder.path().join(file);
    let sound = fs::read_to_string(&path).unwrap();
    fs::write(&path, sound.replace("Ice goes by", "Snow goes by")).unwrap();
    stage.wait("the new words", |stage| stage.picture().pixels != page.pixels);
    let written = stage.still();
    assert!(written.differs(&page, 60..740) && !written.differs(&page, 760..1280));

    fs::write(&path, sound.replace("goto: \"home\"", "goto: \"hom\"")).unwrap();
    stage.wait("the problem", |stage| stage.picture().differs(&written, 760..900));

    // As an editor saves that writes beside the file first.
    let beside = folder.path().join("landing.tmp");
    fs::write(&beside, &sound).unwrap();
    fs::rename(&beside, &path).unwrap();
    stage.wait("the page as it was", |stage| stage.picture().pixels == page.pixels);
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and a window manager: xvfb, mesa-vulkan-drivers, openbox"]
fn the_window_fills_the_screen_and_goes_back() {
    let server = Server::start("1600x900");
    let manager = Command::new("openbox")
        .args(["--sm-disable"])
        .env("DISPLAY", &server.display)
        .stderr(Stdio::null())
        .spawn()
        .expect("openbox starts");
    let _manager = Helper(manager);

    let saves = tempfile::tempdir().unwrap();
    let stage = Stage::open(&server, "Sungari", saves.path(), &SHIPPED);
    assert_eq!(stage.size(), Some((1280, 720)));
    stage.press(F11);
    stage.wait("the whole screen", |stage| stage.size() == Some((1600, 900)));
    stage.still();
    assert!(Settings::load(saves.path()).0.full_screen);
    stage.press(F11);
    stage.wait("a window again", |stage| stage.size() == Some((1280, 720)));
    assert!(!Settings::load(saves.path()).0.full_screen);
}

#[test]
#[ignore = "needs a display and a Vulkan driver: xvfb-run and mesa-vulkan-drivers"]
fn a_display_without_a_driver_leads_to_the_reader() {
    let saves = tempfile::tempdir().unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_sungari"))
        .args(["play", "--story", "story", "--save-dir"])
        .arg(saves.path())
        .env("VK_ICD_FILENAMES", "/nowhere.json")
        .env("VK_DRIVER_FILES", "/nowhere.json")
        .env("LIBGL_DRIVERS_PATH", "/nowhere")
        .env("__EGL_VENDOR_LIBRARY_FILENAMES", "/nowhere.json")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&out.stdout);
    let errors = String::from_utf8_lossy(&out.stderr);
    assert!(errors.lines().count() <= 1 && errors.contains("graphics driver"), "{errors}");
    assert!(text.contains("Begin a new life"), "{text}");
    assert!(out.status.success());
}

#[test]
fn no_display_leads_to_the_reader() {
    let saves = tempfile::tempdir().unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_sungari"))
        .args(["play", "--story", "story", "--save-dir"])
        .arg(saves.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&out.stdout);
    let errors = String::from_utf8_lossy(&out.stderr);
    assert!(errors.lines().count() <= 1 && errors.contains("display"), "{errors}");
    assert!(text.contains("Begin a new life"), "{text}");
    assert!(out.status.success());
}
