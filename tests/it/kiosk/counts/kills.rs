//! Killed while counting: a visit is in the totals, whole, or it is not.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sungari::museum::counts::{CalendarDay, Counts, End, Kind, Tally, read};

use super::every_day;
use crate::saves::kills::kills;

const FOLDER: &str = "SUNGARI_TEST_COUNT_UNTIL_KILLED";
const SELF: &str = "kiosk::counts::kills::a_kiosk_that_counts_until_it_is_killed";
/// How many scenes each visit comes to.
const SCENES: usize = 40;

/// Not a test of its own: what the others start and kill. Counts without end,
/// and after each visit says that it did.
#[test]
fn a_kiosk_that_counts_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let (mut counts, _) = Counts::open(Path::new(&folder));
    let mut tally = Tally::default();
    for scene in 0..SCENES {
        tally.add(Kind::Scene, &format!("scene_{scene}"));
    }
    tally.close(End::Left, 60, Some("scene_0"));
    // Every third visit is the first of a day: then the file is laid out anew, and
    // copied.
    let begun = counts.days(every_day()).unwrap().visits().values().sum::<u64>() as i64;
    for visit in begun.. {
        counts.add(CalendarDay::after_1970(20_000 + visit / 3), &tally);
        writeln!(std::io::stderr(), "counted").unwrap();
    }
}

fn kill(times: u64) {
    let folder = tempfile::tempdir().unwrap();
    let mut said = 0;
    for time in 0..times {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", SELF, "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        assert_eq!(lines.next().unwrap().unwrap(), "counted");
        std::thread::sleep(Duration::from_micros(time * 7919 % 9973));
        child.kill().unwrap();
        child.wait().unwrap();
        said += 1;
        for line in lines {
            assert_eq!(line.unwrap(), "counted");
            said += 1;
        }

        let totals = read(folder.path(), every_day()).unwrap().unwrap();
        let counted = totals.visits().values().sum::<u64>();
        assert!(counted >= said && counted <= said + 1, "said {said}, found {counted}");
        let scenes = totals.by_name(Kind::Scene);
        assert!(scenes.len() == SCENES && scenes.values().all(|number| *number == counted));
        let (_, notices) = Counts::open(folder.path());
        assert_eq!(notices, [], "nothing is torn");
        let copy = folder.path().join("counts.copy.sqlite");
        if copy.exists() {
            let alone = tempfile::tempdir().unwrap();
            std::fs::copy(&copy, alone.path().join("counts.sqlite")).unwrap();
            let copied = read(alone.path(), every_day()).unwrap().unwrap().visits();
            let days = totals.visits();
            assert!(copied.iter().all(|(day, number)| days[day] == *number && *number == 3));
        }
        said = counted;
    }
}

#[test]
fn killed_thirty_times_no_count_is_torn() {
    kill(30);
}

#[test]
#[ignore = "takes a minute"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn killed_a_thousand_times_no_count_is_torn() {
    let (kills, began) = (kills(), Instant::now());
    kill(kills);
    println!("{kills} kills: {:.0?}", began.elapsed());
}
