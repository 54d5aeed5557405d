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

/// A tour that can be made.
pub struct Tour {
    story: Arc<Story>,
    folder: PathBuf,
    shots: Vec<plan::Shot>,
}

impl Tour {
    /// Plans a tour, and makes the folder it goes to.
    ///
    /// # Errors
    /// Where no picture is asked for or none can be kept; says why.
    pub fn plan(story: Arc<Story>, options: TourOptions) -> Result<Tour, String> {
        let shots = plan::shots(&story, &options);
        if shots.is_empty() {
            return Err(format!("no picture is named {}", options.only.join(" or ")));
        }
        let folder = options.folder;
        let cannot = |error| format!("cannot write to {}: {error}", folder.display());
        std::fs::create_dir_all(&folder).map_err(cannot)?;
        Ok(Tour { story, folder, shots })
    }

    /// Opens the window, takes every picture and writes the report. Ends with 1
    /// where something is not as it should be, with 2 where the tour came to no
    /// end.
    pub fn take(self) -> ExitCode {
        match drive::drive(self) {
            Ok(()) => ExitCode::SUCCESS,
            Err(code) => code,
        }
    }
}
