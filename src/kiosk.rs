//! How a kiosk was set up: its file, its story, and where it keeps what it
//! keeps.

use std::env;
use std::path::{Path, PathBuf};

use crate::cores::side_by_side;
use crate::museum::config::{self, Config, Loaded};
use crate::museum::supervise::Rung;
use crate::narrative::diagnostic::render;
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::shipped::Place;
use crate::store::{GoodStory, kiosk_folder, setup_folder, written};

/// Names the folder that systemd gives a service for what it keeps.
const STATE_FOLDER: &str = "STATE_DIRECTORY";
const FILE: &str = "kiosk.ron";

/// How somebody asked for a kiosk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KioskOptions {
    /// The kiosk’s file, if it was named.
    pub config: Option<PathBuf>,
    /// The window’s size, where it is not to fill the screen.
    pub size: Option<(u32, u32)>,
    /// How long a robot is to visit it for a trial, in hours.
    pub soak_hours: Option<f32>,
}

/// Everything the window of a kiosk needs.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What the museum set up, held to the story.
    pub config: Config,
    /// The story.
    pub story: Story,
    /// How it came to be this one.
    pub rung: Rung,
    /// Where counts are kept, if anywhere.
    pub data: Option<PathBuf>,
}

impl KioskOptions {
    /// The kiosk’s file: the one named; else `./kiosk.ron`; else the one where
    /// the system keeps what a program is set up by.
    pub fn file(&self) -> PathBuf {
        let here = PathBuf::from(FILE);
        match &self.config {
            Some(named) => named.clone(),
            None if here.is_file() => here,
            None => setup_folder().map(|folder| folder.join(FILE)).unwrap_or(here),
        }
    }

    /// What the file says.
    ///
    /// # Errors
    /// When it cannot be read; says why.
    pub fn read(&self) -> Result<StoryFile, String> {
        let file = self.file();
        let path = file.display().to_string();
        match written(&file) {
            Ok(text) => Ok(StoryFile { path, text }),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Where the story of a config lies.
    pub fn place(&self, config: &Config) -> Place {
        match &config.story {
            Some(story) => Place::Folder(self.beside(story)),
            None => Place::Shipped,
        }
    }

    /// The folder of everything that is kept: the one that the kiosk’s file
    /// names, also where the rest of it is broken; else the one that systemd
    /// names; else where the system keeps a program’s files.
    pub fn data(&self) -> Option<PathBuf> {
        let given = || env::var_os(STATE_FOLDER).filter(|folder| !folder.is_empty());
        let named = self.read().ok().and_then(|file| config::load(&file, None).data);
        named
            .map(|data| self.beside(&data))
            .or_else(|| given().map(PathBuf::from))
            .or_else(kiosk_folder)
    }

    /// A path of the kiosk’s file, which counts from where the file lies.
    fn beside(&self, path: &Path) -> PathBuf {
        self.file().parent().unwrap_or(Path::new("")).join(path)
    }

    /// The config, if its file is sound by itself.
    pub fn config(&self) -> Option<Config> {
        config::load(&self.read().ok()?, None).config
    }

    /// The files that are set up now, if they can be read.
    pub fn as_set_up(&self) -> Option<GoodStory> {
        let kiosk = self.read().ok()?;
        let config = config::load(&kiosk, None).config?;
        Some(GoodStory { kiosk: kiosk.text, files: self.place(&config).files().ok()? })
    }

    /// What is shown on a rung.
    ///
    /// # Errors
    /// When there is nothing to show there; says why, in lines.
    pub fn setup(&self, rung: Rung) -> Result<Setup, String> {
        let config = self.config();
        let data = self.data();
        let good = || data.as_deref().and_then(GoodStory::load);
        let set_up = || self.read().map_err(|why| format!("{}: {why}", self.file().display()));
        let (kiosk, files) = match rung {
            Rung::Configured => {
                let kiosk = set_up()?;
                let config = sound(&kiosk, None)?;
                let files = self.place(&config).files().map_err(|error| error.to_string())?;
                (kiosk, files)
            }
            Rung::LastGood => {
                let good = good().ok_or("no story has run well here yet")?;
                (StoryFile { path: FILE.into(), text: good.kiosk }, good.files)
            }
            Rung::Shipped | Rung::Page => {
                let files = Place::Shipped.files().map_err(|error| error.to_string())?;
                let kiosk = match (&config, good()) {
                    (None, Some(good)) => StoryFile { path: FILE.into(), text: good.kiosk },
                    _ => set_up()?,
                };
                (kiosk, files)
            }
        };
        let loaded = crate::narrative::load_with(&files, &side_by_side);
        let Some(story) = loaded.story else {
            return Err(render(&loaded.problems, &files, false));
        };
        let config = match rung {
            Rung::Configured | Rung::LastGood => sound(&kiosk, Some(&story))?,
            // It was written for another story: of that, only what both have.
            Rung::Shipped | Rung::Page => sound(&kiosk, None)?.fitted(&story),
        };
        Ok(Setup { config, story, rung, data })
    }
}

/// The config of a kiosk’s file, or its problems.
fn sound(kiosk: &StoryFile, story: Option<&Story>) -> Result<Config, String> {
    let Loaded { config, problems, .. } = config::load(kiosk, story);
    config.ok_or_else(|| render(&problems, std::slice::from_ref(kiosk), false))
}
