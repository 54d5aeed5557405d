//! Every page as it was read, and looking for words in them.

use std::ops::Range;

use bevy_egui::egui::{Id, Rect, Stroke, Ui, pos2, text::TextFormat};

use super::HistoryState;
use crate::game::action::PlayerAction;
use crate::game::screens::{Desk, Screen};
use crate::game::theme::{Face, Layout, size};
use crate::game::widgets::{
    BlockLook, ButtonLook, FieldLook, Hits, as_heading, button, field, found_text, in_a_row, label,
    news, read_block, rows, text_button,
};
use crate::i18n::FluentValue;
use crate::narrative::run::{Found, Hit, PageRead};

/// Below this width the date and the way back stand above a page, not beside it.
const LEAST_BESIDE: f32 = 600.0;
/// Width of what stands beside a page.
const ASIDE: f32 = 150.0;

/// All that drawing the pages reads.
pub(super) struct Reading<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) pages: &'a [PageRead<'a>],
    pub(super) hits: &'a [Hit],
}

impl Reading<'_> {
    /// The field to look for words in, and the pages under it.
    pub(super) fn pages_ui(
        &self,
        ui: &mut Ui,
        layout: &Layout,
        state: &mut HistoryState,
    ) -> Option<PlayerAction> {
        let Desk { strings, colours, .. } = *self.desk;
        let id = Id::new("pages read");
        let name = strings.get("history-search");
        let look = FieldLook::search(&name);
        let field = field(ui, id.with("field"), colours, &look, &mut state.query);
        if field.changed {
            state.at = 0;
            state.seeks = false;
            ui.ctx().request_repaint();
        }
        if field.entered && !self.hits.is_empty() {
            // The first time to the first place, then on from there.
            let step = usize::from(state.sought == state.query);
            state.sought.clone_from(&state.query);
            self.turn(ui, state, step);
        }
        ui.add_space(6.0);
        let quiet = TextFormat::simple(Face::Roman.at(layout.note), colours.quiet);
        news(ui, &self.found(state), quiet);
        ui.add_space(8.0);

        let at = self.hits.get(state.at);
        let wanted = at.filter(|_| state.seeks).map(|hit| hit.page);
        let ids: Vec<Id> = (0..self.pages.len()).map(|index| id.with(index)).collect();
        let mut action = None;
        let mut sought = None;
        rows(ui, id.with(self.desk.set()), &ids, wanted, |ui, index| {
            let (asked, place) = self.page(ui, layout, ids[index], index, state.at);
            action = action.take().or(asked);
            if wanted == Some(index) {
                sought = place;
            }
        });
        if let Some(place) = sought {
            ui.scroll_to_rect(place.expand(40.0), None);
            state.seeks = false;
        }
        action
    }

    /// How many places were found, and which of them the reader is at.
    fn found(&self, state: &HistoryState) -> String {
        let strings = self.desk.strings;
        if state.query.trim().is_empty() {
            return strings.get("history-search-how");
        }
        let at = if self.hits.is_empty() { 0 } else { state.at + 1 };
        let numbers = [("count", self.hits.len().into()), ("at", at.into())];
        strings.with("history-found", &numbers)
    }

    fn turn(&self, ui: &Ui, state: &mut HistoryState, step: usize) {
        if !self.hits.is_empty() {
            state.at = (state.at + step) % self.hits.len();
            state.seeks = true;
            ui.ctx().request_repaint();
        }
    }

    /// The way from one place found to the next, always in sight.
    pub(super) fn foot(&self, ui: &mut Ui, state: &mut HistoryState) {
        if !state.shows_pages || self.hits.is_empty() {
            return;
        }
        let count = self.hits.len();
        for (words, step) in [("history-previous", count - 1), ("history-next", 1)] {
            let words = self.desk.strings.get(words);
            let button = text_button(ui, self.desk.colours, &words, "", true);
            if button.clicked() {
                self.turn(ui, state, step);
            }
        }
        if ui.available_width() > 110.0 {
            let numbers = [("count", count.into()), ("at", (state.at + 1).into())];
            let shown = self.desk.strings.with("history-at", &numbers);
            let format = TextFormat::simple(Face::Roman.at(size::NOTE), self.desk.colours.quiet);
            ui.add_space(8.0);
            label(ui, &shown, format);
        }
    }

    /// One page. Returns what was asked for, and where the place stands that
    /// the reader is at.
    fn page(
        &self,
        ui: &mut Ui,
        layout: &Layout,
        id: Id,
        index: usize,
        at: usize,
    ) -> (Option<PlayerAction>, Option<Rect>) {
        let colours = self.desk.colours;
        let rule = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), rule, Stroke::new(1.0, colours.faint));
        ui.add_space(16.0);
        let width = ui.available_width();
        let (mut action, mut place) = (None, None);
        if width >= LEAST_BESIDE {
            let text = (width - ASIDE - 28.0).min(layout.text * 33.0);
            in_a_row(ui, &[ASIDE, text], 28.0, |ui, column| match column {
                0 => action = self.aside(ui, id, index),
                _ => place = self.text(ui, layout, index, at),
            });
        } else {
            action = self.aside(ui, id, index);
            ui.add_space(10.0);
            place = self.text(ui, layout, index, at);
        }
        ui.add_space(16.0);
        (action, place)
    }

    /// When and where, and the way back.
    fn aside(&self, ui: &mut Ui, id: Id, index: usize) -> Option<PlayerAction> {
        let Desk { strings, colours, story, .. } = *self.desk;
        let page = &self.pages[index];
        let small = TextFormat::simple(Face::Semibold.at(size::NOTE), colours.text);
        label(ui, &strings.date(page.scene.date), small);
        let quiet = TextFormat::simple(Face::Roman.at(size::NOTE), colours.quiet);
        label(ui, story.place_of(page.scene), quiet);
        let steps = page.steps?;
        let is_last = index + 1 == self.pages.len();
        let words = strings.get(if is_last { "history-here" } else { "history-back" });
        let title = FluentValue::from(page.scene.title.as_str());
        let spoken = strings.with("history-back-spoken", &[("title", title)]);
        let spoken = if is_last { &words } else { &spoken };
        ui.add_space(8.0);
        let look = ButtonLook::main(&words).spoken(spoken);
        let clicked = button(ui, id.with("back"), colours, &look).clicked();
        let action = match is_last {
            true => PlayerAction::Open(Screen::Scene),
            false => PlayerAction::StepBackTo(steps),
        };
        clicked.then_some(action)
    }

    /// The title, the words, and the choice taken.
    fn text(&self, ui: &mut Ui, layout: &Layout, index: usize, at: usize) -> Option<Rect> {
        let Desk { strings, colours, story, .. } = *self.desk;
        let page = &self.pages[index];
        // Pages are read back without a hand’s marks.
        let look = BlockLook {
            corrections: [""; 2],
            colours,
            size: layout.text,
            leading: layout.leading,
            invented_document: &story.frame.invented_document,
        };
        let mut place = None;
        let mut search = |found: Found, draw: &mut dyn FnMut(Hits<'_>) -> Option<Rect>| {
            let (ranges, is_at) = self.ranges(index, found, at);
            place = place.take().or(draw(Hits { ranges: &ranges, at: is_at }));
        };
        let tight = BlockLook { leading: 1.25, ..look };
        search(Found::Title, &mut |hits| {
            let title = [(page.scene.title.as_str(), Face::Italic)];
            let (title, found) = found_text(ui, &tight, layout.text + 5.0, &title, hits);
            as_heading(ui, &title, &page.scene.title);
            found
        });
        ui.add_space(6.0);
        for (number, block) in page.blocks.iter().enumerate() {
            let (lead, lead_at) = self.ranges(index, Found::Heading(number), at);
            let lead = Hits { ranges: &lead, at: lead_at };
            search(Found::Block(number), &mut |hits| read_block(ui, &look, block, lead, hits));
        }
        if let Some(choice) = page.took {
            let go_on = strings.get("choice-go-on");
            let words = if choice.label.is_empty() { &go_on } else { &choice.label };
            let top = ui.cursor().min;
            search(Found::Choice, &mut |hits| {
                ui.horizontal_top(|ui| {
                    ui.add_space(16.0);
                    ui.vertical(|ui| {
                        let quiet = TextFormat::simple(Face::Roman.at(size::NOTE), colours.quiet);
                        label(ui, &strings.get("history-chose"), quiet);
                        let words = [(words.as_str(), Face::Semibold)];
                        found_text(
                            ui,
                            &BlockLook { leading: 1.35, ..look },
                            layout.text,
                            &words,
                            hits,
                        )
                        .1
                    })
                    .inner
                })
                .inner
            });
            let bar = Rect::from_min_max(top, pos2(top.x + 4.0, ui.cursor().top()));
            ui.painter().rect_filled(bar, 0.0, colours.ink);
        }
        place
    }

    /// What was found of one text, and which of it the reader is at.
    fn ranges(&self, page: usize, found: Found, at: usize) -> (Vec<Range<usize>>, Option<usize>) {
        let mut ranges = Vec::new();
        let mut is_at = None;
        for (index, hit) in self.hits.iter().enumerate() {
            if hit.page == page && hit.found == found {
                if index == at {
                    is_at = Some(ranges.len());
                }
                ranges.push(hit.range.clone());
            }
        }
        (ranges, is_at)
    }
}
