//! When each block of a page comes up.

use bevy_egui::egui::{Key, Ui};

use super::{Page, PageState};
use crate::narrative::run::BlockView;
use crate::store::{Reveal, Settings};

/// Seconds a block takes to come up.
const FADE_SECS: f64 = 0.22;

/// How much of each block is there.
pub(super) struct Revealed {
    /// Seconds since the page was shown; nothing where all of it is there.
    since: Option<f64>,
    /// Seconds after which each block begins to come up, and the choices.
    begins: Vec<f64>,
}

impl Revealed {
    /// How much of a block is there: 0 unseen, 1 in full. The choices come
    /// after the last block.
    pub(super) fn of(&self, index: usize) -> f32 {
        let Some(since) = self.since else { return 1.0 };
        let begins = self.begins.get(index).copied().unwrap_or(0.0);
        ((since - begins) / FADE_SECS).clamp(0.0, 1.0) as f32
    }
}

/// Seconds a reader takes for a block at so many words a minute.
pub(super) fn reading_secs(block: &BlockView<'_>, words_per_minute: u16) -> f64 {
    let words: usize = block.spans.iter().map(|span| span.text.split_whitespace().count()).sum();
    words as f64 * 60.0 / f64::from(words_per_minute)
}

/// Seconds after which each block begins to come up, and last the choices.
/// What was read before is there at once.
fn begins(blocks: &[BlockView<'_>], known: &[bool], settings: &Settings) -> Vec<f64> {
    let step = match settings.reveal {
        Reveal::Instant => 0.0,
        Reveal::Fast => 0.16,
        Reveal::Normal => 0.32,
        Reveal::Slow => 1.0,
    };
    let mut at = 0.0;
    let mut begins = vec![at];
    for (index, block) in blocks.iter().enumerate() {
        let is_known = known.get(index) == Some(&true);
        at += match settings.auto_advance {
            _ if is_known => 0.0,
            Some(words_per_minute) => reading_secs(block, words_per_minute),
            None => step,
        };
        begins.push(at);
    }
    begins
}

impl Page<'_> {
    /// How much of each block is there now. Asks for the frames that showing
    /// the rest takes.
    pub(super) fn reveal(
        &self,
        ui: &Ui,
        blocks: &[BlockView<'_>],
        state: &mut PageState,
    ) -> Revealed {
        let settings = self.desk.settings;
        let hurried = ui.input(|input| {
            input.pointer.any_click()
                || [Key::Space, Key::Enter].iter().any(|key| input.key_pressed(*key))
        });
        let is_still = settings.reduced_motion || settings.reveal == Reveal::Instant;
        let at_once = (is_still && settings.auto_advance.is_none()) || state.was_read();
        if at_once || (hurried && self.now > state.shown_at) {
            state.reveals = false;
        }
        let begins = begins(blocks, state.known.as_deref().unwrap_or_default(), settings);
        let since = self.now - state.shown_at;
        let end = begins.last().copied().unwrap_or(0.0) + FADE_SECS;
        if since > end {
            state.reveals = false;
        }
        if !state.reveals {
            return Revealed { since: None, begins };
        }
        let is_fading = |begin: &f64| (0.0..FADE_SECS).contains(&(since - begin));
        let next = begins.iter().map(|begin| begin - since).find(|wait| *wait > 0.0);
        let wait = if begins.iter().any(is_fading) { 0.016 } else { next.unwrap_or(0.016) };
        ui.ctx().request_repaint_after_secs(wait as f32);
        Revealed { since: Some(since), begins }
    }
}
