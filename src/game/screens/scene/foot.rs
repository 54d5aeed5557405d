//! The foot line of a page.

use bevy_egui::egui::{self, Ui, Vec2, text::TextFormat};

use super::Page;
use crate::game::action::{PlayerAction, VignetteAction};
use crate::game::input::Command;
use crate::game::screens::Screen;
use crate::game::theme::{Face, size};
use crate::game::widgets::{label, text_button};

/// Below this many points the foot has room for the way back and the menu.
const ROOMY: f32 = 520.0;
/// From this many points on the foot names the part as well.
const WIDE: f32 = 640.0;

/// What the foot line was used for.
#[derive(Default)]
pub(super) struct Foot {
    pub(super) action: Option<PlayerAction>,
    pub(super) skips: bool,
}

impl Page<'_> {
    pub(super) fn foot(&self, ui: &mut Ui, was_read: bool) -> Foot {
        let desk = self.desk;
        let (strings, colours) = (desk.strings, desk.colours);
        let steps = self.life.steps().len();
        let width = ui.available_width();
        let button = |ui: &mut Ui, words: &str, command, is_open| {
            text_button(ui, colours, &strings.get(words), desk.keys.shown(command), is_open)
                .clicked()
        };
        let mut action = None;
        if button(ui, "foot-back", Command::Back, steps > 0) {
            action = Some(PlayerAction::StepBackTo(steps - 1));
        }
        if self.life.can_step_forward() && button(ui, "foot-forward", Command::Forward, true) {
            action = Some(PlayerAction::StepForward);
        }
        let skips = was_read && button(ui, "foot-skip", Command::Skip, true);
        if self.desk.vignette.is_some() {
            // Nothing of a vignette is kept, and nothing lies beside it.
            let leaves = button(ui, "vignette-leave", Command::Menu, true);
            let leave = PlayerAction::Vignette(VignetteAction::Leave);
            return Foot { action: action.or(leaves.then_some(leave)), skips };
        }
        if width >= ROOMY {
            if button(ui, "foot-history", Command::History, true) {
                action = Some(PlayerAction::Open(Screen::History));
            }
            if button(ui, "foot-notebook", Command::Notebook, true) {
                action = Some(PlayerAction::Open(Screen::Notebook));
            }
        }
        if button(ui, "foot-menu", Command::Menu, true) {
            action = Some(PlayerAction::Open(Screen::Menu));
        }
        let part = desk.story.part(self.view.scene.part);
        if width >= WIDE {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(10.0);
                let words = format!("{} · {}", part.number, part.title);
                ui.set_max_size(Vec2::new(ui.available_width(), 24.0));
                label(ui, &words, TextFormat::simple(Face::Roman.at(size::NOTE), colours.quiet));
            });
        }
        Foot { action, skips }
    }
}
