//! The staff’s way in, and their panel.

use super::{Act, Exhibit, Outcome, Place, StaffAct};
use crate::museum::counts::End;
use crate::museum::exit::Wish;
use crate::museum::pin::{DIGITS, Try};

/// How quickly the four corners must be touched, in milliseconds.
const CORNERS_MS: u64 = 6_000;
/// How long a PIN may be asked for, and the staff’s panel lie untouched, in
/// milliseconds.
const STAFF_MS: u64 = 60_000;
/// How long a second touch is waited for where one alone does nothing, in
/// milliseconds.
const SURE_MS: u64 = 8_000;
/// Sooner after the first it is no second touch but a double tap, or a key held
/// down, in milliseconds.
const SAME_TOUCH_MS: u64 = 1_000;

impl Exhibit {
    /// Touched one after another, from top left clockwise, the corners ask for the
    /// PIN. Nobody does that who does not know it, and it does not show.
    pub(super) fn corner(&mut self, corner: u8, now_ms: u64) {
        let (next, since) = self.corners;
        let is_in_time = next == 0 || now_ms.saturating_sub(since) <= CORNERS_MS;
        self.corners = match corner {
            _ if corner == next && is_in_time => (next + 1, if next == 0 { now_ms } else { since }),
            0 => (1, now_ms),
            _ => (0, 0),
        };
        if self.corners.0 == 4 {
            self.corners = (0, 0);
            if self.place != Place::Pin && self.place != Place::Staff {
                self.behind = self.place;
            }
            self.place = Place::Pin;
            if let Some(visit) = &mut self.visit {
                visit.helps = false;
            }
            self.digits.clear();
            self.tried = self.door.locked_secs(now_ms).map(|secs| Try::Locked { secs });
            self.staff_until_ms = now_ms + STAFF_MS;
        }
    }

    pub(super) fn act_of_staff(&mut self, act: Act, now_ms: u64) -> Option<Outcome> {
        self.staff_until_ms = now_ms + STAFF_MS;
        let waits = self.waits_for_second(now_ms);
        let unsure = self.unsure.take();
        match (self.place, act) {
            (Place::Pin, Act::Digit(digit)) if digit < 10 && self.digits.len() < DIGITS.1 => {
                self.digits.push(char::from(b'0' + digit));
            }
            (Place::Pin, Act::Erase) => {
                self.digits.pop();
            }
            (Place::Pin, Act::Enter) if !self.digits.is_empty() => {
                let digits = std::mem::take(&mut self.digits);
                let tried = self.door.attempt(&digits, now_ms);
                self.tried = Some(tried);
                if tried == Try::Opens {
                    // Whoever was there before has gone. The corners begin a visit as any
                    // touch does: that one was the staff’s own way in.
                    let is_begun = self.visit.as_ref().is_some_and(|visit| visit.tally.is_begun());
                    let outcome = self.end(End::ClosedByStaff, now_ms);
                    self.place = Place::Staff;
                    return outcome.filter(|_| is_begun);
                }
            }
            (_, Act::CloseStaff) => self.close_staff(),
            (Place::Staff, Act::Staff(StaffAct::Close)) => {
                self.is_closed_by_staff = !self.is_closed_by_staff;
                self.close_staff();
            }
            (Place::Staff, Act::Staff(StaffAct::End(wish))) if takes_two(wish) => {
                match unsure.filter(|_| waits == Some(wish)) {
                    Some((_, since_ms)) if now_ms.saturating_sub(since_ms) >= SAME_TOUCH_MS => {
                        return Some(Outcome::End(wish));
                    }
                    _ => self.unsure = Some((wish, now_ms)),
                }
            }
            (Place::Staff, Act::Staff(StaffAct::End(wish))) => return Some(Outcome::End(wish)),
            (Place::Staff, Act::Staff(StaffAct::Export(stick))) => {
                return Some(Outcome::Export(stick));
            }
            _ => {}
        }
        None
    }

    /// What staff touched once and must touch again, as long as that is waited for.
    pub fn waits_for_second(&self, now_ms: u64) -> Option<Wish> {
        let (wish, since_ms) = self.unsure?;
        (now_ms.saturating_sub(since_ms) < SURE_MS).then_some(wish)
    }

    /// In how many milliseconds the staff’s screens have something to do.
    pub(super) fn staff_next_ms(&self, now_ms: u64) -> u64 {
        let left_ms = self.staff_until_ms.saturating_sub(now_ms);
        match self.unsure {
            Some((_, since_ms)) if self.waits_for_second(now_ms).is_some() => {
                left_ms.min(since_ms + SURE_MS - now_ms)
            }
            _ => left_ms,
        }
    }

    pub(super) fn close_staff(&mut self) {
        self.digits.clear();
        self.unsure = None;
        self.tried = None;
        match &self.visit {
            // A visitor who found the corners goes on where they were.
            Some(visit) => {
                self.place = if visit.life.is_some() { Place::Page } else { Place::Vignettes };
            }
            None => self.rest(),
        }
    }
}

/// Whether one touch is not enough: after these nobody is there to touch the
/// screen again and put right what was touched by mistake.
fn takes_two(wish: Wish) -> bool {
    matches!(wish, Wish::RestartDevice | Wish::ShutDown | Wish::Leave)
}
