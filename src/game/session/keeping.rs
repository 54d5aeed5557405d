//! What is kept, and found again: the life at hand, lives in slots, finished
//! lives, and the reader's record.

use super::{Clock, Session, now};
use crate::game::action::ShelfAction;
use crate::game::screens::{EpilogueState, Outcome, PageState, Screen};
use crate::narrative::model::Story;
use crate::narrative::record;
use crate::narrative::run::Playthrough;
use crate::narrative::run::save::{self, Card};
use crate::store::Slot;

/// Something to tell, in words of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// The life in progress was put there, because another was gone on with.
    PutAside(Slot),
    /// A finished life was opened of which so many choices cannot be taken any
    /// more.
    StepsLost(usize),
}

/// A finished life is at hand.
#[derive(Debug)]
pub(super) struct LookedBackOn {
    /// The life in progress, if there was one.
    aside: Option<(Playthrough, Clock, bool)>,
}

impl Session {
    pub(super) fn find_record(&mut self, story: &Story) {
        let Some(saves) = &self.shelf.saves else { return };
        let (record, notices) = saves.load_record(story);
        self.record = record;
        self.notices.extend(notices.iter().map(ToString::to_string));
    }

    pub(super) fn find_life(&mut self, story: &Story) {
        self.list_slots();
        let Some(saves) = &self.shelf.saves else { return };
        if !self.slots.iter().any(|info| info.slot == Slot::Auto) {
            return;
        }
        match saves.load(story, Slot::Auto) {
            Ok(loaded) => {
                self.notices.extend(loaded.notices.iter().map(ToString::to_string));
                let restored = loaded.restored;
                self.notices.extend(restored.changes.iter().map(ToString::to_string));
                self.life = Some(restored.playthrough);
                self.clock = Clock::from(self.played_of(Slot::Auto));
            }
            Err(error) => self.notices.push(error.to_string()),
        }
    }

    /// Keeps the record, and takes in what another window added to it.
    pub(super) fn keep_record(&mut self, story: &Story) {
        let Some(saves) = &self.shelf.saves else { return };
        match saves.keep_record(story, &mut self.record) {
            Ok(notices) => notices.iter().for_each(|notice| self.tell(notice.to_string())),
            Err(error) => self.tell(error.to_string()),
        }
    }

    /// Saves the life at hand as the one to continue.
    pub(super) fn save(&mut self, story: &Story) {
        self.notices.clear();
        self.tellings.clear();
        if let Some(watched) = &mut self.watched {
            watched.told.clear();
        }
        self.is_kept = false;
        self.put_aside(story);
        if let Err(error) = self.save_to(story, Slot::Auto) {
            bevy::log::warn!("the life was not saved: {error}");
            self.tell(error);
        }
    }

    /// Whether the life at hand would be lost if another took its place.
    pub fn is_at_risk(&self, story: &Story) -> bool {
        match &self.looked_back_on {
            Some(LookedBackOn { aside: Some((life, _, is_kept)) }) => {
                !is_kept && is_worth_keeping(story, life)
            }
            Some(_) => false,
            None => {
                !self.is_kept
                    && self.life.as_ref().is_some_and(|life| is_worth_keeping(story, life))
            }
        }
    }

    /// Another life is gone on with than the one in progress: that one goes to
    /// a free slot, so that saving this one takes nothing away.
    fn put_aside(&mut self, story: &Story) {
        let Some(LookedBackOn { aside: Some((life, clock, is_kept)) }) = self.looked_back_on.take()
        else {
            return;
        };
        if is_kept || !is_worth_keeping(story, &life) {
            return;
        }
        let Some(saves) = &self.shelf.saves else { return };
        let Some(slot) = saves.first_free() else { return };
        match saves.save(slot, &text(story, &life, &clock)) {
            Ok(()) => self.tellings.push(Telling::PutAside(slot)),
            Err(error) => self.tell(error.to_string()),
        }
    }

    fn save_to(&self, story: &Story, slot: Slot) -> Result<(), String> {
        let (Some(life), Some(saves)) = (&self.life, &self.shelf.saves) else { return Ok(()) };
        let text = text(story, life, &self.clock);
        saves.save(slot, &text).map_err(|error| error.to_string())
    }

    /// Looks at what is in the slots.
    pub(super) fn list_slots(&mut self) {
        self.slots = self.shelf.saves.as_ref().map(|saves| saves.list()).unwrap_or_default();
    }

    fn played_of(&self, slot: Slot) -> Option<u64> {
        let info = self.slots.iter().find(|info| info.slot == slot)?;
        info.card.as_ref().ok()?.played_secs
    }

    /// Does something with the slots, and notes what came of it.
    pub(super) fn carry_out_on_shelf(
        &mut self,
        story: &Story,
        action: ShelfAction,
        screen: Screen,
    ) -> Option<Screen> {
        let Some(saves) = self.shelf.saves.clone() else {
            // The screen of saves says that there is no place for them.
            return (screen != Screen::Saves).then(|| self.open_screen(screen, Screen::Saves))?;
        };
        let told = match action {
            ShelfAction::Load(slot) => return self.load(story, slot, screen),
            ShelfAction::Save(slot) => self.save_to(story, slot).map(|()| {
                self.is_kept = true;
                Outcome::Saved(slot)
            }),
            ShelfAction::Delete(slot) => {
                let deleted = saves.delete(slot).map(|()| Outcome::Deleted(slot));
                deleted.map_err(|error| error.to_string())
            }
            ShelfAction::Note(slot, note) => {
                let noted = saves.set_note(slot, Some(&note)).map(|()| Outcome::Noted(slot));
                noted.map_err(|error| error.to_string())
            }
            ShelfAction::Export(slot, file) => match saves.export(slot, &file) {
                Ok(()) => Ok(Outcome::Exported(file)),
                Err(error) => Err(error.to_string()),
            },
            ShelfAction::Import(file) => {
                let imported = saves.import(story, &file).map(Outcome::Imported);
                imported.map_err(|error| error.to_string())
            }
            // The window asks the system; here there is none to ask.
            ShelfAction::ChooseFile(_) => return None,
            ShelfAction::NoDialogue => Ok(Outcome::NoDialogue),
        };
        self.list_slots();
        // A file may be dropped on any screen; what came of it is told on this.
        let opened =
            if screen == Screen::Saves { None } else { self.open_screen(screen, Screen::Saves) };
        self.states.saves.tell(told.unwrap_or_else(Outcome::Failed));
        opened
    }

    fn load(&mut self, story: &Story, slot: Slot, screen: Screen) -> Option<Screen> {
        let saves = self.shelf.saves.as_ref()?;
        match saves.load(story, slot) {
            Ok(loaded) => {
                let restored = loaded.restored;
                self.clock = Clock::from(self.played_of(slot));
                self.life = Some(restored.playthrough);
                self.looked_back_on = None;
                self.states.page = PageState::default();
                self.save(story);
                self.is_kept = slot != Slot::Auto;
                self.notices.extend(loaded.notices.iter().map(ToString::to_string));
                self.notices.extend(restored.changes.iter().map(ToString::to_string));
                self.open_screen(screen, Screen::Scene)
            }
            Err(error) => {
                self.list_slots();
                self.states.saves.tell(Outcome::Failed(error.to_string()));
                None
            }
        }
    }

    /// Opens a life that was led somewhere for its reader. The life in progress
    /// is put by until this one is left, and saved in a slot if this one is
    /// gone on with.
    pub fn begin_at(&mut self, life: Playthrough, screen: Screen) -> Option<Screen> {
        let before = self.life.replace(life);
        let clock = std::mem::take(&mut self.clock);
        let aside = before.map(|life| (life, clock, self.is_kept));
        self.looked_back_on = Some(LookedBackOn { aside });
        self.open_screen(screen, Screen::Scene)
    }

    /// Makes something else of the life that is put by.
    pub(super) fn carry_life_aside(&mut self, carry: impl FnOnce(Playthrough) -> Playthrough) {
        if let Some(LookedBackOn { aside: Some(aside) }) = &mut self.looked_back_on {
            aside.0 = carry(aside.0.clone());
        }
    }

    /// Opens a finished life again on its last page. The life in progress is
    /// put by until this one is left, and saved in a slot if this one is gone
    /// on with.
    pub(super) fn reopen(&mut self, story: &Story, index: usize, screen: Screen) -> Option<Screen> {
        let reopened = record::reopen(story, self.record.lives.get(index)?);
        let played = self.record.lives[index].played_secs;
        let before = self.life.replace(reopened.playthrough);
        let clock = std::mem::replace(&mut self.clock, Clock::from(played));
        if self.looked_back_on.is_none() {
            let aside = before.map(|life| (life, clock, self.is_kept));
            self.looked_back_on = Some(LookedBackOn { aside });
        }
        self.states.page = PageState::default();
        self.states.epilogue = EpilogueState::default();
        self.tellings.clear();
        if reopened.steps_lost > 0 {
            self.tellings.push(Telling::StepsLost(reopened.steps_lost));
        }
        let life = self.life.as_ref()?;
        let has_ended = story.scene(life.state().scene).ending.is_some();
        let to = if has_ended { Screen::Epilogue } else { Screen::Scene };
        self.open_screen(screen, to)
    }

    /// A finished life is left for a screen that is not of it: the life in
    /// progress is at hand again.
    pub(super) fn leave_finished_life(&mut self, to: Screen) {
        let is_of_it = |screen: Screen| matches!(screen, Screen::Scene | Screen::Epilogue);
        if is_of_it(to) || self.under.iter().any(|under| is_of_it(*under)) {
            return;
        }
        let Some(LookedBackOn { aside }) = self.looked_back_on.take() else { return };
        self.life = None;
        self.clock = Clock::default();
        self.tellings.clear();
        self.states.page = PageState::default();
        if let Some((life, clock, is_kept)) = aside {
            self.life = Some(life);
            self.clock = clock;
            self.is_kept = is_kept;
        }
    }
}

/// A life that has begun and not ended: the record keeps those that have.
fn is_worth_keeping(story: &Story, life: &Playthrough) -> bool {
    !life.steps().is_empty() && story.scene(life.state().scene).ending.is_none()
}

fn text(story: &Story, life: &Playthrough, clock: &Clock) -> String {
    let card = Card::of(story, life, now().as_secs());
    save::write(story, life, &Card { played_secs: clock.played_secs(), ..card })
}
