//! Small stories made by chance, as authors would write them.

use std::fmt::Write;
use std::path::Path;

use sungari::narrative::parse::{StoryFile, folder};

/// Numbers that look like chance and are the same in every run.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678)
    }

    pub(super) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(0x1405_7b7e_f767_814f);
        (self.0 >> 33) as usize % sides
    }

    fn in_ten(&mut self, cases: usize) -> bool {
        self.below(10) < cases
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

const VARIABLES: &str = r#"variables: [
        Flag(id: "letter", doc: "-"), Flag(id: "lamp", start: true, doc: "-"),
        Counter(id: "trust", from: 0, to: 3, start: 1, doc: "-"),
        Counter(id: "debt", from: -2, to: 2, start: 0, doc: "-"),
        Named(id: "papers", values: ["none", "emigre", "soviet"], start: "none", doc: "-"),
    ],"#;

const NEAR_BANK: &str =
    "endings: [Ending(id: \"near_bank\", title: \"The Near Bank\", document: \"Letter\"), ";

/// A story on the ground of the minimal one.
pub(super) fn story(seed: u64) -> Vec<StoryFile> {
    let mut dice = Dice::new(seed);
    let mut files = folder::read(Path::new("tests/cases/stories/minimal")).unwrap();
    files.retain(|file| !file.path.starts_with("scenes"));
    let head = files.iter_mut().find(|file| file.path == "story.ron").unwrap();
    let start = head.text.find("variables: [").unwrap();
    let end = head.text.find("cast: [").unwrap();
    head.text.replace_range(start..end, VARIABLES);
    let scenes = 3 + dice.below(4);
    head.text = head.text.replace("start: \"pier\"", "start: \"s0\"");
    if scenes > 4 {
        head.text = head.text.replace("endings: [", NEAR_BANK);
    }
    for scene in 0..scenes {
        let text = Scene { dice: &mut dice, scene, scenes }.text();
        files.push(StoryFile { path: format!("scenes/winter/s{scene}.ron"), text });
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

struct Scene<'d> {
    dice: &'d mut Dice,
    scene: usize,
    scenes: usize,
}

impl Scene<'_> {
    fn text(&mut self) -> String {
        let mut text = String::from(
            "Scene(\n    title: \"A page\",\n    setting: Setting(date: \"1932\", place: \"harbour\", light: Day),\n",
        );
        if self.scene > 0 && self.dice.in_ten(3) {
            let _ = writeln!(text, "    do: [\"{}\"],", self.effect());
        }
        text += "    body: [\n        Text(k: \"s1\", t: \"The river.\"),\n";
        for number in 0..self.dice.below(3) {
            let (first, second) = (format!("a{number}"), format!("b{number}"));
            let words =
                ["One.", "One two.", "{fact flood|Brown} water.", "{claim safe_ice|It holds}."];
            let (one, other) = (self.dice.one_of(&words), self.dice.one_of(&words));
            match self.dice.below(4) {
                0 => {
                    let _ = writeln!(
                        text,
                        "        Stages(k: \"{first}\", t: [\"First.\", \"{one}\", \"{other}\"]),"
                    );
                }
                1 => {
                    let (outer, inner) = (self.condition(), self.condition());
                    let _ = writeln!(
                        text,
                        "        When(if: \"{outer}\", then: [When(if: \"{inner}\", then: [Text(k: \"{first}\", t: \"{one}\")], else: [Text(k: \"{second}\", t: \"{other}\")])]),"
                    );
                }
                _ => {
                    let condition = self.condition();
                    let _ = writeln!(
                        text,
                        "        When(if: \"{condition}\", then: [Text(k: \"{first}\", t: \"{one}\")], else: [Text(k: \"{second}\", t: \"{other}\")]),"
                    );
                }
            }
        }
        text += "    ],\n";
        let is_last = self.scene + 1 == self.scenes;
        if is_last || (self.scene + 2 == self.scenes && self.scenes > 4) {
            let ending = if is_last { "far_bank" } else { "near_bank" };
            let _ = writeln!(text, "    ending: \"{ending}\",");
        } else {
            text += "    choices: [\n";
            let least = if self.scene + 3 == self.scenes { 2 } else { 1 };
            for number in 0..least + self.dice.below(3) {
                self.choice(&mut text, number);
            }
            text += "    ],\n";
            if self.dice.in_ten(4) {
                let goto = self.goto();
                let _ = writeln!(text, "    otherwise: Otherwise(t: \"Else\", goto: \"{goto}\"),");
            }
        }
        text + "    facts: [\"ice\"],\n    invented: \"All.\",\n)\n"
    }

    fn goto(&mut self) -> String {
        let to = match self.dice.in_ten(5) {
            true => (self.scene + 1) % self.scenes,
            false => self.dice.below(self.scenes),
        };
        format!("s{to}")
    }

    fn choice(&mut self, text: &mut String, number: usize) {
        // Every scene is linked, so that the story loads.
        let goto = match number {
            0 => format!("s{}", self.scene + 1),
            1 if self.scene + 3 == self.scenes => format!("s{}", self.scene + 2),
            _ => self.goto(),
        };
        let _ = write!(text, "        Choice(k: \"c{number}\", t: \"Go\", goto: \"{goto}\"");
        if self.dice.in_ten(6) {
            let condition = self.condition();
            let _ = write!(text, ", if: \"{condition}\"");
        }
        if self.dice.in_ten(3) {
            text.push_str(", once: true");
        }
        if self.dice.in_ten(5) {
            let effects: Vec<String> =
                (0..1 + self.dice.below(2)).map(|_| format!("\"{}\"", self.effect())).collect();
            let _ = write!(text, ", do: [{}]", effects.join(", "));
        }
        text.push_str("),\n");
    }

    fn effect(&mut self) -> String {
        let seen = self.dice.below(self.scenes);
        match self.dice.below(12) {
            0 => "letter = true".into(),
            1 => "letter = false".into(),
            2 => "lamp = letter".into(),
            3..6 => "trust += 1".into(),
            6 => "trust -= 1".into(),
            7 => "debt = trust - 1".into(),
            8 => format!("debt += visits(s{seen})"),
            9 => "papers = emigre".into(),
            10 => "papers = soviet".into(),
            _ => "debt -= trust".into(),
        }
    }

    fn condition(&mut self) -> String {
        match self.dice.below(10) {
            0 => format!("{} and {}", self.atom(), self.atom()),
            1 => format!("{} or {}", self.atom(), self.atom()),
            2 => format!("not ({} and {})", self.atom(), self.atom()),
            3 => format!("not {}", self.atom()),
            _ => self.atom(),
        }
    }

    fn atom(&mut self) -> String {
        let (seen, number) = (self.dice.below(self.scenes), self.dice.below(4));
        match self.dice.below(12) {
            0 => "letter".into(),
            1 => "lamp".into(),
            2 => format!("trust >= {number}"),
            3 => format!("trust == {number}"),
            4 => "debt < trust".into(),
            5 => "papers == soviet".into(),
            6 => "papers != none".into(),
            7 => format!("visits(s{seen}) >= {number}"),
            8 => format!("visits(s{seen}) == {number}"),
            9 => format!("trust + visits(s{seen}) > {}", number + 1),
            10 => format!("visited(s{seen})"),
            _ => format!("taken(s{}.c0)", self.dice.below(self.scenes.saturating_sub(2).max(1))),
        }
    }
}
