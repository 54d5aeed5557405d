//! What keeps an exhibit on its screen: when its window is started, watched,
//! ended and replaced by something simpler.
//!
//! Rules over plain data. Time is the caller’s, in milliseconds that only ever
//! grow. A stretch in which nobody called (the machine slept) counts as two
//! seconds: no window is ended for a silence that it could not have broken.

use super::exit::{Outcome, Wish};

/// A silence of the window after which it is taken to be frozen.
pub const SILENT_MS: u64 = 10_000;
/// How long the first frame may take.
pub const START_MS: u64 = 60_000;
/// So many crashes
pub const CRASHES: usize = 3;
/// within so long, and the next rung is tried.
pub const CRASHES_WITHIN_MS: u64 = 120_000;
/// So long nothing may be on screen before the page that needs no GPU is.
pub const DARK_MS: u64 = 15_000;
/// After so long on that page the upper rungs are tried again.
pub const RETRY_MS: u64 = 5 * 60_000;
/// After so long on a lower rung a window makes way; however it ends then, the next
/// begins at the top.
pub const CLIMB_MS: u64 = 30 * 60_000;
/// So long nobody must have been there before a window on a lower rung ends by
/// itself for that.
pub const QUIET_MS: u64 = 2 * 60_000;
/// So long an exhibit must be on screen before the page behind it goes.
pub const STEADY_MS: u64 = 10_000;
/// So long a story must have run before it counts as good.
pub const GOOD_MS: u64 = 10 * 60_000;
/// More often than this in a minute the exhibit is never started,
pub const EXHIBITS_A_MINUTE: usize = 12;
/// and the page not more often than this. The one never waits for the other.
pub const PAGES_A_MINUTE: usize = 8;
/// Nothing on screen for so long, not even the page: the supervisor can do no
/// more.
pub const LOST_MS: u64 = 2 * 60_000;

const MINUTE_MS: u64 = 60_000;
/// How long a window may take to close in order.
const CLOSING_MS: u64 = 3_000;
/// The longest that one call counts for.
const LONGEST_GAP_MS: u64 = 2_000;
/// The longest pause before the page is tried again.
const LONGEST_PAUSE_MS: u64 = 30_000;

/// What is shown, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// The story that is set up.
    Configured,
    /// The last one that ran well.
    LastGood,
    /// The story inside the program.
    Shipped,
    /// A page that needs no GPU and asks visitors to tell a member of staff.
    Page,
}

impl Rung {
    /// Every rung, best first.
    pub const ALL: [Rung; 4] = [Rung::Configured, Rung::LastGood, Rung::Shipped, Rung::Page];

    /// Its name, by which the window is told.
    pub fn name(self) -> &'static str {
        match self {
            Rung::Configured => "configured",
            Rung::LastGood => "last_good",
            Rung::Shipped => "shipped",
            Rung::Page => "page",
        }
    }

    /// The rung of a name.
    pub fn named(name: &str) -> Option<Rung> {
        Rung::ALL.into_iter().find(|rung| rung.name() == name)
    }

    /// Whether a window on this rung is to end by itself, so that the story that is
    /// set up is tried again: it has run for `up_ms`, and nobody was there for
    /// `quiet_ms`.
    pub fn makes_way(self, up_ms: u64, quiet_ms: u64) -> bool {
        let is_lower = matches!(self, Rung::LastGood | Rung::Shipped);
        is_lower && up_ms >= CLIMB_MS && quiet_ms >= QUIET_MS
    }

    /// Which of the two windows shows it.
    pub fn pane(self) -> Pane {
        if self == Rung::Page { Pane::Page } else { Pane::Exhibit }
    }

    /// The rung below, while it is still an exhibit.
    fn below(self) -> Option<Rung> {
        match self {
            Rung::Configured => Some(Rung::LastGood),
            Rung::LastGood => Some(Rung::Shipped),
            Rung::Shipped | Rung::Page => None,
        }
    }
}

/// One of the two windows there may be. The page stands behind the exhibit
/// while that is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Pane {
    Exhibit,
    Page,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A window has its first frame on screen.
    FirstFrame(Pane),
    /// A window went through its loop.
    Beat(Pane),
    /// A window ended, with a code unless it was a signal or never started.
    Exited(Pane, Option<i32>),
    /// The supervisor is to stop.
    Stop,
    /// Time went by: to be told several times a second.
    Tick,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Start a window on a rung.
    Start(Rung),
    /// Ask a window to close.
    Close(Pane),
    /// End a window at once.
    Kill(Pane),
    /// Keep the story that is set up as the last good one.
    Keep,
    /// End with this. Nothing more is ordered.
    End(Outcome),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Absent,
    Due(u64),
    Starting,
    Showing,
    Closing,
    Killed,
}

/// One window, and how long it has been as it is.
#[derive(Clone, Copy, Debug)]
struct Window {
    state: State,
    /// Since it last gave a sign, or was told something.
    quiet_ms: u64,
    /// Since its first frame.
    shown_ms: u64,
}

impl Window {
    const fn new(state: State) -> Window {
        Window { state, quiet_ms: 0, shown_ms: 0 }
    }

    fn lasts(&mut self, gap_ms: u64) {
        self.quiet_ms += gap_ms;
        if self.state == State::Showing {
            self.shown_ms += gap_ms;
        }
    }

    fn is_there(&self) -> bool {
        !matches!(self.state, State::Absent | State::Due(_))
    }

    /// Whether the system should go on trusting us with it.
    fn is_well(&self) -> bool {
        match self.state {
            State::Absent | State::Due(_) | State::Starting => true,
            State::Showing | State::Closing => self.quiet_ms < SILENT_MS,
            State::Killed => self.quiet_ms < CLOSING_MS,
        }
    }
}

/// The supervisor’s mind.
#[derive(Clone, Debug)]
pub struct Supervision {
    now_ms: u64,
    exhibit: Window,
    page: Window,
    rung: Rung,
    /// When the window crashed on this rung.
    crashes: Vec<u64>,
    fell_at_ms: u64,
    page_crashes: u32,
    rests_until_ms: Option<u64>,
    dark_ms: u64,
    starts: Vec<(Pane, u64)>,
    is_kept: bool,
    ending: Option<Outcome>,
    has_ended: bool,
}

impl Supervision {
    /// Before the first start.
    pub fn new(now_ms: u64) -> Supervision {
        Supervision {
            now_ms,
            exhibit: Window::new(State::Due(now_ms)),
            page: Window::new(State::Absent),
            rung: Rung::Configured,
            crashes: Vec::new(),
            fell_at_ms: now_ms,
            page_crashes: 0,
            rests_until_ms: None,
            dark_ms: 0,
            starts: Vec::new(),
            is_kept: false,
            ending: None,
            has_ended: false,
        }
    }

    /// Takes in what happened, and says what is to be done, in order.
    pub fn on(&mut self, event: Event, now_ms: u64) -> Vec<Order> {
        let mut orders = Vec::new();
        if self.has_ended {
            return orders;
        }
        let gap_ms = now_ms.saturating_sub(self.now_ms).min(LONGEST_GAP_MS);
        self.now_ms = self.now_ms.max(now_ms);
        self.exhibit.lasts(gap_ms);
        self.page.lasts(gap_ms);
        self.dark_ms = if self.shown().is_some() { 0 } else { self.dark_ms + gap_ms };
        match event {
            Event::FirstFrame(pane) => {
                let window = self.window(pane);
                if window.state == State::Starting {
                    *window = Window::new(State::Showing);
                }
            }
            Event::Beat(pane) => {
                let window = self.window(pane);
                if window.state == State::Showing {
                    window.quiet_ms = 0;
                }
            }
            Event::Exited(Pane::Exhibit, code) => self.exhibit_ended(code),
            Event::Exited(Pane::Page, _) => self.page_ended(),
            Event::Stop => self.ending = self.ending.or(Some(Outcome::RestartShell)),
            Event::Tick => {}
        }
        self.end_what_is_stuck(&mut orders);
        match self.ending {
            Some(outcome) => self.end(outcome, &mut orders),
            None => self.go_on(&mut orders),
        }
        orders
    }

    /// What is on screen, if anything is.
    pub fn shown(&self) -> Option<Rung> {
        match (self.exhibit.state, self.page.state) {
            (State::Showing, _) => Some(self.rung),
            (_, State::Showing) => Some(Rung::Page),
            _ => None,
        }
    }

    /// Whether all goes as it should: windows give signs of life, what was ended
    /// did end, and it has not been dark for long. The system’s watchdog is told
    /// so as long as it is so.
    pub fn is_well(&self) -> bool {
        self.exhibit.is_well() && self.page.is_well() && self.dark_ms < LOST_MS
    }

    fn window(&mut self, pane: Pane) -> &mut Window {
        match pane {
            Pane::Exhibit => &mut self.exhibit,
            Pane::Page => &mut self.page,
        }
    }

    fn exhibit_ended(&mut self, code: Option<i32>) {
        let was = self.exhibit;
        self.exhibit = Window::new(State::Absent);
        let is_own_will = matches!(was.state, State::Starting | State::Showing);
        let wish = code.filter(|_| is_own_will).and_then(Wish::of);
        match wish {
            _ if !was.is_there() => self.exhibit = was,
            Some(Wish::RestartDevice) => self.ending = Some(Outcome::RestartDevice),
            Some(Wish::ShutDown) => self.ending = Some(Outcome::ShutDown),
            Some(Wish::Leave) => self.ending = Some(Outcome::Nothing),
            Some(Wish::NextRung) => self.fall(),
            // A window that nobody saw was restarted by nobody.
            Some(Wish::Restart) if was.state == State::Showing => self.begin_at_the_top(),
            // It never came to a first frame: that tells as much as three crashes.
            _ if was.state == State::Killed && was.shown_ms == 0 => self.fall(),
            _ => self.crashed(),
        }
    }

    fn crashed(&mut self) {
        let now_ms = self.now_ms;
        if self.rung != Rung::Configured && now_ms - self.fell_at_ms >= CLIMB_MS {
            return self.begin_at_the_top();
        }
        self.crashes.retain(|at_ms| now_ms - at_ms < CRASHES_WITHIN_MS);
        self.crashes.push(now_ms);
        match self.crashes.len() {
            CRASHES.. => self.fall(),
            crashes => self.exhibit.state = State::Due(now_ms + (250 << crashes)),
        }
    }

    fn fall(&mut self) {
        self.crashes.clear();
        self.fell_at_ms = self.now_ms;
        match self.rung.below() {
            Some(rung) => {
                self.rung = rung;
                self.exhibit.state = State::Due(self.now_ms);
            }
            None => self.rests_until_ms = Some(self.now_ms + RETRY_MS),
        }
    }

    fn begin_at_the_top(&mut self) {
        self.crashes.clear();
        self.rung = Rung::Configured;
        self.rests_until_ms = None;
        self.exhibit.state = State::Due(self.now_ms);
    }

    fn page_ended(&mut self) {
        let was = self.page;
        self.page = match was.state {
            State::Absent | State::Due(_) => was,
            State::Closing => Window::new(State::Absent),
            _ => {
                let has_run_well = was.shown_ms >= MINUTE_MS;
                self.page_crashes = if has_run_well { 0 } else { self.page_crashes + 1 };
                let pause_ms = (500 << self.page_crashes.min(6)).min(LONGEST_PAUSE_MS);
                Window::new(State::Due(self.now_ms + pause_ms))
            }
        };
    }

    /// Ends windows that are silent, that never came to a frame, that were asked
    /// to close and did not.
    fn end_what_is_stuck(&mut self, orders: &mut Vec<Order>) {
        for pane in [Pane::Exhibit, Pane::Page] {
            let window = self.window(pane);
            let longest_ms = match window.state {
                State::Starting => START_MS,
                State::Showing => SILENT_MS,
                State::Closing => CLOSING_MS,
                State::Absent | State::Due(_) | State::Killed => continue,
            };
            if window.quiet_ms >= longest_ms {
                // What closed too slowly has still closed because it was asked to.
                (window.state, window.quiet_ms) = (State::Killed, 0);
                orders.push(Order::Kill(pane));
            }
        }
    }

    fn close(&mut self, pane: Pane, orders: &mut Vec<Order>) {
        let window = self.window(pane);
        match window.state {
            State::Due(_) => window.state = State::Absent,
            State::Starting | State::Showing => {
                (window.state, window.quiet_ms) = (State::Closing, 0);
                orders.push(Order::Close(pane));
            }
            State::Absent | State::Closing | State::Killed => {}
        }
    }

    fn end(&mut self, outcome: Outcome, orders: &mut Vec<Order>) {
        self.close(Pane::Exhibit, orders);
        self.close(Pane::Page, orders);
        if !self.exhibit.is_there() && !self.page.is_there() {
            self.has_ended = true;
            orders.push(Order::End(outcome));
        }
    }

    fn go_on(&mut self, orders: &mut Vec<Order>) {
        let is_steady = self.exhibit.state == State::Showing && self.exhibit.shown_ms >= STEADY_MS;
        if is_steady {
            self.close(Pane::Page, orders);
        }
        let is_good = is_steady && self.exhibit.shown_ms >= GOOD_MS;
        if is_good && self.rung == Rung::Configured && !self.is_kept {
            self.is_kept = true;
            orders.push(Order::Keep);
        }
        if self.rests_until_ms.is_some_and(|until_ms| self.now_ms >= until_ms) {
            self.begin_at_the_top();
        }
        let rests = self.rests_until_ms.is_some();
        if self.page.state == State::Absent && (rests || self.dark_ms >= DARK_MS) {
            self.page.state = State::Due(self.now_ms);
        }
        for pane in [Pane::Exhibit, Pane::Page] {
            self.start(pane, orders);
        }
    }

    /// Starts a window that is due, unless too many were started of late.
    fn start(&mut self, pane: Pane, orders: &mut Vec<Order>) {
        let now_ms = self.now_ms;
        self.starts.retain(|(_, at_ms)| now_ms - at_ms < MINUTE_MS);
        let started = self.starts.iter().filter(|(of, _)| *of == pane).count();
        let most = if pane == Pane::Page { PAGES_A_MINUTE } else { EXHIBITS_A_MINUTE };
        let is_due = matches!(self.window(pane).state, State::Due(at_ms) if now_ms >= at_ms);
        if is_due && started < most {
            self.starts.push((pane, now_ms));
            *self.window(pane) = Window::new(State::Starting);
            let rung = if pane == Pane::Page { Rung::Page } else { self.rung };
            if rung == Rung::Configured {
                self.is_kept = false;
            }
            orders.push(Order::Start(rung));
        }
    }
}
