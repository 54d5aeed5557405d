//! Taking choices back and over again, and reading a life back.

use std::path::Path;

use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Found, PageRead, Playthrough, pages_read, search, view};

use crate::saves::life;

/// The story of `cases/stories/ferry`.
pub(crate) fn ferry() -> Story {
    load(&folder::read(Path::new("tests/cases/stories/ferry")).unwrap()).story.unwrap()
}

const ACROSS: &str = "landing.c1 landing.c2 crossing.c1";

fn taken(story: &Story, life: &Playthrough) -> Vec<String> {
    let name = |step: &sungari::narrative::run::Step| {
        format!("{}.{}", story.scene(step.scene).name, story.choice(step.choice).key)
    };
    life.steps().iter().chain(&life.ahead()).map(name).collect()
}

/// Takes everything back and steps over it again, looking at every page.
#[track_caller]
fn there_and_back(life: &Playthrough) {
    let mut life = life.clone();
    let mut pages = vec![life.clone()];
    let all = life.steps();
    while life.step_back() {
        pages.push(life.clone());
        assert_eq!([life.steps(), life.ahead()].concat(), all);
    }
    for page in pages.iter().rev().skip(1) {
        assert!(life.can_step_forward());
        assert!(life.step_forward());
        assert_eq!((&life, life.pages()), (page, page.pages()));
    }
    assert!(!life.can_step_forward() && !life.step_forward());
}

#[test]
fn stepping_forward_lands_exactly_where_it_stood() {
    let story = ferry();
    there_and_back(&life(&story, ACROSS));
    there_and_back(&life(&story, "landing.c3"));
    there_and_back(&life(&story, ""));
}

#[test]
fn a_life_restored_as_it_was_lived_steps_forward_over_what_it_lost() {
    let mut story = ferry();
    let text = save::write(&story, &life(&story, ACROSS), &card(&story));
    // The middle decision is gone, so the life stands as it was lived.
    let landing = story.scene_named("landing").unwrap();
    let choice = story.choice_keyed(landing, "c2").unwrap().id;
    let scene = &mut story.scenes[landing.index()];
    scene.choices.iter_mut().find(|other| other.id == choice).unwrap().key = "c9".into();
    let restored = save::read(&story, &text).unwrap().playthrough;
    assert_eq!(taken(&story, &restored), ["landing.c1", "crossing.c1"]);
    there_and_back(&restored);
}

fn card(story: &Story) -> Card {
    Card::of(story, &Playthrough::begin(story, 7), 1)
}

#[test]
fn the_choice_that_lies_ahead_keeps_the_rest_and_another_ends_it() {
    let story = ferry();
    let mut life = life(&story, ACROSS);
    life.step_back_to(0);
    let take = |life: &mut Playthrough, key: &str| {
        let choice = story.choice_keyed(life.state().scene, key).unwrap().id;
        life.choose(&story, choice).unwrap();
    };
    take(&mut life, "c1");
    assert_eq!(life.ahead().len(), 2);
    assert_eq!(taken(&story, &life), ACROSS.split(' ').collect::<Vec<_>>());
    let mut other = life.clone();
    take(&mut other, "c3");
    assert!(!other.can_step_forward());
    assert!(life.step_forward() && life.step_forward());
    assert_eq!(life, self::life(&story, ACROSS));
}

#[test]
fn a_choice_that_cannot_be_taken_leaves_what_lies_ahead() {
    let story = ferry();
    let mut life = life(&story, ACROSS);
    life.step_back_to(0);
    let closed = story.choice_keyed(life.state().scene, "c2").unwrap().id;
    life.choose(&story, closed).unwrap_err();
    assert_eq!(life.ahead().len(), 3);
}

#[test]
fn what_lies_ahead_is_no_part_of_a_life() {
    let story = ferry();
    let mut back = life(&story, ACROSS);
    back.step_back_to(1);
    let there = life(&story, "landing.c1");
    assert_eq!(back, there);
    let saved = |life| save::write(&story, life, &Card::of(&story, life, 1));
    assert_eq!(saved(&back), saved(&there));
}

fn outline(page: &PageRead<'_>) -> String {
    let keys: Vec<_> =
        page.blocks.iter().map(|block| format!("{}.{}", block.key, block.stage)).collect();
    let took = page.took.map_or("–", |choice| &choice.key);
    format!("{} {} {took} {:?}", page.scene.name, keys.join(" "), page.steps)
}

#[test]
fn a_life_is_read_back_page_by_page_as_it_was() {
    let story = ferry();
    let life = life(&story, ACROSS);
    let pages = pages_read(&story, &life);
    assert_eq!(
        pages.iter().map(outline).collect::<Vec<_>>(),
        [
            "landing s1.0 s2.0 s3.0 s4.0 s4.0 c1 Some(0)",
            "landing s1.1 s2.0 s3.0 s4.0 s4.0 c2 Some(1)",
            "crossing s1.0 s2.0 c1 Some(2)",
            "far_bank s1.0 – Some(3)",
        ]
    );
    for page in &pages {
        let mut back = life.clone();
        back.step_back_to(page.steps.unwrap());
        assert_eq!(view(&story, &back).blocks, page.blocks);
    }
    let mut crossing = pages[2].clone();
    crossing.heed_warning();
    assert_eq!(crossing.blocks[0].plain(), "Somebody falls in and is pulled out.");
}

#[test]
fn words_are_found_on_every_page_however_they_are_written() {
    let mut story = ferry();
    story.cast[1].shown = "Паромщик ΟΔΥΣΣΕΥΣ".into();
    let life = life(&story, ACROSS);
    let pages = pages_read(&story, &life);
    let found = |query: &str| -> Vec<String> {
        let hits = search(&pages, query).into_iter();
        let show = hits.map(|hit| {
            let block = |index: usize| pages[hit.page].blocks[index].clone();
            let text = match hit.found {
                Found::Title => pages[hit.page].scene.title.clone(),
                Found::Block(index) => block(index).plain(),
                Found::Choice => pages[hit.page].took.unwrap().label.clone(),
                Found::Heading(_) => return format!("{} {:?}", hit.page, hit.found),
            };
            format!("{} {:?} {}", hit.page, hit.found, &text[hit.range])
        });
        show.collect()
    };
    assert_eq!(found("THE ICE"), ["1 Block(0) The ice"]);
    assert_eq!(found("“nobody PAID"), found("\"nobody paid"));
    assert_eq!(found("nobody paid"), ["0 Block(1) Nobody paid", "1 Block(1) Nobody paid"]);
    assert_eq!(found("ПАРОМЩИК οδυσσευς"), ["0 Heading(1)", "1 Heading(1)"]);
    assert_eq!(found("notice on"), ["0 Heading(3)", "1 Heading(3)"]);
    assert_eq!(found(" far bank "), ["3 Title far bank"]);
    assert_eq!(found("pole"), ["2 Block(1) pole", "2 Choice pole"]);
    assert_eq!((found(""), found("  "), found("zzz")), (vec![], vec![], vec![]));
}
