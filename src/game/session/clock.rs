//! How long a life has been read.

/// Seconds without a sign of the reader after which nobody is reading.
const IDLE_SECS: f64 = 120.0;

/// Counts the time on the pages of a life.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Seconds counted; nothing where it is not known what came before.
    played: Option<f64>,
    /// When a page was last drawn.
    seen_at: Option<f64>,
    /// When the reader last gave a sign.
    active_at: f64,
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::from(Some(0))
    }
}

impl Clock {
    /// A clock that goes on from so many seconds; from nothing it stays there.
    pub fn from(played_secs: Option<u64>) -> Clock {
        let played = played_secs.map(|secs| secs as f64);
        Clock { played, seen_at: None, active_at: 0.0 }
    }

    /// A frame was drawn `now`, in any clock's seconds: of a page or of
    /// something else, with a sign of the reader in it or without.
    pub fn frame(&mut self, now: f64, is_page: bool, is_active: bool) {
        if let (Some(played), Some(seen_at)) = (&mut self.played, self.seen_at) {
            *played += (now.min(self.active_at + IDLE_SECS) - seen_at).max(0.0);
        }
        self.seen_at = is_page.then_some(now);
        if is_active || self.active_at > now {
            self.active_at = now;
        }
    }

    /// Whole seconds counted.
    pub fn played_secs(&self) -> Option<u64> {
        self.played.map(|played| played as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_on_pages_counts_until_nobody_reads_any_more() {
        let mut clock = Clock::default();
        clock.frame(10.0, true, true);
        clock.frame(40.0, true, true);
        assert_eq!(clock.played_secs(), Some(30));
        // Two minutes of a quarter of an hour.
        clock.frame(940.0, true, true);
        assert_eq!(clock.played_secs(), Some(150));
        // The menu is no page.
        clock.frame(950.0, false, true);
        clock.frame(990.0, true, true);
        clock.frame(1000.0, true, false);
        assert_eq!(clock.played_secs(), Some(170));
        // A picture that moves is no sign of the reader.
        for second in 1001..=2000 {
            clock.frame(f64::from(second), true, false);
        }
        assert_eq!(clock.played_secs(), Some(280));
    }

    #[test]
    fn what_came_before_is_not_made_up() {
        let mut clock = Clock::from(None);
        clock.frame(0.0, true, true);
        clock.frame(50.0, true, true);
        assert_eq!(clock.played_secs(), None);
    }
}
