//! A kiosk’s screens, without a window: found and used by their accessibility
//! tree, on panels that museums have.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bevy_egui::egui::{Event, Key, Modifiers, PointerButton, Pos2, ViewportId, pos2};
use egui_kittest::kittest::NodeT;
use egui_kittest::{Harness, Node};
use sungari::game::inspect::check_shapes;
use sungari::game::kiosk::{Keeper, StaffDesk, Stand, forget, kiosk_ui, take_home, words_drawn};
use sungari::game::theme;
use sungari::i18n::Strings;
use sungari::museum::config::Config;
use sungari::museum::counts::{End, Tally};
use sungari::museum::exhibit::{Act, Exhibit, Outcome, Place, Reading, StaffAct};
use sungari::museum::exit::Wish;
use sungari::museum::panel::{Panel, SIZES};
use sungari::museum::pin;
use sungari::narrative::model::{Fact, Story};
use sungari::narrative::run::life_of_code;
use sungari::store::Typeface;

use super::kiosk::least;
use super::layout::frame;
use super::play::{shipped, whole, words_of};

/// A kiosk on screen, and the time that its test makes.
struct Gallery {
    exhibit: Exhibit,
    config: Config,
    strings: Strings,
    staff: StaffDesk,
    now_ms: u64,
    outcomes: Vec<Outcome>,
    has_fonts: bool,
}

fn panel(inches: f32, width_px: u32, height_px: u32) -> Panel {
    Panel { diagonal_mm: inches * 25.4, width_px, height_px, viewing_distance_mm: 600.0 }
}

/// Panels that museums have.
fn panels() -> [Panel; 5] {
    [
        panel(24.0, 1080, 1920),
        panel(24.0, 1920, 1080),
        panel(21.5, 1080, 1920),
        panel(43.0, 2160, 3840),
        panel(43.0, 3840, 2160),
    ]
}

fn size(panel: &Panel) -> (f32, f32) {
    let scale = panel.scale();
    (panel.width_px as f32 / scale, panel.height_px as f32 / scale)
}

impl Gallery {
    fn open<'a>(story: &Arc<Story>, panel: Panel) -> Harness<'a, Gallery> {
        let config = Config { panel, pin: pin::hash("4711").unwrap(), ..least() };
        let gallery = Gallery {
            exhibit: Exhibit::new(&config, story.clone(), 1),
            strings: Strings::load("en"),
            staff: StaffDesk {
                visits_today: 12,
                up_secs: 7_260,
                sticks: vec!["/media/stick".into()],
                ..StaffDesk::default()
            },
            config,
            now_ms: 1_000,
            outcomes: Vec::new(),
            has_fonts: false,
        };
        let (width, height) = size(&gallery.config.panel);
        let mut harness =
            Harness::builder().with_size((width, height)).with_max_steps(200).build_ui_state(
                |ui, gallery: &mut Gallery| {
                    if !std::mem::replace(&mut gallery.has_fonts, true) {
                        ui.ctx().set_fonts(theme::fonts(Typeface::Serif));
                        ui.ctx().request_repaint();
                        return;
                    }
                    let mut ui = whole(ui);
                    let thumbnails = BTreeMap::new();
                    let stand = Stand {
                        exhibit: &gallery.exhibit,
                        config: &gallery.config,
                        strings: &gallery.strings,
                        staff: &gallery.staff,
                        thumbnails: &thumbnails,
                        now_ms: gallery.now_ms,
                        turn: 0,
                    };
                    if let Some(act) = kiosk_ui(&mut ui, &stand) {
                        gallery.now_ms += 1_000;
                        let outcome = gallery.exhibit.act(act, gallery.now_ms);
                        if matches!(outcome, Some(Outcome::Over(_))) {
                            forget(ui.ctx());
                        }
                        gallery.outcomes.extend(outcome);
                        ui.ctx().request_repaint();
                    }
                },
                gallery,
            );
        harness.run();
        harness
    }
}

fn touch(harness: &mut Harness<'_, Gallery>, at: Pos2) {
    for pressed in [true, false] {
        harness.input_mut().events.push(Event::PointerMoved(at));
        harness.input_mut().events.push(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.step();
    }
    harness.input_mut().events.push(Event::PointerGone);
    harness.run();
}

/// Every node that says something, and whether it can be used.
fn nodes(harness: &Harness<'_, Gallery>) -> Vec<(String, bool)> {
    fn collect(node: &Node<'_>, found: &mut Vec<(String, bool)>) {
        if let Some(words) = words_of(node) {
            let is_button = format!("{:?}", node.accesskit_node().role()).contains("Button");
            found.push((words, is_button && !node.accesskit_node().is_disabled()));
        }
        for child in node.children() {
            collect(&child, found);
        }
    }
    let mut found = Vec::new();
    collect(&harness.root(), &mut found);
    found
}

fn says(harness: &Harness<'_, Gallery>, words: &str) -> bool {
    nodes(harness).iter().any(|(said, _)| said.contains(words))
}

/// Touches what says so.
fn touch_what_says(harness: &mut Harness<'_, Gallery>, words: &str) {
    fn find(node: &Node<'_>, words: &str) -> Option<Pos2> {
        let is_it = words_of(node).is_some_and(|said| said.starts_with(words))
            && format!("{:?}", node.accesskit_node().role()).contains("Button");
        if is_it {
            return Some(node.rect().center());
        }
        node.children().find_map(|child| find(&child, words))
    }
    let at = find(&harness.root(), words);
    let at = at.unwrap_or_else(|| panic!("nothing says {words}: {:?}", nodes(harness)));
    touch(harness, at);
}

fn press(harness: &mut Harness<'_, Gallery>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn place(harness: &Harness<'_, Gallery>) -> Place {
    harness.state().exhibit.place()
}

#[test]
fn a_visit_by_touch_ends_where_it_began_with_a_code_that_goes_on() {
    let story = shipped();
    let mut harness = Gallery::open(&story, panels()[0]);
    assert!(says(&harness, "Touch to begin"));
    touch(&mut harness, pos2(300.0, 400.0));
    assert_eq!(place(&harness), Place::Vignettes);
    assert!(says(&harness, &story.notice), "its status is told");
    touch_what_says(&mut harness, "Part one");
    assert!(says(&harness, "Half a Boat"), "{:?}", nodes(&harness));
    touch_what_says(&mut harness, "1. ");
    touch_what_says(&mut harness, "1. ");
    assert!(says(&harness, "Invented here"), "{:?}", nodes(&harness));
    touch_what_says(&mut harness, "What is true here?");
    assert!(says(&harness, "Documented") || says(&harness, "Reported"), "{:?}", nodes(&harness));
    touch_what_says(&mut harness, "Back to the page");
    touch_what_says(&mut harness, "Stay for the whole story");
    touch_what_says(&mut harness, "Go on");
    assert_eq!(place(&harness), Place::Page);
    touch_what_says(&mut harness, "Stop here");
    let said = nodes(&harness);
    let code = said.iter().find_map(|(said, _)| said.strip_prefix("sungari play --from "));
    let life = life_of_code(&story, code.unwrap(), 1).unwrap();
    assert_eq!(story.scene(life.state().scene).name, "papers");
    touch_what_says(&mut harness, "Start again");
    assert_eq!(place(&harness), Place::Attract);
    assert!(matches!(harness.state().outcomes[..], [Outcome::Over(_)]));
}

#[test]
fn from_a_claim_on_a_page_to_its_source_are_two_touches() {
    let story = shipped();
    let mut harness = Gallery::open(&story, panels()[0]);
    let mut sources = 0;
    for index in 0..story.vignettes.len() {
        go(&mut harness, &[Act::Begin, Act::Vignette(index), Act::Read(Reading::Page)]);
        let facts = harness.state().exhibit.facts();
        for fact in facts {
            let fact = story.fact(fact);
            touch_what_says(&mut harness, "What is true here?");
            let lines: Vec<&str> = (story.sources_of(fact).iter())
                .map(|source| source.cite.as_str())
                .chain(fact.unsourced.as_deref())
                .collect();
            assert!(!lines.is_empty(), "{}", fact.name);
            assert!(lines.iter().all(|line| !says(&harness, line)), "not before it is asked for");
            touch_what_says(&mut harness, &card(&story, fact));
            for line in &lines {
                assert!(says(&harness, line), "{line}: {:?}", nodes(&harness));
            }
            sources += lines.len();
            touch_what_says(&mut harness, &card(&story, fact));
            touch_what_says(&mut harness, "Back to the page");
        }
        go(&mut harness, &[Act::Leave]);
    }
    assert!(sources > story.vignettes.len(), "{sources}");
}

/// How the card of a fact begins.
fn card(story: &Story, fact: &Fact) -> String {
    format!("{}. {}", story.frame.grade(fact.grade), fact.statement)
}

#[test]
fn five_keys_are_enough_for_every_screen() {
    let story = shipped();
    for panel in panels() {
        let mut harness = Gallery::open(&story, panel);
        press(&mut harness, Key::Enter);
        assert_eq!(place(&harness), Place::Vignettes);
        press(&mut harness, Key::F1);
        assert!(says(&harness, "How this works"));
        press(&mut harness, Key::F1);
        // One below the first, and its first choices.
        press(&mut harness, Key::ArrowDown);
        press(&mut harness, Key::Enter);
        assert_eq!(place(&harness), Place::Page, "{:?}", nodes(&harness));
        for _ in 0..2 {
            // Down reads on where the page is longer than the panel.
            let before = harness.state().exhibit.life().unwrap().steps().len();
            for _ in 0..12 {
                if harness.state().exhibit.life().unwrap().steps().len() == before {
                    press(&mut harness, Key::Enter);
                }
                if harness.state().exhibit.life().unwrap().steps().len() == before {
                    press(&mut harness, Key::ArrowDown);
                }
            }
        }
        assert!(harness.state().exhibit.is_over(), "{panel:?}: {:?}", nodes(&harness));
        press(&mut harness, Key::Escape);
        assert_eq!(place(&harness), Place::Farewell);
        press(&mut harness, Key::Escape);
        assert_eq!(place(&harness), Place::Vignettes);
        press(&mut harness, Key::Escape);
        assert_eq!(place(&harness), Place::Attract);
    }
}

#[test]
fn an_attract_loop_asks_for_no_frame_of_its_own() {
    let story = shipped();
    for panel in panels() {
        let mut harness = Gallery::open(&story, panel);
        for _ in 0..5 {
            harness.step();
            let asked = harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
            assert!(asked > Duration::from_secs(60), "{panel:?}: again after {asked:?}");
        }
        let next_ms = |harness: &Harness<'_, Gallery>| {
            harness.state().exhibit.next_ms(harness.state().now_ms)
        };
        assert_eq!(next_ms(&harness), None, "{panel:?}");
        // While somebody is there the idle clock asks.
        press(&mut harness, Key::Enter);
        assert!(next_ms(&harness).is_some(), "{panel:?}");
    }
}

#[test]
fn nobody_there_is_asked_and_then_forgotten() {
    let story = shipped();
    let mut harness = Gallery::open(&story, panels()[0]);
    let fresh = harness.ctx.memory(|memory| memory.data.len());
    touch(&mut harness, pos2(300.0, 400.0));
    touch_what_says(&mut harness, "Part one");
    touch_what_says(&mut harness, "Larger text");
    let words = words_drawn(&harness.output().shapes);
    assert!((40..200).contains(&words), "{words}");
    let now = harness.state().now_ms;
    harness.state_mut().exhibit.shows(words, now);
    let wait = harness.state().exhibit.next_ms(now).unwrap();
    harness.state_mut().now_ms += wait;
    let now = harness.state().now_ms;
    harness.state_mut().exhibit.tick(true, now);
    harness.run();
    assert!(says(&harness, "Are you still there?") && says(&harness, "In 30 seconds"));
    touch(&mut harness, pos2(20.0, 700.0));
    assert!(says(&harness, "Half a Boat"), "any touch is an answer, and nothing else");
    harness.state_mut().now_ms += 400_000;
    let now = harness.state().now_ms;
    harness.state_mut().exhibit.tick(true, now);
    harness.state_mut().now_ms += 30_000;
    let now = harness.state().now_ms;
    let over = harness.state_mut().exhibit.tick(true, now);
    assert!(matches!(over, Some(Outcome::Over(_))));
    forget(&harness.ctx);
    harness.run();
    assert!(says(&harness, "Touch to begin"));
    assert_eq!(harness.state().exhibit.size_percent(), 100);
    assert!(harness.ctx.memory(|memory| memory.data.len()) <= fresh);
}

#[test]
fn staff_give_their_pin_by_touch() {
    let story = shipped();
    let panel = panels()[0];
    let (width, height) = size(&panel);
    let mut harness = Gallery::open(&story, panel);
    touch(&mut harness, pos2(300.0, 400.0));
    for at in [(8.0, 8.0), (width - 8.0, 8.0), (width - 8.0, height - 8.0), (8.0, height - 8.0)] {
        touch(&mut harness, pos2(at.0, at.1));
    }
    assert_eq!(place(&harness), Place::Pin, "{:?}", nodes(&harness));
    for digit in ["4", "7", "1", "1", "Enter"] {
        touch_what_says(&mut harness, digit);
    }
    assert_eq!(place(&harness), Place::Staff);
    assert!(says(&harness, "12 visits today") && says(&harness, "2 h 1 min"));
    touch_what_says(&mut harness, "Export counts to /media/stick");
    assert_eq!(harness.state().outcomes.last(), Some(&Outcome::Export(0)));
    for (once, again, wish) in [
        ("Restart the machine", "Touch again to restart the machine", Wish::RestartDevice),
        ("Switch the machine off", "Touch again to switch the machine off", Wish::ShutDown),
        ("Leave to the system", "Touch again to leave to the system", Wish::Leave),
    ] {
        let before = harness.state().outcomes.len();
        touch_what_says(&mut harness, once);
        assert!(says(&harness, again) && harness.state().outcomes.len() == before);
        touch_what_says(&mut harness, again);
        assert_eq!(harness.state().outcomes.last(), Some(&Outcome::End(wish)));
        assert!(says(&harness, once), "as it was");
    }
    touch_what_says(&mut harness, "Restart the exhibit");
    assert_eq!(harness.state().outcomes.last(), Some(&Outcome::End(Wish::Restart)));
    touch_what_says(&mut harness, "Close for the day");
    assert!(says(&harness, "This exhibit is closed."));
}

/// Goes to a screen without touching it.
fn go(harness: &mut Harness<'_, Gallery>, acts: &[Act]) {
    for act in acts {
        harness.state_mut().now_ms += 1_000;
        let now = harness.state().now_ms;
        harness.state_mut().exhibit.act(*act, now);
    }
    harness.run();
}

/// The ways to every screen of a visit, from the vignette at `index`.
fn ways(story: &Story, index: usize) -> Vec<(&'static str, Vec<Act>)> {
    let alone = story.of_vignette(&story.vignettes[index]).unwrap();
    let first = alone.scene(alone.start);
    let choice = first.choices.iter().chain(&first.asked).next().unwrap().id;
    let begin = vec![Act::Begin, Act::Vignette(index)];
    let then = |more: &[Act]| [begin.clone(), more.to_vec()].concat();
    let read = Act::Read(Reading::Page);
    let corners: Vec<Act> = (0..4).map(Act::Corner).collect();
    let digits = [4, 7, 1, 1].map(Act::Digit);
    let staff = [&corners[..], &digits, &[Act::Enter]].concat();
    vec![
        ("attract", vec![]),
        ("vignettes", vec![Act::Begin]),
        ("help", vec![Act::Begin, Act::Help]),
        ("page", begin.clone()),
        ("next page", then(&[read, Act::Choose(choice)])),
        ("truth", then(&[Act::Truth])),
        ("farewell", then(&[Act::Finish])),
        ("pin", corners.clone()),
        ("staff", staff.clone()),
        ("staff, asked again", [staff, vec![Act::Staff(StaffAct::End(Wish::ShutDown))]].concat()),
    ]
}

#[test]
fn everything_to_touch_is_as_large_as_a_finger_and_no_words_are_cut() {
    let story = shipped();
    let mut found = Vec::new();
    for panel in panels() {
        for index in [0, 4, 5] {
            for (name, acts) in ways(&story, index) {
                for larger in 0..3 {
                    for lower in [false, true] {
                        let mut acts = acts.clone();
                        if acts.first() == Some(&Act::Begin) {
                            acts.splice(1..1, vec![Act::Larger; larger]);
                            acts.splice(1..1, vec![Act::Lower; usize::from(lower)]);
                        } else if larger > 0 || lower {
                            continue;
                        }
                        let mut harness = Gallery::open(&story, panel);
                        go(&mut harness, &acts);
                        let place = format!(
                            "{name} of {index}, {larger} larger, low {lower}, {}x{}",
                            panel.width_px, panel.height_px
                        );
                        let frame = frame(&harness, size(&panel));
                        let shapes = check_shapes(&frame);
                        found.extend(shapes.iter().map(|finding| format!("{place}: {finding}")));
                        small(&harness.root(), &place, &mut found);
                    }
                }
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

/// Controls that are smaller than a finger, or have no name.
fn small(node: &Node<'_>, place: &str, found: &mut Vec<String>) {
    let inner = node.accesskit_node();
    if format!("{:?}", inner.role()) == "Button" && !inner.is_disabled() {
        let rect = node.rect();
        let words = words_of(node).unwrap_or_default();
        if words.is_empty() {
            found.push(format!("{place}: a control without a name at {rect:?}"));
        }
        if rect.width() < SIZES.target - 0.5 || rect.height() < SIZES.target - 0.5 {
            found.push(format!("{place}: “{words}” is {:?}", rect.size()));
        }
    }
    for child in node.children() {
        small(&child, place, found);
    }
}

#[test]
fn the_squares_say_what_the_words_say() {
    let story = shipped();
    let vignette = &story.vignettes[1];
    let alone = story.of_vignette(vignette).unwrap();
    let life = sungari::narrative::run::Playthrough::begin(&alone, 1);
    let home = sungari::narrative::explore::life_of(&story, vignette, 1).unwrap();
    let taken = take_home(&story, &alone, &life, &home, "Sungari: Half a boat");
    assert!(taken.is_whole && taken.text.len() <= 400, "{}", taken.text);
    assert!(taken.text.contains(&format!("sungari play --from {}", taken.code)));
    assert!(taken.sources.iter().all(|source| taken.text.contains(source.as_str())));
}

#[test]
fn a_visit_that_waited_in_memory_is_written_as_soon_as_that_can_be_done() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("data");
    std::fs::write(&place, "a file, not a folder").unwrap();
    let mut keeper = Keeper::open(&least(), shipped(), Some(place.clone()));
    let mut tally = Tally::default();
    tally.close(End::Left, 60, None);
    keeper.count(&tally);
    keeper.retry();
    let strings = Strings::load("en");
    assert_eq!(keeper.desk(&strings).health.len(), 1, "staff are told");
    std::fs::remove_file(&place).unwrap();
    keeper.retry();
    let desk = keeper.desk(&strings);
    assert!(desk.health.is_empty() && desk.visits_today == 1, "{:?}", desk.health);
}
