//! What there is in a story, before it is written in one language or the other.

use super::Dice;
use super::prose::{self, Block, Varies};

/// A whole story.
pub(super) struct Plan {
    pub(super) variables: Vec<Variable>,
    pub(super) parts: usize,
    pub(super) scenes: Vec<Scene>,
    pub(super) impossible: Vec<String>,
    pub(super) closed: Vec<String>,
}

pub(super) enum Variable {
    Flag(String),
    /// From 0 to the second number, beginning with the third.
    Counter(String, u8, u8),
    /// Begins with the first of its values.
    Named(String, [&'static str; 3]),
}

pub(super) struct Scene {
    pub(super) name: String,
    pub(super) part: usize,
    pub(super) body: Vec<Block>,
    /// None where the story ends.
    pub(super) choices: Vec<Choice>,
}

pub(super) struct Choice {
    pub(super) key: String,
    pub(super) label: &'static str,
    pub(super) goto: String,
    pub(super) condition: Option<Ask>,
    pub(super) once: bool,
    pub(super) effects: Vec<Effect>,
    /// Whether a condition asks if it was taken.
    pub(super) is_asked: bool,
}

/// A condition.
#[derive(Clone)]
pub(super) enum Ask {
    Flag(String),
    Not(String),
    AtLeast(String, u8),
    Is(String, &'static str),
    IsNot(String, &'static str),
    /// Entered so often at least.
    Visits(String, u8),
    /// Entered less often.
    Fewer(String, u8),
    /// The choice of this key in this scene.
    Taken(String, &'static str),
    All(Vec<Ask>),
    Either(Vec<Ask>),
}

/// A change.
pub(super) enum Effect {
    Set(String, bool),
    /// One more, as far as the bound.
    More(String, u8),
    /// One less, as far as 0.
    Less(String),
    Name(String, &'static str),
}

const FLAGS: [&str; 4] = ["g_letter", "g_warned", "g_debt", "g_member"];
const COUNTERS: [&str; 3] = ["g_trust", "g_money", "g_noticed"];
const PAPERS: [&str; 3] = ["none", "emigre", "soviet"];
const WAYS: [&str; 3] = ["none", "north", "south"];
/// The bound of the counters that live all through, and of the two of a part.
const BOUND: u8 = 5;
const PART_BOUNDS: [(&str, u8); 2] = [("n", 4), ("m", 3)];

/// Scenes to a hub, itself included.
const ROUND: usize = 5;

impl Plan {
    /// About so many scenes.
    pub(super) fn of(scenes: usize) -> Plan {
        let counter = |name: &str| Variable::Counter(name.into(), BOUND, 1);
        let mut variables: Vec<_> =
            FLAGS.iter().map(|name| Variable::Flag((*name).into())).collect();
        variables.extend(COUNTERS.iter().map(|name| counter(name)));
        variables.push(Variable::Named("g_papers".into(), PAPERS));
        let parts = scenes.div_ceil(23);
        let mut plan = Plan {
            variables,
            parts,
            scenes: Vec::new(),
            impossible: Vec::new(),
            closed: Vec::new(),
        };
        let mut dice = Dice(7);
        let flaws = (scenes * 14).div_ceil(1000);
        let mut left = scenes;
        for part in 0..parts {
            let is_last = part + 1 == parts;
            let size = if is_last { left.max(8) } else { (20 + dice.below(6)).min(left) };
            left = left.saturating_sub(size);
            let flaws = (part + 1) * flaws / parts - part * flaws / parts;
            // Scenes nobody gets into stand last.
            let open = size - flaws.div_ceil(2);
            Part { part, size, open, is_last, flaws, dice: &mut dice, plan: &mut plan }.plan();
        }
        plan
    }
}

struct Part<'p> {
    part: usize,
    size: usize,
    open: usize,
    is_last: bool,
    flaws: usize,
    dice: &'p mut Dice,
    plan: &'p mut Plan,
}

impl Part<'_> {
    fn name(&self, scene: usize) -> String {
        format!("s{}_{scene:02}", self.part)
    }

    /// A variable of this part.
    fn own(&self, name: &str) -> String {
        format!("p{}_{name}", self.part)
    }

    fn plan(&mut self) {
        for flag in ["a", "b"] {
            self.plan.variables.push(Variable::Flag(self.own(flag)));
        }
        for (counter, bound) in PART_BOUNDS {
            self.plan.variables.push(Variable::Counter(self.own(counter), bound, 0));
        }
        self.plan.variables.push(Variable::Named(self.own("way"), WAYS));
        for scene in 0..self.size {
            let choices = self.choices(scene);
            self.scene(scene, choices);
        }
    }

    /// None of them leads to the scene it stands in: bladeink would not count that
    /// as another visit.
    fn choices(&mut self, scene: usize) -> Vec<Choice> {
        let (open, hub) = (self.open, scene / ROUND * ROUND);
        let home = self.name(hub);
        if scene >= open {
            self.plan.closed.push(self.name(scene));
            let (first, second) = (self.name(0), self.name(1));
            return vec![self.plain("c0", &first), self.plain("c1", &second)];
        }
        let next = match hub + ROUND < open {
            true => self.name(hub + ROUND),
            false if !self.is_last => format!("s{}_00", self.part + 1),
            false if scene + 1 == open => return Vec::new(),
            false => self.name(open - 1),
        };
        let mut choices = Vec::new();
        if scene == hub {
            // The way on is always open; the others go round and come back.
            choices.push(self.plain("c0", &next));
            for (index, side) in (hub + 1..(hub + ROUND).min(open)).take(3).enumerate() {
                let (key, side) = (format!("c{}", index + 1), self.name(side));
                choices.push(match index {
                    0 => Choice { effects: self.provider(hub), ..self.plain(&key, &side) },
                    _ => self.varied(&key, &side),
                });
            }
            if choices.len() == 1 {
                choices.push(self.varied("c1", &self.name(hub - 1)));
            }
        } else {
            choices.push(self.plain("c0", &home));
            // The fourth of a round is come to from the third.
            let is_further = scene - hub == 3 && scene + 1 < open;
            choices.push(match is_further {
                true => self.plain("c1", &self.name(scene + 1)),
                false => self.varied("c1", &home),
            });
            if self.dice.in_hundred(50) {
                choices.push(self.varied("c2", &home));
            }
        }
        if scene == 0 && self.flaws > 0 {
            self.plant(&mut choices);
        }
        choices
    }

    /// Choices that ask for what cannot be together: one of two ways is taken, for
    /// ever.
    fn plant(&mut self, choices: &mut Vec<Choice>) {
        let (here, way) = (self.name(0), self.own("way"));
        let taken = |key| Ask::Taken(here.clone(), key);
        for flaw in 0..self.flaws {
            let key = format!("x{flaw}");
            let shut = self.open + flaw;
            let goto = self.name(if shut < self.size { shut } else { 0 });
            let never = match (self.part + flaw) % 2 {
                0 => vec![Ask::Is(way.clone(), WAYS[1]), Ask::Visits(self.name(1), 2), taken("w1")],
                _ => vec![Ask::Fewer(here.clone(), 2), taken("w0"), taken("w1")],
            };
            choices.push(Choice { condition: Some(Ask::All(never)), ..self.plain(&key, &goto) });
            self.plan.impossible.push(format!("{here}.{key}"));
        }
        for (key, value) in [("w0", WAYS[1]), ("w1", WAYS[2])] {
            choices.push(Choice {
                condition: Some(Ask::Is(way.clone(), WAYS[0])),
                once: true,
                effects: vec![Effect::Name(way.clone(), value)],
                is_asked: true,
                ..self.plain(key, &self.name(1))
            });
        }
    }

    /// What can be had again and again, so that what asks for it can be met.
    fn provider(&self, hub: usize) -> Vec<Effect> {
        let trust = || Effect::More(COUNTERS[0].into(), BOUND);
        let more = |(name, bound): (&str, u8)| Effect::More(self.own(name), bound);
        match hub / ROUND {
            0 => vec![more(PART_BOUNDS[0]), trust()],
            1 => vec![Effect::Set(self.own("a"), true)],
            2 => vec![more(PART_BOUNDS[1])],
            3 => vec![Effect::Set(self.own("b"), true)],
            _ => vec![trust()],
        }
    }

    fn plain(&self, key: &str, goto: &str) -> Choice {
        let label = prose::label(self.plan.scenes.len(), key);
        let (key, goto) = (key.to_owned(), goto.to_owned());
        let effects = Vec::new();
        Choice { key, label, goto, condition: None, once: false, effects, is_asked: false }
    }

    /// A choice with what chance gives it.
    fn varied(&mut self, key: &str, goto: &str) -> Choice {
        let once = self.dice.in_hundred(38);
        // What must not be set is set only on the way back, which nobody must go.
        let is_back = goto.ends_with(['0', '5']);
        let condition = match self.dice.below(100) {
            0..19 => Some(Ask::Visits(self.name(0), 1 + self.few())),
            19..29 => Some(Ask::AtLeast(self.own("n"), 1 + self.few())),
            29..36 => Some(Ask::AtLeast(COUNTERS[0].into(), 2 + self.few())),
            36..42 => Some(Ask::Not(FLAGS[3].into())),
            42..48 => Some(Ask::IsNot("g_papers".into(), PAPERS[2])),
            _ => None,
        };
        let effect = match self.dice.below(100) {
            0..14 => {
                let flag = if is_back { 3 } else { self.dice.below(3) };
                Some(Effect::Set(FLAGS[flag].into(), self.dice.in_hundred(70)))
            }
            14..32 => {
                let is_more = self.dice.in_hundred(60);
                let counter = COUNTERS[self.dice.below(3)].to_owned();
                Some(if is_more { Effect::More(counter, BOUND) } else { Effect::Less(counter) })
            }
            32..40 => Some(Effect::Set(self.own("a"), true)),
            40..46 => Some(Effect::Set(self.own("b"), self.dice.in_hundred(50))),
            46..56 => Some(Effect::More(self.own("m"), PART_BOUNDS[1].1)),
            56..64 => Some(Effect::More(self.own("n"), PART_BOUNDS[0].1)),
            64..70 => {
                let papers = PAPERS[self.dice.below(if is_back { 3 } else { 2 })];
                Some(Effect::Name("g_papers".into(), papers))
            }
            _ => None,
        };
        Choice { condition, once, effects: effect.into_iter().collect(), ..self.plain(key, goto) }
    }

    /// 0, 1 or 2.
    fn few(&mut self) -> u8 {
        [0, 1, 2][self.dice.below(3)]
    }

    fn scene(&mut self, scene: usize, choices: Vec<Choice>) {
        let all = [
            Ask::AtLeast(COUNTERS[0].into(), 3),
            Ask::Flag(FLAGS[0].into()),
            Ask::Is("g_papers".into(), PAPERS[1]),
            Ask::AtLeast(COUNTERS[1].into(), 2),
            Ask::AtLeast(COUNTERS[2].into(), 2),
        ];
        let ask = match self.dice.below(5) {
            0 => Ask::Either(vec![Ask::Flag(self.own("a")), Ask::Flag(self.own("b"))]),
            1 => Ask::AtLeast(self.own("m"), 2),
            _ => all[self.dice.below(all.len())].clone(),
        };
        let name = self.name(scene);
        // What waits for more visits stands where there can always be one.
        let varies = match scene % ROUND {
            _ if choices.is_empty() => Varies::Never,
            0 => Varies::Within(Ask::Visits(name.clone(), 2)),
            1 => Varies::Turns,
            2 => Varies::By(ask),
            _ => Varies::Never,
        };
        let body = prose::body(self.plan.scenes.len(), varies);
        self.plan.scenes.push(Scene { name, part: self.part, body, choices });
    }
}
