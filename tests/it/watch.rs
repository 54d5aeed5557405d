//! `check --watch`, as the program that somebody starts.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::cli::{copy_of, sungari};

/// The program, ended with the test.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn watch(story: &str) -> (Watching, Receiver<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sungari"))
        .args(["check", story, "--watch"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    (Watching(child), lines)
}

/// Reads until a line ends so.
fn wait_for(lines: &Receiver<String>, end: &str) {
    loop {
        let line = lines.recv_timeout(Duration::from_secs(20));
        let line = line.unwrap_or_else(|_| panic!("no line ends in: {end}"));
        if line.ends_with(end) {
            return;
        }
    }
}

#[test]
fn each_save_is_checked_whether_it_is_written_over_or_renamed_into_place() {
    let file = "scenes/before/landing.ron";
    let (folder, story) = copy_of("tests/cases/stories/ferry", file, |text| text);
    let (_watching, lines) = watch(&story);
    wait_for(&lines, ": no problems");
    wait_for(&lines, "Ctrl-C ends it.");

    let path = folder.path().join(file);
    let sound = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, sound.replace("goto: \"home\"", "goto: \"hom\"")).unwrap();
    wait_for(&lines, "there is no scene `hom`");
    wait_for(&lines, "Ctrl-C ends it.");

    let beside = folder.path().join("saving.tmp");
    std::fs::write(&beside, &sound).unwrap();
    std::fs::rename(&beside, &path).unwrap();
    wait_for(&lines, ": no problems");

    // A new file in a new folder.
    let new = folder.path().join("facts/more");
    std::fs::create_dir(&new).unwrap();
    wait_for(&lines, "Ctrl-C ends it.");
    std::fs::write(Path::new(&new).join("lost.ron"), "[]").unwrap();
    wait_for(&lines, "1 error");
}

#[test]
fn what_cannot_be_watched_is_told() {
    let ran = sungari(&["check", "no_such_folder", "--watch"]);
    assert_eq!(ran.status, sungari::terminal::Status::CannotRun);
    assert!(ran.err.contains("no_such_folder"), "{}", ran.err);
    let ran = sungari(&["check", "story", "--watch", "--format", "json"]);
    assert_eq!(ran.status, sungari::terminal::Status::CannotRun);
}
