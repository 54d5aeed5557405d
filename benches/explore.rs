//! How long the proof of a large story takes: medians of whole runs, each from
//! a story that is loaded to all that is said of it.

#[path = "../tests/it/generated.rs"]
mod generated;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use sungari::narrative::explore::{Flaw, Progress, explore};
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;
use sungari::narrative::work::in_turn;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    if let Some(shipped) =
        folder::read(Path::new("story")).ok().and_then(|files| load(&files).story)
    {
        measure(&mut out, "the shipped story", &shipped, 5)?;
    }
    for (scenes, runs) in [(100, 5), (500, 5), (2_000, 3)] {
        let made = generated::story(scenes);
        let story = load(&made.files).story.expect("the story made here has no errors");
        let planted = (made.impossible.len(), made.closed.len());
        measure(&mut out, &format!("{scenes} scenes, planted {planted:?}"), &story, runs)?;
    }
    Ok(())
}

fn measure(out: &mut impl Write, what: &str, story: &Story, runs: usize) -> io::Result<()> {
    let mut times = Vec::new();
    let most_nodes = AtomicUsize::new(0);
    for _ in 0..runs {
        let start = Instant::now();
        let stages = Mutex::new(BTreeMap::new());
        let go_on = |progress: Progress| {
            most_nodes.fetch_max(progress.nodes, Ordering::Relaxed);
            let mut stages = stages.lock().unwrap_or_else(PoisonError::into_inner);
            stages.entry(progress.stage).or_insert_with(|| start.elapsed());
            true
        };
        let found = explore(story, &go_on, &in_turn);
        times.push((start.elapsed(), found, stages.into_inner().unwrap_or_default()));
    }
    times.sort_by_key(|(time, ..)| *time);
    let (time, found, stages) = &times[runs / 2];
    let of = |is_it: fn(&Flaw) -> bool| {
        found.findings.iter().filter(|finding| is_it(&finding.flaw)).count()
    };
    let choices = of(|flaw| matches!(flaw, Flaw::Choice(..)));
    let scenes = of(|flaw| matches!(flaw, Flaw::Scene(_)));
    writeln!(out, "{what}: {:.3} s, complete {}", time.as_secs_f64(), found.complete)?;
    writeln!(
        out,
        "  {:e} states, {:e} steps, {} nodes a piece; never open {choices}, never entered {scenes}",
        found.states as f64,
        found.steps as f64,
        most_nodes.into_inner(),
    )?;
    for (stage, since) in stages {
        writeln!(out, "  {:>8.3} s {stage}", since.as_secs_f64())?;
    }
    Ok(())
}
