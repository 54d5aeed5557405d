//! The plain-text reader: every folder of `cases/reader` that holds
//! `input.txt`, typed into the story `stories/ferry`, or the one that its
//! `story.txt` names, and compared with `expected.txt`. `UPDATE_CASES=1` writes what comes instead.

use std::io::Write;
use std::path::{Path, PathBuf};

use sungari::play::PlayOptions;
use sungari::reader::play;
use sungari::terminal::{Status, Terminal};

use crate::cli::sungari;

fn path(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(inside)
}

fn cases() -> PathBuf {
    path("reader")
}

#[test]
fn a_vignette_is_named_by_its_id() {
    let story = path("stories/post");
    let ran =
        sungari(&["play", "--text", "--vignette", "pots", "--story", story.to_str().unwrap()]);
    assert_eq!(ran.status, Status::Problems);
    assert!(ran.err.contains("there is no vignette `pots`; did you mean `post`?"), "{}", ran.err);
}

#[test]
fn whoever_stays_behind_a_vignette_goes_on_in_a_life_of_their_own() {
    let saves = tempfile::tempdir().unwrap();
    // Another life was left before: it is kept.
    read_of("post", "1\n1\nq\n", saves.path(), 80);
    let (out, _, _) = read_of("post", "3\n1\n1\n1\n1\nq\n", saves.path(), 80);
    assert!(out.contains("kept in place 1"), "{out}");
    let (out, _, _) = read_of("post", "1\nq\n", saves.path(), 80);
    assert!(out.contains("1. Go on at “The Office”, December 1932, after 2 choices"), "{out}");
    assert!(
        out.contains("Go on from place 1: “The Pier”, December 1932, after one choice"),
        "{out}"
    );
}

/// What a reader sees who types `input`, and how it ends.
fn read(input: &str, saves: &Path, columns: usize) -> (String, String, Status) {
    read_of("ferry", input, saves, columns)
}

/// The same of another story.
fn read_of(story: &str, input: &str, saves: &Path, columns: usize) -> (String, String, Status) {
    let mut out = Vec::new();
    let (err, status) = read_bytes_of(story, input.as_bytes(), saves, columns, &mut out);
    (String::from_utf8(out).unwrap(), err, status)
}

/// Reads to `out` with somebody who types `input`; what went wrong, and how it
/// ends.
fn read_bytes(input: &[u8], saves: &Path, columns: usize, out: &mut dyn Write) -> (String, Status) {
    read_bytes_of("ferry", input, saves, columns, out)
}

fn read_bytes_of(
    story: &str,
    mut input: &[u8],
    saves: &Path,
    columns: usize,
    out: &mut dyn Write,
) -> (String, Status) {
    let mut err = Vec::new();
    let options = PlayOptions {
        story: Some(path("stories").join(story)),
        save_dir: Some(saves.to_owned()),
        ..PlayOptions::default()
    };
    let status = play(
        &options,
        &mut Terminal {
            input: &mut input,
            out,
            err: &mut err,
            columns,
            echo: true,
            colour: false,
            err_colour: false,
        },
    );
    (String::from_utf8(err).unwrap(), status)
}

#[test]
fn every_case_reads_as_expected() {
    let mut differing = Vec::new();
    let mut seen = 0;
    let mut folders: Vec<_> =
        std::fs::read_dir(cases()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let Ok(input) = std::fs::read_to_string(folder.join("input.txt")) else { continue };
        seen += 1;
        let saves = tempfile::tempdir().unwrap();
        let story = std::fs::read_to_string(folder.join("story.txt"));
        let story = story.as_deref().map_or("ferry", str::trim);
        let (out, err, status) = read_of(story, &input, saves.path(), 72);
        assert_eq!((err.as_str(), status), ("", Status::Clean), "{}", folder.display());
        let expected = folder.join("expected.txt");
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&expected, &out).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != out {
            differing.push(format!("{}:\n{out}", folder.display()));
        }
    }
    assert!(seen > 0, "there are cases");
    assert!(differing.is_empty(), "not as expected:\n{}", differing.join("\n"));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let input = "?\n? 1\nn\nn 1\nh\n1\n1\n1\n1\n";
    for columns in [20, 40, 72, 200] {
        let saves = tempfile::tempdir().unwrap();
        let (out, ..) = read(input, saves.path(), columns);
        let widest = out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns.min(72), "{widest} columns of {columns}");
    }
}

#[test]
fn nothing_but_plain_text_is_written() {
    let saves = tempfile::tempdir().unwrap();
    let (out, ..) = read("?\nn\nh\n\u{1b}[2Jhello\n1\n1\n1\n1\n", saves.path(), 72);
    assert!(out.contains("[2Jhello” is not a command"), "{out}");
    assert!(out.chars().all(|letter| letter == '\n' || !letter.is_control()));
}

#[test]
fn a_life_left_is_offered_again() {
    let saves = tempfile::tempdir().unwrap();
    read("1\n", saves.path(), 72);
    let (out, _, status) = read("1\nq\n", saves.path(), 72);
    assert_eq!(status, Status::Clean);
    let offers = "1. Go on at “The landing stage”, March 1935, after one choice\n\
                  2. Begin a new life in its place\n";
    assert!(out.contains(offers), "{out}");
    assert!(out.contains("The ice still goes by."), "the second visit's words:\n{out}");
}

#[test]
fn a_new_life_leaves_the_old_one_until_its_first_choice() {
    let saves = tempfile::tempdir().unwrap();
    read("1\n", saves.path(), 72);
    let (out, ..) = read("2\nq\n", saves.path(), 72);
    assert!(out.contains("Ice goes by."), "{out}");
    let (out, ..) = read("", saves.path(), 72);
    assert!(out.contains("after one choice"), "{out}");
}

#[test]
fn a_life_kept_in_a_place_is_offered_again() {
    let saves = tempfile::tempdir().unwrap();
    let (out, ..) = read("s\n1\ns\ns 1\ns 0\ns 100\n", saves.path(), 72);
    assert_eq!(out.matches("Kept in place 1.").count(), 2, "{out}");
    assert_eq!(out.matches("Kept in place 2.").count(), 1, "{out}");
    assert_eq!(out.matches("There is no such place").count(), 2, "{out}");
    let (out, ..) = read("3\n", saves.path(), 72);
    assert!(
        out.contains("3. Go on from place 1: “The landing stage”, March 1935, after one choice")
    );
    assert!(out.contains("The ice still goes by."), "{out}");
}

#[test]
fn where_nothing_can_be_saved_the_reading_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").unwrap();
    let (out, _, status) = read("1\n1\n1\n1\n", &file, 72);
    assert_eq!(status, Status::Clean);
    assert!(out.contains("The end: Across"), "{out}");
    assert!(out.contains("About the saves:") && out.contains("Nothing new was saved."), "{out}");
}

#[test]
fn a_reader_who_has_gone_away_is_no_error() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
    }
    let saves = tempfile::tempdir().unwrap();
    let (err, status) = read_bytes(b"1\n", saves.path(), 72, &mut Gone);
    assert_eq!((err.as_str(), status), ("", Status::Clean));
}

#[test]
fn input_that_is_not_text_is_answered() {
    let (mut out, saves) = (Vec::new(), tempfile::tempdir().unwrap());
    let (_, status) = read_bytes(b"\xff\xfe\n", saves.path(), 72, &mut out);
    assert_eq!(status, Status::Clean);
    assert!(String::from_utf8(out).unwrap().contains("is not a command"));
}

#[test]
fn a_line_without_end_is_answered_in_pieces() {
    let saves = tempfile::tempdir().unwrap();
    let (out, _, status) = read(&"x".repeat(10_000), saves.path(), 72);
    assert_eq!(status, Status::Clean);
    assert_eq!(out.matches("\n> x").count(), 3);
}
