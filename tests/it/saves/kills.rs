//! Killed while saving: the old save or the new one, and nothing else.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sungari::narrative::run::Playthrough;
use sungari::store::{SaveFolder, Slot};

use super::saved;
use super::sketch::river;

const FOLDER: &str = "SUNGARI_TEST_SAVE_UNTIL_KILLED";
const SELF: &str = "saves::kills::a_life_that_is_saved_until_it_is_killed";

/// Not a test of its own: what the others start and kill. Saves without end,
/// and after each save says how many it was.
#[test]
fn a_life_that_is_saved_until_it_is_killed() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    let story = river().build();
    let (folder, _) = SaveFolder::open(Path::new(&root), &story);
    let saves = folder.list().pop().map_or(0, |info| info.card.unwrap().saved_at_secs);
    let mut life = Playthrough::begin(&story, 7);
    for secs in saves + 1.. {
        let choice = life.open_choices(&story)[0].id;
        life.choose(&story, choice).unwrap();
        if life.open_choices(&story).is_empty() || life.steps().len() > 200 {
            life = Playthrough::begin(&story, secs);
        }
        folder.save(Slot::Auto, &saved(&story, &life, secs)).unwrap();
        writeln!(std::io::stderr(), "{secs}").unwrap();
    }
}

/// Kills a saving program so many times. Returns how often it had a temporary
/// file open.
fn kill(times: u64) -> usize {
    let story = river().build();
    let root = tempfile::tempdir().unwrap();
    let mut caught = 0;
    for time in 0..times {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", SELF, "--nocapture"])
            .env(FOLDER, root.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut last: u64 = said.next().unwrap().unwrap().parse().unwrap();
        std::thread::sleep(Duration::from_micros(time * 7919 % 9973));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in said {
            last = line.unwrap().parse().unwrap();
        }

        caught += strays(root.path());
        let (folder, notices) = SaveFolder::open(root.path(), &story);
        assert_eq!(notices, [], "nothing is torn");
        assert_eq!(strays(root.path()), 0);
        let loaded = folder.load(&story, Slot::Auto).unwrap();
        assert_eq!((loaded.restored.changes, loaded.notices), (Vec::new(), Vec::new()));
        let found = folder.list()[0].card.as_ref().unwrap().saved_at_secs;
        assert!(found == last || found == last + 1, "said {last}, found {found}");
    }
    caught
}

fn strays(root: &Path) -> usize {
    let folders = std::fs::read_dir(root).unwrap();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap());
    files.filter(|file| file.as_ref().unwrap().path().extension() == Some("tmp".as_ref())).count()
}

#[test]
fn killed_fifty_times_no_save_is_torn() {
    kill(50);
}

/// How many kills the long trial makes; the whole of it by
/// `SUNGARI_KILLS=10000`.
pub(crate) fn kills() -> u64 {
    let asked = std::env::var("SUNGARI_KILLS").ok();
    asked.and_then(|kills| kills.parse().ok()).unwrap_or(1_000)
}

#[test]
#[ignore = "takes a minute"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn killed_a_thousand_times_no_save_is_torn() {
    let (kills, began) = (kills(), Instant::now());
    let caught = kill(kills);
    println!("{kills} kills, {caught} met a save half written: {:.0?}", began.elapsed());
    assert!(caught > 0, "some of the kills met a save half written");
}
