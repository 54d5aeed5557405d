//! Writing into the record, and asking it.

use super::{Belief, FinishedLife, Heard, Held, Record};
use crate::narrative::model::{ChoiceId, ClaimId, FactId, Mark, Scene, Story, TermId};
use crate::narrative::run::{BlockView, Playthrough, StepLine, marks, words_read};

impl Record {
    /// A page is shown: its `blocks`, or its summary's, are read, the facts
    /// beside them are met, what is claimed in them is heard. Returns whether
    /// anything of it is new.
    pub fn note_page(
        &mut self,
        story: &Story,
        scene: &Scene,
        blocks: &[BlockView<'_>],
        life: u64,
        now_secs: u64,
    ) -> bool {
        let mut is_new = false;
        for mark in marks(scene, blocks) {
            match mark {
                Mark::Fact(fact) => is_new |= self.meet(story, fact, scene),
                Mark::Claim(claim) => {
                    let claim = story.claim(claim).name.as_str();
                    let is_it = |heard: &Heard| heard.life == life && heard.claim == claim;
                    if !self.heard.iter().any(is_it) {
                        let (claim, scene) = (claim.into(), scene.name.clone());
                        self.heard.push(Heard { claim, scene, life, at_secs: now_secs });
                        is_new = true;
                    }
                }
                Mark::Term(_) => {}
            }
        }
        let read = self.blocks.entry(scene.name.clone()).or_default();
        blocks.iter().fold(is_new, |is_new, block| read.insert(block_key(block)) | is_new)
    }

    fn meet(&mut self, story: &Story, fact: FactId, scene: &Scene) -> bool {
        let fact = story.fact(fact).name.clone();
        self.facts.entry(fact).or_default().insert(scene.name.clone())
    }

    /// A choice is taken. Returns whether for the first time ever.
    pub fn note_choice(&mut self, story: &Story, choice: ChoiceId) -> bool {
        let scene = story.scene(story.choice_scenes[choice.index()]).name.clone();
        self.choices.entry(scene).or_default().insert(story.choice(choice).key.clone())
    }

    /// A fact is opened: in a margin, the archive or the cutting.
    pub fn open_fact(&mut self, story: &Story, fact: FactId) -> bool {
        self.opened.insert(story.fact(fact).name.clone())
    }

    /// A term is opened.
    pub fn open_term(&mut self, story: &Story, term: TermId) -> bool {
        self.terms.insert(story.term(term).name.clone())
    }

    /// The reader believes a claim, doubts it, or takes back what they thought.
    pub fn mark_claim(
        &mut self,
        story: &Story,
        claim: ClaimId,
        belief: Option<Belief>,
        now_secs: u64,
    ) {
        let name = story.claim(claim).name.clone();
        // Of two records the later thought stands, so none may be as late as
        // the one it takes the place of.
        let after = self.beliefs.get(&name).map_or(0, |held| held.at_secs + 1);
        self.beliefs.insert(name, Held { at_secs: now_secs.max(after), belief });
    }

    /// A life has come to an end: it is kept, and what is on record of its
    /// decisions is met. False where it has not ended, or is kept already.
    pub fn finish_life(
        &mut self,
        story: &Story,
        life: &Playthrough,
        played_secs: Option<u64>,
        now_secs: u64,
    ) -> bool {
        let Some(ending) = story.scene(life.state().scene).ending else { return false };
        for step in life.steps() {
            for fact in &story.choice(step.choice).counterparts {
                self.meet(story, *fact, story.scene(step.scene));
            }
        }
        if self.finished(story, life).is_some() {
            return false;
        }
        self.lives.push(FinishedLife {
            seed: life.seed(),
            ending: story.ending(ending).name.clone(),
            finished_at_secs: now_secs,
            steps: steps_of(story, life),
            words: words_read(story, life),
            played_secs,
        });
        true
    }

    /// What was kept of a life when it came to its end.
    pub fn finished(&self, story: &Story, life: &Playthrough) -> Option<&FinishedLife> {
        let steps = steps_of(story, life);
        self.lives.iter().find(|kept| kept.seed == life.seed() && kept.steps == steps)
    }

    /// Whether a fact was met on a page or beside a decision.
    pub fn has_met(&self, story: &Story, fact: FactId) -> bool {
        self.facts.contains_key(&story.fact(fact).name)
    }

    /// Whether a fact was met, or opened anywhere.
    pub fn knows(&self, story: &Story, fact: FactId) -> bool {
        self.has_met(story, fact) || self.opened.contains(&story.fact(fact).name)
    }

    /// Whether the reader knows the fact that weighs a claim.
    pub fn is_weighed(&self, story: &Story, claim: ClaimId) -> bool {
        self.knows(story, story.claim(claim).weighed_by)
    }

    /// What the reader thinks of a claim.
    pub fn belief(&self, story: &Story, claim: ClaimId) -> Option<Belief> {
        self.beliefs.get(&story.claim(claim).name)?.belief
    }

    /// Whether a block was read before. Ask before the page is noted.
    pub fn has_read(&self, scene: &Scene, block: &BlockView<'_>) -> bool {
        self.blocks.get(&scene.name).is_some_and(|keys| keys.contains(&block_key(block)))
    }

    /// Whether all of a page was read before. Ask before the page is noted.
    pub fn has_read_all(&self, scene: &Scene, blocks: &[BlockView<'_>]) -> bool {
        blocks.iter().all(|block| self.has_read(scene, block))
    }

    /// Whether the reader heeded a page's warning every time: its summary was
    /// read, and no word of what it stands for.
    pub fn has_heeded(
        &self,
        scene: &Scene,
        blocks: &[BlockView<'_>],
        summary: &[BlockView<'_>],
    ) -> bool {
        let has_read = |block: &BlockView<'_>| self.has_read(scene, block);
        !blocks.iter().any(has_read) && summary.iter().any(has_read)
    }

    /// Whether a choice was ever taken, in whichever life.
    pub fn has_taken(&self, story: &Story, choice: ChoiceId) -> bool {
        let scene = story.scene(story.choice_scenes[choice.index()]);
        let keys = self.choices.get(&scene.name);
        keys.is_some_and(|keys| keys.contains(&story.choice(choice).key))
    }
}

/// The choices taken, each as a line of a walk file.
fn steps_of(story: &Story, life: &Playthrough) -> Vec<String> {
    life.steps().into_iter().map(|step| step.line(story)).collect()
}

/// A block's key; a later stage has its number after it.
fn block_key(block: &BlockView<'_>) -> String {
    match block.stage {
        0 => block.key.into(),
        stage => format!("{}.{stage}", block.key),
    }
}

/// A finished life, opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopened {
    /// The life, as far as it can be lived in the story as it is now.
    pub playthrough: Playthrough,
    /// How many of its choices could not be taken any more.
    pub steps_lost: usize,
}

/// Lives a finished life again.
pub fn reopen(story: &Story, life: &FinishedLife) -> Reopened {
    let mut playthrough = Playthrough::begin(story, life.seed);
    let take = |step: &String| {
        let StepLine { scene, key, outcome } = StepLine::read(step)?;
        let here = playthrough.state().scene;
        let choice = story.choice_keyed(here, key).filter(|_| story.scene(here).name == scene)?;
        let outcome = match outcome {
            Some(key) => Some(choice.outcome_keyed(key)?),
            None => None,
        };
        playthrough.choose_outcome(story, choice.id, outcome).ok()
    };
    let taken = life.steps.iter().map_while(take).count();
    Reopened { playthrough, steps_lost: life.steps.len() - taken }
}
