//! A life read back: in the story it was saved from, and in an edited one.

use std::path::Path;

use sungari::narrative::model::{Domain, Story};
use sungari::narrative::parse::{folder, parse};
use sungari::narrative::run::Playthrough;
use sungari::narrative::run::save::{self, Card, ReadError};

use super::sketch::{Sketch, river};
use super::{life, outline, saved};

/// Lives of all lengths, along many ways through a story.
fn lives(story: &Story) -> Vec<Playthrough> {
    let mut lives = vec![Playthrough::begin(story, 7)];
    for way in 0..12_usize {
        let mut life = Playthrough::begin(story, way as u64);
        for step in 0..40 {
            let open = life.open_choices(story);
            let Some(choice) = open.get((step * 7 + way * (step + 3)) % open.len().max(1)) else {
                break;
            };
            life.choose(story, choice.id).unwrap();
            lives.push(life.clone());
        }
    }
    lives
}

/// Saves the life that takes `choices`, edits the story, and reads it back:
/// the life in outline, then what the reader is told. Whatever the edit, the
/// life can be taken back to its beginning and gone on with, and when it is
/// saved again nothing more is told.
#[track_caller]
fn check(choices: &str, edit: impl FnOnce(&mut Sketch), expected: &[&str]) {
    let mut sketch = river();
    let story = sketch.clone().build();
    let text = saved(&story, &life(&story, choices), 1);
    edit(&mut sketch);
    let story = sketch.build();
    let restored = save::read(&story, &text).unwrap();
    let mut found = vec![outline(&story, &restored.playthrough)];
    found.extend(restored.changes.iter().map(ToString::to_string));
    assert_eq!(found, expected);

    let mut life = restored.playthrough;
    let again = save::read(&story, &saved(&story, &life, 2)).unwrap();
    assert_eq!((again.playthrough.pages(), again.changes), (life.pages(), Vec::new()));

    for left in (0..life.steps().len()).rev() {
        assert!(life.step_back());
        assert_eq!(life.steps().len(), left);
        let mut forth = life.clone();
        for choice in forth.open_choices(&story) {
            forth.clone().choose(&story, choice.id).unwrap();
        }
        while forth.step_back() {}
    }
    assert!(!life.step_back());
}

#[test]
fn a_life_is_read_back_as_it_was_saved() {
    let story = river().build();
    let lives = lives(&story);
    assert!(lives.len() > 200);
    for life in lives {
        let restored = save::read(&story, &saved(&story, &life, 1)).unwrap();
        assert_eq!(restored.playthrough, life);
        assert_eq!(restored.changes, []);
    }
}

#[test]
fn a_life_of_any_story_folder_is_read_back_as_it_was_saved() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![package.join("story")];
    for entry in std::fs::read_dir(package.join("tests/cases/stories")).unwrap() {
        folders.push(entry.unwrap().path());
    }
    let mut seen = 0;
    for folder in folders {
        let Some(story) = parse(&folder::read(&folder).unwrap()).story else { continue };
        for life in lives(&story) {
            let restored = save::read(&story, &saved(&story, &life, 1)).unwrap();
            assert_eq!((restored.playthrough, restored.changes), (life, Vec::new()));
        }
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn a_life_relived_by_its_pages_is_the_same_life_on_each() {
    let story = river().build();
    for life in lives(&story) {
        let mut back = life.clone();
        let mut pages = vec![back.state().clone()];
        while back.step_back() {
            pages.insert(0, back.state().clone());
        }
        let mut seen = Vec::new();
        let relived = Playthrough::relive(&story, life.seed(), &life.pages(), |life| {
            seen.push(life.state().clone());
        });
        assert_eq!(seen, pages);
        assert_eq!(relived.unwrap().pages(), life.pages());
    }
}

#[test]
fn a_save_shows_its_card_without_the_story() {
    let story = river().build();
    let life = life(&story, "pier.c2");
    let card = Card {
        saved_at_secs: 1_755_000_000,
        page: "The “Flood”".into(),
        date: "1932-08".into(),
        steps: 1,
        words: 6,
        scene: "flood".into(),
        played_secs: None,
        note: None,
    };
    assert_eq!(save::read_card(&saved(&story, &life, 1_755_000_000)), Ok(card));
}

#[test]
fn titles_of_any_letters_are_read_back() {
    for title in ["“Река” 松花江", "a \"quoted\" word", "r#\"raw\"#", "C:\\n", "two\r\nlines\0", ""]
    {
        let mut sketch = Sketch { title, ..river() };
        sketch.scene("pier").title = title;
        let story = sketch.build();
        let text = saved(&story, &life(&story, ""), 1);
        assert_eq!(save::read(&story, &text).unwrap().playthrough, life(&story, ""));
        assert_eq!(save::read_card(&text).unwrap().page, title);
    }
}

#[test]
fn every_save_ever_shipped_still_loads() {
    let story = river().build();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/saves/v1");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let restored = save::read(&story, &text).unwrap();
        assert_eq!(restored.changes, [], "{}", path.display());
        let card = save::read_card(&text).unwrap();
        assert_eq!(card, Card::of(&story, &restored.playthrough, card.saved_at_secs));
        assert_eq!(save::write(&story, &restored.playthrough, &card), text, "{}", path.display());
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn a_save_of_a_newer_sungari_is_refused() {
    let story = river().build();
    let body = "(whatever: 3)\n";
    let checksum = crc32fast::hash(format!("sungari-save 12 crc32={body}").as_bytes());
    let text = format!("sungari-save 12 crc32={checksum:08x}\n{body}");
    assert_eq!(save::read(&story, &text), Err(ReadError::Newer { version: 12 }));
    assert_eq!(save::read_card(&text), Err(ReadError::Newer { version: 12 }));
}

#[test]
fn a_whole_file_that_is_no_life_is_damaged() {
    let story = river().build();
    let card = "(saved_at_secs: 1, page: \"\", date: \"\", steps: 0, words: 0)";
    let long = format!("(story: \"The River\", seed: 1, card: {card}, pages: [])");
    let nested = "(".repeat(100_000);
    for body in ["", "()", &long, &nested, "sungari-save 1"] {
        for version in [0, 1] {
            let start = format!("sungari-save {version} crc32=");
            let checksum = crc32fast::hash(format!("{start}{body}").as_bytes());
            let text = format!("{start}{checksum:08x}\n{body}");
            let found = save::read(&story, &text);
            assert!(matches!(found, Err(ReadError::Damaged(_))), "{found:?}");
        }
    }
}

#[test]
fn a_life_of_another_story_is_refused() {
    let story = river().build();
    let text = saved(&story, &life(&story, ""), 1);
    let other = Sketch { title: "The Lake", ..river() }.build();
    let story = "The River".into();
    assert_eq!(save::read(&other, &text), Err(ReadError::OtherStory { story }));
}

#[test]
fn new_pages_and_mended_words_change_nothing() {
    check(
        "pier.c1 papers.c1",
        |story| {
            story.scene("papers").title = "The Papers";
            let mut new = story.scene("train").clone();
            new.name = "aardvark";
            story.scenes.push(new);
        },
        &["pier.c1 papers.c1 [platform_two] trust=4 papers=soviet photograph=true"],
    );
}

#[test]
fn without_its_last_page_a_life_is_back_at_the_one_before() {
    let back = "The page you stood on, “Platform Two”, is no longer in the story; \
                you are back at “Papers”.";
    check(
        "pier.c1 papers.c1",
        |story| story.rename_scene("platform_two", "platform_three"),
        &["pier.c1 [papers] trust=3 papers=none photograph=true", back],
    );
    check(
        "pier.c1 papers.c3 pier.c1 papers.c1",
        |story| {
            story.remove_scene("platform_two");
            story.scene("papers").choices.retain(|choice| choice.key == "c3");
        },
        &["pier.c1 papers.c3 pier.c1 [papers] trust=4 papers=none photograph=true", back],
    );
}

#[test]
fn an_earlier_page_that_is_gone_falls_out() {
    check(
        "pier.c2 flood.c1 papers.c1",
        |story| story.remove_scene("flood"),
        &[
            "papers.c1 [platform_two] trust=4 papers=soviet photograph=false",
            "One earlier page of this life is no longer in the story.",
            "One of your decisions is no longer in the story.",
        ],
    );
}

#[test]
fn a_decision_that_is_gone_falls_out_and_its_page_stays_visited() {
    let gone = "One of your decisions is no longer in the story.";
    check(
        "pier.c2 flood.c1 papers.c1 platform_two.c2",
        |story| story.remove_choice("papers", "c1"),
        &["pier.c2 flood.c1 platform_two.c2 [pier] trust=4 papers=soviet photograph=false", gone],
    );

    let story = river().build();
    let text = saved(&story, &life(&story, "pier.c1 papers.c1"), 1);
    for (scene, key) in [("papers", "c1"), ("pier", "c1")] {
        let mut sketch = river();
        sketch.remove_choice(scene, key);
        let story = sketch.build();
        let mut life = save::read(&story, &text).unwrap().playthrough;
        let visited: Vec<_> = story.scenes.iter().map(|scene| scene.name.as_str()).collect();
        let visits = |life: &Playthrough| -> Vec<u32> {
            let ids = visited.iter().map(|name| story.scene_named(name).unwrap());
            ids.map(|id| life.state().visits(id)).collect()
        };
        assert_eq!(visited, ["flood", "papers", "pier", "platform_two", "train"]);
        assert_eq!(visits(&life), [0, 1, 1, 1, 0]);
        assert_eq!(Card::of(&story, &life, 1).words, 9);
        let mut trust = Vec::new();
        Playthrough::relive(&story, 7, &life.pages(), |life| trust.push(life.values()[0]));
        assert_eq!(trust, [2, 3, 4]);
        while life.step_back() {}
        let left = if scene == "papers" { [0, 0, 1, 0, 0] } else { [0, 1, 1, 0, 0] };
        assert_eq!(visits(&life), left);
    }
}

#[test]
fn what_is_locked_now_or_leads_elsewhere_stays_as_it_was_lived() {
    let lived = ["pier.c1 papers.c1 [platform_two] trust=4 papers=soviet photograph=true"];
    let choices = "pier.c1 papers.c1";
    check(choices, |story| story.choice("papers", "c1").needs = "trust >= 9", &lived);
    check(choices, |story| story.choice("pier", "c1").goto = "flood", &lived);
    check(choices, |story| story.start = "flood", &lived);
}

#[test]
fn a_variable_that_is_gone_is_forgotten() {
    check(
        "pier.c1 papers.c1",
        |story| {
            story.variables.retain(|variable| variable.0 != "photograph");
            story.choice("pier", "c1").does = "";
        },
        &[
            "pier.c1 papers.c1 [platform_two] trust=4 papers=soviet",
            "One thing that the story remembered of this life has changed.",
        ],
    );
}

#[test]
fn a_number_outside_narrower_bounds_is_moved_within() {
    let changed = "One thing that the story remembered of this life has changed.";
    let narrow = |story: &mut Sketch| {
        story.variable("trust").1 = Domain::Counter { from: 0, to: 3 };
    };
    let choices = "pier.c1 papers.c1";
    let narrowed = "pier.c1 papers.c1 [platform_two] trust=3 papers=soviet photograph=true";
    check(choices, narrow, &[narrowed, changed]);
    let narrow_and_lock = |story: &mut Sketch| {
        narrow(story);
        story.choice("papers", "c1").needs = "trust >= 0";
        story.choice("pier", "c1").needs = "photograph == true";
    };
    check(choices, narrow_and_lock, &[narrowed, changed]);
}

#[test]
fn a_value_that_is_none_any_more_is_at_its_start() {
    check(
        "pier.c1 papers.c1",
        |story| {
            story.variable("papers").1 = Domain::Counter { from: 5, to: 8 };
            story.variable("papers").2 = 6;
            story.variable("photograph").1 = Domain::Named(vec!["lost".into(), "kept".into()]);
            for (key, does) in [("c1", "papers = 7"), ("c2", "papers = 8")] {
                story.choice("papers", key).does = does;
            }
            story.choice("platform_two", "c1").needs = "papers == 7";
            story.choice("pier", "c1").does = "";
            story.choice("pier", "c1").needs = "photograph == kept";
        },
        &[
            "pier.c1 papers.c1 [platform_two] trust=4 papers=6 photograph=lost",
            "2 things that the story remembered of this life have changed.",
        ],
    );
}

#[test]
fn a_life_that_can_be_lived_again_has_new_variables_and_mended_effects() {
    check(
        "pier.c1 papers.c1",
        |story| {
            story.variables.push(("ticket", Domain::Flag, 0));
            story.scene("platform_two").on_entering = "ticket = true";
        },
        &[
            "pier.c1 papers.c1 [platform_two] trust=3 papers=soviet photograph=true ticket=true",
            "One thing that the story remembered of this life has changed.",
        ],
    );
}

#[test]
fn a_page_without_a_way_on_is_not_stood_on() {
    check(
        "pier.c2 flood.c1 papers.c2",
        |story| {
            story.remove_choice("platform_two", "c2");
            story.choice("pier", "c2").needs = "trust >= 9";
        },
        &[
            "pier.c2 flood.c1 [papers] trust=3 papers=none photograph=false",
            "The story has changed, and nothing leads on from “Platform Two” in this life; \
             you are back at “Papers”.",
        ],
    );
}

#[test]
fn a_life_of_which_nothing_is_left_begins_anew() {
    check(
        "pier.c1 papers.c1",
        |story| {
            for (from, to) in [("pier", "a"), ("papers", "b"), ("platform_two", "c")] {
                story.rename_scene(from, to);
            }
            story.start = "a";
            story.choice("flood", "c1").needs = "visited a";
        },
        &[
            "[a] trust=2 papers=none photograph=false",
            "The story has changed, and this life, which stood on “Platform Two”, cannot go on in \
             it; it begins anew.",
        ],
    );
}

#[test]
fn what_is_left_of_a_life_is_lived_again_where_it_can_be() {
    check(
        "pier.c1 papers.c1",
        |story| {
            story.rename_scene("platform_two", "platform_three");
            story.scene("papers").on_entering = "trust += 3";
        },
        &[
            "pier.c1 [papers] trust=5 papers=none photograph=true",
            "The page you stood on, “Platform Two”, is no longer in the story; \
             you are back at “Papers”.",
            "One thing that the story remembered of this life has changed.",
        ],
    );
}

#[test]
fn whichever_scenes_are_renamed_every_life_loads_and_can_go_on() {
    let story = river().build();
    let texts: Vec<_> = lives(&story).iter().map(|life| saved(&story, life, 1)).collect();
    let scenes = [("flood", "a"), ("papers", "b"), ("pier", "c"), ("platform_two", "d")];
    for which in 1_usize..16 {
        let mut sketch = river();
        for (index, (from, to)) in scenes.into_iter().enumerate() {
            if which >> index & 1 == 1 {
                sketch.rename_scene(from, to);
            }
        }
        sketch.start = sketch.scenes[2].name;
        sketch.choice(sketch.scenes[0].name, "c1").needs = "";
        let story = sketch.build();
        for text in &texts {
            let life = save::read(&story, text).unwrap().playthrough;
            let is_ending = story.scene(life.state().scene).ending.is_some();
            assert!(is_ending || !life.open_choices(&story).is_empty());
            let again = save::read(&story, &saved(&story, &life, 2)).unwrap();
            assert_eq!((again.playthrough.pages(), again.changes), (life.pages(), Vec::new()));
        }
    }
}
