//! `sungari new`: a story to begin with, or one more scene of it.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::Answer;
use crate::narrative::diagnostic::render;
use crate::narrative::layout::skeleton;
use crate::narrative::parse::{StoryFile, better_id, parse};
use crate::store::{begin, is_empty};
use crate::terminal::Status;

static FIRST: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/new_story");

/// What the story to begin with is called, until its folder gives it a name.
const FIRST_ID: &str = "id: \"the_lamp\"";
const FIRST_TITLE: &str = "title: \"The Lamp\"";

/// Begins a story in a folder that is empty or not there yet.
pub fn new_story(folder: &Path) -> Answer {
    let shown = folder.display();
    match is_empty(folder) {
        Ok(true) => {}
        Ok(false) => {
            return Answer::cannot_run(&format!(
                "{shown} is not empty; name a folder that is, or that does not exist yet"
            ));
        }
        Err(error) => return Answer::cannot_run(&format!("cannot look into {shown}: {error}")),
    }
    let mut files = Vec::new();
    gather(&FIRST, &mut files);
    let (id, title) = called(folder);
    if let Some(story) = files.iter_mut().find(|file| file.path == "story.ron") {
        story.text = story.text.replacen(FIRST_ID, &format!("id: \"{id}\""), 1);
        story.text = story.text.replacen(FIRST_TITLE, &format!("title: \"{title}\""), 1);
    }
    // The file that makes a folder a story comes last.
    files.sort_by_key(|file| (file.path == "story.ron", file.path.clone()));
    for file in &files {
        if let Err(error) = begin(&folder.join(&file.path), &file.text) {
            return Answer::cannot_run(&format!("cannot write {shown}/{}: {error}", file.path));
        }
    }
    let name = quoted(folder);
    Answer::clean(format!(
        "A story lies in {shown}, in {} files. Its id is {id}. Begin with story.ron and scenes/night/stairs.ron.\n\n\
         sungari play --story {name}\n\
         sungari check {name}\n\
         sungari new scene night/landing --story {name}\n",
        files.len()
    ))
}

/// Begins a scene, named as `part/scene`, in a story folder.
pub fn new_scene(folder: &Path, files: &[StoryFile], named: &str, colour: bool) -> Answer {
    let named = named.trim_end_matches(".ron");
    let named = named.strip_prefix("scenes/").unwrap_or(named);
    let Some((part, name)) = named.split_once('/') else {
        return Answer::cannot_run(&format!(
            "expected a part and a name, as winter/pier; found `{named}`"
        ));
    };
    let parsed = parse(files);
    let Some(story) = parsed.story else {
        let mut err = render(&parsed.problems, files, colour);
        err += "No scene was begun: what the story has is not known while it has errors.\n";
        return Answer { out: String::new(), err, status: Status::Problems };
    };
    let text = match skeleton(&story, part, name) {
        Ok(text) => text,
        Err(why) => {
            return Answer {
                out: String::new(),
                err: format!("error: {why}\n"),
                status: Status::Problems,
            };
        }
    };
    let path = folder.join("scenes").join(part).join(format!("{name}.ron"));
    match begin(&path, &text) {
        Ok(()) => Answer::clean(format!(
            "{}\nLet a choice lead there: goto: \"{name}\"\n",
            path.display()
        )),
        Err(error) => Answer::cannot_run(&format!("cannot write {}: {error}", path.display())),
    }
}

fn gather(dir: &Dir<'_>, files: &mut Vec<StoryFile>) {
    dir.dirs().for_each(|dir| gather(dir, files));
    files.extend(dir.files().filter_map(|file| {
        let path = file.path().to_string_lossy().replace('\\', "/");
        Some(StoryFile { path, text: file.contents_utf8()?.into() })
    }));
}

/// The id and the title of a story that begins in a folder: two stories that
/// begin alike must not be taken for one by what is kept of them.
fn called(folder: &Path) -> (String, String) {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.into());
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    let number = || format!("story_{:08x}", crc32fast::hash(name.as_bytes()));
    let id = better_id(&name).unwrap_or_else(number);
    let is_gap = |letter: char| letter == '_' || letter == '-' || letter.is_whitespace();
    let shown = |letter: &char| !letter.is_control() && !['"', '\\'].contains(letter);
    let words: String = name
        .chars()
        .filter(shown)
        .map(|letter| if is_gap(letter) { ' ' } else { letter })
        .collect();
    let mut letters = words.trim().chars();
    let title: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    (id, if title.is_empty() { "Untitled".into() } else { title })
}

/// A path as it is typed.
fn quoted(path: &Path) -> String {
    let shown = path.display().to_string();
    match shown.contains(char::is_whitespace) {
        true => format!("\"{shown}\""),
        false => shown,
    }
}
