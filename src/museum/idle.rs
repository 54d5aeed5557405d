//! When a visit is over: a clock that follows the words on screen.
//!
//! Time is the caller’s, in milliseconds that only ever grow: no clock of the
//! wall is asked, so a wrong one, or one that is put right, changes nothing.

/// How long a kiosk waits for whoever stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleRules {
    /// The shortest wait before it asks, in seconds.
    pub least_secs: u32,
    /// The longest, in seconds.
    pub most_secs: u32,
    /// How long it asks whether somebody is there, in seconds: 20 at the least
    /// (WCAG 2.2, 2.2.1 Timing Adjustable).
    pub ask_secs: u32,
}

/// The fewest seconds for which a visitor must be asked: WCAG 2.2, 2.2.1.
pub const LEAST_ASK_SECS: u32 = 20;

impl Default for IdleRules {
    fn default() -> IdleRules {
        IdleRules { least_secs: 60, most_secs: 300, ask_secs: 30 }
    }
}

impl IdleRules {
    /// How long a page of so many words may lie untouched, in milliseconds: 15
    /// seconds and the time to read it at 100 words a minute, within bounds.
    pub fn wait_ms(&self, words: usize) -> u64 {
        let reading_ms = u64::try_from(words).unwrap_or(u64::MAX).saturating_mul(600);
        let (least, most) = (u64::from(self.least_secs) * 1000, u64::from(self.most_secs) * 1000);
        reading_ms.saturating_add(15_000).clamp(least, most.max(least))
    }

    fn ask_ms(&self) -> u64 {
        u64::from(self.ask_secs.max(LEAST_ASK_SECS)) * 1000
    }
}

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Nobody is there.
    Nobody,
    /// Somebody reads.
    Somebody,
    /// Nobody touched anything for long; the kiosk asks, and this many seconds
    /// are left to answer, rounded up.
    Asked {
        /// Seconds left.
        secs: u32,
    },
}

/// What the clock says has come to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Nothing.
    Waits,
    /// Time to ask whether somebody is still there.
    Asks,
    /// The visit is over: clear everything.
    Resets,
}

/// The clock of one visit.
#[derive(Clone, Copy, Debug)]
pub struct IdleClock {
    rules: IdleRules,
    state: State,
    wait_ms: u64,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Nobody,
    Since(u64),
    AskedAt(u64),
}

impl IdleClock {
    /// The clock of a kiosk before which nobody stands.
    pub fn new(rules: IdleRules) -> IdleClock {
        IdleClock { rules, state: State::Nobody, wait_ms: rules.wait_ms(0) }
    }

    /// Somebody touched the kiosk: a visit begins or goes on, and a question is
    /// answered.
    pub fn touched(&mut self, now_ms: u64) {
        self.state = State::Since(now_ms);
    }

    /// What is on screen has so many words now. The wait follows it, and begins
    /// afresh, since whoever reads has just got something to read.
    pub fn shows(&mut self, words: usize, now_ms: u64) {
        let wait_ms = self.rules.wait_ms(words);
        if wait_ms != self.wait_ms {
            self.wait_ms = wait_ms;
            if let State::Since(_) = self.state {
                self.state = State::Since(now_ms);
            }
        }
    }

    /// The visitor has left of their own accord.
    pub fn ended(&mut self) {
        *self = IdleClock::new(self.rules);
    }

    /// Looks at the time. A question is counted from when it is first asked, so
    /// that a machine that slept does not ask and leave in one breath.
    pub fn tick(&mut self, now_ms: u64) -> Tick {
        match self.state {
            State::Since(since) if now_ms.saturating_sub(since) >= self.wait_ms => {
                self.state = State::AskedAt(now_ms);
                Tick::Asks
            }
            State::AskedAt(at) if now_ms.saturating_sub(at) >= self.rules.ask_ms() => {
                self.ended();
                Tick::Resets
            }
            _ => Tick::Waits,
        }
    }

    /// Where the visit stands.
    pub fn presence(&self, now_ms: u64) -> Presence {
        match self.state {
            State::Nobody => Presence::Nobody,
            State::Since(_) => Presence::Somebody,
            State::AskedAt(at) => {
                let left = self.rules.ask_ms().saturating_sub(now_ms.saturating_sub(at));
                Presence::Asked { secs: u32::try_from(left.div_ceil(1000)).unwrap_or(u32::MAX) }
            }
        }
    }

    /// In how many milliseconds [`tick`](IdleClock::tick) has something to say;
    /// nothing while nobody is there.
    pub fn next_ms(&self, now_ms: u64) -> Option<u64> {
        let (at, wait) = match self.state {
            State::Nobody => return None,
            State::Since(since) => (since, self.wait_ms),
            State::AskedAt(at) => (at, self.rules.ask_ms()),
        };
        Some(at.saturating_add(wait).saturating_sub(now_ms))
    }
}
