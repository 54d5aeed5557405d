//! Where lives are kept while they are read.
//!
//! Saving never stops a reading: what goes wrong is said once, and the
//! reading goes on.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;
use crate::narrative::run::save::{self, Card};
use crate::store::{SaveFolder, Slot};

/// The saves of one story, and what there is to tell about them.
pub(super) struct Shelf {
    saves: Option<SaveFolder>,
    is_kept: bool,
    news: Vec<String>,
    trouble: Option<String>,
}

impl Shelf {
    /// The saves of a story, and what there already is to tell about them.
    pub(super) fn new((saves, news): (Option<SaveFolder>, Vec<String>)) -> Shelf {
        Shelf { saves, is_kept: false, news, trouble: None }
    }

    /// The lives that can be gone on with, the one last read first.
    pub(super) fn lives(&self) -> Vec<(Slot, Card)> {
        let slots = self.saves.iter().flat_map(SaveFolder::list);
        slots.filter_map(|info| Some((info.slot, info.card.ok()?))).collect()
    }

    /// Takes a life from its place.
    pub(super) fn take(&mut self, story: &Story, slot: Slot) -> Option<Playthrough> {
        match self.saves.as_ref()?.load(story, slot) {
            Ok(loaded) => {
                self.news.extend(loaded.notices.iter().map(ToString::to_string));
                self.news.extend(loaded.restored.changes.iter().map(ToString::to_string));
                self.is_kept = true;
                Some(loaded.restored.playthrough)
            }
            Err(error) => {
                self.news.push(error.to_string());
                None
            }
        }
    }

    /// A new life is read, of which nothing is kept yet.
    pub(super) fn begin(&mut self) {
        self.is_kept = false;
    }

    /// Keeps the life being read, so that the next start can go on with it.
    pub(super) fn keep_going(&mut self, story: &Story, life: &Playthrough) {
        let Some(saves) = &self.saves else { return };
        let result = saves.save(Slot::Auto, &text(story, life)).map_err(|error| error.to_string());
        self.is_kept = result.is_ok();
        let trouble = result.err();
        if self.trouble != trouble {
            self.news.extend(trouble.clone());
            self.trouble = trouble;
        }
    }

    /// Keeps a life in a numbered place: the one named, or the first that is
    /// free.
    pub(super) fn keep(
        &self,
        story: &Story,
        life: &Playthrough,
        place: Option<usize>,
    ) -> Result<u8, Unkept> {
        let saves = self.saves.as_ref().ok_or(Unkept::NoPlace)?;
        let places = 1..=Slot::NUMBERED;
        let place = match place {
            Some(place) => u8::try_from(place).ok().filter(|place| places.contains(place)),
            None => saves.first_free().and_then(|slot| match slot {
                Slot::Numbered(place) => Some(place),
                Slot::Auto => None,
            }),
        };
        let place = place.ok_or(Unkept::NoPlace)?;
        let saved = saves.save(Slot::Numbered(place), &text(story, life));
        saved.map(|()| place).map_err(|error| Unkept::Failed(error.to_string()))
    }

    /// Whether the next start can go on where the reader stands.
    pub(super) fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// What there is to tell, once.
    pub(super) fn news(&mut self) -> Vec<String> {
        std::mem::take(&mut self.news)
    }
}

/// Why a life was not kept in a numbered place.
pub(super) enum Unkept {
    /// There is no such place, or none is free.
    NoPlace,
    /// It could not be written, in words for the reader.
    Failed(String),
}

fn text(story: &Story, life: &Playthrough) -> String {
    let now_secs = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    save::write(story, life, &Card::of(story, life, now_secs))
}
