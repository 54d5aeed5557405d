//! Screens by their accessibility tree: found by label, used, and looked at.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use sungari::game::action::PlayerAction;
use sungari::game::screens::{PageState, TitleState, problem_ui, scene_ui, title_ui};
use sungari::game::theme::{self, Colours};
use sungari::i18n::Strings;
use sungari::narrative;
use sungari::narrative::model::{Condition, Story};
use sungari::narrative::parse::folder;
use sungari::narrative::run::Playthrough;

/// The sizes of windows that must work, in the page's points.
const SIZES: [(f32, f32); 4] = [(1280.0, 720.0), (720.0, 1280.0), (960.0, 720.0), (1720.0, 720.0)];

fn shipped() -> Arc<Story> {
    let files = folder::read(Path::new("story")).expect("the story folder can be read");
    Arc::new(narrative::load(&files).story.expect("the shipped story loads"))
}

/// A life on screen: the page, and everything the player asked for so far.
struct Desk {
    story: Arc<Story>,
    strings: Strings,
    life: Playthrough,
    page: PageState,
    asked: Vec<PlayerAction>,
    has_fonts: bool,
}

impl Desk {
    fn open<'a>(story: &Arc<Story>, size: (f32, f32)) -> Harness<'a, Desk> {
        let desk = Desk {
            life: Playthrough::begin(story, 1),
            story: story.clone(),
            strings: Strings::load("en"),
            page: PageState::default(),
            asked: Vec::new(),
            has_fonts: false,
        };
        let mut harness = Harness::builder().with_size(size).with_max_steps(600).build_ui_state(
            |ui, desk: &mut Desk| {
                if !std::mem::replace(&mut desk.has_fonts, true) {
                    ui.ctx().set_fonts(theme::fonts());
                    ui.ctx().request_repaint();
                    return;
                }
                let Desk { story, strings, life, page, asked, .. } = desk;
                theme::apply(ui.ctx(), &Colours::new(&story.parts[0].palette));
                let mut whole = page_ui(ui);
                let Some(action) = scene_ui(&mut whole, story, life, strings, &[], page) else {
                    return;
                };
                asked.push(action);
                match action {
                    PlayerAction::Choose(choice) => life.choose(story, choice).expect("it is open"),
                    PlayerAction::StepBackTo(steps) => life.step_back_to(steps),
                    _ => {}
                }
                ui.ctx().request_repaint();
            },
            desk,
        );
        harness.run();
        harness
    }
}

/// The whole window, as the game gives it to a screen.
fn page_ui(ui: &bevy_egui::egui::Ui) -> bevy_egui::egui::Ui {
    use bevy_egui::egui::{Id, Ui, UiBuilder};
    let whole = ui.ctx().content_rect();
    Ui::new(ui.ctx().clone(), Id::new("screen"), UiBuilder::new().max_rect(whole))
}

/// Lets the page settle: text shown, choices ready to be taken.
fn settle(harness: &mut Harness<'_, Desk>) {
    harness.run();
    // Past the moment in which choices do not answer yet.
    harness.run_steps(4);
}

fn labels(harness: &Harness<'_, Desk>) -> Vec<String> {
    fn collect(node: &Node<'_>, labels: &mut Vec<String>) {
        // egui keeps the words of plain text as a value.
        labels.extend(node.accesskit_node().label().or(node.accesskit_node().value()));
        for child in node.children() {
            collect(&child, labels);
        }
    }
    let mut found = Vec::new();
    collect(&harness.root(), &mut found);
    found
}

fn choice_labels(desk: &Desk) -> Vec<String> {
    let page = narrative::run::view(&desk.story, &desk.life);
    page.choices
        .iter()
        .enumerate()
        .map(|(index, choice)| match choice.locked {
            None => format!("{}. {}", index + 1, choice.label),
            Some(reason) => format!("{}. {} – {reason}", index + 1, choice.label),
        })
        .collect()
}

#[test]
fn every_block_and_choice_of_a_page_is_in_the_tree() {
    let story = shipped();
    for size in SIZES {
        let mut harness = Desk::open(&story, size);
        settle(&mut harness);
        let found = labels(&harness);
        let page = narrative::run::view(&story, &harness.state().life);
        for block in &page.blocks {
            let start: String = block.spans.iter().map(|span| span.text.as_str()).collect();
            let start: String = start.chars().take(24).collect();
            assert!(found.iter().any(|label| label.contains(&start)), "{start} at {size:?}");
        }
        for choice in choice_labels(harness.state()) {
            assert!(found.contains(&choice), "{choice} at {size:?}");
        }
    }
}

#[test]
fn nothing_on_any_page_stands_outside_the_window() {
    let story = shipped();
    for size in SIZES {
        let mut harness = Desk::open(&story, size);
        for _ in 0..12 {
            settle(&mut harness);
            check_widths(&harness.root(), size.0, &harness.state().life, &story);
            let open = harness.state().life.open_choices(&story);
            let Some(choice) = open.last() else { break };
            let choice = choice.id;
            harness.state_mut().life.choose(&story, choice).expect("it is open");
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
    use bevy_egui::egui::Key;
    let story = shipped();
    let mut harness = Desk::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    let first = choice_labels(harness.state())[0].clone();
    harness.get_by_label(&first).click_accesskit();
    settle(&mut harness);
    assert_eq!(harness.state().life.steps().len(), 1);
    harness.key_press(Key::Num1);
    settle(&mut harness);
    assert_eq!(harness.state().life.steps().len(), 2);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(harness.state().life.steps().len(), 3);
}

#[test]
fn a_locked_choice_says_why_and_is_not_taken() {
    use bevy_egui::egui::Key;
    let story = shipped();
    let mut harness = Desk::open(&story, (1280.0, 720.0));
    // Away from everyone in February, the launch of August stays out of reach.
    let flag = story.choice_keyed(story.start, "c1").expect("the first choice").id;
    harness.state_mut().life.choose(&story, flag).expect("it is open");
    settle(&mut harness);
    let locked = choice_labels(harness.state()).into_iter().find(|label| label.contains(" – "));
    let locked = locked.expect("the flood has a locked choice");
    let number = locked.chars().next().expect("it is numbered");
    assert!(harness.get_by_label(&locked).accesskit_node().is_disabled(), "{locked}");
    let key = Key::from_name(&number.to_string()).expect("a number key");
    harness.key_press(key);
    settle(&mut harness);
    assert_eq!(harness.state().life.steps().len(), 1);
}

#[test]
fn nothing_is_taken_by_a_key_meant_for_the_page_before() {
    use bevy_egui::egui::Key;
    let story = shipped();
    let mut harness = Desk::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    harness.key_press(Key::Num1);
    harness.step();
    harness.key_press(Key::Num1);
    harness.step();
    harness.key_press(Key::Num1);
    harness.step();
    assert_eq!(harness.state().life.steps().len(), 1);
}

#[test]
fn a_mark_opens_its_note_down_to_the_sources() {
    let story = shipped();
    let mut harness = Desk::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    let page = narrative::run::view(&story, &harness.state().life);
    let fact = narrative::run::marks(page.scene, &page.blocks)
        .into_iter()
        .find_map(|mark| match mark {
            narrative::model::Mark::Fact(id) => {
                Some(story.fact(id)).filter(|fact| !fact.sources.is_empty())
            }
            _ => None,
        })
        .expect("the first page has a sourced fact");
    let cite = story.source(fact.sources[0]).cite.clone();
    let has_cite =
        |harness: &Harness<'_, Desk>| labels(harness).iter().any(|label| label.contains(&cite));
    assert!(!has_cite(&harness));
    let words = page
        .blocks
        .iter()
        .flat_map(|block| block.spans)
        .find(|span| {
            span.mark.is_some_and(|mark| match mark {
                narrative::model::Mark::Fact(id) => story.fact(id) == fact,
                _ => false,
            })
        })
        .expect("the fact is marked");
    harness
        .get_by(|node| {
            node.role() == bevy_egui::egui::accesskit::Role::Link
                && node.label().is_some_and(|label| label.starts_with(&words.text))
        })
        .click_accesskit();
    settle(&mut harness);
    assert!(has_cite(&harness), "{cite}");
}

#[test]
fn f_goes_from_note_to_note() {
    use bevy_egui::egui::Key;
    let story = shipped();
    let mut harness = Desk::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    let closed = labels(&harness).len();
    harness.key_press(Key::F);
    settle(&mut harness);
    assert!(labels(&harness).len() > closed);
}

#[test]
fn a_page_at_rest_asks_for_no_frame() {
    let story = shipped();
    let mut harness = Desk::open(&story, (1280.0, 720.0));
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
    use bevy_egui::egui::Key;
    let story = shipped();
    let mut harness = Desk::open(&story, (1280.0, 720.0));
    for _ in 0..200 {
        settle(&mut harness);
        let scene = story.scene(harness.state().life.state().scene);
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
fn every_earlier_choice_can_be_gone_back_to() {
    use bevy_egui::egui::Key;
    let story = shipped();
    let mut harness = Desk::open(&story, (1280.0, 720.0));
    for _ in 0..3 {
        settle(&mut harness);
        harness.key_press(Key::Num1);
    }
    settle(&mut harness);
    assert_eq!(harness.state().life.steps().len(), 3);
    harness.key_press(Key::Backspace);
    settle(&mut harness);
    assert_eq!(harness.state().life.steps().len(), 2);
    harness.key_press(Key::P);
    settle(&mut harness);
    let first = harness.state().life.steps()[0].choice;
    let label = story.choice(first).label.clone();
    harness.get_by_label_contains(&label).click_accesskit();
    settle(&mut harness);
    assert_eq!(harness.state().life.steps().len(), 0);
}

#[test]
fn a_warning_comes_before_the_page_and_a_summary_replaces_it() {
    use bevy_egui::egui::Key;
    let story = shipped();
    let warned = story.scenes.iter().position(|scene| !scene.content.is_empty());
    let warned = narrative::model::SceneId::new(warned.expect("a scene has a warning"));
    let mut changed = Story::clone(&story);
    changed.start = warned;
    let story = Arc::new(changed);
    let mut harness = Desk::open(&story, (1280.0, 720.0));
    settle(&mut harness);
    let scene = story.scene(warned);
    assert!(labels(&harness).iter().any(|label| label.contains(&scene.content[0])));
    let has = |harness: &Harness<'_, Desk>, blocks: &[narrative::run::BlockView<'_>]| {
        let start: String = blocks[0].spans.iter().map(|span| span.text.as_str()).collect();
        let start: String = start.chars().take(24).collect();
        labels(harness).iter().any(|label| label.contains(&start))
    };
    let life = harness.state().life.clone();
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
    for choice in choice_labels(harness.state()) {
        assert!(labels(&harness).contains(&choice));
    }
}

/// What the title was asked for.
fn title<'a>(saved: Option<&'static str>, asked: &Rc<RefCell<Vec<PlayerAction>>>) -> Harness<'a> {
    let (story, strings, asked) = (shipped(), Strings::load("en"), asked.clone());
    let (mut state, mut has_fonts) = (TitleState::default(), false);
    let mut harness = Harness::builder().with_size((1280.0, 720.0)).build_ui(move |ui| {
        if !std::mem::replace(&mut has_fonts, true) {
            ui.ctx().set_fonts(theme::fonts());
            ui.ctx().request_repaint();
            return;
        }
        let mut whole = page_ui(ui);
        let action = title_ui(&mut whole, &story, &strings, saved, &[], &mut state);
        asked.borrow_mut().extend(action);
    });
    harness.run();
    harness
}

#[test]
fn the_title_begins_a_life_or_leaves() {
    let asked = Rc::default();
    let mut harness = title(None, &asked);
    assert!(harness.query_by_label_contains("Continue").is_none());
    harness.get_by_label("A new life").click();
    harness.run();
    harness.get_by_label("Quit").click();
    harness.run();
    assert_eq!(*asked.borrow(), [PlayerAction::NewLife, PlayerAction::Quit]);
}

#[test]
fn a_new_life_over_a_saved_one_is_asked_about_first() {
    let asked = Rc::default();
    let mut harness = title(Some("One Trip, August 1932"), &asked);
    harness.get_by_label("A new life").click();
    harness.run();
    assert!(asked.borrow().is_empty());
    harness.get_by_label("Keep the life I have").click();
    harness.run();
    harness.get_by_label_contains("Continue").click();
    harness.run();
    assert_eq!(*asked.borrow(), [PlayerAction::Continue]);
}

#[test]
fn the_problem_page_shows_every_problem_with_its_code() {
    let mut has_fonts = false;
    let strings = Strings::load("en");
    let colours = Colours::new(&shipped().parts[0].palette);
    let report = "error[E0301]: one\n\nerror[E0302]: two\n";
    let mut harness = Harness::builder().with_size((1280.0, 720.0)).build_ui(move |ui| {
        if !std::mem::replace(&mut has_fonts, true) {
            ui.ctx().set_fonts(theme::fonts());
            ui.ctx().request_repaint();
            return;
        }
        let _ = problem_ui(&mut page_ui(ui), &colours, &strings, "my story", 2, report);
    });
    harness.run();
    for words in ["E0301", "E0302", "my story"] {
        assert!(harness.query_by_label_contains(words).is_some(), "{words}");
    }
}
