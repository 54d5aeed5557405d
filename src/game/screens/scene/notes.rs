//! The notes of a page.

use bevy_egui::egui::Ui;

use super::state::Level;
use super::{Page, PageState};
use crate::game::action::PlayerAction;
use crate::game::widgets::{NoteLook, note};
use crate::narrative::model::{Grade, Mark};
use crate::store::Depth;

impl Page<'_> {
    /// Whether there are notes to draw.
    pub(super) fn shows_notes(&self, state: &PageState) -> bool {
        let is_warned = self.view.content.is_some() && state.reads.is_none();
        !is_warned
            && match self.desk.settings.depth {
                Depth::Off => false,
                Depth::Marks => !state.notes.is_empty(),
                Depth::Margin => true,
            }
    }
}

/// Draws the notes that the reader wants to see, and what the page invents.
pub(super) fn notes_ui(
    page: &Page<'_>,
    ui: &mut Ui,
    state: &mut PageState,
) -> Option<PlayerAction> {
    let mut action = None;
    let desk = page.desk;
    let shows_all = desk.settings.depth == Depth::Margin;
    let text_size = page.layout.note;
    for (mark, look) in &page.margin.notes {
        let level = state.notes.get(mark).copied();
        // A word is explained to whoever asks.
        let waits = !shows_all || matches!(mark, Mark::Term(_));
        if level.is_none() && waits {
            continue;
        }
        let is_open = level == Some(Level::Sources);
        let id = page.id.with(("note", look.number));
        let folded = (state.folds && level.is_none()).then(|| look.folded());
        let look = folded.as_ref().unwrap_or(look);
        let drawn = note(ui, id, desk.colours, text_size, look, is_open);
        if drawn.turned {
            let next = if is_open { Level::Note } else { Level::Sources };
            state.notes.insert(*mark, next);
            state.last_opened = Some(*mark);
            action = (!is_open).then_some(PlayerAction::Opened(*mark));
            ui.ctx().request_repaint();
        }
        if state.sought == Some(*mark) {
            drawn.response.scroll_to_me(None);
            ui.memory_mut(|memory| memory.request_focus(id));
            state.sought = None;
        }
        ui.add_space(16.0);
    }
    let look = NoteLook {
        number: None,
        grade: Some(Grade::Invented),
        heading: desk.story.frame.grade(Grade::Invented).to_owned(),
        statement: page.view.scene.invented.clone(),
        accounts: Vec::new(),
        short_sources: String::new(),
        deeper: Vec::new(),
        sources: Vec::new(),
        turn: String::new(),
    };
    if shows_all {
        note(ui, page.id.with("invented"), desk.colours, text_size, &look, false);
    }
    action
}
