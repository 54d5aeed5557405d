//! A screen with the program's window on it: keys in, pixels out.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sungari::store::Settings;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{self, ConnectionExt, ImageFormat, InputFocus};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// Long enough for a slow machine that draws in software.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) const RETURN: u32 = 0xff0d;

/// A program of the test's own, ended with it.
pub(crate) struct Helper(pub(crate) Child);

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display that nobody else draws on.
pub(crate) struct Server {
    /// What it is called.
    pub(crate) display: String,
    _program: Helper,
}

impl Server {
    /// Starts one with a screen, as `1600x900`.
    pub(crate) fn start(screen: &str) -> Server {
        let screen = format!("{screen}x24");
        let mut program = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        let mut said = BufReader::new(program.stdout.take().expect("it is listened to"));
        said.read_line(&mut number).expect("Xvfb says its display");
        Server { display: format!(":{}", number.trim()), _program: Helper(program) }
    }
}

/// The program's window on a screen.
pub(crate) struct Stage {
    /// What the window is called.
    name: String,
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
pub(crate) struct Picture {
    width: usize,
    pub(crate) pixels: Vec<[u8; 3]>,
}

impl Picture {
    pub(crate) fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels[y * self.width + x]
    }

    pub(crate) fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    /// Whether a part of the screen is not what it is in another picture.
    pub(crate) fn differs(&self, other: &Picture, columns: std::ops::Range<usize>) -> bool {
        let all = (0..self.height()).flat_map(|y| columns.clone().map(move |x| (x, y)));
        all.into_iter().any(|(x, y)| self.at(x, y) != other.at(x, y))
    }

    /// How many colours a part of the screen shows.
    pub(crate) fn colours(&self, columns: std::ops::Range<usize>) -> usize {
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
    /// The program on a display, with more arguments than the place of its saves.
    pub(crate) fn open(server: &Server, name: &str, saves: &Path, args: &[&str]) -> Stage {
        Settings { introduced: true, ..Settings::default() }.save(saves).unwrap();
        let mut game = Command::new(env!("CARGO_BIN_EXE_sungari"));
        game.arg("play").args(args).arg("--save-dir").arg(saves);
        let stage = Stage::start(server, name, game, Stdio::null());
        stage.wait("the title’s picture", |stage| stage.picture().colours(40..700) > 3);
        stage.take_the_keyboard();
        stage
    }

    /// The program on a display as a kiosk of this file.
    pub(crate) fn exhibit(server: &Server, name: &str, file: &str) -> Stage {
        let mut kiosk = Command::new(env!("CARGO_BIN_EXE_sungari"));
        kiosk.args(["kiosk", "--config", file]);
        Stage::exhibit_by(server, name, kiosk, |picture| picture.colours(40..700) > 8)
    }

    /// A kiosk on a display as a command of the test’s own starts it, once what
    /// it shows is the exhibit.
    pub(crate) fn exhibit_by(
        server: &Server,
        name: &str,
        kiosk: Command,
        is_it: impl Fn(&Picture) -> bool,
    ) -> Stage {
        let stage = Stage::start(server, name, kiosk, Stdio::null());
        stage.wait("the exhibit’s picture", |stage| is_it(&stage.picture()));
        stage.take_the_keyboard();
        stage
    }

    /// The window of a kiosk without its supervisor. What it would tell that one
    /// goes into a file.
    pub(crate) fn window_of_exhibit(server: &Server, name: &str, file: &str, told: &Path) -> Stage {
        let mut window = Command::new(env!("CARGO_BIN_EXE_sungari"));
        window.args(["kiosk", "--config", file]).env("SUNGARI_KIOSK_RUNG", "configured");
        window.stdout(std::fs::File::create(told).expect("it can be written"));
        // It closes when nobody holds the other end.
        let stage = Stage::start(server, name, window, Stdio::piped());
        stage.wait("the exhibit’s picture", |stage| stage.picture().colours(40..700) > 8);
        stage
    }

    fn start(server: &Server, name: &str, mut program: Command, input: Stdio) -> Stage {
        let display = server.display.as_str();
        let (connection, screen) = x11rb::connect(Some(display)).expect("a display");
        let root = connection.setup().roots[screen].root;
        let game = program.env("DISPLAY", display).stdin(input).spawn();
        Stage { name: name.into(), connection, root, game: game.expect("the program starts") }
    }

    /// Kills the process of the window, as a crash would.
    pub(crate) fn kill_window(&self) {
        let killed = Command::new("kill").args(["-9", &self.window_process()]).status();
        assert!(killed.expect("it can be killed").success());
    }

    /// Asks the program to end, and waits until it has.
    pub(crate) fn close(mut self) {
        let asked = Command::new("kill").arg(self.game.id().to_string()).status();
        assert!(asked.expect("it can be asked").success());
        self.game.wait().expect("it ends");
    }

    pub(crate) fn wait(&self, what: &str, mut is_so: impl FnMut(&Stage) -> bool) {
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
            name.is_some_and(|name| name.value == self.name.as_bytes())
        })
    }

    /// Its width and height.
    pub(crate) fn size(&self) -> Option<(u16, u16)> {
        let size = self.connection.get_geometry(self.window()?).ok()?.reply().ok()?;
        Some((size.width, size.height))
    }

    pub(crate) fn press(&self, keysym: u32) {
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

    /// Touches the screen.
    pub(crate) fn touch(&self, x: i16, y: i16) {
        let (now, root) = (x11rb::CURRENT_TIME, self.root);
        let events = [
            (xproto::MOTION_NOTIFY_EVENT, 0),
            (xproto::BUTTON_PRESS_EVENT, 1),
            (xproto::BUTTON_RELEASE_EVENT, 1),
        ];
        for (event, button) in events {
            self.connection.xtest_fake_input(event, button, now, root, x, y, 0).unwrap();
        }
        self.connection.flush().unwrap();
    }

    /// Presses a key by its number on the keyboard, and lets it go, with others
    /// held.
    pub(crate) fn strike(&self, held: &[u8], keycode: u8) {
        let all = held.iter().chain([&keycode]);
        let strokes = all.clone().map(|key| (xproto::KEY_PRESS_EVENT, *key));
        let released = all.rev().map(|key| (xproto::KEY_RELEASE_EVENT, *key));
        for (event, key) in strokes.chain(released) {
            let (now, anywhere) = (x11rb::CURRENT_TIME, x11rb::NONE);
            self.connection.xtest_fake_input(event, key, now, anywhere, 0, 0, 0).unwrap();
        }
        self.connection.flush().unwrap();
    }

    /// The process that was started.
    pub(crate) fn process(&self) -> String {
        self.game.id().to_string()
    }

    /// The process of the window.
    pub(crate) fn window_process(&self) -> String {
        let children = format!("/proc/{0}/task/{0}/children", self.game.id());
        let children = std::fs::read_to_string(children).expect("the supervisor runs");
        children.split_whitespace().next().expect("it has a window").into()
    }

    pub(crate) fn picture(&self) -> Picture {
        let size = self.connection.get_geometry(self.root).unwrap().reply().unwrap();
        let (width, height) = (1280.min(size.width), 720.min(size.height));
        let bytes = self.pixels_of((0, 0, width, height));
        let pixels = bytes.chunks_exact(4).map(|bytes| [bytes[2], bytes[1], bytes[0]]);
        Picture { width: usize::from(width), pixels: pixels.collect() }
    }

    /// The bytes of a part of the screen: left, top, width and height.
    pub(crate) fn pixels_of(&self, (left, top, width, height): (i16, i16, u16, u16)) -> Vec<u8> {
        let form = ImageFormat::Z_PIXMAP;
        let image = self.connection.get_image(form, self.root, left, top, width, height, u32::MAX);
        image.unwrap().reply().unwrap().data
    }

    /// A frame in which nothing moves any more.
    pub(crate) fn still(&self) -> Picture {
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
