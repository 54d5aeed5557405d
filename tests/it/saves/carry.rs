//! Saves with notes, deleted, taken out and in; and the record beside them.

use std::fs;
use std::path::Path;

use sungari::narrative::model::Story;
use sungari::narrative::record::{Record, RecordError};
use sungari::narrative::run::save::{self, Card, ReadError};
use sungari::narrative::run::{Playthrough, pages_read};
use sungari::store::{ExportError, ImportError, LoadError, NoteError, Notice, SaveFolder, Slot};

use super::sketch::{Sketch, river};
use super::{life, saved};
use crate::steps::ferry;

const ONE: Slot = Slot::Numbered(1);

fn opened(root: &Path, story: &Story) -> SaveFolder {
    let (folder, notices) = SaveFolder::open(root, story);
    assert_eq!(notices, []);
    folder
}

fn card(folder: &SaveFolder, slot: Slot) -> Card {
    folder.list().into_iter().find(|info| info.slot == slot).unwrap().card.unwrap()
}

/// What the program wrote before stories had ids and cards had notes, where
/// it wrote it.
#[test]
fn a_save_from_before_stories_had_ids_is_found_and_loads() {
    let old = fs::read_to_string("tests/cases/saves/by_title/crossed.ron").unwrap();
    let root = tempfile::tempdir().unwrap();
    let before = root.path().join("the-ferry-ac751da4");
    fs::create_dir(&before).unwrap();
    for name in ["autosave.ron", "slot-01.ron"] {
        fs::write(before.join(name), &old).unwrap();
    }
    let mut story = ferry();
    let crossed = life(&story, "landing.c1 landing.c2 crossing.c1");
    for id in ["The Ferry", "the_ferry"] {
        story.id = id.into();
        let folder = opened(root.path(), &story);
        let loaded = folder.load(&story, ONE).unwrap();
        assert_eq!(loaded.restored.playthrough.steps(), crossed.steps());
        assert_eq!((loaded.restored.changes, loaded.notices), (vec![], vec![]));
        let card = card(&folder, ONE);
        assert_eq!((card.scene.as_str(), card.played_secs, card.note), ("far_bank", None, None));
    }
    assert!(!before.exists(), "the folder bears the id now");
    // Under another title it is the same story.
    story.title = "The Ferry, second edition".into();
    let folder = opened(root.path(), &story);
    folder.save(Slot::Auto, &saved(&story, &crossed, 1)).unwrap();
    assert_eq!(folder.load(&story, Slot::Auto).unwrap().restored.playthrough, crossed);
}

#[test]
fn a_card_keeps_the_time_played_and_the_readers_words() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let folder = opened(root.path(), &story);
    let life = life(&story, "pier.c2");
    let with = Card {
        played_secs: Some(754),
        note: Some("before the “flood”".into()),
        ..Card::of(&story, &life, 1)
    };
    let text = save::write(&story, &life, &with);
    folder.save(ONE, &text).unwrap();
    assert_eq!(card(&folder, ONE), with);

    folder.set_note(ONE, Some("  after it\n")).unwrap();
    let renamed = Card { note: Some("after it".into()), ..with.clone() };
    assert_eq!(card(&folder, ONE), renamed);
    assert_eq!(folder.load(&story, ONE).unwrap().restored.playthrough, life);
    folder.set_note(ONE, Some(" ")).unwrap();
    assert_eq!(card(&folder, ONE), Card { note: None, ..with });
    let empty = LoadError::Empty(Slot::Numbered(2));
    assert_eq!(folder.set_note(Slot::Numbered(2), None), Err(NoteError::Unread(empty)));
}

#[test]
fn a_slot_is_deleted_with_all_that_was_saved_in_it() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let folder = opened(root.path(), &story);
    for secs in 0..5 {
        folder.save(ONE, &saved(&story, &life(&story, ""), secs)).unwrap();
    }
    folder.save(Slot::Numbered(2), &saved(&story, &life(&story, ""), 9)).unwrap();
    assert_eq!(folder.first_free(), Some(Slot::Numbered(3)));
    folder.delete(ONE).unwrap();
    folder.delete(ONE).unwrap();
    assert_eq!(folder.load(&story, ONE), Err(LoadError::Empty(ONE)));
    assert_eq!(folder.first_free(), Some(ONE));
    assert_eq!(folder.list().len(), 1);
}

#[test]
fn a_save_taken_out_can_be_taken_in_and_overwrites_nothing() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let folder = opened(root.path(), &story);
    let life = life(&story, "pier.c2");
    let file = root.path().join("my life.ron");
    assert_eq!(folder.export(ONE, &file), Err(ExportError::Unread(LoadError::Empty(ONE))));
    folder.save(ONE, &saved(&story, &life, 1)).unwrap();
    folder.export(ONE, &file).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), saved(&story, &life, 1));
    let exists = ExportError::Exists { file: file.clone() };
    assert_eq!(folder.export(ONE, &file), Err(exists));
    let nowhere = root.path().join("nowhere").join("life.ron");
    assert!(matches!(folder.export(ONE, &nowhere), Err(ExportError::Unwritable { .. })));

    let other = tempfile::tempdir().unwrap();
    let folder = opened(other.path(), &story);
    folder.save(ONE, &saved(&story, &self::life(&story, ""), 2)).unwrap();
    let slot = folder.import(&story, &file).unwrap();
    assert_eq!(slot, Slot::Numbered(2));
    assert_eq!(folder.load(&story, slot).unwrap().restored.playthrough, life);
    assert_eq!(card(&folder, ONE).saved_at_secs, 2);
}

#[test]
fn what_is_no_save_of_this_story_is_not_taken_in() {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let folder = opened(root.path(), &story);
    let file = root.path().join("file.ron");
    let import = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        folder.import(&story, &file).unwrap_err()
    };
    for no_save in [&b""[..], b"Story(format: 1)", b"\xff\xfe", b"sungari-record 1 crc32="] {
        assert_eq!(import(no_save), ImportError::NotASave { file: file.clone() });
    }
    let why = |error: ImportError| match error {
        ImportError::Unfit { why, .. } => why,
        error => panic!("{error}"),
    };
    let text = saved(&story, &life(&story, ""), 1);
    assert!(matches!(why(import(&text.as_bytes()[..60])), ReadError::Damaged(_)));
    let checksum = crc32fast::hash(b"sungari-save 2 crc32=()\n");
    let newer = format!("sungari-save 2 crc32={checksum:08x}\n()\n");
    assert_eq!(why(import(newer.as_bytes())), ReadError::Newer { version: 2 });
    let lake = Sketch { title: "The Lake", ..river() }.build();
    let other = saved(&lake, &life(&lake, ""), 1);
    let error = import(other.as_bytes());
    assert!(error.to_string().contains("another story, “The Lake”"), "{error}");
    let missing = root.path().join("missing.ron");
    assert!(matches!(folder.import(&story, &missing), Err(ImportError::Unreadable { .. })));
    assert_eq!(folder.list(), []);

    for number in 1..=Slot::NUMBERED {
        folder.save(Slot::Numbered(number), &text).unwrap();
    }
    assert_eq!((folder.list().len(), folder.first_free()), (99, None));
    assert_eq!(import(text.as_bytes()), ImportError::NoFreeSlot);
}

/// A record in which a life was read to where it stands.
fn record_of(story: &Story, life: &Playthrough) -> Record {
    let mut record = Record::default();
    for page in pages_read(story, life) {
        record.note_page(story, page.scene, &page.blocks, life.seed(), 1);
    }
    record
}

#[test]
fn a_record_is_kept_beside_the_saves() {
    let story = ferry();
    let root = tempfile::tempdir().unwrap();
    let folder = opened(root.path(), &story);
    assert_eq!(folder.load_record(&story), (Record::default(), vec![]));
    let mut record = record_of(&story, &life(&story, ""));
    assert_eq!(folder.keep_record(&story, &mut record), Ok(vec![]));
    assert_eq!(folder.load_record(&story), (record.clone(), vec![]));
    assert_eq!(folder.list(), [], "it is no save");
    let written = fs::metadata(folder.path().join("record.ron")).unwrap().modified().unwrap();
    folder.keep_record(&story, &mut record).unwrap();
    let again = fs::metadata(folder.path().join("record.ron")).unwrap().modified().unwrap();
    assert_eq!(written, again, "nothing is written when nothing is new");
}

#[test]
fn two_windows_lose_nothing_of_the_record() {
    let story = ferry();
    let root = tempfile::tempdir().unwrap();
    let folder = opened(root.path(), &story);
    let lives = ["landing.c1 landing.c2", "landing.c3"].map(|choices| life(&story, choices));
    std::thread::scope(|scope| {
        for life in &lives {
            let (story, folder) = (&story, folder.clone());
            scope.spawn(move || {
                let (mut record, _) = folder.load_record(story);
                for page in pages_read(story, life) {
                    record.note_page(story, page.scene, &page.blocks, life.seed(), 1);
                    folder.keep_record(story, &mut record).unwrap();
                }
            });
        }
    });
    let mut both = record_of(&story, &lives[0]);
    both.merge(record_of(&story, &lives[1]));
    assert_eq!(folder.load_record(&story), (both, vec![]));
}

#[test]
fn a_record_that_cannot_be_read_is_set_aside_and_the_one_before_it_stands() {
    let story = ferry();
    let root = tempfile::tempdir().unwrap();
    let folder = opened(root.path(), &story);
    let mut first = record_of(&story, &life(&story, ""));
    folder.keep_record(&story, &mut first).unwrap();
    let mut second = record_of(&story, &life(&story, "landing.c3"));
    folder.keep_record(&story, &mut second).unwrap();
    let file = folder.path().join("record.ron");
    fs::write(&file, "precious").unwrap();
    let (record, notices) = folder.load_record(&story);
    assert_eq!(record, first);
    let kept_as = folder.path().join("record.broken-1.ron");
    let [Notice::RecordSetAside { why: RecordError::Damaged(_), kept_as: kept }] = &notices[..]
    else {
        panic!("{notices:?}");
    };
    assert_eq!((kept, fs::read_to_string(&kept_as).unwrap().as_str()), (&kept_as, "precious"));

    let checksum = crc32fast::hash(b"sungari-record 2 crc32=()\n");
    fs::write(&file, format!("sungari-record 2 crc32={checksum:08x}\n()\n")).unwrap();
    let notices = folder.keep_record(&story, &mut second).unwrap();
    let told = notices[0].to_string();
    assert!(told.contains("newer Sungari") && told.contains("record.newer-1.ron"), "{told}");
    assert_eq!(folder.load_record(&story), (second, vec![]));
}
