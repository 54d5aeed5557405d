//! Day totals on the disk: nothing else is there, and nothing loses them.

mod damage;
mod kills;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use sungari::museum::counts::{
    CalendarDay, Counts, DWELLS, End, Health, Kind, NO_SCENE, ReadError, Tally, Totals, read,
};

use crate::dice::Dice;

pub(crate) fn day(text: &str) -> CalendarDay {
    CalendarDay::parse(text).unwrap()
}

pub(crate) fn every_day() -> std::ops::RangeInclusive<CalendarDay> {
    CalendarDay::FIRST..=CalendarDay::LAST
}

/// A visit in which these things came to pass.
pub(crate) fn visit(met: &[(Kind, &str)]) -> Tally {
    let mut tally = Tally::default();
    for (kind, name) in met {
        tally.add(*kind, name);
    }
    tally
}

/// Numbers without rhyme, others for each seed.
pub(crate) fn dice(seed: u64) -> Dice {
    Dice((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// A visit as it may be, by chance.
pub(crate) fn any_visit(dice: &mut Dice) -> Tally {
    let mut tally = Tally::default();
    let scenes = dice.throw(6);
    for _ in 0..scenes {
        let scene = format!("scene_{}", dice.throw(40));
        tally.add(Kind::Scene, &scene);
        tally.add(Kind::Choice, &format!("{scene}.c{}", dice.throw(4)));
        if dice.throw(3) == 0 {
            tally.add(Kind::Fact, &format!("fact_{}", dice.throw(60)));
        }
    }
    let last = format!("scene_{}", dice.throw(40));
    let end = End::ALL[dice.throw(3)];
    tally.close(end, dice.throw(900) as u64, (scenes > 0).then_some(last.as_str()));
    tally
}

/// Everything that lies in a folder, as bytes.
fn bytes(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).unwrap();
    files.flat_map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn says(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn what_happens_twice_in_a_visit_counts_once() {
    let mut tally = visit(&[(Kind::Scene, "pier"), (Kind::Scene, "pier"), (Kind::Fact, "ice")]);
    tally.close(End::Left, 61, Some("pier"));
    let mut totals = Totals::default();
    totals.add(day("2026-05-01"), &tally);
    let rows: Vec<_> = totals.rows().map(|(_, kind, name, number)| (kind, name, number)).collect();
    assert_eq!(
        rows,
        [
            (Kind::Visit, "all", 1),
            (Kind::Scene, "pier", 1),
            (Kind::Fact, "ice", 1),
            (Kind::Dwell, "1_to_2_min", 1),
            (Kind::LeftAt, "pier", 1),
            (Kind::Ended, "left", 1),
        ]
    );
}

#[test]
fn every_length_of_a_visit_falls_into_one_bucket() {
    let mut from = 0;
    for (name, until) in DWELLS {
        for secs in [from, until - 1] {
            let mut tally = Tally::default();
            tally.close(End::TimedOut, secs, None);
            assert!(tally.met().any(|met| met == (Kind::Dwell, name)), "{secs}");
            assert!(tally.met().any(|met| met == (Kind::LeftAt, NO_SCENE)));
        }
        from = until;
    }
}

#[test]
fn totals_of_a_day_outlast_the_kiosk() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("not").join("there");
    let mut expected = Totals::default();
    let mut dice = dice(3);
    for _ in 0..3 {
        let (mut counts, notices) = Counts::open(&place);
        assert_eq!(notices, []);
        for on in ["2026-05-01", "2026-05-02", "1970-01-01", "2038-01-20", "9999-12-31"] {
            let tally = any_visit(&mut dice);
            assert_eq!(counts.add(day(on), &tally), []);
            expected.add(day(on), &tally);
        }
        assert_eq!(counts.health(), Health::Kept);
        assert_eq!(counts.days(every_day()).unwrap(), expected);
    }
    assert_eq!(names(&place), ["counts.copy.sqlite", "counts.sqlite"], "no journal is left");
    let may = day("2026-05-01")..=day("2026-05-02");
    let read = read(&place, may.clone()).unwrap().unwrap();
    assert_eq!(read, expected.between(*may.start(), *may.end()));
    assert_eq!(read.visits().into_values().collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn nothing_that_a_visitor_could_be_known_by_is_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (mut counts, _) = Counts::open(folder.path());
    let mut tally = visit(&[(Kind::Scene, "pier"), (Kind::Choice, "pier.c1")]);
    for planted in ["Grüße von Anna", "anna@example.org", "192.168.0.7:80", "Я был здесь\n", ""]
    {
        tally.add(Kind::Fact, planted);
        tally.add(Kind::Scene, &planted.repeat(40));
    }
    tally.close(End::Left, 104_729, Some("pier"));
    counts.add(day("2026-05-01"), &tally);
    let found = bytes(folder.path());
    assert!(says(&found, "pier.c1") && says(&found, "2026-05-01"), "the totals are there");
    for planted in ["Anna", "anna", "192.168", "был", "104729", "104_729"] {
        assert!(!says(&found, planted), "{planted}");
    }
}

/// Two days of the same visits in another order, or visits cut up otherwise,
/// are one and the same day.
#[test]
fn the_file_does_not_tell_in_which_order_things_happened() {
    let mut dice = dice(11);
    let visits: Vec<Tally> = (0..40).map(|_| any_visit(&mut dice)).collect();
    let files = [false, true].map(|backwards| {
        let folder = tempfile::tempdir().unwrap();
        let (mut counts, _) = Counts::open(folder.path());
        let mut order: Vec<&Tally> = visits.iter().collect();
        if backwards {
            order.reverse();
        }
        for tally in order {
            counts.add(day("2026-05-01"), tally);
        }
        // The day is over: the first visit of the next lays the file out anew.
        counts.add(day("2026-05-02"), &visits[0]);
        ["counts.copy.sqlite", "counts.sqlite"].map(|name| {
            let mut file = fs::read(folder.path().join(name)).unwrap();
            // How often the file changed, and by which SQLite.
            file[24..28].fill(0);
            file[40..44].fill(0);
            file[92..100].fill(0);
            file
        })
    });
    assert!(files[0] == files[1], "the same bytes");
}

#[test]
fn where_nothing_can_be_written_totals_wait_and_are_kept_later() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("counts");
    // A file where the folder should be, and a folder where the file should be.
    for in_the_way in [place.clone(), place.join("counts.sqlite")] {
        if in_the_way == place {
            fs::write(&in_the_way, "").unwrap();
        } else {
            fs::create_dir_all(&in_the_way).unwrap();
        }
        let (mut counts, notices) = Counts::open(&place);
        assert_eq!(notices, []);
        let tally = any_visit(&mut dice(5));
        for visits in 1..=3 {
            assert_eq!(counts.add(day("2026-05-01"), &tally), []);
            let Health::Waiting { visits: waiting, why } = counts.health() else {
                panic!("nothing can have been written")
            };
            assert_eq!(waiting, visits);
            assert!(!why.is_empty());
        }
        if in_the_way == place {
            fs::remove_file(&in_the_way).unwrap();
        } else {
            fs::remove_dir(&in_the_way).unwrap();
        }
        assert_eq!(counts.retry(), []);
        assert_eq!(counts.health(), Health::Kept);
        let kept = read(&place, every_day()).unwrap().unwrap();
        assert_eq!(kept.visits()[&day("2026-05-01")], 3);
        assert_eq!(counts.days(every_day()).unwrap(), kept, "nothing counts twice");
        fs::remove_dir_all(&place).unwrap();
    }
}

#[test]
fn counts_can_be_read_while_the_kiosk_writes_and_from_where_nothing_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read(folder.path(), every_day()), Ok(None));
    let (mut counts, _) = Counts::open(folder.path());
    let writer = std::thread::spawn(move || {
        for visit in 0..100 {
            counts.add(day("2026-05-01"), &any_visit(&mut dice(visit)));
        }
        counts.health()
    });
    let mut last = 0;
    while !writer.is_finished() {
        let visits = read(folder.path(), every_day()).unwrap().unwrap_or_default().visits();
        let now = visits.get(&day("2026-05-01")).copied().unwrap_or(0);
        assert!(now >= last);
        last = now;
    }
    assert_eq!(writer.join().unwrap(), Health::Kept);
    let read = read(folder.path(), every_day()).unwrap().unwrap();
    assert_eq!(read.visits()[&day("2026-05-01")], 100);
}

#[test]
fn a_newer_programs_counts_are_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (mut counts, _) = Counts::open(folder.path());
    counts.add(day("2026-05-01"), &any_visit(&mut dice(1)));
    let path = folder.path().join("counts.sqlite");
    let mut file = fs::read(&path).unwrap();
    // The version of the schema, in the header of every SQLite file.
    file[63] = 7;
    fs::write(&path, &file).unwrap();
    let error = read(folder.path(), every_day()).unwrap_err();
    assert_eq!(error, ReadError::Newer(folder.path().into(), 7));
    let (_, notices) = Counts::open(folder.path());
    assert_eq!(notices.len(), 1);
    assert!(notices[0].to_string().contains("counts.newer-1.sqlite"), "{}", notices[0]);
    assert_eq!(fs::read(folder.path().join("counts.newer-1.sqlite")).unwrap(), file);
}

#[test]
fn three_hundred_visits_are_three_hundred_more() {
    count(300);
}

#[test]
#[ignore = "takes minutes on a slow disk"]
fn ten_thousand_visits_are_ten_thousand_more() {
    count(10_000);
}

/// Counts so many visits, 300 a day, and says how long that took.
fn count(visits: u64) {
    let folder = tempfile::tempdir().unwrap();
    let (mut counts, _) = Counts::open(folder.path());
    let mut dice = dice(7);
    let (mut slowest, mut all) = (0, 0);
    for number in 0..visits {
        let tally = any_visit(&mut dice);
        let from = Instant::now();
        counts.add(CalendarDay::after_1970(20_000 + number as i64 / 300), &tally);
        let took = from.elapsed().as_micros();
        slowest = took.max(slowest);
        all += took;
    }
    assert_eq!(counts.health(), Health::Kept);
    let from = Instant::now();
    let totals = read(folder.path(), every_day()).unwrap().unwrap();
    assert_eq!(totals.visits().values().sum::<u64>(), visits);
    let mut err = std::io::stderr();
    writeln!(
        err,
        "{visits} visits: one is added in {} µs on average and {slowest} µs at most; {} totals of {} days lie in \
         {} KiB and are read in {} ms",
        all / u128::from(visits),
        totals.rows().count(),
        totals.visits().len(),
        fs::metadata(folder.path().join("counts.sqlite")).unwrap().len() / 1024,
        from.elapsed().as_millis(),
    )
    .unwrap();
}
