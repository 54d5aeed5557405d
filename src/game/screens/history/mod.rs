//! The way here: every choice of the life at hand, and every page as it was
//! read.

mod choices;
mod pages;

use bevy_egui::egui::{Id, Ui};

use self::pages::Reading;
use super::instrument::instrument_with_foot;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::game::widgets::tabs;
use crate::narrative::run::{PageRead, Playthrough, pages_read, search};

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct HistoryState {
    /// Whether everything read is shown, and not the choices.
    shows_pages: bool,
    /// What is looked for.
    query: String,
    /// What was asked for last.
    sought: String,
    /// Which of the places found the reader is at.
    at: usize,
    /// Whether that place is to be brought into sight.
    seeks: bool,
}

/// Draws the way here.
pub fn history_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    life: &Playthrough,
    state: &mut HistoryState,
) -> Option<PlayerAction> {
    let word = |key: &str| desk.strings.get(key);
    let mut pages = pages_read(desk.story, life);
    for page in &mut pages {
        heed(page, desk);
    }
    let taken = pages.iter().filter(|page| page.took.is_some()).count();
    let hits = if state.shows_pages { search(&pages, &state.query) } else { Vec::new() };
    state.at = state.at.min(hits.len().saturating_sub(1));
    let reading = Reading { desk, pages: &pages, hits: &hits };
    let (title, told) = (word("history-title"), word("history-told"));
    // Both the sheet and its foot turn to another place.
    let state = std::cell::RefCell::new(state);
    instrument_with_foot(
        ui,
        desk,
        Screen::History,
        &title,
        &told,
        |ui, layout| {
            let state = &mut **state.borrow_mut();
            let words = [
                (word("history-choices"), Some(taken)),
                (word("history-pages"), Some(pages.len())),
            ];
            let open = usize::from(state.shows_pages);
            if let Some(tab) = tabs(ui, Id::new("history"), desk.colours, &words, open) {
                state.shows_pages = tab == 1;
                ui.ctx().request_repaint();
            }
            ui.add_space(12.0);
            match state.shows_pages {
                false => choices::choices_ui(ui, desk, layout, &pages),
                true => reading.pages_ui(ui, layout, state),
            }
        },
        |ui| {
            reading.foot(ui, &mut state.borrow_mut());
            None
        },
    )
}

/// Where the reader heeded a warning the summary stands, as they read it.
fn heed(page: &mut PageRead<'_>, desk: &Desk<'_>) {
    if let Some(content) = &page.content
        && desk.record.has_heeded(page.scene, &page.blocks, &content.summary)
    {
        page.heed_warning();
    }
}
