//! When the display of a closed kiosk sleeps.
//!
//! Time is the caller’s, in milliseconds that only ever grow.

/// After a command that failed the next is tried so much later, in milliseconds.
const AGAIN_MS: u64 = 30_000;

/// What is to become of the display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// Switched off.
    Asleep,
    /// Switched on.
    Awake,
}

/// Knows when a display sleeps.
#[derive(Clone, Debug)]
pub struct DisplayClock {
    after_ms: u64,
    awake_until_ms: u64,
    /// What was last asked for. Nobody knows in what state a display is found.
    asked: Option<Power>,
    not_before_ms: u64,
}

impl DisplayClock {
    /// A display that sleeps when the kiosk has been closed for so long, and
    /// nobody touched it.
    pub fn new(after_secs: u32) -> DisplayClock {
        let after_ms = u64::from(after_secs) * 1000;
        DisplayClock { after_ms, awake_until_ms: after_ms, asked: None, not_before_ms: 0 }
    }

    /// Somebody touched the kiosk: staff must see what they do.
    pub fn touched(&mut self, now_ms: u64) {
        self.awake_until_ms = now_ms.saturating_add(self.after_ms);
    }

    /// Looks at the time, and at whether the kiosk is closed: what is to become of
    /// the display, if that is another thing than before.
    pub fn tick(&mut self, is_closed: bool, now_ms: u64) -> Option<Power> {
        if !is_closed {
            self.touched(now_ms);
        }
        let wanted = match now_ms >= self.awake_until_ms {
            true => Power::Asleep,
            false => Power::Awake,
        };
        if self.asked == Some(wanted) || now_ms < self.not_before_ms {
            return None;
        }
        self.asked = Some(wanted);
        Some(wanted)
    }

    /// What was asked for did not come to pass: it is asked for again, later.
    pub fn failed(&mut self, now_ms: u64) {
        self.asked = None;
        self.not_before_ms = now_ms.saturating_add(AGAIN_MS);
    }
}
