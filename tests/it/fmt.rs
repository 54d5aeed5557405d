//! `fmt`: what it changes, and all that it does not.
//!
//! A case is a file of `tests/cases/fmt`: a scene as somebody wrote it, and,
//! after `=== formatted`, what becomes of it.

use std::path::Path;

use sungari::narrative::diagnostic::{Diagnostic, Severity};
use sungari::narrative::layout::tidy;
use sungari::narrative::load;
use sungari::narrative::parse::{StoryFile, folder};
use sungari::narrative::run::transcript;

use crate::dice::{Dice, mutilate};
use crate::stories::{every_story, folders};

const CASES: &str = "tests/cases/fmt";
const SEPARATOR: &str = "=== formatted\n";

fn files(folder: &str) -> Vec<StoryFile> {
    folder::read(Path::new(folder)).unwrap()
}

/// The files of every story here.
fn every_file() -> Vec<StoryFile> {
    folders().iter().flat_map(|(_, folder)| folder::read(folder).unwrap()).collect()
}

/// What a file says, white space and the commas before closing brackets aside.
fn said(text: &str) -> String {
    let mut said: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    for (with, without) in [(",)", ")"), (",]", "]"), (",}", "}")] {
        said = said.replace(with, without);
    }
    said
}

fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| Some(line[line.find("//")?..].trim_end())).collect()
}

/// A file whose white space was blown about, outside of words and comments.
fn dishevelled(file: &StoryFile, dice: &mut Dice) -> StoryFile {
    let (mut text, mut in_words) = (String::new(), false);
    for line in file.text.lines() {
        if in_words || line.trim_start().starts_with("//") {
            text.push_str(line);
        } else {
            let indent = " ".repeat(dice.throw(9));
            text.push_str(&indent);
            text.push_str(line.trim_start());
        }
        let mut escaped = false;
        for letter in line.chars() {
            in_words ^= letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
        }
        if !in_words && !line.contains("//") {
            text.push_str(["", "", "  ", "\n", "\n\n\n"][dice.throw(5)]);
        }
        text.push('\n');
    }
    StoryFile { path: file.path.clone(), text }
}

#[test]
fn a_scene_becomes_what_its_case_says() {
    let mut cases = 0;
    for entry in std::fs::read_dir(CASES).unwrap() {
        let path = entry.unwrap().path();
        let case = std::fs::read_to_string(&path).unwrap();
        let (before, after) = case.split_once(SEPARATOR).unwrap();
        let written = |text: &str| StoryFile { path: "scenes/a/b.ron".into(), text: text.into() };
        let tidied = tidy(&written(before)).unwrap();
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&path, format!("{before}{SEPARATOR}{tidied}")).unwrap();
            continue;
        }
        assert_eq!(tidied, after, "{}", path.display());
        assert_eq!(tidy(&written(&tidied)).unwrap(), tidied, "{}", path.display());
        cases += 1;
    }
    assert!(cases >= 4 || std::env::var_os("UPDATE_CASES").is_some());
}

#[test]
fn every_story_here_is_laid_out_already() {
    for file in every_file() {
        assert_eq!(tidy(&file).unwrap(), file.text, "{}", file.path);
    }
}

#[test]
fn however_it_was_written_the_layout_comes_out_and_stays_and_says_the_same() {
    let mut dice = Dice(0x1936);
    for file in every_file() {
        for _ in 0..3 {
            let wild = dishevelled(&file, &mut dice);
            let tidied = tidy(&wild).unwrap();
            assert_eq!(said(&tidied), said(&file.text), "{}", file.path);
            assert_eq!(comments(&tidied), comments(&file.text), "{}", file.path);
            let again = StoryFile { text: tidied.clone(), ..wild };
            assert_eq!(tidy(&again).unwrap(), tidied, "{}", file.path);
        }
    }
}

#[test]
fn lines_end_as_they_did_and_so_does_the_mark_at_the_beginning() {
    for file in every_file() {
        let text = format!("\u{feff}{}", file.text.replace('\n', "\r\n"));
        let windows = StoryFile { path: file.path.clone(), text };
        assert_eq!(tidy(&windows).unwrap(), windows.text, "{}", file.path);
        let spaced = windows.text.replace("    title: ", "  title :   ");
        let spaced = StoryFile { path: file.path.clone(), text: spaced };
        assert_eq!(tidy(&spaced).unwrap(), windows.text, "{}", file.path);
    }
}

/// A file blown about, and laid out again.
pub(crate) fn laid_out_anew(file: &StoryFile, dice: &mut Dice) -> StoryFile {
    let text = tidy(&dishevelled(file, dice)).unwrap();
    StoryFile { path: file.path.clone(), text }
}

#[test]
fn whatever_a_case_gets_wrong_its_layout_stays_and_its_problems_do() {
    let codes = |problems: &[Diagnostic]| {
        let mut codes: Vec<_> = problems.iter().map(|problem| problem.code.to_string()).collect();
        codes.sort();
        codes
    };
    let (mut tidied, mut left) = (0, 0);
    for (name, files) in every_story() {
        let before = load(&files).problems;
        for index in 0..files.len() {
            let Ok(text) = tidy(&files[index]) else {
                left += 1;
                continue;
            };
            tidied += 1;
            let is_keyed = text.matches("k: ").count() > files[index].text.matches("k: ").count();
            let mut files = files.clone();
            files[index].text = text;
            let path = &files[index].path;
            assert_eq!(tidy(&files[index]).as_ref(), Ok(&files[index].text), "{name}: {path}");
            if !is_keyed {
                assert_eq!(codes(&load(&files).problems), codes(&before), "{name}: {path}");
            }
        }
    }
    assert!(tidied > 1_000 && left > 30, "{tidied} {left}");
}

#[test]
fn a_life_reads_the_same_after_it() {
    let whole = files("story");
    let mut dice = Dice(0x1937);
    let wild: Vec<StoryFile> = whole
        .iter()
        .map(|file| {
            let text = tidy(&dishevelled(file, &mut dice)).unwrap();
            StoryFile { path: file.path.clone(), text }
        })
        .collect();
    let (before, after) = (load(&whole), load(&wild));
    assert!(after.problems.is_empty(), "{:?}", after.problems);
    let (before, after) = (before.story.unwrap(), after.story.unwrap());
    for entry in std::fs::read_dir("tests/cases/lives").unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().ends_with(".transcript.txt") {
            continue;
        }
        let choices = std::fs::read_to_string(path).unwrap();
        let read = |story| transcript(story, 0, &choices, |life| life).unwrap();
        assert_eq!(read(&before), read(&after));
    }
}

#[test]
fn keys_that_are_left_out_of_blocks_are_written() {
    let whole = files("story");
    let mut left_out = 0;
    let keyed: Vec<StoryFile> = whole
        .iter()
        .map(|file| {
            let mut text = file.text.clone();
            for start in ["Text(k: \"", "Say(k: \""] {
                while let Some(at) = text.find(start) {
                    let at = at + start.find('k').unwrap();
                    let end = at + text[at..].find(", ").unwrap() + 2;
                    text.replace_range(at..end, "");
                    left_out += 1;
                }
            }
            StoryFile { path: file.path.clone(), text }
        })
        .map(|file| StoryFile { text: tidy(&file).unwrap(), ..file })
        .collect();
    assert!(left_out > 200);
    let loaded = load(&keyed);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
}

#[test]
fn a_mutilated_file_is_tidied_to_the_same_problems_or_left_alone() {
    let whole = files("tests/cases/stories/minimal");
    let mut dice = Dice(0x1938);
    let (mut read, mut left) = (0, 0);
    for _ in 0..2_000 {
        let mut files = whole.clone();
        let index = dice.throw(files.len());
        mutilate(&mut files[index].text, &mut dice);
        let before = load(&files).problems;
        let tidied = match tidy(&files[index]) {
            Ok(tidied) => tidied,
            Err(problems) => {
                left += 1;
                assert!(problems.iter().any(|problem| problem.severity == Severity::Error));
                continue;
            }
        };
        read += 1;
        let has_key = |text: &str| text.matches("k: ").count();
        let is_keyed = has_key(&tidied) > has_key(&files[index].text);
        let was = std::mem::replace(&mut files[index].text, tidied.clone());
        assert_eq!(tidy(&files[index]).unwrap(), tidied);
        let after = load(&files).problems;
        let codes = |problems: &[Diagnostic]| {
            let mut codes: Vec<_> =
                problems.iter().map(|problem| problem.code.to_string()).collect();
            codes.sort();
            codes
        };
        if !is_keyed {
            assert_eq!(codes(&before), codes(&after), "{was:?}");
        }
    }
    assert!(read > 200 && left > 200, "{read} {left}");
}
