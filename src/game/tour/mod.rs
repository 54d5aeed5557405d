//! Pictures of every screen of the real window, looked at one by one: for those
//! who work on the screens. Built with the feature `dev`.

mod drive;
mod plan;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use crate::narrative::model::Story;

/// What to take pictures of, and where they go.
#[derive(Clone, Debug)]
pub struct TourOptions {
    /// The folder of the pictures and the report.
    pub folder: PathBuf,
    /// Widths and heights of the window, in pixels.
    pub sizes: Vec<(u32, u32)>,
    /// Sizes of everything on screen, in per cent.
    pub scales: Vec<u16>,
    /// How pages are lit, by the names of the settings.
    pub themes: Vec<String>,
    /// Only pictures whose names hold one of these words; all, where there are
    /// none.
    pub only: Vec<String>,
}

/// Opens the window, takes every picture and writes the report. Fails with 1
/// where something is not as it should be, with 2 where the tour came to no end.
pub fn run(story: Arc<Story>, options: TourOptions) -> ExitCode {
    let shots = plan::shots(&story, &options);
    if shots.is_empty() {
        drive::say("there is no such picture");
        return ExitCode::from(2);
    }
    match drive::drive(story, &options.folder, shots) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}
