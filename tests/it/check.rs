//! Stories with mistakes, and what an author is told of them.
//!
//! A case is one file in `tests/cases/check`: what is changed in the minimal
//! story, then, after `=== problems`, what is said of it. `--- path` begins a
//! changed file: either all of its text, or lines that begin with `-` (what
//! to find) and `+` (what to put in its place). `UPDATE_CASES=1 cargo test`
//! writes what is said now.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use sungari::narrative::diagnostic::{Diagnostic, codes, explain, render};
use sungari::narrative::load;

use crate::changed::{changed, minimal};

const CASES: &str = "tests/cases/check";
const SEPARATOR: &str = "=== problems\n";

pub(crate) fn told(problems: &[Diagnostic]) -> String {
    let mut text = String::new();
    for problem in problems {
        let Diagnostic { code, file, line, column, message, label, help, .. } = problem;
        writeln!(text, "{code} {file}:{line}:{column} {message}").unwrap();
        writeln!(text, "    here: {label}").unwrap();
        if let Some(help) = help {
            writeln!(text, "    help: {help}").unwrap();
        }
    }
    text
}

pub(crate) fn cases(folder: &str) -> Vec<(String, String)> {
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_mistake_is_told_as_its_case_says() {
    let is_update = std::env::var_os("UPDATE_CASES").is_some();
    let mut differences = String::new();
    for (name, case) in cases(CASES) {
        let (changes, expected) = case.split_once(SEPARATOR).unwrap_or((&case, ""));
        let files = changed(changes);
        let problems = load(&files).problems;
        let told = told(&problems);
        if told == expected {
            continue;
        }
        if is_update {
            let text = format!("{}\n\n{SEPARATOR}{told}", changes.trim_end());
            fs::write(Path::new(CASES).join(&name), text).unwrap();
            continue;
        }
        writeln!(differences, "\n{name}").unwrap();
        for line in expected.lines().filter(|line| !told.lines().any(|told| told == *line)) {
            writeln!(differences, "  - {line}").unwrap();
        }
        for line in told.lines().filter(|line| !expected.lines().any(|old| old == *line)) {
            writeln!(differences, "  + {line}").unwrap();
        }
        if told.lines().count() == expected.lines().count() {
            differences.push_str("  (the order may differ)\n");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_code_has_a_case_and_a_page() {
    let told: BTreeSet<String> = ["explore", "kiosk", "profile"]
        .map(|folder| format!("tests/cases/{folder}"))
        .iter()
        .map(String::as_str)
        .chain([CASES])
        .flat_map(cases)
        .flat_map(|(_, case)| case.split_once("\n=== ").map(|(_, told)| told.to_owned()))
        .flat_map(|told| told.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| line.split(' ').next().map(str::to_owned))
        .collect();
    let untold: Vec<_> = codes().filter(|code| !told.contains(&code.to_string())).collect();
    assert!(untold.is_empty(), "no case for {untold:?}");
    for code in codes() {
        let page = explain(&code.to_string()).unwrap_or_else(|| panic!("no page on {code}"));
        assert!(page.starts_with(&format!("{code} {}", code.title())), "{page}");
        assert!(page.matches("```").count() >= 4, "an example and a better one: {page}");
    }
}

#[test]
fn the_smallest_story_has_no_problems() {
    let files = minimal();
    let loaded = load(&files);
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems, &files, false));
    assert!(loaded.story.is_some());
}

#[test]
fn the_line_endings_and_the_mark_of_another_system_change_nothing() {
    let mut files = minimal();
    for file in &mut files {
        file.text = format!("\u{feff}{}", file.text.replace('\n', "\r\n"));
    }
    let loaded = load(&files);
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems, &files, false));
}

#[test]
fn a_problem_is_shown_with_its_line_and_a_caret() {
    let files = changed("\n--- scenes/winter/office.ron\n- goto: \"pier\"\n+ goto: \"peir\"\n");
    let shown = render(&load(&files).problems, &files, false);
    let expected = r#"
error[E0301]: there is no scene `peir`
 --> scenes/winter/office.ron:8:51
  |
8 |     choices: [Choice(k: "c1", t: "Return", goto: "peir")],
  |                                                   ^^^^ no scene has this id
  |
  = help: did you mean `pier`?"#;
    assert!(shown.contains(expected.trim()), "{shown}");
}
