//! How long the proof of a large story takes, from a story that is loaded to all
//! that is said of it. Each story is proved in a process of its own, which
//! measures its memory.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sungari::narrative::explore::{Flaw, Progress, Stage, explore};
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;
use sungari::narrative::work::in_turn;

use crate::{generated, memory};

/// No further run begins after this.
const LONG_ENOUGH: Duration = Duration::from_secs(40);

pub(crate) fn measure(out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "\n| proof of | median | of runs | complete | states | never open, never entered: planted; found | most memory | longest at |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|")?;
    out.flush()?;
    for what in ["story", "100", "500", "2000"] {
        let output = Command::new(env::current_exe()?).args(["prove", what]).output()?;
        out.write_all(&output.stdout)?;
        out.flush()?;
    }
    Ok(())
}

/// In such a process: proves the story of a folder, or one made of so many scenes.
pub(crate) fn prove(out: &mut impl Write, what: &str) -> io::Result<()> {
    match what.parse() {
        Ok(scenes) => {
            let made = generated::story(scenes);
            let story = load(&made.files).story.expect("the story made here has no errors");
            let planted = format!("{}, {}", made.impossible.len(), made.closed.len());
            prove_story(out, &format!("{scenes} scenes"), &story, &planted)
        }
        Err(_) => {
            let files = folder::read(Path::new(what)).map_err(io::Error::other)?;
            let story = load(&files).story.expect("the shipped story has no errors");
            let name = format!("the shipped story, {} scenes", story.scenes.len());
            prove_story(out, &name, &story, "0, 0")
        }
    }
}

fn prove_story(out: &mut impl Write, what: &str, story: &Story, planted: &str) -> io::Result<()> {
    let begun = Instant::now();
    let mut runs = Vec::new();
    while runs.len() < 5 && (runs.is_empty() || begun.elapsed() < LONG_ENOUGH) {
        let start = Instant::now();
        let stages = Mutex::new(BTreeMap::new());
        let go_on = |progress: Progress| {
            let mut stages = stages.lock().unwrap_or_else(PoisonError::into_inner);
            stages.entry(progress.stage).or_insert_with(|| start.elapsed());
            true
        };
        let found = explore(story, &go_on, &in_turn);
        runs.push((start.elapsed(), found, stages.into_inner().unwrap_or_default()));
    }
    runs.sort_by_key(|(time, ..)| *time);
    let (time, found, stages) = &runs[runs.len() / 2];
    let of = |is_it: fn(&Flaw) -> bool| {
        found.findings.iter().filter(|finding| is_it(&finding.flaw)).count()
    };
    let choices = of(|flaw| matches!(flaw, Flaw::Choice(..)));
    let scenes = of(|flaw| matches!(flaw, Flaw::Scene(_)));
    let most = memory::held().map_or("–".into(), |(most, _)| format!("{} MiB", most / 1024));
    writeln!(
        out,
        "| {what} | {:.2} s | {} | {} | {} | {planted}; {choices}, {scenes} | {most} | {} |",
        time.as_secs_f64(),
        runs.len(),
        found.complete,
        found.states,
        longest(stages, *time),
    )?;
    Ok(())
}

/// The stage that took most of the time, and how long.
fn longest(stages: &BTreeMap<Stage, Duration>, whole: Duration) -> String {
    let mut begins: Vec<_> = stages.iter().map(|(stage, since)| (*since, Some(stage))).collect();
    begins.push((whole, None));
    begins.sort_by_key(|(since, _)| *since);
    let lasts = begins.windows(2).map(|two| (two[1].0.saturating_sub(two[0].0), two[0].1));
    match lasts.max_by_key(|(lasts, _)| *lasts) {
        Some((lasts, Some(stage))) => format!("{stage}, {:.2} s", lasts.as_secs_f64()),
        _ => "–".into(),
    }
}
