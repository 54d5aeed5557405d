//! The story that is shipped: its evidence is whole, its pages can be read,
//! and its lives end.
//!
//! A life is two files in `tests/cases/lives`: `<name>.txt`, one `scene.key` a
//! line, and `<name>.transcript.txt`, every page and choice of it.
//! `UPDATE_CASES=1 cargo test` writes the transcripts anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sungari::narrative::load;
use sungari::narrative::model::{Met, Story};
use sungari::narrative::parse::folder;
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, transcript};

/// The most choices a life may take.
const LONGEST_LIFE: usize = 150;

fn inside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub(crate) fn story() -> Story {
    load(&folder::read(&inside("story")).unwrap()).story.unwrap()
}

#[test]
fn it_loads_without_a_word_of_complaint() {
    let problems: Vec<_> = load(&folder::read(&inside("story")).unwrap())
        .problems
        .into_iter()
        .map(|problem| format!("{}:{}: {}", problem.file, problem.line, problem.message))
        .collect();
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn the_cutting_makes_every_seed_claim_once() {
    let story = story();
    let made: Vec<_> = story
        .claims
        .iter()
        .filter(|claim| claim.met == Met::Cutting)
        .filter_map(|claim| claim.reference.clone())
        .collect();
    let seed: BTreeSet<_> = (1..=87).map(|number| format!("S{number:02}")).collect();
    assert_eq!(made.iter().cloned().collect::<BTreeSet<_>>(), seed);
    assert_eq!(made.len(), seed.len(), "none is made twice");
}

#[test]
fn a_claim_is_weighed_by_what_the_dossier_says() {
    let story = story();
    for claim in &story.claims {
        let fact = story.fact(claim.weighed_by);
        assert!(fact.reference.is_some(), "{} is weighed by {}", claim.name, fact.name);
        assert_ne!(fact.statement, claim.says, "{} weighs itself", claim.name);
    }
}

#[test]
fn every_reference_stands_in_the_dossier() {
    let story = story();
    let dossier = std::fs::read_to_string(inside("story/dossier.md")).unwrap();
    let facts = story.facts.iter().map(|fact| (&fact.name, &fact.reference));
    let claims = story.claims.iter().map(|claim| (&claim.name, &claim.reference));
    let unknown: Vec<_> = facts
        .chain(claims)
        .filter_map(|(name, code)| Some((name, code.as_ref()?)))
        .filter(|(_, code)| !dossier.contains(&format!("\n- **{code}** ")))
        .collect();
    assert!(unknown.is_empty(), "not in the dossier: {unknown:?}");
}

#[test]
fn no_two_facts_say_the_same() {
    let story = story();
    let mut said: BTreeMap<&str, &str> = BTreeMap::new();
    for fact in &story.facts {
        if let Some(other) = said.insert(&fact.statement, &fact.name) {
            panic!("{other} and {} say the same", fact.name);
        }
    }
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % sides as u64).unwrap()
    }
}

#[test]
fn every_life_ends_and_every_ending_is_reached() {
    let story = story();
    let mut reached = BTreeSet::new();
    let mut read = BTreeSet::new();
    for seed in 0..2_000 {
        let mut dice = Dice(seed);
        let mut life = Playthrough::begin(&story, seed);
        loop {
            read.insert(life.state().scene);
            let open = life.open_choices(&story);
            if open.is_empty() {
                break;
            }
            let choice = open[dice.below(open.len())].id;
            life.choose(&story, choice).unwrap();
            assert!(life.steps().len() <= LONGEST_LIFE, "life {seed} does not end");
        }
        let last = story.scene(life.state().scene);
        reached.insert(last.ending.expect("a life stops only where one closes"));
    }
    assert_eq!(reached.len(), story.endings.len(), "endings reached");
    assert_eq!(read.len(), story.scenes.len(), "scenes read");
}

/// The scripted lives, by name.
fn lives() -> Vec<(String, String)> {
    let mut lives: Vec<_> = std::fs::read_dir(inside("tests/cases/lives"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_suffix(".txt")?.to_owned();
            let choices = || std::fs::read_to_string(&path).unwrap();
            (!name.ends_with(".transcript")).then(|| (name, choices()))
        })
        .collect();
    lives.sort();
    lives
}

#[test]
fn scripted_lives_read_as_they_did() {
    let story = story();
    let mut differing = Vec::new();
    let lives = lives();
    for (name, choices) in &lives {
        let text = transcript(&story, 7, choices, |life| life)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = inside(&format!("tests/cases/lives/{name}.transcript.txt"));
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&expected, &text).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != text {
            differing.push(name);
        }
        let end = text.lines().rev().find(|line| !line.is_empty()).unwrap();
        assert!(end.starts_with("= "), "{name} stops before its end");
    }
    assert!(lives.len() >= 3, "there are lives");
    assert!(differing.is_empty(), "not as written: {differing:?}; UPDATE_CASES=1 writes them");
}

#[test]
fn a_life_saved_and_restored_at_every_choice_reads_the_same() {
    let story = story();
    for (name, choices) in lives() {
        let straight = transcript(&story, 7, &choices, |life| life).unwrap();
        let mut restored = 0;
        let broken = transcript(&story, 7, &choices, |life| {
            let text = save::write(&story, &life, &Card::of(&story, &life, 0));
            let read = save::read(&story, &text).unwrap();
            assert_eq!(read.changes, [], "{name}: nothing is lost");
            restored += 1;
            read.playthrough
        })
        .unwrap();
        assert!(restored >= 8, "{name} was restored {restored} times");
        assert_eq!(broken, straight, "{name}");
    }
}
