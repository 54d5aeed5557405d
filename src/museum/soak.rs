//! What a trial of hours came to.

use std::fmt::Write;

/// What a minute of a trial came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// Seconds since the trial began.
    pub secs: u64,
    /// Visits until now.
    pub visits: u64,
    /// Memory in use, in KiB, where the system tells.
    pub resident_kib: Option<u64>,
    /// Open files, where the system tells.
    pub open_files: Option<usize>,
    /// How long each frame of the minute took, in milliseconds.
    pub frames_ms: Vec<f32>,
}

/// A line of a trial.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    sample: Sample,
    median_ms: f32,
    p99_ms: f32,
    frames: usize,
}

/// A trial.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial(Vec<Line>);

/// Seconds after which memory counts: until then pictures and letters are made
/// for the first time.
const WARM_SECS: u64 = 900;

/// What the file is called in which a window that is started as the so-manieth
/// writes its trial down.
pub fn file_name(start: usize) -> String {
    if start == 1 { "soak.csv".into() } else { format!("soak.{start}.csv") }
}

impl Trial {
    /// Writes a minute down.
    pub fn add(&mut self, mut sample: Sample) {
        let mut frames = std::mem::take(&mut sample.frames_ms);
        frames.sort_by(f32::total_cmp);
        let at = |share: f32| {
            let index = ((frames.len() as f32 * share) as usize).min(frames.len().max(1) - 1);
            frames.get(index).copied().unwrap_or(0.0)
        };
        self.0.push(Line { median_ms: at(0.5), p99_ms: at(0.99), frames: frames.len(), sample });
    }

    /// All lines, with a heading.
    pub fn csv(&self) -> String {
        let mut text =
            String::from("seconds,visits,resident_kib,open_files,frames,median_ms,p99_ms\n");
        for line in &self.0 {
            let Sample { secs, visits, resident_kib, open_files, .. } = &line.sample;
            let memory = resident_kib.map(|kib| kib.to_string()).unwrap_or_default();
            let files = open_files.map(|files| files.to_string()).unwrap_or_default();
            // Writing to text does not fail.
            let _ = writeln!(
                text,
                "{secs},{visits},{memory},{files},{},{:.1},{:.1}",
                line.frames, line.median_ms, line.p99_ms
            );
        }
        text
    }

    /// What it came to, in a few lines, in a window that was started as the
    /// so-manieth.
    pub fn told(&self, start: usize) -> String {
        let mut text = self.figures();
        if start > 1 {
            let last = file_name(start);
            // Writing to text does not fail.
            let _ = writeln!(
                text,
                "started {start} times, and this is of the last: see soak.csv to {last}, and the log for why"
            );
        }
        text
    }

    fn figures(&self) -> String {
        let warm = self.0.iter().find(|line| line.sample.secs >= WARM_SECS).or(self.0.first());
        let (Some(first), Some(last)) = (warm, self.0.last()) else {
            return "The trial was too short to tell anything.\n".into();
        };
        let mut text =
            format!("{} visits in {:.2} h\n", last.sample.visits, last.sample.secs as f64 / 3600.0);
        text += &self.memory(first.sample.secs).unwrap_or_default();
        if let (Some(before), Some(after)) = (first.sample.open_files, last.sample.open_files) {
            let _ = writeln!(text, "open files: {before}, then {after}");
        }
        let _ = writeln!(
            text,
            "frames, median and 99th of a hundred: {:.1} and {:.1} ms, then {:.1} and {:.1} ms",
            first.median_ms, first.p99_ms, last.median_ms, last.p99_ms
        );
        text
    }

    /// What memory came to from `since_secs` on. It is taken and given back in large
    /// pieces, so that two minutes by themselves say little: halves are compared.
    fn memory(&self, since_secs: u64) -> Option<String> {
        let lines = self.0.iter().filter(|line| line.sample.secs >= since_secs);
        let taken: Vec<(u64, u64)> =
            lines.filter_map(|line| Some((line.sample.secs, line.sample.resident_kib?))).collect();
        let (before, after) = taken.split_at_checked(taken.len() / 2)?;
        let median = |half: &[(u64, u64)]| {
            let mut kib: Vec<u64> = half.iter().map(|(_, kib)| *kib).collect();
            kib.sort_unstable();
            kib.get(kib.len() / 2).copied()
        };
        let (early, late) = (median(before)?, median(after)?);
        let (least, most) =
            (taken.iter().map(|one| one.1).min()?, taken.iter().map(|one| one.1).max()?);
        let mut text = format!(
            "memory: {early} KiB, then {late} KiB, the medians of both halves after {since_secs} s; {least} to {most} KiB\n"
        );
        // From the middle of the one half to that of the other.
        let hours = (taken.last()?.0 - since_secs) as f64 / 7200.0;
        if hours > 0.0 {
            let a_day = (late as f64 - early as f64) / 1024.0 / hours * 24.0;
            text += &format!("extrapolated, not measured: {a_day:.1} MiB a day\n");
        }
        Some(text)
    }
}
