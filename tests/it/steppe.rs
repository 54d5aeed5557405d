//! Whatever can change where a life goes, in one story.
//!
//! `tests/cases/stories/steppe` is the story; each life in `tests/cases/steppe` is
//! two files, as those of `tests/cases/lives`. `UPDATE_CASES=1 cargo test`
//! writes the transcripts anew.

use std::collections::BTreeSet;
use std::path::Path;

use sungari::narrative::load;
use sungari::narrative::model::{ChoiceId, Story};
use sungari::narrative::parse::folder;
use sungari::narrative::run::rules::{self, Move};
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, State, page_text, pages_read, transcript, view};

fn steppe() -> Story {
    let files = folder::read(Path::new("tests/cases/stories/steppe")).unwrap();
    let loaded = load(&files);
    let told: Vec<_> = loaded.problems.iter().map(|problem| &problem.message).collect();
    assert!(told.is_empty(), "{told:?}");
    loaded.story.unwrap()
}

fn again(story: &Story, life: &Playthrough) -> Playthrough {
    let text = save::write(story, life, &Card::of(story, life, 1));
    let restored = save::read(story, &text).unwrap();
    assert_eq!(restored.changes, []);
    restored.playthrough
}

#[test]
fn every_life_on_the_steppe_reads_as_it_did() {
    let story = steppe();
    let mut entries: Vec<_> = std::fs::read_dir("tests/cases/steppe")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.retain(|path| !path.to_str().unwrap().ends_with(".transcript.txt"));
    entries.sort();
    assert!(!entries.is_empty());
    for path in entries {
        let choices = std::fs::read_to_string(&path).unwrap();
        let text = transcript(&story, 0, &choices, |life| life);
        let text = text.unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let kept = path.with_extension("transcript.txt");
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&kept, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(&kept).unwrap(), "{path:?}");
        let reloaded = transcript(&story, 0, &choices, |life| again(&story, &life)).unwrap();
        assert_eq!(reloaded, text, "{path:?}: saved and loaded at every step");
    }
}

/// Many lives, each so many choices long, all of them different.
fn lives(story: &Story) -> Vec<Playthrough> {
    let mut lives = vec![Playthrough::begin(story, 7)];
    let mut next = 0;
    while next < lives.len() && lives.len() < 600 {
        for choice in rules::moves(story, lives[next].state()) {
            let mut life = lives[next].clone();
            take(story, &mut life, choice);
            lives.push(life);
        }
        next += 1;
    }
    lives
}

fn take(story: &Story, life: &mut Playthrough, taken: Move) {
    life.choose(story, taken.choice).unwrap();
}

#[test]
fn save_and_step_back_and_forward_agree_wherever_a_life_stands() {
    let story = steppe();
    for life in lives(&story) {
        assert_eq!(again(&story, &life), life);
        let read = pages_read(&story, &life);
        let mut back = life.clone();
        let mut states = vec![back.state().clone()];
        while back.step_back() {
            states.insert(0, back.state().clone());
            assert_eq!(view(&story, &back).blocks, read[back.steps().len()].blocks);
        }
        assert_eq!(back, Playthrough::begin(&story, 7));
        for state in &states[1..] {
            assert!(back.step_forward());
            assert_eq!(back.state(), state);
        }
        assert_eq!(back, life);
        let mut seen = Vec::new();
        let relived = Playthrough::relive(&story, 7, &life.pages(), |life| {
            seen.push(life.state().clone());
        });
        assert_eq!((seen, relived.unwrap().pages()), (states, life.pages()));
    }
}

#[test]
fn the_rules_alone_say_what_a_life_can_do() {
    let story = steppe();
    let mut reached = 0;
    for life in lives(&story) {
        let moves = rules::moves(&story, life.state());
        let open: Vec<ChoiceId> =
            life.open_choices(&story).iter().map(|choice| choice.id).collect();
        let offered: BTreeSet<_> = moves.iter().map(|taken| taken.choice).collect();
        assert_eq!(offered, open.into_iter().collect());
        let shown = view(&story, &life).choices.into_iter();
        let shown: BTreeSet<_> =
            shown.filter(|choice| choice.locked.is_none()).map(|choice| choice.id).collect();
        assert_eq!(offered, shown);
        for taken in moves {
            let mut next = life.clone();
            take(&story, &mut next, taken);
            assert_eq!(next.state(), &rules::after(&story, life.state(), taken));
        }
        reached += 1;
    }
    assert!(reached > 500);
}

fn standing(story: &Story, choices: &str) -> Playthrough {
    crate::saves::life(story, choices)
}

fn keys(story: &Story, state: &State) -> String {
    let open = rules::open_choices(story, state);
    open.iter().map(|choice| choice.key.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_page_goes_on_behind_an_answer_to_the_next_question_that_is_open() {
    let story = steppe();
    let shown = |choices: &str| {
        let life = standing(&story, choices);
        let page = view(&story, &life);
        let blocks: Vec<_> = page.blocks.iter().map(|block| block.key).collect();
        format!("{} | {}", blocks.join(" "), keys(&story, life.state()))
    };
    assert_eq!(shown(""), "s1 | a1 a4 a5");
    assert_eq!(shown("fire.a1"), "s2 | a2 a3");
    assert_eq!(shown("fire.a1 fire.a2"), "s3 s4 s6 | a7");
    assert_eq!(shown("fire.a4"), "s5 s6 s8 | c1 c2 c3 c4");
    assert_eq!(shown("fire.a4 fire.c1"), "s9 | c2 c3 c4");
    assert_eq!(standing(&story, "fire.a1 fire.a2").state().visits(story.start), 1);
}

#[test]
fn a_page_behind_an_answer_that_is_gone_is_its_scene_from_the_beginning() {
    let mut story = steppe();
    let life = standing(&story, "fire.a1");
    let text = save::write(&story, &life, &Card::of(&story, &life, 1));
    let fire = &mut story.scenes[story.start.index()];
    fire.asked.iter_mut().find(|choice| choice.key == "a1").unwrap().key = "a9".into();
    let restored = save::read(&story, &text).unwrap();
    assert!(!restored.changes.is_empty());
    let page = view(&story, &restored.playthrough);
    assert!(!page.goes_on && page_text(&page).starts_with("## The fire"));
}
