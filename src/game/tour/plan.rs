//! Which pictures are taken, in which order.

use std::sync::Arc;

use super::TourOptions;
use crate::game::inspect::{Stop, backdrops, stops};
use crate::narrative::model::Story;
use crate::store::{Named, Reveal, Settings, Theme};

/// One picture to take.
#[derive(Clone)]
pub(super) struct Shot {
    /// The name of its file, without the end.
    pub(super) name: String,
    /// The screen in its state.
    pub(super) stop: Stop,
    /// How the page is lit.
    pub(super) theme: Theme,
    /// The window, in pixels.
    pub(super) size: (u32, u32),
    /// The size of everything, in per cent.
    pub(super) scale: u16,
}

impl Shot {
    /// How the reader likes to read: nothing moves, so that every picture is
    /// the same each time.
    pub(super) fn settings(&self) -> Settings {
        Settings {
            theme: self.theme,
            size_percent: self.scale,
            reveal: Reveal::Instant,
            reduced_motion: true,
            ..Settings::default()
        }
    }

    /// The picture in words.
    pub(super) fn told(&self) -> String {
        let Shot { stop, theme, size: (width, height), scale, .. } = self;
        let theme = theme.name().replace('_', " ");
        format!("{} {theme} {width}x{height} {scale} %", stop.name)
    }
}

/// Every picture: those of one window size after each other, since a window
/// takes its time to change. Backdrops are the same at every scale: they come
/// once.
pub(super) fn shots(story: &Arc<Story>, options: &TourOptions) -> Vec<Shot> {
    let screens = stops(story);
    let pictures = backdrops(story);
    let themes: Vec<Theme> = options.themes.iter().filter_map(|name| Theme::named(name)).collect();
    let mut shots = Vec::new();
    for &size in &options.sizes {
        for (index, &scale) in options.scales.iter().enumerate() {
            let pictures = if index == 0 { pictures.as_slice() } else { &[] };
            for &theme in &themes {
                for stop in screens.iter().chain(pictures) {
                    let (width, height) = size;
                    let (state, theme_name) = (stop.name.replace(' ', "-"), theme.name());
                    let name = format!("{state}_{theme_name}_{width}x{height}_{scale}");
                    shots.push(Shot { name, stop: stop.clone(), theme, size, scale });
                }
            }
        }
    }
    shots.retain(|shot| {
        options.only.is_empty() || options.only.iter().any(|only| shot.name.contains(only))
    });
    shots
}
