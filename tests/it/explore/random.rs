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
        Named(id: "papers", values: ["none", "emigre", "soviet"], start: "none",
            shown: ["none at all", "new", "red ones"], doc: "-"),
        Set(id: "bag", of: ["key", "bread"], start: ["key"], doc: "-"),
        Derived(id: "laden", is: "count(bag) + trust", doc: "-"),
        Derived(id: "welcome", is: "trust >= 2 and not bag has key", doc: "-"),
    ],"#;

/// What scenes share.
const SHARED: &str = r#"[
    ChoiceSet(id: "talk", choices: [
        Choice(k: "c1", t: "Talk", once: true, body: [
            Text(k: "s1", t: "Of this {cycle and that|}."),
            Ask(choices: [
                Choice(k: "a1", t: "More", if: "not taken(c2)", body: [Text(k: "s2", t: "More.")]),
                Choice(k: "a2", t: "Leave it", do: ["trust -= 1"], body: []),
            ]),
        ]),
        Choice(k: "c2", t: "Wait", if: "trust < 3", do: ["trust += 1"], goto: "here"),
    ]),
]
"#;

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
    // Every other story has all that the language has, in one scene or another.
    let rich = (seed % 2 == 1).then(|| Rich {
        calls: dice.in_ten(6),
        offers: dice.in_ten(5),
        asks: dice.in_ten(6),
        shares: dice.in_ten(3),
        chances: dice.in_ten(6),
    });
    let scenes = 3 + dice.below(if rich.is_some() { 2 } else { 4 });
    head.text = head.text.replace("start: \"pier\"", "start: \"s0\"");
    if dice.in_ten(4) {
        let mut scene = Scene { dice: &mut dice, scene: 0, scenes, rich };
        let promises = scene.promises();
        head.text =
            head.text.replace("    cast: [", &format!("    expect: [{promises}],\n    cast: ["));
    }
    if scenes > 4 {
        head.text = head.text.replace("endings: [", NEAR_BANK);
    }
    for scene in 0..scenes {
        let text = Scene { dice: &mut dice, scene, scenes, rich }.text();
        files.push(StoryFile { path: format!("scenes/winter/s{scene}.ron"), text });
    }
    if rich.is_some() {
        files.push(StoryFile { path: "choices.ron".into(), text: SHARED.into() });
        let called = Scene { dice: &mut dice, scene: 0, scenes, rich }.called();
        for (name, text) in called {
            files.push(StoryFile { path: format!("scenes/winter/{name}.ron"), text });
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn scene(body: &str, choices: &str, more: &str) -> String {
    format!(
        "Scene(\n    title: \"A page\",\n    setting: Setting(date: \"1932\", place: \"harbour\", light: Day),\n    \
         body: [{body}],\n    choices: [{choices}],\n{more}    facts: [\"ice\"],\n    invented: \"All.\",\n)\n"
    )
}

/// What a story has besides the plainest.
#[derive(Clone, Copy)]
struct Rich {
    calls: bool,
    offers: bool,
    asks: bool,
    shares: bool,
    chances: bool,
}

struct Scene<'d> {
    dice: &'d mut Dice,
    scene: usize,
    scenes: usize,
    rich: Option<Rich>,
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
        let is_last = self.scene + 1 == self.scenes;
        let is_end = is_last || (self.scene + 2 == self.scenes && self.scenes > 4);
        self.rich_blocks(&mut text, !is_end);
        text += "    ],\n";
        if is_end {
            let ending = if is_last { "far_bank" } else { "near_bank" };
            let _ = writeln!(text, "    ending: \"{ending}\",");
        } else {
            text += "    choices: [\n";
            let least = if self.scene + 3 == self.scenes { 2 } else { 1 };
            for number in 0..least + self.dice.below(3) {
                self.choice(&mut text, number);
            }
            self.rich_choices(&mut text);
            text += "    ],\n";
            if self.rich.is_some_and(|rich| rich.shares) && self.dice.in_ten(6) {
                text += "    shared: [\"talk\"],\n";
            }
            if self.rich.is_some_and(|rich| rich.offers) && (self.scene == 0 || self.dice.in_ten(7))
            {
                let most = 1 + self.dice.below(3);
                let _ = writeln!(text, "    offers: [Offer(pool: \"camp\", most: {most})],");
            }
            if self.dice.in_ten(4) {
                let goto = self.goto();
                let _ = writeln!(text, "    otherwise: Otherwise(t: \"Else\", goto: \"{goto}\"),");
            }
        }
        text + "    facts: [\"ice\"],\n    invented: \"All.\",\n)\n"
    }

    /// Words that vary, and questions inside the prose.
    fn rich_blocks(&mut self, text: &mut String, may_ask: bool) {
        let Some(rich) = self.rich else { return };
        if self.scene == 0 {
            let condition = self.condition();
            let _ = writeln!(
                text,
                "        When(if: \"{condition}\", then: [Text(k: \"v0\", t: \"{{fact flood|Water}}. {{claim safe_ice|Ice}}.\")]),"
            );
        }
        if self.dice.in_ten(5) {
            let (one, other) = (self.condition(), self.condition());
            let words = [
                format!("{{if {one}|so|so it is}}"),
                format!("{{if {one}|{{if {other}|both|one}}}}"),
                "{cycle one|two words|}".into(),
                "{once never before|}".into(),
                "{stages |now|now and then}".into(),
                "{value papers}".into(),
                "{if welcome|{fact flood|Water}}".into(),
            ];
            let (first, second) =
                (&words[self.dice.below(words.len())], &words[self.dice.below(words.len())]);
            let _ = writeln!(
                text,
                "        Text(k: \"v1\", t: \"The {first} river {second} there.\"),"
            );
        }
        if self.dice.in_ten(3) {
            let order = self.dice.one_of(&["Once", "Cycle"]);
            let texts = self.dice.one_of(&[
                "\"One.\", \"One two.\"",
                "\"One.\", \"One two.\", \"{claim safe_ice|One} two {if letter|three|or four}.\"",
                "\"One.\"",
            ]);
            let _ = writeln!(text, "        {order}(k: \"v2\", t: [{texts}]),");
        }
        if rich.asks && may_ask && self.dice.in_ten(6) {
            let ask = self.ask("");
            match self.dice.in_ten(3) {
                true => {
                    let condition = self.condition();
                    let _ = writeln!(text, "        When(if: \"{condition}\", then: [{ask}]),");
                }
                false => {
                    let _ = writeln!(text, "        {ask},");
                }
            }
            text.push_str("        Text(k: \"v3\", t: \"The other bank.\"),\n");
        }
    }

    fn ask(&mut self, parent: &str) -> String {
        let mut choices = String::new();
        for number in 0..1 + self.dice.below(2) {
            let key = format!("q{parent}{number}");
            let mut choice = format!("Choice(k: \"{key}\", t: \"Ask\"");
            if self.dice.in_ten(5) {
                let condition = self.condition();
                let _ = write!(choice, ", if: \"{condition}\"");
            }
            if self.dice.in_ten(4) {
                choice.push_str(", once: true");
            }
            if self.dice.in_ten(5) {
                let effect = self.effect();
                let _ = write!(choice, ", do: [\"{effect}\"]");
            }
            let _ = match self.dice.below(if parent.is_empty() { 4 } else { 3 }) {
                0 => {
                    let goto = self.goto();
                    write!(choice, ", goto: \"{goto}\")")
                }
                3 => {
                    let inner = self.ask(&number.to_string());
                    write!(choice, ", body: [Text(k: \"b{key}\", t: \"Well.\"), {inner}])")
                }
                _ => write!(choice, ", body: [Text(k: \"b{key}\", t: \"Well then.\")])"),
            };
            choices += &format!("{choice}, ");
        }
        format!("Ask(choices: [{choices}])")
    }

    /// Choices that call, and those that chance decides.
    fn rich_choices(&mut self, text: &mut String) {
        let Some(rich) = self.rich else { return };
        for called in 0..2 {
            // Every scene is linked.
            if rich.calls && (self.scene == 0 || self.dice.in_ten(3)) {
                let (then, condition) = (self.goto(), self.condition());
                let _ = writeln!(
                    text,
                    "        Choice(k: \"e{called}\", t: \"Call\", goto: \"r{called}\", then: \"{then}\", if: \"{condition}\"),"
                );
            }
        }
        if rich.chances && self.dice.in_ten(6) {
            let (one, other) = (self.goto(), self.goto());
            let (effect, once) = (self.effect(), self.dice.in_ten(5));
            let _ = writeln!(
                text,
                "        Choice(k: \"d1\", t: \"Dare\", once: {once}, do: [\"{effect}\"], chance: [\n            Outcome(k: \"o1\", goto: \"{one}\", weight: 3), Outcome(k: \"o2\", goto: \"{other}\", do: [\"debt += 1\"]),\n        ]),"
            );
        }
        if self.dice.in_ten(2) {
            let condition = self.condition();
            let _ = writeln!(
                text,
                "        Choice(k: \"d2\", t: \"Look\", if: \"{condition}\", do: [\"bag -= key\"], body: [Text(k: \"v4\", t: \"Nothing there.\")]),"
            );
        }
    }

    /// The scenes that return: two that are called, three that are offered.
    fn called(&mut self) -> Vec<(String, String)> {
        let rich = self.rich.unwrap();
        let mut scenes = Vec::new();
        for number in 0..if rich.calls { 2 } else { 0 } {
            let mut choices = String::from("Choice(k: \"c0\", t: \"Back\", returns: true");
            if self.dice.in_ten(3) {
                let condition = self.condition();
                let _ = write!(choices, ", if: \"{condition}\"");
            }
            choices += "), ";
            if number == 0 && self.dice.in_ten(5) {
                choices += "Choice(k: \"c1\", t: \"Further\", goto: \"r1\", then: \"r0\"), ";
            }
            let mut body = String::from("Text(k: \"s1\", t: \"A room.\"), ");
            if rich.asks && self.dice.in_ten(5) {
                body += "Ask(choices: [Choice(k: \"a0\", t: \"Sit\", do: [\"trust += 1\"], body: [])]), Text(k: \"s2\", t: \"A chair.\"), ";
            }
            scenes.push((format!("r{number}"), scene(&body, &choices, "")));
        }
        if rich.offers {
            for number in 0..3 {
                let mut offered = "    offered: Offered(pool: \"camp\", t: \"Go there\"".to_owned();
                if self.dice.in_ten(5) {
                    let condition = self.condition();
                    let _ = write!(offered, ", if: \"{condition}\"");
                }
                if self.dice.in_ten(2) {
                    offered += ", priority: 1";
                }
                if self.dice.in_ten(2) {
                    offered += ", weight: 2";
                }
                if self.dice.in_ten(3) {
                    offered += ", once: true";
                }
                offered += "),\n";
                let way = match self.dice.in_ten(7) {
                    true => "returns: true".to_owned(),
                    false => format!("goto: \"{}\"", self.goto()),
                };
                let choices = format!("Choice(k: \"c0\", t: \"On\", {way})");
                let body = "Text(k: \"s1\", t: \"A fire.\")";
                scenes.push((format!("p{number}"), scene(body, &choices, &offered)));
            }
        }
        scenes
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

    fn promises(&mut self) -> String {
        let mut promises = String::new();
        for _ in 0..1 + self.dice.below(3) {
            let (one, other) = (self.dice.below(self.scenes), self.dice.below(self.scenes));
            let condition = self.condition();
            promises += &match self.dice.below(7) {
                0 => format!("Reachable(if: \"{condition}\"), "),
                1 => format!("Reachable(scene: \"s{one}\", if: \"{condition}\"), "),
                2 => format!("Never(if: \"{condition}\"), "),
                3 => format!("Never(scene: \"s{one}\", if: \"{condition}\"), "),
                4 => format!("AlwaysBefore(visit: \"s{one}\", scene: \"s{other}\"), "),
                5 => format!("AlwaysBefore(learn: \"flood\", scene: \"s{other}\"), "),
                _ => "AlwaysBefore(hear: \"safe_ice\", ending: \"far_bank\"), ".into(),
            };
        }
        promises
    }

    fn effect(&mut self) -> String {
        let seen = self.dice.below(self.scenes);
        if self.rich.is_some() && self.dice.in_ten(2) {
            return self.dice.one_of(&["bag += bread", "bag -= bread", "bag -= key"]).into();
        }
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
        if self.rich.is_some() && self.dice.in_ten(3) {
            return match self.dice.below(6) {
                0 => format!("turns_since(s{seen}) >= {number}"),
                1 => format!("turns_since(s{seen}) == {number}"),
                2 => "bag has key".into(),
                3 => format!("count(bag) > {}", number / 2),
                4 => "welcome".into(),
                _ => format!("laden >= {number}"),
            };
        }
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
