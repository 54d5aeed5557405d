//! An exhibit at rest: how often it is drawn, what that takes, and that nothing
//! on it flashes.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::exhibit::set_up_as;
use super::stage::{Server, Stage};

/// How long an exhibit is looked at.
const AT_REST: Duration = Duration::from_secs(30);
const CHANGING: Duration = Duration::from_secs(12);

/// The time of a processor that a process has had, in seconds.
fn worked_secs(process: &str) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // What stands in brackets is a name, and may hold spaces.
    let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    ticks as f64 / 100.0
}

fn beats(said: &Path) -> usize {
    fs::read_to_string(said).unwrap().matches("beat").count()
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn an_attract_loop_held_still_is_drawn_less_than_once_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let file = set_up_as(folder.path(), (1080, 1920), "still: true");
    let said = folder.path().join("said");
    let server = Server::start("1080x1920");
    let stage = Stage::window_of_exhibit(&server, "Sungari", &file, &said);
    stage.still();
    sleep(Duration::from_secs(3));
    let (process, began) = (stage.process(), Instant::now());
    let (worked, beaten) = (worked_secs(&process), beats(&said));
    sleep(AT_REST);
    let secs = began.elapsed().as_secs_f64();
    let (worked, beaten) = (worked_secs(&process) - worked, beats(&said) - beaten);
    println!("{:.1} % of one core over {secs:.0} s, {beaten} signs of life", 100.0 * worked / secs);
    // Drawn more often, it would say once a second that it lives.
    assert!(beaten >= 10 && (beaten as f64) < 0.7 * secs, "{beaten} in {secs} s");
}

/// How light each sample of the screen is, from 0 to 1, as WCAG reckons it: one of
/// four by four pixels, in rows.
fn lightness(pixels: &[u8], width: usize) -> Vec<f32> {
    let linear: Vec<f32> = (0..=255u8)
        .map(|value| match f32::from(value) / 255.0 {
            low @ ..=0.04045 => low / 12.92,
            high => ((high + 0.055) / 1.055).powf(2.4),
        })
        .collect();
    let rows = pixels.chunks_exact(4 * width).step_by(4);
    rows.flat_map(|row| row.chunks_exact(16))
        .map(|pixel| {
            let [blue, green, red] = [0, 1, 2].map(|at| linear[usize::from(pixel[at])]);
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        })
        .collect()
}

/// The share of any tenth of the screen, from top to bottom, that became lighter or
/// darker by a tenth or more.
fn changed(before: &[f32], now: &[f32]) -> f32 {
    let parts = before.chunks(before.len() / 10).zip(now.chunks(before.len() / 10));
    let shares = parts.map(|(before, now)| {
        let pairs = before.iter().zip(now);
        let changed = pairs.filter(|(before, now)| (*before - *now).abs() >= 0.1).count();
        changed as f32 / before.len() as f32
    });
    shares.fold(0.0, f32::max)
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn an_attract_loop_that_changes_does_not_flash() {
    let folder = tempfile::tempdir().unwrap();
    let file = set_up_as(folder.path(), (1280, 720), "seconds: 5");
    let server = Server::start("1280x720");
    let stage = Stage::exhibit(&server, "Sungari", &file);
    let look = || lightness(&stage.pixels_of((0, 0, 1280, 720)), 1280);
    let (began, mut looks) = (Instant::now(), 0);
    let (mut last, mut changes) = (look(), Vec::new());
    while began.elapsed() < CHANGING {
        sleep(Duration::from_millis(30));
        let now = look();
        looks += 1;
        if changed(&last, &now) > 0.25 {
            changes.push(began.elapsed());
            last = now;
        }
    }
    println!("{looks} looks in {CHANGING:?}, changes at {changes:.1?}");
    assert!(looks > 60, "{looks} looks are too few to see a flash");
    assert!(!changes.is_empty(), "nothing ever changed");
    // A flash is there and back: two changes. Here not one more than three is let
    // pass in a second, there or back.
    for from in &changes {
        let until = *from + Duration::from_secs(1);
        let within = changes.iter().filter(|at| (*from..until).contains(*at)).count();
        assert!(within <= 3, "{within} changes from {from:?} on: {changes:?}");
    }
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
fn new_words_are_whole_in_the_first_frame_that_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = set_up_as(folder.path(), (1280, 720), "seconds: 5");
    let text = fs::read_to_string(&file).unwrap();
    let lines = r#"["Harbin, 1932.", "Quick wagons jump by.", "What would you fix?"]"#;
    fs::write(&file, text.replace(r#"["Harbin, 1932."]"#, lines)).unwrap();
    let server = Server::start("1280x720");
    let stage = Stage::exhibit(&server, "Sungari", &file);
    // Where the line stands on its paper; nothing else there changes.
    let look = || stage.pixels_of((100, 590, 600, 70));
    let (began, mut last, mut changes) = (Instant::now(), look(), Vec::new());
    while began.elapsed() < CHANGING {
        sleep(Duration::from_millis(20));
        let now = look();
        if now != last {
            changes.push(began.elapsed());
            last = now;
        }
    }
    assert!(!changes.is_empty(), "no line ever changed");
    for pair in changes.windows(2) {
        assert!(pair[1] - pair[0] > Duration::from_secs(2), "a line came in two: {changes:?}");
    }
}
