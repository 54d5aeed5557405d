//! The screens of the folder by their accessibility tree: what holds for all,
//! the way here, the notebook and the end page.

use std::collections::BTreeSet;
use std::sync::Arc;

use bevy_egui::egui::Key;
use bevy_egui::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use sungari::game::action::PlayerAction;
use sungari::game::screens::Screen;
use sungari::narrative::model::Story;
use sungari::narrative::record::{Belief, epilogue, notebook};
use sungari::store::{Reveal, Settings};

use super::play::{Play, SIZES, labels, press, says, settle, shipped, words_of};

pub(crate) const WIDE: (f32, f32) = (1280.0, 720.0);
const FOLDER: [Screen; 4] = [Screen::History, Screen::Notebook, Screen::Archive, Screen::Epilogue];

/// A life of `tests/cases/lives`, page by page, as far as `choices` of it.
pub(crate) fn lived<'a>(
    story: &Arc<Story>,
    size: (f32, f32),
    life: &str,
    choices: usize,
) -> Harness<'a, Play> {
    let settings =
        Settings { reveal: Reveal::Instant, reduced_motion: true, ..Settings::default() };
    let mut harness = Play::open_with(story, size, settings);
    read_page(&mut harness);
    let file = std::fs::read_to_string(format!("tests/cases/lives/{life}.txt")).unwrap();
    let steps = file
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('.'))
        .take(choices);
    for (_, key) in steps {
        choose(&mut harness, key);
    }
    harness
}

pub(crate) fn choose(harness: &mut Harness<'_, Play>, key: &str) {
    let here = harness.state().life().state().scene;
    let choice = harness.state().story.choice_keyed(here, key).unwrap().id;
    harness.state_mut().ask(PlayerAction::Choose(choice));
    read_page(harness);
}

/// Reads a page, in full where it has a warning.
fn read_page(harness: &mut Harness<'_, Play>) {
    settle(harness);
    let here = harness.state().life().state().scene;
    if !harness.state().story.scene(here).content.is_empty() {
        press(harness, Key::Num1);
    }
}

pub(crate) fn open(harness: &mut Harness<'_, Play>, screen: Screen) {
    harness.state_mut().ask(PlayerAction::Open(screen));
    settle(harness);
}

pub(crate) fn click(harness: &mut Harness<'_, Play>, label: &str) {
    harness.get_by_label(label).click_accesskit();
    settle(harness);
}

/// The tabs of a screen, by their words.
pub(crate) fn tabs(harness: &Harness<'_, Play>) -> Vec<String> {
    harness.query_all_by_role(Role::Tab).filter_map(|tab| words_of(&tab)).collect()
}

fn each_node(node: &Node<'_>, visit: &mut impl FnMut(&Node<'_>)) {
    visit(node);
    for child in node.children() {
        each_node(&child, visit);
    }
}

/// Everything that can be used says what it is, is large enough, and nothing
/// stands outside the window.
fn check(harness: &Harness<'_, Play>, size: (f32, f32), what: &str) {
    each_node(&harness.root(), &mut |node| {
        let words = words_of(node).unwrap_or_default();
        let is_used =
            matches!(node.accesskit_node().role(), Role::Button | Role::Tab | Role::TextInput);
        if !is_used && words.is_empty() {
            return;
        }
        let rect = node.rect();
        if is_used {
            let label = node.accesskit_node().label().unwrap_or_default();
            assert!(!label.trim().is_empty(), "{what} at {size:?}: {:?}", node);
            let least = rect.width().min(rect.height());
            assert!(least >= 24.0, "“{label}” is {rect:?} on {what}");
        }
        if !words.is_empty() {
            assert!(
                rect.left() >= -0.5 && rect.right() <= size.0 + 0.5,
                "“{words}” on {what} reaches from {} to {} of {}",
                rect.left(),
                rect.right(),
                size.0,
            );
        }
    });
}

#[test]
fn every_sheet_of_the_folder_fits_every_window_and_names_its_controls() {
    let story = shipped();
    for size in SIZES {
        let mut harness = lived(&story, size, "returned", usize::MAX);
        for screen in FOLDER {
            open(&mut harness, screen);
            check(&harness, size, &format!("{screen:?}"));
            for tab in 0..tabs(&harness).len() {
                let words = tabs(&harness)[tab].clone();
                click(&mut harness, &words);
                check(&harness, size, &words);
                for key in [Key::PageDown, Key::End] {
                    press(&mut harness, key);
                    check(&harness, size, &words);
                }
            }
        }
        // With what opens open.
        open(&mut harness, Screen::Archive);
        for index in 0..tabs(&harness).len() {
            let tab = harness.get_all_by_role(Role::Tab).nth(index).unwrap();
            tab.focus();
            tab.click_accesskit();
            press(&mut harness, Key::Home);
            for row in 0..4 {
                press(&mut harness, Key::ArrowDown);
                press(&mut harness, Key::Enter);
                check(&harness, size, &format!("row {row} of tab {index}"));
            }
        }
    }
}

#[test]
fn a_claim_is_marked_and_weighed_once_its_fact_is_met() {
    let story = shipped();
    let claim = story.claim_named("bandits_took_him").unwrap();
    let says_it = story.claim(claim).says.clone();
    let fact = story.fact(story.claim(claim).weighed_by);
    // Up to the yard, where it is said.
    let mut harness = lived(&story, WIDE, "returned", 3);
    open(&mut harness, Screen::Notebook);
    let is_weighed = |harness: &Harness<'_, Play>| {
        let state = harness.state();
        let claims = notebook(&story, state.life(), &state.session.record);
        claims.iter().find(|weighed| weighed.id == claim).unwrap().is_weighed
    };
    assert!(!is_weighed(&harness) && !says(&harness, &fact.statement));
    assert!(says(&harness, "NOT YET ANSWERED"));
    let doubt = format!("Doubt: {says_it}");
    click(&mut harness, &doubt);
    let belief = |harness: &Harness<'_, Play>| harness.state().session.record.belief(&story, claim);
    assert_eq!(belief(&harness), Some(Belief::Doubt));
    click(&mut harness, &doubt);
    assert_eq!(belief(&harness), None, "pressed again it is taken back");
    click(&mut harness, &doubt);
    click(&mut harness, "Doubted 1");
    assert!(says(&harness, &says_it));
    click(&mut harness, "Believed 0");
    assert!(!says(&harness, &says_it));

    harness.state_mut().ask(PlayerAction::Open(Screen::Scene));
    for key in ["c1", "c1"] {
        choose(&mut harness, key);
    }
    assert_eq!(harness.state().scene(), "december");
    open(&mut harness, Screen::Notebook);
    assert!(is_weighed(&harness), "the trial was in the margin");
    click(&mut harness, "Doubted 1");
    let verdict = harness.get_by(|node| {
        node.role() == Role::Button
            && node.label().is_some_and(|label| label.starts_with("Contradicted"))
    });
    verdict.click_accesskit();
    settle(&mut harness);
    assert!(says(&harness, &fact.statement));
    let source = story.sources_of(fact)[0];
    assert!(says(&harness, &source.cite));
}

#[test]
fn marking_a_claim_moves_no_button() {
    let story = shipped();
    let claim = story.claim_named("bandits_took_him").unwrap();
    let says_it = story.claim(claim).says.clone();
    let mut harness = lived(&story, WIDE, "returned", 3);
    open(&mut harness, Screen::Notebook);
    let marks = ["Believe", "Doubt"].map(|words| format!("{words}: {says_it}"));
    let stand = |harness: &Harness<'_, Play>| {
        marks.each_ref().map(|label| harness.get_by_label(label).rect())
    };
    let before = stand(&harness);
    assert!(before.iter().all(|rect| rect.height() >= 44.0), "{before:?}");
    click(&mut harness, &marks[0]);
    assert_eq!(stand(&harness), before);
}

#[test]
fn the_history_is_searched_and_gone_back_by() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "returned", 6);
    press(&mut harness, Key::H);
    click(&mut harness, "Everything read 7");
    let title = story.scene(story.scene_named("flood").unwrap()).title.clone();
    harness.get_by_role(Role::TextInput).focus();
    harness.run();
    harness.get_by_role(Role::TextInput).type_text(&title.to_uppercase());
    settle(&mut harness);
    assert!(says(&harness, "Found in"), "{:?}", labels(&harness));
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "1 of "));
    let back = format!("Go back to “{title}”");
    let rect = harness.get_by_label(&back).rect();
    assert!(rect.top() > 0.0 && rect.bottom() < WIDE.1, "it came into sight: {rect:?}");
    click(&mut harness, &back);
    assert_eq!((harness.state().screen, harness.state().scene()), (Screen::Scene, "flood"));
    assert_eq!(harness.state().steps(), 1);
}

#[test]
fn typing_into_the_search_asks_for_nothing_else() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "returned", 2);
    press(&mut harness, Key::H);
    click(&mut harness, "Everything read 3");
    harness.get_by_role(Role::TextInput).focus();
    harness.run();
    for key in [Key::H, Key::N, Key::R] {
        press(&mut harness, key);
    }
    harness.get_by_role(Role::TextInput).type_text("no such words");
    settle(&mut harness);
    assert_eq!(harness.state().screen, Screen::History);
    assert!(says(&harness, "Found nowhere"));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().screen, Screen::Scene);
}

#[test]
fn a_whole_life_is_stepped_back_over_and_goes_another_way() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "returned", usize::MAX);
    assert!(harness.state().steps() >= 8);
    let first = story.choice(harness.state().life().steps()[0].choice).label.clone();
    open(&mut harness, Screen::History);
    click(&mut harness, &format!("Stand before this choice again: {first}"));
    assert_eq!((harness.state().screen, harness.state().steps()), (Screen::Scene, 0));
    choose(&mut harness, "c1");
    let other = story.choice(harness.state().life().steps()[0].choice);
    assert_ne!(other.label, first);
    assert!(!harness.state().life().can_step_forward());
}

#[test]
fn a_page_whose_warning_was_heeded_is_read_back_in_summary() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "returned", 2);
    let here = harness.state().life().state().scene;
    let choice = story.choice_keyed(here, "c1").unwrap().id;
    harness.state_mut().ask(PlayerAction::Choose(choice));
    settle(&mut harness);
    let scene = story.scene(harness.state().life().state().scene);
    assert!(!scene.content.is_empty(), "{} has a warning", scene.name);
    press(&mut harness, Key::Num2);
    press(&mut harness, Key::H);
    click(&mut harness, "Everything read 4");
    press(&mut harness, Key::End);
    let start = |blocks: &[sungari::narrative::model::Block]| -> String {
        let passage = blocks.iter().flat_map(|block| block.passages()).next().unwrap().plain();
        passage.chars().take(30).collect()
    };
    assert!(says(&harness, &start(&scene.summary)), "{:?}", labels(&harness));
    assert!(!says(&harness, &start(&scene.body)));
}

#[test]
fn the_end_page_lists_every_decision_and_begins_another_life_at_a_fork() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "returned", usize::MAX);
    let page = epilogue(&story, harness.state().life(), &harness.state().session.record).unwrap();
    let (decisions, forks) = (page.decisions.len(), page.forks.clone());
    assert_eq!(decisions, harness.state().steps());
    let wanted: Vec<String> =
        page.decisions.iter().map(|decision| decision.choice.label.clone()).collect();
    let invented: Vec<String> = page.scenes.iter().map(|scene| scene.invented.clone()).collect();
    open(&mut harness, Screen::Epilogue);
    let mut said = BTreeSet::new();
    for _ in 0..20 {
        said.extend(labels(&harness));
        press(&mut harness, Key::PageDown);
    }
    for words in wanted.iter().chain(&invented) {
        assert!(words.is_empty() || said.contains(words), "{words}");
    }
    assert!(said.iter().any(|words| words.ends_with("where nothing stands, they have nothing.")));
    let last = forks.last().unwrap();
    click(&mut harness, &format!("Another life from “{}”", last.scene.title));
    assert_eq!((harness.state().screen, harness.state().steps()), (Screen::Scene, last.step));
    assert_eq!(harness.state().session.record.lives.len(), 1, "the finished life is kept");
}

#[test]
fn a_life_that_stops_midway_says_so_on_its_end_page() {
    let story = shipped();
    let mut unfinished = Story::clone(&story);
    unfinished.endings.iter_mut().for_each(|ending| ending.complete = false);
    let mut harness = lived(&Arc::new(unfinished), WIDE, "nine_boxes", usize::MAX);
    open(&mut harness, Screen::Epilogue);
    assert!(says(&harness, "its next pages are not written yet"));
    let mut harness = lived(&story, WIDE, "nine_boxes", 2);
    open(&mut harness, Screen::Epilogue);
    click(&mut harness, "To this page");
    assert_eq!(harness.state().screen, Screen::Scene);
}

fn focused(harness: &Harness<'_, Play>) -> Option<String> {
    let mut found = None;
    each_node(&harness.root(), &mut |node| {
        if node.accesskit_node().is_focused() {
            found = words_of(node).filter(|words| !words.is_empty()).or(found.take());
        }
    });
    found
}

/// Everything the arrows come to, going down and to both sides of each row.
fn walked(harness: &mut Harness<'_, Play>, rows: usize) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for _ in 0..rows {
        for key in [Key::ArrowRight, Key::ArrowLeft] {
            for _ in 0..5 {
                seen.extend(focused(harness));
                harness.key_press(key);
                harness.run();
            }
        }
        seen.extend(focused(harness));
        harness.key_press(Key::ArrowDown);
        harness.run();
        if focused(harness).is_some_and(|words| words == "Close") {
            break;
        }
    }
    seen.extend(focused(harness));
    seen
}

#[test]
fn arrows_and_enter_reach_everything() {
    let story = shipped();
    for size in [WIDE, (640.0, 360.0), (360.0, 640.0)] {
        let mut harness = lived(&story, size, "returned", usize::MAX);
        open(&mut harness, Screen::Notebook);
        let claims = notebook(&story, harness.state().life(), &harness.state().session.record);
        let mut wanted: Vec<String> =
            claims.iter().map(|claim| format!("Doubt: {}", claim.claim.says)).collect();
        wanted.push("Close".into());
        let seen = walked(&mut harness, 80);
        for words in wanted {
            assert!(seen.contains(&words), "{words} at {size:?}: {seen:#?}");
        }
        open(&mut harness, Screen::Epilogue);
        let seen = walked(&mut harness, 120);
        let page =
            epilogue(&story, harness.state().life(), &harness.state().session.record).unwrap();
        for fork in &page.forks {
            let words = format!("Another life from “{}”", fork.scene.title);
            assert!(seen.contains(&words), "{words} at {size:?}: {seen:#?}");
        }
        assert!(seen.contains("Another life") && seen.contains("Close"), "{seen:#?}");
        open(&mut harness, Screen::History);
        press(&mut harness, Key::ArrowRight);
        press(&mut harness, Key::Enter);
        let seen = walked(&mut harness, 200);
        assert!(seen.contains("To this page"), "at {size:?}: {seen:#?}");
    }
}

#[test]
fn without_a_life_the_notebook_holds_what_all_lives_were_told() {
    let story = shipped();
    let mut harness = lived(&story, WIDE, "returned", 3);
    harness.state_mut().ask(PlayerAction::Open(Screen::Title));
    harness.state_mut().session.life = None;
    open(&mut harness, Screen::Notebook);
    let claim = story.claim_named("soviet_roof").unwrap();
    assert!(says(&harness, &story.claim(claim).says));
    assert!(says(&harness, "in all the lives you have read"));
}

#[test]
fn the_date_and_the_place_of_a_scene_open_on_the_years_and_the_map() {
    let story = shipped();
    for size in SIZES {
        let mut harness = lived(&story, size, "returned", 1);
        let scene = story.scene(harness.state().life().state().scene);
        let date = harness.state().strings.date(scene.date);
        let place = story.place(scene.place).shown.clone();
        click(&mut harness, &date);
        assert!(says(&harness, &format!("you are at {date}")), "{:?}", labels(&harness));
        check(&harness, size, "the date");
        click(&mut harness, &place);
        assert!(says(&harness, &format!("with {place} marked")));
        check(&harness, size, "the place");
    }
}

#[test]
fn of_a_long_life_only_what_is_near_is_drawn() {
    let mut story = crate::steps::ferry();
    // Back and forth, as often as one likes.
    for scene in 0..story.scenes.len() {
        for choice in &mut story.scenes[scene].choices {
            choice.once = false;
            choice.condition = sungari::narrative::model::Condition::Always(true);
            choice.way = sungari::narrative::model::Way::Goto(story.start);
        }
    }
    let story = Arc::new(story);
    let mut harness = Play::open(&story, WIDE);
    settle(&mut harness);
    for _ in 0..300 {
        let choice = harness.state().life().open_choices(&story)[0].id;
        harness.state_mut().ask(PlayerAction::Choose(choice));
    }
    open(&mut harness, Screen::History);
    let pages = harness.state().life().pages().len();
    for tab in ["Choices 300".to_owned(), format!("Everything read {pages}")] {
        click(&mut harness, &tab);
        let drawn = labels(&harness).len();
        assert!(drawn < 300, "{drawn} labels of {pages} pages");
        press(&mut harness, Key::End);
        assert!(labels(&harness).len() < 300);
    }
    assert!(says(&harness, "To this page"), "the last page is at the end");
}
