//! The minimal story with something changed in it, as cases write it down.
//!
//! `--- path` begins a changed file: either all of its text, or lines that
//! begin with `-` (what to find) and `+` (what to put in its place).
//! `--- path (removed)` takes it away.

use std::path::Path;

use sungari::narrative::parse::{StoryFile, folder};

/// The minimal story.
pub(crate) fn minimal() -> Vec<StoryFile> {
    folder::read(Path::new("tests/cases/stories/minimal")).unwrap()
}

/// The minimal story with the changes of a case.
pub(crate) fn changed(changes: &str) -> Vec<StoryFile> {
    let mut files = minimal();
    for section in changes.split("\n--- ").skip(1) {
        let (path, text) = section.split_once('\n').unwrap();
        if let Some(path) = path.strip_suffix(" (removed)") {
            files.retain(|file| file.path != path);
            continue;
        }
        let text = format!("{}\n", text.trim_end());
        let index = files.iter().position(|file| file.path == path);
        match index {
            Some(index) if text.starts_with("- ") => edit(&mut files[index], &text),
            Some(index) => files[index].text = text,
            None => files.push(StoryFile { path: path.into(), text }),
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn edit(file: &mut StoryFile, changes: &str) {
    let lines: Vec<&str> = changes.lines().collect();
    let mut at = 0;
    let mut take = |sign: &str| {
        let start = at;
        while at < lines.len() && lines[at].starts_with(sign) {
            at += 1;
        }
        let taken: Vec<_> =
            lines[start..at].iter().map(|line| line.get(2..).unwrap_or("")).collect();
        taken.join("\n")
    };
    loop {
        let (old, new) = (take("-"), take("+"));
        if old.is_empty() {
            break;
        }
        assert_eq!(file.text.matches(&old).count(), 1, "{}: {old}", file.path);
        file.text = file.text.replace(&old, &new);
    }
}
