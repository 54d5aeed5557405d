//! What a kiosk does, from touch to touch: the attract loop, a visit, and the
//! staff’s panel.
//!
//! Plain data on the caller’s clock, in milliseconds that only ever grow. All
//! that is known of a visitor is in one [`Visit`], and a reset drops it.

mod act;
mod reading;
mod staff;

use std::sync::Arc;

pub use act::{Act, Outcome, Reading, StaffAct};

use super::config::Config;
use super::conformance::ENLARGED_PERCENT;
use super::counts::{End, Kind, Tally};
use super::exit::Wish;
use super::idle::{IdleClock, Presence, Tick};
use super::pin::{Door, Try};
use crate::narrative::explore::life_of;
use crate::narrative::model::{ChoiceId, FactId, Story, Vignette};
use crate::narrative::run::{Playthrough, view};

/// After a page was turned nothing is taken for so long, in milliseconds, so
/// that a double tap cannot choose twice.
pub const COOL_DOWN_MS: u64 = 500;

/// Where a kiosk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Outside of opening hours, or closed by the staff: nothing to see.
    Closed,
    /// Nobody is there.
    Attract,
    /// The vignettes to choose from.
    Vignettes,
    /// A page of a vignette or of the story.
    Page,
    /// What is true of that page.
    Truth,
    /// What came until now, before whoever stays goes on.
    UntilNow,
    /// The end of a visit: what was invented, the sources, and how to go on at
    /// home.
    Farewell,
    /// The PIN is asked for.
    Pin,
    /// The staff’s panel.
    Staff,
}

/// All that is known of a visitor.
#[derive(Clone, Debug)]
pub struct Visit {
    began_ms: u64,
    turned_ms: u64,
    /// Which vignette is being read, and it as a story of its own.
    vignette: Option<(usize, Arc<Story>)>,
    /// The life that is being read; of the vignette where there is one.
    life: Option<Playthrough>,
    /// How this page is read, where it has a content note.
    pub reading: Option<Reading>,
    /// Whether it is told how the kiosk is used.
    pub helps: bool,
    /// The fact whose sources lie open.
    pub open: Option<FactId>,
    /// Size of text in per cent.
    pub size_percent: u16,
    tally: Tally,
    lower: bool,
}

/// A kiosk.
#[derive(Clone, Debug)]
pub struct Exhibit {
    story: Arc<Story>,
    /// Which of the story’s vignettes are offered, in order.
    offered: Vec<usize>,
    lower_controls: bool,
    /// Scenes of which nobody is asked whether to read the page: its summary is
    /// what there is.
    summaries: Vec<String>,
    place: Place,
    /// What lay on the screen when the PIN was asked for.
    behind: Place,
    visit: Option<Visit>,
    clock: IdleClock,
    door: Door,
    /// The digits given.
    digits: String,
    /// What came of the last try.
    tried: Option<Try>,
    /// Until when the PIN or the panel stays without a touch.
    staff_until_ms: u64,
    /// What staff touched once and must touch again, and when.
    unsure: Option<(Wish, u64)>,
    /// Which corner is next, and when the first was touched.
    corners: (u8, u64),
    is_open: bool,
    /// Whether the staff closed it, whatever the hours.
    is_closed_by_staff: bool,
    seeds: u64,
}

impl Exhibit {
    /// A kiosk at rest. `seed` is where the chance of its visits begins.
    pub fn new(config: &Config, story: Arc<Story>, seed: u64) -> Exhibit {
        let position = |name: &String| story.vignettes.iter().position(|known| known.name == *name);
        let offered = match config.vignettes.is_empty() {
            true => (0..story.vignettes.len()).collect(),
            false => config.vignettes.iter().filter_map(position).collect(),
        };
        Exhibit {
            offered,
            lower_controls: config.lower_controls,
            summaries: config.summaries.clone(),
            place: Place::Attract,
            behind: Place::Attract,
            visit: None,
            clock: IdleClock::new(config.idle),
            door: Door::new(config.pin.clone()),
            digits: String::new(),
            tried: None,
            staff_until_ms: 0,
            unsure: None,
            corners: (0, 0),
            is_open: true,
            is_closed_by_staff: false,
            seeds: seed,
            story,
        }
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The story that it shows; in a vignette, that one.
    pub fn story(&self) -> &Arc<Story> {
        match self.visit.as_ref().and_then(|visit| visit.vignette.as_ref()) {
            Some((_, alone)) => alone,
            None => &self.story,
        }
    }

    /// The whole story.
    pub fn whole(&self) -> &Arc<Story> {
        &self.story
    }

    /// The vignettes that are offered, and what [`Act::Vignette`] calls each.
    pub fn vignettes(&self) -> impl Iterator<Item = (usize, &Vignette)> {
        self.offered.iter().filter_map(|index| Some((*index, self.story.vignettes.get(*index)?)))
    }

    /// The vignette that is being read.
    pub fn vignette(&self) -> Option<&Vignette> {
        let (index, _) = self.visit.as_ref()?.vignette.as_ref()?;
        self.story.vignettes.get(*index)
    }

    /// The visit, while somebody is there.
    pub fn visit(&self) -> Option<&Visit> {
        self.visit.as_ref()
    }

    /// The life that is being read.
    pub fn life(&self) -> Option<&Playthrough> {
        self.visit.as_ref()?.life.as_ref()
    }

    /// Whether it stands open and nobody is there.
    pub fn is_unattended(&self) -> bool {
        self.place == Place::Attract
    }

    /// Whether what is touched lies low.
    pub fn is_low(&self) -> bool {
        self.visit.as_ref().map_or(self.lower_controls, |visit| visit.lower)
    }

    /// Size of text in per cent.
    pub fn size_percent(&self) -> u16 {
        self.visit.as_ref().map_or(ENLARGED_PERCENT[0], |visit| visit.size_percent)
    }

    /// How many digits of a PIN were given.
    pub fn digits(&self) -> usize {
        self.digits.len()
    }

    /// What came of the last PIN.
    pub fn tried(&self) -> Option<Try> {
        self.tried
    }

    /// Whether somebody is there, and whether the kiosk asks.
    pub fn presence(&self, now_ms: u64) -> Presence {
        self.clock.presence(now_ms)
    }

    /// Whether the staff have closed it.
    pub fn is_closed_by_staff(&self) -> bool {
        self.is_closed_by_staff
    }

    /// Takes up what staff last said, before a restart or on another day.
    pub fn close_by_staff(&mut self, is_closed: bool) {
        self.is_closed_by_staff = is_closed;
        if matches!(self.place, Place::Attract | Place::Closed) {
            self.rest();
        }
    }

    /// What is on screen has so many words.
    pub fn shows(&mut self, words: usize, now_ms: u64) {
        self.clock.shows(words, now_ms);
    }

    /// In how many milliseconds [`tick`](Exhibit::tick) has something to do.
    pub fn next_ms(&self, now_ms: u64) -> Option<u64> {
        match self.place {
            Place::Pin | Place::Staff => Some(self.staff_next_ms(now_ms)),
            _ => self.clock.next_ms(now_ms),
        }
    }

    /// Looks at the time, and at whether the hours say that it is open.
    pub fn tick(&mut self, is_open: bool, now_ms: u64) -> Option<Outcome> {
        if matches!(self.place, Place::Pin | Place::Staff) {
            if now_ms >= self.staff_until_ms {
                self.close_staff();
            }
            self.is_open = is_open;
            return None;
        }
        if std::mem::replace(&mut self.is_open, is_open) != is_open && self.visit.is_none() {
            self.rest();
        }
        match self.clock.tick(now_ms) {
            Tick::Resets => self.end(End::TimedOut, now_ms),
            Tick::Waits | Tick::Asks => None,
        }
    }

    /// Does what somebody asked for, where that can be asked here and now.
    pub fn act(&mut self, act: Act, now_ms: u64) -> Option<Outcome> {
        if let Act::Corner(corner) = act {
            self.corner(corner, now_ms);
            // Who knows nothing of corners wants to begin, or is still there.
            if self.visit.is_some() {
                self.clock.touched(now_ms);
            }
            if self.place == Place::Attract {
                self.begin(now_ms);
            }
            return None;
        }
        if matches!(self.place, Place::Pin | Place::Staff) {
            return self.act_of_staff(act, now_ms);
        }
        if self.visit.is_some() {
            let was_asked = matches!(self.clock.presence(now_ms), Presence::Asked { .. });
            self.clock.touched(now_ms);
            if was_asked {
                // Any touch answers the question, and does nothing else.
                return None;
            }
        }
        let Some(visit) = &mut self.visit else {
            if self.place == Place::Attract {
                self.begin(now_ms);
            }
            return None;
        };
        match act {
            _ if now_ms.saturating_sub(visit.turned_ms) < COOL_DOWN_MS => return None,
            Act::Larger => {
                let at = ENLARGED_PERCENT.iter().position(|percent| *percent == visit.size_percent);
                let next = at.map_or(0, |at| (at + 1) % ENLARGED_PERCENT.len());
                visit.size_percent = ENLARGED_PERCENT[next];
                visit.tally.add(Kind::Enlarged, &visit.size_percent.to_string());
                return None;
            }
            Act::Lower => {
                visit.lower = !visit.lower;
                return None;
            }
            Act::Help => {
                visit.helps = !visit.helps;
                return None;
            }
            // Whatever is touched next closes the help, and does nothing else.
            _ if visit.helps => {
                visit.helps = false;
                return None;
            }
            Act::Leave => return self.end(End::Left, now_ms),
            _ => {}
        }
        let (is_summed_up, is_asked) = (self.is_summed_up(), self.is_asked());
        let is_over = self.is_over();
        let is_vignette_over = is_over && self.vignette().is_some();
        let Some(visit) = &mut self.visit else { return None };
        let before = (self.place, visit.life.as_ref().map(|life| life.steps().len()));
        match (self.place, act) {
            (Place::Vignettes | Place::Farewell, Act::Vignette(index)) => {
                self.vignette_begins(index)
            }
            (Place::Page, Act::Choose(choice)) => self.choose(choice),
            (Place::Page, Act::Read(reading)) if !is_summed_up => {
                visit.reading = Some(reading);
                visit.turned_ms = now_ms;
            }
            (Place::Page, Act::Truth) if !is_asked => self.place = Place::Truth,
            (Place::Truth, Act::Truth) => {
                visit.open = None;
                self.place = Place::Page;
            }
            (Place::Truth, Act::Open(fact)) => {
                visit.open = if visit.open == Some(fact) { None } else { Some(fact) };
                if visit.open.is_some() {
                    let name = self.story.fact(fact).name.clone();
                    visit.tally.add(Kind::Fact, &name);
                }
            }
            (Place::Page | Place::Farewell, Act::Stay) if is_vignette_over => {
                self.place = Place::UntilNow;
            }
            (Place::UntilNow, Act::GoOn) => self.goes_on(),
            (Place::Page, Act::Finish) => self.place = Place::Farewell,
            (Place::Farewell, Act::ReadOn) if !is_over => self.place = Place::Page,
            (Place::UntilNow, Act::Finish) => self.place = Place::Farewell,
            (Place::Page | Place::Farewell, Act::Others) => {
                visit.vignette = None;
                visit.life = None;
                visit.reading = None;
                self.place = Place::Vignettes;
            }
            _ => {}
        }
        if let Some(visit) = &mut self.visit {
            let after = (self.place, visit.life.as_ref().map(|life| life.steps().len()));
            if after != before {
                visit.turned_ms = now_ms;
            }
        }
        None
    }

    fn begin(&mut self, now_ms: u64) {
        self.visit = Some(Visit {
            began_ms: now_ms,
            turned_ms: now_ms,
            vignette: None,
            life: None,
            reading: None,
            helps: false,
            open: None,
            size_percent: ENLARGED_PERCENT[0],
            tally: Tally::default(),
            lower: self.lower_controls,
        });
        self.clock.touched(now_ms);
        self.place = Place::Vignettes;
        // Without vignettes there is the story alone.
        if self.offered.is_empty() {
            let seed = self.seed();
            let life = Playthrough::begin(&self.story, seed);
            self.turn_to(life);
        }
    }

    fn seed(&mut self) -> u64 {
        self.seeds = self.seeds.wrapping_add(1);
        self.seeds
    }

    /// A page is shown.
    fn turn_to(&mut self, life: Playthrough) {
        let name = self.story().scene(life.state().scene).name.clone();
        self.place = Place::Page;
        let is_summed_up = self.summaries.contains(&name);
        let Some(visit) = &mut self.visit else { return };
        visit.tally.add(Kind::Scene, &name);
        visit.reading = is_summed_up.then_some(Reading::Summary);
        visit.open = None;
        visit.life = Some(life);
    }

    fn vignette_begins(&mut self, index: usize) {
        let known = self.story.vignettes.get(index).filter(|_| self.offered.contains(&index));
        let Some((name, alone)) =
            known.and_then(|known| Some((known.name.clone(), self.story.of_vignette(known)?)))
        else {
            return;
        };
        let life = Playthrough::begin(&alone, self.seed());
        if let Some(visit) = &mut self.visit {
            visit.vignette = Some((index, Arc::new(alone)));
            visit.tally.add(Kind::VignetteBegun, &name);
        }
        self.turn_to(life);
    }

    fn choose(&mut self, choice: ChoiceId) {
        let story = self.story().clone();
        let Some(mut life) = self.life().cloned() else { return };
        // A page that warns is answered first.
        if self.is_asked() {
            return;
        }
        if life.choose(&story, choice).is_err() {
            return;
        }
        if let (Some(visit), Some(step)) = (&mut self.visit, life.steps().last()) {
            let line = step.line(&story);
            let line = line.split(' ').next().unwrap_or_default();
            visit.tally.add(Kind::Choice, line);
        }
        let is_over = view(&story, &life).ending.is_some();
        self.turn_to(life);
        let name = self.vignette().map(|vignette| vignette.name.clone());
        if let (true, Some(name), Some(visit)) = (is_over, name, &mut self.visit) {
            visit.tally.add(Kind::VignetteFinished, &name);
        }
    }

    fn goes_on(&mut self) {
        let seed = self.seed();
        let life = self.vignette().and_then(|vignette| life_of(&self.story, vignette, seed).ok());
        // A route that the story does not have any more leads to its beginning.
        let life = life.unwrap_or_else(|| Playthrough::begin(&self.story, seed));
        let name = self.vignette().map(|vignette| vignette.name.clone());
        if let (Some(visit), Some(name)) = (&mut self.visit, name) {
            visit.tally.add(Kind::Stayed, &name);
            visit.vignette = None;
        }
        self.turn_to(life);
    }

    /// The visit is over: nothing of it is left but what is counted.
    fn end(&mut self, how: End, now_ms: u64) -> Option<Outcome> {
        let place = match self.place {
            Place::Pin | Place::Staff => self.behind,
            place => place,
        };
        let left_on = match (place, self.is_over()) {
            (Place::Page | Place::Truth, false) => {
                self.life().map(|life| self.story().scene(life.state().scene).name.clone())
            }
            _ => None,
        };
        let mut visit = self.visit.take()?;
        self.clock.ended();
        self.corners = (0, 0);
        self.rest();
        let secs = now_ms.saturating_sub(visit.began_ms) / 1000;
        visit.tally.close(how, secs, left_on.as_deref());
        Some(Outcome::Over(visit.tally))
    }

    fn rest(&mut self) {
        let is_open = self.is_open && !self.is_closed_by_staff;
        self.place = if is_open { Place::Attract } else { Place::Closed };
    }
}
