//! Scenes: blocks of prose, and the choices that lead on.

use std::collections::BTreeMap;

use super::{
    BackdropId, ChoiceId, Condition, Date, Effect, EndingId, FactId, Mark, Order, PaperForm,
    PartId, Passage, PersonId, PlaceId, PoolId, SceneId,
};

/// One page of the folder: a place to be, something to read, and a way on.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The file's name without `.ron`.
    pub name: String,
    /// The story file, relative to the story folder.
    pub file: String,
    /// The heading.
    pub title: String,
    /// The part whose folder the file lies in.
    pub part: PartId,
    /// The date in the story.
    pub date: Date,
    /// Where it happens.
    pub place: PlaceId,
    /// The light it happens in.
    pub light: Light,
    /// The picture behind it: the best fit for place and light.
    pub backdrop: BackdropId,
    /// What a reader may want to be warned of, in a word or two each.
    pub content: Vec<String>,
    /// Read instead of the body by a reader who heeds the warning.
    /// Empty where there is nothing to warn of.
    pub summary: Vec<Block>,
    /// What happens on entering.
    pub effects: Vec<Effect>,
    /// The prose.
    pub body: Vec<Block>,
    /// What may be chosen, in order.
    pub choices: Vec<Choice>,
    /// Offered only when no choice is open.
    pub otherwise: Option<Choice>,
    /// The choices asked for inside the prose, in the order written. A
    /// [`Block::Ask`] names its own by their places in this list.
    pub asked: Vec<Choice>,
    /// The storylets offered besides the choices of the list.
    pub offers: Vec<Offer>,
    /// The pool it is a storylet of.
    pub offered: Option<PoolId>,
    /// Set where a life closes; such a scene has no choices.
    pub ending: Option<EndingId>,
    /// Facts shown beside the scene besides those its text marks.
    pub facts: Vec<FactId>,
    /// What in this scene is invented.
    pub invented: String,
    /// Who has checked it, if anybody has.
    pub checked: Option<Review>,
    /// Words for whatever shows it, as `quiet`.
    pub tags: Vec<String>,
    /// The same of its blocks and choices, by key; only of those that have some.
    pub tags_inside: BTreeMap<String, Vec<String>>,
    /// People whom its words name, with `{person …}`.
    pub people_named: Vec<PersonId>,
    /// Places that its words name, with `{place …}`.
    pub places_named: Vec<PlaceId>,
}

/// That a person who stands to it with a name has checked a scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
}

impl Scene {
    /// Every choice of the scene: those of its list, the fallback, those asked
    /// for inside its prose, those to storylets.
    pub fn all_choices(&self) -> impl Iterator<Item = &Choice> {
        let offered = self.offers.iter().flat_map(|offer| &offer.choices);
        self.choices.iter().chain(&self.otherwise).chain(&self.asked).chain(offered)
    }

    /// The tags of the block or the choice under a key.
    pub fn tags_of(&self, key: &str) -> &[String] {
        match self.tags_inside.is_empty() {
            true => &[],
            false => self.tags_inside.get(key).map_or(&[], Vec::as_slice),
        }
    }

    /// Every block, those inside others, those that choices show and the
    /// summary's included.
    pub fn blocks(&self) -> Vec<&Block> {
        self.blocks_with(self.all_choices())
    }

    /// The same without what another scene has already: what its shared choices
    /// show, unless it is the first that shares them.
    pub fn own_blocks(&self) -> Vec<&Block> {
        self.blocks_with(self.all_choices().filter(|choice| choice.counts_as == choice.id))
    }

    fn blocks_with<'s>(&'s self, choices: impl Iterator<Item = &'s Choice>) -> Vec<&'s Block> {
        fn gather<'s>(blocks: &'s [Block], all: &mut Vec<&'s Block>) {
            for block in blocks {
                all.push(block);
                if let Block::When { then, otherwise, .. } = block {
                    gather(then, all);
                    gather(otherwise, all);
                }
            }
        }
        let mut all = Vec::with_capacity(self.body.len() + self.summary.len());
        gather(&self.body, &mut all);
        for choice in choices {
            if let Way::Stay(body) = &choice.way {
                gather(body, &mut all);
            }
        }
        gather(&self.summary, &mut all);
        all
    }

    /// Whatever its words may raise, in every state.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        let passages = self.blocks().into_iter().flat_map(Block::passages);
        passages.flat_map(Passage::marks)
    }

    /// The facts it may raise: those its words mark, then those it lists.
    pub fn all_facts(&self) -> impl Iterator<Item = FactId> {
        let marked = self.marks().filter_map(|mark| match mark {
            Mark::Fact(fact) => Some(fact),
            Mark::Claim(_) | Mark::Term(_) => None,
        });
        marked.chain(self.facts.iter().copied())
    }
}

/// The light a scene happens in; with the place it selects the backdrop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Light {
    Dawn,
    Day,
    Dusk,
    Night,
}

/// The smallest thing shown: one paragraph, one line of speech, one document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph of narration.
    Text(Passage),
    /// A line of speech with its speaker's name.
    Say(PersonId, Passage),
    /// A note in the hand of whoever keeps the folder.
    Note(Passage),
    /// A document of the story's own making, shown with the word for invented.
    Document {
        /// What sort of paper it is.
        title: String,
        /// What it looks like.
        form: PaperForm,
        /// Its lines. All share the block's key.
        lines: Vec<Passage>,
    },
    /// Passages that take turns, one a visit.
    Turns {
        /// How they do.
        order: Order,
        /// The passages. All share the block's key.
        passages: Vec<Passage>,
    },
    /// One list of blocks or the other.
    When {
        /// Which of the two.
        condition: Condition,
        /// Shown when the condition is so.
        then: Vec<Block>,
        /// Shown when it is not.
        otherwise: Vec<Block>,
    },
    /// The page stops here while one of these choices is open; each is named
    /// by its place in [`Scene::asked`].
    Ask(Vec<usize>),
}

impl Block {
    /// Its passages, not those of blocks inside it.
    pub fn passages(&self) -> &[Passage] {
        match self {
            Block::Text(passage) | Block::Say(_, passage) | Block::Note(passage) => {
                std::slice::from_ref(passage)
            }
            Block::Document { lines: passages, .. } | Block::Turns { passages, .. } => passages,
            Block::When { .. } | Block::Ask(_) => &[],
        }
    }
}

/// An offered way on.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The number of the choice in the whole story.
    pub id: ChoiceId,
    /// The choice that stands for it when it is remembered that it was taken:
    /// itself, or the first of those that are one choice shared by scenes.
    pub counts_as: ChoiceId,
    /// The key, unique in its scene, which never changes.
    pub key: String,
    /// What the button says.
    pub label: String,
    /// When it is open.
    pub condition: Condition,
    /// Shown, with the label, while the condition is not so.
    /// Without a reason a closed choice is not shown at all.
    pub locked: Option<String>,
    /// Whether it is gone once taken.
    pub once: bool,
    /// What taking it does.
    pub effects: Vec<Effect>,
    /// Where it leads.
    pub way: Way,
    /// Facts on record that are the counterpart of this decision.
    pub counterparts: Vec<FactId>,
}

/// Where a choice leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// To a scene, which is entered.
    Goto(SceneId),
    /// To a scene, and from there, once a choice returns, to another.
    Call {
        /// The scene that is entered.
        scene: SceneId,
        /// The scene that is entered on returning.
        then: SceneId,
    },
    /// Back to where the latest call that has not returned goes on. Never open
    /// where there is none.
    Return,
    /// Where chance decides, by the weights of these.
    Chance(Vec<Outcome>),
    /// On in the same visit: these blocks are shown, then what follows the
    /// ask that the choice stands in. Behind a choice of the scene's list
    /// nothing follows, and the list is offered again.
    Stay(Vec<Block>),
}

impl Way {
    /// The scenes it leads to, that which a call goes on at included; none
    /// where it stays or returns.
    pub fn scenes(&self) -> Vec<SceneId> {
        match self {
            Way::Goto(scene) => vec![*scene],
            Way::Call { scene, then } => vec![*scene, *then],
            Way::Chance(outcomes) => outcomes.iter().map(|outcome| outcome.goto).collect(),
            Way::Return | Way::Stay(_) => Vec::new(),
        }
    }
}

/// What a scene offers of a pool.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The pool.
    pub pool: PoolId,
    /// At most so many at once.
    pub most: usize,
    /// A choice for each storylet, in the order of [`Pool::storylets`].
    pub choices: Vec<Choice>,
}

/// Scenes that may be offered together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// The name authors use.
    pub name: String,
    /// The first to be offered first: by priority, then weight, then name.
    pub storylets: Vec<Storylet>,
    /// Whether it ever hangs on when each was last seen which are offered.
    pub remembers: bool,
}

/// A scene that others offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Storylet {
    /// The scene.
    pub scene: SceneId,
    /// The higher, the earlier.
    pub priority: i32,
    /// Of one priority, the heavier the earlier.
    pub weight: u32,
}

impl Storylet {
    /// What comes before when it was last seen.
    pub fn rank(&self) -> (i32, u32) {
        (self.priority, self.weight)
    }
}

/// What may come of a choice where chance decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The key, unique in its scene, which never changes.
    pub key: String,
    /// Its share among the others; at least 1.
    pub weight: u32,
    /// What happens, after what the choice does.
    pub effects: Vec<Effect>,
    /// The scene it leads to.
    pub goto: SceneId,
}

/// The key of every scene's fallback choice.
pub const OTHERWISE: &str = "otherwise";
