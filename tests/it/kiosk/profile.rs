//! What a venue changes of a story.

use std::fs;
use std::sync::Arc;

use sungari::museum::config::Config;
use sungari::museum::exhibit::{Act, Exhibit, Place, Reading};
use sungari::museum::profile::{Profile, load, unread};
use sungari::narrative::model::Story;
use sungari::narrative::parse::StoryFile;
use sungari::narrative::run::view;

use super::{hold, least};
use crate::changed::changed;
use crate::check::told;
use crate::our_story::story;

const SHIPPED: &str = "assets/kiosk/profiles";

fn file(text: &str) -> StoryFile {
    StoryFile { path: "school.ron".into(), text: text.into() }
}

fn profile(text: &str, story: &Story) -> Profile {
    let loaded = load(&file(text), Some(story));
    assert!(loaded.problems.is_empty(), "{}", told(&loaded.problems));
    loaded.profile.unwrap()
}

/// The shipped story and the least kiosk, as a venue wants them.
fn venue(text: &str) -> (Config, Story) {
    let (mut config, mut story) = (least(), story());
    profile(text, &story).apply(&mut config, &mut story);
    (config, story)
}

#[test]
fn every_mistake_in_a_profile_is_told_as_its_case_says() {
    let story = sungari::narrative::load(&changed("")).story.unwrap();
    hold("tests/cases/profile", |text| match text.strip_prefix("(cannot be read) ") {
        Some(why) => told(&[unread(&file(""), why.trim_end())]),
        None => told(&load(&file(text), Some(&story)).problems),
    });
}

#[test]
fn a_page_that_the_story_trusts_its_readers_with_is_warned_of() {
    let (config, story) = venue(
        r#"Profile(format: 1, name: "School", warnings: [Warning(
            scene: "visit_boat", content: ["a flood"], summary: ["The boat. The choice."],
        )])"#,
    );
    assert_eq!(config.venue.as_deref(), Some("School"));
    let mut exhibit = Exhibit::new(&config, Arc::new(story), 0);
    let boat = exhibit.vignettes().find(|(_, vignette)| vignette.name == "boat").unwrap().0;
    exhibit.act(Act::Begin, 0);
    exhibit.act(Act::Vignette(boat), 1_000);
    let page = view(exhibit.story(), exhibit.life().unwrap());
    let content = page.content.unwrap();
    assert_eq!(content.subjects, ["a flood"]);
    assert_eq!(content.summary.len(), 1);
    assert_eq!(exhibit.visit().unwrap().reading, None, "somebody is asked");
}

#[test]
fn where_a_venue_wants_only_the_summary_nobody_is_asked_and_nobody_gets_the_page() {
    let (config, story) = venue(
        r#"Profile(format: 1, name: "School", vignettes: ["stair"], warnings: [
            Warning(scene: "visit_landing_stair", only_summary: true),
        ])"#,
    );
    let mut exhibit = Exhibit::new(&config, Arc::new(story), 0);
    assert_eq!(exhibit.vignettes().count(), 1);
    let (stair, _) = exhibit.vignettes().next().unwrap();
    exhibit.act(Act::Begin, 0);
    exhibit.act(Act::Vignette(stair), 1_000);
    assert_eq!(exhibit.visit().unwrap().reading, Some(Reading::Summary));
    exhibit.act(Act::Read(Reading::Page), 2_000);
    assert_eq!(exhibit.visit().unwrap().reading, Some(Reading::Summary));
    // The choices are the page’s: the vignette goes on.
    let choice = view(exhibit.story(), exhibit.life().unwrap()).choices[0].id;
    exhibit.act(Act::Choose(choice), 3_000);
    assert_eq!(exhibit.life().unwrap().steps().len(), 1);
    assert_eq!(exhibit.visit().unwrap().reading, Some(Reading::Summary));
    assert_eq!(exhibit.place(), Place::Page);
}

#[test]
fn another_picture_is_shown_in_the_story_and_in_its_vignettes() {
    let plain = story();
    let (_, story) = venue(
        r#"Profile(format: 1, name: "Memorial", pictures: [
            Picture(scene: "range", show: "sky_stubble"),
            Picture(scene: "visit_boat", show: "sky_snow"),
        ])"#,
    );
    let scene = |story: &Story, name: &str| story.scene(story.scene_named(name).unwrap()).backdrop;
    let sky = story.backdrop_named("sky_stubble").unwrap();
    assert_ne!(scene(&plain, "range"), sky);
    assert_eq!(scene(&story, "range"), sky);
    assert_eq!(scene(&story, "maketui"), scene(&plain, "maketui"));
    let boat = story.of_vignette(story.vignette_named("boat").unwrap()).unwrap();
    assert_eq!(boat.scene(boat.start).backdrop, story.backdrop_named("sky_snow").unwrap());
}

#[test]
fn a_venues_objects_stand_in_the_place_of_the_kiosks() {
    let story = story();
    let of = |text: &str| profile(text, &story);
    let mut config = least();
    let mut scenes = story.clone();
    of(r#"Profile(format: 1, name: "One", objects: [
        Object(scene: "range", see: "case 4"), Object(scene: "noon", see: "case 5"),
    ])"#)
    .apply(&mut config, &mut scenes);
    of(r#"Profile(format: 1, name: "Two", objects: [Object(scene: "noon", see: "the stairs")])"#)
        .apply(&mut config, &mut scenes);
    let seen: Vec<_> = config.objects.iter().map(|object| (&*object.scene, &*object.see)).collect();
    assert_eq!(seen, [("range", "case 4"), ("noon", "the stairs")]);
}

#[test]
fn half_a_warning_for_a_page_that_has_none_leads_to_no_empty_page() {
    let plain = story();
    let mut config = least();
    // Written for another story, so nothing held it to this one.
    let text = r#"Profile(format: 1, name: "School", warnings: [
        Warning(scene: "visit_boat", content: ["a flood"], only_summary: true),
        Warning(scene: "visit_landing_stair", only_summary: true),
    ])"#;
    let profile = load(&file(text), None).profile.unwrap();
    let mut story = plain.clone();
    profile.apply(&mut config, &mut story);
    assert_eq!(config.summaries, ["visit_landing_stair"]);
    let warned = |story: &Story| {
        let boat = story.scenes_and_vignettes().find(|scene| scene.name == "visit_boat").unwrap();
        (boat.content.clone(), boat.summary.len())
    };
    assert_eq!(warned(&story), warned(&plain));
    assert!(warned(&plain).0.is_empty(), "it has none of its own");
}

#[test]
fn every_shipped_profile_fits_the_shipped_story_and_each_of_its_vignettes_can_be_read() {
    let mut names = Vec::new();
    for entry in fs::read_dir(SHIPPED).unwrap() {
        let path = entry.unwrap().path();
        let (mut config, mut story) = (least(), story());
        let profile = profile(&fs::read_to_string(&path).unwrap(), &story);
        let warned = profile.warnings.iter().map(|warning| &warning.scene);
        let warned: Vec<String> = warned.cloned().collect();
        profile.apply(&mut config, &mut story);
        for scene in story.scenes_and_vignettes().filter(|scene| warned.contains(&scene.name)) {
            assert!(!scene.content.is_empty() && !scene.summary.is_empty(), "{}", scene.name);
        }
        let story = Arc::new(story);
        let offered = Exhibit::new(&config, story.clone(), 0).vignettes().count();
        assert_eq!(offered, config.vignettes.len(), "{}", path.display());
        let vignettes: Vec<usize> =
            Exhibit::new(&config, story.clone(), 0).vignettes().map(|(index, _)| index).collect();
        for vignette in vignettes {
            let mut exhibit = Exhibit::new(&config, story.clone(), 0);
            exhibit.act(Act::Begin, 0);
            exhibit.act(Act::Vignette(vignette), 1_000);
            for turn in 0.. {
                let now_ms = 2_000 + turn * 2_000;
                if exhibit.is_over() {
                    break;
                }
                exhibit.act(Act::Read(Reading::Page), now_ms);
                let choice = view(exhibit.story(), exhibit.life().unwrap()).choices[0].id;
                exhibit.act(Act::Choose(choice), now_ms + 1_000);
                assert!(turn < 20, "{}: vignette {vignette} does not end", path.display());
            }
        }
        names.push(profile.name);
    }
    names.sort();
    assert_eq!(names, ["General", "Memorial", "School"]);
}
