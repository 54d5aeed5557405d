//! Whatever byte of the file turns over: it is told, or it changes nothing.

use std::fs;
use std::io::Write;

use sungari::museum::counts::{Counts, Health, Notice, Totals, read};

use super::{any_visit, day, dice, every_day};

/// A file of counts of some pages, and what is in it.
fn sound() -> (Vec<u8>, Totals) {
    let folder = tempfile::tempdir().unwrap();
    let (mut counts, _) = Counts::open(folder.path());
    let mut dice = dice(2);
    for visit in 0..60 {
        let on = day(["2026-05-01", "2026-05-02", "2026-05-03"][visit / 20]);
        counts.add(on, &any_visit(&mut dice));
    }
    let totals = counts.days(every_day()).unwrap();
    (fs::read(folder.path().join("counts.sqlite")).unwrap(), totals)
}

/// Opens a damaged file as the kiosk does. Whether that was told.
fn is_told(damaged: &[u8], totals: &Totals, how: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts.sqlite");
    fs::write(&path, damaged).unwrap();
    let reading = read(folder.path(), every_day());
    if let Ok(Some(read)) = &reading {
        assert!(read == totals, "{how}: other numbers are never told");
    }
    let (mut counts, notices) = Counts::open(folder.path());
    assert_eq!(counts.health(), Health::Kept, "{how}");
    let tally = any_visit(&mut dice(9));
    let told = match notices.as_slice() {
        [] => {
            assert_eq!(counts.days(every_day()).unwrap(), *totals, "{how}");
            false
        }
        [Notice::SetAside { kept_as, .. }] => {
            assert_eq!(fs::read(kept_as).unwrap(), damaged, "{how}: it is as it was");
            assert!(counts.days(every_day()).unwrap().is_empty(), "{how}");
            true
        }
        more => panic!("{how}: {more:?}"),
    };
    assert_eq!(counts.add(day("2026-05-04"), &tally), [], "{how}");
    assert_eq!(counts.health(), Health::Kept, "{how}");
    let visits = counts.days(every_day()).unwrap().visits();
    assert_eq!(visits[&day("2026-05-04")], 1, "{how}");
    told
}

#[test]
fn damaged_anywhere_the_file_is_set_aside_or_says_the_same() {
    let (sound, totals) = sound();
    assert!(!is_told(&sound, &totals, "sound"));
    let offsets: Vec<usize> = (0..100).chain((100..sound.len()).step_by(73)).collect();
    let (mut tried, mut told) = (0, 0);
    for offset in offsets {
        let bits = [0x01, 0x80, 0xff];
        let mut damaged = sound.clone();
        damaged[offset] ^= bits[offset % bits.len()];
        tried += 1;
        told += usize::from(is_told(&damaged, &totals, &format!("byte {offset}")));
    }
    let mut err = std::io::stderr();
    writeln!(
        err,
        "{told} of {tried} damages of a byte in {} were told, the others change nothing",
        sound.len()
    )
    .unwrap();
    assert!(tried > 300 && told > tried / 4, "{told} of {tried}");
}

#[test]
fn cut_short_anywhere_the_file_is_set_aside() {
    let (sound, totals) = sound();
    for length in (1..sound.len()).step_by(311) {
        assert!(is_told(&sound[..length], &totals, &format!("{length} bytes")), "{length}");
    }
}

#[test]
fn what_is_no_file_of_counts_is_set_aside_each_under_a_name_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=3 {
        let text = format!("not a file of counts, number {number}");
        fs::write(folder.path().join("counts.sqlite"), &text).unwrap();
        let (_, notices) = Counts::open(folder.path());
        let [Notice::SetAside { kept_as, .. }] = notices.as_slice() else { panic!("{notices:?}") };
        assert_eq!(*kept_as, folder.path().join(format!("counts.broken-{number}.sqlite")));
        assert_eq!(fs::read_to_string(kept_as).unwrap(), text);
    }
}

#[test]
fn damage_that_comes_while_the_kiosk_runs_loses_no_visit_of_today_that_waits() {
    let folder = tempfile::tempdir().unwrap();
    let (mut counts, _) = Counts::open(folder.path());
    counts.add(day("2026-05-01"), &any_visit(&mut dice(1)));
    fs::write(folder.path().join("counts.sqlite"), [7; 4096]).unwrap();
    let notices = counts.add(day("2026-05-01"), &any_visit(&mut dice(2)));
    assert_eq!(notices.len(), 1);
    assert_eq!(counts.health(), Health::Kept);
    assert_eq!(counts.days(every_day()).unwrap().visits()[&day("2026-05-01")], 1);
}
