//! The proof, for other programs.

use serde::Serialize;

use crate::narrative::diagnostic::Diagnostic;
use crate::narrative::explore::{Coverage, Exploration, Longest, Stop, VignetteProof, lines};
use crate::narrative::model::Story;
use crate::narrative::run::Step;

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
    vignettes: Vec<VignetteJson>,
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
    words_from: Option<usize>,
    words_to: Option<usize>,
    walk: Vec<String>,
}

#[derive(Serialize)]
struct LongestJson {
    choices: serde_json::Value,
    words: serde_json::Value,
    words_from: Option<usize>,
    words_to: Option<usize>,
    #[serde(rename = "loop")]
    round: Vec<String>,
}

#[derive(Serialize)]
struct VignetteJson {
    id: String,
    complete: bool,
    choices: Option<[usize; 2]>,
    words: Option<[usize; 2]>,
    facts: usize,
    goes_on: String,
    problems: Vec<VignetteProblemJson>,
}

#[derive(Serialize)]
struct VignetteProblemJson {
    code: String,
    severity: &'static str,
    message: String,
    file: String,
    line: usize,
    column: usize,
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

pub(super) fn report(
    story: &Story,
    found: &Exploration,
    told: &[Diagnostic],
    proofs: &[VignetteProof<'_>],
    took: f64,
) -> String {
    let choice_name = |choice| {
        let scene = story.choice_scenes[crate::narrative::model::ChoiceId::index(choice)];
        Step { scene, choice, outcome: None }.line(story)
    };
    let small = |number: u128| u64::try_from(number).unwrap_or(u64::MAX);
    let endings = found.endings.iter().map(|routes| {
        let shortest = routes.fewest_choices.as_ref().map(|walk| {
            let (words_from, words_to) = range(&Longest::from(routes.fewest_words));
            ShortestJson {
                choices: walk.len(),
                words: words_from.filter(|_| words_from == words_to),
                words_from,
                words_to,
                walk: lines(story, walk),
            }
        });
        let value = |longest: &Longest| match longest {
            Longest::Of(number) => serde_json::json!(number),
            Longest::Unbounded(_) => serde_json::json!("unbounded"),
            Longest::Between(..) | Longest::None | Longest::TooMany => serde_json::Value::Null,
        };
        let (words_from, words_to) = range(&routes.most_words);
        let round = match &routes.most_choices {
            Longest::Unbounded(round) => lines(story, round),
            _ => Vec::new(),
        };
        let longest = shortest.is_some().then(|| LongestJson {
            choices: value(&routes.most_choices),
            words: value(&routes.most_words),
            words_from,
            words_to,
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
        vignettes: proofs.iter().map(|proof| vignette(story, proof)).collect(),
        findings: findings.collect(),
    };
    let text = serde_json::to_string_pretty(&report);
    text.expect("strings and numbers under string keys are always JSON") + "\n"
}

fn vignette(story: &Story, proof: &VignetteProof<'_>) -> VignetteJson {
    let problems = proof.problems.iter().map(|problem| VignetteProblemJson {
        code: problem.code.to_string(),
        severity: problem.severity.word(),
        message: problem.message.clone(),
        file: problem.file.clone(),
        line: problem.line,
        column: problem.column,
    });
    VignetteJson {
        id: proof.vignette.name.clone(),
        complete: proof.found.complete,
        choices: proof.choices().map(<[usize; 2]>::from),
        words: proof.words().map(<[usize; 2]>::from),
        facts: proof.found.facts.reached(),
        goes_on: story.scene(proof.vignette.goes_on).name.clone(),
        problems: problems.collect(),
    }
}

fn coverage<Id: Copy>(of: &Coverage<Id>, name: impl Fn(Id) -> String) -> CoverageJson {
    CoverageJson {
        total: of.total,
        reached: of.reached(),
        unreached: of.unreached.iter().map(|id| name(*id)).collect(),
    }
}

/// From how long to how long, where it is known.
fn range(length: &Longest) -> (Option<usize>, Option<usize>) {
    match length {
        Longest::Of(number) => (Some(*number), Some(*number)),
        Longest::Between(least, most) => (Some(*least), Some(*most)),
        Longest::Unbounded(_) | Longest::None | Longest::TooMany => (None, None),
    }
}
