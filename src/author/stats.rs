//! `sungari stats`: how much there is of a story, and of a life in it.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::{Answer, Format, counted, json};
use crate::narrative::diagnostic::render;
use crate::narrative::model::{Grade, Story, minutes};
use crate::narrative::parse::StoryFile;
use crate::narrative::stats::{Dossier, Lives, Stats, dossier, lives, stats};
use crate::terminal::Status;

/// How to count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatsOptions {
    /// What to answer in.
    pub format: Format,
    /// What the lives are played by.
    pub seed: u64,
    /// The author's notes, where the story folder has them.
    pub notes: Option<String>,
    /// Whether problems may be coloured.
    pub colour: bool,
}

const GRADES: [(Grade, &str); 5] = [
    (Grade::Documented, "documented"),
    (Grade::Reported, "reported"),
    (Grade::Contested, "contested"),
    (Grade::Legend, "legend"),
    (Grade::Invented, "invented"),
];

/// Counts a story without errors, and plays lives of it by chance.
pub fn show(files: &[StoryFile], options: &StatsOptions) -> Answer {
    let parsed = crate::narrative::load(files);
    let Some(story) = parsed.story else {
        let err = render(&parsed.problems, files, options.colour);
        return Answer { out: String::new(), err, status: Status::Problems };
    };
    let counted =
        (stats(&story), lives(&story, options.seed), dossier(&story, options.notes.as_deref()));
    let (stats, lives, dossier) = &counted;
    Answer::clean(match options.format {
        Format::Text => text(&story, stats, lives, dossier, options.notes.is_some()),
        Format::Json => json(&StatsJson::of(&story, stats, lives, dossier)),
    })
}

fn text(story: &Story, stats: &Stats, lives: &Lives, dossier: &Dossier, has_notes: bool) -> String {
    let mut text = format!(
        "{}: {}, {}, {}, {}\n",
        story.title,
        counted(story.words(), "word"),
        counted(story.scenes.len(), "scene"),
        counted(story.choice_scenes.len(), "choice"),
        counted(story.endings.len(), "ending"),
    );
    let parts = story
        .parts
        .iter()
        .zip(&stats.parts)
        .map(|(part, of)| (part.name.as_str(), vec![of.scenes, of.choices, of.words]));
    table(&mut text, "Part", &["scenes", "choices", "words"], parts.collect());
    let speakers = stats
        .speakers
        .iter()
        .map(|of| (story.person(of.person).name.as_str(), vec![of.lines, of.words]));
    table(&mut text, "Speaker", &["lines", "words"], speakers.collect());
    let grades =
        GRADES.map(|(grade, _)| (story.frame.grade(grade), vec![stats.facts[grade as usize]]));
    table(&mut text, "Grade", &["facts"], grades.to_vec());
    let per_cent = |share: f64| format!("{:.0} %", share * 100.0);
    let _ = write!(
        text,
        "\nA life, the median of {} played by chance\n  \
         {}, {} min at 200 words a minute, {}\n  \
         {} of the {} that scenes can raise\n  \
         {} of its words are those of another life as well\n",
        lives.samples,
        counted(lives.median_words, "word"),
        minutes(lives.median_words),
        counted(lives.median_choices, "choice"),
        per_cent(lives.facts_share),
        counted(stats.facts_raised, "fact"),
        per_cent(lives.overlap),
    );
    for (ending, reached) in story.endings.iter().zip(&lives.endings) {
        let _ = writeln!(text, "  {reached:>4} close in {} ({})", ending.name, ending.title);
    }
    if lives.unfinished > 0 {
        let _ = writeln!(text, "  {:>4} come to no ending", lives.unfinished);
    }
    let _ = writeln!(
        text,
        "\nClaims: {} of {} raised by scenes",
        stats.claims_raised,
        story.claims.len()
    );
    if has_notes {
        let _ = writeln!(
            text,
            "dossier.md: {} of its S codes used, {} of its W codes, {} not yet",
            dossier.seed_used,
            dossier.wider_used,
            dossier.unused.len()
        );
        if !dossier.unknown.is_empty() {
            let _ = writeln!(text, "Codes it does not have: {}", dossier.unknown.join(", "));
        }
    }
    if !stats.undrawn.is_empty() {
        text.push_str("\nTo be drawn: places whose scenes show only a sky\n");
        for ((place, light), scenes) in &stats.undrawn {
            let place = &story.place(*place).name;
            let _ = writeln!(text, "  {place}, {light:?}: {}", scenes.join(", "));
        }
    }
    text
}

/// A column of names, and columns of numbers beside it.
fn table(text: &mut String, head: &str, columns: &[&str], rows: Vec<(&str, Vec<usize>)>) {
    if rows.is_empty() {
        return;
    }
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(16);
    let _ = write!(text, "\n{head:width$}");
    text.extend(columns.iter().map(|column| format!(" {column:>8}")));
    text.push('\n');
    for (name, numbers) in rows {
        let _ = write!(text, "{name:width$}");
        text.extend(numbers.iter().map(|number| format!(" {number:>8}")));
        text.push('\n');
    }
}

/// The documented shape of `--format json`. Fields are only ever added.
#[derive(Serialize)]
struct StatsJson<'s> {
    words: usize,
    scenes: usize,
    choices: usize,
    endings: usize,
    parts: Vec<PartJson<'s>>,
    speakers: Vec<SpeakerJson<'s>>,
    lives: LivesJson<'s>,
    facts: FactsJson,
    claims: ClaimsJson,
    dossier: DossierJson<'s>,
    undrawn: Vec<UndrawnJson<'s>>,
}

#[derive(Serialize)]
struct PartJson<'s> {
    id: &'s str,
    scenes: usize,
    choices: usize,
    words: usize,
}

#[derive(Serialize)]
struct SpeakerJson<'s> {
    id: &'s str,
    lines: usize,
    words: usize,
}

#[derive(Serialize)]
struct LivesJson<'s> {
    samples: usize,
    median_words: usize,
    median_minutes: f64,
    median_choices: usize,
    facts_share: f64,
    overlap: f64,
    unfinished: usize,
    endings: BTreeMap<&'s str, usize>,
}

#[derive(Serialize)]
struct FactsJson {
    total: usize,
    raised: usize,
    by_grade: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct ClaimsJson {
    total: usize,
    raised: usize,
}

#[derive(Serialize)]
struct DossierJson<'s> {
    seed_used: usize,
    wider_used: usize,
    unused: &'s [String],
    unknown: &'s [String],
}

#[derive(Serialize)]
struct UndrawnJson<'s> {
    place: &'s str,
    light: String,
    scenes: &'s [String],
}

impl<'s> StatsJson<'s> {
    fn of(story: &'s Story, stats: &'s Stats, lives: &Lives, dossier: &'s Dossier) -> Self {
        let rounded = |number: f64, steps: f64| (number * steps).round() / steps;
        let parts = story.parts.iter().zip(&stats.parts);
        let undrawn = stats.undrawn.iter().map(|((place, light), scenes)| UndrawnJson {
            place: &story.place(*place).name,
            light: format!("{light:?}"),
            scenes,
        });
        let speakers = stats.speakers.iter().map(|of| SpeakerJson {
            id: &story.person(of.person).name,
            lines: of.lines,
            words: of.words,
        });
        let endings = story.endings.iter().map(|ending| ending.name.as_str());
        StatsJson {
            words: story.words(),
            scenes: story.scenes.len(),
            choices: story.choice_scenes.len(),
            endings: story.endings.len(),
            parts: parts
                .map(|(part, of)| PartJson {
                    id: &part.name,
                    scenes: of.scenes,
                    choices: of.choices,
                    words: of.words,
                })
                .collect(),
            speakers: speakers.collect(),
            lives: LivesJson {
                samples: lives.samples,
                median_words: lives.median_words,
                median_minutes: rounded(lives.median_minutes, 10.0),
                median_choices: lives.median_choices,
                facts_share: rounded(lives.facts_share, 1_000.0),
                overlap: rounded(lives.overlap, 1_000.0),
                unfinished: lives.unfinished,
                endings: endings.zip(lives.endings.iter().copied()).collect(),
            },
            facts: FactsJson {
                total: story.facts.len(),
                raised: stats.facts_raised,
                by_grade: GRADES.map(|(grade, name)| (name, stats.facts[grade as usize])).into(),
            },
            claims: ClaimsJson { total: story.claims.len(), raised: stats.claims_raised },
            dossier: DossierJson {
                seed_used: dossier.seed_used,
                wider_used: dossier.wider_used,
                unused: &dossier.unused,
                unknown: &dossier.unknown,
            },
            undrawn: undrawn.collect(),
        }
    }
}
