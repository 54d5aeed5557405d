//! The choices made so far; each leads back to where it was made.

use bevy_egui::egui::{Ui, text::TextFormat};

use crate::game::action::PlayerAction;
use crate::game::theme::{Colours, Face, size};
use crate::game::widgets::{entry, label};
use crate::i18n::Strings;
use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;

/// Draws the choices of a life, last first.
pub(super) fn path_ui(
    ui: &mut Ui,
    story: &Story,
    playthrough: &Playthrough,
    strings: &Strings,
    colours: &Colours,
) -> Option<PlayerAction> {
    ui.add_space(26.0);
    let heading = TextFormat::simple(Face::Italic.at(size::HEADING), colours.text);
    label(ui, &strings.get("path-heading"), heading);
    ui.add_space(8.0);
    let quiet = TextFormat::simple(Face::Roman.at(size::NOTE), colours.quiet);
    label(ui, &strings.get("path-help"), quiet);
    ui.add_space(12.0);
    let mut action = None;
    for (index, step) in playthrough.steps().iter().enumerate().rev() {
        let scene = story.scene(step.scene);
        let more = format!("{} · {}", scene.title, strings.date(scene.date));
        if entry(ui, colours, &story.choice(step.choice).label, Some(&more)).clicked() {
            action = Some(PlayerAction::StepBackTo(index));
        }
    }
    ui.add_space(20.0);
    action
}
