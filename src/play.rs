//! How somebody asked to play.

use std::path::PathBuf;

/// What to play, and where to keep what is played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlayOptions {
    /// The story folder named, if any; [`Place::choose`] decides otherwise.
    ///
    /// [`Place::choose`]: crate::shipped::Place::choose
    pub story: Option<PathBuf>,
    /// Where saves are kept, if not where the system keeps such things.
    pub save_dir: Option<PathBuf>,
}
