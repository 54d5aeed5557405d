//! Whatever the bytes of a story are, loading it ends in a story or in
//! problems that can be shown.

use std::path::Path;

use sungari::narrative::diagnostic::{Severity, render};
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::{StoryFile, folder};
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, rules, view};

use crate::dice::{Dice, mutilate};

fn check(files: &[StoryFile]) {
    let loaded = load(files);
    let is_error = loaded.problems.iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(loaded.story.is_none(), is_error);
    for problem in &loaded.problems {
        assert!(problem.line > 0 && problem.column > 0);
        if let Some(file) = files.iter().find(|file| file.path == problem.file) {
            assert!(file.text.get(problem.span.clone()).is_some(), "{problem:?}");
        }
    }
    if let Some(story) = &loaded.story {
        play(story);
    }
    let few = &loaded.problems[..loaded.problems.len().min(5)];
    assert_eq!(render(few, files, false).is_empty(), few.is_empty());
}

/// What loads can be played, saved and read again.
fn play(story: &Story) {
    let mut life = Playthrough::begin(story, 1);
    for turn in 0..12 {
        let moves = rules::moves(story, life.state());
        let Some(taken) = moves.get(turn % moves.len().max(1)) else { break };
        life.choose_outcome(story, taken.choice, taken.outcome).unwrap();
        view(story, &life);
    }
    let text = save::write(story, &life, &Card::of(story, &life, 1));
    assert_eq!(save::read(story, &text).unwrap().playthrough, life);
}

fn mutilated(folder: &str, times: usize, seed: u64) {
    mutilated_files(&folder::read(Path::new(folder)).unwrap(), times, seed);
}

fn mutilated_files(whole: &[StoryFile], times: usize, seed: u64) {
    let mut dice = Dice(seed);
    for _ in 0..times {
        let mut files = whole.to_vec();
        for _ in 0..=dice.throw(4) {
            let file = dice.throw(files.len());
            mutilate(&mut files[file].text, &mut dice);
        }
        check(&files);
    }
}

#[test]
fn a_mutilated_story_is_never_a_panic() {
    mutilated("tests/cases/stories/minimal", 3_000, 0x1935);
    for case in std::fs::read_dir("tests/cases/plays").unwrap() {
        let case = std::fs::read_to_string(case.unwrap().path()).unwrap();
        let (changes, _) = case.split_once("=== choices").unwrap();
        mutilated_files(&crate::changed::changed(changes), 500, 0x1932);
    }
}

#[test]
fn a_mutilated_story_with_every_construct_is_never_a_panic() {
    mutilated("tests/cases/stories/steppe", 3_000, 0x1939);
}

#[test]
fn our_story_mutilated_is_never_a_panic() {
    mutilated("story", 60, 0x1945);
}

#[test]
fn depth_without_end_is_a_problem_and_no_overflow() {
    let whole = folder::read(Path::new("tests/cases/stories/minimal")).unwrap();
    let condition =
        |inner: String| format!("Scene(title: \"x\", body: [When(if: \"{inner}\", then: [])])");
    let many = 100_000;
    let texts = [
        "[".repeat(many),
        "Scene(body: [".repeat(many),
        "{\"a\":".repeat(many),
        "Some(".repeat(many),
        "/*".repeat(many),
        "(((".repeat(many) + &")))".repeat(many),
        condition("(".repeat(many)),
        condition("not ".repeat(many)),
        condition("1 + ".repeat(many)),
        condition("true or ".repeat(many)),
        format!("Scene(title: \"x\", body: [Text(k: \"a\", t: \"{}\")])", "{fact a|".repeat(2_000)),
        format!("Scene(title: \"x\", body: [{}", "When(if: \"true\", then: [".repeat(many)),
    ];
    for text in texts {
        let mut files = whole.clone();
        let scene = files.iter_mut().find(|file| file.path == "scenes/winter/ice.ron").unwrap();
        scene.text = text;
        check(&files);
    }
}

#[test]
fn one_slip_is_told_once_and_where_it_is() {
    let whole = folder::read(Path::new("tests/cases/stories/minimal")).unwrap();
    let (mut slips, mut told_more, mut told_elsewhere) = (0, Vec::new(), Vec::new());
    for (index, file) in whole.iter().enumerate() {
        if !file.path.starts_with("scenes/") {
            continue;
        }
        let mut in_text = false;
        for (at, letter) in file.text.char_indices() {
            in_text ^= letter == '"';
            let is_slip = letter == '"' || !in_text && "()[]:,".contains(letter);
            if !is_slip {
                continue;
            }
            let mut files = whole.clone();
            files[index].text.remove(at);
            let problems = load(&files).problems;
            let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
            let line = file.text[..at].matches('\n').count() + 1;
            let slip = format!("{}:{line} without `{letter}`", file.path);
            slips += 1;
            match errors.clone().count() {
                // The last comma of a list may be left out.
                0 if letter == ',' => {}
                1 => {}
                _ => told_more.push(slip.clone()),
            }
            // A bracket that is not closed is shown where it opens.
            if !")]".contains(letter)
                && errors.clone().all(|problem| problem.line.abs_diff(line) > 1)
                && errors.clone().count() > 0
            {
                told_elsewhere.push(slip);
            }
        }
    }
    assert!(slips > 200);
    assert!(told_more.len() <= 3, "{told_more:#?}");
    assert!(told_elsewhere.is_empty(), "{told_elsewhere:#?}");
}
