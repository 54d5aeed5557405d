//! Every life there is, played choice by choice: slow, and as plain as can be.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sungari::narrative::model::{
    Block, ChoiceId, ClaimId, EndingId, FactId, Mark, Scene, SceneId, Situation, Story, VariableId,
};
use sungari::narrative::run::{Playthrough, State, marks, view};

/// Visits beyond this make no difference in the stories made for this test.
const VISITS: u32 = 12;
/// Stories with more states are passed over.
const MOST: usize = 4_000;

type Key = (SceneId, Vec<i32>, Vec<u32>, Vec<bool>);

fn key(story: &Story, state: &State) -> Key {
    let values = (0..story.variables.len()).map(|index| state.value(VariableId::new(index)));
    let visits = (0..story.scenes.len()).map(|index| state.visits(SceneId::new(index)).min(VISITS));
    let taken = (0..story.choice_scenes.len()).map(|index| state.has_taken(ChoiceId::new(index)));
    (state.scene, values.collect(), visits.collect(), taken.collect())
}

/// A state that is changed by hand.
struct Sketch<'s> {
    state: &'s State,
    values: Vec<i32>,
    entering: SceneId,
    taking: ChoiceId,
    has_entered: bool,
}

impl Situation for Sketch<'_> {
    fn value(&self, variable: VariableId) -> i32 {
        self.values[variable.index()]
    }

    fn visits(&self, scene: SceneId) -> i32 {
        self.state.visits(scene) as i32 + i32::from(self.has_entered && scene == self.entering)
    }

    fn has_taken(&self, choice: ChoiceId) -> bool {
        choice == self.taking || self.state.has_taken(choice)
    }
}

/// Every state of a story.
pub(super) struct Brute {
    numbers: HashMap<Key, usize>,
    lives: Vec<Playthrough>,
    next: Vec<Vec<usize>>,
    words: Vec<usize>,
    shown: BTreeSet<(SceneId, String, usize)>,
    open: BTreeSet<ChoiceId>,
    marks: BTreeSet<Mark>,
    held: BTreeMap<(VariableId, bool), usize>,
    endings: Vec<Option<EndingId>>,
}

pub(super) struct Routes {
    pub(super) fewest_choices: Option<usize>,
    pub(super) fewest_words: Option<usize>,
    /// Nothing: none; nothing inside: without end.
    pub(super) most_choices: Option<Option<usize>>,
    pub(super) most_words: Option<Option<usize>>,
}

impl Brute {
    pub(super) fn of(story: &Story) -> Option<Brute> {
        let first = Playthrough::begin(story, 0);
        let mut brute = Brute {
            numbers: HashMap::from([(key(story, first.state()), 0)]),
            lives: vec![first],
            next: Vec::new(),
            words: Vec::new(),
            shown: BTreeSet::new(),
            open: BTreeSet::new(),
            marks: BTreeSet::new(),
            held: BTreeMap::new(),
            endings: Vec::new(),
        };
        while let Some(life) = brute.lives.get(brute.next.len()).cloned() {
            if brute.lives.len() > MOST {
                return None;
            }
            let page = view(story, &life);
            let scene = life.state().scene;
            let blocks = page.blocks.iter();
            brute.shown.extend(blocks.map(|block| (scene, block.key.to_owned(), block.stage)));
            brute.marks.extend(marks(page.scene, &page.blocks));
            let words = |text: String| text.split_whitespace().count();
            brute.words.push(page.blocks.iter().map(|block| words(block.plain())).sum());
            brute.endings.push(page.scene.ending);
            let mut next = Vec::new();
            for choice in life.open_choices(story) {
                brute.open.insert(choice.id);
                brute.hold(story, &life, choice.id);
                let mut life = life.clone();
                life.choose(story, choice.id).unwrap();
                let count = brute.lives.len();
                let number = *brute.numbers.entry(key(story, life.state())).or_insert(count);
                if number == count {
                    brute.lives.push(life);
                }
                next.push(number);
            }
            brute.next.push(next);
        }
        Some(brute)
    }

    fn hold(&mut self, story: &Story, life: &Playthrough, choice: ChoiceId) {
        let choice = story.choice(choice);
        let mut sketch = Sketch {
            state: life.state(),
            values: life.values().to_vec(),
            entering: choice.goto,
            taking: choice.id,
            has_entered: false,
        };
        let depth = life.steps().len() + 1;
        let entering = &story.scene(choice.goto).effects;
        for (index, effect) in choice.effects.iter().chain(entering).enumerate() {
            sketch.has_entered = index >= choice.effects.len();
            let (low, high) = story.variable(effect.variable).domain.bounds();
            let value = effect.value.value(&sketch);
            for (is_held, is_up) in [(value < low, false), (value > high, true)] {
                if is_held {
                    let known = self.held.entry((effect.variable, is_up)).or_insert(depth);
                    *known = depth.min(*known);
                }
            }
            sketch.values[effect.variable.index()] = value.clamp(low, high);
        }
    }

    pub(super) fn scenes_left(&self, story: &Story) -> BTreeSet<SceneId> {
        let met: BTreeSet<_> = self.lives.iter().map(|life| life.state().scene).collect();
        (0..story.scenes.len()).map(SceneId::new).filter(|scene| !met.contains(scene)).collect()
    }

    pub(super) fn choices_left(&self, story: &Story) -> BTreeSet<ChoiceId> {
        let all = (0..story.choice_scenes.len()).map(ChoiceId::new);
        all.filter(|choice| !self.open.contains(choice)).collect()
    }

    /// Passages never shown of scenes that are entered.
    pub(super) fn passages_left(&self, story: &Story) -> BTreeSet<(SceneId, String, usize)> {
        let mut left = BTreeSet::new();
        let unmet = self.scenes_left(story);
        for (index, scene) in story.scenes.iter().enumerate() {
            let id = SceneId::new(index);
            for block in scene.blocks() {
                for (index, passage) in block.passages().iter().enumerate() {
                    let stage = if matches!(block, Block::Stages(_)) { index } else { 0 };
                    let passage = (id, passage.key.clone(), stage);
                    if !unmet.contains(&id) && !self.shown.contains(&passage) {
                        left.insert(passage);
                    }
                }
            }
        }
        left
    }

    pub(super) fn facts_left(&self, story: &Story) -> BTreeSet<FactId> {
        let raised = story.scenes.iter().flat_map(Scene::all_facts);
        raised.filter(|fact| !self.marks.contains(&Mark::Fact(*fact))).collect()
    }

    pub(super) fn claims_left(&self, story: &Story) -> BTreeSet<ClaimId> {
        let made = story.scenes.iter().flat_map(Scene::marks).filter_map(|mark| match mark {
            Mark::Claim(claim) => Some(claim),
            _ => None,
        });
        made.filter(|claim| !self.marks.contains(&Mark::Claim(*claim))).collect()
    }

    fn is_dead(&self, state: usize) -> bool {
        self.next[state].is_empty() && self.endings[state].is_none()
    }

    pub(super) fn dead_ends(&self) -> BTreeSet<SceneId> {
        let dead = (0..self.lives.len()).filter(|state| self.is_dead(*state));
        dead.map(|state| self.lives[state].state().scene).collect()
    }

    /// States are numbered in the order of their distance.
    pub(super) fn nearest_dead_end(&self, scene: SceneId) -> Option<usize> {
        let mut lives = self.lives.iter().enumerate();
        let found = lives.find(|(index, life)| life.state().scene == scene && self.is_dead(*index));
        found.map(|(_, life)| life.steps().len())
    }

    pub(super) fn held(&self) -> BTreeSet<(VariableId, bool)> {
        self.held.keys().copied().collect()
    }

    pub(super) fn nearest_held(&self, variable: VariableId, is_up: bool) -> Option<usize> {
        self.held.get(&(variable, is_up)).copied()
    }

    /// The states from which one of these can be come to.
    fn leading(&self, is_end: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut leads: Vec<bool> = (0..self.lives.len()).map(&is_end).collect();
        loop {
            let more: Vec<usize> = (0..leads.len())
                .filter(|state| !leads[*state] && self.next[*state].iter().any(|to| leads[*to]))
                .collect();
            if more.is_empty() {
                return leads;
            }
            more.into_iter().for_each(|state| leads[state] = true);
        }
    }

    fn free(&self) -> Vec<bool> {
        self.leading(|state| self.next[state].is_empty())
    }

    pub(super) fn has_trap(&self) -> bool {
        self.free().contains(&false)
    }

    pub(super) fn is_trapped(&self, story: &Story, state: &State) -> bool {
        !self.free()[self.numbers[&key(story, state)]]
    }

    pub(super) fn routes(&self, _: &Story, ending: EndingId) -> Routes {
        let is_end = |state: usize| self.endings[state] == Some(ending);
        let leads = self.leading(is_end);
        if !leads[0] {
            return Routes {
                fewest_choices: None,
                fewest_words: None,
                most_choices: None,
                most_words: None,
            };
        }
        let depth = |state: usize| self.lives[state].steps().len();
        // Fewest and most words, again and again until nothing changes.
        let count = self.lives.len();
        let mut least = vec![usize::MAX; count];
        least[0] = self.words[0];
        let mut most = vec![None; count];
        most[0] = Some((0, self.words[0]));
        let mut rounds = 0;
        let is_endless = loop {
            let mut is_stable = true;
            for state in (0..count).filter(|state| leads[*state]) {
                for to in self.next[state].iter().copied().filter(|to| leads[*to]) {
                    if least[state] != usize::MAX && least[state] + self.words[to] < least[to] {
                        least[to] = least[state] + self.words[to];
                        is_stable = false;
                    }
                    let Some((choices, words)) = most[state] else { continue };
                    let (choices, words) = (choices + 1, words + self.words[to]);
                    let known = most[to].unwrap_or((0, 0));
                    let better = (known.0.max(choices), known.1.max(words));
                    if rounds <= count && most[to] != Some(better) {
                        most[to] = Some(better);
                        is_stable = false;
                    }
                }
            }
            rounds += 1;
            if is_stable {
                break rounds > count;
            }
        };
        let ends = || (0..count).filter(|state| is_end(*state));
        let longest = |pick: fn((usize, usize)) -> usize| match is_endless {
            true => Some(None),
            false => Some(ends().filter_map(|end| most[end]).map(pick).max()),
        };
        Routes {
            fewest_choices: ends().map(depth).min(),
            fewest_words: ends().map(|end| least[end]).min(),
            most_choices: longest(|(choices, _)| choices),
            most_words: longest(|(_, words)| words),
        }
    }
}
