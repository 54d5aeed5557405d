//! The command line: what each command answers, and how it exits.

mod exploring;

use std::path::{Path, PathBuf};

use sungari::cli::run;
use sungari::narrative::parse::StoryFile;
use sungari::shipped::Place;
use sungari::terminal::{Status, Terminal};

pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: Status,
}

/// Runs the program with arguments, typing `input`.
pub(crate) fn sungari_typing(args: &[&str], input: &str) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = run(
        ["sungari"].iter().chain(args).map(Into::into),
        &mut Terminal {
            input: &mut input.as_bytes(),
            out: &mut out,
            err: &mut err,
            columns: 72,
            echo: true,
            colour: false,
            err_colour: false,
        },
    );
    Ran { out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap(), status }
}

/// Runs the program with arguments.
pub(crate) fn sungari(args: &[&str]) -> Ran {
    sungari_typing(args, "")
}

fn story() -> String {
    path("tests/cases/stories/ferry").display().to_string()
}

fn path(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

/// The test story with one file replaced.
fn story_with(file: &str, change: impl Fn(String) -> String) -> (tempfile::TempDir, String) {
    copy_of(&story(), file, change)
}

/// A copy of a story with one file replaced.
pub(crate) fn copy_of(
    story: &str,
    file: &str,
    change: impl Fn(String) -> String,
) -> (tempfile::TempDir, String) {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
            if from.is_dir() {
                copy(&from, &to)
            } else {
                std::fs::copy(from, to).map(drop).unwrap()
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new(story), folder.path());
    let file = folder.path().join(file);
    std::fs::write(&file, change(std::fs::read_to_string(&file).unwrap())).unwrap();
    let name = folder.path().display().to_string();
    (folder, name)
}

#[test]
fn a_sound_story_is_summed_up_in_one_line() {
    let ran = sungari(&["check", &story()]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean), "{}", ran.out);
    assert_eq!(
        ran.out,
        "4 scenes, 4 choices, 99 words, 3 facts, 2 sources, 1 claim, 2 endings: no problems\n"
    );
}

#[test]
fn a_broken_story_is_reported_with_the_place_and_exits_1() {
    let (_folder, story) = story_with("scenes/before/landing.ron", |text| {
        text.replace("goto: \"home\"", "goto: \"hom\"")
    });
    let ran = sungari(&["check", &story]);
    assert_eq!(ran.status, Status::Problems);
    assert!(ran.out.contains("scenes/before/landing.ron"), "{}", ran.out);
    assert!(ran.out.contains("hom"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "colours are for terminals");
    assert!(ran.out.ends_with("1 error\n"), "{}", ran.out);
}

#[test]
fn json_has_the_documented_shape() {
    let (_folder, broken) = story_with("scenes/before/landing.ron", |text| {
        text.replace("goto: \"home\"", "goto: \"hom\"")
    });
    let ran = sungari(&["check", &broken, "--format", "json"]);
    assert_eq!(ran.status, Status::Problems);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(report["counts"].is_null());
    let problem = &report["problems"][0];
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["file"], "scenes/before/landing.ron");
    assert!(problem["code"].is_string() && problem["message"].is_string());
    assert!(problem["line"].is_u64() && problem["column"].is_u64());
    assert!(problem.as_object().unwrap().contains_key("help"));

    let ran = sungari(&["check", &story(), "--format", "json"]);
    assert_eq!(ran.status, Status::Clean);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["problems"], serde_json::json!([]));
    let counts = report["counts"].as_object().unwrap();
    for thing in ["scenes", "choices", "words", "facts", "sources", "claims", "endings"] {
        assert!(counts[thing].is_u64(), "{thing}");
    }
}

/// Puts `new` in place of the first `old`, and hands back where it begins.
fn replace(text: &mut String, old: &str, new: &str) -> usize {
    let at = text.find(old).unwrap_or_else(|| panic!("{old} is not in {text}"));
    text.replace_range(at..at + old.len(), new);
    at
}

fn wrong_scene(text: &mut String) -> usize {
    replace(text, "goto: \"", "goto: \"no_such_") + "goto: \"".len()
}

fn unknown_variable(text: &mut String) -> usize {
    replace(text, "do: [\"", "do: [\"no_such_") + "do: [\"".len()
}

fn unclosed_text(text: &mut String) -> usize {
    replace(text, "\",\n    setting", ",\n    setting");
    text.find("title: \"").unwrap() + "title: ".len()
}

fn misspelt_field(text: &mut String) -> usize {
    replace(text, "invented: \"", "invnted: \"")
}

fn key_given_twice(text: &mut String) -> usize {
    replace(text, "(k: \"s2\"", "(k: \"s1\"") + "(k: \"".len()
}

fn fact_without_source(text: &mut String) -> usize {
    let start = text.find("unsourced: \"").unwrap();
    let end = start + text[start..].find("\",").unwrap() + "\",".len();
    text.replace_range(start..end, "");
    text[..start]
        .rfind("Fact(")
        .map(|fact| fact + text[fact..].find("id: \"").unwrap() + 5)
        .unwrap()
}

/// A slip in a copy of the shipped story: the code it is told by, its file,
/// and the slip itself, which hands back the byte at which it is to be told.
type Slip = (&'static str, &'static str, fn(&mut String) -> usize);

const SLIPS: [Slip; 6] = [
    ("E0310", WELCOME, unknown_variable),
    ("E0301", WELCOME, wrong_scene),
    ("E0101", WELCOME, unclosed_text),
    ("E0201", WELCOME, misspelt_field),
    ("E0501", "facts/harbin.ron", fact_without_source),
    ("E0313", WELCOME, key_given_twice),
];

const WELCOME: &str = "scenes/recruitment/welcome.ron";

/// Makes slips in a copy of the shipped story, and asserts that `check` tells
/// of these and of nothing else, each in its place.
fn assert_told(slips: &[Slip]) {
    let file = slips[0].1;
    let mut text = std::fs::read_to_string(path("story").join(file)).unwrap();
    let mut expected: Vec<_> = slips
        .iter()
        .map(|(code, file, slip)| {
            let at = slip(&mut text);
            let line = text[..at].lines().count();
            let column = text[..at].lines().last().unwrap().chars().count() + 1;
            ((*code).to_owned(), (*file).to_owned(), line, column)
        })
        .collect();
    expected.sort_by_key(|(_, _, line, column)| (*line, *column));
    let (_folder, story) = copy_of(&path("story").display().to_string(), file, |_| text.clone());
    let ran = sungari(&["check", &story, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let told: Vec<_> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            let words = |field: &str| problem[field].as_str().unwrap().to_owned();
            let number = |field: &str| problem[field].as_u64().unwrap() as usize;
            (words("code"), words("file"), number("line"), number("column"))
        })
        .collect();
    assert_eq!((told, ran.status), (expected, Status::Problems), "{}", ran.out);
}

#[test]
fn each_common_slip_in_the_shipped_story_is_told_once_and_in_its_place() {
    for slip in SLIPS {
        assert_told(&[slip]);
    }
}

#[test]
fn two_slips_in_one_file_are_two_problems() {
    let in_welcome = SLIPS.into_iter().filter(|(_, file, _)| *file == WELCOME);
    let in_welcome: Vec<_> = in_welcome.collect();
    for (index, one) in in_welcome.iter().enumerate() {
        for other in &in_welcome[index + 1..] {
            assert_told(&[*one, *other]);
        }
    }
}

#[test]
fn a_folder_that_is_no_story_says_which_one_is() {
    let inside = path("tests/cases/stories/ferry/scenes").display().to_string();
    let around = path("tests/cases/stories").display().to_string();
    let file = path("tests/cases/stories/ferry/story.ron").display().to_string();
    for (named, said) in [(inside, "ferry"), (around, "there is one in"), (file, "is a file")] {
        let ran = sungari(&["check", &named]);
        assert_eq!((ran.out.as_str(), ran.status), ("", Status::CannotRun));
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn a_scripted_life_may_begin_with_the_mark_of_another_system() {
    let ran = sungari_typing(&["walk", &story(), "--choices", "-"], "\u{feff}landing.c1\r\n");
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
}

#[test]
fn a_folder_without_a_story_cannot_be_checked() {
    let empty = tempfile::tempdir().unwrap();
    for command in ["check", "walk", "play"] {
        let folder = empty.path().join("nothing").display().to_string();
        let args: &[&str] = match command {
            "check" => &["check", &folder],
            "walk" => &["walk", &folder, "--choices", "-"],
            _ => &["play", "--text", "--story", &folder],
        };
        let ran = sungari(args);
        assert_eq!((ran.out.as_str(), ran.status), ("", Status::CannotRun), "{command}");
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
}

#[test]
fn a_scripted_life_is_a_transcript() {
    let choices = "# over the river\nlanding.c1\n\nlanding.c2\ncrossing.c1\n";
    let ran = sungari_typing(&["walk", &story(), "--choices", "-"], choices);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    assert!(ran.out.starts_with("## The landing stage [landing, 1935-03]"), "{}", ran.out);
    assert!(ran.out.contains("> Take the pole"));
    assert!(ran.out.ends_with("= Across\n\n"), "{}", ran.out);
}

#[test]
fn a_scripted_life_that_cannot_be_lived_says_where() {
    let ran = sungari_typing(&["walk", &story(), "--choices", "-"], "landing.c2\n");
    assert_eq!((ran.out.as_str(), ran.status), ("", Status::Problems));
    assert!(ran.err.contains("line 1") && ran.err.contains("You would need a ticket."));

    let ran = sungari(&["walk", &story(), "--choices", "no such file"]);
    assert_eq!(ran.status, Status::CannotRun);
    assert!(ran.err.contains("no such file"), "{}", ran.err);
}

#[test]
fn the_story_inside_the_program_is_the_story_folder() {
    let folder = Place::choose(Some(&path("story"))).files().unwrap();
    let inside = Place::Shipped.files().unwrap();
    let paths =
        |files: &[StoryFile]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&inside), paths(&folder));
    assert!(inside.iter().zip(&folder).all(|(one, other)| one.text == other.text));
}

#[test]
fn a_code_is_explained_however_it_is_written() {
    let (upper, lower) = (sungari(&["explain", "E0101"]), sungari(&["explain", "e0101"]));
    assert_eq!((upper.status, &upper.out), (Status::Clean, &lower.out));
    assert!(!upper.out.is_empty());

    let ran = sungari(&["explain", "X9"]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Status::CannotRun));
    assert!(ran.err.contains("`X9`"), "{}", ran.err);
}

#[test]
fn a_new_story_plays_at_once_and_has_no_problems() {
    let folder = tempfile::tempdir().unwrap();
    let story = folder.path().join("my story");
    let story = story.to_str().unwrap();
    let ran = sungari(&["new", story]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    assert!(ran.out.contains(&format!("sungari play --story \"{story}\"")), "{}", ran.out);
    let ran = sungari(&["check", story, "--strict"]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean), "{}", ran.out);
    assert_eq!(sungari(&["fmt", story, "--check"]).out, "nothing would change\n");
    let choices = "stairs.c1\nstairs.c2\n";
    let ran = sungari_typing(&["walk", story, "--choices", "-"], choices);
    assert!(ran.out.ends_with("= Lit\n\n"), "{}{}", ran.out, ran.err);

    let ran = sungari(&["new", story]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Status::CannotRun));
    assert!(ran.err.contains("is not empty"), "{}", ran.err);
}

#[test]
fn two_new_stories_have_ids_and_titles_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let names = [
        ("old-mill", "id: \"old_mill\"", "title: \"Old mill\""),
        ("My \"Story\" 2", "id: \"my__story__2\"", "title: \"My Story 2\""),
        ("1932", "id: \"story_", "title: \"1932\""),
        ("塔", "id: \"story_", "title: \"塔\""),
    ];
    for (name, id, title) in names {
        let story = folder.path().join(name);
        assert_eq!(sungari(&["new", story.to_str().unwrap()]).status, Status::Clean);
        let text = std::fs::read_to_string(story.join("story.ron")).unwrap();
        assert!(text.contains(id) && text.contains(title), "{text}");
        let ran = sungari(&["check", story.to_str().unwrap(), "--strict"]);
        assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean), "{}", ran.out);
    }
}

#[test]
fn a_new_scene_has_no_problem_but_that_nothing_leads_there() {
    for folder in ["story", "tests/cases/stories/minimal", "tests/cases/stories/ferry"] {
        let folder = path(folder).display().to_string();
        let (_folder, story) = copy_of(&folder, "story.ron", |text| text);
        let parts = std::fs::read_dir(Path::new(&story).join("scenes")).unwrap();
        let part = parts.map(|part| part.unwrap().file_name()).min().unwrap();
        let named = format!("{}/old_pier", part.to_str().unwrap());
        let ran = sungari(&["new", "scene", &named, "--story", &story]);
        assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
        let ran = sungari(&["check", &story]);
        assert!(ran.out.contains("old_pier.ron") && ran.out.contains("E0605"), "{}", ran.out);
        assert!(ran.out.ends_with("\n1 error\n"), "{}", ran.out);
        assert_eq!(sungari(&["fmt", &story, "--check"]).out, "nothing would change\n");
        // Another may be begun while nothing leads to the first.
        let named = format!("{}/new_pier", part.to_str().unwrap());
        assert_eq!(sungari(&["new", "scene", &named, "--story", &story]).status, Status::Clean);
    }
}

#[test]
fn a_scene_that_cannot_be_begun_says_why() {
    let (_folder, story) = story_with("story.ron", |text| text);
    for (named, status, why) in [
        ("befor/pier", Status::Problems, "there is no part `befor`; did you mean `before`?"),
        ("before/Old Pier", Status::Problems, "cannot be the name of a scene"),
        ("after/landing", Status::Problems, "in scenes/before/landing.ron"),
        ("pier", Status::CannotRun, "expected a part and a name"),
    ] {
        let ran = sungari(&["new", "scene", named, "--story", &story]);
        assert_eq!((ran.out.as_str(), ran.status), ("", status));
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}

#[test]
fn fmt_writes_the_missing_keys_and_check_only_names_the_file() {
    let file = "scenes/before/landing.ron";
    let (folder, story) = story_with(file, |text| text.replace("Note(k: \"s3\", ", "Note("));
    let written = || std::fs::read_to_string(folder.path().join(file)).unwrap();
    let before = written();

    let ran = sungari(&["fmt", &story, "--check"]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Problems));
    assert_eq!(ran.out, format!("{file}\n1 file would change\n"));
    assert_eq!(written(), before);

    let ran = sungari(&["fmt", &story]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    assert_eq!(ran.out, format!("{file}\n1 file changed\n"));
    assert!(written().contains("Note(k: \"s5\", t:"), "{}", written());
    assert_eq!(sungari(&["check", &story, "--strict"]).status, Status::Clean);

    let ran = sungari(&["fmt", &story, "--check"]);
    assert_eq!((ran.out.as_str(), ran.status), ("nothing would change\n", Status::Clean));
}

#[test]
fn fmt_leaves_a_file_alone_that_cannot_be_read() {
    let file = "scenes/before/landing.ron";
    let (folder, story) = story_with(file, |text| text.replacen("],", ",", 1));
    let before = std::fs::read(folder.path().join(file)).unwrap();
    let ran = sungari(&["fmt", &story]);
    assert_eq!(ran.status, Status::Problems);
    assert_eq!(ran.out, "nothing changed, 1 file left alone\n");
    assert!(ran.err.contains(file), "{}", ran.err);
    assert_eq!(std::fs::read(folder.path().join(file)).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn fmt_keeps_who_may_read_a_file() {
    use std::os::unix::fs::PermissionsExt;
    let file = "scenes/before/landing.ron";
    let (folder, story) = story_with(file, |text| text.replace("    body", "  body"));
    let path = folder.path().join(file);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(sungari(&["fmt", &story]).out, format!("{file}\n1 file changed\n"));
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn every_commands_help_has_an_example_and_the_exit_codes() {
    for args in [
        &["--help"] as &[_],
        &["play", "--help"],
        &["kiosk", "--help"],
        &["check", "--help"],
        &["walk", "--help"],
        &["stats", "--help"],
        &["graph", "--help"],
        &["diff", "--help"],
        &["new", "--help"],
        &["new", "scene", "--help"],
        &["fmt", "--help"],
        &["explain", "--help"],
    ] {
        let ran = sungari(args);
        assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean), "{args:?}");
        assert!(ran.out.contains("Example") && ran.out.contains("  sungari"), "{}", ran.out);
        assert!(ran.out.contains("Exit codes:"), "{}", ran.out);
    }
}

#[test]
fn a_slip_on_the_command_line_exits_2() {
    let ran = sungari(&["chekc"]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Status::CannotRun));
    assert!(ran.err.contains("check"), "{}", ran.err);
}

#[test]
fn a_broken_story_is_reported_in_place_of_being_read() {
    let (_folder, story) = story_with("scenes/before/landing.ron", |text| {
        text.replace("goto: \"home\"", "goto: \"hom\"")
    });
    let ran = sungari(&["play", "--text", "--story", &story]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Status::Problems));
    assert!(ran.err.contains("landing.ron"), "{}", ran.err);
}

#[test]
fn playing_is_what_happens_without_a_command() {
    let saves = tempfile::tempdir().unwrap();
    let saves = saves.path().display().to_string();
    let ran =
        sungari_typing(&["--text", "--story", &story(), "--save-dir", &saves], "1\n1\n1\n1\n");
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    assert!(ran.out.contains("The end: Across"), "{}", ran.out);
}

#[cfg(not(feature = "game"))]
#[test]
fn a_build_without_a_window_says_so_and_reads() {
    let saves = tempfile::tempdir().unwrap();
    let saves = saves.path().display().to_string();
    let ran = sungari(&["play", "--story", &story(), "--save-dir", &saves]);
    assert_eq!(ran.status, Status::Clean);
    assert_eq!(ran.err, "No window: this build has none. Here is the plain-text reader.\n");
    assert!(ran.out.starts_with("The Ferry\n"), "{}", ran.out);
}

#[test]
fn a_vignette_is_walked_through_by_itself() {
    let story = "tests/cases/stories/post";
    let (choices, case) =
        ("tests/cases/walk/vignette_lamp.txt", "tests/cases/walk/vignette_lamp.transcript.txt");
    let ran = sungari(&["walk", story, "--vignette", "lamp", "--choices", choices]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Status::Clean));
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(case, &ran.out).unwrap();
    }
    assert_eq!(ran.out, std::fs::read_to_string(case).unwrap());
    let ran = sungari(&["walk", story, "--vignette", "lmap", "--choices", choices]);
    assert_eq!(ran.err, "error: there is no vignette `lmap`; did you mean `lamp`?\n");
}
