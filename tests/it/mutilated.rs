//! Whatever the bytes of a story are, loading it ends in a story or in
//! problems that can be shown; and so it is with what the program keeps.

use std::collections::BTreeSet;
use std::path::Path;

use sungari::narrative::diagnostic::{Severity, render};
use sungari::narrative::diff::diff;
use sungari::narrative::explore::Reached;
use sungari::narrative::graph::{dot, svg};
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::{StoryFile, folder};
use sungari::narrative::record::{self, Record, reopen};
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, rules, transcript, view};
use sungari::narrative::stats::stats;

use crate::dice::{Dice, mutilate};
use crate::stories::{every_story, folders, lives};

/// The story that what is kept is of.
const SECOND: &str = "tests/cases/stories/below_the_line";

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

/// What loads can be played, saved and read again, and asked about.
fn play(story: &Story) {
    let mut life = Playthrough::begin(story, 1);
    let mut record = Record::default();
    for turn in 0..12 {
        let moves = rules::moves(story, life.state());
        let Some(taken) = moves.get(turn % moves.len().max(1)) else { break };
        life.choose_outcome(story, taken.choice, taken.outcome).unwrap();
        let page = view(story, &life);
        record.note_page(story, page.scene, &page.blocks, life.seed(), 1);
    }
    let text = save::write(story, &life, &Card::of(story, &life, 1));
    assert_eq!(save::read(story, &text).unwrap().playthrough, life);
    record::archive(story, &record);
    record::bibliography(story, &record);
    record::epilogue(story, &life, &record);
    let reached = Reached::by_links(story);
    assert!(!dot(story, &reached).is_empty() && !svg(story, &reached).is_empty());
    assert_eq!(stats(story).parts.len(), story.parts.len());
    assert!(diff(story, story).is_empty());
}

/// Loads a story so often, each time with a few things cut, doubled or spoilt
/// in its files; how many files were.
fn mutilated(whole: &[StoryFile], times: usize, dice: &mut Dice) -> usize {
    let mut spoilt = 0;
    for _ in 0..times {
        let mut files = whole.to_vec();
        let touched: BTreeSet<usize> = (0..=dice.throw(4))
            .map(|_| {
                let file = dice.throw(files.len());
                mutilate(&mut files[file].text, dice);
                file
            })
            .collect();
        spoilt += touched.iter().filter(|file| files[**file].text != whole[**file].text).count();
        check(&files);
    }
    spoilt
}

#[test]
fn whatever_is_mutilated_in_the_files_of_a_story_is_never_a_panic() {
    let mut dice = Dice(0x1935);
    let mut spoilt = 0;
    for (name, path) in folders() {
        let times = match name.as_str() {
            "story" => 150,
            "below_the_line" | "steppe" => 2_000,
            _ => 1_000,
        };
        let here = mutilated(&folder::read(&path).unwrap(), times, &mut dice);
        assert!(here > times, "{name}");
        spoilt += here;
    }
    for (_, files) in every_story() {
        spoilt += mutilated(&files, 10, &mut dice);
    }
    assert!(spoilt >= 20_000, "{spoilt} files");
}

/// The text with the checksum that it should have.
fn resealed(text: &str) -> Option<String> {
    let (header, body) = text.split_once('\n')?;
    let (start, _) = header.split_once("crc32=")?;
    let start = format!("{start}crc32=");
    let checksum = crc32fast::hash(format!("{start}{body}").as_bytes());
    Some(format!("{start}{checksum:08x}\n{body}"))
}

#[test]
fn a_mutilated_save_or_record_is_a_whole_one_or_says_why_not() {
    let story = load(&folder::read(Path::new(SECOND)).unwrap()).story.unwrap();
    let mut dice = Dice(0x1940);
    let (mut read, mut refused) = ([0, 0], [0, 0]);
    for turn in 0..6_000 {
        let mut life = Playthrough::begin(&story, turn);
        let mut record = Record::default();
        for _ in 0..dice.throw(25) {
            let moves = rules::moves(&story, life.state());
            let Some(taken) = moves.get(dice.throw(moves.len())) else { break };
            life.choose_outcome(&story, taken.choice, taken.outcome).unwrap();
            let page = view(&story, &life);
            record.note_page(&story, page.scene, &page.blocks, life.seed(), turn);
        }
        record.finish_life(&story, &life, None, turn);
        let mut text = save::write(&story, &life, &Card::of(&story, &life, 1));
        mutilate(&mut text, &mut dice);
        let _ = save::read(&story, &text);
        let text = resealed(&text).unwrap_or(text);
        match save::read(&story, &text) {
            Err(_) => refused[0] += 1,
            Ok(restored) => {
                read[0] += 1;
                assert!(save::read_card(&text).is_ok());
                let mut life = restored.playthrough;
                let again = save::write(&story, &life, &Card::of(&story, &life, 1));
                assert_eq!(save::read(&story, &again).unwrap().playthrough.pages(), life.pages());
                view(&story, &life);
                while life.step_back() {
                    view(&story, &life);
                }
            }
        }
        let mut text = record::write(&story, &record);
        mutilate(&mut text, &mut dice);
        let _ = record::read(&story, &text);
        let text = resealed(&text).unwrap_or(text);
        match record::read(&story, &text) {
            Err(_) => refused[1] += 1,
            Ok(record) => {
                read[1] += 1;
                record.lives.iter().for_each(|life| drop(reopen(&story, life)));
                assert_eq!(record::read(&story, &record::write(&story, &record)), Ok(record));
            }
        }
    }
    assert!(read.iter().chain(&refused).all(|times| *times > 500), "{read:?} {refused:?}");
}

#[test]
fn a_mutilated_walk_is_played_or_says_where_it_cannot_be() {
    let story = load(&folder::read(Path::new(SECOND)).unwrap()).story.unwrap();
    let mut dice = Dice(0x1941);
    let (mut played, mut refused) = (0, 0);
    for walk in lives("below_the_line").into_values() {
        for _ in 0..800 {
            let mut walk = walk.clone();
            mutilate(&mut walk, &mut dice);
            match transcript(&story, 7, &walk, |life| life) {
                Ok(_) => played += 1,
                Err(error) => {
                    refused += 1;
                    assert!(error.to_string().starts_with("line "), "{error}");
                }
            }
        }
    }
    assert!(played > 200 && refused > 200, "{played} {refused}");
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
