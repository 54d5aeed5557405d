//! How long the proof of a large story takes: medians of whole runs, each from
//! a story that is loaded to all that is said of it.

#[path = "../tests/it/generated.rs"]
mod generated;

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use sungari::narrative::explore::{Flaw, explore};
use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;

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
    let mut most_nodes = 0;
    for _ in 0..runs {
        let start = Instant::now();
        let mut stages = Vec::new();
        let found = explore(story, &mut |progress| {
            most_nodes = most_nodes.max(progress.nodes);
            if stages.last().is_none_or(|(stage, _)| *stage != progress.stage) {
                stages.push((progress.stage, start.elapsed()));
            }
            true
        });
        times.push((start.elapsed(), found, stages));
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
        "  {:e} states, {:e} steps, {most_nodes} nodes; never open {choices}, never entered {scenes}",
        found.states as f64, found.steps as f64
    )?;
    for (stage, since) in stages {
        writeln!(out, "  {:>8.3} s {stage}", since.as_secs_f64())?;
    }
    Ok(())
}
