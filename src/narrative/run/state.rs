//! Where a life stands: everything that decides what may follow.

use crate::narrative::model::{
    Choice, ChoiceId, Effect, PoolId, SceneId, Situation, Story, TurnsId, VariableId, Way,
};

/// Everything conditions can ask about, and where the page begins and leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The scene on the page.
    pub scene: SceneId,
    pub(super) values: Vec<i32>,
    pub(super) visits: Vec<u32>,
    pub(super) taken: Vec<bool>,
    pub(super) course: Course,
}

/// What of the way here decides what follows, besides values and counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Course {
    /// The choice that the page goes on behind, taken in this visit; nothing
    /// where the scene was entered.
    pub(super) answered: Option<ChoiceId>,
    /// Where the calls that have not returned go on, the latest last.
    pub(super) returns: Vec<SceneId>,
    /// How many choices were taken since each of [`Story::turns`] was entered.
    pub(super) turns: Vec<u16>,
    /// By pool: the storylets entered, the one entered last at the end. Empty
    /// where nothing hangs on it.
    pub(super) seen: Vec<Vec<SceneId>>,
}

impl State {
    /// Before the first page.
    pub(super) fn unopened(story: &Story) -> State {
        State {
            scene: story.start,
            values: story.variables.iter().map(|variable| variable.start).collect(),
            visits: vec![0; story.scenes.len()],
            taken: vec![false; story.choice_scenes.len()],
            course: Course {
                turns: story.turns.iter().map(|counted| counted.most).collect(),
                seen: vec![Vec::new(); story.pools.len()],
                ..Course::default()
            },
        }
    }

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

    /// The choice that the page goes on behind; nothing where the scene was
    /// entered.
    pub fn answered(&self) -> Option<ChoiceId> {
        self.course.answered
    }

    /// Where the calls that have not returned go on, the latest last.
    pub fn returns(&self) -> &[SceneId] {
        &self.course.returns
    }

    /// The storylets of a pool that were entered, the one entered last at the
    /// end. Empty where nothing hangs on it.
    pub fn seen(&self, pool: PoolId) -> &[SceneId] {
        &self.course.seen[pool.index()]
    }

    /// Takes a choice, open or not, and goes where it leads. Returns whether
    /// for the first time. `outcome` is one of the choice's, where it has some.
    /// `before` is given every value that changes, as it
    /// was.
    pub(super) fn take(
        &mut self,
        story: &Story,
        choice: &Choice,
        outcome: Option<usize>,
        before: &mut Vec<(VariableId, i32)>,
    ) -> bool {
        let first_time = !std::mem::replace(&mut self.taken[choice.counts_as.index()], true);
        self.apply(story, &choice.effects, before);
        self.count_turn(story);
        match &choice.way {
            Way::Goto(scene) => self.enter(story, *scene, before),
            Way::Call { scene, then } => {
                self.course.returns.push(*then);
                self.enter(story, *scene, before);
            }
            Way::Return => {
                let back = self.course.returns.pop();
                self.enter(story, back.unwrap_or(self.scene), before);
            }
            Way::Chance(outcomes) => {
                if let Some(outcome) = outcome.and_then(|outcome| outcomes.get(outcome)) {
                    self.apply(story, &outcome.effects, before);
                    self.enter(story, outcome.goto, before);
                }
            }
            Way::Stay(_) => self.course.answered = Some(choice.id),
        }
        first_time
    }

    /// Enters a scene and does what happens there.
    pub(super) fn enter(
        &mut self,
        story: &Story,
        scene: SceneId,
        before: &mut Vec<(VariableId, i32)>,
    ) {
        self.arrive(story, scene);
        self.apply(story, &story.scene(scene).effects, before);
    }

    /// A choice was taken.
    pub(super) fn count_turn(&mut self, story: &Story) {
        for (turns, counted) in self.course.turns.iter_mut().zip(&story.turns) {
            *turns = counted.most.min(*turns + 1);
        }
    }

    /// Stands on a scene's first page, which counts as a visit.
    pub(super) fn arrive(&mut self, story: &Story, scene: SceneId) {
        self.scene = scene;
        self.visits[scene.index()] += 1;
        self.course.answered = None;
        if let Some(pool) = story.scene(scene).offered
            && story.pools[pool.index()].remembers
        {
            let seen = &mut self.course.seen[pool.index()];
            seen.retain(|storylet| *storylet != scene);
            seen.push(scene);
        }
        for (turns, counted) in self.course.turns.iter_mut().zip(&story.turns) {
            if counted.scene == scene {
                *turns = 0;
            }
        }
    }

    fn apply(&mut self, story: &Story, effects: &[Effect], before: &mut Vec<(VariableId, i32)>) {
        for effect in effects {
            let variable = effect.variable;
            let (low, high) = story.variable(variable).domain.bounds();
            let value = effect.value.value(self).clamp(low, high);
            let old = std::mem::replace(&mut self.values[variable.index()], value);
            if old != value {
                before.push((variable, old));
            }
        }
    }
}

impl Situation for State {
    fn value(&self, variable: VariableId) -> i32 {
        self.value(variable)
    }

    fn visits(&self, scene: SceneId) -> i32 {
        i32::try_from(self.visits(scene)).unwrap_or(i32::MAX)
    }

    fn has_taken(&self, choice: ChoiceId) -> bool {
        self.has_taken(choice)
    }

    fn turns(&self, counted: TurnsId) -> i32 {
        self.course.turns[counted.index()].into()
    }
}
