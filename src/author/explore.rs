//! `sungari explore`: everything that can happen in a story, proved.

use std::fmt::Write;

use serde::Serialize;

use super::{Answer, Format, counted, tally};
use crate::narrative::diagnostic::{Diagnostic, Severity, render};
use crate::narrative::explore::{
    Coverage, Exploration, Length, Longest, Progress, Stop, explore as prove, lines, problems,
};
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::narrative::run::Step;
use crate::terminal::Status;

/// How to explore.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExploreOptions {
    /// Whether warnings, and what is not proved, count as problems.
    pub strict: bool,
    /// What to answer in.
    pub format: Format,
    /// Whether problems may be coloured.
    pub colour: bool,
}

/// Explores a story. `go_on` hears how far the work is and says whether to go on;
/// `seconds` says how long it has taken.
pub fn explore(
    files: &[StoryFile],
    options: ExploreOptions,
    go_on: &mut dyn FnMut(Progress) -> bool,
    seconds: &dyn Fn() -> f64,
) -> Answer {
    let parsed = crate::narrative::load(files);
    let Some(story) = parsed.story else {
        let err = render(&parsed.problems, files, options.colour);
        return Answer { out: String::new(), err, status: Status::Problems };
    };
    let found = prove(&story, go_on);
    let told = problems(&story, files, &found);
    let took = seconds();
    let out = match options.format {
        Format::Text => text(&story, files, &found, &told, options.colour, took),
        Format::Json => json(&story, &found, &told, took),
    };
    let counts = |problem: &Diagnostic| options.strict || problem.severity == Severity::Error;
    let is_clean = !told.iter().any(counts) && (found.complete || !options.strict);
    let status = if is_clean { Status::Clean } else { Status::Problems };
    Answer { out, err: String::new(), status }
}

fn text(
    story: &Story,
    files: &[StoryFile],
    found: &Exploration,
    told: &[Diagnostic],
    colour: bool,
    took: f64,
) -> String {
    let mut text = String::new();
    for (finding, problem) in found.findings.iter().zip(told) {
        text += &render(std::slice::from_ref(problem), files, colour);
        let walk = lines(story, &finding.witness);
        if !walk.is_empty() {
            let _ = writeln!(text, "  the shortest walk there, {}:", counted(walk.len(), "choice"));
            text += &format!("    {}\n\n", walk.join("\n    "));
        }
    }
    for routes in &found.endings {
        let ending = story.ending(routes.ending);
        let _ = writeln!(text, "{} ({})", ending.title, ending.name);
        let _ = match &routes.fewest_choices {
            None => writeln!(text, "  shortest: no route found"),
            Some(walk) => {
                let words = match routes.fewest_words {
                    Length::Of(words) => format!("{words} words"),
                    Length::None | Length::TooMany => "words not measured".into(),
                };
                writeln!(text, "  shortest: {}; {words}", counted(walk.len(), "choice"))
            }
        };
        let longest = |longest: &Longest, unit: &str| match longest {
            Longest::Of(number) => counted(*number, unit),
            Longest::Unbounded(_) => format!("{unit}s without end"),
            Longest::None => "no route found".into(),
            Longest::TooMany => format!("{unit}s not measured"),
        };
        let _ = writeln!(
            text,
            "  longest: {}; {}",
            longest(&routes.most_choices, "choice"),
            longest(&routes.most_words, "word")
        );
        if let Longest::Unbounded(round) = &routes.most_choices {
            let _ = writeln!(text, "  round and round: {}", lines(story, round).join(", "));
        }
    }
    let of = |reached: usize, total: usize, thing: &str| {
        format!("{reached} of {}", counted(total, thing))
    };
    let _ = writeln!(
        text,
        "{}, {}, {}, {} came up in {} and {}, in {took:.1} s",
        of(found.scenes.reached(), found.scenes.total, "scene"),
        of(found.choices.reached(), found.choices.total, "choice"),
        of(found.facts.reached(), found.facts.total, "fact"),
        of(found.claims.reached(), found.claims.total, "claim"),
        counted(usize::try_from(found.states).unwrap_or(usize::MAX), "state"),
        counted(usize::try_from(found.steps).unwrap_or(usize::MAX), "step"),
    );
    let _ = writeln!(text, "{}: {}", verdict(found), tally(told));
    text
}

/// What is proved, and what is not.
fn verdict(found: &Exploration) -> &'static str {
    match (found.complete, found.stop) {
        (true, _) => "Proved for every life",
        (false, Some(Stop::Endless)) => {
            "Not proved, as visits are compared with visits: what was found is so, what was not \
             found may be all the same"
        }
        (false, _) => {
            "Not proved, as the budget was spent: what was found is so, what was not found may be \
             all the same"
        }
    }
}

/// The documented shape of `--format json`. Fields are only ever added.
#[derive(Serialize)]
struct ReportJson {
    complete: bool,
    stopped: Option<&'static str>,
    states: u64,
    steps: u64,
    seconds: f64,
    scenes: CoverageJson,
    choices: CoverageJson,
    facts: CoverageJson,
    claims: CoverageJson,
    endings: Vec<EndingJson>,
    findings: Vec<FindingJson>,
}

#[derive(Serialize)]
struct CoverageJson {
    total: usize,
    reached: usize,
    unreached: Vec<String>,
}

#[derive(Serialize)]
struct EndingJson {
    id: String,
    reached: bool,
    shortest: Option<ShortestJson>,
    longest: Option<LongestJson>,
}

#[derive(Serialize)]
struct ShortestJson {
    choices: usize,
    words: Option<usize>,
    walk: Vec<String>,
}

#[derive(Serialize)]
struct LongestJson {
    choices: serde_json::Value,
    words: serde_json::Value,
    #[serde(rename = "loop")]
    round: Vec<String>,
}

#[derive(Serialize)]
struct FindingJson {
    code: String,
    severity: &'static str,
    scene: Option<String>,
    key: Option<String>,
    message: String,
    file: String,
    line: usize,
    column: usize,
    witness: Vec<String>,
}

fn json(story: &Story, found: &Exploration, told: &[Diagnostic], took: f64) -> String {
    let choice_name = |choice| {
        let scene = story.choice_scenes[crate::narrative::model::ChoiceId::index(choice)];
        Step { scene, choice, outcome: None }.line(story)
    };
    let small = |number: u128| u64::try_from(number).unwrap_or(u64::MAX);
    let endings = found.endings.iter().map(|routes| {
        let shortest = routes.fewest_choices.as_ref().map(|walk| ShortestJson {
            choices: walk.len(),
            words: match routes.fewest_words {
                Length::Of(words) => Some(words),
                Length::None | Length::TooMany => None,
            },
            walk: lines(story, walk),
        });
        let value = |longest: &Longest| match longest {
            Longest::Of(number) => serde_json::json!(number),
            Longest::Unbounded(_) => serde_json::json!("unbounded"),
            Longest::None | Longest::TooMany => serde_json::Value::Null,
        };
        let round = match &routes.most_choices {
            Longest::Unbounded(round) => lines(story, round),
            _ => Vec::new(),
        };
        let longest = shortest.is_some().then(|| LongestJson {
            choices: value(&routes.most_choices),
            words: value(&routes.most_words),
            round,
        });
        let id = story.ending(routes.ending).name.clone();
        EndingJson { id, reached: shortest.is_some(), shortest, longest }
    });
    let findings = found.findings.iter().zip(told).map(|(finding, problem)| FindingJson {
        code: problem.code.to_string(),
        severity: problem.severity.word(),
        scene: finding.flaw.scene().map(|scene| story.scene(scene).name.clone()),
        key: finding.flaw.key(story).map(str::to_owned),
        message: problem.message.clone(),
        file: problem.file.clone(),
        line: problem.line,
        column: problem.column,
        witness: lines(story, &finding.witness),
    });
    let report = ReportJson {
        complete: found.complete,
        stopped: found.stop.map(|stop| match stop {
            Stop::Halted => "budget",
            Stop::Endless => "visits",
        }),
        states: small(found.states),
        steps: small(found.steps),
        seconds: (took * 1000.0).round() / 1000.0,
        scenes: coverage(&found.scenes, |id| story.scene(id).name.clone()),
        choices: coverage(&found.choices, choice_name),
        facts: coverage(&found.facts, |id| story.fact(id).name.clone()),
        claims: coverage(&found.claims, |id| story.claim(id).name.clone()),
        endings: endings.collect(),
        findings: findings.collect(),
    };
    let text = serde_json::to_string_pretty(&report);
    text.expect("strings and numbers under string keys are always JSON") + "\n"
}

fn coverage<Id: Copy>(of: &Coverage<Id>, name: impl Fn(Id) -> String) -> CoverageJson {
    CoverageJson {
        total: of.total,
        reached: of.reached(),
        unreached: of.unreached.iter().map(|id| name(*id)).collect(),
    }
}
