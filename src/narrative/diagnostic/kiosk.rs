//! E09xx: what a museum writes of its kiosk.

use super::Code::*;
use super::{At, Diagnostic};

pub(crate) fn not_a_hash(at: At<'_>, is_pin: bool) -> Diagnostic {
    let label = if is_pin { "a PIN in plain digits" } else { "not what a PIN hashes to" };
    Diagnostic::new(E0901, &at, "`pin` wants the hash of a PIN, not the PIN", label)
        .help("run `sungari kiosk --pin` and paste the line that it prints")
}

pub(crate) fn out_of_bounds(at: At<'_>, what: &str, from: i32, to: i32) -> Diagnostic {
    Diagnostic::new(E0902, &at, format!("`{what}` is from {from} to {to}"), "outside of that")
        .help(format!("write a whole number from {from} to {to}"))
}

pub(crate) fn not_a_time(at: At<'_>, written: &str) -> Diagnostic {
    Diagnostic::new(E0903, &at, format!("`{written}` is not a time of day"), "hours and minutes?")
        .help("write hours and minutes, from `00:00` to `24:00`, as `09:30`")
}

pub(crate) fn asks_too_briefly(at: At<'_>, least: u32) -> Diagnostic {
    let message = format!("a visitor must be asked for {least} seconds at the least");
    Diagnostic::new(E0904, &at, message, "too short for many visitors")
        .help("WCAG 2.2, 2.2.1 asks for 20 seconds; leave the field out for 30")
}

pub(crate) fn longest_below_least(at: At<'_>, least: u32) -> Diagnostic {
    let message = format!("`most_seconds` is below `least_seconds`, which is {least}");
    Diagnostic::new(E0904, &at, message, "shorter than the shortest")
        .help(format!("write {least} or more"))
}

pub(crate) fn attract_lines(at: At<'_>, found: usize) -> Diagnostic {
    let message = format!("the attract loop has {found} lines; it shows one to five");
    Diagnostic::new(E0905, &at, message, "one to five").help("three short lines read best")
}

pub(crate) fn attract_line_too_long(at: At<'_>, letters: usize, most: usize) -> Diagnostic {
    let message = format!("a line of {letters} letters; somebody who walks past reads {most}");
    Diagnostic::new(E0905, &at, message, "too long").help("say it shorter, or in two lines")
}

/// For an empty file.
pub(crate) const WHAT_TO_BEGIN_WITH: &str =
    "copy assets/kiosk/kiosk.ron, and change what docs/museum.md says";
/// For a story’s own file in the place of a kiosk’s.
pub(crate) const STORY_FOR_KIOSK: &str =
    "this is a story’s file: write one for the kiosk, and name the story’s folder in `story`";
/// For a profile that stands in the kiosk’s file.
pub(crate) const PROFILE_WITHIN: &str =
    "put it into a file of its own beside this one, and name that: `profile: \"school.ron\"`";

pub(crate) fn no_file(at: At<'_>, why: &str) -> Diagnostic {
    Diagnostic::new(E0906, &at, format!("the kiosk’s file cannot be read: {why}"), "this file")
        .help("name it with --config FILE; docs/museum.md has one to begin with")
}

pub(crate) fn no_profile(at: At<'_>, why: &str) -> Diagnostic {
    Diagnostic::new(E0906, &at, format!("the profile cannot be read: {why}"), "this file")
        .help("name it in `profile`, from where the kiosk’s file lies, or leave that field out")
}

pub(crate) fn no_story(at: At<'_>, why: &str) -> Diagnostic {
    Diagnostic::new(E0906, &at, format!("the story cannot be read: {why}"), "this folder")
        .help("name its folder, from where the kiosk’s file lies, or leave `story` out")
}

pub(crate) fn no_warning(at: At<'_>, scene: &str) -> Diagnostic {
    let message = format!("`{scene}` has no warning of its own, so all of one must be written");
    Diagnostic::new(E0907, &at, message, "no `content`, or no `summary`")
        .help("say what to warn of in `content`, and what happens in `summary`")
}

pub(crate) fn warns_of_nothing(at: At<'_>, scene: &str) -> Diagnostic {
    let message = format!("the warning of `{scene}` says nothing");
    Diagnostic::new(E0907, &at, message, "neither words nor `only_summary`")
        .help("write `content` and `summary`, or `only_summary: true`, or take it out")
}

pub(crate) fn strange_path(at: At<'_>) -> Diagnostic {
    let message = "a path with a letter in it that nobody can see";
    Diagnostic::new(E0909, &at, message, "a tab, a new line or the like").help(
        "write `/` between folders: `\\t` is a tab and `\\n` a new line, also in \"C:\\temp\\new\"",
    )
}

pub(crate) fn named_twice(at: At<'_>, scene: &str) -> Diagnostic {
    Diagnostic::new(E0908, &at, format!("`{scene}` is in this list already"), "the second")
        .help("keep one of the two")
}

pub(crate) fn small_panel(at: At<'_>, wide: u32, high: u32) -> Diagnostic {
    let message = format!(
        "at sizes that can be read and touched, the panel holds {wide} by {high} points; a page wants 400 by 560"
    );
    Diagnostic::new(W0901, &at, message, "pages must be turned often")
        .help("take a larger panel, or one of fewer pixels to the same size")
}

pub(crate) fn never_open(at: At<'_>) -> Diagnostic {
    Diagnostic::new(W0902, &at, "it closes when it opens, which is a whole day", "all day")
        .help("leave the hours out if it is always open, or correct one of the two")
}
