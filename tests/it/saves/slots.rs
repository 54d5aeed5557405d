//! The folder of saves.

use std::fs;

use sungari::store::{LoadError, Notice, SaveError, SaveFolder, Slot};

use super::sketch::{Sketch, river};
use super::{life, saved};

#[test]
fn slots_are_listed_with_what_they_hold() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, notices) = SaveFolder::open(root.path(), &story);
    assert_eq!((folder.list(), notices), (Vec::new(), Vec::new()));
    for (slot, choices, secs) in [
        (Slot::Numbered(12), "pier.c2", 5),
        (Slot::Auto, "pier.c1", 6),
        (Slot::Numbered(2), "", 7),
        (Slot::Auto, "pier.c1 papers.c1", 8),
    ] {
        folder.save(slot, &saved(&story, &life(&story, choices), secs)).unwrap();
    }
    let listed: Vec<_> = folder
        .list()
        .into_iter()
        .map(|info| {
            let card = info.card.unwrap();
            format!("{}: {}, {} steps, {}", info.slot, card.page, card.steps, card.saved_at_secs)
        })
        .collect();
    assert_eq!(
        listed,
        [
            "Autosave: Platform Two, 2 steps, 8",
            "Slot 2: The Pier, 0 steps, 7",
            "Slot 12: The “Flood”, 1 steps, 5",
        ]
    );
}

#[test]
fn an_empty_slot_says_so() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, _) = SaveFolder::open(root.path(), &story);
    assert_eq!(folder.load(&story, Slot::Auto), Err(LoadError::Empty(Slot::Auto)));
}

#[test]
fn two_stories_do_not_mix() {
    let root = tempfile::tempdir().unwrap();
    let titles = ["The River", "the river", "The-River", "Река", "Реки", "../..", ""];
    for title in titles {
        let story = Sketch { title, ..river() }.build();
        let (folder, _) = SaveFolder::open(root.path(), &story);
        assert_eq!(folder.list(), []);
        assert_eq!(folder.path().parent(), Some(root.path()));
        folder.save(Slot::Auto, &saved(&story, &life(&story, ""), 1)).unwrap();
    }
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), titles.len());
}

#[test]
fn a_folder_that_cannot_be_used_says_why_and_what_to_do() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let taken = root.path().join("taken");
    fs::write(&taken, "a file").unwrap();
    let (folder, notices) = SaveFolder::open(&taken, &story);
    let text = saved(&story, &life(&story, ""), 1);
    let error = folder.save(Slot::Auto, &text).unwrap_err();
    assert_eq!(notices, [Notice::CannotSave(error.clone())]);
    assert!(matches!(error, SaveError::Other { .. }), "{error:?}");
    assert!(error.to_string().contains("--save-dir"), "{error}");
    assert_eq!(fs::read_to_string(&taken).unwrap(), "a file");
}

#[test]
fn two_programs_in_one_folder_take_turns() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for secs in 0..40 {
                    let (folder, notices) = SaveFolder::open(root.path(), &story);
                    assert_eq!(notices, []);
                    let text = saved(&story, &life(&story, "pier.c2"), secs);
                    folder.save(Slot::Auto, &text).unwrap();
                    assert_eq!(folder.load(&story, Slot::Auto).unwrap().notices, []);
                }
            });
        }
    });
    let (folder, _) = SaveFolder::open(root.path(), &story);
    assert_eq!(folder.list()[0].card.as_ref().unwrap().saved_at_secs, 39);
}
