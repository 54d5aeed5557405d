//! A scene's page: what to read, the margin, and what to choose.

mod column;
mod foot;
mod margin;
mod notes;
mod reveal;
mod setting;
mod state;

use bevy_egui::egui::{self, Id, Ui, UiBuilder, vec2};

use self::margin::Margin;
use self::notes::notes_ui;
pub use self::state::PageState;
use self::state::Reading;
use super::Desk;
use super::sheet::{Sheet, sheet};
use crate::game::action::PlayerAction;
use crate::game::input::Command;
use crate::game::theme::Layout;
use crate::narrative::run::{Playthrough, SceneView, view};
use crate::store::{AUTO_ADVANCE, Settings};

/// How much longer than the text the margin may be, in points.
const LONGER: f32 = 60.0;

/// All that drawing a page reads.
struct Page<'a> {
    desk: &'a Desk<'a>,
    life: &'a Playthrough,
    layout: Layout,
    view: SceneView<'a>,
    margin: Margin<'a>,
    /// Names the page: another page is another id.
    id: Id,
    /// In egui's seconds.
    now: f64,
}

/// Draws the page a life stands on.
pub fn scene_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    life: &Playthrough,
    state: &mut PageState,
) -> Option<PlayerAction> {
    let now = ui.input(|input| input.time);
    let steps = life.steps().len();
    let view = view(desk.story, life);
    state.turn_to(steps, &view, now);
    let margin = Margin::new(desk, view.scene, state.blocks(&view));
    let id = Id::new(("page", steps, &view.scene.name));
    let layout = Layout::page(ui.max_rect(), desk.settings);
    let page = Page { desk, life, layout, view, margin, id, now };

    let was_read = state.was_read();
    let (action, foot) = sheet(
        ui,
        Sheet { id, layout: &page.layout, colours: desk.colours, fills_window: false },
        |ui| page.body(ui, state),
        Some(|ui: &mut Ui| page.foot(ui, was_read)),
    );
    let foot = foot.unwrap_or_default();
    if foot.skips {
        state.skip();
    }
    let asked = page.commands(ui, state);
    action.or(foot.action).or(asked)
}

impl Page<'_> {
    /// The text, and its notes beside or below it.
    fn body(&self, ui: &mut Ui, state: &mut PageState) -> Option<PlayerAction> {
        let Layout { column, margin: margin_width, gutter, .. } = self.layout;
        let Some(margin_width) = margin_width else {
            ui.set_width(column);
            let mut action = self.column(ui, state);
            ui.add_space(18.0);
            let (left, right) = (ui.max_rect().left(), ui.max_rect().right());
            let y = ui.cursor().top();
            if self.shows_notes(state) {
                self.dashes([egui::pos2(left, y), egui::pos2(right, y)], ui);
                ui.add_space(14.0);
                action = action.or(notes_ui(self, ui, state));
                ui.add_space(16.0);
            }
            return action;
        };
        let origin = ui.max_rect().min;
        let area = egui::Rect::from_min_size(origin, vec2(column, f32::INFINITY));
        let mut text = ui.new_child(UiBuilder::new().max_rect(area));
        let mut action = self.column(&mut text, state);
        text.add_space(22.0);
        let top = if state.goes_on { 38.0 } else { 76.0 };
        let left = origin + vec2(column + 2.0 * gutter, top);
        let area = egui::Rect::from_min_size(left, vec2(margin_width, f32::INFINITY));
        let mut aside = ui.new_child(UiBuilder::new().id_salt("margin").max_rect(area));
        if self.shows_notes(state) {
            action = action.or(notes_ui(self, &mut aside, state));
            aside.add_space(12.0);
        }
        if !state.folds && aside.min_rect().bottom() > text.min_rect().bottom() + LONGER {
            state.folds = true;
            ui.ctx().request_discard("a margin that is too long shows less");
        }
        let used = text.min_rect().union(aside.min_rect());
        let x = origin.x + column + gutter;
        self.dashes([egui::pos2(x, origin.y + top), egui::pos2(x, used.bottom() - 20.0)], ui);
        ui.allocate_rect(used, egui::Sense::empty());
        action
    }

    fn dashes(&self, ends: [egui::Pos2; 2], ui: &Ui) {
        let stroke = egui::Stroke::new(1.0, self.desk.colours.faint);
        ui.painter().extend(egui::Shape::dashed_line(&ends, stroke, 2.0, 3.0));
    }

    /// What was asked for by key.
    fn commands(&self, ui: &Ui, state: &mut PageState) -> Option<PlayerAction> {
        let keys = self.desk.keys;
        let steps = self.life.steps().len();
        if keys.pressed(ui, Command::Notes)
            && let Some(mark) = self.margin.next(state.last_opened)
        {
            state.seek(mark);
            ui.ctx().request_repaint();
        }
        if keys.pressed(ui, Command::Skip) {
            state.skip();
            ui.ctx().request_repaint();
        }
        if keys.pressed(ui, Command::Back) && steps > 0 {
            return Some(PlayerAction::StepBackTo(steps - 1));
        }
        if keys.pressed(ui, Command::Forward) && self.life.can_step_forward() {
            return Some(PlayerAction::StepForward);
        }
        if keys.pressed(ui, Command::Auto) {
            return Some(set(self.desk.settings, |settings| {
                settings.auto_advance = match settings.auto_advance {
                    Some(_) => None,
                    None => Some(AUTO_ADVANCE[1]),
                };
            }));
        }
        None
    }
}

/// Asks to read on with other settings.
fn set(settings: &Settings, change: impl FnOnce(&mut Settings)) -> PlayerAction {
    let mut settings = Box::new(settings.clone());
    change(&mut settings);
    PlayerAction::Set(settings)
}
