//! What a page remembers while it is shown.

use std::collections::BTreeMap;

use bevy_egui::egui::Id;

use crate::narrative::model::Mark;
use crate::narrative::run::{BlockView, SceneView};

/// What a page remembers while it is shown.
#[derive(Debug, Default)]
pub struct PageState {
    /// Which page: how many choices led to it. Another number is another page.
    page: Option<(usize, Id)>,
    /// Whether it goes on behind an answer on the page turned from, so that its
    /// heading was just read.
    pub(super) goes_on: bool,
    /// When the page was first drawn, in egui's seconds.
    pub(super) shown_at: f64,
    /// When every block was there.
    pub(super) complete_at: Option<f64>,
    /// Whether blocks come up one by one.
    pub(super) reveals: bool,
    /// Which blocks were read before the page was turned to; nothing until it
    /// is drawn.
    pub(super) known: Option<Vec<bool>>,
    /// Whether the page was entered into the reader's record.
    is_noted: bool,
    /// Whether what was read before is being passed over.
    pub(super) skips: bool,
    /// The notes that are open, and how far.
    pub(super) notes: BTreeMap<Mark, Level>,
    /// Whether the accounts of contested notes wait to be opened, because all
    /// of them would make the margin longer than the text.
    pub(super) folds: bool,
    /// A note to bring into sight and give the keyboard to.
    pub(super) sought: Option<Mark>,
    /// The note that was sought last.
    pub(super) last_opened: Option<Mark>,
    /// Whether where or when the scene stands is open.
    pub(super) setting: Option<Setting>,
    /// How the reader answered the page's warning.
    pub(super) reads: Option<Reading>,
    /// How the warnings of this life were answered, by scene: each asks once.
    answered: BTreeMap<String, Reading>,
    /// The most choices this life has had: a page beyond it is new.
    furthest: usize,
}

/// How far a note is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// What it says.
    Note,
    /// Its sources too.
    Sources,
}

/// What of the scene's setting is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    Date,
    Place,
}

/// How a reader answered a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Scene,
    Summary,
}

impl PageState {
    /// Turns to another page if the life stands on one.
    pub(super) fn turn_to(&mut self, steps: usize, view: &SceneView<'_>, now: f64) {
        let scene = view.scene.name.as_str();
        let page = Some((steps, Id::new(scene)));
        if self.page != page {
            let answered = std::mem::take(&mut self.answered);
            let before = self.page.filter(|(before, _)| before + 1 == steps);
            *self = PageState {
                page,
                goes_on: view.goes_on && before.is_some_and(|(_, one)| one == Id::new(scene)),
                reads: answered.get(scene).copied(),
                answered,
                shown_at: now,
                reveals: steps >= self.furthest,
                skips: self.skips && steps > self.page.map_or(0, |(steps, _)| steps),
                furthest: self.furthest.max(steps + 1),
                ..PageState::default()
            };
        }
    }

    /// What there is to read: nothing before a warning is answered.
    pub fn blocks<'a, 's>(&self, page: &'a SceneView<'s>) -> &'a [BlockView<'s>] {
        match (&page.content, self.reads) {
            (Some(_), None) => &[],
            (Some(content), Some(Reading::Summary)) => &content.summary,
            _ => &page.blocks,
        }
    }

    /// The page is the same in another state of its story: `same` finds what
    /// was marked. All of it is there, and is entered into the record again.
    pub(in crate::game) fn reload(&mut self, same: impl Fn(Mark) -> Option<Mark>) {
        let notes = std::mem::take(&mut self.notes).into_iter();
        self.notes = notes.filter_map(|(mark, level)| Some((same(mark)?, level))).collect();
        self.sought = self.sought.and_then(&same);
        self.last_opened = self.last_opened.and_then(&same);
        if !self.was_read() {
            // It is known by now, but was not when it was turned to.
            self.known = self.known.take().map(|_| Vec::new());
        }
        self.folds = false;
        self.is_noted = false;
    }

    /// Answers the page's warning.
    pub(super) fn answer(&mut self, scene: &str, reading: Reading, now: f64) {
        self.reads = Some(reading);
        self.answered.insert(scene.to_owned(), reading);
        self.shown_at = now;
        self.known = None;
        self.is_noted = false;
    }

    /// Whether the page is to be entered into the record now: once, when all
    /// of it is there.
    pub(in crate::game) fn take_to_note(&mut self) -> bool {
        self.complete_at.is_some() && !std::mem::replace(&mut self.is_noted, true)
    }

    /// Whether every word of the page was read before it was turned to.
    pub(super) fn was_read(&self) -> bool {
        self.known.as_ref().is_some_and(|known| !known.is_empty() && known.iter().all(|one| *one))
    }

    /// Whether a block is new on a page of which the rest was read before: it
    /// is there because of what was done in this life.
    pub(super) fn is_new(&self, index: usize) -> bool {
        let known = self.known.as_deref().unwrap_or_default();
        known.get(index) == Some(&false) && known.contains(&true)
    }

    /// Goes from a mark to its note, from there to its sources, from there
    /// back. Returns whether it opened something.
    pub(super) fn turn(&mut self, mark: Mark) -> bool {
        match self.notes.get(&mark) {
            None => {
                self.seek(mark);
                return true;
            }
            Some(Level::Note) => self.notes.insert(mark, Level::Sources),
            Some(Level::Sources) => self.notes.remove(&mark),
        };
        self.notes.contains_key(&mark)
    }

    /// Opens a note and brings it into sight.
    pub(super) fn seek(&mut self, mark: Mark) {
        self.notes.entry(mark).or_insert(Level::Note);
        self.sought = Some(mark);
        self.last_opened = Some(mark);
    }

    /// Passes over what was read before.
    pub(super) fn skip(&mut self) {
        self.skips = true;
        self.reveals = false;
    }
}
