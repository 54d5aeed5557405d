//! What a kiosk keeps on its disk besides counts: its log and the last good
//! story.

use std::fs;
use std::path::Path;

use sungari::museum::soak::{Sample, Trial, file_name};
use sungari::narrative::parse::StoryFile;
use sungari::store::{GoodStory, Log, LogSize, mounted_below};

fn bytes(folder: &Path) -> u64 {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
}

#[test]
fn a_log_keeps_the_newest_lines_in_four_files_of_limited_size() {
    let folder = tempfile::tempdir().unwrap();
    let size = LogSize { files: 4, bytes: 1000 };
    let mut log = Log::new(folder.path(), size);
    for line in 0..1000 {
        log.line(format!("line {line}").as_bytes()).unwrap();
    }
    log.line(&[b'x'; 5000]).unwrap();
    drop(log);
    Log::new(folder.path(), size).line(b"after a restart").unwrap();
    assert!(bytes(folder.path()) <= 4000, "{}", bytes(folder.path()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    let newest = fs::read_to_string(folder.path().join("kiosk.log")).unwrap();
    let before = fs::read_to_string(folder.path().join("kiosk.2.log")).unwrap();
    assert_eq!(newest, "after a restart\n");
    assert!(before.ends_with("line 999\n"), "{before}");
}

#[test]
fn a_log_that_cannot_be_written_says_so_and_goes_on_when_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("logs");
    fs::write(&place, "a file, not a folder").unwrap();
    let mut log = Log::new(&place, LogSize::default());
    assert!(log.line(b"one").is_err());
    fs::remove_file(&place).unwrap();
    log.line(b"two").unwrap();
    assert_eq!(fs::read_to_string(place.join("kiosk.log")).unwrap(), "two\n");
}

fn good(text: &str) -> GoodStory {
    let files = vec![StoryFile { path: "story.ron".into(), text: text.into() }];
    GoodStory { kiosk: "Kiosk()".into(), profile: None, files }
}

#[test]
fn a_good_story_comes_back_as_it_was_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("kiosk");
    assert_eq!(GoodStory::load(&place), None);
    good("one").keep(&place).unwrap();
    good("two").keep(&place).unwrap();
    assert_eq!(GoodStory::load(&place), Some(good("two")));
    let file = fs::read_dir(&place).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    for damaged in [text.replace("two", "too"), text[..text.len() / 2].into(), String::new()] {
        fs::write(&file, damaged).unwrap();
        assert_eq!(GoodStory::load(&place), None);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn only_what_is_mounted_is_a_stick() {
    let found = mounted_below("/");
    assert!(found.contains(&"/proc".into()), "{found:?}");
    assert!(found.iter().all(|path| !path.starts_with("/proc/1")), "not what is in it: {found:?}");
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("cdrom0")).unwrap();
    fs::create_dir_all(folder.path().join("somebody/stick")).unwrap();
    assert!(mounted_below(folder.path()).is_empty());
    assert!(mounted_below(folder.path().join("not there")).is_empty());
}

#[test]
fn a_trial_that_was_started_anew_says_so() {
    let mut trial = Trial::default();
    trial.add(Sample { secs: 60, visits: 2, ..Sample::default() });
    assert!(!trial.told(1).contains("started"), "{}", trial.told(1));
    assert!(trial.told(3).contains("started 3 times"), "{}", trial.told(3));
    assert_eq!([1, 3].map(file_name), ["soak.csv", "soak.3.csv"]);
}

#[test]
fn a_trial_tells_a_leak_from_memory_that_comes_and_goes() {
    let told = |kib: fn(u64) -> u64| {
        let mut trial = Trial::default();
        for minute in 0..=60 {
            let resident_kib = Some(kib(minute));
            trial.add(Sample { secs: minute * 60, resident_kib, ..Sample::default() });
        }
        trial.told(1)
    };
    let steady = told(|minute| if minute % 3 == 0 { 587_000 } else { 546_000 });
    assert!(steady.contains("extrapolated, not measured: 0.0 MiB a day"), "{steady}");
    let leaking = told(|minute| 500_000 + minute * 1024);
    assert!(leaking.contains("extrapolated, not measured: 1472.0 MiB a day"), "{leaking}");
}
