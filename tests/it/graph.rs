//! `graph`: everything is on the map, and told apart.

use std::path::Path;

use sungari::narrative::explore::Reached;
use sungari::narrative::graph::{dot, svg};
use sungari::narrative::model::{SceneId, Story};
use sungari::narrative::parse::{StoryFile, folder, parse};
use sungari::terminal::Status;

use crate::changed::minimal;
use crate::cli::{copy_of, sungari};

const POST: &str = "tests/cases/stories/post";
const STORIES: [&str; 4] =
    ["story", "tests/cases/stories/minimal", "tests/cases/stories/ferry", POST];

fn story(folder: &str) -> Story {
    parse(&folder::read(Path::new(folder)).unwrap()).story.unwrap()
}

#[test]
fn the_map_has_every_scene_and_every_choice_and_is_drawn_the_same_each_time() {
    for folder in STORIES {
        let story = story(folder);
        let reached = Reached::by_links(&story);
        let (picture, text) = (svg(&story, &reached), dot(&story, &reached));
        assert_eq!(picture, svg(&story, &reached));
        for scene in &story.scenes {
            assert!(picture.contains(&format!(">{}<", scene.name)), "{}", scene.name);
            assert!(text.contains(&format!("    \"{}\" [", scene.name)), "{}", scene.name);
            for to in scene.all_choices().flat_map(|choice| choice.way.scenes()) {
                let goto = &story.scene(to).name;
                assert!(picture.contains(&format!("{} to {goto}\n", scene.name)), "{goto}");
                assert!(text.contains(&format!("  \"{}\" -> \"{goto}\" [", scene.name)), "{goto}");
            }
        }
    }
}

#[test]
fn no_two_scenes_stand_on_one_another_and_none_beside_the_map() {
    for folder in STORIES {
        let story = story(folder);
        let picture = svg(&story, &Reached::by_links(&story));
        let number = |text: &str, name: &str| -> f64 {
            let from = text.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
            text[from..].split('"').next().unwrap().parse().unwrap()
        };
        let (width, height) = (number(&picture, "width"), number(&picture, "height"));
        let boxes: Vec<(f64, f64)> = picture
            .lines()
            .filter(|line| line.contains("<rect ") && line.contains("text-anchor"))
            .map(|line| &line[line.find("<rect ").unwrap()..])
            .map(|rect| (number(rect, "x"), number(rect, "y")))
            .collect();
        let of_vignettes = story.vignette_world.as_ref().map_or(0, |world| world.scenes.len());
        assert_eq!(boxes.len(), story.scenes.len() + of_vignettes);
        for (index, (x, y)) in boxes.iter().enumerate() {
            assert!(*x >= 0.0 && x + 164.0 <= width && *y >= 0.0 && y + 44.0 <= height);
            for (other_x, other_y) in &boxes[..index] {
                assert!((x - other_x).abs() >= 164.0 || (y - other_y).abs() >= 44.0);
            }
        }
    }
}

/// A part of so many scenes, each with ways to the next, back and ahead.
fn long_part(scenes: usize) -> Story {
    let mut files = minimal();
    for file in &mut files {
        file.text = file.text.replace("goto: \"office\"", "goto: \"s000\"");
    }
    for number in 0..scenes {
        let (next, near, far) = (number + 1, number * 37 % scenes, number * 211 % scenes);
        let next = if next == scenes { "ice".into() } else { format!("s{next:03}") };
        let text = format!(
            r#"Scene(
                title: "Page", setting: Setting(date: "1932-12", place: "harbour", light: Dusk),
                body: [Text(k: "s1", t: "{{fact ice|The ice}} holds.")],
                choices: [
                    Choice(k: "c1", t: "Go on", goto: "{next}"),
                    Choice(k: "c2", t: "Cross", goto: "s{near:03}"),
                    Choice(k: "c3", t: "Turn", goto: "s{far:03}"),
                ],
                invented: "All of it.",
            )"#
        );
        files.push(StoryFile { path: format!("scenes/winter/s{number:03}.ron"), text });
    }
    parse(&files).story.unwrap()
}

#[test]
fn a_part_fits_a_page_however_many_scenes_there_are() {
    let large = long_part(500);
    for story in [&story("story"), &large] {
        let picture = svg(story, &Reached::by_links(story));
        let width = picture.split(" width=\"").nth(1).and_then(|rest| rest.split('"').next());
        let width: f64 = width.unwrap().parse().unwrap();
        assert!(width <= 1_600.0, "{width} with {} scenes", story.scenes.len());
    }
}

#[test]
fn what_is_not_reached_is_dashed_and_what_begins_and_ends_is_told_apart() {
    let (_folder, name) =
        copy_of("tests/cases/stories/ferry", "scenes/before/landing.ron", |text| {
            text.replace("goto: \"home\"", "goto: \"landing\"")
        });
    let ran = sungari(&["graph", &name, "--format", "dot"]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    let line = |name: &str| {
        let start = format!("    \"{name}\" [");
        ran.out.lines().find(|line| line.starts_with(&start)).unwrap().to_owned()
    };
    assert!(line("home").contains("dashed") && line("home").contains("peripheries=2"));
    assert!(line("landing").contains("penwidth=3") && !line("landing").contains("dashed"));
    assert!(line("far_bank").contains("peripheries=2") && !line("far_bank").contains("dashed"));
    let picture = sungari(&["graph", &name]).out;
    assert!(picture.contains("3 of 4 scenes reached") && picture.contains("\nNot reached"));
}

#[test]
fn what_the_links_lead_to_is_reached() {
    let story = story("tests/cases/stories/minimal");
    let reached = Reached::by_links(&story);
    assert!(reached.scenes[story.start.index()]);
    for (index, scene) in story.scenes.iter().enumerate() {
        for choice in scene.all_choices() {
            assert_eq!(reached.choices[choice.id.index()], reached.scenes[index]);
            let leads_on = choice.way.scenes().iter().all(|to| reached.scenes[to.index()]);
            assert!(!reached.scenes[index] || leads_on);
        }
    }
    let all = (0..story.scenes.len()).map(SceneId::new);
    assert!(all.filter(|id| reached.scenes[id.index()]).count() > 1);
}

#[test]
fn the_map_is_written_to_a_file_over_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("maps/map.svg");
    let name = file.to_str().unwrap();
    for _ in 0..2 {
        let ran = sungari(&["graph", "story", "-o", name]);
        assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
        assert_eq!(ran.out, format!("{name}\n"));
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(written.starts_with("<svg ") && written.ends_with("</svg>\n"));
    }
    let ran = sungari(&["graph", "story", "-o", folder.path().to_str().unwrap()]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Status::CannotRun));
}

#[test]
fn a_vignette_is_a_row_of_its_own_as_its_case_says() {
    let story = story(POST);
    let reached = Reached::by_links(&story);
    let text = dot(&story, &reached);
    let rows: Vec<&str> =
        text.split_inclusive('\n').skip_while(|line| !line.contains("vignette")).collect();
    let case = "tests/cases/graph/vignettes.txt";
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(case, rows.concat()).unwrap();
    }
    assert_eq!(rows.concat(), std::fs::read_to_string(case).unwrap());
    let picture = svg(&story, &reached);
    for words in
        ["post: A notice on a post<", "goes on in office<", "goes on in pier<", ">vignette_rope<"]
    {
        assert!(picture.contains(words), "{words}");
    }
}
