//! How fast a large story is, and how much room it takes: medians of whole runs,
//! and beside them the same story in ink, read and played by bladeink in the same
//! run. `-- ready`, `play`, `life`, `memory`, `proof` measure a part of it.

#[path = "../generated/mod.rs"]
mod generated;
mod memory;
mod ours;
mod peer;
mod proof;

use std::env;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use sungari::narrative::load;
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::view;

use generated::{Generated, told_alike};

/// Choices in the life that is saved and stepped back.
const STEPS: usize = 100;
/// Choices of a run of random play; ours makes the run many times over, as its
/// steps are short.
const PLAYED: usize = 2_000;
const TIMES: u32 = 10;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let arguments: Vec<String> =
        env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["hold", path] => return writeln!(out, "{}", memory::hold(Path::new(path))?),
        ["hold-ink", path] => return writeln!(out, "{}", memory::hold_ink(Path::new(path))?),
        ["prove", what] => return proof::prove(&mut out, what),
        _ => {}
    }
    let is_asked = |what: &str| arguments.is_empty() || arguments.contains(&what);
    writeln!(out, "\n| what | scenes | here | bladeink | ratio |\n|---|---|---|---|---|")?;
    for scenes in [100, 1_000, 10_000] {
        let made = generated::story(scenes);
        if is_asked("ready") {
            ready(&mut out, scenes, &made)?;
        }
        if is_asked("play") {
            play(&mut out, scenes, &made)?;
        }
        if is_asked("life") && scenes == 1_000 {
            life(&mut out, scenes, &made)?;
        }
        if is_asked("memory") {
            let [ours, its] = memory::measure(&made)?;
            writeln!(out, "| most memory / memory in play | {scenes} | {ours} | {its} | |")?;
        }
        out.flush()?;
    }
    if is_asked("proof") {
        proof::measure(&mut out)?;
    }
    Ok(())
}

/// From source to ready, every problem reported.
fn ready(out: &mut impl Write, scenes: usize, made: &Generated) -> io::Result<()> {
    let runs = if scenes > 1_000 { 3 } else { 7 };
    let times = pairs(runs, || time(|| load(&made.files)), || time(|| peer::read(&made.ink)));
    row(out, "source to ready", scenes, &times, "ms", 1e3)
}

/// Random play with all text, once both were seen to tell the same.
fn play(out: &mut impl Write, scenes: usize, made: &Generated) -> io::Result<()> {
    let story = load(&made.files).story.expect("the story made here has no errors");
    let mut ink = peer::read(&made.ink);
    // The peer slows down with the number of variables.
    let (played, runs) = if scenes > 1_000 { (PLAYED / 2, 3) } else { (PLAYED, 7) };
    if let Err(difference) = told_alike(&story, &mut ink, 2 * played) {
        return Err(io::Error::other(difference));
    }
    let many = || (0..TIMES).map(|_| ours::play(&story, played)).sum::<usize>();
    let times = pairs(
        runs,
        || time(many) / TIMES,
        || {
            peer::begin(&mut ink);
            time(|| peer::play(&mut ink, played))
        },
    );
    let a_second = |time: Duration| played as f64 / time.as_secs_f64();
    let (ours, its, ratio) = middles(&times);
    writeln!(
        out,
        "| random play, text produced | {scenes} | {:.0} choices/s | {:.0} choices/s | {ratio:.1} |",
        a_second(ours),
        a_second(its)
    )
}

/// What is done with a life of [`STEPS`] choices.
fn life(out: &mut impl Write, scenes: usize, made: &Generated) -> io::Result<()> {
    let story = load(&made.files).story.expect("the story made here has no errors");
    let mut life = ours::life(&story, STEPS);
    let mut ink = peer::read(&made.ink);
    peer::play(&mut ink, STEPS);
    let its_save = ink.save_state().expect("the state can be kept");
    let card = Card::of(&story, &life, 0);
    let text = save::write(&story, &life, &card);
    let runs = 201;

    let written =
        pairs(runs, || time(|| save::write(&story, &life, &card)), || time(|| ink.save_state()));
    row(out, "save of 100 choices, written", scenes, &written, "µs", 1e6)?;
    let read =
        pairs(runs, || time(|| save::read(&story, &text)), || time(|| ink.load_state(&its_save)));
    row(out, "the same, restored", scenes, &read, "µs", 1e6)?;
    // Ink has no way back but the save before.
    let back = pairs(
        runs,
        || {
            let took = time(|| (0..STEPS).filter(|_| life.step_back()).count());
            while life.step_forward() {}
            took / STEPS as u32
        },
        || time(|| ink.load_state(&its_save)),
    );
    row(out, "a step back; in ink, the save before restored", scenes, &back, "µs", 1e6)?;
    for (what, took) in [
        ("a page", middle((0..runs).map(|_| time(|| view(&story, &life))).collect())),
        (
            "what a list of saves shows",
            middle((0..runs).map(|_| time(|| Card::of(&story, &life, 0))).collect()),
        ),
    ] {
        writeln!(out, "| {what} | {scenes} | {:.1} µs | – | |", took.as_secs_f64() * 1e6)?;
    }
    Ok(())
}

/// How long `work` takes.
fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Ours and its in turn, so that both meet the same machine.
fn pairs(
    runs: usize,
    mut ours: impl FnMut() -> Duration,
    mut its: impl FnMut() -> Duration,
) -> Vec<(Duration, Duration)> {
    (0..runs).map(|_| (ours(), its())).collect()
}

/// The medians of ours, of its, and of the ratios.
fn middles(times: &[(Duration, Duration)]) -> (Duration, Duration, f64) {
    let mut ratios: Vec<f64> =
        times.iter().map(|(ours, its)| its.as_secs_f64() / ours.as_secs_f64()).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let ours = middle(times.iter().map(|(ours, _)| *ours).collect());
    let its = middle(times.iter().map(|(_, its)| *its).collect());
    (ours, its, ratios[ratios.len() / 2])
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn row(
    out: &mut impl Write,
    what: &str,
    scenes: usize,
    times: &[(Duration, Duration)],
    unit: &str,
    per_second: f64,
) -> io::Result<()> {
    let (ours, its, ratio) = middles(times);
    let [ours, its] = [ours, its].map(|time| time.as_secs_f64() * per_second);
    writeln!(out, "| {what} | {scenes} | {ours:.2} {unit} | {its:.2} {unit} | {ratio:.1} |")
}
