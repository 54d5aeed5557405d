//! Small stories, for tests that stand inside the crate.

#[path = "random.rs"]
mod random;

use sungari::narrative::parse::StoryFile;

/// The files of one of them.
pub(super) fn story(seed: u64) -> Vec<StoryFile> {
    random::story(seed)
}
