//! The story as its authors would write it.

use std::fmt::Write;

use super::plan::{Ask, Choice, Effect, Plan, Scene, Variable};
use super::prose::{Block, FACTS, Words, space};
use sungari::narrative::parse::StoryFile;

pub(super) fn files(plan: &Plan) -> Vec<StoryFile> {
    let mut files: Vec<_> = plan
        .scenes
        .iter()
        .map(|scene| {
            file(&format!("scenes/p{}/{}.ron", scene.part, scene.name), self::scene(scene))
        })
        .collect();
    files.extend([
        file("story.ron", story(plan)),
        file("sources.ron", SOURCES.into()),
        file("facts/river.ron", facts()),
        file("claims/river.ron", CLAIMS.into()),
        file("backdrops/river.ron", BACKDROP.into()),
    ]);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn file(path: &str, text: String) -> StoryFile {
    StoryFile { path: path.into(), text }
}

fn story(plan: &Plan) -> String {
    let (mut variables, mut parts) = (String::new(), String::new());
    for variable in &plan.variables {
        let _ = match variable {
            Variable::Flag(id) => writeln!(variables, "        Flag(id: \"{id}\", doc: \"-\"),"),
            Variable::Counter(id, to, start) => writeln!(
                variables,
                "        Counter(id: \"{id}\", from: 0, to: {to}, start: {start}, doc: \"-\"),"
            ),
            Variable::Named(id, values) => writeln!(
                variables,
                "        Named(id: \"{id}\", values: {values:?}, start: {:?}, doc: \"-\"),",
                values[0]
            ),
        };
    }
    for part in 0..plan.parts {
        let _ = writeln!(
            parts,
            "        Part(id: \"p{part}\", number: \"Part\", title: \"Part {part}\", years: \"1932/1935\", sky: \"river\",
            palette: Palette(paper: \"#f5eddc\", ink: \"#1d2730\", tone: \"#7094a5\", accent: \"#cf8a2c\")),"
        );
    }
    STORY.replace("VARIABLES", &variables).replace("PARTS", &parts)
}

fn scene(scene: &Scene) -> String {
    let mut text = String::from(
        "Scene(\n    title: \"Page\",\n    setting: Setting(date: \"1932-12\", place: \"harbour\", light: Dusk),\n    body: [\n",
    );
    let mut keys = 0;
    let mut key = || {
        keys += 1;
        format!("s{keys}")
    };
    for block in &scene.body {
        let _ = match block {
            Block::Text(said) => {
                writeln!(text, "        Text(k: \"{}\", t: \"{}\"),", key(), words(said))
            }
            Block::Say(said) => writeln!(
                text,
                "        Say(k: \"{}\", who: \"anna\", t: \"{}\"),",
                key(),
                words(said)
            ),
            Block::When(ask, then, otherwise) => writeln!(
                text,
                "        When(if: \"{}\", then: [Text(k: \"{}\", t: \"{}\")],\n            else: [Text(k: \"{}\", t: \"{}\")]),",
                condition(ask),
                key(),
                words(then),
                key(),
                words(otherwise)
            ),
            Block::Stages(stages) => {
                writeln!(text, "        Stages(k: \"{}\", t: {stages:?}),", key())
            }
        };
    }
    text += "    ],\n";
    if scene.choices.is_empty() {
        text += "    ending: \"far_bank\",\n";
    } else {
        text += "    choices: [\n";
        scene.choices.iter().for_each(|choice| self::choice(&mut text, choice));
        text += "    ],\n";
    }
    text + "    invented: \"All of it.\",\n)\n"
}

fn choice(text: &mut String, choice: &Choice) {
    let Choice { key, label, goto, condition: asked, once, effects, .. } = choice;
    let _ = write!(text, "        Choice(k: \"{key}\", t: \"{label}\", goto: \"{goto}\"");
    if let Some(ask) = asked {
        let _ = write!(text, ", if: \"{}\"", condition(ask));
    }
    if *once {
        text.push_str(", once: true");
    }
    if !effects.is_empty() {
        let effects: Vec<_> = effects.iter().map(effect).collect();
        let _ = write!(text, ", do: {effects:?}");
    }
    text.push_str("),\n");
}

fn words(all: &[Words]) -> String {
    let mut text = String::new();
    for words in all {
        space(&mut text, words);
        let _ = match words {
            Words::Plain(words) => write!(text, "{words}"),
            Words::Italic(words) => write!(text, "*{words}*"),
            Words::Fact(fact, words) => write!(text, "{{fact f{fact}|{words}}}"),
            Words::Claim(words) => write!(text, "{{claim ice|{words}}}"),
            Words::If(ask, then, otherwise) => {
                write!(text, "{{if {}|{then}|{otherwise}}}", condition(ask))
            }
        };
    }
    text
}

fn condition(ask: &Ask) -> String {
    let all = |asks: &[Ask], sign| asks.iter().map(condition).collect::<Vec<_>>().join(sign);
    match ask {
        Ask::Flag(flag) => flag.clone(),
        Ask::Not(flag) => format!("not {flag}"),
        Ask::AtLeast(counter, number) => format!("{counter} >= {number}"),
        Ask::Is(named, value) => format!("{named} == {value}"),
        Ask::IsNot(named, value) => format!("{named} != {value}"),
        Ask::Visits(scene, number) => format!("visits({scene}) >= {number}"),
        Ask::Fewer(scene, number) => format!("visits({scene}) < {number}"),
        Ask::Taken(scene, key) => format!("taken({scene}.{key})"),
        Ask::All(asks) => all(asks, " and "),
        Ask::Either(asks) => all(asks, " or "),
    }
}

fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Set(flag, value) => format!("{flag} = {value}"),
        Effect::More(counter, _) => format!("{counter} += 1"),
        Effect::Less(counter) => format!("{counter} -= 1"),
        Effect::Name(named, value) => format!("{named} = {value}"),
    }
}

fn facts() -> String {
    let mut text = String::from("[\n");
    for number in 0..FACTS {
        let _ = writeln!(
            text,
            "    Fact(id: \"f{number}\", statement: \"The river rose {number} times.\", \
             grade: Documented, date: \"1932-08\", sources: [\"gazette\"]),"
        );
    }
    text + "]\n"
}

const STORY: &str = r##"Story(
    format: 1, title: "The Long River", subtitle: "A story for figures",
    notice: "Everybody in it is invented.", language: "en",
    frame: Frame(
        folder: "folder", keeper: "archivist", invented_document: "Invented document",
        grades: Grades(documented: "Documented", reported: "Reported", contested: "Contested",
            legend: "Legend", invented: "Invented"),
    ),
    start: "s0_00", title_backdrop: "river",
    parts: [
PARTS    ],
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
