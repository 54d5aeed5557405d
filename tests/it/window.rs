//! The real window: started, played by key presses, and looked at.
//!
//! What is looked at are the pixels on the screen; what was done is read from
//! the save the program writes.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sungari::narrative;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;
use sungari::narrative::run::Playthrough;
use sungari::store::{SaveFolder, Settings, Slot};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{self, ConnectionExt, ImageFormat, InputFocus};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// Long enough for a slow machine that draws in software.
const PATIENCE: Duration = Duration::from_secs(60);

const RETURN: u32 = 0xff0d;
const DOWN: u32 = 0xff54;
const END: u32 = 0xff57;
const F11: u32 = 0xffc8;

/// A screen of its own with the program's window on it.
struct Stage {
    connection: RustConnection,
    root: u32,
    game: Child,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.game.kill();
        let _ = self.game.wait();
    }
}

/// What is on the screen.
struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels[y * self.width + x]
    }

    fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    /// How many colours a part of the screen shows.
    fn colours(&self, columns: std::ops::Range<usize>) -> usize {
        let mut seen: Vec<[u8; 3]> = (0..self.height())
            .flat_map(|y| columns.clone().map(move |x| (x, y)))
            .map(|(x, y)| self.at(x, y))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    }
}

impl Stage {
    fn open(saves: &Path) -> Stage {
        let display = std::env::var("DISPLAY").expect("a display, as from xvfb-run");
        Stage::open_on(&display, saves)
    }

    fn open_on(display: &str, saves: &Path) -> Stage {
        Settings { introduced: true, ..Settings::default() }.save(saves).unwrap();
        let (connection, screen) = x11rb::connect(Some(display)).expect("a display");
        let root = connection.setup().roots[screen].root;
        let game = Command::new(env!("CARGO_BIN_EXE_sungari"))
            .args(["play", "--story", "story", "--size", "1280x720", "--save-dir"])
            .arg(saves)
            .env("DISPLAY", display)
            .stdin(Stdio::null())
            .spawn()
            .expect("the program starts");
        let stage = Stage { connection, root, game };
        stage.wait("the title’s picture", |stage| stage.picture().colours(40..700) > 3);
        stage.take_the_keyboard();
        stage
    }

    fn wait(&self, what: &str, mut is_so: impl FnMut(&Stage) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
            sleep(Duration::from_millis(60));
        }
    }

    /// Nobody may manage windows here, so the window is given the keyboard by
    /// hand.
    fn take_the_keyboard(&self) {
        let window = self.window().expect("the program has a window");
        self.connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).unwrap();
        self.connection.flush().unwrap();
        sleep(Duration::from_millis(300));
    }

    /// The program's window.
    fn window(&self) -> Option<u32> {
        let tree = self.connection.query_tree(self.root).ok()?.reply().ok()?;
        let mut windows = tree.children;
        // A window manager may have put it into a frame.
        for window in windows.clone() {
            windows.extend(self.connection.query_tree(window).ok()?.reply().ok()?.children);
        }
        windows.into_iter().find(|window| {
            let (kind, name) = (xproto::AtomEnum::STRING, xproto::AtomEnum::WM_NAME);
            let name = self.connection.get_property(false, *window, name, kind, 0, 64);
            let name = name.ok().and_then(|name| name.reply().ok());
            name.is_some_and(|name| name.value == b"Sungari")
        })
    }

    /// Its width and height.
    fn size(&self) -> Option<(u16, u16)> {
        let size = self.connection.get_geometry(self.window()?).ok()?.reply().ok()?;
        Some((size.width, size.height))
    }

    fn press(&self, keysym: u32) {
        let setup = self.connection.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let map = self.connection.get_keyboard_mapping(first, last - first + 1).unwrap();
        let map = map.reply().unwrap();
        let width = usize::from(map.keysyms_per_keycode);
        let index = map.keysyms.chunks(width).position(|codes| codes[0] == keysym);
        let keycode = first + u8::try_from(index.expect("the key exists")).unwrap();
        for event in [xproto::KEY_PRESS_EVENT, xproto::KEY_RELEASE_EVENT] {
            let (now, anywhere) = (x11rb::CURRENT_TIME, x11rb::NONE);
            self.connection.xtest_fake_input(event, keycode, now, anywhere, 0, 0, 0).unwrap();
            self.connection.flush().unwrap();
            sleep(Duration::from_millis(40));
        }
    }

    fn picture(&self) -> Picture {
        let size = self.connection.get_geometry(self.root).unwrap().reply().unwrap();
        let (width, height) = (1280.min(size.width), 720.min(size.height));
        let image = self
            .connection
            .get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, width, height, u32::MAX)
            .unwrap()
            .reply()
            .unwrap();
        let pixels = image.data.chunks_exact(4).map(|bytes| [bytes[2], bytes[1], bytes[0]]);
        Picture { width: usize::from(width), pixels: pixels.collect() }
    }

    /// A frame in which nothing moves any more.
    fn still(&self) -> Picture {
        let mut last = self.picture();
        let begun = Instant::now();
        loop {
            sleep(Duration::from_millis(400));
            let now = self.picture();
            if now.pixels == last.pixels {
                return now;
            }
            assert!(begun.elapsed() < PATIENCE, "the page never came to rest");
            last = now;
        }
    }
}

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
#[ignore = "needs a display and a Vulkan driver: xvfb-run and mesa-vulkan-drivers"]
fn a_life_is_played_to_an_ending_by_key_presses() {
    let files = folder::read(Path::new("story")).expect("the story folder can be read");
    let story = narrative::load(&files).story.expect("the shipped story loads");
    let saves = tempfile::tempdir().unwrap();
    let stage = Stage::open(saves.path());
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

/// A program of the test's own, ended with it.
struct Helper(Child);

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and a window manager: xvfb, mesa-vulkan-drivers, openbox"]
fn the_window_fills_the_screen_and_goes_back() {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1600x900x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts");
    let mut number = String::new();
    let mut said = BufReader::new(server.stdout.take().unwrap());
    said.read_line(&mut number).expect("Xvfb says its display");
    let display = format!(":{}", number.trim());
    let _server = Helper(server);
    let manager = Command::new("openbox")
        .args(["--sm-disable"])
        .env("DISPLAY", &display)
        .stderr(Stdio::null())
        .spawn()
        .expect("openbox starts");
    let _manager = Helper(manager);

    let saves = tempfile::tempdir().unwrap();
    let stage = Stage::open_on(&display, saves.path());
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
    assert!(text.contains("The Fifth of February"), "{text}");
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
    assert!(text.contains("The Fifth of February"), "{text}");
    assert!(out.status.success());
}
