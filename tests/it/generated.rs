//! Large stories, always the same for a number of scenes: parts of 20 to 25
//! scenes with hubs that are come back to, and flaws planted in known number.

use std::fmt::Write;

use sungari::narrative::parse::StoryFile;

/// A story made here.
pub(crate) struct Generated {
    pub(crate) files: Vec<StoryFile>,
    /// Choices that can never be taken, as `scene.key`, of scenes that are
    /// entered.
    pub(crate) impossible: Vec<String>,
    /// Scenes that are never entered.
    pub(crate) closed: Vec<String>,
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }

    /// True in so many of a hundred cases.
    fn in_hundred(&mut self, cases: usize) -> bool {
        self.below(100) < cases
    }
}

const FLAGS: [&str; 4] = ["g_letter", "g_warned", "g_debt", "g_member"];
const COUNTERS: [&str; 3] = ["g_trust", "g_money", "g_noticed"];

/// A story of about so many scenes.
pub(crate) fn story(scenes: usize) -> Generated {
    let mut made = Generated { files: Vec::new(), impossible: Vec::new(), closed: Vec::new() };
    let mut dice = Dice(7);
    let parts = scenes.div_ceil(23);
    let flaws = (scenes * 14).div_ceil(1000);
    let mut variables = String::new();
    for flag in FLAGS {
        let _ = writeln!(variables, "Flag(id: \"{flag}\", doc: \"Kept all through\"),");
    }
    for counter in COUNTERS {
        let _ = writeln!(
            variables,
            "Counter(id: \"{counter}\", from: 0, to: 5, start: 1, doc: \"Kept all through\"),"
        );
    }
    variables += "Named(id: \"g_papers\", values: [\"none\", \"emigre\", \"soviet\"], start: \"none\", doc: \"Papers\"),\n";
    let mut part_list = String::new();
    let mut left = scenes;
    for part in 0..parts {
        let size = if part + 1 == parts { left.max(8) } else { (20 + dice.below(6)).min(left) };
        left = left.saturating_sub(size);
        let has_flaw = (part + 1) * flaws / parts - part * flaws / parts;
        let _ = writeln!(
            variables,
            "Flag(id: \"p{part}_a\", doc: \"-\"), Flag(id: \"p{part}_b\", doc: \"-\"),
             Counter(id: \"p{part}_n\", from: 0, to: 4, start: 0, doc: \"-\"),
             Counter(id: \"p{part}_m\", from: 0, to: 3, start: 0, doc: \"-\"),
             Named(id: \"p{part}_way\", values: [\"none\", \"north\", \"south\"], start: \"none\", doc: \"-\"),"
        );
        let _ = writeln!(
            part_list,
            "Part(id: \"p{part}\", number: \"Part\", title: \"Part {part}\", years: \"1932/1935\",
             palette: Palette(paper: \"#f5eddc\", ink: \"#1d2730\", tone: \"#7094a5\", accent: \"#cf8a2c\"), sky: \"river\"),"
        );
        let is_last = part + 1 == parts;
        Part { part, size, is_last, flaws: has_flaw, dice: &mut dice, made: &mut made }.write();
    }
    let head = HEAD.replace("VARIABLES", &variables).replace("PARTS", &part_list);
    let file = |path: &str, text: &str| StoryFile { path: path.into(), text: text.into() };
    made.files.extend([
        file("story.ron", &head),
        file("sources.ron", SOURCES),
        file("facts/river.ron", FACTS),
        file("claims/river.ron", CLAIMS),
        file("backdrops/river.ron", BACKDROP),
    ]);
    made.files.sort_by(|one, other| one.path.cmp(&other.path));
    made
}

struct Part<'g> {
    part: usize,
    size: usize,
    is_last: bool,
    flaws: usize,
    dice: &'g mut Dice,
    made: &'g mut Generated,
}

/// Scenes to a hub, itself included.
const ROUND: usize = 5;

impl Part<'_> {
    fn name(&self, scene: usize) -> String {
        format!("s{}_{scene:02}", self.part)
    }

    fn write(&mut self) {
        // Scenes nobody gets into stand last.
        let shut = self.flaws / 2 + self.flaws % 2;
        let open = self.size - shut;
        for scene in 0..open {
            let hub = scene / ROUND * ROUND;
            let next = match hub + ROUND < open {
                true => Some(self.name(hub + ROUND)),
                false if self.is_last => None,
                false => Some(format!("s{}_00", self.part + 1)),
            };
            let is_end = self.is_last && next.is_none() && scene + 1 == open;
            if is_end {
                self.file(scene, "    ending: \"far_bank\",\n");
                continue;
            }
            let last = self.name(open - 1);
            let next = next.unwrap_or(last);
            let mut choices = String::new();
            if scene == hub {
                // The way on is always open; the others go round and come back.
                self.choice(&mut choices, "c0", &next, "", false, "");
                for (index, side) in (hub + 1..(hub + ROUND).min(open)).take(3).enumerate() {
                    let side = self.name(side);
                    let key = format!("c{}", index + 1);
                    match index {
                        0 => self.choice(&mut choices, &key, &side, "", false, &self.provider(hub)),
                        _ => self.varied(&mut choices, &key, &side),
                    }
                }
            } else {
                let home = self.name(hub);
                self.choice(&mut choices, "c0", &home, "", false, "");
                // The fourth of a round is come to from the third.
                let further = scene - hub == 3 && scene + 1 < open;
                let to = if further { self.name(scene + 1) } else { home.clone() };
                match further {
                    true => self.choice(&mut choices, "c1", &to, "", false, ""),
                    false => self.varied(&mut choices, "c1", &to),
                }
                if self.dice.in_hundred(50) {
                    self.varied(&mut choices, "c2", &home);
                }
            }
            if scene == 0 {
                for flaw in 0..self.flaws {
                    let key = format!("x{flaw}");
                    let goto = if flaw < shut { self.name(open + flaw) } else { self.name(0) };
                    let part = self.part;
                    let never = [
                        format!(
                            "p{part}_way == north and visits({}) >= 2 and taken(w1)",
                            self.name(1)
                        ),
                        format!("visits({}) < 2 and taken(w0) and taken(w1)", self.name(0)),
                    ];
                    let never = &never[(part + flaw) % 2];
                    self.choice(&mut choices, &key, &goto, never, false, "");
                    self.made.impossible.push(format!("{}.{key}", self.name(0)));
                }
                if self.flaws > 0 {
                    // One of the two ways, for ever.
                    let (part, here) = (self.part, self.name(0));
                    let none = format!("p{part}_way == none");
                    let (north, south) = ("north", "south");
                    self.choice(
                        &mut choices,
                        "w0",
                        &here,
                        &none,
                        true,
                        &format!("p{part}_way = {north}"),
                    );
                    self.choice(
                        &mut choices,
                        "w1",
                        &here,
                        &none,
                        true,
                        &format!("p{part}_way = {south}"),
                    );
                }
            }
            self.file(scene, &format!("    choices: [\n{choices}    ],\n"));
        }
        for scene in open..self.size {
            let mut choices = String::new();
            let home = self.name(0);
            self.choice(&mut choices, "c0", &home, "", false, "");
            self.file(scene, &format!("    choices: [\n{choices}    ],\n"));
            self.made.closed.push(self.name(scene));
        }
    }

    /// What can be had again and again, so that what asks for it can be met.
    fn provider(&self, hub: usize) -> String {
        let part = self.part;
        let all = [
            format!("p{part}_n += 1"),
            format!("p{part}_a = true"),
            format!("p{part}_m += 1"),
            format!("p{part}_b = true"),
            "g_trust += 1".into(),
        ];
        match hub {
            0 => [all[0].as_str(), "g_trust += 1"].join("\", \""),
            _ => all[hub / ROUND % all.len()].clone(),
        }
    }

    /// A choice with what chance gives it.
    fn varied(&mut self, text: &mut String, key: &str, goto: &str) {
        let part = self.part;
        let once = self.dice.in_hundred(38);
        // What must not be set is set only on the way back, which nobody must go.
        let is_back = goto.ends_with(['0', '5']);
        let condition = match self.dice.below(100) {
            0..19 => format!("visits({}) >= {}", self.name(0), 1 + self.dice.below(3)),
            19..29 => format!("p{part}_n >= {}", 1 + self.dice.below(3)),
            29..36 => format!("g_trust >= {}", 2 + self.dice.below(3)),
            36..42 => format!("not {}", FLAGS[3]),
            42..48 => "g_papers != soviet".into(),
            _ => String::new(),
        };
        let effect = match self.dice.below(100) {
            0..14 => {
                let flag = if is_back { 3 } else { self.dice.below(3) };
                format!("{} = {}", FLAGS[flag], self.dice.in_hundred(70))
            }
            14..32 => {
                let sign = if self.dice.in_hundred(60) { "+" } else { "-" };
                format!("{} {sign}= 1", COUNTERS[self.dice.below(3)])
            }
            32..40 => format!("p{part}_a = true"),
            40..46 => format!("p{part}_b = {}", self.dice.in_hundred(50)),
            46..56 => format!("p{part}_m += 1"),
            56..64 => format!("p{part}_n += 1"),
            64..70 => {
                let papers = ["none", "emigre", "soviet"];
                let papers = papers[self.dice.below(if is_back { 3 } else { 2 })];
                format!("g_papers = {papers}")
            }
            _ => String::new(),
        };
        self.choice(text, key, goto, &condition, once, &effect);
    }

    fn choice(
        &self,
        text: &mut String,
        key: &str,
        goto: &str,
        condition: &str,
        once: bool,
        effect: &str,
    ) {
        let _ = write!(
            text,
            "        Choice(k: \"{key}\", t: \"Go on to the next house\", goto: \"{goto}\""
        );
        if !condition.is_empty() {
            let _ = write!(text, ", if: \"{condition}\"");
        }
        if once {
            text.push_str(", once: true");
        }
        if !effect.is_empty() {
            let _ = write!(text, ", do: [\"{effect}\"]");
        }
        text.push_str("),\n");
    }

    fn file(&mut self, scene: usize, ways: &str) {
        let part = self.part;
        let asks =
            ["g_trust >= 3", "g_letter", "g_papers == emigre", "g_money > 1", "g_noticed >= 2"];
        let ask = match self.dice.below(5) {
            0 => format!("p{part}_a or p{part}_b"),
            1 => format!("p{part}_m >= 2"),
            _ => asks[self.dice.below(asks.len())].to_owned(),
        };
        // Half of the scenes have words that depend on something.
        let when = match scene % 2 {
            0 if !self.made.closed.is_empty() || scene > 0 => format!(
                "When(if: \"{ask}\", then: [Text(k: \"s2\", t: \"{LINE}\")], else: [Text(k: \"s3\", t: \"{LINE}\")]),"
            ),
            _ => format!("Text(k: \"s2\", t: \"{LINE}\"),"),
        };
        let text = format!(
            "Scene(\n    title: \"Page\",\n    setting: Setting(date: \"1932-12\", place: \"harbour\", light: Dusk),\n    body: [\n        Text(k: \"s1\", t: \"{{fact ice|The ice}} holds. {LINE} {LINE}\"),\n        {when}\n        Text(k: \"s4\", t: \"{LINE} {LINE}\"),\n    ],\n{ways}    invented: \"All of it.\",\n)\n"
        );
        self.made
            .files
            .push(StoryFile { path: format!("scenes/p{part}/{}.ron", self.name(scene)), text });
    }
}

const LINE: &str = "The river is white from bank to bank, and the cabs cross it with their lamps lit, \
    one behind another, as far as anybody can see.";

const HEAD: &str = r##"Story(
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

const FACTS: &str = r#"[
    Fact(id: "ice", statement: "The river froze.", grade: Documented, date: "1932-12", sources: ["gazette"]),
]
"#;

const CLAIMS: &str = r#"[
    Claim(id: "cutting", says: "The ice always holds.", who: "anna", verdict: Contradicted, weighed_by: "ice", met: Cutting),
]
"#;

const BACKDROP: &str = r#"Backdrop(
    fits: [Fit(place: "harbour")],
    picture: Picture(layers: [Layer(depth: 0.1, pieces: [Fill(ink: Tone, shape: Band(top: 0.6))])]),
)
"#;
