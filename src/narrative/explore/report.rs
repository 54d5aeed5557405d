//! What an exploration has to say.

use crate::narrative::model::{ChoiceId, ClaimId, EndingId, FactId, SceneId, Story, VariableId};
use crate::narrative::run::Step;

/// What an exploration found.
#[derive(Clone, Debug)]
pub struct Exploration {
    /// Whether all that is said was proved for every life.
    pub complete: bool,
    /// Why it was not.
    pub stop: Option<Stop>,
    /// States that nothing ahead can tell apart count as one.
    pub states: u128,
    /// Ways from a state to a next one.
    pub steps: u128,
    /// Scenes entered.
    pub scenes: Coverage<SceneId>,
    /// Choices that were open, fallbacks included.
    pub choices: Coverage<ChoiceId>,
    /// Facts met, of those that a scene may raise.
    pub facts: Coverage<FactId>,
    /// Claims met, of those that are made in a scene.
    pub claims: Coverage<ClaimId>,
    /// The endings, in the story's order.
    pub endings: Vec<EndingRoutes>,
    /// What is wrong: what may be the cause of others before them, then in order
    /// of scene.
    pub findings: Vec<Finding>,
}

/// Why not everything was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Whoever asked called it off.
    Halted,
    /// The story compares visits with visits, which have no highest number.
    Endless,
}

/// How much of something was come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage<Id> {
    /// How many there are.
    pub total: usize,
    /// Those not come to, in order.
    pub unreached: Vec<Id>,
}

impl<Id> Coverage<Id> {
    /// How many were come to.
    pub fn reached(&self) -> usize {
        self.total - self.unreached.len()
    }
}

/// An ending and the routes to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingRoutes {
    /// The ending.
    pub ending: EndingId,
    /// The fewest choices that lead to it.
    pub fewest_choices: Option<Vec<Step>>,
    /// The fewest words that lead to it.
    pub fewest_words: Length,
    /// A route of so few words, or of the fewest that were found.
    pub fewest_words_walk: Vec<Step>,
    /// The most choices that lead to it.
    pub most_choices: Longest,
    /// The most words that lead to it.
    pub most_words: Longest,
}

/// How long a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// So long.
    Of(usize),
    /// From so long to so long: there are too many states to look at each.
    Between(usize, usize),
    /// No route leads there, or none was found yet.
    None,
    /// There are too many states to say anything.
    TooMany,
}

/// How long the longest route is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Longest {
    /// So long.
    Of(usize),
    /// From so long to so long: there are too many states to look at each.
    Between(usize, usize),
    /// As long as one likes: these choices can be gone round for ever after as
    /// many steps as are not part of the loop.
    Unbounded(Vec<Step>),
    /// No route leads there, or none was found yet.
    None,
    /// There are too many states to say anything.
    TooMany,
}

impl From<Length> for Longest {
    fn from(length: Length) -> Longest {
        match length {
            Length::Of(words) => Longest::Of(words),
            Length::Between(least, most) => Longest::Between(least, most),
            Length::None => Longest::None,
            Length::TooMany => Longest::TooMany,
        }
    }
}

/// Something wrong, and the shortest walk that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub flaw: Flaw,
    /// The choices that lead to where it shows; of what never happens, to the
    /// page where it would.
    pub witness: Vec<Step>,
}

/// What may be wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// No choice is open, and it is no ending.
    DeadEnd(SceneId),
    /// Choices lead round and round and never to an ending.
    Loop(SceneId, Vec<SceneId>),
    /// A choice is never open.
    Choice(SceneId, ChoiceId),
    /// A scene is never entered.
    Scene(SceneId),
    /// A passage is never shown.
    Block(SceneId, String),
    /// A text that would have its turn after others never has: which, from 1, and
    /// of how many.
    Turn(SceneId, String, usize, usize),
    /// Words inside a text that are not always there are never there: which of
    /// those under the key, and what they say.
    Form(SceneId, String, usize, String),
    /// A fact is never met.
    Fact(FactId),
    /// A claim is never met.
    Claim(ClaimId),
    /// An ending is never reached.
    Ending(EndingId),
    /// A promise is broken: which of the story's.
    Broken(usize),
    /// A promise is neither proved nor refuted.
    Undecided(usize),
    /// A variable is changed further than its bounds go: whether upwards, and
    /// by which choice, if it is not on the first page.
    Held(VariableId, bool, Option<(SceneId, ChoiceId)>),
}

impl Flaw {
    /// The scene it is in, where it is in one.
    pub fn scene(&self) -> Option<SceneId> {
        match self {
            Flaw::DeadEnd(scene)
            | Flaw::Loop(scene, _)
            | Flaw::Choice(scene, _)
            | Flaw::Scene(scene)
            | Flaw::Block(scene, _)
            | Flaw::Turn(scene, ..)
            | Flaw::Form(scene, ..) => Some(*scene),
            Flaw::Held(_, _, by) => by.map(|(scene, _)| scene),
            Flaw::Fact(_) | Flaw::Claim(_) | Flaw::Ending(_) => None,
            Flaw::Broken(_) | Flaw::Undecided(_) => None,
        }
    }

    /// The lower, the less it can be what another brings with it.
    fn rank(&self) -> u8 {
        match self {
            Flaw::Choice(..) => 0,
            Flaw::DeadEnd(_) | Flaw::Loop(..) => 1,
            Flaw::Block(..) | Flaw::Turn(..) | Flaw::Form(..) => 2,
            Flaw::Scene(_) => 3,
            Flaw::Fact(_) | Flaw::Claim(_) => 4,
            Flaw::Ending(_) => 5,
            Flaw::Broken(_) | Flaw::Undecided(_) => 6,
            Flaw::Held(..) => 7,
        }
    }

    /// The key of the choice or passage it is about.
    pub fn key<'f>(&'f self, story: &'f Story) -> Option<&'f str> {
        match self {
            Flaw::Choice(_, choice) | Flaw::Held(_, _, Some((_, choice))) => {
                Some(&story.choice(*choice).key)
            }
            Flaw::Block(_, key) | Flaw::Turn(_, key, ..) | Flaw::Form(_, key, ..) => Some(key),
            _ => None,
        }
    }
}

impl Exploration {
    pub(super) fn of(story: &Story) -> Exploration {
        let ending = |index| EndingRoutes {
            ending: EndingId::new(index),
            fewest_choices: None,
            fewest_words: Length::None,
            fewest_words_walk: Vec::new(),
            most_choices: Longest::None,
            most_words: Longest::None,
        };
        Exploration {
            complete: false,
            stop: None,
            states: 0,
            steps: 0,
            scenes: Coverage { total: story.scenes.len(), unreached: Vec::new() },
            choices: Coverage { total: story.choice_scenes.len(), unreached: Vec::new() },
            facts: Coverage { total: 0, unreached: Vec::new() },
            claims: Coverage { total: 0, unreached: Vec::new() },
            endings: (0..story.endings.len()).map(ending).collect(),
            findings: Vec::new(),
        }
    }

    /// Puts what may be the cause of others before them, then by scene.
    pub(super) fn sort(&mut self) {
        self.findings.sort_by(|one, other| {
            let key = |finding: &Finding| {
                let scene = finding.flaw.scene();
                let scene = scene.map_or((1, 0), |scene| (0, scene.index()));
                (finding.flaw.rank(), scene)
            };
            (key(one), &one.flaw).cmp(&(key(other), &other.flaw))
        });
    }
}
