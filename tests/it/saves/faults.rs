//! Damaged saves: always found, never a panic, never deleted.

use std::fs;
use std::path::{Path, PathBuf};

use sungari::narrative::model::Story;
use sungari::narrative::run::Playthrough;
use sungari::narrative::run::save::{self, ReadError};
use sungari::store::{LoadError, Notice, SaveFolder, Slot};

use super::sketch::river;
use super::{life, saved};

/// Every way to cut a save short, and every byte of it changed three ways.
fn damages(text: &str) -> impl Iterator<Item = Vec<u8>> {
    let cut = (0..text.len()).map(|length| text.as_bytes()[..length].to_vec());
    let flipped = (0..text.len()).flat_map(|index| {
        [0x01, 0x20, 0xff].map(|bits| {
            let mut bytes = text.as_bytes().to_vec();
            bytes[index] ^= bits;
            bytes
        })
    });
    cut.chain(flipped)
}

/// Three lives, saved one after another in the slot.
fn three(story: &Story, folder: &SaveFolder, slot: Slot) -> [Playthrough; 3] {
    let lives = ["", "pier.c2", "pier.c2 flood.c1"].map(|choices| life(story, choices));
    for (index, life) in lives.iter().enumerate() {
        folder.save(slot, &saved(story, life, index as u64)).unwrap();
    }
    lives
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.retain(|name| name != "lock");
    names
}

#[test]
fn every_change_of_a_save_is_found() {
    let story = river().build();
    let text = saved(&story, &life(&story, "pier.c2 flood.c1 papers.c1 platform_two.c1"), 1);
    for index in 0..text.len() {
        for bits in 1..=255 {
            let mut bytes = text.as_bytes().to_vec();
            bytes[index] ^= bits;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            let found = save::read(&story, &changed);
            assert!(matches!(found, Err(ReadError::Damaged(_))), "{index} {bits} {found:?}");
        }
    }
}

/// A save of 64 KiB at least: a life that goes round and round.
fn large(story: &Story) -> String {
    let mut life = Playthrough::begin(story, 7);
    loop {
        let text = saved(story, &life, 1);
        if text.len() >= 64 * 1024 {
            return text;
        }
        for _ in 0..60 {
            let open = life.open_choices(story);
            // The last leads on; the one before it might lead to an ending.
            life.choose(story, open[open.len() - 1].id).unwrap();
        }
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn a_save_of_64_kib_is_found_changed_at_any_byte_and_cut_at_any_length() {
    let story = river().build();
    let text = large(&story);
    println!("{} bytes", text.len());
    assert!(save::read(&story, &text).is_ok());
    let is_found = |text: &str| matches!(save::read(&story, text), Err(ReadError::Damaged(_)));
    for length in 0..text.len() {
        assert!(is_found(&text[..length]), "cut to {length}");
    }
    let mut bytes = text.into_bytes();
    for index in 0..bytes.len() {
        for bits in [0x01, 0x20] {
            bytes[index] ^= bits;
            let changed = String::from_utf8(bytes).unwrap();
            assert!(is_found(&changed), "byte {index}");
            bytes = changed.into_bytes();
            bytes[index] ^= bits;
        }
    }
}

#[test]
fn a_save_of_64_kib_that_is_damaged_gives_way_to_the_one_before_it() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, _) = SaveFolder::open(root.path(), &story);
    let lives = three(&story, &folder, Slot::Auto);
    let newest = folder.path().join("autosave.ron");
    let text = large(&story);
    // Not each: every one of them is written, read and set aside.
    for index in (0..text.len()).step_by(509) {
        let mut changed = text.clone().into_bytes();
        changed[index] ^= 0x01;
        for bytes in [&text.as_bytes()[..index], &changed] {
            fs::write(&newest, bytes).unwrap();
            let loaded = folder.load(&story, Slot::Auto).unwrap();
            assert_eq!(loaded.restored.playthrough, lives[1], "{index}");
            assert_eq!(loaded.notices.len(), 2, "{index}");
            fs::remove_file(folder.path().join("autosave.broken-1.ron")).unwrap();
        }
    }
}

#[test]
fn a_damaged_save_is_set_aside_and_the_one_before_it_is_loaded() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, notices) = SaveFolder::open(root.path(), &story);
    assert_eq!(notices, []);
    let lives = three(&story, &folder, Slot::Auto);
    let newest = folder.path().join("autosave.ron");
    let text = fs::read_to_string(&newest).unwrap();
    let kept_as = folder.path().join("autosave.broken-1.ron");
    for bytes in damages(&text) {
        fs::write(&newest, &bytes).unwrap();
        let loaded = folder.load(&story, Slot::Auto).unwrap();
        assert_eq!(loaded.restored.playthrough, lives[1]);
        let [Notice::SetAside { slot, why, kept_as: kept }, fell_back] = &loaded.notices[..] else {
            panic!("{:?}", loaded.notices);
        };
        assert_eq!((slot, kept), (&Slot::Auto, &kept_as));
        assert!(matches!(why, ReadError::Damaged(_)));
        assert_eq!(fell_back, &Notice::FellBack { slot: Slot::Auto });
        assert!(!newest.exists());
        assert_eq!(fs::read(&kept_as).unwrap(), bytes);
        fs::remove_file(&kept_as).unwrap();
    }
}

#[test]
fn damage_is_found_at_the_start_and_said() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, _) = SaveFolder::open(root.path(), &story);
    let lives = three(&story, &folder, Slot::Numbered(3));
    for name in ["slot-03.ron", "slot-03.1.ron"] {
        fs::write(folder.path().join(name), [0xff, 0xfe, 0x00]).unwrap();
    }
    let (folder, notices) = SaveFolder::open(root.path(), &story);
    let said: Vec<_> = notices.iter().map(ToString::to_string).collect();
    let kept = |number| folder.path().join(format!("slot-03.broken-{number}.ron"));
    let expected = [1, 2].map(|number| {
        let kept = kept(number);
        let kept = kept.display();
        format!("Slot 3: the save is damaged: it is not text; the file is kept as {kept}")
    });
    assert_eq!(said, expected);
    let loaded = folder.load(&story, Slot::Numbered(3)).unwrap();
    assert_eq!((loaded.restored.playthrough, loaded.notices), (lives[0].clone(), Vec::new()));
}

#[test]
fn when_all_are_damaged_all_are_kept_and_a_new_life_is_saved_beside_them() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, _) = SaveFolder::open(root.path(), &story);
    let lives = three(&story, &folder, Slot::Auto);
    for name in files(folder.path()) {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let listed: Vec<_> = folder.list().into_iter().map(|info| info.card.is_ok()).collect();
    assert_eq!(listed, [false]);
    let Err(LoadError::AllDamaged { notices, .. }) = folder.load(&story, Slot::Auto) else {
        panic!("nothing can be loaded");
    };
    assert_eq!(notices.len(), 3);
    assert_eq!(folder.load(&story, Slot::Auto), Err(LoadError::Empty(Slot::Auto)));
    let broken = [1, 2, 3].map(|number| format!("autosave.broken-{number}.ron"));
    assert_eq!(files(folder.path()), broken);
    folder.save(Slot::Auto, &saved(&story, &lives[2], 9)).unwrap();
    assert_eq!(folder.load(&story, Slot::Auto).unwrap().restored.playthrough, lives[2]);
    assert_eq!(files(folder.path()).len(), 4);
}

#[test]
fn a_damaged_file_is_not_pushed_out_by_newer_saves() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, _) = SaveFolder::open(root.path(), &story);
    three(&story, &folder, Slot::Auto);
    fs::write(folder.path().join("autosave.ron"), "precious").unwrap();
    three(&story, &folder, Slot::Auto);
    let kept = fs::read_to_string(folder.path().join("autosave.broken-1.ron")).unwrap();
    assert_eq!(kept, "precious");
}

#[test]
fn a_newer_sungaris_save_is_left_alone_and_never_pushed_out() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, _) = SaveFolder::open(root.path(), &story);
    let lives = three(&story, &folder, Slot::Auto);
    let body = "(lives: 9)\n";
    let checksum = crc32fast::hash(format!("sungari-save 2 crc32={body}").as_bytes());
    let newer = format!("sungari-save 2 crc32={checksum:08x}\n{body}");
    let newest = folder.path().join("autosave.ron");
    fs::write(&newest, &newer).unwrap();

    let (folder, notices) = SaveFolder::open(root.path(), &story);
    assert_eq!(notices, []);
    let why = ReadError::Newer { version: 2 };
    let error = LoadError::NotOurs { slot: Slot::Auto, why };
    assert_eq!(folder.load(&story, Slot::Auto), Err(error.clone()));
    assert_eq!(folder.list()[0].card, Err(error));
    assert_eq!(fs::read_to_string(&newest).unwrap(), newer);
    for life in &lives {
        folder.save(Slot::Auto, &saved(&story, life, 9)).unwrap();
    }
    let kept = fs::read_to_string(folder.path().join("autosave.newer-1.ron")).unwrap();
    assert_eq!(kept, newer);
}

#[test]
fn what_a_crash_left_is_cleared_away_and_nothing_else() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let (folder, _) = SaveFolder::open(root.path(), &story);
    let lives = three(&story, &folder, Slot::Auto);
    let whole: [PathBuf; 3] =
        ["autosave.ron", "autosave.1.ron", "autosave.2.ron"].map(|name| folder.path().join(name));
    fs::write(folder.path().join(".saving-a1b2c3.tmp"), "sungari-sa").unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let (folder, notices) = SaveFolder::open(root.path(), &story);
    assert_eq!(notices, []);
    let names = ["autosave.1.ron", "autosave.2.ron", "autosave.ron", "notes.txt"];
    assert_eq!(files(folder.path()), names);

    // Where a crash can have stopped the renames: nothing need be said.
    for (from, to, latest) in [(1, 2, &lives[2]), (0, 1, &lives[2])] {
        fs::rename(&whole[from], &whole[to]).unwrap();
        let (folder, notices) = SaveFolder::open(root.path(), &story);
        assert_eq!(notices, []);
        let loaded = folder.load(&story, Slot::Auto).unwrap();
        assert_eq!((&loaded.restored.playthrough, loaded.notices), (latest, Vec::new()));
    }
}
