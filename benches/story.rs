//! How fast a large story is: medians of whole runs.
//!
//! The stories are made here, always the same, so that the figures of two
//! days are about one thing.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use sungari::narrative::load;
use sungari::narrative::model::Story;
use sungari::narrative::parse::StoryFile;
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, page_text, view};

/// Choices in the life that is saved and stepped back.
const STEPS: usize = 100;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for scenes in [1_000, 10_000] {
        let files = files(scenes);
        let bytes: usize = files.iter().map(|file| file.text.len()).sum();
        writeln!(out, "{scenes} scenes, {} KiB", bytes / 1024)?;

        let loading = median(if scenes > 1_000 { 5 } else { 15 }, || load(&files));
        line(&mut out, "parse and check", loading)?;
        let story = load(&files).story.expect("the story made here has no errors");

        let played = 20_000;
        let playing = median(7, || play(&story, played));
        let a_second = played as f64 / playing.as_secs_f64();
        writeln!(out, "  {:<28} {a_second:>10.0} choices/s", "random play, text produced")?;

        let life = life(&story, STEPS);
        line(&mut out, "view", median(1_001, || view(&story, &life)))?;
        let card = Card::of(&story, &life, 0);
        line(&mut out, "card of 100 steps", median(201, || Card::of(&story, &life, 0)))?;
        let text = save::write(&story, &life, &card);
        let writing = median(201, || save::write(&story, &life, &card));
        line(&mut out, "save of 100 steps, written", writing)?;
        line(&mut out, "save of 100 steps, read", median(201, || save::read(&story, &text)))?;
        let all_back = median(201, || {
            let mut life = life.clone();
            life.step_back_to(0);
            life
        });
        line(&mut out, "100 steps back", all_back)?;
        let mut back = life.clone();
        back.step_back_to(0);
        let all_forward = median(201, || {
            let mut life = back.clone();
            while life.step_forward() {}
            life
        });
        line(&mut out, "100 steps forward", all_forward)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, what: &str, took: Duration) -> io::Result<()> {
    writeln!(out, "  {what:<28} {:>10.1} µs", took.as_secs_f64() * 1e6)
}

/// How long `work` takes, the median of `runs`.
fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// Takes so many choices at random, life after life, and writes every page.
fn play(story: &Story, choices: usize) -> usize {
    let mut dice = Dice(1);
    let mut life = Playthrough::begin(story, 0);
    let mut written = 0;
    for number in 1..=choices {
        written += page_text(&view(story, &life)).len();
        if number % STEPS == 0 || !step(story, &mut life, &mut dice) {
            life = Playthrough::begin(story, 0);
        }
    }
    written
}

fn life(story: &Story, steps: usize) -> Playthrough {
    let (mut life, mut dice) = (Playthrough::begin(story, 0), Dice(2));
    for _ in 0..steps {
        assert!(step(story, &mut life, &mut dice), "the life goes on");
    }
    life
}

/// Takes an open choice. False where there is none.
fn step(story: &Story, life: &mut Playthrough, dice: &mut Dice) -> bool {
    let open = life.open_choices(story);
    if open.is_empty() {
        return false;
    }
    let choice = open[dice.below(open.len())].id;
    life.choose(story, choice).is_ok()
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }
}

/// A story of so many scenes: prose with marks, stages and conditions, and
/// three choices each.
fn files(scenes: usize) -> Vec<StoryFile> {
    let file = |path: String, text: String| StoryFile { path, text };
    let mut files = vec![
        file("story.ron".into(), story()),
        file("sources.ron".into(), SOURCES.into()),
        file("facts/river.ron".into(), facts()),
        file("claims/river.ron".into(), CLAIMS.into()),
        file("backdrops/river.ron".into(), BACKDROP.into()),
    ];
    let mut dice = Dice(3);
    for number in 0..scenes {
        files.push(file(
            format!("scenes/winter/s{number:05}.ron"),
            match number + 1 == scenes {
                true => LAST.into(),
                false => scene(number, scenes, &mut dice),
            },
        ));
    }
    files
}

fn scene(number: usize, scenes: usize, dice: &mut Dice) -> String {
    let (fact, flag, counter) = (number % 100, number % 40, (number + 7) % 40);
    let (next, near, far) = (number + 1, dice.below(scenes), dice.below(scenes));
    format!(
        r#"Scene(
    title: "Page {number}",
    setting: Setting(date: "1932-12", place: "harbour", light: Dusk),
    do: ["n{counter} += 1"],
    body: [
        Text(k: "s1", t: "The river is white from bank to bank, and the cabs cross it.
            {{fact f{fact}|In August it was brown}}, and came in at the windows."),
        Say(k: "s2", who: "anna", t: "“{{claim ice|The ice always holds}}. My father drove on it.”"),
        When(
            if: "f{flag} or n{counter} >= 3", then: [Text(k: "s3", t: "Somebody has swept the steps.")],
            else: [Text(k: "s4", t: "Nobody has swept the steps. *Nobody will*, says the cabman.")],
        ),
        Stages(k: "s5", t: ["A boy sells seeds.", "The boy is still here.", "The boy knows you."]),
    ],
    choices: [
        Choice(k: "c1", t: "Go along the bank", do: ["f{flag} = true"], goto: "s{next:05}"),
        Choice(k: "c2", t: "Cross to the far side", if: "n{counter} >= 2 and not visited(s{far:05})",
            locked: "The ice is thin.", goto: "s{near:05}"),
        Choice(k: "c3", t: "Ask the cabman", once: true, do: ["n{counter} -= 1"], goto: "s{far:05}"),
    ],
    invented: "The cabman.",
)
"#
    )
}

fn facts() -> String {
    let mut text = String::from("[\n");
    for number in 0..100 {
        let _ = writeln!(
            text,
            "    Fact(id: \"f{number}\", statement: \"The river rose {number} times.\", \
             grade: Documented, date: \"1932-08\", sources: [\"gazette\"]),"
        );
    }
    text + "]\n"
}

fn story() -> String {
    let mut variables = String::new();
    for number in 0..40 {
        let _ = writeln!(
            variables,
            "        Flag(id: \"f{number}\", doc: \"A flag\"),\n        \
             Counter(id: \"n{number}\", from: 0, to: 9, start: 1, doc: \"A number\"),"
        );
    }
    STORY.replace("VARIABLES", &variables)
}

const STORY: &str = r##"Story(
    format: 1, title: "The Long River", subtitle: "A story for figures",
    notice: "Everybody in it is invented.", language: "en",
    frame: Frame(
        folder: "folder", keeper: "archivist", invented_document: "Invented document",
        grades: Grades(documented: "Documented", reported: "Reported", contested: "Contested",
            legend: "Legend", invented: "Invented"),
    ),
    start: "s00000", title_backdrop: "river",
    parts: [Part(
        id: "winter", number: "Part one", title: "Winter", years: "1932/1935",
        palette: Palette(paper: "#f5eddc", ink: "#1d2730", tone: "#7094a5", accent: "#cf8a2c"),
        sky: "river",
    )],
    variables: [
VARIABLES    ],
    cast: [Person(id: "anna", name: "Anna", doc: "A neighbour, invented")],
    places: [Place(id: "harbour", name: "Harbin, the Pier", at: (45.77, 126.62))],
    endings: [Ending(id: "far_bank", title: "The Far Bank", document: "Case file")],
)
"##;

const SOURCES: &str = r#"[
    Source(id: "gazette", kind: Press, short: "Gazette 1932", cite: "An invented gazette.", checked: Unchecked),
]
"#;

const CLAIMS: &str = r#"[
    Claim(id: "ice", says: "The ice always holds.", who: "anna", verdict: Contradicted, weighed_by: "f0"),
]
"#;

const BACKDROP: &str = r#"Backdrop(
    fits: [Fit(place: "harbour")],
    picture: Picture(layers: [Layer(depth: 0.1, pieces: [Fill(ink: Tone, shape: Band(top: 0.6))])]),
)
"#;

const LAST: &str = r#"Scene(
    title: "The Far Bank", setting: Setting(date: "1935", place: "harbour", light: Day),
    body: [Text(k: "s1", t: "The ice held. {fact f0|It does not always}.")],
    ending: "far_bank", invented: "All of it.",
)
"#;
