//! What the fuzz targets share: a story as one text, and what must hold of
//! whatever comes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use sungari::narrative::diagnostic::{Severity, render};
use sungari::narrative::layout::tidy;
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::{StoryFile, folder};
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, page_text, rules, view};

/// What begins a file in a story that is one text.
const FILE: &str = "--- ";

/// The most choices of a life that is played.
const STEPS: usize = 12;

/// The story that saves, records and walks are read against.
pub static STORY: LazyLock<Story> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/stories/below_the_line");
    let files = folder::read(Path::new(folder)).expect("the story is there");
    load(&files).story.expect("the story loads")
});

/// The files of a story as one text.
pub fn joined(files: &[StoryFile]) -> String {
    files.iter().map(|file| format!("{FILE}{}\n{}", file.path, file.text)).collect()
}

/// The files of one text, sorted by path as those of a folder. What stands
/// before the first `--- path` is a scene.
pub fn parted(text: &str) -> Vec<StoryFile> {
    let mut files = BTreeMap::<&str, String>::new();
    let mut path = "scenes/a/a.ron";
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(FILE) {
            Some(begun) => path = begun.trim_end(),
            None => files.entry(path).or_default().push_str(line),
        }
    }
    files.into_iter().map(|(path, text)| StoryFile { path: path.into(), text }).collect()
}

/// A text of this kind with the checksum that it should have.
pub fn resealed(kind: &str, text: &str) -> String {
    let body = match text.split_once('\n') {
        Some((header, body)) if header.starts_with(kind) => body,
        _ => text,
    };
    let start = format!("{kind} 1 crc32=");
    let checksum = crc32fast::hash(format!("{start}{body}").as_bytes());
    format!("{start}{checksum:08x}\n{body}")
}

/// Loads a story: either it is one, which plays the same when it is laid out
/// anew, or its problems can be shown.
pub fn check_story(files: &[StoryFile]) {
    let loaded = load(files);
    let is_error = loaded.problems.iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(loaded.story.is_none(), is_error);
    for problem in &loaded.problems {
        assert!(problem.line > 0 && problem.column > 0);
        if let Some(file) = files.iter().find(|file| file.path == problem.file) {
            assert!(file.text.get(problem.span.clone()).is_some(), "{problem:?}");
        }
    }
    let few = &loaded.problems[..loaded.problems.len().min(5)];
    assert_eq!(render(few, files, false).is_empty(), few.is_empty());
    let Some(story) = loaded.story else { return };
    let read = play(&story);
    let mut again = files.to_vec();
    for file in &mut again {
        file.text = check_layout(file).expect("a story that loads is well formed");
    }
    let again = load(&again);
    assert_eq!(play(&again.story.expect("a story laid out anew loads")), read);
}

/// Plays a life by turns and reads it back where it stands then; what it says.
fn play(story: &Story) -> String {
    let mut life = Playthrough::begin(story, 1);
    let mut text = page_text(&view(story, &life));
    for turn in 0..STEPS {
        let moves = rules::moves(story, life.state());
        let Some(taken) = moves.get(turn % moves.len().max(1)) else { break };
        life.choose_outcome(story, taken.choice, taken.outcome).expect("it is open");
        text += &page_text(&view(story, &life));
    }
    let saved = save::write(story, &life, &Card::of(story, &life, 1));
    let restored = save::read(story, &saved).expect("what is written is read");
    assert_eq!((restored.playthrough, restored.changes), (life, Vec::new()));
    text
}

/// Lays a file out, if it is well formed, and sees that it stays so.
pub fn check_layout(file: &StoryFile) -> Option<String> {
    let tidied = tidy(file).ok()?;
    let again = StoryFile { path: file.path.clone(), text: tidied.clone() };
    assert_eq!(tidy(&again).as_ref(), Ok(&tidied), "laid out twice");
    Some(tidied)
}
