//! `stats`: what is counted, and that the same seed counts the same.

use std::path::Path;

use serde_json::Value;
use sungari::narrative::load;
use sungari::narrative::parse::folder;
use sungari::narrative::stats::{dossier, lives, stats};
use sungari::terminal::Status;

use crate::cli::{copy_of, sungari};

const FERRY: &str = "tests/cases/stories/ferry";

fn json(folder: &str) -> Value {
    let ran = sungari(&["stats", folder, "--format", "json"]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn each_story_is_counted_as_its_case_says() {
    for story in ["ferry", "below_the_line", "post"] {
        let folder = Path::new(FERRY).with_file_name(story);
        let ran = sungari(&["stats", folder.to_str().unwrap()]);
        let case = format!("tests/cases/stats/{story}.txt");
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&case, &ran.out).unwrap();
        }
        assert_eq!(ran.out, std::fs::read_to_string(case).unwrap());
        assert_eq!(ran.status, Status::Clean);
    }
}

#[test]
fn its_json_has_the_documented_shape_and_agrees_with_check() {
    let told = json("story");
    let checked = sungari(&["check", "story", "--format", "json"]);
    let checked: Value = serde_json::from_str(&checked.out).unwrap();
    for thing in ["words", "scenes", "choices", "endings"] {
        assert_eq!(told[thing], checked["counts"][thing], "{thing}");
    }
    for thing in ["facts", "claims"] {
        assert_eq!(told[thing]["total"], checked["counts"][thing], "{thing}");
    }
    let sum = |field: &str| -> u64 {
        told["parts"].as_array().unwrap().iter().map(|part| part[field].as_u64().unwrap()).sum()
    };
    assert_eq!(sum("words"), told["words"].as_u64().unwrap());
    assert_eq!(sum("scenes"), told["scenes"].as_u64().unwrap());
    let graded = told["facts"]["by_grade"].as_object().unwrap().values();
    let graded: u64 = graded.map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(graded, told["facts"]["total"].as_u64().unwrap());
    let lives = &told["lives"];
    for share in ["facts_share", "overlap"] {
        assert!((0.0..=1.0).contains(&lives[share].as_f64().unwrap()), "{lives}");
    }
    let closed = lives["endings"].as_object().unwrap().values();
    let closed: u64 = closed.map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(closed + lives["unfinished"].as_u64().unwrap(), lives["samples"].as_u64().unwrap());
    assert!(told["dossier"]["seed_used"].as_u64().unwrap() > 50);
    assert!(told["dossier"]["wider_used"].is_u64() && told["dossier"]["unused"].is_array());
    assert_eq!(told["dossier"]["unknown"], serde_json::json!([]));
    let vignettes = told["vignettes"].as_array().unwrap();
    assert_eq!(vignettes.len(), 7);
    for vignette in vignettes {
        let words = |end: usize| vignette["words"][end].as_u64().unwrap();
        assert!((120..=200).contains(&words(0)) && words(0) <= words(1), "{vignette}");
        assert!(vignette["facts"].as_u64() >= Some(2) && vignette["goes_on"].is_string());
    }
    let contested = told["contested"].as_array().unwrap();
    assert_eq!(contested.len() as u64, told["facts"]["by_grade"]["contested"].as_u64().unwrap());
    assert!(contested.iter().all(|fact| fact["accounts"].as_array().unwrap().len() >= 2));
}

#[test]
fn the_same_seed_plays_the_same_lives() {
    let story = load(&folder::read(Path::new("story")).unwrap()).story.unwrap();
    assert_eq!(lives(&story, 7), lives(&story, 7));
    assert_ne!(lives(&story, 7), lives(&story, 8));
}

#[test]
fn codes_of_the_notes_are_held_against_facts_and_claims() {
    let mut story = load(&folder::read(Path::new(FERRY)).unwrap()).story.unwrap();
    story.facts[0].reference = Some("S01".into());
    story.facts[1].reference = Some("W001".into());
    story.claims[0].reference = Some("W009".into());
    let notes =
        "# Notes\n- **S01** one\n- **W001** two\n- **Reader** is no code\n- **S02** three\n";
    let held = dossier(&story, Some(notes));
    assert_eq!((held.seed_used, held.wider_used), (1, 2));
    assert_eq!((held.unused, held.unknown), (vec!["S02".to_owned()], vec!["W009".to_owned()]));
    let landing = story.scene_named("landing").unwrap();
    let part = story.scene(landing).part.index();
    for (index, met) in held.met.iter().enumerate() {
        assert_eq!(
            met.iter().any(|code| code == "W009"),
            index == part,
            "claimed at the landing stage"
        );
    }
    let without = dossier(&story, None);
    assert!(without.unused.is_empty() && without.unknown.is_empty());
}

#[test]
fn a_place_without_a_picture_of_its_own_is_to_be_drawn() {
    let story = load(&folder::read(Path::new("story")).unwrap()).story.unwrap();
    let stats = stats(&story);
    for ((place, light), scenes) in &stats.undrawn {
        for scene in scenes {
            let scene = story.scene(story.scene_named(scene).unwrap());
            assert_eq!((scene.place, scene.light), (*place, *light));
            assert_eq!(scene.backdrop, story.part(scene.part).sky);
        }
    }
}

#[test]
fn a_story_with_errors_is_not_counted() {
    let (_folder, story) = copy_of(FERRY, "scenes/before/landing.ron", |text| {
        text.replace("goto: \"home\"", "goto: \"hom\"")
    });
    let ran = sungari(&["stats", &story]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Status::Problems));
    assert!(ran.err.contains("E0301"), "{}", ran.err);
}
