//! How long an author waits: from a file being written to its words on the
//! screen. Needs Xvfb and a Vulkan driver, as the window's tests do.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark talks and may fail")]

#[cfg(target_os = "linux")]
#[path = "../../tests/it/window/stage.rs"]
#[allow(dead_code, reason = "the tests do more with a window")]
mod stage;

#[cfg(target_os = "linux")]
fn main() {
    watch::measure();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("only measured under X11");
}

#[cfg(target_os = "linux")]
mod watch {
    use std::fs;
    use std::path::Path;
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use sungari::narrative;
    use sungari::narrative::parse::folder;

    use super::stage::{RETURN, Server, Stage};

    /// How often a file is written.
    const TIMES: usize = 20;

    pub(super) fn measure() {
        for size in ["1280x720", "1920x1080"] {
            let mut took = delays(size);
            took.sort_unstable();
            let (least, most) = (took[0], took[TIMES - 1]);
            let median = took[TIMES / 2];
            println!("{size}: median {median:.0?} of {TIMES}, {least:.0?} to {most:.0?}");
        }
    }

    fn delays(size: &str) -> Vec<Duration> {
        let story = tempfile::tempdir().unwrap();
        copy(Path::new("story"), story.path());
        let files = folder::read(story.path()).unwrap();
        let loaded = narrative::load(&files).story.expect("the shipped story loads");
        let start = loaded.scene(loaded.start);
        let file = format!("/{}.ron", start.name);
        let file = files.iter().find(|one| one.path.ends_with(&file)).expect("it has a file");
        let title = format!("title: \"{}", start.title);
        assert!(file.text.contains(&title), "{title} in {}", file.path);
        let path = story.path().join(&file.path);

        let saves = tempfile::tempdir().unwrap();
        let name = story.path().to_str().expect("a folder that can be named");
        let args = ["--watch", name, "--size", size];
        let server = Server::start("1920x1080");
        let stage = Stage::open(&server, &loaded.title, saves.path(), &args);
        stage.press(RETURN);
        stage.still();
        stage.press(RETURN);
        stage.still();
        // Where the heading is: as much of the screen as is looked at in no time.
        let heading = (40, 20, 400, 120);
        let mut took = Vec::new();
        for time in 0..TIMES {
            let before = stage.pixels_of(heading);
            let text = file.text.replace(&title, &format!("title: \"{time} "));
            let written = Instant::now();
            fs::write(&path, text).unwrap();
            while stage.pixels_of(heading) == before {
                assert!(written.elapsed() < Duration::from_secs(10), "no new words came");
                sleep(Duration::from_millis(1));
            }
            took.push(written.elapsed());
            stage.still();
        }
        took
    }

    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
}
