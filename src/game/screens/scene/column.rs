//! The column of reading text: when and where, the prose, and the choices.

use bevy_egui::egui::{Id, Stroke, Ui, UiBuilder, text::TextFormat};

use super::reveal::reading_secs;
use super::{Page, PageState, Reading};
use crate::game::action::PlayerAction;
use crate::game::screens::Screen;
use crate::game::screens::sheet::anchor;
use crate::game::screens::vignettes::end_of_vignette;
use crate::game::theme::{Face, size};
use crate::game::widgets::{BlockLook, ChoiceRow, announce, block_ui, choice_list, label};
use crate::i18n::FluentValue;
use crate::narrative::model::Mark;
use crate::narrative::run::{BlockKind, BlockView};
use crate::store::Depth;

/// Seconds after choices appear before one can be taken, so that nothing is
/// chosen by a key or a tap meant for the page before.
const COOL_DOWN_SECS: f64 = 0.3;

impl Page<'_> {
    /// Date, place, title, prose and choices.
    pub(super) fn column(&self, ui: &mut Ui, state: &mut PageState) -> Option<PlayerAction> {
        let Page { layout, view, .. } = self;
        let colours = self.desk.colours;
        ui.add_space(if layout.is_tall { 28.0 } else { 34.0 });
        if !state.goes_on {
            self.setting(ui, state);
            ui.add_space(8.0);
            let heading = TextFormat::simple(Face::Italic.at(size::HEADING), colours.text);
            let title = label(ui, &view.scene.title, heading);
            announce(ui, title.id);
            ui.add_space(10.0);
        }
        for notice in self.desk.notices {
            let format = TextFormat::simple(Face::Semibold.at(layout.note), colours.text);
            let told = label(ui, notice, format);
            announce(ui, told.id);
            ui.add_space(8.0);
        }
        if let Some(content) = &view.content
            && state.reads.is_none()
        {
            self.warning(ui, content.subjects, state);
            return None;
        }
        let blocks = state.blocks(view).to_vec();
        let has_read = |block| self.desk.record.has_read(view.scene, block);
        state.known.get_or_insert_with(|| blocks.iter().map(has_read).collect());
        let revealed = self.reveal(ui, &blocks, state);
        let mut opened_note = None;
        let shows_marks = self.desk.settings.depth != Depth::Off;
        let marked = |mark: Mark| self.margin.marked(mark).filter(|_| shows_marks);
        let corrections = ["hand-struck", "hand-added"].map(|key| self.desk.strings.get(key));
        let look = BlockLook {
            corrections: corrections.each_ref().map(String::as_str),
            colours,
            size: layout.text,
            leading: layout.leading,
            invented_document: &self.desk.story.frame.invented_document,
        };
        for (index, block) in blocks.iter().enumerate() {
            anchor(ui, self.id, index);
            let top = ui.cursor().min;
            // Lines of one document share its key, and are heard one by one.
            let id = match block.kind {
                BlockKind::Document { first: false, .. } => self.id.with(("line", index)),
                _ => self.id,
            };
            let opened = block_ui(ui, id, &look, block, revealed.of(index), &marked);
            let is_line = |block: &BlockView<'_>, is_first: bool| matches!(block.kind, BlockKind::Document { first, .. } if !first || is_first);
            let goes_on = blocks.get(index + 1).is_some_and(|next| is_line(next, false));
            if is_line(block, true) && !goes_on {
                ui.add_space(layout.text * 0.55);
            }
            if index == 0 && state.goes_on && revealed.of(index) > 0.0 {
                announce(ui, self.id.with(block.key));
            }
            if let Some(mark) = opened {
                opened_note = state.turn(mark).then_some(PlayerAction::Opened(mark));
                ui.ctx().request_repaint();
            }
            if state.is_new(index) && revealed.of(index) > 0.0 {
                let rows = top.y..=ui.cursor().top() - layout.text * 0.55;
                let line = Stroke::new(1.5, colours.line);
                ui.painter().vline(top.x - 14.0, rows, line);
            }
        }
        anchor(ui, self.id, blocks.len());
        if revealed.of(blocks.len()) <= 0.0 {
            // Room is kept, so that nothing moves when the choices come.
            let hidden = UiBuilder::new().invisible();
            ui.scope_builder(hidden, |ui| self.ways_on(ui, false));
            return opened_note;
        }
        let complete_at = *state.complete_at.get_or_insert(self.now);
        let accepts = self.now - complete_at >= COOL_DOWN_SECS;
        if !accepts {
            let rest = COOL_DOWN_SECS - (self.now - complete_at);
            ui.ctx().request_repaint_after_secs(rest as f32);
        }
        let taken = self.ways_on(ui, accepts).or(opened_note);
        taken.or_else(|| self.goes_on_by_itself(ui, &blocks, complete_at, state))
    }

    fn warning(&self, ui: &mut Ui, subjects: &[String], state: &mut PageState) {
        let strings = self.desk.strings;
        let (colours, layout) = (self.desk.colours, &self.layout);
        let subjects = FluentValue::from(subjects.join(", "));
        let told = strings.with("content-warning", &[("subjects", subjects)]);
        let format = TextFormat {
            line_height: Some(layout.text * layout.leading),
            ..TextFormat::simple(Face::Roman.at(layout.text), colours.text)
        };
        label(ui, &told, format);
        ui.add_space(16.0);
        let words = [strings.get("content-read"), strings.get("content-summary")];
        let rows = words.each_ref().map(|label| ChoiceRow { label, locked: None });
        let id = self.id.with("warning");
        if let Some(index) = choice_list(ui, id, colours, layout.text, &rows, true) {
            let reading = [Reading::Scene, Reading::Summary][index];
            state.answer(&self.view.scene.name, reading, self.now);
            ui.ctx().request_repaint();
        }
        ui.add_space(10.0);
    }

    /// The choices, or what follows an ending.
    fn ways_on(&self, ui: &mut Ui, accepts: bool) -> Option<PlayerAction> {
        let strings = self.desk.strings;
        let (colours, text) = (self.desk.colours, self.layout.text);
        ui.add_space(8.0);
        let id: Id = self.id.with("choices");
        if self.view.ending.is_some() && self.desk.vignette.is_some() {
            return end_of_vignette(ui, self.desk, &self.layout, self.life, accepts);
        }
        if let Some(ending) = self.view.ending {
            let heading = TextFormat {
                extra_letter_spacing: 1.0,
                ..TextFormat::simple(Face::Semibold.at(size::SMALL), colours.text)
            };
            let words = format!("{} · {}", ending.document, ending.title);
            label(ui, &words.to_uppercase(), heading);
            ui.add_space(10.0);
            let ways = [
                ("ending-page", PlayerAction::Open(Screen::Epilogue)),
                ("ending-new-life", PlayerAction::NewLife),
                ("ending-title", PlayerAction::Open(Screen::Title)),
            ];
            let words = ways.each_ref().map(|(words, _)| strings.of_story(words, self.desk.story));
            let rows = words.each_ref().map(|label| ChoiceRow { label, locked: None });
            let taken = choice_list(ui, id, colours, text, &rows, accepts)?;
            return ways.get(taken).map(|(_, action)| action.clone());
        }
        let go_on = strings.get("choice-go-on");
        let choices = &self.view.choices;
        let rows: Vec<ChoiceRow<'_>> = choices
            .iter()
            .map(|choice| ChoiceRow {
                label: if choice.label.is_empty() { &go_on } else { choice.label },
                locked: choice.locked,
            })
            .collect();
        let taken = choice_list(ui, id, colours, text, &rows, accepts)?;
        Some(PlayerAction::Choose(choices[taken].id))
    }

    /// A page with one way on goes on by itself, if the reader wants that or
    /// passes over what was read before. Where there is a choice it waits.
    fn goes_on_by_itself(
        &self,
        ui: &Ui,
        blocks: &[BlockView<'_>],
        complete_at: f64,
        state: &mut PageState,
    ) -> Option<PlayerAction> {
        let mut open = self.view.choices.iter().filter(|choice| choice.locked.is_none());
        let only = open.next().filter(|_| open.next().is_none());
        if state.skips {
            if state.was_read()
                && let Some(only) = only
            {
                return Some(PlayerAction::Choose(only.id));
            }
            state.skips = false;
        }
        let words_per_minute = self.desk.settings.auto_advance?;
        let last = blocks.last().map_or(0.0, |block| reading_secs(block, words_per_minute));
        let rest = complete_at + last.max(1.0) - self.now;
        let only = only?;
        if rest <= 0.0 {
            return Some(PlayerAction::Choose(only.id));
        }
        ui.ctx().request_repaint_after_secs(rest as f32);
        None
    }
}
