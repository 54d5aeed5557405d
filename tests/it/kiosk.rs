//! The exhibit without its window.

mod code;
mod command;
pub(crate) mod counts;
mod display;
mod exhibit;
mod idle;
mod kept;
mod panel;
mod pin;
#[cfg(target_os = "linux")]
mod processes;
mod profile;
mod supervise;
mod visits;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sungari::museum::config::{Config, load, unread};
use sungari::narrative::parse::StoryFile;

use crate::changed::changed;
use crate::check::{cases, told};

/// Files of kiosks with mistakes, and what their staff are told: what the file
/// says, then, after `=== problems`, what is said of it. `PIN` stands for a
/// hash, and `(cannot be read)` before a reason for no file at all.
const CASES: &str = "tests/cases/kiosk";
const SEPARATOR: &str = "=== problems\n";
/// What 4711 hashes to.
pub(crate) const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$wH3KY1CgTo0UQiSNhozZlQ$5pFzrZcT3hzQ+Z8z/UnbmQCWR7PQ/gFheXYvJEZ5rto";

/// A kiosk’s file that says `text`.
pub(crate) fn file(text: &str) -> StoryFile {
    StoryFile { path: "kiosk.ron".into(), text: text.replace("PIN-HASH", HASH) }
}

/// The least that a kiosk’s file must say.
pub(crate) fn least() -> Config {
    let text = r#"Kiosk(
        format: 1,
        name: "Gallery 2",
        panel: Panel(diagonal_mm: 610, width_px: 1080, height_px: 1920, viewing_distance_mm: 600),
        staff: Staff(pin: "PIN-HASH"),
    )"#;
    let loaded = load(&file(text), None);
    assert!(loaded.problems.is_empty(), "{}", told(&loaded.problems));
    loaded.config.unwrap()
}

/// Holds what is told of the files in a folder of cases to what they say.
pub(crate) fn hold(folder: &str, tell: impl Fn(&str) -> String) {
    let mut differences = String::new();
    for (name, case) in cases(folder) {
        let (text, expected) = case.split_once(SEPARATOR).unwrap_or((&case, ""));
        let told = tell(text);
        if told == expected {
            continue;
        }
        match std::env::var_os("UPDATE_CASES") {
            Some(_) => {
                let text = format!("{}\n\n{SEPARATOR}{told}", text.trim_end());
                fs::write(Path::new(folder).join(&name), text).unwrap();
            }
            None => write!(differences, "\n{name}\nexpected\n{expected}found\n{told}").unwrap(),
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_mistake_in_a_kiosks_file_is_told_as_its_case_says() {
    let story = sungari::narrative::load(&changed("")).story.unwrap();
    hold(CASES, |text| match text.strip_prefix("(cannot be read) ") {
        Some(why) => told(&[unread(&file(""), why.trim_end())]),
        None => told(&load(&file(text), Some(&story)).problems),
    });
}

#[test]
fn the_least_that_a_kiosks_file_must_say_is_four_fields() {
    let config = least();
    assert_eq!(config.idle.ask_secs, 30);
    assert!(config.hours.0.is_empty() && config.vignettes.is_empty() && !config.attract.still);
}
