//! How somebody asked to play: which story, and where its lives are kept.

use std::path::PathBuf;

use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;
use crate::shipped::Place;
use crate::store::{SaveFolder, default_folder};

/// What to play, and where to keep what is played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlayOptions {
    /// The story folder named, if any.
    pub story: Option<PathBuf>,
    /// Where saves are kept, if not where the system keeps such things.
    pub save_dir: Option<PathBuf>,
    /// The window's width and height, as the desktop counts them, if somebody
    /// asked for them.
    pub size: Option<(u32, u32)>,
    /// Whether the story is being written, so that each change is shown.
    pub watches: bool,
    /// A life of the story at [`place`](PlayOptions::place) to open at, instead
    /// of the title.
    pub life: Option<Playthrough>,
    /// The id of a vignette of that story to open at.
    pub vignette: Option<String>,
}

impl PlayOptions {
    /// Where the story lies.
    pub fn place(&self) -> Place {
        Place::choose(self.story.as_deref())
    }

    /// The folder of everything that is kept.
    pub fn folder(&self) -> Option<PathBuf> {
        self.save_dir.clone().or_else(default_folder)
    }

    /// The saves of a story, and what there is to tell about them.
    pub fn saves(&self, story: &Story) -> (Option<SaveFolder>, Vec<String>) {
        let Some(root) = self.folder() else {
            let why = "the system names no folder for saves; choose one with --save-dir";
            return (None, vec![why.into()]);
        };
        let (saves, notices) = SaveFolder::open(&root, story);
        (Some(saves), notices.iter().map(ToString::to_string).collect())
    }
}
