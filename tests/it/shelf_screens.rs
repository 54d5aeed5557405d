//! The screens around the story: how to read, what is kept, how it is read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use bevy_egui::egui::Key;
use bevy_egui::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use sungari::game::action::{PlayerAction, ShelfAction};
use sungari::game::screens::Screen;
use sungari::narrative::model::Story;
use sungari::store::{Depth, LineSpacing, Reveal, Settings, Slot, Theme, Typeface};

use super::play::{Play, labels, press, says, settle, shelf, shipped, words_of};
use super::steps::ferry;

pub(crate) const WIDE: (f32, f32) = (1280.0, 720.0);
pub(crate) const ONE: Slot = Slot::Numbered(1);

/// The game with the introduction read, and what is kept in `folder`.
pub(crate) fn start<'a>(story: &Arc<Story>, folder: &Path, size: (f32, f32)) -> Harness<'a, Play> {
    let mut settings = Settings::load(folder).0;
    settings.introduced = true;
    settings.save(folder).unwrap();
    let mut harness = Play::start(story, shelf(story, folder), size);
    // What is carried goes to the test's own folder.
    harness.state_mut().session.carries_to = folder.into();
    harness
}

pub(crate) fn ask(harness: &mut Harness<'_, Play>, action: PlayerAction) {
    harness.state_mut().ask(action);
    settle(harness);
}

pub(crate) fn on_shelf(harness: &mut Harness<'_, Play>, action: ShelfAction) {
    ask(harness, PlayerAction::Shelf(action));
}

/// Takes the first open choice, so many times.
pub(crate) fn choose(harness: &mut Harness<'_, Play>, times: usize) {
    for _ in 0..times {
        let choice = {
            let play = harness.state();
            play.life().open_choices(&play.story)[0].id
        };
        ask(harness, PlayerAction::Choose(choice));
    }
}

/// Lives a life to its end.
pub(crate) fn finish(harness: &mut Harness<'_, Play>) {
    ask(harness, PlayerAction::NewLife);
    for _ in 0..200 {
        let play = harness.state();
        let scene = play.story.scene(play.life().state().scene);
        if scene.ending.is_some() {
            // The last page may have a warning, which is answered first.
            if !scene.content.is_empty() {
                press(harness, Key::Num1);
            }
            settle(harness);
            return;
        }
        choose(harness, 1);
    }
    panic!("no ending");
}

pub(crate) fn click(harness: &mut Harness<'_, Play>, label: &str) {
    let Some(node) = harness.query_by_label(label) else {
        panic!("no one “{label}”: {:?}", labels(harness));
    };
    node.click_accesskit();
    settle(harness);
}

/// Clicks what says this, among other things.
pub(crate) fn click_on(harness: &mut Harness<'_, Play>, words: &str) {
    let label = label_with(harness, words);
    click(harness, &label);
}

/// Every node of the tree.
pub(crate) fn each<'t>(node: &Node<'t>, visit: &mut impl FnMut(&Node<'t>)) {
    visit(node);
    for child in node.children() {
        each(&child, visit);
    }
}

/// What has the keyboard.
pub(crate) fn focused(harness: &Harness<'_, Play>) -> Option<String> {
    let mut found = None;
    each(&harness.root(), &mut |node| {
        if node.accesskit_node().is_focused() && node.accesskit_node().role() != Role::Window {
            found = words_of(node).or(Some(String::new()));
        }
    });
    found
}

/// Goes to a control by Tab.
fn tab_to(harness: &mut Harness<'_, Play>, label: &str) {
    for _ in 0..200 {
        if focused(harness).is_some_and(|focused| focused.starts_with(label)) {
            return;
        }
        harness.key_press(Key::Tab);
        harness.run();
    }
    panic!("Tab does not lead to “{label}”: {:?}", labels(harness));
}

/// The label of the node that says this, among other things.
fn label_with(harness: &Harness<'_, Play>, words: &str) -> String {
    let found = labels(harness).into_iter().find(|label| label.contains(words));
    found.unwrap_or_else(|| panic!("{words}: {:?}", labels(harness)))
}

#[test]
fn the_first_start_shows_the_introduction_once() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = Play::start(&story, shelf(&story, folder.path()), WIDE);
    settle(&mut harness);
    assert_eq!(harness.state().screen, Screen::Introduction);
    for words in
        ["Documented", "Legend", "No historian has reviewed", "Gamepad", "Invented document"]
    {
        assert!(says(&harness, words), "{words}: {:?}", labels(&harness));
    }
    assert_eq!(focused(&harness).as_deref(), Some("Begin to read"));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().screen, Screen::Title);
    let harness = Play::start(&story, shelf(&story, folder.path()), WIDE);
    assert_eq!(harness.state().screen, Screen::Title);
}

#[test]
fn every_setting_is_changed_by_the_keyboard_alone_and_kept() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::Open(Screen::Settings));
    for label in [
        "Size of everything: 100 %: larger",
        "Typeface: Without",
        "Space between lines: Widest",
        "Light: Night",
        "Facts beside the text: Marks",
        "New text comes: At once",
        "Pages go on by themselves, words a minute: 160",
        "What moves: Stands still",
        "Shown in: Full screen",
    ] {
        tab_to(&mut harness, label);
        press(&mut harness, Key::Enter);
    }
    let changed = Settings {
        size_percent: 110,
        typeface: Typeface::Sans,
        line_spacing: LineSpacing::Widest,
        theme: Theme::Dark,
        reveal: Reveal::Instant,
        auto_advance: Some(160),
        reduced_motion: true,
        depth: Depth::Marks,
        full_screen: true,
        keys: BTreeMap::new(),
        introduced: true,
    };
    assert_eq!(harness.state().session.settings, changed);
    let mut harness = start(&story, folder.path(), WIDE);
    assert_eq!(harness.state().session.settings, changed);

    ask(&mut harness, PlayerAction::Open(Screen::Settings));
    tab_to(&mut harness, "Set all as it was");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().session.settings, changed, "it asks first");
    assert_eq!(focused(&harness).as_deref(), Some("Leave them as they are"));
    tab_to(&mut harness, "Set all as at first");
    press(&mut harness, Key::Enter);
    let first = Settings { introduced: true, ..Settings::default() };
    assert_eq!(harness.state().session.settings, first);
}

#[test]
fn the_sample_shows_what_a_setting_does() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::Open(Screen::Settings));
    let heading = story.frame.grade(sungari::narrative::model::Grade::Documented);
    let marks = |harness: &Harness<'_, Play>| {
        let mut count = 0;
        each(&harness.root(), &mut |node| {
            count += usize::from(node.accesskit_node().role() == Role::Link)
        });
        count
    };
    assert!(says(&harness, heading) && marks(&harness) > 0);
    click(&mut harness, "Facts beside the text: None");
    assert_eq!(marks(&harness), 0);
}

#[test]
fn a_key_is_changed_works_and_is_put_back() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::Open(Screen::Settings));
    tab_to(&mut harness, "Next note: F");
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "Press the new key"));
    press(&mut harness, Key::ArrowDown);
    assert!(says(&harness, "cannot be had"), "{:?}", labels(&harness));
    press(&mut harness, Key::N);
    assert!(says(&harness, "belongs to “Who told me that?”"), "{:?}", labels(&harness));
    assert_eq!(harness.state().screen, Screen::Settings, "nobody else hears the key");
    press(&mut harness, Key::X);
    assert!(says(&harness, "Next note: X"), "{:?}", labels(&harness));
    assert_eq!(focused(&harness).as_deref(), Some("Next note: X"), "the line keeps the keyboard");

    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::NewLife);
    press(&mut harness, Key::Enter);
    let before = focused(&harness);
    press(&mut harness, Key::F);
    assert_eq!(focused(&harness), before);
    press(&mut harness, Key::X);
    assert_ne!(focused(&harness), before, "the note has the keyboard");

    ask(&mut harness, PlayerAction::Open(Screen::Settings));
    tab_to(&mut harness, "Take it again: V");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::F);
    tab_to(&mut harness, "Next note: Put back");
    press(&mut harness, Key::Enter);
    assert!(harness.state().session.settings.keys.is_empty(), "no two commands share a key");

    tab_to(&mut harness, "What else, and close: Esc");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    assert!(!says(&harness, "Press the new key"));
    assert_eq!(harness.state().screen, Screen::Settings);
}

#[test]
fn a_slot_is_filled_noted_written_over_and_emptied_and_what_takes_away_asks() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::NewLife);
    choose(&mut harness, 2);
    ask(&mut harness, PlayerAction::Open(Screen::Saves));
    assert_eq!(focused(&harness).as_deref(), Some("Save in slot 1"));
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "Saved in Slot 1"), "{:?}", labels(&harness));
    let card = |harness: &Harness<'_, Play>| {
        let slots = &harness.state().session.slots;
        let info = slots.iter().find(|info| info.slot == ONE)?;
        info.card.clone().ok()
    };
    assert_eq!(card(&harness).map(|card| card.steps), Some(2));
    assert!(card(&harness).is_some_and(|card| card.played_secs.is_some()));

    click_on(&mut harness, "Slot 1,");
    click(&mut harness, "Note: Slot 1");
    assert_eq!(focused(&harness).as_deref(), Some("Your words on Slot 1"));
    harness.event(bevy_egui::egui::Event::Text("Before the office".into()));
    harness.run();
    press(&mut harness, Key::Enter);
    let note = |harness: &Harness<'_, Play>| card(harness).and_then(|card| card.note);
    assert_eq!(note(&harness).as_deref(), Some("Before the office"));

    ask(&mut harness, PlayerAction::Close);
    choose(&mut harness, 1);
    ask(&mut harness, PlayerAction::Open(Screen::Saves));
    click_on(&mut harness, "Slot 1,");
    click(&mut harness, "Save here: Slot 1");
    assert_eq!(card(&harness).map(|card| card.steps), Some(2), "it asks first");
    assert_eq!(focused(&harness).as_deref(), Some("Leave it as it is"));
    click(&mut harness, "Save here");
    assert_eq!(card(&harness).map(|card| card.steps), Some(3));

    click(&mut harness, "Delete: Slot 1");
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().screen, Screen::Saves, "only the question is closed");
    click(&mut harness, "Delete: Slot 1");
    press(&mut harness, Key::Enter);
    assert!(card(&harness).is_some(), "the first answer changes nothing");
    click(&mut harness, "Delete: Slot 1");
    click(&mut harness, "Delete");
    assert_eq!(card(&harness), None);
    assert!(says(&harness, "Slot 1 is empty"));
}

#[test]
fn loading_asks_only_where_a_life_would_be_lost() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::NewLife);
    choose(&mut harness, 1);
    on_shelf(&mut harness, ShelfAction::Save(ONE));
    click_on(&mut harness, "Slot 1,");
    click(&mut harness, "Load: Slot 1");
    assert_eq!((harness.state().screen, harness.state().steps()), (Screen::Scene, 1));
    choose(&mut harness, 2);
    ask(&mut harness, PlayerAction::Open(Screen::Saves));
    click_on(&mut harness, "Slot 1,");
    click(&mut harness, "Load: Slot 1");
    assert_eq!((harness.state().screen, harness.state().steps()), (Screen::Saves, 3));
    click(&mut harness, "Load");
    assert_eq!((harness.state().screen, harness.state().steps()), (Screen::Scene, 1));
    // It is the life to continue from now on.
    let harness = start(&story, folder.path(), WIDE);
    assert_eq!(harness.state().steps(), 1);
}

#[test]
fn a_save_carried_out_and_in_comes_back() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::NewLife);
    choose(&mut harness, 3);
    on_shelf(&mut harness, ShelfAction::Save(ONE));
    let life = harness.state().life().clone();
    click_on(&mut harness, "Slot 1,");
    click(&mut harness, "Export: Slot 1");
    click(&mut harness, "Write the file: File to write");
    let is_ours =
        |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with("sungari-");
    let files = fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
    let file = files.filter(is_ours).find(|entry| entry.path().is_file()).expect("a file").path();
    assert!(says(&harness, &format!("Written to {}", file.display())), "{:?}", labels(&harness));
    click(&mut harness, "Export: Slot 1");
    click(&mut harness, "Write the file: File to write");
    assert!(says(&harness, "choose another name"), "{:?}", labels(&harness));
    assert_eq!(focused(&harness).as_deref(), Some("File to write"), "to try again");

    on_shelf(&mut harness, ShelfAction::Delete(ONE));
    choose_and_forget(&mut harness);
    ask(&mut harness, PlayerAction::Open(Screen::Title));
    click_on(&mut harness, "Load");
    assert!(!says(&harness, "Save in slot"), "at the title nothing is saved");
    // A file that is none changes nothing and says so.
    on_shelf(&mut harness, ShelfAction::Import(folder.path().join("settings.ron")));
    assert!(says(&harness, "is not a save"), "{:?}", labels(&harness));
    // Dropped on whichever screen.
    ask(&mut harness, PlayerAction::Open(Screen::Title));
    on_shelf(&mut harness, ShelfAction::Import(file));
    assert_eq!(harness.state().screen, Screen::Saves);
    assert!(says(&harness, "is in Slot 1"), "{:?}", labels(&harness));
    on_shelf(&mut harness, ShelfAction::Load(ONE));
    assert_eq!(harness.state().life(), &life);
}

/// Another life takes the place of the one at hand.
fn choose_and_forget(harness: &mut Harness<'_, Play>) {
    ask(harness, PlayerAction::NewLife);
    choose(harness, 1);
}

#[test]
fn a_slot_of_the_earlier_version_loads_and_shows_what_is_known() {
    let story = Arc::new(ferry());
    let folder = tempfile::tempdir().unwrap();
    let before = folder.path().join("the-ferry-ac751da4");
    fs::create_dir(&before).unwrap();
    fs::copy("tests/cases/saves/by_title/crossed.ron", before.join("slot-01.ron")).unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::Open(Screen::Saves));
    let row = label_with(&harness, "Slot 1,");
    assert!(!row.contains(" min,"), "how long it was played is not made up: {row}");
    click(&mut harness, &row);
    click(&mut harness, "Load: Slot 1");
    assert_eq!(harness.state().screen, Screen::Scene);
    assert!(harness.state().steps() > 0);
}

#[test]
fn a_finished_life_is_opened_again_and_the_life_in_progress_stays() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    finish(&mut harness);
    let finished = harness.state().life().clone();
    ask(&mut harness, PlayerAction::NewLife);
    choose(&mut harness, 2);
    let in_progress = harness.state().life().clone();
    // The record is kept from run to run.
    let mut harness = start(&story, folder.path(), WIDE);
    let ending = &story.endings[story.scene(finished.state().scene).ending.unwrap().index()];
    assert!(says(&harness, "Lives read, one life"), "{:?}", labels(&harness));
    ask(&mut harness, PlayerAction::Open(Screen::Lives));
    let row = label_with(&harness, &ending.title);
    assert!(row.contains(&ending.document) && row.contains("choices"), "{row}");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().screen, Screen::Epilogue);
    assert_eq!(harness.state().life(), &finished);
    ask(&mut harness, PlayerAction::Close);
    assert_eq!(harness.state().screen, Screen::Lives);
    ask(&mut harness, PlayerAction::Close);
    assert_eq!(harness.state().life(), &in_progress);
    assert_eq!(start(&story, folder.path(), WIDE).state().life(), &in_progress);
}

#[test]
fn going_on_with_a_finished_life_puts_the_one_in_progress_into_a_slot() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    finish(&mut harness);
    ask(&mut harness, PlayerAction::NewLife);
    choose(&mut harness, 2);
    let in_progress = harness.state().life().clone();
    ask(&mut harness, PlayerAction::Open(Screen::Title));
    ask(&mut harness, PlayerAction::Reopen(0));
    ask(&mut harness, PlayerAction::StepBackTo(1));
    assert_eq!(harness.state().screen, Screen::Scene);
    assert_eq!(start(&story, folder.path(), WIDE).state().life(), &in_progress);
    choose(&mut harness, 1);
    assert!(says(&harness, "was put into Slot 1"), "{:?}", labels(&harness));
    ask(&mut harness, PlayerAction::Open(Screen::Title));
    assert_eq!(harness.state().steps(), 2);
    on_shelf(&mut harness, ShelfAction::Load(ONE));
    assert_eq!(harness.state().life(), &in_progress);
}

#[test]
fn a_finished_life_that_the_story_has_outgrown_says_how_much_is_lost() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    finish(&mut harness);
    ask(&mut harness, PlayerAction::Open(Screen::Title));
    let steps = &mut harness.state_mut().session.record.lives[0].steps;
    let last = steps.len() - 1;
    steps[last] = "nowhere.c9".into();
    ask(&mut harness, PlayerAction::Open(Screen::Lives));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().screen, Screen::Scene);
    assert!(says(&harness, "its last choice cannot be taken"), "{:?}", labels(&harness));
}

#[test]
fn the_way_out_has_the_keyboard_where_there_is_nothing_else() {
    let story = shipped();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(&story, folder.path(), WIDE);
    ask(&mut harness, PlayerAction::Open(Screen::Lives));
    assert_eq!(focused(&harness).as_deref(), Some("Close"));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().screen, Screen::Title);
}
