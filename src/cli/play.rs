//! How to play: its arguments, and what becomes of them without a window.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use super::NO_STORY_HERE;
use crate::author::{self, Answer};
use crate::play::PlayOptions;
use crate::reader;
use crate::shipped::Place;
use crate::terminal::{Status, Terminal};

#[derive(Args, Debug)]
pub(super) struct Play {
    /// The story folder [default: ./story, or the story inside the program]
    #[arg(long, value_name = "DIR")]
    story: Option<PathBuf>,
    /// Read in the terminal: plain text, for any screen reader or pipe
    #[arg(long)]
    pub(super) text: bool,
    /// Show each change of the story in the window as its files are saved
    #[arg(long, value_name = "DIR", num_args = 0..=1, conflicts_with = "text")]
    watch: Option<Option<PathBuf>>,
    /// Open at this scene, in the shortest life that comes there
    #[arg(long, value_name = "SCENE")]
    at: Option<String>,
    /// Open at this two-minute vignette
    #[arg(long, value_name = "VIGNETTE", conflicts_with = "at")]
    vignette: Option<String>,
    /// Go on from the code that an exhibit gave you
    #[arg(long, value_name = "CODE", conflicts_with_all = ["at", "vignette"])]
    from: Option<String>,
    /// Where saves are kept [default: where your system keeps such files]
    #[arg(long, value_name = "DIR")]
    save_dir: Option<PathBuf>,
    /// The window's size, as 1920x1080 [default: 1280x720]
    #[arg(long, value_name = "WxH", value_parser = window_size)]
    size: Option<(u32, u32)>,
}

/// Reads `1920x1080`.
pub(super) fn window_size(text: &str) -> Result<(u32, u32), String> {
    let size = text
        .split_once('x')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    size.filter(|(width, height)| (320..=16384).contains(width) && (240..=16384).contains(height))
        .ok_or_else(|| "expected a width and a height, as 1920x1080".into())
}

impl Play {
    /// How somebody asked to play, with the life that is led to a scene.
    ///
    /// # Errors
    /// When no life can be led there.
    pub(super) fn options(&self) -> Result<PlayOptions, Answer> {
        let mut options = self.unled();
        if let (Some(scene), Ok(files)) = (&self.at, options.place().files()) {
            options.life = author::lead_to(&files, scene)?;
        }
        if let (Some(code), Ok(files)) = (&self.from, options.place().files()) {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            options.life = author::follow(&files, code, since.as_nanos() as u64)?;
        }
        if let (Some(vignette), Ok(files)) = (&self.vignette, options.place().files()) {
            author::know_vignette(&files, vignette)?;
            options.vignette = Some(vignette.clone());
        }
        Ok(options)
    }

    fn unled(&self) -> PlayOptions {
        let Play { story, save_dir, size, watch, .. } = self;
        let watched = watch.clone().flatten();
        PlayOptions {
            story: watched.or_else(|| story.clone()),
            save_dir: save_dir.clone(),
            size: *size,
            watches: watch.is_some(),
            life: None,
            vignette: None,
        }
    }

    /// Whether it can be tried in a window.
    #[cfg(feature = "game")]
    pub(super) fn is_in_window(&self) -> bool {
        !self.text && self.cannot_watch().is_none()
    }

    /// Plays in the terminal, after a line on why there is no window where one
    /// was asked for. What is watched needs the window.
    pub(super) fn without_window(
        &self,
        no_window: Option<&str>,
        terminal: &mut Terminal<'_>,
    ) -> Status {
        let needs_window = || {
            let why = no_window.filter(|_| self.watch.is_some())?;
            Some(format!("--watch needs a window: {why}; `sungari check --watch` does without"))
        };
        if let Some(why) = self.cannot_watch().or_else(needs_window) {
            let answer = Answer::cannot_run(&why);
            return terminal.answer(&answer.out, &answer.err, answer.status);
        }
        if let Some(why) = no_window {
            let line = format!("No window: {why}. Here is the plain-text reader.\n");
            terminal.answer("", &line, Status::Clean);
        }
        match self.options() {
            Ok(options) => reader::play(&options, terminal),
            Err(answer) => terminal.answer(&answer.out, &answer.err, answer.status),
        }
    }

    /// Why the story cannot be watched, where it was asked for and cannot be.
    fn cannot_watch(&self) -> Option<String> {
        let named_twice = matches!(self.watch, Some(Some(_))) && self.story.is_some();
        if named_twice {
            return Some("the story is named twice: --watch DIR or --story DIR is enough".into());
        }
        let is_shipped = self.unled().place() == Place::Shipped;
        (self.watch.is_some() && is_shipped).then(|| NO_STORY_HERE.into())
    }
}
