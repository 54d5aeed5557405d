//! What keeps an exhibit on its screen, on a clock of our own.

#![allow(clippy::print_stdout, reason = "figures, for whoever asks with --nocapture")]

use std::collections::BTreeMap;

use sungari::museum::exit::{Outcome, Wish};
use sungari::museum::supervise::{
    CLIMB_MS, EXHIBITS_A_MINUTE, Event, GOOD_MS, Order, PAGES_A_MINUTE, Pane, RETRY_MS, Rung,
    START_MS, Supervision,
};

const STEP_MS: u64 = 200;
const MINUTE_MS: u64 = 60_000;
const STARTS_A_MINUTE: usize = EXHIBITS_A_MINUTE + PAGES_A_MINUTE;

/// How a window behaves once it is started.
#[derive(Clone, Copy, Debug)]
enum Manner {
    /// First frame after so long, then a beat each second.
    Well(u64),
    /// The same, and ends with a code (none: a signal) so long after its start.
    Ends(u64, u64, Option<i32>),
    /// The same, and says nothing more so long after its start.
    Freezes(u64, u64),
}

impl Manner {
    fn first_frame_ms(self) -> u64 {
        match self {
            Manner::Well(first) | Manner::Ends(first, ..) | Manner::Freezes(first, _) => first,
        }
    }
}

/// A machine with a supervisor and two windows that behave as they are told.
struct Machine {
    mind: Supervision,
    now_ms: u64,
    manners: BTreeMap<&'static str, Manner>,
    running: [Option<(u64, Manner)>; 2],
    starts: Vec<(u64, Rung)>,
    kills: Vec<u64>,
    kept: usize,
    dark_ms: u64,
    longest_dark_ms: u64,
    outcome: Option<Outcome>,
}

impl Machine {
    fn new(manners: &[(Rung, Manner)]) -> Machine {
        let mut all: BTreeMap<_, _> =
            Rung::ALL.map(|rung| (rung.name(), Manner::Well(1000))).into();
        all.extend(manners.iter().map(|(rung, manner)| (rung.name(), *manner)));
        Machine {
            mind: Supervision::new(0),
            now_ms: 0,
            manners: all,
            running: [None, None],
            starts: Vec::new(),
            kills: Vec::new(),
            kept: 0,
            dark_ms: 0,
            longest_dark_ms: 0,
            outcome: None,
        }
    }

    fn tell(&mut self, event: Event) {
        for order in self.mind.on(event, self.now_ms) {
            assert_eq!(self.outcome, None, "{order:?} after the end");
            match order {
                Order::Start(rung) => {
                    let pane = rung.pane() as usize;
                    assert!(self.running[pane].is_none(), "two windows in one place");
                    self.running[pane] = Some((self.now_ms, self.manners[rung.name()]));
                    self.starts.push((self.now_ms, rung));
                }
                Order::Kill(pane) => {
                    self.kills.push(self.now_ms);
                    self.die(pane);
                }
                Order::Close(pane) => self.die(pane),
                Order::Keep => self.kept += 1,
                Order::End(outcome) => {
                    assert_eq!(self.running.map(|window| window.is_some()), [false; 2]);
                    self.outcome = Some(outcome);
                }
            }
        }
    }

    /// The window ends by the signal it was sent; that is heard of next.
    fn die(&mut self, pane: Pane) {
        let window = self.running[pane as usize].as_mut().expect("there is such a window");
        window.1 = Manner::Ends(u64::MAX, 0, None);
    }

    fn step(&mut self) {
        self.now_ms += STEP_MS;
        for pane in [Pane::Exhibit, Pane::Page] {
            let Some((began, manner)) = self.running[pane as usize] else { continue };
            let age = self.now_ms - began;
            if let Manner::Ends(_, end, code) = manner
                && age >= end
            {
                self.running[pane as usize] = None;
                self.tell(Event::Exited(pane, code));
                continue;
            }
            let first = manner.first_frame_ms();
            let is_frozen = matches!(manner, Manner::Freezes(_, at) if age >= at);
            if age < first || is_frozen {
                continue;
            }
            let is_first = age - first < STEP_MS;
            if is_first || (age - first) % 1000 < STEP_MS {
                self.tell(if is_first { Event::FirstFrame(pane) } else { Event::Beat(pane) });
            }
        }
        self.tell(Event::Tick);
        self.dark_ms = if self.mind.shown().is_some() { 0 } else { self.dark_ms + STEP_MS };
        self.longest_dark_ms = self.longest_dark_ms.max(self.dark_ms);
    }

    fn run(&mut self, ms: u64) -> &mut Machine {
        let until = self.now_ms + ms;
        while self.now_ms < until && self.outcome.is_none() {
            self.step();
        }
        self
    }

    fn rungs(&self) -> Vec<&'static str> {
        self.starts.iter().map(|(_, rung)| rung.name()).collect()
    }

    fn most_starts_in_a_minute(&self) -> usize {
        let within = |at: u64| {
            self.starts.iter().filter(|(start, _)| (at..at + MINUTE_MS).contains(start)).count()
        };
        self.starts.iter().map(|(at, _)| within(*at)).max().unwrap_or(0)
    }
}

#[test]
fn an_exhibit_that_runs_well_is_started_once_and_its_story_kept_once() {
    let mut machine = Machine::new(&[]);
    machine.run(GOOD_MS - 1000);
    assert_eq!((machine.kept, machine.starts.len()), (0, 1));
    machine.run(10 * 60 * MINUTE_MS);
    assert_eq!((machine.kept, machine.rungs()), (1, vec!["configured"]));
    assert!(machine.mind.is_well());
}

#[test]
fn after_a_crash_the_exhibit_is_back_within_five_seconds() {
    let mut machine = Machine::new(&[(Rung::Configured, Manner::Ends(1000, 90_000, None))]);
    machine.run(20 * MINUTE_MS);
    let gaps = machine.starts.windows(2).map(|two| two[1].0 - two[0].0 - 90_000);
    let longest = gaps.max().unwrap();
    println!("started again {longest} ms after a crash");
    assert!(longest <= 2000 && machine.rungs().iter().all(|rung| *rung == "configured"));
}

#[test]
fn a_frozen_exhibit_is_ended_and_back_within_fifteen_seconds() {
    let mut machine = Machine::new(&[(Rung::Configured, Manner::Freezes(1000, 200_000))]);
    machine.run(201_200);
    assert_eq!(machine.starts.len(), 1);
    while machine.starts.len() < 2 {
        machine.step();
    }
    machine.run(1200);
    let back = machine.now_ms - 200_000;
    println!("on screen again {back} ms after it froze");
    assert_eq!((back <= 15_000, machine.kills.len()), (true, 1));
}

#[test]
fn a_slow_start_is_waited_for_with_the_page_meanwhile() {
    let mut machine = Machine::new(&[(Rung::Configured, Manner::Well(START_MS - 1000))]);
    machine.run(5 * MINUTE_MS);
    assert_eq!(machine.rungs(), ["configured", "page"]);
    assert_eq!(machine.mind.shown(), Some(Rung::Configured));
    assert!(machine.running[Pane::Page as usize].is_none(), "the page has gone");
    assert!(machine.longest_dark_ms <= 17_000, "{}", machine.longest_dark_ms);
}

#[test]
fn after_three_crashes_comes_the_next_rung_down_to_the_page() {
    let panics = |rung| (rung, Manner::Ends(u64::MAX, 100, Some(101)));
    let mut machine =
        Machine::new(&[panics(Rung::Configured), panics(Rung::LastGood), panics(Rung::Shipped)]);
    machine.run(MINUTE_MS);
    let three = |rung| [rung; 3];
    let expected = [three("configured"), three("last_good"), three("shipped")].concat();
    assert_eq!(machine.rungs(), [expected.as_slice(), &["page"]].concat());
    assert_eq!(machine.mind.shown(), Some(Rung::Page));
    println!("the page is there {} ms after the first start", machine.starts[9].0);
    assert!(machine.starts[9].0 < 15_000);
    // The upper rungs are tried again, with the page behind them.
    machine.longest_dark_ms = 0;
    machine.run(RETRY_MS + MINUTE_MS);
    assert_eq!(machine.rungs()[10..], expected);
    assert_eq!(machine.longest_dark_ms, 0);
    // Once one runs, the page goes.
    machine.manners.insert("last_good", Manner::Well(500));
    machine.run(RETRY_MS + MINUTE_MS);
    assert_eq!(machine.mind.shown(), Some(Rung::LastGood));
    assert!(machine.running[Pane::Page as usize].is_none());
}

#[test]
fn a_rung_with_nothing_to_show_is_passed_over_at_once() {
    let nothing = Manner::Ends(u64::MAX, 100, Some(Wish::NextRung as i32));
    let mut machine = Machine::new(&[(Rung::Configured, nothing), (Rung::LastGood, nothing)]);
    machine.run(5000);
    assert_eq!(machine.rungs(), ["configured", "last_good", "shipped"]);
    assert_eq!(machine.mind.shown(), Some(Rung::Shipped));
}

#[test]
fn a_rung_that_never_comes_to_a_frame_is_left_after_one_try() {
    let never = Manner::Well(u64::MAX);
    let mut machine = Machine::new(&[(Rung::Configured, never), (Rung::LastGood, never)]);
    machine.run(3 * MINUTE_MS);
    assert_eq!(machine.rungs(), ["configured", "page", "last_good", "shipped"]);
    assert_eq!(machine.mind.shown(), Some(Rung::Shipped));
}

#[test]
fn an_exhibit_on_a_lower_rung_climbs_when_it_ends_much_later() {
    let crashes = (Rung::Configured, Manner::Ends(1000, 2000, None));
    let mut machine = Machine::new(&[crashes]);
    machine.run(MINUTE_MS);
    assert_eq!(machine.mind.shown(), Some(Rung::LastGood));
    machine.run(CLIMB_MS);
    machine.manners.insert("configured", Manner::Well(1000));
    machine.die(Pane::Exhibit);
    machine.run(5000);
    assert_eq!(machine.mind.shown(), Some(Rung::Configured));
}

#[test]
fn what_staff_ask_for_is_done() {
    let asked = |wish: Wish| Manner::Ends(1000, 5000, Some(wish as i32));
    for (wish, outcome) in [
        (Wish::RestartDevice, Outcome::RestartDevice),
        (Wish::ShutDown, Outcome::ShutDown),
        (Wish::Leave, Outcome::Nothing),
    ] {
        let mut machine = Machine::new(&[(Rung::Configured, asked(wish))]);
        machine.run(MINUTE_MS);
        assert_eq!((machine.outcome, machine.starts.len()), (Some(outcome), 1));
    }
    let crashes = (Rung::Configured, Manner::Ends(1000, 2000, None));
    let restarts = (Rung::LastGood, Manner::Ends(1000, 60_000, Some(Wish::Restart as i32)));
    let mut machine = Machine::new(&[crashes, restarts]);
    machine.run(30_000);
    machine.manners.insert("configured", Manner::Well(1000));
    machine.run(MINUTE_MS);
    assert_eq!(machine.mind.shown(), Some(Rung::Configured), "a restart begins at the top");
    machine.tell(Event::Stop);
    machine.run(MINUTE_MS);
    assert_eq!(machine.outcome, Some(Outcome::RestartShell));
}

#[test]
fn where_nothing_can_be_shown_it_goes_on_trying_and_lets_the_system_know() {
    let dead = Rung::ALL.map(|rung| (rung, Manner::Ends(u64::MAX, 100, None)));
    let mut machine = Machine::new(&dead);
    machine.run(MINUTE_MS);
    assert!(machine.mind.is_well());
    machine.run(60 * MINUTE_MS);
    assert!(!machine.mind.is_well());
    println!("{} starts in an hour of failures", machine.starts.len());
    assert!(machine.most_starts_in_a_minute() <= STARTS_A_MINUTE);
    machine.manners.insert("page", Manner::Well(1000));
    machine.run(MINUTE_MS);
    assert!(machine.mind.shown().is_some() && machine.mind.is_well());
}

#[test]
fn a_machine_that_slept_ends_no_window_for_it() {
    let mut machine = Machine::new(&[]);
    machine.run(MINUTE_MS);
    let slept_ms = 8 * 60 * MINUTE_MS;
    machine.now_ms += slept_ms;
    machine.running[0].as_mut().unwrap().0 += slept_ms;
    machine.tell(Event::Tick);
    machine.run(MINUTE_MS);
    assert_eq!((machine.kills.len(), machine.starts.len()), (0, 1));
}

/// Numbers by chance, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn code(&mut self) -> Option<i32> {
        let codes = [None, None, Some(0), Some(101), Some(10), Some(14), Some(139)];
        codes[self.below(codes.len() as u64) as usize]
    }

    fn manner(&mut self) -> Manner {
        let first = [100, 900, 3000, 20_000, u64::MAX][self.below(5) as usize];
        let later = [50, 2000, 30_000, 400_000][self.below(4) as usize];
        match self.below(3) {
            0 => Manner::Well(first),
            1 => Manner::Ends(first, later, self.code()),
            _ => Manner::Freezes(first, later),
        }
    }
}

#[test]
fn whatever_windows_do_something_is_shown_and_nothing_spins() {
    let (mut most_starts, mut longest_dark_ms) = (0, 0);
    for seed in 0..2_000 {
        let mut dice = Dice(seed);
        let exhibits = [Rung::Configured, Rung::LastGood, Rung::Shipped];
        let manners = exhibits.map(|rung| (rung, dice.manner()));
        let mut machine = Machine::new(&manners);
        for _ in 0..20 {
            machine.run(MINUTE_MS / 2);
            let rung = exhibits[dice.below(3) as usize];
            machine.manners.insert(rung.name(), dice.manner());
        }
        most_starts = most_starts.max(machine.most_starts_in_a_minute());
        longest_dark_ms = longest_dark_ms.max(machine.longest_dark_ms);
    }
    println!("at most {most_starts} starts a minute, {longest_dark_ms} ms without anything");
    assert!(most_starts <= STARTS_A_MINUTE);
    // Fifteen seconds, and as long as the page takes.
    assert!(longest_dark_ms <= 20_000);
}

#[test]
fn ten_thousand_random_streams_of_events_are_survived() {
    let mut most_starts = 0;
    let mut longest_silence_ms = 0;
    for seed in 0..10_000 {
        let mut dice = Dice(seed);
        let (mut mind, mut now_ms) = (Supervision::new(0), 0);
        let mut starts = Vec::new();
        let (mut signs, mut is_there) = ([0; 2], [false; 2]);
        for _ in 0..400 {
            now_ms += dice.below(1000);
            let pane = [Pane::Exhibit, Pane::Page][dice.below(2) as usize];
            let event = match dice.below(40) {
                0..5 => Event::FirstFrame(pane),
                5..12 => Event::Beat(pane),
                12 => Event::Exited(pane, dice.code()),
                _ => Event::Tick,
            };
            match event {
                Event::FirstFrame(pane) | Event::Beat(pane) => signs[pane as usize] = now_ms,
                Event::Exited(pane, _) => is_there[pane as usize] = false,
                _ => {}
            }
            for order in mind.on(event, now_ms) {
                match order {
                    Order::Start(rung) => {
                        starts.push(now_ms);
                        let pane = rung.pane() as usize;
                        assert!(!is_there[pane]);
                        (is_there[pane], signs[pane]) = (true, now_ms);
                    }
                    Order::Kill(pane) | Order::Close(pane) => {
                        assert!(is_there[pane as usize]);
                        signs[pane as usize] = u64::MAX;
                    }
                    Order::Keep => {}
                    Order::End(_) => panic!("nobody asked for it"),
                }
            }
            for pane in [Pane::Exhibit, Pane::Page] {
                let is_on_screen =
                    is_there[pane as usize] && mind.shown().is_some_and(|rung| rung.pane() == pane);
                if is_on_screen {
                    let silence_ms = now_ms.saturating_sub(signs[pane as usize]);
                    longest_silence_ms = longest_silence_ms.max(silence_ms);
                }
            }
        }
        let within = |at: u64| starts.iter().filter(|s| (at..at + MINUTE_MS).contains(s)).count();
        most_starts = most_starts.max(starts.iter().map(|at| within(*at)).max().unwrap_or(0));
    }
    println!("at most {most_starts} starts a minute, {longest_silence_ms} ms of silence");
    assert!(most_starts <= STARTS_A_MINUTE && longest_silence_ms <= 15_000);
}

#[test]
fn a_story_that_is_not_the_museums_makes_way_when_nobody_is_there() {
    let (long, quiet) = (30 * 60_000, 2 * 60_000);
    for rung in [Rung::LastGood, Rung::Shipped] {
        assert!(rung.makes_way(long, quiet));
        assert!(!rung.makes_way(long - 1, quiet), "too soon");
        assert!(!rung.makes_way(long, quiet - 1), "somebody was there");
    }
    assert!(!Rung::Configured.makes_way(u64::MAX, u64::MAX));
    assert!(!Rung::Page.makes_way(u64::MAX, u64::MAX), "the supervisor tries again by itself");
}
