//! The staff’s way in, and their panel.

use super::{Act, Exhibit, Outcome, Place, StaffAct};
use crate::museum::counts::End;
use crate::museum::pin::{DIGITS, Try};

/// How quickly the four corners must be touched, in milliseconds.
const CORNERS_MS: u64 = 6_000;
/// How long a PIN may be asked for, and the staff’s panel lie untouched, in
/// milliseconds.
const STAFF_MS: u64 = 60_000;

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
            self.place = Place::Pin;
            self.digits.clear();
            self.tried = self.door.locked_secs(now_ms).map(|secs| Try::Locked { secs });
            self.staff_until_ms = now_ms + STAFF_MS;
        }
    }

    pub(super) fn act_of_staff(&mut self, act: Act, now_ms: u64) -> Option<Outcome> {
        self.staff_until_ms = now_ms + STAFF_MS;
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
                    self.place = Place::Staff;
                    // Whoever was there before has gone.
                    let outcome = self.end(End::ClosedByStaff, now_ms);
                    self.place = Place::Staff;
                    return outcome;
                }
            }
            (_, Act::CloseStaff) => self.close_staff(),
            (Place::Staff, Act::Staff(StaffAct::Close)) => {
                self.is_closed_by_staff = !self.is_closed_by_staff;
                self.close_staff();
            }
            (Place::Staff, Act::Staff(StaffAct::End(wish))) => return Some(Outcome::End(wish)),
            (Place::Staff, Act::Staff(StaffAct::Export(stick))) => {
                return Some(Outcome::Export(stick));
            }
            _ => {}
        }
        None
    }

    pub(super) fn close_staff(&mut self) {
        self.digits.clear();
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
