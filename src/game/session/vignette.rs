//! A two-minute vignette in the window: a life of its own that nothing keeps, and
//! the way from there into the story.

use std::sync::Arc;

use super::{Session, new_seed};
use crate::game::action::VignetteAction;
use crate::game::screens::{PageState, Screen};
use crate::narrative::explore::life_of;
use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;

/// A vignette that is being read.
#[derive(Clone, Debug)]
pub struct OpenVignette {
    /// Which of the story’s vignettes.
    pub index: usize,
    /// The vignette as a story of its own.
    pub story: Arc<Story>,
    /// How far it was read.
    pub life: Playthrough,
    /// Whether the reader stays, and has before them what came until now.
    pub stays: bool,
}

impl Session {
    /// Opens at a vignette.
    pub fn begin_vignette(&mut self, story: &Story, index: usize, screen: Screen) -> Screen {
        let to = self.open_screen(screen, Screen::Vignettes).unwrap_or(screen);
        self.carry_out_vignette(story, VignetteAction::Begin(index), to).unwrap_or(to)
    }

    /// Does what was asked for in a vignette, or of the list of them.
    pub(super) fn carry_out_vignette(
        &mut self,
        story: &Story,
        action: VignetteAction,
        screen: Screen,
    ) -> Option<Screen> {
        match (action, &mut self.open_vignette) {
            (VignetteAction::Begin(index), _) => {
                let alone = Arc::new(story.of_vignette(story.vignettes.get(index)?)?);
                let life = Playthrough::begin(&alone, new_seed());
                self.open_vignette = Some(OpenVignette { index, story: alone, life, stays: false });
            }
            (VignetteAction::Choose(choice), Some(opened)) => {
                opened.life.choose(&opened.story, choice).ok()?;
                return None;
            }
            (VignetteAction::StepBackTo(steps), Some(opened)) => {
                opened.life.step_back_to(steps);
                return None;
            }
            (VignetteAction::StepForward, Some(opened)) => {
                opened.life.step_forward();
                return None;
            }
            (VignetteAction::Stay, Some(opened)) => opened.stays = true,
            (VignetteAction::GoOn, Some(opened)) => {
                let vignette = story.vignettes.get(opened.index)?;
                // A route that the story does not have any more leads nowhere.
                let life = life_of(story, vignette, new_seed()).ok();
                self.open_vignette = None;
                self.states.page = PageState::default();
                let to = self.begin_at(life?, screen);
                self.save(story);
                return to;
            }
            (VignetteAction::Leave, _) => self.open_vignette = None,
            (_, None) => return None,
        }
        self.states.page = PageState::default();
        None
    }
}
