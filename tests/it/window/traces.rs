//! What a visit leaves: totals of the day, and nothing else anywhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use sungari::museum::counts::{Counts, DWELLS, End, Kind, Tally, read};
use sungari::narrative;
use sungari::narrative::parse::folder;
use sungari::narrative::run::code;

use super::DOWN;
use super::exhibit::{ESCAPE, cool, set_up};
use super::stage::{Picture, RETURN, Server, Stage};
use crate::kiosk::counts::every_day;
use crate::saves::life;

const STORY: &str = "tests/cases/stories/post";

/// From the attract loop through a vignette into the story to a farewell.
const THERE: [u32; 9] = [
    RETURN, RETURN, // the vignette
    DOWN, RETURN, // its second choice,
    RETURN, // an answer that its last page asks for
    RETURN, RETURN, // into the story
    RETURN, RETURN, // and two choices of it
];

/// What is met on that way, as the kiosk counts it.
const MET: [(Kind, &str); 9] = [
    (Kind::VignetteBegun, "lamp"),
    (Kind::VignetteFinished, "lamp"),
    (Kind::Stayed, "lamp"),
    (Kind::Scene, "vignette_lamp"),
    (Kind::Scene, "vignette_rope"),
    (Kind::Scene, "pier"),
    (Kind::Choice, "vignette_lamp.c2"),
    (Kind::Choice, "pier.c1"),
    (Kind::Choice, "pier.c2"),
];

/// Every file below a folder, by its path from there.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            match path.is_dir() {
                true => folders.push(path),
                false => drop(files.insert(name, fs::read(path).unwrap())),
            }
        }
    }
    files
}

/// Words as programs write them: bytes, or letters of two or four bytes.
fn written(words: &str) -> [Vec<u8>; 3] {
    let letters = words.chars();
    [
        words.as_bytes().to_vec(),
        words.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        letters.flat_map(|letter| u32::from(letter).to_le_bytes()).collect(),
    ]
}

fn says(bytes: &[u8], words: &str) -> bool {
    let found = |form: Vec<u8>| bytes.windows(form.len()).any(|window| window == form);
    written(words).into_iter().any(found)
}

/// The file of counts that the totals in a folder alone make: one visit, in which
/// everything happened in the order of the alphabet, backwards.
fn made_anew(data: &Path) -> Vec<u8> {
    let totals = read(data, every_day()).unwrap().unwrap();
    let mut tally = Tally::default();
    let (mut on, mut secs) = (None, None);
    let rows: Vec<_> = totals.rows().collect();
    for (day, kind, name, number) in rows.into_iter().rev() {
        assert_eq!(number, 1, "{name}");
        on = Some(day);
        match kind {
            Kind::Dwell => {
                let dwell = DWELLS.iter().find(|(known, _)| *known == name);
                secs = dwell.map(|(_, until)| until - 1);
            }
            Kind::Visit | Kind::Ended | Kind::LeftAt => {}
            _ => tally.add(kind, name),
        }
    }
    tally.close(End::Left, secs.unwrap(), None);
    let folder = tempfile::tempdir().unwrap();
    let (mut counts, _) = Counts::open(folder.path());
    counts.add(on.unwrap(), &tally);
    fs::read(folder.path().join("counts.sqlite")).unwrap()
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
fn after_a_visit_its_way_is_nowhere_but_in_the_totals_of_the_day() {
    let root = tempfile::tempdir().unwrap();
    let kiosk = root.path().join("kiosk");
    fs::create_dir(&kiosk).unwrap();
    let file = set_up(&kiosk);
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join(STORY);
    let text = fs::read_to_string(&file).unwrap();
    let more = format!("story: {:?}, vignettes: [\"lamp\"], data:", story.display().to_string());
    fs::write(&file, text.replace("data:", &more)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sungari"));
    command.args(["kiosk", "--config", &file]).current_dir(&kiosk);
    for (variable, name) in [
        ("HOME", "home"),
        ("TMPDIR", "tmp"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "share"),
        ("XDG_RUNTIME_DIR", "run"),
        ("XDG_STATE_HOME", "state"),
    ] {
        let folder = root.path().join(name);
        fs::create_dir(&folder).unwrap();
        command.env(variable, folder);
    }
    let said = |name| fs::File::create(root.path().join(name)).unwrap();
    command.stdout(said("out")).stderr(said("err"));

    let server = Server::start("1280x720");
    let is_it = |picture: &Picture| picture.colours(40..700) > 8;
    let stage = Stage::exhibit_by(&server, "The Crossing", command, is_it);
    let attract = stage.still();
    for key in THERE {
        stage.press(key);
        cool(&stage);
    }
    stage.press(ESCAPE);
    let farewell = cool(&stage);
    let (black, white) = ([0; 3], [255; 3]);
    assert!(farewell.pixels.contains(&black) && farewell.pixels.contains(&white), "the squares");
    for _ in 0..2 {
        stage.press(ESCAPE);
        cool(&stage);
    }
    stage.wait("the attract loop", |stage| !stage.picture().differs(&attract, 60..1200));
    let running = files(root.path());
    stage.close();
    let closed = files(root.path());

    let data = kiosk.join("data");
    let totals = read(&data, every_day()).unwrap().unwrap();
    for (kind, name) in MET {
        assert_eq!(totals.by_name(kind).get(name), Some(&1), "{kind:?} {name}");
    }
    let parsed = narrative::load(&folder::read(&story).unwrap()).story.unwrap();
    let (code, _) = code(&parsed, &life(&parsed, "pier.c1 pier.c2"));
    assert!(code.len() > 4, "{code} may stand anywhere by chance");
    for (name, bytes) in running.iter().chain(&closed) {
        assert!(!says(bytes, &code), "{name} holds the code");
        if name != "kiosk/data/counts.sqlite" {
            for (_, met) in MET.iter().filter(|(_, met)| met.len() > 4) {
                assert!(!says(bytes, met), "{name} holds {met}");
            }
        }
    }
    let counts = &closed["kiosk/data/counts.sqlite"];
    assert!(says(counts, "vignette_rope") && *counts == made_anew(&data), "more than totals");
    // What the graphics driver keeps, it keeps for every program; it was searched.
    let is_drivers = |name: &&str| name.starts_with("cache/mesa_shader_cache");
    let names: Vec<_> =
        closed.keys().map(String::as_str).filter(|name| !is_drivers(name)).collect();
    let expected =
        ["err", "kiosk/data/counts.sqlite", "kiosk/data/kiosk.log", "kiosk/kiosk.ron", "out"];
    assert_eq!(names, expected);
}
