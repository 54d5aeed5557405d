//! The story of the benchmark, made here and always the same, so that the
//! figures of two days are about one thing; and the same story in ink.

use std::fmt::Write as _;

use sungari::narrative::parse::StoryFile;

/// Numbers that look like chance and are the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }
}

/// A story of so many scenes: prose with marks, stages and conditions, and
/// three choices each.
pub(crate) fn files(scenes: usize) -> Vec<StoryFile> {
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

/// The same story in ink: the same words, conditions and changes. Ink has no
/// facts; their words stand unmarked.
pub(crate) fn ink(scenes: usize) -> String {
    let mut text = String::new();
    for number in 0..40 {
        let _ = writeln!(text, "VAR f{number} = false\nVAR n{number} = 1");
    }
    text += "-> s00000\n";
    let mut dice = Dice(3);
    for number in 0..scenes - 1 {
        text += &knot(number, scenes, &mut dice);
    }
    let last = scenes - 1;
    let _ = writeln!(text, "=== s{last:05}\nThe ice held. It does not always.\n-> END");
    text
}

fn knot(number: usize, scenes: usize, dice: &mut Dice) -> String {
    let (flag, counter) = (number % 40, (number + 7) % 40);
    let (next, near, far) = (number + 1, dice.below(scenes), dice.below(scenes));
    format!(
        "=== s{number:05}
~ n{counter} = MIN(n{counter} + 1, 9)
The river is white from bank to bank, and the cabs cross it. In August it was brown, and came in at the windows.
Anna: “The ice always holds. My father drove on it.”
{{ f{flag} or n{counter} >= 3: Somebody has swept the steps. | Nobody has swept the steps. Nobody will, says the cabman. }}
{{A boy sells seeds.|The boy is still here.|The boy knows you.}}
+ [Go along the bank]
    ~ f{flag} = true
    -> s{next:05}
+ {{ n{counter} >= 2 and not s{far:05} }} [Cross to the far side]
    -> s{near:05}
* [Ask the cabman]
    ~ n{counter} = MAX(n{counter} - 1, 0)
    -> s{far:05}
"
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
