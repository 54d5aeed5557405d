//! Screens by their accessibility tree: found by label, used, and looked at.

use std::path::Path;
use std::sync::Arc;

use bevy_egui::egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use sungari::game::action::PlayerAction;
use sungari::game::screens::{Beneath, Problems, Screen, problem_ui};
use sungari::game::theme::{self, Colours};
use sungari::i18n::Strings;
use sungari::narrative;
use sungari::narrative::diagnostic::Diagnostic;
use sungari::narrative::model::{Condition, Mark, Story};
use sungari::narrative::parse::folder;
use sungari::narrative::run::Playthrough;
use sungari::store::{Theme, Typeface};

use super::play::{Play, SIZES, labels, press, says, settle, shipped, whole};

#[test]
fn every_block_and_choice_of_a_page_is_in_the_tree() {
    let story = shipped();
    for size in SIZES {
        let mut harness = Play::open(&story, size);
        settle(&mut harness);
        let found = labels(&harness);
        let page = narrative::run::view(&story, harness.state().life());
        for block in &page.blocks {
            let start: String = block.spans.iter().map(|span| span.text.as_str()).collect();
            let start: String = start.chars().take(24).collect();
            assert!(found.iter().any(|label| label.contains(&start)), "{start} at {size:?}");
        }
        for choice in harness.state().choice_labels() {
            assert!(found.contains(&choice), "{choice} at {size:?}");
        }
    }
}

#[test]
fn nothing_on_any_page_stands_outside_the_window() {
    let story = shipped();
    for size in SIZES {
        let mut harness = Play::open(&story, size);
        for _ in 0..12 {
            settle(&mut harness);
            check_widths(&harness.root(), size.0, harness.state().life(), &story);
            let open = harness.state().life().open_choices(&story);
            let Some(choice) = open.last() else { break };
            let choice = choice.id;
            harness.state_mut().ask(PlayerAction::Choose(choice));
        }
    }
}

fn check_widths(node: &Node<'_>, width: f32, life: &Playthrough, story: &Story) {
    if let Some(label) = node.accesskit_node().label().or(node.accesskit_node().value()) {
        let rect = node.rect();
        let scene = &story.scene(life.state().scene).name;
        assert!(
            rect.left() >= -0.5 && rect.right() <= width + 0.5,
            "“{label}” on {scene} reaches from {} to {} of {width}",
            rect.left(),
            rect.right(),
        );
    }
    for child in node.children() {
        check_widths(&child, width, life, story);
    }
}

#[test]
fn a_choice_is_taken_by_click_by_number_and_by_arrows() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    let first = harness.state().choice_labels()[0].clone();
    harness.get_by_label(&first).click_accesskit();
    settle(&mut harness);
    assert_eq!(harness.state().steps(), 1);
    harness.key_press(Key::Num1);
    settle(&mut harness);
    assert_eq!(harness.state().steps(), 2);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(harness.state().steps(), 3);
}

#[test]
fn a_locked_choice_says_why_and_is_not_taken() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    // Away from everyone in February, the launch of August stays out of reach.
    let flag = story.choice_keyed(story.start, "c1").expect("the first choice").id;
    harness.state_mut().ask(PlayerAction::Choose(flag));
    settle(&mut harness);
    let locked = harness.state().choice_labels().into_iter().find(|label| label.contains(" – "));
    let locked = locked.expect("the flood has a locked choice");
    let number = locked.chars().next().expect("it is numbered");
    assert!(harness.get_by_label(&locked).accesskit_node().is_disabled(), "{locked}");
    let key = Key::from_name(&number.to_string()).expect("a number key");
    harness.key_press(key);
    settle(&mut harness);
    assert_eq!(harness.state().steps(), 1);
}

#[test]
fn nothing_is_taken_by_a_key_meant_for_the_page_before() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    harness.key_press(Key::Num1);
    harness.step();
    harness.key_press(Key::Num1);
    harness.step();
    harness.key_press(Key::Num1);
    harness.step();
    assert_eq!(harness.state().steps(), 1);
}

/// The first fact of a page that has a source, and the words that raise it.
fn sourced_fact(harness: &Harness<'_, Play>) -> (String, String) {
    let Play { story, .. } = harness.state();
    let page = narrative::run::view(story, harness.state().life());
    let mut spans = page.blocks.iter().flat_map(|block| block.spans.iter());
    spans
        .find_map(|span| match span.mark {
            Some(Mark::Fact(id)) => {
                let source = story.fact(id).sources.first()?;
                Some((span.text.clone(), story.source(*source).cite.clone()))
            }
            _ => None,
        })
        .expect("the page has a sourced fact")
}

#[test]
fn a_mark_leads_to_its_note_and_the_note_to_its_sources() {
    let story = shipped();
    for size in [(1280.0, 720.0), (640.0, 360.0), (720.0, 1280.0)] {
        let mut harness = Play::open(&story, size);
        settle(&mut harness);
        let (words, cite) = sourced_fact(&harness);
        let click = |harness: &mut Harness<'_, Play>| {
            let role = bevy_egui::egui::accesskit::Role::Link;
            harness
                .get_by(|node| {
                    node.role() == role
                        && node.label().is_some_and(|label| label.starts_with(&words))
                })
                .click_accesskit();
            settle(harness);
        };
        assert!(!says(&harness, &cite));
        click(&mut harness);
        click(&mut harness);
        assert!(says(&harness, &cite), "{cite} at {size:?}");
        click(&mut harness);
        assert!(!says(&harness, &cite), "{cite} at {size:?}");
    }
}

#[test]
fn two_keys_lead_from_a_sentence_to_its_sources() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    let (_, cite) = sourced_fact(&harness);
    for _ in 0..8 {
        press(&mut harness, Key::F);
        press(&mut harness, Key::Enter);
        if says(&harness, &cite) {
            return;
        }
    }
    panic!("{cite}: {:?}", labels(&harness));
}

#[test]
fn a_page_at_rest_asks_for_no_frame() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    let delay = harness
        .output()
        .viewport_output
        .values()
        .map(|viewport| viewport.repaint_delay)
        .min()
        .expect("there is a viewport");
    assert!(delay.as_secs() > 3600, "{delay:?}");
}

#[test]
fn the_keyboard_alone_reaches_an_ending() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    for _ in 0..200 {
        settle(&mut harness);
        let scene = story.scene(harness.state().life().state().scene);
        if scene.ending.is_some() {
            return;
        }
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::Enter);
    }
    panic!("no ending; {:?}", labels(&harness));
}

#[test]
fn choices_are_stepped_back_and_forward_over() {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    for _ in 0..3 {
        press(&mut harness, Key::Num1);
    }
    let scene = harness.state().scene().to_owned();
    assert_eq!(harness.state().steps(), 3);
    for steps in [2, 1, 0] {
        press(&mut harness, Key::Backspace);
        assert_eq!(harness.state().steps(), steps);
    }
    for steps in [1, 2, 3] {
        press(&mut harness, Key::V);
        assert_eq!(harness.state().steps(), steps);
    }
    assert_eq!(harness.state().scene(), scene);
}

#[test]
fn a_warning_comes_before_the_page_and_a_summary_replaces_it() {
    let story = shipped();
    let warned = story.scenes.iter().position(|scene| !scene.content.is_empty());
    let warned = narrative::model::SceneId::new(warned.expect("a scene has a warning"));
    let mut changed = Story::clone(&story);
    changed.start = warned;
    let story = Arc::new(changed);
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    let scene = story.scene(warned);
    assert!(labels(&harness).iter().any(|label| label.contains(&scene.content[0])));
    let has = |harness: &Harness<'_, Play>, blocks: &[narrative::run::BlockView<'_>]| {
        let start: String = blocks[0].spans.iter().map(|span| span.text.as_str()).collect();
        let start: String = start.chars().take(24).collect();
        labels(harness).iter().any(|label| label.contains(&start))
    };
    let life = harness.state().life().clone();
    let page = narrative::run::view(&story, &life);
    let summary = page.content.as_ref().expect("it has a warning").summary.clone();
    assert!(!has(&harness, &page.blocks) && !has(&harness, &summary));
    harness.key_press(Key::Num2);
    settle(&mut harness);
    assert!(has(&harness, &summary) && !has(&harness, &page.blocks));
    let open = page.choices.iter().filter(|choice| choice.locked.is_none()).count();
    assert!(
        open > 0 || scene.choices.iter().all(|choice| choice.condition != Condition::Always(true))
    );
    for choice in harness.state().choice_labels() {
        assert!(labels(&harness).contains(&choice));
    }
}

/// The title, after a life was begun and left, or before any.
fn title<'a>(after_a_life: bool) -> Harness<'a, Play> {
    let story = shipped();
    let mut harness = Play::open(&story, (1280.0, 720.0));
    if !after_a_life {
        harness.state_mut().session.life = None;
    }
    harness.state_mut().ask(PlayerAction::Open(Screen::Title));
    harness.run();
    harness
}

#[test]
fn the_title_begins_a_life_or_leaves() {
    let mut harness = title(false);
    assert!(harness.query_by_label_contains("Continue").is_none());
    harness.get_by_label("Quit").click_accesskit();
    harness.run();
    assert_eq!(harness.state().asked, [PlayerAction::Quit]);
    harness.get_by_label("A new life").click_accesskit();
    settle(&mut harness);
    assert_eq!((harness.state().screen, harness.state().steps()), (Screen::Scene, 0));
}

#[test]
fn a_new_life_over_a_saved_one_is_asked_about_first() {
    let mut harness = title(true);
    harness.get_by_label("A new life").click_accesskit();
    harness.run();
    assert_eq!(harness.state().asked, []);
    harness.get_by_label("Keep the life I have").click_accesskit();
    harness.run();
    harness.get_by_label_contains("Continue").click_accesskit();
    harness.run();
    assert_eq!(harness.state().asked, [PlayerAction::Continue]);
}

#[test]
fn the_problem_page_shows_every_problem_with_its_code() {
    let mut has_fonts = false;
    let strings = Strings::load("en");
    let colours = Colours::new(&shipped().parts[0].palette, Theme::Light);
    let mut files = folder::read(Path::new("tests/cases/stories/ferry")).unwrap();
    let landing = files.iter_mut().find(|file| file.path.ends_with("landing.ron")).unwrap();
    landing.text = landing.text.replacen("goto: \"home\"", "goto: \"hom\"", 1);
    landing.text = landing.text.replacen("place: ", "plaice: ", 1);
    let problems = narrative::load(&files).problems;
    let shown = Problems::of("my story", &problems, &files);
    let mut harness = Harness::builder().with_size((1280.0, 720.0)).build_ui(move |ui| {
        if !std::mem::replace(&mut has_fonts, true) {
            ui.ctx().set_fonts(theme::fonts(Typeface::Serif));
            ui.ctx().request_repaint();
            return;
        }
        let _ = problem_ui(&mut whole(ui), &colours, &strings, &shown, Beneath::Nothing);
    });
    harness.run();
    assert!(problems.len() > 1);
    let mut words = vec!["my story".to_owned()];
    for problem in &problems {
        let Diagnostic { code, file, line, column, help, .. } = problem;
        words.push(format!("{code} · {file} · line {line}, column {column}"));
        words.extend(help.clone());
    }
    for words in words {
        assert!(harness.query_by_label_contains(&words).is_some(), "{words}");
    }
}

#[test]
fn a_choice_that_takes_the_keyboard_comes_into_sight() {
    let story = shipped();
    for scene in &story.scenes {
        let mut changed = Story::clone(&story);
        changed.start = story.scene_named(&scene.name).expect("it is one of the story's");
        let mut harness = Play::open(&Arc::new(changed), (1280.0, 720.0));
        settle(&mut harness);
        if scene.content.is_empty() && scene.ending.is_none() {
            press(&mut harness, Key::End);
            press(&mut harness, Key::ArrowDown);
            // Some open only in lives that were lived until there.
            let Some(first) = harness.state().choice_labels().first().cloned() else { continue };
            let rect = harness.get_by_label(&first).rect();
            assert!(rect.top() >= 0.0 && rect.bottom() <= 670.0, "{first}: {rect:?}");
            assert!(harness.get_by_label(&first).is_focused(), "{first}");
        }
    }
}

#[test]
fn a_page_that_goes_on_behind_an_answer_repeats_no_heading() {
    let files = folder::read(Path::new("tests/cases/stories/steppe")).unwrap();
    let story = Arc::new(narrative::load(&files).story.expect("the steppe loads"));
    let mut harness = Play::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    assert!(says(&harness, "The fire"));
    press(&mut harness, Key::Num1);
    assert!(says(&harness, "She is called Nothing.") && !says(&harness, "The fire"));
    // Who comes back to it has not just read it.
    press(&mut harness, Key::Num2);
    press(&mut harness, Key::Backspace);
    assert!(says(&harness, "She is called Nothing.") && says(&harness, "The fire"));
}
