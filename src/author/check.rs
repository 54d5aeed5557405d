//! `sungari check`: every problem in every file.

use serde::Serialize;

use super::{Answer, counted, json, tally};
use crate::cores::side_by_side;
use crate::narrative::check::{Counts, counts};
use crate::narrative::diagnostic::{Diagnostic, Severity, render};
use crate::narrative::parse::StoryFile;
use crate::terminal::Status;

/// How to check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// Whether warnings count as problems.
    pub strict: bool,
    /// What to answer in.
    pub format: Format,
    /// Whether the text may be coloured.
    pub colour: bool,
}

/// What to answer in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: each problem with its line and what to do, and a summary
    #[default]
    Text,
    /// For editors and other programs: one object
    Json,
}

/// Reports every problem of a story, and what the story holds.
pub fn check(files: &[StoryFile], options: CheckOptions) -> Answer {
    let parsed = crate::narrative::load_with(files, &side_by_side);
    let counts = parsed.story.as_ref().map(counts);
    let out = match options.format {
        Format::Text => text(&parsed.problems, files, counts.as_ref(), options.colour),
        Format::Json => json(&report(&parsed.problems, counts.as_ref())),
    };
    let counts_as_problem = |problem: &Diagnostic| match problem.severity {
        Severity::Error => true,
        Severity::Warning => options.strict,
        Severity::Advice => false,
    };
    let status = match parsed.problems.iter().any(counts_as_problem) {
        true => Status::Problems,
        false => Status::Clean,
    };
    Answer { out, err: String::new(), status }
}

fn text(
    problems: &[Diagnostic],
    files: &[StoryFile],
    counts: Option<&Counts>,
    colour: bool,
) -> String {
    let summary = match counts {
        None => tally(problems),
        Some(counts) => format!(
            "{}, {}, {}, {}, {}, {}, {}: {}",
            counted(counts.scenes, "scene"),
            counted(counts.choices, "choice"),
            counted(counts.words, "word"),
            counted(counts.facts, "fact"),
            counted(counts.sources, "source"),
            counted(counts.claims, "claim"),
            counted(counts.endings, "ending"),
            tally(problems)
        ),
    };
    render(problems, files, colour) + &summary + "\n"
}

/// The documented shape of `--format json`. Fields are only ever added.
#[derive(Serialize)]
struct ReportJson<'r> {
    problems: Vec<ProblemJson<'r>>,
    /// Null where the story cannot be read as one.
    counts: Option<CountsJson>,
}

#[derive(Serialize)]
struct ProblemJson<'r> {
    code: String,
    severity: &'static str,
    file: &'r str,
    line: usize,
    column: usize,
    message: &'r str,
    help: Option<&'r str>,
}

#[derive(Serialize)]
struct CountsJson {
    scenes: usize,
    choices: usize,
    words: usize,
    facts: usize,
    sources: usize,
    claims: usize,
    endings: usize,
}

fn report<'r>(problems: &'r [Diagnostic], counts: Option<&Counts>) -> ReportJson<'r> {
    ReportJson {
        problems: problems
            .iter()
            .map(|problem| ProblemJson {
                code: problem.code.to_string(),
                severity: problem.severity.word(),
                file: &problem.file,
                line: problem.line,
                column: problem.column,
                message: &problem.message,
                help: problem.help.as_deref(),
            })
            .collect(),
        counts: counts.map(|counts| CountsJson {
            scenes: counts.scenes,
            choices: counts.choices,
            words: counts.words,
            facts: counts.facts,
            sources: counts.sources,
            claims: counts.claims,
            endings: counts.endings,
        }),
    }
}
