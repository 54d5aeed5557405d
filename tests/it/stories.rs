//! What holds of every story here: of those in `tests/cases/stories`, of the
//! shipped one, the one that `new` makes and the one of the guide, and of the
//! minimal story as cases change it.
//!
//! A life of a story in `tests/cases/stories/<name>`, or of that of the `guide`, is
//! two files in `tests/cases/<name>`: `<life>.txt`, a choice a line, and
//! `<life>.transcript.txt`, every page and choice of it. `UPDATE_CASES=1 cargo
//! test` writes the transcripts anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::{StoryFile, folder};
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, page_text, rules, transcript, view};

use crate::changed::changed;
use crate::dice::Dice;

const STORIES: &str = "tests/cases/stories";

fn entries(folder: &str) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

/// The folders that hold a story, with what each is called.
pub(crate) fn folders() -> Vec<(String, PathBuf)> {
    let mut folders = entries(STORIES);
    folders.extend(["story", "assets/new_story"].map(PathBuf::from));
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    folders.into_iter().map(|path| (name(&path), path)).collect()
}

/// The files of every story and every case that may be one, each with a name.
pub(crate) fn every_story() -> Vec<(String, Vec<StoryFile>)> {
    let mut stories: Vec<_> =
        folders().into_iter().map(|(name, path)| (name, folder::read(&path).unwrap())).collect();
    stories.push(("the guide".into(), crate::guide::files()));
    for (cases, end) in [("check", "\n=== problems"), ("plays", "\n=== choices")] {
        for path in entries(&format!("tests/cases/{cases}")) {
            let case = fs::read_to_string(&path).unwrap();
            let changes = case.split(end).next().unwrap();
            stories.push((path.to_str().unwrap().into(), changed(changes)));
        }
    }
    stories
}

/// Those that load.
fn playable() -> Vec<(String, Vec<StoryFile>, Story)> {
    let loaded = every_story().into_iter().filter_map(|(name, files)| {
        let story = load(&files).story?;
        Some((name, files, story))
    });
    loaded.collect()
}

/// Takes an open choice, whichever comes; where chance decides, the seed half
/// of the time. Nothing where there is none.
fn wander(story: &Story, life: &mut Playthrough, dice: &mut Dice) -> Option<()> {
    let moves = rules::moves(story, life.state());
    let taken = *moves.get(dice.throw(moves.len()))?;
    let outcome = taken.outcome.filter(|_| dice.throw(2) == 0);
    life.choose_outcome(story, taken.choice, outcome).unwrap();
    Some(())
}

fn again(story: &Story, life: &Playthrough) -> Playthrough {
    let text = save::write(story, life, &Card::of(story, life, 1));
    let restored = save::read(story, &text).unwrap();
    assert_eq!(restored.changes, []);
    restored.playthrough
}

#[test]
fn saved_and_read_again_at_every_choice_any_life_of_any_story_reads_the_same() {
    let (mut steps, mut answers, mut calls, mut chances, mut storylets) = (0, 0, 0, 0, 0);
    for (name, _, story) in playable() {
        for seed in 0..60 {
            let mut life = Playthrough::begin(&story, seed);
            let mut kept = again(&story, &life);
            let mut dice = Dice(seed + 1);
            for _ in 0..40 {
                assert_eq!(kept, life, "{name}, seed {seed}");
                let pages = [&kept, &life].map(|life| page_text(&view(&story, life)));
                assert_eq!(pages[0], pages[1], "{name}, seed {seed}");
                let mut same = Dice(dice.0);
                if wander(&story, &mut life, &mut dice).is_none() {
                    break;
                }
                wander(&story, &mut kept, &mut same).unwrap();
                kept = again(&story, &kept);
                let step = life.steps().last().copied().unwrap();
                let offers = |pool: &sungari::narrative::model::Pool| {
                    let key = &story.choice(step.choice).key;
                    key.strip_prefix(&pool.name).is_some_and(|rest| rest.starts_with('.'))
                };
                steps += 1;
                answers += usize::from(life.state().answered().is_some());
                calls += usize::from(!life.state().returns().is_empty());
                chances += usize::from(step.outcome.is_some());
                storylets += usize::from(story.pools.iter().any(offers));
            }
        }
    }
    let seen = [answers, calls, chances, storylets];
    assert!(steps > 10_000 && seen.iter().all(|seen| *seen > 100), "{steps} {seen:?}");
}

#[test]
fn laid_out_anew_no_life_of_any_story_reads_otherwise() {
    let mut dice = Dice(0x1931);
    for (name, files, story) in playable() {
        let anew: Vec<_> =
            files.iter().map(|file| crate::fmt::laid_out_anew(file, &mut dice)).collect();
        let anew = load(&anew).story.unwrap_or_else(|| panic!("{name} does not load any more"));
        for seed in 0..10 {
            let mut life = Playthrough::begin(&story, seed);
            (0..40).map_while(|_| wander(&story, &mut life, &mut dice)).count();
            let walk: String = life.steps().iter().map(|step| step.line(&story) + "\n").collect();
            let read = |story| transcript(story, seed, &walk, |life| life).unwrap();
            assert_eq!(read(&anew), read(&story), "{name}, seed {seed}");
        }
    }
}

/// The scripted lives of a story, by name.
pub(crate) fn lives(name: &str) -> BTreeMap<PathBuf, String> {
    let folder = format!("tests/cases/{name}");
    let is_walk = |path: &PathBuf| !path.to_str().unwrap().ends_with(".transcript.txt");
    match Path::new(&folder).is_dir() {
        true => entries(&folder).into_iter().filter(is_walk),
        false => Vec::new().into_iter().filter(is_walk),
    }
    .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
    .collect()
}

#[test]
fn every_scripted_life_reads_as_it_did_and_so_when_saved_at_every_step() {
    let mut differing = Vec::new();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, folder::read(&path).unwrap())
    };
    let mut stories: Vec<_> = entries(STORIES).into_iter().map(read).collect();
    stories.push(("guide".into(), crate::guide::files()));
    for (name, files) in stories {
        let story = load(&files).story.unwrap();
        let lives = lives(&name);
        let mut endings = BTreeSet::new();
        for (walk, choices) in &lives {
            let text = transcript(&story, 0, choices, |life| life);
            let text = text.unwrap_or_else(|error| panic!("{walk:?}: {error}"));
            let reloaded = transcript(&story, 0, choices, |life| again(&story, &life));
            assert_eq!(reloaded.as_ref(), Ok(&text), "{walk:?}: saved at every step");
            endings
                .extend(text.lines().filter_map(|line| line.strip_prefix("= ")).map(String::from));
            let kept = walk.with_extension("transcript.txt");
            if std::env::var_os("UPDATE_CASES").is_some() {
                fs::write(&kept, &text).unwrap();
            } else if fs::read_to_string(&kept).unwrap_or_default() != text {
                differing.push(walk.clone());
            }
        }
        let unmet: Vec<_> =
            story.endings.iter().filter(|ending| !endings.contains(&ending.title)).collect();
        assert!(lives.is_empty() || unmet.is_empty(), "{name}: no life closes in {unmet:?}");
    }
    assert!(differing.is_empty(), "not as written: {differing:?}; UPDATE_CASES=1 writes them");
}

#[test]
fn every_story_here_loads_without_a_word_of_complaint() {
    for (name, path) in folders() {
        let problems = load(&folder::read(&path).unwrap()).problems;
        let told: Vec<_> = problems.iter().map(|problem| &problem.message).collect();
        assert!(told.is_empty(), "{name}: {told:?}");
    }
}

#[test]
fn the_words_around_a_story_are_of_no_one_story() {
    for path in entries("assets/i18n/en") {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said).to_lowercase();
            for word in ["archivist", "harbin", "manchu", "documented", "this folder", "the folder"]
            {
                assert!(!said.contains(word), "{path:?} says {word}: {line}");
            }
        }
    }
}
