//! One sign too few or too many is told once, and where it is.

use std::path::{Path, PathBuf};

use sungari::narrative::diagnostic::Severity;
use sungari::narrative::load;
use sungari::narrative::parse::{StoryFile, folder};

/// The starter, and the stories under test that hold most of the language.
const STORIES: [&str; 3] =
    ["assets/new_story", "tests/cases/stories/minimal", "tests/cases/stories/ferry"];

/// What slips.
#[derive(Clone, Copy, PartialEq)]
enum Slip {
    Missing,
    Doubled,
}

/// What is told of a file of a story with one sign missing or doubled.
fn told(whole: &[StoryFile], index: usize, at: usize, slip: Slip) -> Vec<(String, usize, String)> {
    let mut files = whole.to_vec();
    let text = &mut files[index].text;
    match slip {
        Slip::Missing => drop(text.remove(at)),
        Slip::Doubled => {
            let sign = text[at..].chars().next().unwrap();
            text.insert(at, sign);
        }
    }
    let problems = load(&files).problems;
    let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| (problem.file, problem.line, problem.message)).collect()
}

/// Where quotation marks, brackets, commas and colons stand outside of texts and comments.
fn signs(text: &str) -> Vec<(usize, char)> {
    let (mut in_text, mut in_comment, mut signs) = (false, false, Vec::new());
    for (at, letter) in text.char_indices() {
        in_comment &= letter != '\n';
        in_comment |= !in_text && text[at..].starts_with("//");
        if in_comment {
            continue;
        }
        in_text ^= letter == '"';
        if letter == '"' || !in_text && "()[]{}:,".contains(letter) {
            signs.push((at, letter));
        }
    }
    signs
}

#[expect(clippy::print_stdout, reason = "the share is what is measured here")]
#[test]
fn a_sign_too_few_or_too_many_is_told_once_and_where_it_is() {
    let (mut slips, mut more, mut elsewhere, mut silent) = (0, vec![], vec![], vec![]);
    for story in STORIES {
        let whole = folder::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(story)).unwrap();
        let said = load(&whole).problems;
        assert!(said.iter().all(|problem| problem.severity != Severity::Error), "{said:#?}");
        for (index, file) in whole.iter().enumerate() {
            for (at, sign) in signs(&file.text) {
                for slip in [Slip::Missing, Slip::Doubled] {
                    let told = told(&whole, index, at, slip);
                    let line = file.text[..at].matches('\n').count() + 1;
                    let how = if slip == Slip::Missing { "without" } else { "with one more" };
                    let name = Path::new(story).file_name().unwrap().display();
                    let name = format!("{name}/{}:{line} {how} `{sign}`", file.path);
                    slips += 1;
                    let near = |told: &(String, usize, String)| {
                        told.0 == file.path && told.1.abs_diff(line) <= 2
                    };
                    // The last comma of a list may be left out.
                    let may_be = sign == ',' && slip == Slip::Missing;
                    match &*told {
                        [] if may_be => {}
                        [] => silent.push(name),
                        // A bracket that is not closed is shown where it opens.
                        [one] if near(one) || ")]}".contains(sign) && one.0 == file.path => {}
                        [one] => elsewhere.push(format!("{name}: {one:?}")),
                        many => more.push(format!("{name}: {many:#?}")),
                    }
                }
            }
        }
    }
    println!(
        "{slips} slips: {} told more than once, {} only elsewhere, {} not at all",
        more.len(),
        elsewhere.len(),
        silent.len()
    );
    assert!(slips > 4_000, "{slips}");
    let astray: Vec<String> = more.into_iter().chain(elsewhere).chain(silent).collect();
    assert!(astray.is_empty(), "{}", astray.join("\n"));
}
