//! One life: where it stands and how it got there.

use super::evaluate::{holds, outcome};
use crate::narrative::model::{Choice, ChoiceId, Condition, Effect, SceneId, Story, VariableId};

/// Everything conditions can ask about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The scene on the page.
    pub scene: SceneId,
    pub(super) values: Vec<i32>,
    pub(super) visits: Vec<u32>,
    pub(super) taken: Vec<bool>,
}

impl State {
    /// The value of a variable, as its domain encodes it.
    pub fn value(&self, variable: VariableId) -> i32 {
        self.values[variable.index()]
    }

    /// How often a scene has been entered, this visit included.
    pub fn visits(&self, scene: SceneId) -> u32 {
        self.visits[scene.index()]
    }

    /// Whether a choice has been taken.
    pub fn has_taken(&self, choice: ChoiceId) -> bool {
        self.taken[choice.index()]
    }
}

/// A choice taken, and what is needed to take it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The scene it was taken in.
    pub scene: SceneId,
    /// The choice.
    pub choice: ChoiceId,
    /// The values it changed, as they were before, in the order of change.
    pub(super) before: Vec<(VariableId, i32)>,
    /// Whether it had not been taken earlier.
    pub(super) first_time: bool,
}

/// One life through a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playthrough {
    pub(super) state: State,
    pub(super) steps: Vec<Step>,
    /// Pages whose decision the story no longer has: each with the number of
    /// steps that lead to it. No step leaves them, but they were visited.
    pub(super) passed: Vec<(usize, SceneId)>,
    seed: u64,
}

/// Why a choice was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChooseError {
    /// The scene on the page does not have the choice.
    #[error("the choice belongs to another scene")]
    Elsewhere,
    /// The scene has it, but it is not open now.
    #[error("the choice is not open")]
    Closed,
}

impl Playthrough {
    /// A new life on the story's first page.
    pub fn begin(story: &Story, seed: u64) -> Playthrough {
        let mut playthrough = Playthrough::unopened(story, seed);
        playthrough.enter(story, story.start, &mut Vec::new());
        playthrough
    }

    /// A life before its first page.
    pub(super) fn unopened(story: &Story, seed: u64) -> Playthrough {
        Playthrough {
            state: State {
                scene: story.start,
                values: story.variables.iter().map(|variable| variable.start).collect(),
                visits: vec![0; story.scenes.len()],
                taken: vec![false; story.choice_scenes.len()],
            },
            steps: Vec::new(),
            passed: Vec::new(),
            seed,
        }
    }

    /// Where the life stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The choices taken, first to last.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What chance is drawn from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The choices open now: those whose condition holds, or the fallback
    /// where there is none.
    pub fn open_choices<'s>(&self, story: &'s Story) -> Vec<&'s Choice> {
        let scene = story.scene(self.state.scene);
        let open: Vec<_> = scene.choices.iter().filter(|choice| self.is_open(choice)).collect();
        if open.is_empty() { scene.otherwise.iter().collect() } else { open }
    }

    /// Whether a choice of the scene's list may be taken now.
    pub(super) fn is_open(&self, choice: &Choice) -> bool {
        !(choice.once && self.state.has_taken(choice.id))
            && (choice.condition == Condition::Always(true)
                || holds(&choice.condition, &self.state))
    }

    /// Takes a choice and turns to the scene it leads to.
    ///
    /// # Errors
    /// When the choice is not on the page, or not open. Nothing changes then.
    pub fn choose(&mut self, story: &Story, choice: ChoiceId) -> Result<(), ChooseError> {
        let scene = story.scene(self.state.scene);
        let Some(choice) = scene.all_choices().find(|candidate| candidate.id == choice) else {
            return Err(ChooseError::Elsewhere);
        };
        let is_fallback = scene.otherwise.as_ref().is_some_and(|other| other.id == choice.id);
        let is_open = if is_fallback {
            !scene.choices.iter().any(|choice| self.is_open(choice))
        } else {
            self.is_open(choice)
        };
        if !is_open {
            return Err(ChooseError::Closed);
        }
        let mut before = Vec::new();
        let first_time = !std::mem::replace(&mut self.state.taken[choice.id.index()], true);
        self.apply(story, &choice.effects, &mut before);
        let from = self.state.scene;
        self.enter(story, choice.goto, &mut before);
        self.steps.push(Step { scene: from, choice: choice.id, before, first_time });
        Ok(())
    }

    /// Takes the last choice back. False on the first page.
    pub fn step_back(&mut self) -> bool {
        let Some(step) = self.steps.pop() else { return false };
        self.state.visits[self.state.scene.index()] -= 1;
        while let Some((_, scene)) = self.passed.pop_if(|(steps, _)| *steps > self.steps.len()) {
            self.state.visits[scene.index()] -= 1;
        }
        for (variable, value) in step.before.into_iter().rev() {
            self.state.values[variable.index()] = value;
        }
        if step.first_time {
            self.state.taken[step.choice.index()] = false;
        }
        self.state.scene = step.scene;
        true
    }

    /// Takes choices back until `steps` of them are left.
    pub fn step_back_to(&mut self, steps: usize) {
        while self.steps.len() > steps && self.step_back() {}
    }

    /// The values a step changed, as they were before it.
    pub fn changed_by(&self, step: usize) -> impl Iterator<Item = (VariableId, i32)> + '_ {
        self.steps[step].before.iter().copied()
    }

    /// Every variable's value now, in the story's order.
    pub fn values(&self) -> &[i32] {
        &self.state.values
    }

    fn enter(&mut self, story: &Story, scene: SceneId, before: &mut Vec<(VariableId, i32)>) {
        self.state.scene = scene;
        self.state.visits[scene.index()] += 1;
        self.apply(story, &story.scene(scene).effects, before);
    }

    fn apply(&mut self, story: &Story, effects: &[Effect], before: &mut Vec<(VariableId, i32)>) {
        for effect in effects {
            let (variable, value) = outcome(story, effect, &self.state);
            let old = std::mem::replace(&mut self.state.values[variable.index()], value);
            if old != value {
                before.push((variable, old));
            }
        }
    }
}
