//! A two-minute visit in the window: a life of its own that nothing keeps, and
//! the way from there into the story.

use std::sync::Arc;

use super::{Session, new_seed};
use crate::game::action::VisitAction;
use crate::game::screens::{PageState, Screen};
use crate::narrative::explore::life_of;
use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;

/// A visit that is being read.
#[derive(Clone, Debug)]
pub struct Visiting {
    /// Which of the story’s visits.
    pub index: usize,
    /// The visit as a story of its own.
    pub story: Arc<Story>,
    /// How far it was read.
    pub life: Playthrough,
    /// Whether the reader stays, and has before them what came until now.
    pub stays: bool,
}

impl Session {
    /// Opens at a visit.
    pub fn begin_visit(&mut self, story: &Story, index: usize, screen: Screen) -> Screen {
        let to = self.open_screen(screen, Screen::Visits).unwrap_or(screen);
        self.carry_out_visit(story, VisitAction::Begin(index), to).unwrap_or(to)
    }

    /// Does what was asked for in a visit, or of the list of them.
    pub(super) fn carry_out_visit(
        &mut self,
        story: &Story,
        action: VisitAction,
        screen: Screen,
    ) -> Option<Screen> {
        match (action, &mut self.visiting) {
            (VisitAction::Begin(index), _) => {
                let alone = Arc::new(story.of_visit(story.visits.get(index)?)?);
                let life = Playthrough::begin(&alone, new_seed());
                self.visiting = Some(Visiting { index, story: alone, life, stays: false });
            }
            (VisitAction::Choose(choice), Some(visiting)) => {
                visiting.life.choose(&visiting.story, choice).ok()?;
                return None;
            }
            (VisitAction::StepBackTo(steps), Some(visiting)) => {
                visiting.life.step_back_to(steps);
                return None;
            }
            (VisitAction::StepForward, Some(visiting)) => {
                visiting.life.step_forward();
                return None;
            }
            (VisitAction::Stay, Some(visiting)) => visiting.stays = true,
            (VisitAction::GoOn, Some(visiting)) => {
                let visit = story.visits.get(visiting.index)?;
                // A route that the story does not have any more leads nowhere.
                let life = life_of(story, visit, new_seed()).ok();
                self.visiting = None;
                self.states.page = PageState::default();
                let to = self.begin_at(life?, screen);
                self.save(story);
                return to;
            }
            (VisitAction::Leave, _) => self.visiting = None,
            (_, None) => return None,
        }
        self.states.page = PageState::default();
        None
    }
}
