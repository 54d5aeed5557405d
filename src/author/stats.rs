//! `sungari stats`: how much there is of a story, and of a life in it.

mod json;

use std::fmt::Write;

use super::{Answer, Format, counted, json};
use crate::narrative::diagnostic::render;
use crate::narrative::explore::{VignetteProof, vignettes};
use crate::narrative::model::{Fact, Grade, Story, minutes};
use crate::narrative::parse::StoryFile;
use crate::narrative::stats::{Dossier, Lives, Stats, dossier, lives, stats};
use crate::narrative::work::in_turn;
use crate::terminal::Status;
use json::StatsJson;

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
    let vignettes = vignettes(&story, files, &|_| true, &in_turn);
    Answer::clean(match options.format {
        Format::Text => {
            text(&story, stats, lives, dossier, options.notes.is_some())
                + &vignettes_text(&story, &vignettes)
        }
        Format::Json => json(&StatsJson::of(&story, stats, lives, dossier, &vignettes)),
    })
}

fn text(story: &Story, stats: &Stats, lives: &Lives, dossier: &Dossier, has_notes: bool) -> String {
    let per_cent = |share: f64| format!("{:.0} %", share * 100.0);
    let mut text = format!(
        "{}: {}, {}, {}, {}\n",
        story.title,
        counted(story.words(), "word"),
        counted(story.scenes.len(), "scene"),
        counted(story.choice_scenes.len(), "choice"),
        counted(story.endings.len(), "ending"),
    );
    let names = || story.parts.iter().map(|part| part.name.as_str());
    let counts =
        stats.parts.iter().zip(&lives.parts).map(|(of, lives)| {
            vec![of.scenes, of.choices, of.words, lives.lives, lives.median_words]
        });
    let columns = ["scenes", "choices", "words", "lives", "read"];
    table(&mut text, "Part", &columns, names().zip(counts).collect());
    let counts = stats.parts.iter().zip(&dossier.met).map(|(of, met)| {
        let codes = |letter: char| met.iter().filter(|code| code.starts_with(letter)).count();
        let mut counts = vec![of.facts, of.claims, of.echoes];
        counts.extend(has_notes.then(|| [codes('S'), codes('W')]).into_iter().flatten());
        counts
    });
    let columns = ["facts", "claims", "echoes", "S codes", "W codes"];
    let columns = if has_notes { &columns[..] } else { &columns[..3] };
    table(&mut text, "Part", columns, names().zip(counts).collect());
    let echoes: usize = stats.parts.iter().map(|part| part.echoes).sum();
    let _ = writeln!(
        text,
        "{} of the scenes read differently because of what an earlier part did",
        per_cent(echoes as f64 / story.scenes.len().max(1) as f64),
    );
    let speakers = stats
        .speakers
        .iter()
        .map(|of| (story.person(of.person).name.as_str(), vec![of.lines, of.words]));
    table(&mut text, "Speaker", &["lines", "words"], speakers.collect());
    let grades =
        GRADES.map(|(grade, _)| (story.frame.grade(grade), vec![stats.facts[grade as usize]]));
    table(&mut text, "Grade", &["facts"], grades.to_vec());
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
        "\nClaims: {} of {} raised by scenes, {} made by the cutting alone; a life hears {}",
        stats.claims_raised,
        story.claims.len(),
        stats.claims_in_cutting,
        lives.median_claims,
    );
    contested(&mut text, story, stats);
    if has_notes {
        codes(&mut text, dossier);
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

/// The vignettes: words and choices of the shortest way through and the longest.
fn vignettes_text(story: &Story, vignettes: &[VignetteProof<'_>]) -> String {
    if vignettes.is_empty() {
        return String::new();
    }
    let range = |found: Option<(usize, usize)>| match found {
        None => "–".to_owned(),
        Some((least, most)) if least == most => least.to_string(),
        Some((least, most)) => format!("{least}–{most}"),
    };
    let names = vignettes.iter().map(|of| of.vignette.name.chars().count());
    let width = names.max().unwrap_or(0).max(16);
    let mut text = format!(
        "\n{:width$} {:>8} {:>8} {:>8} {:>8}  goes on in\n",
        "Vignette", "scenes", "choices", "words", "facts"
    );
    for of in vignettes {
        let _ = writeln!(
            text,
            "{:width$} {:>8} {:>8} {:>8} {:>8}  {}",
            of.vignette.name,
            of.found.scenes.total,
            range(of.choices()),
            range(of.words()),
            of.found.facts.reached(),
            story.scene(of.vignette.goes_on).name,
        );
    }
    text
}

/// The contested facts, each with where it is raised and with its accounts.
fn contested(text: &mut String, story: &Story, stats: &Stats) {
    if stats.contested.is_empty() {
        return;
    }
    text.push_str("\nContested, and who says what\n");
    for of in &stats.contested {
        let Fact { name, reference, accounts, .. } = story.fact(of.fact);
        let code = reference.as_ref().map_or(String::new(), |code| format!(" ({code})"));
        let parts: Vec<&str> =
            of.parts.iter().map(|part| story.part(*part).name.as_str()).collect();
        let parts = match parts.is_empty() {
            true => "the archive alone".to_owned(),
            false => parts.join(", "),
        };
        let _ = writeln!(text, "  {name}{code}: {parts}");
        for account in accounts {
            let _ = writeln!(text, "    {}: {}", account.who, account.says);
        }
    }
}

/// What has been used of the notes, and where.
fn codes(text: &mut String, dossier: &Dossier) {
    let _ = writeln!(
        text,
        "\ndossier.md: {} of its S codes used, {} of its W codes, {} not yet",
        dossier.seed_used,
        dossier.wider_used,
        dossier.unused.len()
    );
    let _ = writeln!(
        text,
        "  met in scenes: {} S, {} W; in the archive alone: {} S, {} W",
        dossier.met_in_scenes('S'),
        dossier.met_in_scenes('W'),
        dossier.only_in_archive('S'),
        dossier.only_in_archive('W'),
    );
    let lists = [
        ("In the archive alone", &dossier.archive),
        ("Not yet", &dossier.unused),
        ("Codes it does not have", &dossier.unknown),
    ];
    for (head, codes) in lists.iter().filter(|(_, codes)| !codes.is_empty()) {
        let _ = writeln!(text, "  {head}:");
        for line in codes.chunks(16) {
            let _ = writeln!(text, "    {}", line.join(" "));
        }
    }
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
