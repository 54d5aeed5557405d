//! The clock of a visit, on time that the tests make.

use sungari::museum::idle::{IdleClock, IdleRules, Presence, Tick};

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % end
    }
}

#[test]
fn a_page_waits_as_long_as_it_takes_to_read() {
    let rules = IdleRules::default();
    for (words, secs) in
        [(0, 60), (60, 60), (75, 60), (100, 75), (200, 135), (475, 300), (9_999, 300)]
    {
        assert_eq!(rules.wait_ms(words), secs * 1000, "{words} words");
    }
    assert_eq!(rules.wait_ms(usize::MAX), 300_000);
}

#[test]
fn nobody_is_thrown_out_without_being_asked_and_an_answer_is_enough() {
    let mut clock = IdleClock::new(IdleRules::default());
    assert_eq!(clock.tick(1_000_000), Tick::Waits, "nobody is there");
    clock.touched(0);
    clock.shows(100, 0);
    assert_eq!(clock.tick(74_999), Tick::Waits);
    assert_eq!(clock.tick(75_000), Tick::Asks);
    assert_eq!(clock.presence(75_001), Presence::Asked { secs: 30 });
    assert_eq!(clock.tick(104_999), Tick::Waits);
    clock.touched(104_999);
    assert_eq!(clock.presence(104_999), Presence::Somebody);
    assert_eq!(clock.tick(179_998), Tick::Waits);
    assert_eq!(clock.tick(179_999), Tick::Asks);
    assert_eq!(clock.tick(209_999), Tick::Resets);
    assert_eq!(clock.presence(209_999), Presence::Nobody);
    assert_eq!(clock.next_ms(209_999), None);
}

#[test]
fn a_machine_that_slept_asks_before_it_leaves() {
    let mut clock = IdleClock::new(IdleRules::default());
    clock.touched(0);
    let morning = 16 * 3_600_000;
    assert_eq!(clock.tick(morning), Tick::Asks);
    assert_eq!(clock.presence(morning), Presence::Asked { secs: 30 });
    assert_eq!(clock.tick(morning + 29_999), Tick::Waits);
    assert_eq!(clock.tick(morning + 30_000), Tick::Resets);
}

/// Plays one stream of touches, pages and frames on a clock that runs unevenly,
/// and holds every reset to the rules.
fn stream(seed: u64) {
    let mut chance = Chance(seed);
    let rules = IdleRules {
        least_secs: 20 + chance.below(60) as u32,
        most_secs: 90 + chance.below(300) as u32,
        // Even a file that got past the check is not believed below 20.
        ask_secs: chance.below(60) as u32,
    };
    let ask_ms = u64::from(rules.ask_secs.max(20)) * 1000;
    let mut clock = IdleClock::new(rules);
    let mut now = chance.below(u64::from(u32::MAX));
    // When the wait at hand began, how long it may be, and when it was asked.
    let (mut since, mut wait, mut asked) = (None::<u64>, rules.wait_ms(0), None::<u64>);
    for _ in 0..200 {
        let frame = match chance.below(20) {
            0 => chance.below(400_000),
            1 => 0,
            2 => 3_600_000,
            _ => chance.below(5_000),
        };
        // Frames come when the clock asks for them, or sooner.
        now += clock.next_ms(now).map_or(frame, |next| frame.min(next));
        match chance.below(8) {
            0 => {
                clock.touched(now);
                (since, asked) = (Some(now), None);
            }
            1 => {
                let words = chance.below(700) as usize;
                clock.shows(words, now);
                if rules.wait_ms(words) != wait {
                    wait = rules.wait_ms(words);
                    since = since.map(|since| if asked.is_none() { now } else { since });
                }
            }
            _ => {}
        }
        let tick = clock.tick(now);
        match (tick, since, asked) {
            (Tick::Waits, None, _) => {}
            (Tick::Waits, Some(since), None) => assert!(now - since < wait, "seed {seed}: late"),
            (Tick::Waits, Some(_), Some(at)) => assert!(now - at < ask_ms, "seed {seed}: late"),
            (Tick::Asks, Some(since), None) => {
                assert!(now - since >= wait, "seed {seed}: asked too soon");
                asked = Some(now);
            }
            (Tick::Resets, Some(_), Some(at)) => {
                assert!(now - at >= ask_ms && now - at >= 20_000, "seed {seed}: left too soon");
                (since, asked) = (None, None);
                wait = rules.wait_ms(0);
            }
            (tick, since, asked) => panic!("seed {seed}: {tick:?} from {since:?}, {asked:?}"),
        }
    }
}

#[test]
fn a_hundred_thousand_streams_of_touches_are_never_cut_short_and_never_forgotten() {
    for seed in 0..100_000 {
        stream(seed);
    }
}
