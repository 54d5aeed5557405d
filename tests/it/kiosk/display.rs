//! The display of a closed kiosk, on time that the tests make.

use sungari::museum::display::{DisplayClock, Power};

#[test]
fn a_display_sleeps_when_the_kiosk_is_closed_and_wakes_when_it_opens() {
    let mut clock = DisplayClock::new(60);
    assert_eq!(clock.tick(false, 0), Some(Power::Awake), "nobody knows how it was found");
    assert_eq!(clock.tick(false, 500_000), None);
    assert_eq!(clock.tick(true, 559_999), None);
    assert_eq!(clock.tick(true, 560_000), Some(Power::Asleep));
    assert_eq!(clock.tick(true, 900_000), None);
    assert_eq!(clock.tick(false, 900_001), Some(Power::Awake));
}

#[test]
fn staff_who_touch_a_closed_kiosk_see_what_they_do() {
    let mut clock = DisplayClock::new(60);
    assert_eq!(clock.tick(true, 0), Some(Power::Awake), "started while it is closed");
    assert_eq!(clock.tick(true, 60_000), Some(Power::Asleep));
    clock.touched(70_000);
    assert_eq!(clock.tick(true, 70_000), Some(Power::Awake));
    clock.touched(120_000);
    assert_eq!(clock.tick(true, 179_999), None);
    assert_eq!(clock.tick(true, 180_000), Some(Power::Asleep));
}

#[test]
fn a_display_that_was_not_switched_is_switched_again_later() {
    let mut clock = DisplayClock::new(60);
    assert_eq!(clock.tick(false, 1_000), Some(Power::Awake));
    clock.failed(2_000);
    assert_eq!(clock.tick(false, 31_999), None);
    assert_eq!(clock.tick(false, 32_000), Some(Power::Awake));
    assert_eq!(clock.tick(false, 90_000), None);
}
