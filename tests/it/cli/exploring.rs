//! `sungari explore`, and what else goes by what it finds.

use super::{Status, copy_of, path, story, sungari, sungari_typing};

#[test]
fn exploring_a_sound_story_says_that_it_is_proved() {
    let ran = sungari(&["explore", &story()]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean), "{}", ran.out);
    assert!(ran.out.ends_with("Proved for every life: no problems\n"), "{}", ran.out);
    assert!(ran.out.contains("4 of 4 scenes"), "{}", ran.out);
    assert!(ran.out.contains("  shortest: 3 choices; "), "{}", ran.out);
}

#[test]
fn exploring_finds_a_dead_end_and_the_walk_to_it_can_be_walked() {
    let minimal = path("tests/cases/stories/minimal").display().to_string();
    let (_folder, story) = copy_of(&minimal, "scenes/winter/pier.ron", |text| {
        text.replace("trust >= 2", "trust >= 3").replace("otherwise:", "// otherwise:")
    });
    let ran = sungari(&["explore", &story, "--format", "json"]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Problems), "{}", ran.out);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["complete"], true);
    assert_eq!(report["scenes"]["unreached"], serde_json::json!(["ice"]));
    for field in ["states", "steps"] {
        assert!(report[field].is_u64(), "{field}");
    }
    assert!(report["seconds"].is_f64());
    let ending = &report["endings"][0];
    assert_eq!((ending["reached"].as_bool(), ending["shortest"].is_null()), (Some(false), true));
    let findings = report["findings"].as_array().unwrap();
    let dead_end = findings.iter().find(|finding| finding["code"] == "E0801").unwrap();
    assert_eq!((&dead_end["scene"], &dead_end["severity"]), (&"pier".into(), &"error".into()));
    let walk = dead_end["witness"].as_array().unwrap().iter();
    let walk: String = walk.map(|line| line.as_str().unwrap().to_owned() + "\n").collect();
    let walked = sungari_typing(&["walk", &story, "--choices", "-"], &walk);
    assert_eq!(walked.status, Status::Clean, "{}", walked.err);
}

#[test]
fn a_budget_that_is_spent_proves_nothing_and_says_so() {
    let ran = sungari(&["explore", &story(), "--budget", "0"]);
    assert_eq!(ran.status, Status::Clean, "{}", ran.out);
    assert!(ran.out.contains("Not proved, as the budget was spent"), "{}", ran.out);
    let ran = sungari(&["explore", &story(), "--budget", "0", "--strict"]);
    assert_eq!(ran.status, Status::Problems);
}

#[test]
fn a_life_opens_at_a_scene_that_some_life_comes_to() {
    let saves = tempfile::tempdir().unwrap();
    let saves = saves.path().display().to_string();
    let at = |scene: &str| {
        let story = story();
        let args = ["play", "--text", "--story", &story, "--save-dir", &saves, "--at", scene];
        sungari_typing(&args, "1\n")
    };
    let opened = at("crossing");
    assert_eq!(opened.status, Status::Clean, "{}", opened.err);
    let place = |title: &str| opened.out.find(title);
    let is_first = |at: usize| place("The landing").is_none_or(|landing| at < landing);
    assert!(place("The crossing").is_some_and(is_first), "{}", opened.out);
    let slip = at("crosing");
    assert_eq!(slip.status, Status::Problems);
    assert_eq!(slip.err, "error: there is no scene `crosing`; did you mean `crossing`?\n");
}

#[test]
fn no_life_opens_where_none_comes() {
    let minimal = path("tests/cases/stories/minimal").display().to_string();
    let (_folder, story) = copy_of(&minimal, "scenes/winter/pier.ron", |text| {
        text.replace("trust >= 2", "trust >= 3")
    });
    let ran = sungari(&["play", "--text", "--story", &story, "--at", "ice"]);
    assert_eq!(ran.status, Status::Problems, "{}", ran.out);
    assert!(ran.err.starts_with("error: no life comes to `ice`"), "{}", ran.err);
}

#[test]
fn a_life_goes_on_from_the_code_of_an_exhibit() {
    let files =
        sungari::narrative::parse::folder::read(path("tests/cases/stories/ferry").as_path());
    let story_read = sungari::narrative::load(&files.unwrap()).story.unwrap();
    let mut life = sungari::narrative::run::Playthrough::begin(&story_read, 1);
    let first = life.open_choices(&story_read)[0].id;
    life.choose(&story_read, first).unwrap();
    let (code, _) = sungari::narrative::run::code(&story_read, &life);
    let title = story_read.scene(life.state().scene).title.clone();
    let saves = tempfile::tempdir().unwrap();
    let saves = saves.path().display().to_string();
    let from = |code: &str| {
        let story = story();
        let args = ["play", "--text", "--story", &story, "--save-dir", &saves, "--from", code];
        sungari_typing(&args, "1\n")
    };
    let opened = from(&code.to_lowercase());
    assert_eq!(opened.status, Status::Clean, "{}", opened.err);
    assert!(opened.out.contains(&title), "{}", opened.out);
    let slip = from("99999-9");
    assert_eq!(slip.status, Status::Problems);
    assert!(slip.err.starts_with("error: the code `99999-9` cannot be followed:"), "{}", slip.err);
}
