//! How fast a large story is: medians of whole runs. Beside it the same story in
//! ink, read and played by bladeink in the same run.

mod made;
mod peer;

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, page_text, view};

use made::{Dice, files, ink};

/// Choices in the life that is saved and stepped back.
const STEPS: usize = 100;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for scenes in [1_000, 10_000] {
        let files = files(scenes);
        let bytes: usize = files.iter().map(|file| file.text.len()).sum();
        writeln!(out, "{scenes} scenes, {} KiB", bytes / 1024)?;

        let loading = median(if scenes > 1_000 { 5 } else { 15 }, || load(&files));
        line(&mut out, "parse and check", loading)?;
        let story = load(&files).story.expect("the story made here has no errors");

        let played = 20_000;
        let playing = median(7, || play(&story, played));
        let a_second = played as f64 / playing.as_secs_f64();
        writeln!(out, "  {:<28} {a_second:>10.0} choices/s", "random play, text produced")?;

        let source = ink(scenes);
        let reading = median(if scenes > 1_000 { 3 } else { 7 }, || peer::read(&source));
        line(&mut out, "bladeink: compile and load", reading)?;
        let compiled = peer::compile(&source);
        let its = peer::play(&compiled, played / 10, 5);
        writeln!(out, "  {:<28} {its:>10.0} choices/s", "bladeink: random play")?;
        writeln!(out, "  {:<28} {:>10.1}", "ratio", a_second / its)?;

        let life = life(&story, STEPS);
        line(&mut out, "view", median(1_001, || view(&story, &life)))?;
        let card = Card::of(&story, &life, 0);
        line(&mut out, "card of 100 steps", median(201, || Card::of(&story, &life, 0)))?;
        let text = save::write(&story, &life, &card);
        let writing = median(201, || save::write(&story, &life, &card));
        line(&mut out, "save of 100 steps, written", writing)?;
        line(&mut out, "save of 100 steps, read", median(201, || save::read(&story, &text)))?;
        let all_back = median(201, || {
            let mut life = life.clone();
            life.step_back_to(0);
            life
        });
        line(&mut out, "100 steps back", all_back)?;
        let mut back = life.clone();
        back.step_back_to(0);
        let all_forward = median(201, || {
            let mut life = back.clone();
            while life.step_forward() {}
            life
        });
        line(&mut out, "100 steps forward", all_forward)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, what: &str, took: Duration) -> io::Result<()> {
    writeln!(out, "  {what:<28} {:>10.1} µs", took.as_secs_f64() * 1e6)
}

/// How long `work` takes, the median of `runs`.
fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// Takes so many choices at random, life after life, and writes every page.
fn play(story: &Story, choices: usize) -> usize {
    let mut dice = Dice(1);
    let mut life = Playthrough::begin(story, 0);
    let mut written = 0;
    for number in 1..=choices {
        written += page_text(&view(story, &life)).len();
        if number % STEPS == 0 || !step(story, &mut life, &mut dice) {
            life = Playthrough::begin(story, 0);
        }
    }
    written
}

fn life(story: &Story, steps: usize) -> Playthrough {
    let (mut life, mut dice) = (Playthrough::begin(story, 0), Dice(2));
    for _ in 0..steps {
        assert!(step(story, &mut life, &mut dice), "the life goes on");
    }
    life
}

/// Takes an open choice. False where there is none.
fn step(story: &Story, life: &mut Playthrough, dice: &mut Dice) -> bool {
    let open = life.open_choices(story);
    if open.is_empty() {
        return false;
    }
    let choice = open[dice.below(open.len())].id;
    life.choose(story, choice).is_ok()
}
