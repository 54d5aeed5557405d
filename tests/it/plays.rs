//! Stories played from a script: what a life reads.
//!
//! A case is one file in `tests/cases/plays`: what is changed in the minimal
//! story, as in `check`, then, after `=== choices`, a choice a line, and after
//! `=== transcript` what the life reads. `UPDATE_CASES=1 cargo test` writes
//! what is read now.

use std::fs;
use std::path::Path;

use sungari::narrative::diagnostic::render;
use sungari::narrative::load;
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::transcript;

use crate::changed::changed;

const CASES: &str = "tests/cases/plays";

#[test]
fn a_scripted_life_reads_as_its_case_says_and_so_when_saved_at_every_step() {
    let mut cases: Vec<_> =
        fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for path in cases {
        let case = fs::read_to_string(&path).unwrap();
        let (changes, rest) = case.split_once("=== choices\n").unwrap();
        let (choices, expected) = rest.split_once("=== transcript\n").unwrap_or((rest, ""));
        let files = changed(changes);
        let loaded = load(&files);
        let problems = render(&loaded.problems, &files, false);
        let story = loaded.story.unwrap_or_else(|| panic!("{path:?}\n{problems}"));
        assert!(problems.is_empty(), "{path:?}\n{problems}");
        let read = transcript(&story, 7, choices, |life| life).unwrap();
        let saved = transcript(&story, 7, choices, |life| {
            let text = save::write(&story, &life, &Card::of(&story, &life, 0));
            let restored = save::read(&story, &text).unwrap();
            assert_eq!(restored.changes, [], "{path:?}");
            restored.playthrough
        });
        assert_eq!(saved.unwrap(), read, "{path:?}");
        let back = transcript(&story, 7, choices, |mut life| {
            life.step_back();
            life.step_forward();
            life
        });
        assert_eq!(back.unwrap(), read, "{path:?}");
        if std::env::var_os("UPDATE_CASES").is_some() {
            let choices = choices.trim_end();
            let text = format!("{changes}=== choices\n{choices}\n\n=== transcript\n{read}");
            fs::write(Path::new(&path), text).unwrap();
        } else {
            assert_eq!(read, expected, "{path:?}");
        }
    }
}
