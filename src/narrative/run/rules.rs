//! What may be done in a state, and what comes of it: functions of a story and
//! a state, and of nothing else.
//!
//! A [`Playthrough`](super::Playthrough) is made of them, and whoever looks at
//! everything that can happen asks them alone.

use std::cmp::Reverse;

use super::State;
use crate::narrative::model::{
    Block, Choice, ChoiceId, Condition, EndingId, Offer, Scene, Story, Way,
};

/// A way on from a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Move {
    /// The choice taken.
    pub choice: ChoiceId,
    /// Which of its outcomes comes about, where chance decides: any of them
    /// may.
    pub outcome: Option<usize>,
}

/// The state every life begins in.
pub fn begin(story: &Story) -> State {
    let mut state = State::unopened(story);
    state.enter(story, story.start, &mut Vec::new());
    state
}

/// Every way on from a state, in the order of its page. None where a life has
/// ended, or cannot go on.
pub fn moves(story: &Story, state: &State) -> Vec<Move> {
    let mut moves = Vec::new();
    for choice in open_choices(story, state) {
        let choice_id = choice.id;
        match &choice.way {
            Way::Chance(outcomes) => moves.extend(
                (0..outcomes.len()).map(|index| Move { choice: choice_id, outcome: Some(index) }),
            ),
            _ => moves.push(Move { choice: choice_id, outcome: None }),
        }
    }
    moves
}

/// The state after one of its [`moves`].
pub fn after(story: &Story, state: &State, taken: Move) -> State {
    let mut state = state.clone();
    state.take(story, story.choice(taken.choice), taken.outcome, &mut Vec::new());
    state
}

/// The choices open in a state, in the order of its page: those whose condition
/// holds, or the fallback where there is none.
pub fn open_choices<'s>(story: &'s Story, state: &State) -> Vec<&'s Choice> {
    let page = on_page(story, state);
    let open: Vec<_> = page.choices().filter(|choice| is_open(state, choice)).collect();
    if open.is_empty() { page.otherwise.into_iter().collect() } else { open }
}

/// How a life has closed; nothing where it goes on. A scene that closes a vignette
/// does so behind its last ask.
pub fn ending(story: &Story, state: &State) -> Option<EndingId> {
    let ending = story.scene(state.scene).ending?;
    on_page(story, state).ask.is_none().then_some(ending)
}

/// The choices of a page, open or not.
#[derive(Clone, Debug)]
pub(super) struct OnPage<'s> {
    scene: &'s Scene,
    /// Those of the ask the page stops at; the scene's list where it goes
    /// through to the end.
    ask: Option<&'s [usize]>,
    /// The storylets offered behind the list, all of them open.
    offered: Vec<&'s Choice>,
    /// Offered where none of them is open.
    pub(super) otherwise: Option<&'s Choice>,
}

impl<'s> OnPage<'s> {
    pub(super) fn choices(&self) -> impl Iterator<Item = &'s Choice> {
        let list = if self.ask.is_some() { &[] } else { self.scene.choices.as_slice() };
        let asked = self.ask.unwrap_or_default().iter();
        let asked = asked.map(|index| &self.scene.asked[*index]);
        list.iter().chain(asked).chain(self.offered.iter().copied())
    }
}

/// What a page offers.
pub(super) fn on_page<'s>(story: &'s Story, state: &State) -> OnPage<'s> {
    let scene = story.scene(state.scene);
    let ask = if scene.asked.is_empty() { None } else { read_page(scene, state, &mut |_| {}) };
    let otherwise = scene.otherwise.as_ref();
    let otherwise = otherwise.filter(|choice| ask.is_none() && leads_somewhere(state, choice));
    let mut offered = Vec::new();
    if ask.is_none() {
        scene.offers.iter().for_each(|offer| offered.extend(storylets(story, state, offer)));
    }
    OnPage { scene, ask, offered, otherwise }
}

/// The storylets of an offer that stand on the page: those that are open, and
/// where there are more than it has room for, the first by priority, weight and
/// how long they were not seen.
fn storylets<'s>(story: &'s Story, state: &State, offer: &'s Offer) -> Vec<&'s Choice> {
    let pool = &story.pools[offer.pool.index()];
    let open = offer.choices.iter().zip(&pool.storylets);
    let mut open: Vec<_> = open.filter(|(choice, _)| is_open(state, choice)).collect();
    if open.len() > offer.most {
        let seen = state.seen(offer.pool);
        open.sort_by_key(|(_, storylet)| {
            let last_seen = seen.iter().position(|scene| *scene == storylet.scene);
            (Reverse(storylet.rank()), last_seen.map_or(0, |index| index + 1))
        });
        open.truncate(offer.most);
    }
    open.into_iter().map(|(choice, _)| choice).collect()
}

/// Whether a choice of the page may be taken, the fallback aside.
pub(super) fn is_open(state: &State, choice: &Choice) -> bool {
    !(choice.once && state.has_taken(choice.counts_as))
        && (choice.condition == Condition::Always(true) || choice.condition.holds(state))
        && leads_somewhere(state, choice)
}

fn leads_somewhere(state: &State, choice: &Choice) -> bool {
    !matches!(choice.way, Way::Return) || !state.returns().is_empty()
}

/// Goes through the blocks of a page in order, those of a [`Block::When`] that
/// are shown among them. Returns the ask it stops at: the first with an open
/// choice, by their places in [`Scene::asked`].
pub(super) fn read_page<'s>(
    scene: &'s Scene,
    state: &State,
    show: &mut impl FnMut(&'s Block),
) -> Option<&'s [usize]> {
    let reading = Reading { scene, state };
    let Some(answered) = state.answered() else { return reading.go(&scene.body, show).err() };
    for choice in scene.choices.iter() {
        if let Way::Stay(body) = &choice.way {
            let behind = match choice.id == answered {
                true => Some(reading.go(body, show)),
                false => reading.go_on(body, answered, show),
            };
            if let Some(behind) = behind {
                return behind.err();
            }
        }
    }
    reading.go_on(&scene.body, answered, show)?.err()
}

/// `Err` is the ask where reading stops.
type Through<'s> = Result<(), &'s [usize]>;

struct Reading<'s, 'a> {
    scene: &'s Scene,
    state: &'a State,
}

impl<'s> Reading<'s, '_> {
    fn go(&self, blocks: &'s [Block], show: &mut impl FnMut(&'s Block)) -> Through<'s> {
        for block in blocks {
            match block {
                Block::When { condition, then, otherwise } => {
                    let blocks = if condition.holds(self.state) { then } else { otherwise };
                    self.go(blocks, show)?;
                }
                Block::Ask(choices) => {
                    let asked = choices.iter().map(|index| &self.scene.asked[*index]);
                    if asked.into_iter().any(|choice| is_open(self.state, choice)) {
                        return Err(choices);
                    }
                }
                block => show(block),
            }
        }
        Ok(())
    }

    /// Goes on behind a choice that was taken: what it shows, then what follows
    /// its ask, there and around it. Nothing where it does not stand in these
    /// blocks.
    fn go_on(
        &self,
        blocks: &'s [Block],
        answered: ChoiceId,
        show: &mut impl FnMut(&'s Block),
    ) -> Option<Through<'s>> {
        for (index, block) in blocks.iter().enumerate() {
            let inside = match block {
                Block::When { then, otherwise, .. } => self
                    .go_on(then, answered, show)
                    .or_else(|| self.go_on(otherwise, answered, show)),
                Block::Ask(choices) => choices.iter().find_map(|index| {
                    let choice = &self.scene.asked[*index];
                    let Way::Stay(body) = &choice.way else { return None };
                    match choice.id == answered {
                        true => Some(self.go(body, show)),
                        false => self.go_on(body, answered, show),
                    }
                }),
                _ => None,
            };
            if let Some(inside) = inside {
                return Some(inside.and_then(|()| self.go(&blocks[index + 1..], show)));
            }
        }
        None
    }
}
