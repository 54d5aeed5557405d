//! The reader’s record, and what the end page and the archive make of it.

use std::collections::BTreeSet;

use sungari::narrative::model::{Grade, Story};
use sungari::narrative::record::{
    Belief, Filter, Record, RecordError, archive, bibliography, cutting, epilogue, facts_to_show,
    minutes, notebook, read, reopen, write,
};
use sungari::narrative::run::{Playthrough, pages_read, view};

use crate::saves::life;
use crate::steps::ferry;

const ACROSS: &str = "landing.c1 landing.c2 crossing.c1";

/// What a reader has met who went through a life, page by page.
fn record_of(story: &Story, life: &Playthrough, now_secs: u64) -> Record {
    let mut record = Record::default();
    for page in pages_read(story, life) {
        record.note_page(story, page.scene, &page.blocks, life.seed(), now_secs);
        if let Some(choice) = page.took {
            record.note_choice(story, choice.id);
        }
    }
    record.finish_life(story, life, Some(90), now_secs);
    record
}

#[test]
fn a_page_is_noted_once() {
    let story = ferry();
    let mut life = life(&story, "");
    let mut record = Record::default();
    let page = view(&story, &life);
    assert!(!record.has_read_all(page.scene, &page.blocks));
    assert!(record.note_page(&story, page.scene, &page.blocks, 7, 1));
    assert!(!record.note_page(&story, page.scene, &page.blocks, 7, 2));
    assert!(record.has_read_all(page.scene, &page.blocks));
    assert_eq!(record.facts.keys().collect::<Vec<_>>(), ["ferry_owner", "flood_1932"]);
    assert_eq!((record.heard.len(), record.heard[0].at_secs), (1, 1));
    let free = story.claim_named("crossed_free").unwrap();
    assert!(!record.is_weighed(&story, free));

    // The second visit’s words are new; the rest was read.
    let choice = story.choice_keyed(life.state().scene, "c1").unwrap().id;
    assert!(!record.has_taken(&story, choice));
    assert!(record.note_choice(&story, choice) && record.has_taken(&story, choice));
    life.choose(&story, choice).unwrap();
    let page = view(&story, &life);
    let read: Vec<_> = page.blocks.iter().map(|block| record.has_read(page.scene, block)).collect();
    assert_eq!(read, [false, true, true, true, true]);

    // Heard again in another life.
    assert!(record.note_page(&story, page.scene, &page.blocks, 8, 3));
    assert_eq!(record.heard.iter().map(|heard| heard.life).collect::<Vec<_>>(), [7, 8]);
}

#[test]
fn a_claim_is_weighed_once_its_fact_is_known() {
    let story = ferry();
    let claim = story.claim_named("crossed_free").unwrap();
    let fact = story.claim(claim).weighed_by;
    let mut record = Record::default();
    assert!(!record.is_weighed(&story, claim) && record.belief(&story, claim).is_none());
    record.mark_claim(&story, claim, Some(Belief::Doubt), 5);
    assert!(record.open_fact(&story, fact));
    assert!(record.is_weighed(&story, claim) && !record.has_met(&story, fact));
    assert_eq!(record.belief(&story, claim), Some(Belief::Doubt));
    // Taken back within the same second, and then merged with what was kept before.
    let before = record.clone();
    record.mark_claim(&story, claim, None, 5);
    record.merge(before);
    assert_eq!(record.belief(&story, claim), None);
}

#[test]
fn a_record_is_read_back_as_it_was_written() {
    let story = ferry();
    let mut record = record_of(&story, &life(&story, ACROSS), 7);
    let claim = story.claim_named("crossed_free").unwrap();
    record.mark_claim(&story, claim, Some(Belief::Believe), 5);
    record.open_term(&story, story.term_named("fen").unwrap());
    record.open_fact(&story, story.claim(claim).weighed_by);
    for record in [Record::default(), record] {
        assert_eq!(read(&story, &write(&story, &record)), Ok(record));
    }
}

#[test]
fn a_record_ever_shipped_still_reads() {
    let story = ferry();
    let text = std::fs::read_to_string("tests/cases/records/v1/across.ron").unwrap();
    let record = read(&story, &text).unwrap();
    assert_eq!(record.lives[0].steps, ACROSS.split(' ').collect::<Vec<_>>());
    assert_eq!(record.beliefs.len(), 1);
    assert_eq!(write(&story, &record), text);
}

#[test]
fn a_record_that_cannot_be_read_says_why() {
    let story = ferry();
    let text = write(&story, &record_of(&story, &life(&story, ACROSS), 7));
    for index in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[index] ^= 1;
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(matches!(read(&story, &changed), Err(RecordError::Damaged(_))), "{index}");
        }
    }
    let checksum = crc32fast::hash(b"sungari-record 2 crc32=()\n");
    let newer = format!("sungari-record 2 crc32={checksum:08x}\n()\n");
    assert_eq!(read(&story, &newer), Err(RecordError::Newer { version: 2 }));
    let mut other = ferry();
    (other.id, other.title) = ("other".into(), "Other".into());
    let error = read(&other, &text).unwrap_err();
    assert_eq!(error.to_string(), "the record belongs to another story, “The Ferry”");
    // Once the story has an id, what was written under its title is still its own.
    other.title = story.title.clone();
    assert!(read(&other, &text).is_ok());
}

#[test]
fn what_the_story_no_longer_has_is_kept_and_not_shown() {
    let story = ferry();
    let whole = record_of(&story, &life(&story, ACROSS), 7);
    let mut edited = ferry();
    edited.facts.retain(|fact| fact.name != "flood_1932");
    let record = read(&edited, &write(&story, &whole)).unwrap();
    assert_eq!(record, whole);
    let mut gone = record.clone();
    gone.facts.entry("sunk".into()).or_default().insert("nowhere".into());
    let names: Vec<_> =
        archive(&story, &gone).facts.iter().map(|known| known.fact.name.clone()).collect();
    assert_eq!(names, ["ferry_owner", "flood_1932", "free_crossing"]);
    assert_eq!(read(&story, &write(&story, &gone)), Ok(gone));
}

#[test]
fn two_records_merged_are_the_same_either_way_and_lose_nothing() {
    let story = ferry();
    let claim = story.claim_named("crossed_free").unwrap();
    let mut one = record_of(&story, &life(&story, ACROSS), 10);
    let mut other = record_of(&story, &life(&story, "landing.c3"), 20);
    one.mark_claim(&story, claim, Some(Belief::Believe), 11);
    other.mark_claim(&story, claim, Some(Belief::Believe), 9);
    other.mark_claim(&story, claim, None, 21);
    let (mut both, mut again) = (one.clone(), other.clone());
    both.merge(other.clone());
    again.merge(one.clone());
    assert_eq!(both, again);
    assert_eq!(both.belief(&story, claim), None, "taken back last");
    let endings: Vec<_> = both.lives.iter().map(|life| life.ending.as_str()).collect();
    assert_eq!(endings, ["across", "stayed"]);
    assert_eq!(both.heard, one.heard, "the same life heard it once, first in `one`");
    let before = both.clone();
    both.merge(one);
    assert_eq!(both, before, "what is known adds nothing");
}

#[test]
fn a_finished_life_is_kept_once_and_can_be_opened_again() {
    let story = ferry();
    let life = life(&story, ACROSS);
    let mut record = Record::default();
    assert!(!record.finish_life(&story, &Playthrough::begin(&story, 7), None, 1));
    assert!(record.finish_life(&story, &life, None, 2));
    assert!(!record.finish_life(&story, &life, None, 3));
    let kept = &record.lives[0];
    assert_eq!((kept.ending.as_str(), kept.finished_at_secs), ("across", 2));
    let reopened = reopen(&story, kept);
    assert_eq!((reopened.playthrough, reopened.steps_lost), (life, 0));
    let mut edited = ferry();
    let landing = edited.scene_named("landing").unwrap();
    edited.scenes[landing.index()].choices[1].key = "c9".into();
    let reopened = reopen(&edited, kept);
    assert_eq!((reopened.playthrough.steps().len(), reopened.steps_lost), (1, 2));
}

#[test]
fn the_end_page_sets_a_life_beside_the_record() {
    let story = ferry();
    let life = life(&story, "landing.c1 landing.c3");
    let mut record = Record::default();
    let claim = story.claim_named("crossed_free").unwrap();
    record.mark_claim(&story, claim, Some(Belief::Believe), 1);
    assert!(epilogue(&story, &Playthrough::begin(&story, 7), &record).is_none());
    let page = epilogue(&story, &life, &record).unwrap();
    assert_eq!(
        (page.ending.title.as_str(), page.ending.document.as_str()),
        ("The near bank", "Case file")
    );
    let decisions: Vec<_> = page
        .decisions
        .iter()
        .map(|decision| {
            let facts: Vec<_> =
                decision.counterparts.iter().map(|fact| fact.name.as_str()).collect();
            format!("{} {} {}: {facts:?}", decision.step, decision.scene.name, decision.choice.key)
        })
        .collect();
    assert_eq!(decisions, ["0 landing c1: []", "1 landing c3: [\"free_crossing\"]"]);
    let forks: Vec<_> = page
        .forks
        .iter()
        .map(|fork| {
            let others: Vec<_> = fork.others.iter().map(|choice| choice.key.as_str()).collect();
            format!("{} {} not {}", fork.step, fork.taken.key, others.join(" "))
        })
        .collect();
    assert_eq!(forks, ["0 c1 not c3", "1 c3 not c2"]);
    let scenes: Vec<_> = page.scenes.iter().map(|scene| scene.name.as_str()).collect();
    assert_eq!(scenes, ["landing", "home"]);
    let told = page.claims[0];
    assert_eq!(told.scene.map(|scene| scene.name.as_str()), Some("landing"));
    assert_eq!((told.who.shown.as_str(), told.belief), ("The ferryman", Some(Belief::Believe)));
    assert!(!told.is_weighed, "the fact was not met on a page");
    assert_eq!((page.facts.in_this_life, page.facts.in_the_story), (3, 3));
    assert_eq!(page.facts.by_this_reader, 3, "met in this life is met");
    assert_eq!((page.minutes, minutes(200), minutes(201)), (1, 1, 2));

    // From a fork another life begins.
    let mut other = life.clone();
    other.step_back_to(page.forks[1].step);
    other.choose(&story, page.forks[1].others[0].id).unwrap();
    assert_eq!(story.scene(other.state().scene).name, "crossing");
    // Once the life is finished its counterparts were met, so the claim is weighed.
    assert_eq!(page.played_secs, None);
    record.finish_life(&story, &life, Some(754), 2);
    assert!(notebook(&story, &life, &record)[0].is_weighed);
    assert_eq!(epilogue(&story, &life, &record).unwrap().played_secs, Some(754));
}

#[test]
fn the_archive_shows_what_was_met_and_counts_what_was_not() {
    let story = ferry();
    let none = archive(&story, &Record::default());
    assert_eq!((none.facts.len(), none.unmet.total), (0, facts_to_show(&story).len()));
    assert_eq!(none.unmet.by_grade, [1, 1, 1, 0, 0]);
    assert_eq!(none.unmet.by_part, [3, 2], "a fact of two parts counts in both");
    assert_eq!(none.unmet.of_no_part, 0, "the ferry has no cutting");

    let mut record = Record::default();
    let page = view(&story, &life(&story, "")).scene;
    record.note_page(&story, page, &view(&story, &life(&story, "")).blocks, 7, 1);
    let known = archive(&story, &record);
    assert_eq!(
        (known.facts.len(), known.unmet.total, &known.unmet.by_part[..]),
        (2, 1, &[1, 1][..])
    );
    let pass = |filter: Filter| -> Vec<&str> {
        let facts = known.facts.iter().filter(|fact| filter.lets_pass(fact));
        facts.map(|known| known.fact.name.as_str()).collect()
    };
    let both = ["ferry_owner", "flood_1932"];
    assert_eq!(pass(Filter::default()), both);
    let grade = Some(Grade::Contested);
    assert_eq!(pass(Filter { grade, ..Filter::default() }), ["ferry_owner"]);
    let place = story.place_named("landing_stage");
    assert_eq!(pass(Filter { place, ..Filter::default() }), both);
    assert_eq!(pass(Filter { part: story.part_named("after"), ..Filter::default() }), [""; 0]);
    assert_eq!(pass(Filter { person: story.person_named("ferryman"), ..Filter::default() }), both);
    assert_eq!(pass(Filter { person: story.person_named("anna"), ..Filter::default() }), [""; 0]);
}

#[test]
fn the_bibliography_names_every_work_and_what_rests_on_it() {
    let story = ferry();
    let mut record = Record::default();
    record.open_fact(&story, story.fact_named("flood_1932").unwrap());
    let works = bibliography(&story, &record);
    let outline: Vec<_> = works
        .iter()
        .map(|work| format!("{} {} {}", work.source.name, work.facts.len(), work.known.len()))
        .collect();
    assert_eq!(outline, ["river_paper 2 1", "river_book 2 1"]);
}

#[test]
fn the_cutting_of_the_shipped_story_stands_in_order() {
    let story = crate::our_story::story();
    let claims = cutting(&story, &Record::default());
    let codes: Vec<_> =
        claims.iter().map(|weighed| weighed.claim.reference.clone().unwrap()).collect();
    assert_eq!(codes, (1..=87).map(|number| format!("S{number:02}")).collect::<Vec<_>>());
    assert!(claims.iter().all(|weighed| !weighed.is_weighed && weighed.scene.is_none()));
    let to_show = facts_to_show(&story);
    let weighing: BTreeSet<_> = claims.iter().map(|weighed| weighed.claim.weighed_by).collect();
    assert!(weighing.is_subset(&to_show));
}
