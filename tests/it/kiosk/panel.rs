//! Sizes on panels that museums have.

use sungari::museum::config::Config;
use sungari::museum::conformance::{report, requirements};
use sungari::museum::counts::CalendarDay;
use sungari::museum::hours::{Day, Open, OpeningHours, TimeOfDay};
use sungari::museum::panel::{Panel, SIZES};

use super::least;

fn panel(inches: f32, width_px: u32, height_px: u32) -> Panel {
    Panel { diagonal_mm: inches * 25.4, width_px, height_px, viewing_distance_mm: 600.0 }
}

#[test]
fn letters_and_buttons_are_large_enough_on_every_panel() {
    for inches in [10.0, 15.6, 21.5, 24.0, 27.0, 32.0, 43.0, 55.0] {
        for (wide, high) in [(1080, 1920), (1920, 1080), (3840, 2160), (1280, 800)] {
            let panel = panel(inches, wide, high);
            let scale = panel.scale();
            assert!(panel.capital_mm(SIZES.text, scale) >= 4.799, "{inches} in, {wide}x{high}");
            assert!(panel.mm(SIZES.target, scale) >= 19.999, "{inches} in, {wide}x{high}");
        }
    }
}

#[test]
fn figures_agree_with_those_reckoned_by_hand() {
    // A 24-inch panel of 1080 by 1920: 91.8 pixels to an inch.
    let panel = panel(24.0, 1080, 1920);
    assert!((panel.px_per_mm() - 3.614).abs() < 0.001);
    assert!((panel.degrees(7.33) - 0.7).abs() < 0.001, "0.7° at 600 mm is 7.3 mm");
    let target = 20.0 * panel.px_per_mm();
    assert!((target - 72.3).abs() < 0.1, "{target}");
}

#[test]
fn the_report_says_what_is_not_met() {
    let config = least();
    let page = report(&config);
    let unmet = requirements(&config).into_iter().filter(|row| !row.met).count();
    assert_eq!(page.matches("NOT MET").count(), unmet);
    assert!(unmet >= 1, "speech is owned as missing");
    assert!(page.lines().all(|line| line.chars().count() <= 120), "{page}");
}

#[test]
fn the_reports_in_the_documents_are_what_the_program_says() {
    let told = std::fs::read_to_string("docs/conformance.md").unwrap();
    for (name, panel) in [
        ("A 24-inch panel, upright", panel(24.0, 1080, 1920)),
        ("A 43-inch panel, upright", panel(43.0, 2160, 3840)),
    ] {
        let report = report(&Config { name: name.into(), panel, ..least() });
        assert!(told.contains(&report), "{report}");
    }
}

#[test]
fn hours_are_read_and_may_pass_midnight() {
    let time = |words| TimeOfDay::parse(words);
    assert_eq!(time("9:30"), Some(TimeOfDay(570)));
    for wrong in ["24:01", "9.30", "noon", "12:60", "1:2", ":30", "-1:00", "12:345"] {
        assert_eq!(time(wrong), None, "{wrong}");
    }
    let open =
        |days, from, until| Open { days, from: time(from).unwrap(), until: time(until).unwrap() };
    let hours = OpeningHours(vec![
        open(vec![], "10:00", "18:00"),
        open(vec![Day::Saturday], "20:00", "01:00"),
    ]);
    let is_open = |day, at| hours.is_open(day, time(at).unwrap());
    assert!(is_open(Day::Monday, "10:00") && !is_open(Day::Monday, "18:00"));
    assert!(is_open(Day::Saturday, "23:30") && is_open(Day::Sunday, "00:30"));
    assert!(!is_open(Day::Sunday, "01:00") && !is_open(Day::Monday, "00:30"));
    assert!(OpeningHours::default().is_open(Day::Monday, TimeOfDay(0)));
    // A machine that forgot the day shows the exhibit.
    let on = |date| {
        let date = CalendarDay::parse(date).unwrap();
        hours.is_open_on(date, Day::Monday, TimeOfDay(0))
    };
    assert!(on("1970-01-01") && on("2025-12-31") && !on("2026-01-01") && !on("2040-01-01"));
}
