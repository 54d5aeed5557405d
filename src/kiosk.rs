//! How a kiosk was set up: its file, its story, and where it keeps what it
//! keeps.

use std::path::{Path, PathBuf};

use crate::cores::side_by_side;
use crate::museum::config::{self, Config, Loaded};
use crate::museum::profile::{self, Profile};
use crate::museum::supervise::Rung;
use crate::narrative::diagnostic::render;
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::shipped::Place;
use crate::store::{GoodStory, given_folder, kiosk_folder, setup_folder, written};

/// Names the folder that systemd gives a service for what it keeps.
const STATE_FOLDER: &str = "STATE_DIRECTORY";
const FILE: &str = "kiosk.ron";
/// What a profile is called of which only the words are kept.
const PROFILE: &str = "profile.ron";

/// How somebody asked for a kiosk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KioskOptions {
    /// The kiosk’s file, if it was named.
    pub config: Option<PathBuf>,
    /// The window’s size, where it is not to fill the screen.
    pub size: Option<(u32, u32)>,
    /// How long a robot is to visit it for a trial, in hours.
    pub soak_hours: Option<f32>,
    /// The folder of everything that is kept, where the supervisor of this window
    /// has looked for it already.
    pub folder: Option<PathBuf>,
}

/// Everything the window of a kiosk needs.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What the museum set up, held to the story.
    pub config: Config,
    /// The story, as the profile wants it.
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
        read(&self.file())
    }

    /// What the profile of a config says, if it has one.
    ///
    /// # Errors
    /// When it cannot be read; with its path, and why.
    pub fn profile(&self, config: &Config) -> Result<Option<StoryFile>, (PathBuf, String)> {
        let Some(profile) = &config.profile else { return Ok(None) };
        let path = self.beside(profile);
        read(&path).map(Some).map_err(|why| (path, why))
    }

    /// Where the story of a config lies.
    pub fn place(&self, config: &Config) -> Place {
        match &config.story {
            Some(story) => Place::Folder(self.beside(story)),
            None => Place::Shipped,
        }
    }

    /// The folder of everything that is kept: the supervisor’s; else the one that the
    /// kiosk’s file names, also where the rest of it is broken; else the one that
    /// systemd names; else where the system keeps a program’s files.
    pub fn data(&self) -> Option<PathBuf> {
        if self.folder.is_some() {
            return self.folder.clone();
        }
        let named = self.read().ok().and_then(|file| config::load(&file, None).data);
        named
            .map(|data| self.beside(&data))
            .or_else(|| given_folder(STATE_FOLDER))
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
        let profile = self.profile(&config).ok()?.map(|file| file.text);
        Some(GoodStory { kiosk: kiosk.text, profile, files: self.place(&config).files().ok()? })
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
        let (kiosk, profile, files) = match rung {
            Rung::Configured => {
                let kiosk = set_up()?;
                let config = sound(&kiosk, None)?;
                let profile = self.profile(&config);
                let profile =
                    profile.map_err(|(path, why)| format!("{}: {why}", path.display()))?;
                let files = self.place(&config).files().map_err(|error| error.to_string())?;
                (kiosk, profile, files)
            }
            Rung::LastGood => good().ok_or("no story has run well here yet").map(kept)?,
            Rung::Shipped | Rung::Page => {
                let files = Place::Shipped.files().map_err(|error| error.to_string())?;
                let kept = good().map(kept);
                let kept_profile = kept.as_ref().and_then(|(_, profile, _)| profile.clone());
                match (&config, kept) {
                    (None, Some((kiosk, profile, _))) => (kiosk, profile, files),
                    (Some(config), _) if config.profile.is_some() => {
                        let profile = self.profile(config).ok().flatten().filter(is_profile);
                        (set_up()?, profile.or(kept_profile), files)
                    }
                    _ => (set_up()?, None, files),
                }
            }
        };
        let loaded = crate::narrative::load_with(&files, &side_by_side);
        let Some(mut story) = loaded.story else {
            return Err(render(&loaded.problems, &files, false));
        };
        let (mut config, profile) = match rung {
            Rung::Configured | Rung::LastGood => {
                let held = |profile: StoryFile| fit(&profile, &story);
                (sound(&kiosk, Some(&story))?, profile.map(held).transpose()?)
            }
            // They were written for another story: of that, only what both have.
            Rung::Shipped | Rung::Page => {
                let profile = profile.and_then(|file| profile::load(&file, None).profile);
                let config = sound(&kiosk, None)?;
                // Without its warnings nothing is shown to those it warns.
                if let (Some(named), None) = (&config.profile, &profile) {
                    let named = named.display();
                    return Err(format!("the profile {named} cannot be used, and none is kept"));
                }
                (config, profile)
            }
        };
        if let Some(profile) = &profile {
            profile.apply(&mut config, &mut story);
        }
        Ok(Setup { config: config.fitted(&story), story, rung, data })
    }
}

/// What a file says.
fn read(file: &Path) -> Result<StoryFile, String> {
    if file.is_dir() {
        return Err("it is a folder, and a file must be named".into());
    }
    let text = written(file).map_err(|error| error.to_string())?;
    Ok(StoryFile { path: file.display().to_string(), text })
}

/// The files of a story that ran well.
fn kept(good: GoodStory) -> (StoryFile, Option<StoryFile>, Vec<StoryFile>) {
    let profile = good.profile.map(|text| StoryFile { path: PROFILE.into(), text });
    (StoryFile { path: FILE.into(), text: good.kiosk }, profile, good.files)
}

/// Whether a file is a profile, whatever story it was written for.
fn is_profile(file: &StoryFile) -> bool {
    profile::load(file, None).profile.is_some()
}

/// The profile in a file, held to the story, or its problems.
fn fit(file: &StoryFile, story: &Story) -> Result<Profile, String> {
    let profile::Loaded { profile, problems } = profile::load(file, Some(story));
    profile.ok_or_else(|| render(&problems, std::slice::from_ref(file), false))
}

/// The config of a kiosk’s file, or its problems.
fn sound(kiosk: &StoryFile, story: Option<&Story>) -> Result<Config, String> {
    let Loaded { config, problems, .. } = config::load(kiosk, story);
    config.ok_or_else(|| render(&problems, std::slice::from_ref(kiosk), false))
}
