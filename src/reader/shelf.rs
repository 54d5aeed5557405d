//! Where lives, and the record of their reader, are kept while they are read.
//!
//! Saving never stops a reading: what goes wrong is said once, and the
//! reading goes on.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::narrative::model::{Mark, Scene, Story};
use crate::narrative::record::Record;
use crate::narrative::run::save::{self, Card};
use crate::narrative::run::{BlockView, Playthrough};
use crate::store::{SaveFolder, Slot};

/// The saves of one story, and what there is to tell about them.
pub(super) struct Shelf {
    saves: Option<SaveFolder>,
    /// What the reader has met so far, in this life and others.
    pub(super) record: Record,
    is_kept: bool,
    news: Vec<String>,
    trouble: Option<String>,
}

impl Shelf {
    /// The saves of a story, and what there already is to tell about them.
    pub(super) fn new(
        story: &Story,
        (saves, mut news): (Option<SaveFolder>, Vec<String>),
    ) -> Shelf {
        let loaded = saves.as_ref().map(|saves| saves.load_record(story));
        let (record, notices) = loaded.unwrap_or_default();
        news.extend(notices.iter().map(ToString::to_string));
        Shelf { saves, record, is_kept: false, news, trouble: None }
    }

    /// Notes that a page is read, and a life finished where it is the last.
    pub(super) fn note_page(
        &mut self,
        story: &Story,
        scene: &Scene,
        blocks: &[BlockView<'_>],
        life: &Playthrough,
    ) {
        let is_new = self.record.note_page(story, scene, blocks, life.seed(), now_secs());
        if self.record.finish_life(story, life, None, now_secs()) || is_new {
            self.keep_record(story);
        }
    }

    /// Notes that what a mark raises was opened.
    pub(super) fn note_opened(&mut self, story: &Story, mark: Mark) {
        let is_new = match mark {
            Mark::Fact(fact) => self.record.open_fact(story, fact),
            Mark::Term(term) => self.record.open_term(story, term),
            Mark::Claim(_) => false,
        };
        if is_new {
            self.keep_record(story);
        }
    }

    fn keep_record(&mut self, story: &Story) {
        let Some(saves) = &self.saves else { return };
        match saves.keep_record(story, &mut self.record) {
            Ok(notices) => self.news.extend(notices.iter().map(ToString::to_string)),
            Err(error) => self.tell_trouble(error.to_string()),
        }
    }

    /// Tells once that something cannot be kept.
    fn tell_trouble(&mut self, trouble: String) {
        if self.trouble.as_ref() != Some(&trouble) {
            self.news.push(trouble.clone());
            self.trouble = Some(trouble);
        }
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

    /// Keeps the life that would be gone on with in the first place that is
    /// free, because another takes its place.
    pub(super) fn make_room(&mut self, story: &Story) -> Option<u8> {
        let saves = self.saves.as_ref()?;
        if !self.lives().iter().any(|(slot, _)| *slot == Slot::Auto) {
            return None;
        }
        let life = saves.load(story, Slot::Auto).ok()?.restored.playthrough;
        self.keep(story, &life, None).ok()
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
        match result {
            Ok(()) => self.trouble = None,
            Err(trouble) => self.tell_trouble(trouble),
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
    save::write(story, life, &Card::of(story, life, now_secs()))
}

fn now_secs() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
