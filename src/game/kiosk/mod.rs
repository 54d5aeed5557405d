//! The exhibit in its window: one visitor after another, and nothing of any of
//! them left.
//!
//! What it does is [`Exhibit`]’s; here it is shown, told the time, and what
//! comes of it carried out.

mod attract;
mod display;
mod farewell;
mod keeper;
mod page;
mod paper;
mod show;
mod soak;
mod staff;
mod truth;
mod vignettes;
mod window;

pub use farewell::{TakeHome, take_home};
pub use keeper::Keeper;
pub use paper::KioskLayout;
pub use show::{StaffDesk, Stand, kiosk_ui, palette, picture};
pub use soak::Soak;
pub(super) use window::Kiosk;
pub use window::{Opening, run};

use bevy_egui::egui::{self, Memory, Shape};

use crate::museum::config::Config;
use crate::museum::exhibit::{Exhibit, Place};

/// Width of a vignette’s small picture over its height.
pub(super) const THUMBNAIL_RATIO: f32 = 0.75;

/// Which line and picture of the attract loop is on; the first, where nothing is
/// to change by itself or somebody is there.
pub fn turn(config: &Config, exhibit: &Exhibit, now_ms: u64) -> usize {
    let secs = u64::from(config.attract.secs.max(1));
    match exhibit.place() {
        Place::Attract if !config.attract.still => {
            usize::try_from(now_ms / (secs * 1000)).unwrap_or(0)
        }
        _ => 0,
    }
}

/// How many words are on screen.
pub fn words_drawn(shapes: &[egui::epaint::ClippedShape]) -> usize {
    fn words(shape: &Shape) -> usize {
        match shape {
            Shape::Text(text) => text.galley.job.text.split_whitespace().count(),
            Shape::Vec(shapes) => shapes.iter().map(words).sum(),
            _ => 0,
        }
    }
    shapes.iter().map(|clipped| words(&clipped.shape)).sum()
}

/// Has egui forget what it remembers of a visit: places scrolled to, what had the
/// keyboard, heights. How things look is not of a visit.
pub fn forget(ctx: &egui::Context) {
    ctx.memory_mut(|memory| {
        let mut new = Memory::default();
        new.options = memory.options.clone();
        *memory = new;
    });
}
