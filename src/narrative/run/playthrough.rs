//! One life: where it stands and how it got there.

use super::chance::drawn;
use super::rules::{self, is_open, on_page};
use super::state::{Course, State};
use super::step::Step;
use crate::narrative::model::{Choice, ChoiceId, SceneId, Story, VariableId, Way};

/// A page left behind, and what is needed to go back to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageLeft {
    pub(super) scene: SceneId,
    pub(super) course: Course,
    /// The choice that led on; nothing where the story no longer has it.
    pub(super) took: Option<ChoiceId>,
    /// Which of its outcomes came about.
    pub(super) outcome: Option<usize>,
    /// The values that leaving changed, as they were before, in the order of
    /// change.
    pub(super) before: Vec<(VariableId, i32)>,
    /// What the choice counts as, where it had not been taken earlier.
    pub(super) first_time: Option<ChoiceId>,
}

/// A page gone back from, and what is needed to come to it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageAhead {
    /// Its scene.
    scene: SceneId,
    course: Course,
    /// How the page before it was left.
    left: PageLeft,
    /// The values that leaving changed, as they were after.
    after: Vec<(VariableId, i32)>,
}

impl PageLeft {
    fn step(&self) -> Option<Step> {
        Some(Step { scene: self.scene, choice: self.took?, outcome: self.outcome })
    }
}

/// One life through a story. Two are equal that stand where they stand by the
/// same way, whatever was taken back.
#[derive(Clone, Debug)]
pub struct Playthrough {
    pub(super) state: State,
    /// The pages before the one it stands on, first to last.
    pub(super) left: Vec<PageLeft>,
    /// The pages gone back from, the nearest last.
    pub(super) ahead: Vec<PageAhead>,
    seed: u64,
}

impl PartialEq for Playthrough {
    fn eq(&self, other: &Playthrough) -> bool {
        (&self.state, &self.left, self.seed) == (&other.state, &other.left, other.seed)
    }
}

impl Eq for Playthrough {}

/// Why a choice was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChooseError {
    /// The scene on the page does not have the choice.
    #[error("the choice belongs to another scene")]
    Elsewhere,
    /// The scene has it, but it is not open now.
    #[error("the choice is not open")]
    Closed,
    /// The choice has no such outcome.
    #[error("the choice has no such outcome")]
    NoOutcome,
}

impl Playthrough {
    /// A new life on the story's first page.
    pub fn begin(story: &Story, seed: u64) -> Playthrough {
        let mut playthrough = Playthrough::unopened(story, seed);
        playthrough.state.enter(story, story.start, &mut Vec::new());
        playthrough
    }

    /// A life before its first page.
    pub(super) fn unopened(story: &Story, seed: u64) -> Playthrough {
        let state = State::unopened(story);
        Playthrough { state, left: Vec::new(), ahead: Vec::new(), seed }
    }

    /// Where the life stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The choices taken, first to last.
    pub fn steps(&self) -> Vec<Step> {
        self.left.iter().filter_map(PageLeft::step).collect()
    }

    /// What chance is drawn from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The choices open now: those whose condition holds, or the fallback
    /// where there is none.
    pub fn open_choices<'s>(&self, story: &'s Story) -> Vec<&'s Choice> {
        rules::open_choices(story, &self.state)
    }

    /// Takes a choice and turns to the page it leads to; where chance decides, by
    /// the life's seed. What lies ahead is kept where this is the next step of
    /// it, and forgotten where it is not.
    ///
    /// # Errors
    /// When the choice is not on the page, or not open. Nothing changes then.
    pub fn choose(&mut self, story: &Story, choice: ChoiceId) -> Result<(), ChooseError> {
        self.choose_outcome(story, choice, None)
    }

    /// The same with a given outcome, where one is given.
    ///
    /// # Errors
    /// When the choice is not on the page, not open, or has no such outcome.
    /// Nothing changes then.
    pub fn choose_outcome(
        &mut self,
        story: &Story,
        wanted: ChoiceId,
        outcome: Option<usize>,
    ) -> Result<(), ChooseError> {
        let page = on_page(story, &self.state);
        let on_list = page.choices().find(|candidate| candidate.id == wanted);
        let choice = match on_list {
            Some(choice) => Some(choice).filter(|choice| is_open(&self.state, choice)),
            None => page.otherwise.filter(|otherwise| {
                otherwise.id == wanted && !page.choices().any(|choice| is_open(&self.state, choice))
            }),
        };
        let Some(choice) = choice else {
            let here = story.scene(self.state.scene);
            let is_here = here.all_choices().any(|candidate| candidate.id == wanted);
            return Err(if is_here { ChooseError::Closed } else { ChooseError::Elsewhere });
        };
        let outcome = match (&choice.way, outcome) {
            (Way::Chance(outcomes), None) => {
                let scene = story.scene(self.state.scene);
                Some(drawn(outcomes, self.seed, scene, choice, self.left.len()))
            }
            (Way::Chance(outcomes), Some(index)) if index < outcomes.len() => outcome,
            (_, None) => None,
            (_, Some(_)) => return Err(ChooseError::NoOutcome),
        };
        let mut before = Vec::new();
        let (scene, course) = (self.state.scene, self.state.course.clone());
        let is_first = self.state.take(story, choice, outcome, &mut before);
        let first_time = is_first.then_some(choice.counts_as);
        let left = PageLeft { scene, course, took: Some(choice.id), outcome, before, first_time };
        let is_same = |page: &PageAhead| {
            let value = |&(variable, value): &_| self.state.value(variable) == value;
            page.left == left
                && (page.scene, &page.course) == (self.state.scene, &self.state.course)
                && page.after.iter().all(value)
        };
        match self.ahead.pop() {
            Some(page) if is_same(&page) => {}
            _ => self.ahead.clear(),
        }
        self.left.push(left);
        Ok(())
    }

    /// Takes the last choice back, and passes over pages that no choice leads
    /// on from any more. False where no choice is left.
    pub fn step_back(&mut self) -> bool {
        let Some(last) = self.left.iter().rposition(|page| page.took.is_some()) else {
            return false;
        };
        for left in self.left.drain(last..).rev() {
            if self.state.answered().is_none() {
                self.state.visits[self.state.scene.index()] -= 1;
            }
            let values = &mut self.state.values;
            let after = left.before.iter();
            let after = after.map(|(variable, _)| (*variable, values[variable.index()])).collect();
            for (variable, value) in left.before.iter().rev() {
                values[variable.index()] = *value;
            }
            if let Some(choice) = left.first_time {
                self.state.taken[choice.index()] = false;
            }
            let scene = std::mem::replace(&mut self.state.scene, left.scene);
            let course = std::mem::replace(&mut self.state.course, left.course.clone());
            self.ahead.push(PageAhead { scene, course, left, after });
        }
        true
    }

    /// Takes choices back until `steps` of them are left.
    pub fn step_back_to(&mut self, steps: usize) {
        for _ in steps..self.steps().len() {
            self.step_back();
        }
    }

    /// Whether a choice that was taken back lies ahead.
    pub fn can_step_forward(&self) -> bool {
        !self.ahead.is_empty()
    }

    /// The choices that were taken back and can be stepped over again, the
    /// nearest first.
    pub fn ahead(&self) -> Vec<Step> {
        self.ahead.iter().rev().filter_map(|page| page.left.step()).collect()
    }

    /// Takes the last choice that was taken back once more, and stands exactly
    /// where it stood then. False where none lies ahead.
    pub fn step_forward(&mut self) -> bool {
        let Some(mut page) = self.ahead.pop() else { return false };
        loop {
            self.state.scene = page.scene;
            if page.course.answered.is_none() {
                self.state.visits[page.scene.index()] += 1;
            }
            self.state.course = page.course;
            for (variable, value) in page.after {
                self.state.values[variable.index()] = value;
            }
            if let Some(choice) = page.left.first_time {
                self.state.taken[choice.index()] = true;
            }
            self.left.push(page.left);
            // Pages that stepping back passed over.
            match self.ahead.pop_if(|page| page.left.took.is_none()) {
                Some(next) => page = next,
                None => return true,
            }
        }
    }

    /// Every variable's value now, in the story's order.
    pub fn values(&self) -> &[i32] {
        &self.state.values
    }
}
