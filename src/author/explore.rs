//! `sungari explore`: everything that can happen in a story, proved.

mod json;

use std::fmt::Write;

use super::{Answer, Format, counted, tally};
use crate::cores::side_by_side;
use crate::narrative::diagnostic::{Diagnostic, Severity, render};
use crate::narrative::explore::{
    Exploration, Finding, Flaw, GoOn, Length, Longest, Stop, VignetteProof, explore as prove,
    lines, problems, vignettes,
};
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::terminal::Status;

/// How wide the lines of a route may be, and how far in they stand.
const WIDTH: usize = 100;
const INDENT: &str = "    ";

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
    go_on: GoOn<'_>,
    seconds: &dyn Fn() -> f64,
) -> Answer {
    let parsed = crate::narrative::load_with(files, &side_by_side);
    let Some(story) = parsed.story else {
        let mut err = render(&parsed.problems, files, options.colour);
        err += "\nNothing was explored: this must be mended first.\n";
        return Answer { out: String::new(), err, status: Status::Problems };
    };
    let found = prove(&story, go_on, &side_by_side);
    let told = problems(&story, files, &found);
    let proofs = vignettes(&story, files, go_on, &side_by_side);
    let took = seconds();
    let out = match options.format {
        Format::Text => {
            let mut text = vignettes_text(&story, files, &proofs, options.colour);
            text += &self::text(&story, files, &found, &told, options.colour, took);
            text
        }
        Format::Json => json::report(&story, &found, &told, &proofs, took),
    };
    let counts = |problem: &Diagnostic| options.strict || problem.severity == Severity::Error;
    let of_vignettes = proofs.iter().flat_map(|proof| &proof.problems);
    let is_complete = found.complete && proofs.iter().all(|proof| proof.found.complete);
    let is_clean = !told.iter().chain(of_vignettes).any(counts) && (is_complete || !options.strict);
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
            let whence = counted(walk.len(), "choice");
            let _ = writeln!(text, "  the shortest walk to this page, {whence}:");
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
                    Length::Of(words) => counted(words, "word"),
                    Length::Between(least, most) => format!("{least} to {most} words"),
                    Length::None | Length::TooMany => "words not measured".into(),
                };
                let length = counted(walk.len(), "choice");
                let route = textwrap::fill(
                    &lines(story, walk).join(", "),
                    textwrap::Options::new(WIDTH).initial_indent(INDENT).subsequent_indent(INDENT),
                );
                writeln!(text, "  shortest: {length}; {words}\n{route}")
            }
        };
        let longest = |longest: &Longest, unit: &str| match longest {
            Longest::Of(number) => counted(*number, unit),
            Longest::Between(least, most) => format!("{least} to {most} {unit}s"),
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
            let _ = writeln!(
                text,
                "  as long as one goes round, which is no fault: {}",
                lines(story, round).join(", ")
            );
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
    if !story.promises.is_empty() {
        let is_open =
            |finding: &&Finding| matches!(finding.flaw, Flaw::Broken(_) | Flaw::Undecided(_));
        let open = found.findings.iter().filter(is_open).count();
        let all = counted(story.promises.len(), "promise");
        let _ = writeln!(text, "{} of {all} kept", story.promises.len() - open);
    }
    let _ = writeln!(text, "{}: {}", verdict(found, told.is_empty()), tally(told));
    text
}

/// What is wrong with each vignette, and how long each takes.
fn vignettes_text(
    story: &Story,
    files: &[StoryFile],
    proofs: &[VignetteProof<'_>],
    colour: bool,
) -> String {
    let mut text = String::new();
    for VignetteProof { problems, .. } in proofs {
        text += &render(problems, files, colour);
    }
    for proof in proofs {
        let range = |found: Option<(usize, usize)>, thing: &str| match found {
            Some((least, most)) if least == most => counted(least, thing),
            Some((least, most)) => format!("{least} to {}", counted(most, thing)),
            None => format!("{thing}s not measured"),
        };
        let _ = writeln!(
            text,
            "Vignette {}: {}, {}, {}; {} on the route to {}; {}",
            proof.vignette.name,
            range(proof.choices(), "choice"),
            range(proof.words(), "word"),
            counted(proof.found.facts.reached(), "fact"),
            counted(proof.vignette.route.len(), "choice"),
            story.scene(proof.vignette.goes_on).name,
            match (proof.found.complete, proof.problems.is_empty()) {
                (true, true) => "proved".into(),
                (true, false) => tally(&proof.problems),
                (false, _) => "not proved".into(),
            },
        );
    }
    text
}

/// What is proved, and what is not.
fn verdict(found: &Exploration, is_clean: bool) -> &'static str {
    match (found.complete, found.stop) {
        (true, _) if is_clean => "Proved for every life",
        (true, _) => "Every life was looked at",
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
