//! Whatever byte of the file turns over: it is told, or it changes nothing.

use std::fs;
use std::io::Write;

use sungari::museum::counts::{CalendarDay, Counts, Health, Notice, Totals, read};

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

/// A folder in which so many days were counted, four visits each, and the
/// totals after each day.
fn days(number: i64) -> (tempfile::TempDir, Vec<Totals>) {
    let folder = tempfile::tempdir().unwrap();
    let mut after = Vec::new();
    for number in 0..number {
        // Twice a day it is started, and the copy does not change within a day.
        let mut copies = Vec::new();
        for start in 0..2 {
            let (mut counts, notices) = Counts::open(folder.path());
            assert_eq!(notices, []);
            for visit in 0..2 {
                let tally = any_visit(&mut dice((number * 4 + start * 2 + visit) as u64));
                counts.add(CalendarDay::after_1970(20_000 + number), &tally);
                copies.push(fs::read(folder.path().join(COPY)).ok());
            }
        }
        assert!(copies.windows(2).all(|two| two[0] == two[1]), "day {number}");
        after.push(read(folder.path(), every_day()).unwrap().unwrap());
    }
    (folder, after)
}

const FILE: &str = "counts.sqlite";
const COPY: &str = "counts.copy.sqlite";

#[test]
fn damage_takes_no_day_but_the_last() {
    let (folder, after) = days(5);
    let path = folder.path().join(FILE);
    let sound = fs::read(&path).unwrap();
    let last = CalendarDay::after_1970(20_004);
    let before = CalendarDay::after_1970(20_003);
    let (mut counts, _) = Counts::open(folder.path());
    for (number, damaged) in
        [vec![7; 4096], sound[..sound.len() / 2].to_vec(), b"not a file of counts".to_vec()]
            .into_iter()
            .enumerate()
    {
        // Found when the kiosk starts, and while it runs.
        fs::write(&path, &damaged).unwrap();
        let notices = match number {
            1 => counts.add(last, &any_visit(&mut dice(77))),
            _ => Counts::open(folder.path()).1,
        };
        let [Notice::SetAside { kept_as, .. }, Notice::PutBack(until)] = notices.as_slice() else {
            panic!("{notices:?}")
        };
        assert_eq!((fs::read(kept_as).unwrap(), *until), (damaged, before));
        assert!(notices[1].to_string().contains(&before.to_string()), "{}", notices[1]);
        let kept = read(folder.path(), CalendarDay::FIRST..=before).unwrap().unwrap();
        assert_eq!(kept, after[3], "every day but the last");
    }
    assert_eq!(counts.health(), Health::Kept);
}

#[test]
fn where_the_power_was_cut_between_two_renames_the_copy_is_there() {
    let (folder, after) = days(3);
    for is_empty in [false, true] {
        let path = folder.path().join(FILE);
        fs::remove_file(&path).unwrap();
        if is_empty {
            fs::write(&path, "").unwrap();
        }
        let (counts, notices) = Counts::open(folder.path());
        assert_eq!(notices, [Notice::PutBack(CalendarDay::after_1970(20_001))]);
        assert_eq!(counts.days(every_day()).unwrap(), after[1]);
        assert_eq!(Counts::open(folder.path()).1, [], "told once");
    }
}

#[test]
fn a_damaged_copy_is_kept_and_gives_nothing_back() {
    let (folder, after) = days(2);
    let copy = folder.path().join(COPY);
    let mut damaged = fs::read(&copy).unwrap();
    damaged.truncate(4096 + 50);
    fs::write(&copy, &damaged).unwrap();
    fs::write(folder.path().join(FILE), [7; 4096]).unwrap();
    let (mut counts, notices) = Counts::open(folder.path());
    assert!(matches!(notices.as_slice(), [Notice::SetAside { .. }]), "{notices:?}");
    assert!(counts.days(every_day()).unwrap().is_empty() && !copy.exists());
    assert_eq!(fs::read(folder.path().join("counts.copy.broken-1.sqlite")).unwrap(), damaged);
    // From then on it goes on as ever.
    for number in 0..2 {
        let day = CalendarDay::after_1970(20_000 + number);
        for visit in 0..4 {
            counts.add(day, &any_visit(&mut dice(number as u64 * 4 + visit)));
        }
    }
    assert_eq!(counts.days(every_day()).unwrap(), after[1]);
    fs::remove_file(folder.path().join(FILE)).unwrap();
    assert_eq!(Counts::open(folder.path()).0.days(every_day()).unwrap(), after[0]);
}

#[test]
fn a_copy_that_cannot_be_made_stops_no_count() {
    let (folder, _) = days(1);
    fs::create_dir(folder.path().join(COPY)).unwrap();
    let (mut counts, notices) = Counts::open(folder.path());
    assert_eq!(notices, []);
    assert_eq!(counts.add(CalendarDay::after_1970(20_001), &any_visit(&mut dice(5))), []);
    assert_eq!(counts.health(), Health::Kept);
    assert_eq!(counts.days(every_day()).unwrap().visits().len(), 2);
}

const FULL: &str = "SUNGARI_TEST_COUNTS_ON_A_FULL_DISK";
const SELF: &str = "kiosk::counts::damage::a_kiosk_on_a_disk_that_is_full";

/// Not a test of its own: what the next one starts with files kept small, which
/// lets a new file be begun, and no copy be put back.
#[test]
fn a_kiosk_on_a_disk_that_is_full() {
    let Some(folder) = std::env::var_os(FULL) else { return };
    let folder = std::path::Path::new(&folder);
    for number in 0..2 {
        let (mut counts, notices) = Counts::open(folder);
        assert_eq!(notices, []);
        let day = CalendarDay::after_1970(20_010 + number);
        assert_eq!(counts.add(day, &any_visit(&mut dice(5))), []);
        let Health::Waiting { visits: 1, why } = counts.health() else {
            panic!("{:?}", counts.health())
        };
        assert!(why.contains("cannot be put back"), "{why}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_sound_copy_that_cannot_be_put_back_now_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (mut counts, _) = Counts::open(folder.path());
    for number in 0..300 {
        counts.add(
            CalendarDay::after_1970(20_000 + number / 30),
            &any_visit(&mut dice(number as u64)),
        );
    }
    fs::remove_file(folder.path().join(FILE)).unwrap();
    let copy = fs::read(folder.path().join(COPY)).unwrap();
    assert!(copy.len() > 40 * 1024, "{}", copy.len());
    let limited = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 80; exec \"$0\" --exact \"$1\""])
        .arg(std::env::current_exe().unwrap())
        .arg(SELF)
        .env(FULL, folder.path())
        .output()
        .unwrap();
    assert!(limited.status.success(), "{}", String::from_utf8_lossy(&limited.stdout));
    assert_eq!(fs::read(folder.path().join(COPY)).unwrap(), copy);
    // There is room again.
    let (counts, notices) = Counts::open(folder.path());
    assert_eq!(notices, [Notice::PutBack(CalendarDay::after_1970(20_008))]);
    assert_eq!(counts.health(), Health::Kept);
}
