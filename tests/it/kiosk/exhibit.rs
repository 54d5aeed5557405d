//! One visitor after another, without a window.

use std::fmt::Write;
use std::process::Command;
use std::sync::Arc;

use sungari::museum::config::Config;
use sungari::museum::counts::{AFTER, Kind, NO_SCENE, Tally};
use sungari::museum::exhibit::{Act, Exhibit, Outcome, Place, Reading, StaffAct};
use sungari::museum::exit::Wish;
use sungari::museum::idle::Presence;
use sungari::museum::pin;
use sungari::museum::robot::Robot;
use sungari::narrative::model::Story;
use sungari::narrative::run::view;
use sungari::store::{open_files, resident_kib};

use super::least;
use crate::our_story::story;

/// The hash of a PIN that nobody guesses.
fn config() -> Config {
    Config { pin: pin::hash("918273645546").unwrap(), ..least() }
}

fn exhibit(story: &Arc<Story>) -> Exhibit {
    Exhibit::new(&config(), story.clone(), 0)
}

/// A visitor who comes, reads for a while, and says goodbye or walks away. What is
/// counted of them.
fn visit(exhibit: &mut Exhibit, chance: &mut Robot, now_ms: &mut u64) -> Tally {
    let stays = 5 + chance.below(60);
    for turn in 0.. {
        *now_ms += 600 + chance.below(9_000) as u64;
        let act = if turn < stays { chance.act(exhibit) } else { Act::Leave };
        let walks_away = turn >= stays && chance.below(2) == 0;
        let outcome = match walks_away {
            false => exhibit.act(act, *now_ms),
            true => {
                *now_ms += exhibit.next_ms(*now_ms).unwrap_or(0);
                exhibit.tick(true, *now_ms);
                assert!(matches!(exhibit.presence(*now_ms), Presence::Asked { .. }));
                *now_ms += exhibit.next_ms(*now_ms).unwrap_or(0);
                exhibit.tick(true, *now_ms)
            }
        };
        match outcome {
            Some(Outcome::Over(tally)) => return tally,
            Some(other) => panic!("{other:?}"),
            None => {}
        }
    }
    unreachable!()
}

fn is_at_rest(exhibit: &Exhibit) -> bool {
    exhibit.place() == Place::Attract
        && exhibit.visit().is_none()
        && exhibit.life().is_none()
        && exhibit.digits() == 0
        && exhibit.size_percent() == 100
        && !exhibit.is_low()
}

#[test]
fn a_visitor_goes_from_a_vignette_into_the_story_and_home_with_a_code() {
    let story = Arc::new(story());
    let mut exhibit = exhibit(&story);
    let mut now = 0;
    let mut act = |exhibit: &mut Exhibit, act| {
        now += 1_000;
        exhibit.act(act, now)
    };
    act(&mut exhibit, Act::Begin);
    assert_eq!(exhibit.place(), Place::Vignettes);
    let (boat, _) = exhibit.vignettes().find(|(_, vignette)| vignette.name == "boat").unwrap();
    act(&mut exhibit, Act::Vignette(boat));
    while !exhibit.is_over() {
        let page = view(exhibit.story(), exhibit.life().unwrap());
        let choice = page.choices[0].id;
        act(&mut exhibit, Act::Choose(choice));
    }
    act(&mut exhibit, Act::Truth);
    assert!(exhibit.facts().len() >= 2, "the facts of all its pages");
    act(&mut exhibit, Act::Truth);
    act(&mut exhibit, Act::Stay);
    assert_eq!(exhibit.place(), Place::UntilNow);
    act(&mut exhibit, Act::GoOn);
    let scene = exhibit.life().unwrap().state().scene;
    assert_eq!(story.scene(scene).name, "papers");
    let page = view(exhibit.story(), exhibit.life().unwrap());
    let choice = page.choices[0].id;
    act(&mut exhibit, Act::Choose(choice));
    let home = exhibit.take_home().unwrap();
    assert_eq!(home.steps().len(), 3);
    act(&mut exhibit, Act::Finish);
    assert_eq!(exhibit.place(), Place::Farewell);
    let Some(Outcome::Over(tally)) = act(&mut exhibit, Act::Leave) else { panic!("not over") };
    let met: Vec<_> = tally.met().map(|(kind, name)| (kind, name.to_owned())).collect();
    assert!(met.contains(&(Kind::Stayed, "boat".into())), "{met:?}");
    assert!(met.contains(&(Kind::VignetteFinished, "boat".into())), "{met:?}");
    assert!(is_at_rest(&exhibit));
}

#[test]
fn a_double_tap_chooses_once() {
    let story = Arc::new(story());
    let mut exhibit = exhibit(&story);
    exhibit.act(Act::Begin, 0);
    let (index, _) = exhibit.vignettes().next().unwrap();
    for beneath in [Act::Vignette(index), Act::Leave, Act::Larger, Act::Help] {
        exhibit.act(beneath, 499);
    }
    assert_eq!(exhibit.place(), Place::Vignettes, "half a second after the touch that began");
    assert_eq!(exhibit.size_percent(), 100);
    exhibit.act(Act::Vignette(index), 500);
    assert_eq!(exhibit.place(), Place::Page);
    let first = view(exhibit.story(), exhibit.life().unwrap()).choices[0].id;
    exhibit.act(Act::Choose(first), 1_000);
    let steps = |exhibit: &Exhibit| exhibit.life().unwrap().steps().len();
    let on_next = view(exhibit.story(), exhibit.life().unwrap()).choices.first().map(|one| one.id);
    exhibit.act(Act::Choose(on_next.unwrap()), 1_499);
    assert_eq!(steps(&exhibit), 1);
    exhibit.act(Act::Choose(on_next.unwrap()), 1_500);
    assert_eq!(steps(&exhibit), 2);
}

#[test]
fn help_that_a_visitor_left_open_is_not_in_the_staffs_way() {
    let mut exhibit = exhibit(&Arc::new(story()));
    exhibit.act(Act::Begin, 0);
    exhibit.act(Act::Help, 1_000);
    assert!(exhibit.visit().unwrap().helps);
    for corner in 0..4 {
        exhibit.act(Act::Corner(corner), 2_000 + u64::from(corner) * 500);
    }
    assert_eq!(exhibit.place(), Place::Pin);
    assert!(!exhibit.visit().unwrap().helps);
}

#[test]
fn a_touch_of_a_corner_begins_a_visit_and_is_an_answer_too() {
    let mut exhibit = exhibit(&Arc::new(story()));
    exhibit.act(Act::Corner(2), 0);
    assert_eq!(exhibit.place(), Place::Vignettes);
    let asked_ms = exhibit.next_ms(0).unwrap();
    exhibit.tick(true, asked_ms);
    assert!(matches!(exhibit.presence(asked_ms), Presence::Asked { .. }));
    exhibit.act(Act::Corner(2), asked_ms + 1_000);
    assert_eq!(exhibit.presence(asked_ms + 1_000), Presence::Somebody);
}

#[test]
fn what_is_true_of_a_page_waits_for_the_answer_to_its_content_note() {
    let mut exhibit = exhibit(&Arc::new(story()));
    let stair = exhibit.vignettes().find(|(_, vignette)| vignette.name == "stair").unwrap().0;
    exhibit.act(Act::Begin, 0);
    exhibit.act(Act::Vignette(stair), 1_000);
    assert!(exhibit.is_asked() && exhibit.facts().is_empty());
    exhibit.act(Act::Truth, 2_000);
    assert_eq!(exhibit.place(), Place::Page);
    exhibit.act(Act::Read(Reading::Summary), 3_000);
    assert!(exhibit.facts().is_empty(), "its summary raises none");
    exhibit.act(Act::Truth, 4_000);
    assert_eq!(exhibit.place(), Place::Truth);
    exhibit.act(Act::Truth, 5_000);
    exhibit.act(Act::Read(Reading::Page), 6_000);
    assert!(!exhibit.facts().is_empty());
}

#[test]
fn staff_come_in_by_four_corners_and_a_pin_and_a_visitor_who_finds_them_reads_on() {
    let story = Arc::new(story());
    let mut exhibit =
        Exhibit::new(&Config { pin: pin::hash("4711").unwrap(), ..least() }, story.clone(), 0);
    let corners = |exhibit: &mut Exhibit, at: u64| {
        for corner in 0..4 {
            exhibit.act(Act::Corner(corner), at + u64::from(corner) * 500);
        }
    };
    corners(&mut exhibit, 0);
    assert_eq!(exhibit.place(), Place::Pin);
    for digit in [4, 7, 1, 1] {
        exhibit.act(Act::Digit(digit), 3_000);
    }
    exhibit.act(Act::Enter, 3_000);
    assert_eq!(exhibit.place(), Place::Staff);
    let restart = Act::Staff(StaffAct::End(Wish::Restart));
    assert_eq!(exhibit.act(restart, 4_000), Some(Outcome::End(Wish::Restart)));
    exhibit.act(Act::Staff(StaffAct::Close), 5_000);
    assert_eq!(exhibit.place(), Place::Closed);
    exhibit.act(Act::Begin, 6_000);
    assert_eq!(exhibit.place(), Place::Closed, "a touch does not open it");
    corners(&mut exhibit, 7_000);
    for digit in [4, 7, 1, 1] {
        exhibit.act(Act::Digit(digit), 9_000);
    }
    exhibit.act(Act::Enter, 9_000);
    exhibit.act(Act::Staff(StaffAct::Close), 9_500);
    assert_eq!(exhibit.place(), Place::Attract);

    exhibit.act(Act::Begin, 10_000);
    let (index, _) = exhibit.vignettes().next().unwrap();
    exhibit.act(Act::Vignette(index), 11_000);
    corners(&mut exhibit, 12_000);
    assert_eq!(exhibit.place(), Place::Pin);
    exhibit.tick(true, 80_000);
    assert_eq!(exhibit.place(), Place::Page, "the PIN is not asked for ever");
    // Slowly, or in another order, they are nothing.
    for (turn, corner) in [0, 1, 2, 3].into_iter().enumerate() {
        exhibit.act(Act::Corner(corner), 90_000 + turn as u64 * 3_000);
    }
    for corner in [0, 2, 1, 3] {
        exhibit.act(Act::Corner(corner), 110_000);
    }
    assert_eq!(exhibit.place(), Place::Page);
}

/// Touches the corners and gives the PIN of [`open_by_pin`].
fn come_in(exhibit: &mut Exhibit, now_ms: u64) -> Option<Outcome> {
    for corner in 0..4 {
        exhibit.act(Act::Corner(corner), now_ms);
    }
    for digit in [4, 7, 1, 1] {
        exhibit.act(Act::Digit(digit), now_ms);
    }
    exhibit.act(Act::Enter, now_ms)
}

fn open_by_pin(story: &Arc<Story>) -> Exhibit {
    Exhibit::new(&Config { pin: pin::hash("4711").unwrap(), ..least() }, story.clone(), 0)
}

#[test]
fn staff_who_only_come_in_are_not_counted_and_whoever_read_before_them_is() {
    let story = Arc::new(story());
    let mut exhibit = open_by_pin(&story);
    // The finger that leaves the first corner is a touch like any other.
    exhibit.act(Act::Begin, 0);
    assert!(exhibit.visit().is_some());
    assert_eq!(come_in(&mut exhibit, 1_000), None);
    assert!(exhibit.place() == Place::Staff && exhibit.visit().is_none());
    exhibit.act(Act::CloseStaff, 2_000);
    assert!(is_at_rest(&exhibit));

    exhibit.act(Act::Begin, 3_000);
    let (index, _) = exhibit.vignettes().next().unwrap();
    exhibit.act(Act::Vignette(index), 4_000);
    exhibit.act(Act::Others, 5_000);
    assert_eq!(exhibit.place(), Place::Vignettes);
    let Some(Outcome::Over(tally)) = come_in(&mut exhibit, 6_000) else { panic!("not counted") };
    assert!(tally.met().any(|met| met == (Kind::Ended, "closed_by_staff")));
}

/// Where it is told that a visit was left which went so far, and then ended so.
fn left_at(acts: &[Act], ends: fn(&mut Exhibit, u64) -> Option<Outcome>) -> String {
    let story = Arc::new(story());
    let mut exhibit = open_by_pin(&story);
    let mut now = 0;
    exhibit.act(Act::Begin, now);
    let (index, _) = exhibit.vignettes().next().unwrap();
    for act in acts {
        now += 1_000;
        match act {
            // Reads to the end, whatever the choices are.
            Act::GoOn => {
                while !exhibit.is_over() {
                    now += 1_000;
                    exhibit.act(Act::Read(Reading::Page), now);
                    let page = view(exhibit.story(), exhibit.life().unwrap());
                    let choice = page.choices[0].id;
                    now += 1_000;
                    exhibit.act(Act::Choose(choice), now);
                }
            }
            Act::Vignette(_) => drop(exhibit.act(Act::Vignette(index), now)),
            act => drop(exhibit.act(*act, now)),
        }
    }
    let Some(Outcome::Over(tally)) = ends(&mut exhibit, now + 1_000) else { panic!("{acts:?}") };
    let left: Vec<_> = tally.met().filter(|(kind, _)| *kind == Kind::LeftAt).collect();
    assert_eq!(left.len(), 1, "each visit counts once: {left:?}");
    left[0].1.to_owned()
}

#[test]
fn a_visit_that_ended_in_good_order_is_not_told_as_one_that_left_before_the_first_scene() {
    let leaves: fn(&mut Exhibit, u64) -> Option<Outcome> =
        |exhibit, now| exhibit.act(Act::Leave, now);
    let (boat, read) = (Act::Vignette(0), Act::GoOn);
    for ends in [leaves, come_in] {
        for finished in [
            &[boat, read][..],
            &[boat, read, Act::Truth],
            &[boat, read, Act::Stay],
            &[boat, read, Act::Stay, Act::Finish],
            &[boat, Act::Finish],
            &[boat, read, Act::Others],
        ] {
            assert_eq!(left_at(finished, ends), AFTER, "{finished:?}");
        }
        for unfinished in [&[boat][..], &[boat, Act::Truth], &[boat, read, Act::Others, boat]] {
            let left = left_at(unfinished, ends);
            assert!(left != AFTER && left != NO_SCENE, "{unfinished:?}: {left}");
        }
    }
    assert_eq!(left_at(&[], leaves), NO_SCENE);
    assert_eq!(left_at(&[Act::Larger], leaves), NO_SCENE);
}

#[test]
fn one_wrong_touch_neither_switches_the_machine_off_nor_restarts_it_nor_leaves() {
    let story = Arc::new(story());
    let config = Config { pin: pin::hash("4711").unwrap(), ..least() };
    let mut exhibit = Exhibit::new(&config, story, 0);
    for corner in 0..4 {
        exhibit.act(Act::Corner(corner), 0);
    }
    for digit in [4, 7, 1, 1] {
        exhibit.act(Act::Digit(digit), 1_000);
    }
    exhibit.act(Act::Enter, 1_000);
    let mut now = 2_000;
    for wish in [Wish::RestartDevice, Wish::ShutDown, Wish::Leave] {
        let touch = Act::Staff(StaffAct::End(wish));
        assert_eq!(exhibit.act(touch, now), None);
        assert_eq!(exhibit.waits_for_second(now), Some(wish));
        assert_eq!(exhibit.act(touch, now + 200), None, "a double tap is one touch");
        for repeat in 0..60 {
            assert_eq!(exhibit.act(touch, now + 800 + repeat * 40), None, "and so is a held key");
        }
        now += 3_200;
        assert_eq!(exhibit.next_ms(now), Some(7_960), "the words change back by themselves");
        assert_eq!(exhibit.waits_for_second(now + 7_960), None);
        assert_eq!(exhibit.act(touch, now + 7_960), None, "too late: it begins again");
        now += 10_000;
        // Something else was touched in between.
        let other = if wish == Wish::Leave { Wish::ShutDown } else { Wish::Leave };
        assert_eq!(exhibit.act(Act::Staff(StaffAct::End(other)), now), None);
        assert_eq!(exhibit.act(touch, now + 1_000), None);
        exhibit.act(Act::Help, now + 2_000);
        assert_eq!(exhibit.act(touch, now + 3_000), None);
        assert_eq!(exhibit.act(touch, now + 4_000), Some(Outcome::End(wish)));
        now += 10_000;
        exhibit.tick(true, now);
    }
    exhibit.act(Act::Staff(StaffAct::End(Wish::ShutDown)), now);
    exhibit.act(Act::CloseStaff, now + 1_000);
    assert_eq!(exhibit.waits_for_second(now + 1_000), None);
}

#[test]
fn outside_its_hours_it_is_closed_but_nobody_is_thrown_out() {
    let story = Arc::new(story());
    let mut exhibit = exhibit(&story);
    exhibit.act(Act::Begin, 0);
    exhibit.tick(false, 1_000);
    assert_eq!(exhibit.place(), Place::Vignettes, "somebody is there");
    assert!(exhibit.act(Act::Leave, 2_000).is_some());
    assert_eq!(exhibit.place(), Place::Closed);
    exhibit.tick(true, 3_000);
    assert_eq!(exhibit.place(), Place::Attract);
}

/// Everything that a kiosk holds in memory, but for the number of visits so far.
fn held(exhibit: &Exhibit) -> String {
    let all = format!("{exhibit:?}");
    let (before, seeds) = all.rsplit_once("seeds: ").unwrap();
    let rest = seeds.trim_start_matches(|letter: char| letter.is_ascii_digit());
    format!("{before}{rest}")
}

#[test]
fn nothing_of_a_visitor_is_left_in_what_the_kiosk_holds() {
    // A small story: all of it is written out twice.
    let files = sungari::narrative::parse::folder::read("tests/cases/stories/post".as_ref());
    let story = Arc::new(sungari::narrative::load(&files.unwrap()).story.unwrap());
    let mut exhibit = exhibit(&story);
    let before = held(&exhibit);
    let mut chance = Robot::new(1);
    let mut now = 0;
    for _ in 0..50 {
        visit(&mut exhibit, &mut chance, &mut now);
        let after = held(&exhibit);
        assert!(before == after, "something stayed");
    }
}

/// Set for the process in which [`soak`] measures its own memory.
const ALONE: &str = "SUNGARI_TEST_SOAK";

#[test]
fn soak() {
    if std::env::var_os(ALONE).is_none() {
        return;
    }
    let story = Arc::new(story());
    let mut exhibit = exhibit(&story);
    let mut chance = Robot::new(9);
    let mut now = 0;
    let mut told = String::new();
    for visitor in 1..=10_000 {
        visit(&mut exhibit, &mut chance, &mut now);
        assert!(is_at_rest(&exhibit), "visitor {visitor}");
        if [500, 5_000, 10_000].contains(&visitor) {
            writeln!(
                told,
                "{visitor} {} {}",
                resident_kib().unwrap_or(0),
                open_files().unwrap_or(0)
            )
            .unwrap();
        }
    }
    std::fs::write(std::env::var_os(ALONE).unwrap(), told).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn ten_thousand_visitors_leave_no_memory_and_no_open_file_behind() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("told");
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kiosk::exhibit::soak", "--test-threads", "1"])
        .env(ALONE, &file)
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stdout));
    let told = std::fs::read_to_string(&file).unwrap();
    let rows: Vec<Vec<u64>> = (told.lines())
        .map(|line| line.split(' ').map(|number| number.parse().unwrap()).collect())
        .collect();
    let (early, late) = (&rows[0], &rows[2]);
    println!("visitors, KiB, open files:\n{told}");
    let grown = late[1].saturating_sub(early[1]);
    assert!(grown <= 9_500, "at most 1 KiB a visitor: {told}");
    assert!(grown * 20 <= early[1].max(1), "at most a twentieth: {told}");
    assert_eq!(early[2], late[2], "open files: {told}");
}

/// A monkey touches whatever there is, and much that there is not.
fn monkey(events: usize, seed: u64) {
    let story = Arc::new(story());
    let mut exhibit = exhibit(&story);
    let mut chance = Robot::new(seed);
    let mut now = 0u64;
    for event in 0..events {
        now += match chance.below(400) {
            0 => 3_600_000,
            1..4 => 20_000,
            _ => chance.below(900) as u64,
        };
        let act = match chance.below(40) {
            0..16 => chance.act(&exhibit),
            16..22 => Act::Corner(chance.below(6) as u8),
            22..26 => Act::Digit(chance.below(12) as u8),
            26 => Act::Enter,
            27 => Act::Erase,
            28 => Act::CloseStaff,
            29 => Act::Staff(StaffAct::End(Wish::Leave)),
            30 => Act::Staff(StaffAct::Export(chance.below(9))),
            31 => Act::Vignette(chance.below(99)),
            32 => Act::Staff(StaffAct::Close),
            33 => Act::GoOn,
            34 => Act::Stay,
            35 => Act::Help,
            36 => Act::StillHere,
            37 => Act::ReadOn,
            38 => Act::Finish,
            _ => Act::Larger,
        };
        let outcome = exhibit.act(act, now);
        assert!(!matches!(outcome, Some(Outcome::End(_) | Outcome::Export(_))), "event {event}");
        let outcome = exhibit.tick(true, now);
        assert!(!matches!(outcome, Some(Outcome::End(_) | Outcome::Export(_))), "event {event}");
        assert_ne!(exhibit.place(), Place::Staff, "event {event}");
        assert_ne!(exhibit.place(), Place::Closed, "event {event}");
    }
}

#[test]
fn a_monkey_does_not_get_past_the_exhibit() {
    monkey(20_000, 1);
}

#[test]
#[ignore = "takes minutes: a million events"]
fn a_monkey_does_not_get_past_the_exhibit_in_a_million_events() {
    monkey(1_000_000, 2);
}
