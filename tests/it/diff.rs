//! `diff`: what became of a story, told in its own words.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sungari::terminal::Status;

use crate::cli::{copy_of, sungari};

const FERRY: &str = "tests/cases/stories/ferry";
const LANDING: &str = "scenes/before/landing.ron";

/// The ferry with some words of some files changed.
fn told(changes: &[(&str, &str, &str)]) -> String {
    let (folder, story) = copy_of(FERRY, "story.ron", |text| text);
    for (file, from, to) in changes {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }
    let ran = sungari(&["diff", FERRY, &story]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    ran.out
}

#[test]
fn a_story_beside_itself_has_not_changed() {
    assert_eq!(told(&[]), "nothing has changed\n");
    let ran = sungari(&["diff", FERRY, FERRY, "--format", "json"]);
    let lists: Value = serde_json::from_str(&ran.out).unwrap();
    let lists = lists.as_object().unwrap();
    assert_eq!(lists.len(), 11);
    assert!(lists.values().all(|list| list.as_array().unwrap().is_empty()));
}

#[test]
fn a_choice_that_leads_elsewhere_and_the_route_that_is_lost_by_it() {
    assert_eq!(
        told(&[(LANDING, "goto: \"home\"", "goto: \"landing\"")]),
        "Choices\n  ~ landing.c3 leads to landing, was home\n\n\
         Routes\n  - ending stayed can no longer be reached\n  \
         - home can no longer be reached\n"
    );
}

#[test]
fn conditions_effects_and_words_are_told_as_they_were_and_as_they_are() {
    assert_eq!(
        told(&[
            (LANDING, "if: \"has_ticket\", ", "if: \"visits(landing) > 2 or has_ticket\", "),
            (LANDING, "No ferryman of this name is known.", "Nobody of this name is known."),
            ("story.ron", "A test story.", "A story for tests."),
            (LANDING, "\"has_ticket = true\"", "\"has_ticket = false\""),
        ]),
        "Choices\n  ~ landing.c1 does\n    - has_ticket = true\n    + has_ticket = false\n  \
         ~ landing.c2 is open if\n    - has_ticket\n    + visits(landing) > 2 or has_ticket\n\n\
         Routes\n  - crossing can no longer be reached\n  - crossing.c1 can no longer be reached\n  \
         - ending across can no longer be reached\n  - far_bank can no longer be reached\n  \
         - landing.c2 can no longer be reached\n\n\
         Words\n  ~ landing.s3 says\n    - No ferryman of this name is known.\n    \
         + Nobody of this name is known.\n  ~ story.notice says\n    \
         - A test story. Every person in it is invented.\n    \
         + A story for tests. Every person in it is invented.\n"
    );
}

#[test]
fn facts_regraded_and_verdicts_changed() {
    let told = told(&[
        ("facts/river.ron", "grade: Reported", "grade: Legend"),
        ("sources.ron", "checked: Excerpt", "checked: Read"),
        ("claims/talk.ron", "verdict: Contradicted", "verdict: Unverified"),
    ]);
    assert_eq!(
        told,
        "Facts\n  ~ free_crossing is Legend, was Reported\n\n\
         Sources\n  ~ river_book was seen as Read, was Excerpt\n\n\
         Claims\n  ~ crossed_free is Unverified, was Contradicted\n"
    );
}

#[test]
fn what_old_saves_would_lose_is_named() {
    let told = told(&[
        (LANDING, "k: \"c3\"", "k: \"c9\""),
        ("story.ron", "id: \"has_ticket\"", "id: \"ticket\""),
        (LANDING, "has_ticket", "ticket"),
    ]);
    assert!(told.contains("  - has_ticket: true or false\n  + ticket: true or false\n"), "{told}");
    assert!(
        told.ends_with(
            "Old saves that would notice\n  any that took landing.c3: the decision is gone\n  \
             any: has_ticket is no longer remembered\n"
        ),
        "{told}"
    );
}

#[test]
fn what_a_save_is_told_and_what_diff_says_of_it_agree() {
    let old = sungari::narrative::load(
        &sungari::narrative::parse::folder::read(Path::new(FERRY)).unwrap(),
    );
    let old = old.story.unwrap();
    let mut life = sungari::narrative::run::Playthrough::begin(&old, 0);
    let stay = life.open_choices(&old).into_iter().find(|choice| choice.key == "c3").unwrap().id;
    life.choose(&old, stay).unwrap();
    let card = sungari::narrative::run::save::Card::of(&old, &life, 0);
    let save = sungari::narrative::run::save::write(&old, &life, &card);

    let (_folder, story) = copy_of(FERRY, LANDING, |text| text.replace("k: \"c3\"", "k: \"c9\""));
    let new = sungari::narrative::load(
        &sungari::narrative::parse::folder::read(Path::new(&story)).unwrap(),
    );
    let new = new.story.unwrap();
    let changes = sungari::narrative::run::save::read(&new, &save).unwrap().changes;
    let told = sungari::narrative::diff::diff(&old, &new).saves;
    assert_eq!((changes.len(), told.len()), (1, 1), "{changes:?} {told:?}");
    assert_eq!(told[0].name, "landing.c3");
}

#[test]
fn two_stories_with_errors_are_not_compared() {
    let (_folder, story) = copy_of(FERRY, LANDING, |text| text.replace("Scene(", "Scene"));
    let ran = sungari(&["diff", FERRY, &story]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Status::Problems));
    assert!(ran.err.ends_with("The new story has errors.\n"), "{}", ran.err);
}

#[test]
fn what_became_of_vignettes_is_told_as_its_case_says() {
    let post = "tests/cases/stories/post";
    let changes = [
        ("story.ron", "goes_on: \"pier\"", "goes_on: \"office\", route: [\"pier.c2\"]"),
        ("story.ron", "You are nobody yet.", "You have no name."),
        ("story.ron", "In August 1932 the river rose.", "The river rose in August 1932."),
        (
            "story.ron",
            "id: \"post\", title: \"A notice on a post\"",
            "id: \"notice\", title: \"A notice\"",
        ),
        ("scenes/vignettes/vignette_lamp.ron", "Take the rope", "Take hold of the rope"),
    ];
    let (folder, story) = copy_of(post, "story.ron", |text| text);
    for (file, from, to) in changes {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
    let ran = sungari(&["diff", post, &story]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    let case = "tests/cases/diff/vignettes.txt";
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(case, &ran.out).unwrap();
    }
    assert_eq!(ran.out, fs::read_to_string(case).unwrap());
}
