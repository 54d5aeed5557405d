//! Stories with mistakes, and what an author is told of them.

use std::path::Path;

use sungari::narrative;
use sungari::narrative::diagnostic::render;
use sungari::narrative::parse::{self, folder};

fn minimal() -> Vec<parse::StoryFile> {
    folder::read(Path::new("tests/cases/stories/minimal")).unwrap()
}

#[test]
fn the_smallest_story_has_no_problems() {
    let files = minimal();
    let parsed = narrative::load(&files);
    assert!(parsed.problems.is_empty(), "{}", render(&parsed.problems, &files, false));
    assert!(parsed.story.is_some());
}
