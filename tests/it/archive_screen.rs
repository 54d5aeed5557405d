//! The archive by its accessibility tree.

use std::sync::Arc;

use bevy_egui::egui::Key;
use bevy_egui::egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use sungari::game::action::PlayerAction;
use sungari::game::screens::Screen;
use sungari::narrative::model::{FactId, Mark};
use sungari::narrative::record::{cutting, epilogue};

use super::folder_screens::{WIDE, choose, click, lived, open, tabs};
use super::play::{Play, labels, press, says, settle, shipped, words_of};

/// Every fact the reader does not know.
fn unknown(harness: &Harness<'_, Play>) -> Vec<String> {
    let Play { story, session, .. } = harness.state();
    let ids = (0..story.facts.len()).map(FactId::new);
    let unknown = ids.filter(|id| !session.record.knows(story, *id));
    unknown.map(|id| story.fact(id).statement.clone()).collect()
}

#[test]
fn the_archive_never_shows_a_fact_that_was_not_met() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "moved", 3);
    open(&mut harness, Screen::Archive);
    assert!(says(&harness, "facts not yet met"));
    for tab in tabs(&harness) {
        click(&mut harness, &tab);
        for _ in 0..12 {
            let said = labels(&harness);
            for statement in unknown(&harness) {
                assert!(!said.iter().any(|label| label.contains(&statement)), "{statement}");
            }
            press(&mut harness, Key::PageDown);
        }
    }
}

#[test]
fn the_archives_filters_leave_what_they_say() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "returned", usize::MAX);
    open(&mut harness, Screen::Archive);
    let known = |harness: &Harness<'_, Play>, grade: &str| {
        let role = Role::Button;
        let rows = harness.get_all_by_role(role);
        rows.filter(|row| words_of(row).is_some_and(|words| words.starts_with(grade))).count()
    };
    click(&mut harness, "Grade, any");
    let contested = labels(&harness).into_iter().find(|label| label.starts_with("Contested, "));
    let contested = contested.expect("a contested fact was met");
    let count: usize = contested.trim_start_matches("Contested, ").parse().unwrap();
    click(&mut harness, &contested);
    assert_eq!(known(&harness, "Contested. "), count);
    assert_eq!(known(&harness, "Documented. "), 0);
    assert!(says(&harness, &format!("{count} of the ")));
    click(&mut harness, "Show all");
    assert!(known(&harness, "Documented. ") > 0);
}

#[test]
fn opening_a_claim_of_the_cutting_weighs_it() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "returned", 0);
    open(&mut harness, Screen::Archive);
    let tab = tabs(&harness).pop().unwrap();
    click(&mut harness, &tab);
    let record = &harness.state().session.record;
    let claim = cutting(&story, record).into_iter().find(|claim| !claim.is_weighed).unwrap();
    let fact = story.fact(claim.claim.weighed_by);
    assert!(!says(&harness, &fact.statement));
    click(&mut harness, &format!("Weigh it against the record: {}", claim.claim.says));
    assert!(harness.state().asked.contains(&PlayerAction::Opened(Mark::Claim(claim.id))));
    assert!(says(&harness, &fact.statement));
    let verdict = harness.state().strings.verdict(claim.claim.verdict);
    assert!(labels(&harness).iter().any(|label| label.starts_with(&verdict)));
}

#[test]
fn the_glossary_is_shown_whole_and_decisions_bear_their_counterparts() {
    let story = Arc::new(crate::steps::ferry());
    let mut harness = Play::open(&story, WIDE);
    settle(&mut harness);
    open(&mut harness, Screen::Archive);
    click(&mut harness, &format!("Words {}", story.terms.len()));
    for term in &story.terms {
        assert!(says(&harness, &term.gloss), "{}", term.word);
    }
    let term = &story.terms[0];
    click(&mut harness, &format!("{}. {}", term.word, term.gloss));
    assert!(harness.state().session.record.terms.contains(&term.name));

    harness.state_mut().ask(PlayerAction::Open(Screen::Scene));
    for key in ["c1", "c3"] {
        choose(&mut harness, key);
    }
    open(&mut harness, Screen::Epilogue);
    let page = epilogue(&story, harness.state().life(), &harness.state().session.record).unwrap();
    let counterpart = page.decisions[1].counterparts[0].statement.clone();
    assert!(says(&harness, &counterpart));
}
