//! What the documents show an author to write.
//!
//! Every block of RON in `story/README.md` begins with a comment that says
//! where it goes: `// path` is a whole file; `// path: body`, or another list
//! of that file, are more items for it; `// path: items` are more for a file
//! that is a list; `// path: fields` are more fields of the file’s one thing.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::path::Path;

use sungari::narrative::diagnostic::{codes, render};
use sungari::narrative::explore::vignettes;
use sungari::narrative::layout::tidy;
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::{StoryFile, folder};
use sungari::narrative::run::{Playthrough, rules, transcript, view};
use sungari::narrative::work::in_turn;

/// The blocks of RON in a document: where each goes, and its text.
fn blocks(document: &str) -> Vec<(String, String)> {
    blocks_in(document, &std::fs::read_to_string(document).unwrap())
}

fn blocks_in(document: &str, text: &str) -> Vec<(String, String)> {
    let fenced = text.split("```").skip(1).step_by(2);
    let blocks: Vec<_> = fenced
        .filter_map(|block| block.strip_prefix("ron\n"))
        .map(|block| {
            let (first, rest) = block.split_once('\n').unwrap();
            let goes = first.strip_prefix("// ");
            let goes = goes.unwrap_or_else(|| panic!("{document}: where does this go? {first}"));
            (goes.to_owned(), rest.to_owned())
        })
        .collect();
    blocks
}

/// The sections of the guide that show something to be read or chosen, by
/// heading: each scene with the keys shown of it. A choice set stands for any
/// scene.
fn sections() -> BTreeMap<String, BTreeSet<(String, String)>> {
    let text = std::fs::read_to_string("story/README.md").unwrap();
    let mut sections = BTreeMap::new();
    for section in text.split("\n##").skip(1) {
        let (heading, text) = section.split_once('\n').unwrap();
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let name = words.replace(|letter: char| !letter.is_ascii_lowercase(), "_");
        let mut keys = BTreeSet::new();
        for (goes, text) in blocks_in("story/README.md", text) {
            let path = goes.split(": ").next().unwrap();
            let scene = match path.strip_prefix("scenes/") {
                // Vignettes are not of any life.
                Some(path) if path.starts_with("vignettes/") => continue,
                Some(path) => path.split_once('/').unwrap().1.trim_end_matches(".ron"),
                None if path == "choices.ron" => "",
                None => continue,
            };
            let is_shown = |before: &str| {
                let is_key = before.ends_with(['(', ' ']) && !before.ends_with("Outcome(");
                is_key && !text.contains("summary:")
            };
            for (at, _) in text.match_indices("k: \"").filter(|(at, _)| is_shown(&text[..*at])) {
                let key = text[at + 4..].split('"').next().unwrap();
                keys.insert((scene.to_owned(), key.to_owned()));
            }
        }
        if !keys.is_empty() {
            sections.insert(name, keys);
        }
    }
    sections
}

/// Of these keys those that no page of a life shows.
fn unseen(
    story: &Story,
    choices: &str,
    keys: &BTreeSet<(String, String)>,
) -> BTreeSet<(String, String)> {
    let mut left = keys.clone();
    let mut look = |life: &Playthrough| {
        let page = view(story, life);
        let shown = page.blocks.iter().map(|block| block.key);
        let shown: Vec<_> = shown.chain(page.choices.iter().map(|choice| choice.key)).collect();
        left.retain(|(scene, key)| {
            let is_it = |shown: &&str| {
                shown == key && *scene == page.scene.name
                    || scene.is_empty() && shown.rsplit('.').next() == Some(key)
            };
            !shown.iter().any(is_it)
        });
    };
    look(&Playthrough::begin(story, 0));
    transcript(story, 0, choices, |life| {
        look(&life);
        life
    })
    .unwrap();
    left
}

#[test]
fn every_section_of_the_guide_has_a_life_that_shows_its_examples() {
    let story = load(&files()).story.unwrap();
    let lives = crate::stories::lives("guide");
    for (name, keys) in sections() {
        let walk = Path::new("tests/cases/guide").join(&name).with_extension("txt");
        let choices = lives.get(&walk).unwrap_or_else(|| panic!("no {walk:?}"));
        assert_eq!(unseen(&story, choices, &keys), BTreeSet::new(), "{walk:?}");
    }
}

fn put(files: &mut Vec<StoryFile>, goes: &str, text: &str) {
    let Some((path, list)) = goes.split_once(": ") else {
        files.push(StoryFile { path: goes.into(), text: text.into() });
        return;
    };
    let file = files.iter_mut().find(|file| file.path == path);
    let file = &mut file.unwrap_or_else(|| panic!("{path} is shown before more of it")).text;
    let at = match list {
        "items" => file.rfind(']').unwrap(),
        "fields" => file.rfind(')').unwrap(),
        _ => {
            let openings = [format!("    {list}: [\n"), format!("\n{list}: [\n")];
            let mut at =
                openings.iter().filter_map(|opening| Some(file.find(opening)? + opening.len()));
            at.next().unwrap_or_else(|| panic!("{path} has no list `{list}`"))
        }
    };
    file.insert_str(at, text);
}

/// All that the guide shows, as one story.
pub(crate) fn files() -> Vec<StoryFile> {
    let mut files = Vec::new();
    for (goes, text) in blocks("story/README.md") {
        put(&mut files, &goes, &text);
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn assert_clean(mut files: Vec<StoryFile>) {
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let loaded = load(&files);
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems, &files, false));
    assert!(loaded.story.is_some());
}

#[test]
fn the_shortest_story_of_the_guide_has_no_problems() {
    let mut files = Vec::new();
    for (goes, text) in blocks("story/README.md").iter().take(5) {
        put(&mut files, goes, text);
    }
    assert_clean(files);
}

#[test]
fn what_the_documents_show_is_laid_out_as_fmt_does() {
    for (goes, text) in ["story/README.md", "README.md"].into_iter().flat_map(blocks) {
        if !goes.contains(": ") {
            assert_eq!(tidy(&StoryFile { path: goes, text: text.clone() }).unwrap(), text);
        }
    }
}

#[test]
fn all_that_the_guide_shows_is_one_story_without_problems() {
    assert_clean(files());
}

#[test]
fn the_vignette_that_the_guide_shows_is_proved() {
    let files = files();
    let story = load(&files).story.unwrap();
    let proofs = vignettes(&story, &files, &|_| true, &in_turn);
    assert_eq!(proofs.len(), story.vignettes.len());
    for proof in proofs {
        assert!(proof.found.complete);
        assert!(proof.problems.is_empty(), "{}", render(&proof.problems, &files, false));
    }
}

#[test]
fn every_choice_that_the_guide_shows_can_be_taken() {
    let story = load(&files()).story.unwrap();
    let mut left: BTreeSet<_> = story
        .scenes
        .iter()
        .flat_map(|scene| scene.all_choices().map(|choice| (&scene.name, &choice.key)))
        .collect();
    let mut seen = HashSet::from([rules::begin(&story)]);
    let mut open: VecDeque<_> = seen.iter().cloned().collect();
    while let Some(state) = open.pop_front() {
        if left.is_empty() || seen.len() > 200_000 {
            break;
        }
        for taken in rules::moves(&story, &state) {
            left.remove(&(&story.scene(state.scene).name, &story.choice(taken.choice).key));
            let next = rules::after(&story, &state, taken);
            if seen.insert(next.clone()) {
                open.push_back(next);
            }
        }
    }
    assert_eq!(left, BTreeSet::new());
}

#[test]
fn the_scene_of_the_readme_fits_into_a_new_story() {
    let mut files = folder::read(Path::new("assets/new_story")).unwrap();
    for (goes, text) in blocks("README.md") {
        assert!(text.lines().count() <= 15, "a scene in fifteen lines");
        put(&mut files, &goes, &text);
    }
    let stairs = files.iter_mut().find(|file| file.path == "scenes/night/stairs.ron").unwrap();
    assert_eq!(stairs.text.matches("goto: \"lamp\"").count(), 1);
    stairs.text = stairs.text.replace("goto: \"lamp\"", "goto: \"landing\"");
    assert_clean(files);
}

#[test]
fn every_code_a_document_names_is_one() {
    let known: Vec<String> = codes().map(|code| code.to_string()).collect();
    for document in ["README.md", "CONTRIBUTING.md", "story/README.md", "docs/json.md"] {
        let text = std::fs::read_to_string(document).unwrap();
        let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
        for word in words.filter(|word| word.len() == 5 && word.starts_with(['A', 'E', 'W'])) {
            if word[1..].bytes().all(|byte| byte.is_ascii_digit()) {
                assert!(known.iter().any(|code| code == word), "{document}: {word}");
            }
        }
    }
}
