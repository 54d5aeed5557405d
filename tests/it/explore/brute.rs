//! Every life there is, played choice by choice: slow, and as plain as can be.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sungari::narrative::model::{
    Block, Choice, ChoiceId, ClaimId, EndingId, Event, FactId, Form, Mark, Moment, OTHERWISE,
    PoolId, Promise, Scene, SceneId, Situation, Story, TurnsId, VariableId, Way,
};
use sungari::narrative::run::rules::{Move, moves};
use sungari::narrative::run::{Playthrough, State, marks, view};

/// Visits beyond this make no difference in the stories made for this test.
const VISITS: u32 = 12;
/// Stories with more states are passed over.
const MOST: usize = 1_500;

/// Texts that go round in these stories come round in as many visits.
const ROUND: u32 = 6;

type Key = (
    (SceneId, Option<ChoiceId>, Vec<SceneId>),
    Vec<i32>,
    Vec<u32>,
    Vec<bool>,
    Vec<i32>,
    Vec<Vec<SceneId>>,
);

fn key(story: &Story, state: &State) -> Key {
    let values = (0..story.variables.len()).map(|index| state.value(VariableId::new(index)));
    let visits = (0..story.scenes.len()).map(|index| match state.visits(SceneId::new(index)) {
        few @ ..VISITS => few,
        many => VISITS + many % ROUND,
    });
    let taken = (0..story.choice_scenes.len()).map(|index| state.has_taken(ChoiceId::new(index)));
    let turns = (0..story.turns.len()).map(|index| state.turns(TurnsId::new(index)));
    let seen = (0..story.pools.len()).map(|index| state.seen(PoolId::new(index)).to_vec());
    (
        (state.scene, state.answered(), state.returns().to_vec()),
        values.collect(),
        visits.collect(),
        taken.collect(),
        turns.collect(),
        seen.collect(),
    )
}

/// A state that is changed by hand.
struct Sketch<'s> {
    state: &'s State,
    values: Vec<i32>,
    entering: Option<SceneId>,
    taking: ChoiceId,
    has_entered: bool,
}

impl Situation for Sketch<'_> {
    fn value(&self, variable: VariableId) -> i32 {
        self.values[variable.index()]
    }

    fn visits(&self, scene: SceneId) -> i32 {
        self.state.visits(scene) as i32
            + i32::from(self.has_entered && Some(scene) == self.entering)
    }

    fn has_taken(&self, choice: ChoiceId) -> bool {
        choice == self.taking || self.state.has_taken(choice)
    }

    fn turns(&self, counted: TurnsId) -> i32 {
        self.state.turns(counted)
    }
}

/// Every state of a story.
pub(super) struct Brute {
    numbers: HashMap<Key, usize>,
    lives: Vec<Playthrough>,
    next: Vec<Vec<usize>>,
    words: Vec<usize>,
    shown: BTreeSet<(SceneId, String, usize)>,
    /// Words that vary: which of those under the key.
    forms: BTreeSet<(SceneId, String, usize)>,
    open: BTreeSet<ChoiceId>,
    /// By state.
    marks: Vec<Vec<Mark>>,
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
            forms: BTreeSet::new(),
            open: BTreeSet::new(),
            marks: Vec::new(),
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
            brute.marks.push(marks(page.scene, &page.blocks));
            let words = |text: String| text.split_whitespace().count();
            brute.words.push(page.blocks.iter().map(|block| words(block.plain())).sum());
            brute.endings.push(page.scene.ending);
            let shown: Vec<(String, usize)> =
                page.blocks.iter().map(|block| (block.key.to_owned(), block.stage)).collect();
            brute.show_forms(story, life.state(), &shown);
            let mut next = Vec::new();
            for taken in moves(story, life.state()) {
                brute.open.insert(taken.choice);
                brute.hold(story, &life, taken);
                let mut life = life.clone();
                life.choose_outcome(story, taken.choice, taken.outcome).unwrap();
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

    fn show_forms(&mut self, story: &Story, state: &State, shown: &[(String, usize)]) {
        for (key, turn, index, form) in forms(story.scene(state.scene).blocks()) {
            let is_shown = shown.contains(&(key.clone(), turn));
            if is_shown && form.shows.iter().all(|shows| shows.may_hold(state, state.scene)) {
                self.forms.insert((state.scene, key, index));
            }
        }
    }

    fn hold(&mut self, story: &Story, life: &Playthrough, taken: Move) {
        let choice = story.choice(taken.choice);
        let (entering, chance): (_, &[_]) = match &choice.way {
            Way::Goto(scene) | Way::Call { scene, .. } => (Some(*scene), &[]),
            Way::Return => (life.state().returns().last().copied(), &[]),
            Way::Stay(_) => (None, &[]),
            Way::Chance(outcomes) => {
                let outcome = &outcomes[taken.outcome.unwrap()];
                (Some(outcome.goto), &outcome.effects)
            }
        };
        let mut sketch = Sketch {
            state: life.state(),
            values: life.values().to_vec(),
            entering,
            taking: choice.counts_as,
            has_entered: false,
        };
        let depth = life.steps().len() + 1;
        let here = choice.effects.iter().chain(chance).map(|effect| (effect, false));
        let there = entering.map(|scene| story.scene(scene).effects.as_slice()).unwrap_or(&[]);
        for (effect, has_entered) in here.chain(there.iter().map(|effect| (effect, true))) {
            sketch.has_entered = has_entered;
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

    /// Choices that are worth telling of: not fallbacks, nor what another scene
    /// that shares it offers, and only of scenes that are entered.
    pub(super) fn choices_told(&self, story: &Story) -> BTreeSet<ChoiceId> {
        let unmet = self.scenes_left(story);
        let mut known: BTreeSet<ChoiceId> =
            self.open.iter().map(|choice| story.choice(*choice).counts_as).collect();
        let left = self.choices_left(story).into_iter();
        left.filter(|choice| story.choice(*choice).key != OTHERWISE)
            .filter(|choice| !unmet.contains(&story.choice_scenes[choice.index()]))
            .filter(|choice| known.insert(story.choice(*choice).counts_as))
            .collect()
    }

    /// Blocks never shown of scenes that are entered.
    pub(super) fn blocks_left(&self, story: &Story) -> BTreeSet<(SceneId, String)> {
        let keys = self.entered(story).flat_map(|(id, scene)| {
            let passages = blocks(scene, &self.open).into_iter().flat_map(Block::passages);
            passages.map(move |passage| (id, passage.key.clone()))
        });
        keys.filter(|(id, key)| !self.is_shown(*id, key)).collect()
    }

    /// Texts that never have their turn, of blocks that are shown.
    pub(super) fn turns_left(&self, story: &Story) -> BTreeSet<(SceneId, String, usize)> {
        let mut left = BTreeSet::new();
        for (id, scene) in self.entered(story) {
            for block in blocks(scene, &self.open) {
                if let Block::Turns { passages, .. } = block {
                    let turns = passages.iter().enumerate();
                    left.extend(turns.map(|(turn, passage)| (id, passage.key.clone(), turn)));
                }
            }
        }
        left.retain(|turn| self.is_shown(turn.0, &turn.1) && !self.shown.contains(turn));
        left
    }

    /// Words that are never shown, of blocks that are.
    pub(super) fn forms_left(&self, story: &Story) -> BTreeSet<(SceneId, String, usize)> {
        let all = self.entered(story).flat_map(|(id, scene)| {
            forms(blocks(scene, &self.open))
                .into_iter()
                .map(move |(key, _, index, _)| (id, key, index))
        });
        all.filter(|form| self.is_shown(form.0, &form.1) && !self.forms.contains(form)).collect()
    }

    fn entered<'s>(&self, story: &'s Story) -> impl Iterator<Item = (SceneId, &'s Scene)> {
        let unmet = self.scenes_left(story);
        let scenes = story.scenes.iter().enumerate();
        let scenes = scenes.map(|(index, scene)| (SceneId::new(index), scene));
        scenes.filter(move |(id, _)| !unmet.contains(id))
    }

    fn is_shown(&self, scene: SceneId, key: &str) -> bool {
        self.shown.iter().any(|(id, shown, _)| (*id, shown.as_str()) == (scene, key))
    }

    pub(super) fn facts_left(&self, story: &Story) -> BTreeSet<FactId> {
        let raised = story.scenes.iter().flat_map(Scene::all_facts);
        raised.filter(|fact| !self.marked(Mark::Fact(*fact))).collect()
    }

    pub(super) fn claims_left(&self, story: &Story) -> BTreeSet<ClaimId> {
        let made = story.scenes.iter().flat_map(Scene::marks).filter_map(|mark| match mark {
            Mark::Claim(claim) => Some(claim),
            _ => None,
        });
        made.filter(|claim| !self.marked(Mark::Claim(*claim))).collect()
    }

    fn marked(&self, mark: Mark) -> bool {
        self.marks.iter().any(|marks| marks.contains(&mark))
    }

    /// Whether a promise is broken, and by how short a walk where one breaks it.
    pub(super) fn broken(&self, promise: &Promise) -> (bool, Option<usize>) {
        let is_meant = |moment: &Moment, state: usize| {
            let now = self.lives[state].state();
            moment.scene.is_none_or(|scene| scene == now.scene)
                && (moment.ending.is_none() || moment.ending == self.endings[state])
                && moment.condition.holds(now)
        };
        let mut depths: Vec<Option<usize>> = vec![None; self.lives.len()];
        depths[0] = Some(0);
        let mut waiting = vec![0];
        let mut next = 0;
        while let Some(state) = waiting.get(next).copied() {
            next += 1;
            let has_happened = match promise {
                Promise::AlwaysBefore(Event::Learn(fact), _) => {
                    self.marks[state].contains(&Mark::Fact(*fact))
                }
                Promise::AlwaysBefore(Event::Hear(claim), _) => {
                    self.marks[state].contains(&Mark::Claim(*claim))
                }
                Promise::AlwaysBefore(Event::Visit(scene), _) => {
                    self.lives[state].state().scene == *scene
                }
                _ => false,
            };
            for to in self.next[state].iter().copied().filter(|_| !has_happened) {
                if depths[to].is_none() {
                    depths[to] = depths[state].map(|depth| depth + 1);
                    waiting.push(to);
                }
            }
        }
        let (Promise::Reachable(moment)
        | Promise::Never(moment)
        | Promise::AlwaysBefore(_, moment)) = promise
        else {
            panic!("not made for this test");
        };
        let come = (0..depths.len()).filter(|state| is_meant(moment, *state));
        let nearest = come.filter_map(|state| depths[state]).min();
        match promise {
            Promise::Reachable(_) => (nearest.is_none(), nearest.is_none().then_some(0)),
            _ => (nearest.is_some(), nearest),
        }
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

/// The words of a scene that vary: the key, which text of its block, which of
/// those under the key, and when they show.
fn forms(blocks: Vec<&Block>) -> Vec<(String, usize, usize, Form<'_>)> {
    let mut all = Vec::new();
    for block in blocks {
        let mut index = 0;
        for (turn, passage) in block.passages().iter().enumerate() {
            let turn = if matches!(block, Block::Turns { .. }) { turn } else { 0 };
            for form in passage.forms() {
                all.push((passage.key.clone(), turn, index, form));
                index += 1;
            }
        }
    }
    all
}

/// The blocks of a scene, those aside that stand behind a choice never taken.
fn blocks<'s>(scene: &'s Scene, open: &BTreeSet<ChoiceId>) -> Vec<&'s Block> {
    fn gather<'s>(
        scene: &'s Scene,
        blocks: &'s [Block],
        open: &BTreeSet<ChoiceId>,
        all: &mut Vec<&'s Block>,
    ) {
        for block in blocks {
            all.push(block);
            match block {
                Block::When { then, otherwise, .. } => {
                    gather(scene, then, open, all);
                    gather(scene, otherwise, open, all);
                }
                Block::Ask(choices) => {
                    choices.iter().for_each(|index| behind(scene, &scene.asked[*index], open, all));
                }
                _ => {}
            }
        }
    }
    fn behind<'s>(
        scene: &'s Scene,
        choice: &'s Choice,
        open: &BTreeSet<ChoiceId>,
        all: &mut Vec<&'s Block>,
    ) {
        if let (Way::Stay(body), true) = (&choice.way, open.contains(&choice.id)) {
            gather(scene, body, open, all);
        }
    }
    let mut all = Vec::new();
    gather(scene, &scene.body, open, &mut all);
    scene.choices.iter().for_each(|choice| behind(scene, choice, open, &mut all));
    all
}
