//! `sungari kiosk` on the command line, and what it finds set up.

use std::fs;
use std::path::Path;

use sungari::kiosk::KioskOptions;
use sungari::museum::exit::Outcome;
use sungari::museum::pin;
use sungari::museum::supervise::Rung;
use sungari::store::GoodStory;
use sungari::terminal::Status;

use super::HASH;
use crate::cli::{sungari, sungari_typing};

/// Writes a kiosk’s file into a folder, with more fields, and names it.
fn set_up(folder: &Path, more: &str) -> String {
    let text = format!(
        r#"Kiosk(
    format: 1,
    name: "Gallery 2",
    panel: Panel(diagonal_mm: 610, width_px: 1080, height_px: 1920, viewing_distance_mm: 600),
    staff: Staff(pin: "{HASH}"),
    data: "data",
    {more}
)"#
    );
    let file = folder.join("kiosk.ron");
    fs::write(&file, text).unwrap();
    file.display().to_string()
}

/// Copies the ferry’s story into a folder of a kiosk.
fn bring_story(folder: &Path) {
    let ferry = Path::new("tests/cases/stories/ferry");
    for file in sungari::narrative::parse::folder::read(ferry).unwrap() {
        let path = folder.join("ferry").join(file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.text).unwrap();
    }
}

#[test]
fn a_kiosk_is_checked_like_a_story_and_answers_with_its_report() {
    let folder = tempfile::tempdir().unwrap();
    bring_story(folder.path());
    let check = |more: &str| {
        let file = set_up(folder.path(), more);
        sungari(&["kiosk", "--check", "--config", &file])
    };
    let sound = check(r#"story: "ferry","#);
    assert_eq!((sound.status, sound.err.as_str()), (Status::Clean, ""));
    assert!(sound.out.starts_with("Gallery 2\nConformance of the panel: 610 mm"), "{}", sound.out);
    let problem = check(r#"story: "ferry", vignettes: ["winter"], idle: Idle(ask_seconds: 5),"#);
    assert_eq!(problem.status, Status::Problems);
    assert!(problem.out.contains("winter") && problem.out.contains("E0904"), "{}", problem.out);
    assert!(!problem.out.contains("Conformance"), "{}", problem.out);
    let nowhere = check(r#"story: "nowhere","#);
    assert_eq!(nowhere.status, Status::CannotRun, "{}", nowhere.err);
    fs::write(folder.path().join("ferry/story.ron"), "Story(").unwrap();
    let broken = check(r#"story: "ferry","#);
    assert_eq!(broken.status, Status::Problems);
    assert!(broken.out.contains("The story does not load"), "{}", broken.out);
    let missing = sungari(&["kiosk", "--check", "--config", "no/such/kiosk.ron"]);
    assert_eq!(missing.status, Status::CannotRun);
    assert!(missing.out.contains("E0906"), "{}", missing.out);
}

#[test]
fn a_profile_is_checked_with_its_kiosk_and_kept_with_its_story() {
    let folder = tempfile::tempdir().unwrap();
    bring_story(folder.path());
    let file = set_up(folder.path(), r#"story: "ferry", profile: "school.ron","#);
    let check = || sungari(&["kiosk", "--check", "--config", &file]);
    let missing = check();
    assert_eq!(missing.status, Status::Problems);
    assert!(missing.out.contains("E0906") && missing.out.contains("school.ron"), "{}", missing.out);
    let write = |text: &str| fs::write(folder.path().join("school.ron"), text).unwrap();
    write(
        r#"Profile(format: 1, name: "School", pictures: [Picture(scene: "no_such", show: "x")])"#,
    );
    let broken = check();
    assert_eq!(broken.status, Status::Problems);
    assert!(
        broken.out.contains("no_such") && !broken.out.contains("Conformance"),
        "{}",
        broken.out
    );

    let options = KioskOptions { config: Some(file.clone().into()), ..KioskOptions::default() };
    assert!(options.setup(Rung::Configured).unwrap_err().contains("no_such"));
    write(r#"Profile(format: 1, name: "School")"#);
    assert_eq!(check().status, Status::Clean);
    let venue = |rung| options.setup(rung).unwrap().config.venue;
    assert_eq!(venue(Rung::Configured).as_deref(), Some("School"));
    options.as_set_up().unwrap().keep(&folder.path().join("data")).unwrap();
    write("Profile(");
    assert!(options.setup(Rung::Configured).is_err());
    assert_eq!(venue(Rung::LastGood).as_deref(), Some("School"));
    // With another story, too, visitors are warned as they were while it ran well.
    for broken in ["Profile(", "", "Profile(format: 1)"] {
        write(broken);
        assert_eq!(venue(Rung::Shipped).as_deref(), Some("School"), "{broken}");
    }
    fs::remove_file(folder.path().join("school.ron")).unwrap();
    assert_eq!(venue(Rung::Shipped).as_deref(), Some("School"));
    write(r#"Profile(format: 1, name: "Memorial")"#);
    assert_eq!(venue(Rung::Shipped).as_deref(), Some("Memorial"), "the one that is set up");
}

#[test]
fn a_profile_that_is_named_and_nowhere_to_be_had_leads_to_the_page() {
    let folder = tempfile::tempdir().unwrap();
    bring_story(folder.path());
    let file = set_up(folder.path(), r#"story: "ferry", profile: "scool.ron","#);
    let options = KioskOptions { config: Some(file.clone().into()), ..KioskOptions::default() };
    fs::write(folder.path().join("school.ron"), r#"Profile(format: 1, name: "School")"#).unwrap();
    let misspelt = options.setup(Rung::Shipped).unwrap_err();
    assert!(misspelt.contains("scool.ron"), "{misspelt}");
    fs::write(folder.path().join("scool.ron"), "Profile(").unwrap();
    assert!(options.setup(Rung::Shipped).is_err());
    // A story that ran well before there was a profile has none to give.
    set_up(folder.path(), r#"story: "ferry","#);
    options.as_set_up().unwrap().keep(&folder.path().join("data")).unwrap();
    set_up(folder.path(), r#"story: "ferry", profile: "scool.ron","#);
    assert!(options.setup(Rung::Shipped).is_err());
    let newer = fs::read_to_string(&file).unwrap().replace("format: 1", "format: 7");
    fs::write(&file, newer).unwrap();
    assert_eq!(options.setup(Rung::Shipped).unwrap().config.venue, None, "none was named then");
}

#[test]
fn a_story_that_is_not_there_is_told_where_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = set_up(folder.path(), r#"story: "nowhere","#);
    let ran = sungari(&["kiosk", "--check", "--config", &file]);
    assert_eq!(ran.status, Status::CannotRun);
    assert!(ran.out.contains("E0906") && ran.out.contains("kiosk.ron:7:12"), "{}", ran.out);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told_as_one() {
    let folder = tempfile::tempdir().unwrap();
    bring_story(folder.path());
    let file = set_up(folder.path(), r#"story: "ferry", profile: "ferry","#);
    for config in [file.as_str(), folder.path().to_str().unwrap()] {
        let ran = sungari(&["kiosk", "--check", "--config", config]);
        assert!(ran.out.contains("E0906") && ran.out.contains("it is a folder"), "{}", ran.out);
    }
}

#[test]
fn of_the_folders_that_systemd_gives_the_first_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_sungari"))
        .arg("visits")
        .current_dir(folder.path())
        .env("STATE_DIRECTORY", std::env::join_paths([&first, &second]).unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    let expected = format!("no visit has been counted in {};", first.display());
    assert!(said.contains(&expected), "{said}");
}

#[test]
fn a_window_looks_where_its_supervisor_does() {
    let folder = tempfile::tempdir().unwrap();
    let file = set_up(folder.path(), "");
    let own = KioskOptions { config: Some(file.clone().into()), ..KioskOptions::default() };
    let handed = KioskOptions { folder: Some("elsewhere".into()), ..own.clone() };
    assert_eq!(own.data(), Some(folder.path().join("data")));
    assert_eq!(handed.data(), Some("elsewhere".into()));
    assert_eq!(handed.setup(Rung::Configured).unwrap().data, Some("elsewhere".into()));
}

#[test]
fn a_pin_becomes_a_line_for_the_file() {
    let line = sungari_typing(&["kiosk", "--pin"], "4711\n");
    let hash = line.out.split('"').nth(1).unwrap_or_default();
    assert!(line.status == Status::Clean && pin::is_hash(hash), "{}", line.out);
    assert!(!line.out.contains("4711") && !line.err.contains("4711"));
    for not_a_pin in ["", "12\n", "forty\n"] {
        assert_eq!(sungari_typing(&["kiosk", "--pin"], not_a_pin).status, Status::Problems);
    }
}

/// What somebody sees who types a PIN at a terminal, each time as soon as they
/// are asked.
#[cfg(target_os = "linux")]
#[test]
fn the_digits_of_a_pin_are_not_shown_where_they_are_typed() {
    use std::io::{BufReader, Read, Write};
    use std::process::{Command, Stdio};

    let asks = format!("{} kiosk --pin", env!("CARGO_BIN_EXE_sungari"));
    let mut terminal = Command::new("script")
        .args(["-qec", &asks, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = terminal.stdin.take().unwrap();
    let mut shown = Vec::new();
    let mut asked = 0;
    for byte in BufReader::new(terminal.stdout.take().unwrap()).bytes() {
        shown.push(byte.unwrap());
        if shown.ends_with(b"type: ") || shown.ends_with(b"again: ") {
            asked += 1;
            typed.write_all(b"4711\n").unwrap();
        }
    }
    let shown = String::from_utf8(shown).unwrap();
    assert!(terminal.wait().unwrap().success() && asked == 2, "{shown}");
    assert!(shown.contains("not shown as you type"), "{shown}");
    let (before, line) = shown.split_once("staff: Staff(pin: \"").unwrap();
    assert!(!before.contains("4711"), "{shown}");
    let hash = line.split('"').next().unwrap();
    assert_eq!(pin::Door::new(hash.into()).attempt("4711", 0), pin::Try::Opens);
}

#[test]
fn the_example_wants_nothing_but_a_pin() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kiosk.ron");
    let text = fs::read_to_string("assets/kiosk/kiosk.ron").unwrap();
    let check = |text: &str| {
        fs::write(&file, text).unwrap();
        sungari(&["kiosk", "--check", "--config", file.to_str().unwrap()])
    };
    assert!(check(&text).out.contains("sungari kiosk --pin"));
    let ready = check(&text.replace("PIN-HASH", HASH));
    assert!(ready.status == Status::Clean && ready.out.starts_with("Gallery 2"), "{}", ready.out);
}

#[test]
fn an_exhibit_that_cannot_begin_asks_nothing_of_the_machine() {
    assert_eq!(Status::LeftAlone as u8, Outcome::Nothing as u8);
    for slip in [&["--confg", "a"][..], &["--size", "big"], &["--soak", "0"], &["museum"]] {
        let ran = sungari(&[&["kiosk"], slip].concat());
        assert_eq!(ran.status, Status::LeftAlone, "{slip:?}");
        assert!(ran.err.contains(slip[0]), "{}", ran.err);
        for command in ["--check", "--pin"] {
            let ran = sungari(&[&["kiosk", command], slip].concat());
            assert_eq!(ran.status, Status::CannotRun, "{command} {slip:?}");
        }
    }
    let windowless = sungari(&["kiosk"]);
    assert_eq!(windowless.status, Status::LeftAlone);
    assert!(windowless.err.contains("needs the window"), "{}", windowless.err);
    assert_eq!(sungari(&["kiosk", "--help"]).status, Status::Clean);
}

#[test]
fn every_rung_shows_what_is_left_to_show() {
    let folder = tempfile::tempdir().unwrap();
    bring_story(folder.path());
    let file = set_up(folder.path(), r#"story: "ferry","#);
    let options = KioskOptions { config: Some(file.into()), ..KioskOptions::default() };
    let title = |rung| options.setup(rung).map(|setup| setup.story.title);
    let ferry = title(Rung::Configured).unwrap();
    assert!(title(Rung::LastGood).is_err(), "none has run well yet");
    let good = options.as_set_up().unwrap();
    good.keep(&folder.path().join("data")).unwrap();
    // The story is spoilt: the last good one is as it was.
    fs::write(folder.path().join("ferry/story.ron"), "Story(").unwrap();
    assert!(title(Rung::Configured).unwrap_err().contains("story.ron"));
    assert_eq!(title(Rung::LastGood), Ok(ferry));
    let shipped = options.setup(Rung::Shipped).unwrap();
    assert_eq!(shipped.config.name, "Gallery 2");
    assert_eq!(GoodStory::load(&folder.path().join("data")), Some(good));
    // A file that names what only its own story has still does for the shipped one.
    set_up(folder.path(), r#"objects: [Object(scene: "no_such", see: "case 4")],"#);
    assert!(options.setup(Rung::Configured).is_err());
    assert_eq!(options.setup(Rung::Shipped).unwrap().config.objects, []);
}

#[test]
fn a_broken_file_still_says_where_the_last_good_story_lies() {
    let folder = tempfile::tempdir().unwrap();
    bring_story(folder.path());
    let file = set_up(folder.path(), r#"story: "ferry","#);
    let options = KioskOptions { config: Some(file.clone().into()), ..KioskOptions::default() };
    let data = folder.path().join("data");
    options.as_set_up().unwrap().keep(&data).unwrap();
    let sound = fs::read_to_string(&file).unwrap();
    for (from, to) in [
        ("1080", "many"),
        ("format: 1", "format: 7"),
        ("panel:", "pannel:"),
        ("staff: Staff(pin: ", "staff: Staff(pn: "),
        ("name: \"Gallery 2\",", ""),
        ("story:", "strory:"),
        ("viewing_distance_mm: 600)", "viewing_distance_mm: 600"),
        ("\n)", ""),
        ("Kiosk(", "("),
        ("Kiosk(", "Kisok("),
        ("data: \"data\"", "data: Some(\"data\"), hours: [Hours("),
    ] {
        assert!(sound.contains(from), "{from}");
        fs::write(&file, sound.replace(from, to)).unwrap();
        assert!(options.config().is_none(), "{to}");
        assert_eq!(options.data(), Some(data.clone()), "{to}");
        let setup = options.setup(Rung::LastGood).unwrap();
        assert_eq!((setup.config.name.as_str(), setup.data), ("Gallery 2", Some(data.clone())));
    }
    // Where nothing of it can be read, it is looked for where `data` is left out.
    fs::write(&file, sound.replace("    data: \"data\",\n", "")).unwrap();
    let left_out = options.data();
    for lost in ["", "Kiosk", "Kiosk()", "Kiosk(data: 5)", "\u{0}\u{0}"] {
        fs::write(&file, lost).unwrap();
        assert_eq!(options.data(), left_out, "{lost}");
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(options.data(), left_out);
}
