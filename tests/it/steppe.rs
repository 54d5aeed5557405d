//! Whatever can change where a life goes, in one story.
//!
//! `tests/cases/stories/steppe` is the story.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use sungari::narrative::load;
use sungari::narrative::model::{ChoiceId, PoolId, Situation, Story, TurnsId, Way};
use sungari::narrative::parse::folder;
use sungari::narrative::record::{Record, reopen};
use sungari::narrative::run::rules::{self, Move};
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{ChooseError, Playthrough, State, page_text, pages_read, view};

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
    life.choose_outcome(story, taken.choice, taken.outcome).unwrap();
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
    assert_eq!(
        shown("fire.a4"),
        "s5 s6 s8 | c1 c2 c3 c6 c4 camp_talk.c1 camp_talk.c2 camp.keep_watch camp.mend_boots"
    );
    assert_eq!(
        shown("fire.a4 fire.c1"),
        "s9 | c2 c3 c6 c4 camp_talk.c1 camp_talk.c2 camp.keep_watch camp.mend_boots"
    );
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

/// Outcomes of one choice, drawn over and over.
fn drawn(story: &Story, seed: u64, times: usize) -> Vec<String> {
    let mut life = Playthrough::begin(story, seed);
    let take = |life: &mut Playthrough, key: &str, outcome: Option<&str>| {
        let choice = story.choice_keyed(life.state().scene, key).unwrap();
        let outcome = outcome.map(|key| choice.outcome_keyed(key).unwrap());
        life.choose_outcome(story, choice.id, outcome).unwrap();
    };
    take(&mut life, "a4", None);
    take(&mut life, "c6", None);
    let mut drawn = Vec::new();
    for _ in 0..times {
        let mut here = life.clone();
        take(&mut here, "c1", None);
        drawn.push(here.steps().last().unwrap().line(story));
        here.step_back();
        assert_eq!(here, life);
        let mut reloaded = again(story, &here);
        take(&mut reloaded, "c1", None);
        assert_eq!(reloaded.steps().last().unwrap().line(story), *drawn.last().unwrap());
        take(&mut life, "c1", Some("o2"));
    }
    drawn
}

#[test]
fn chance_is_the_same_however_often_a_choice_is_taken_back_or_loaded() {
    let story = steppe();
    assert_eq!(drawn(&story, 3, 20), drawn(&story, 3, 20));
    assert_ne!(drawn(&story, 3, 20), drawn(&story, 4, 20));
}

#[test]
fn each_outcome_has_its_share_of_the_weights() {
    let story = steppe();
    let all: Vec<String> = (0..400).flat_map(|seed| drawn(&story, seed, 10)).collect();
    let count = |key: &str| all.iter().filter(|line| line.ends_with(key)).count();
    for (key, weight) in [(" o1", 3), (" o2", 1), (" o3", 4)] {
        assert!(count(key).abs_diff(500 * weight) < 100, "{key}: {}", count(key));
    }
}

#[test]
fn an_outcome_stays_when_the_story_weighs_them_otherwise() {
    let mut story = steppe();
    let life = standing(&story, "fire.a4 fire.c6");
    let river = life.state().scene;
    let choice = story.choice_keyed(river, "c1").unwrap().clone();
    for outcome in 0..3 {
        let mut life = life.clone();
        life.choose_outcome(&story, choice.id, Some(outcome)).unwrap();
        let text = save::write(&story, &life, &Card::of(&story, &life, 1));
        let Way::Chance(outcomes) = &mut story.scenes[river.index()].choices[0].way else {
            panic!()
        };
        outcomes.iter_mut().for_each(|outcome| outcome.weight = 1000 - outcome.weight);
        assert_eq!(save::read(&story, &text).unwrap().playthrough, life);
    }
    let error = life.clone().choose_outcome(&story, choice.id, Some(3));
    assert_eq!(error, Err(ChooseError::NoOutcome));
}

#[test]
fn a_finished_life_is_opened_again_with_what_chance_decided() {
    let story = steppe();
    let mut life = standing(&story, "fire.a4 fire.c6");
    let choice = story.choice_keyed(life.state().scene, "c1").unwrap().id;
    for outcome in [1, 1, 0] {
        life.choose_outcome(&story, choice, Some(outcome)).unwrap();
    }
    let mut record = Record::default();
    assert!(record.finish_life(&story, &life, None, 1));
    assert_eq!(record.lives[0].steps[2..], ["river.c1 o2", "river.c1 o2", "river.c1 o1"]);
    let opened = reopen(&story, &record.lives[0]);
    assert_eq!((opened.playthrough, opened.steps_lost), (life, 0));
}

#[test]
fn choices_are_counted_since_a_scene_was_entered_and_no_further_than_is_asked() {
    let story = steppe();
    assert_eq!(story.turns.len(), 1);
    assert_eq!(story.turns[0].most, 4);
    let turns = |choices: &str| standing(&story, choices).state().turns(TurnsId::new(0));
    assert_eq!(turns(""), 4);
    assert_eq!(turns("fire.a4 fire.c4"), 0);
    assert_eq!(turns("fire.a4 fire.c4 letters.a2"), 1);
    let long = "fire.a4 fire.c4 letters.a2 letters.c1 last_letter.c1";
    assert_eq!(turns(long), 3);
    assert_eq!(turns(&format!("{long} fire.a1")), 4);
    assert_eq!(turns(&format!("{long} fire.a1 fire.a3 fire.a7")), 4);
    let mut back = standing(&story, &format!("{long} fire.a1 fire.a3 fire.a7"));
    back.step_back_to(3);
    assert_eq!(back.state().turns(TurnsId::new(0)), 1);
}

#[test]
fn a_shared_choice_that_is_taken_is_taken_everywhere() {
    let story = steppe();
    let open = |choices: &str| keys(&story, standing(&story, choices).state());
    assert_eq!(
        open("fire.a4 fire.c6"),
        "c1 camp_talk.c1 camp_talk.c2 camp.keep_watch camp.mend_boots camp.write_home"
    );
    assert_eq!(open("fire.a4 fire.camp_talk.c2 fire.a5"), "");
    assert_eq!(
        open("fire.a4 fire.c6 river.camp_talk.c2"),
        "c1 camp_talk.c1 camp.keep_watch camp.mend_boots camp.write_home"
    );
    let at_the_fire = "fire.a4 fire.camp_talk.c1 fire.camp_talk.a2";
    assert_eq!(open(at_the_fire), "c1 c2 c3 c6 c4 camp_talk.c2 camp.keep_watch camp.mend_boots");
    assert_eq!(
        open(&format!("{at_the_fire} fire.c6")),
        "c1 camp_talk.c2 camp.keep_watch camp.mend_boots camp.write_home"
    );
    let mut back = standing(&story, &format!("{at_the_fire} fire.c6"));
    back.step_back_to(1);
    assert!(keys(&story, back.state()).contains("camp_talk.c1"));
}

#[test]
fn the_words_of_a_shared_choice_count_once() {
    let mut story = steppe();
    let words = story.words();
    let river = story.scene_named("river").unwrap();
    story.scenes[river.index()].choices.retain(|choice| !choice.key.starts_with("camp_talk"));
    story.scenes[river.index()].asked.clear();
    assert_eq!(story.words(), words);
}

#[test]
fn storylets_are_offered_by_priority_then_weight_then_longest_unseen() {
    let story = steppe();
    let offered = |choices: &str| {
        let life = standing(&story, choices);
        let open = rules::open_choices(&story, life.state());
        let offered = open.iter().filter_map(|choice| choice.key.strip_prefix("camp."));
        offered.collect::<Vec<_>>().join(" ")
    };
    let life = RefCell::new(String::from("fire.a4"));
    assert_eq!(offered(&life.borrow()), "keep_watch mend_boots");
    let then = |choices: &str| {
        *life.borrow_mut() += &format!(" {choices}");
        offered(&life.borrow())
    };
    assert_eq!(then("fire.camp.mend_boots mend_boots.c1 fire.a1 fire.a3"), "");
    assert_eq!(then("fire.a7"), "pak_sings keep_watch");
    assert_eq!(
        then("fire.camp.keep_watch keep_watch.c1 fire.a1 fire.a3 fire.a7"),
        "pak_sings write_home"
    );
    assert_eq!(then("fire.camp.pak_sings pak_sings.c1 fire.a7"), "go_with_him write_home");
    assert_eq!(then("fire.camp.write_home write_home.c1 fire.a7"), "go_with_him mend_boots");
    assert_eq!(then("fire.c6"), "go_with_him keep_watch mend_boots write_home");
    assert_eq!(
        then("river.camp.keep_watch keep_watch.c1"),
        "go_with_him keep_watch mend_boots write_home"
    );
    assert_eq!(standing(&story, &life.borrow()).state().scene, story.scene_named("river").unwrap());
    assert_eq!(then("river.camp.go_with_him go_with_him.c1"), "");
    assert_eq!(standing(&story, &life.borrow()).state().returns(), []);
}

#[test]
fn when_a_storylet_was_seen_is_remembered_only_where_it_matters() {
    let story = steppe();
    assert!(story.pools[0].remembers);
    let without_a_cut = folder::read(Path::new("tests/cases/stories/steppe")).unwrap();
    let without_a_cut: Vec<_> = without_a_cut
        .into_iter()
        .map(|mut file| {
            file.text = file.text.replace(", most: 2", "");
            file
        })
        .collect();
    assert!(!load(&without_a_cut).story.unwrap().pools[0].remembers);
}

#[test]
fn a_life_restored_as_it_was_lived_returns_where_it_was_called() {
    let mut story = steppe();
    let life = standing(
        &story,
        "fire.a4 fire.camp.keep_watch keep_watch.c1 fire.a1 fire.a3 fire.a7 fire.c4 letters.a1",
    );
    let text = save::write(&story, &life, &Card::of(&story, &life, 1));
    let fire = &mut story.scenes[story.start.index()];
    fire.asked.iter_mut().find(|choice| choice.key == "a4").unwrap().key = "a9".into();
    let mut restored = save::read(&story, &text).unwrap().playthrough;
    let names = |life: &Playthrough| -> Vec<String> {
        life.state().returns().iter().map(|scene| story.scene(*scene).name.clone()).collect()
    };
    assert_eq!(names(&restored), ["fire", "letters"]);
    let keep_watch = story.scene_named("keep_watch").unwrap();
    assert_eq!(restored.state().seen(PoolId::new(0)), [keep_watch]);
    let back = story.choice_keyed(restored.state().scene, "c1").unwrap().id;
    restored.choose(&story, back).unwrap();
    assert_eq!(
        (names(&restored), restored.state().scene),
        (vec!["fire".into()], story.scene_named("letters").unwrap())
    );
    while restored.step_back() {}
    assert_eq!(restored.state().returns(), []);
}
