//! The title: continue, a new life, leave.

use bevy_egui::egui::{self, Id, Ui, text::TextFormat};

use super::sheet::sheet;
use crate::game::action::PlayerAction;
use crate::game::theme::{Colours, Face, Layout, size};
use crate::game::widgets::{entry, focus_by_arrow, label};
use crate::i18n::Strings;
use crate::narrative::model::Story;

/// What the title remembers while it is shown.
#[derive(Debug, Default)]
pub struct TitleState {
    /// Whether the reader was asked if a new life may replace the saved one.
    asks_new_life: bool,
}

/// Draws the title. `saved` names the saved life, if there is one; `notices`
/// are things the reader should know before going on.
pub fn title_ui(
    ui: &mut Ui,
    story: &Story,
    strings: &Strings,
    saved: Option<&str>,
    notices: &[String],
    state: &mut TitleState,
) -> Option<PlayerAction> {
    let colours = Colours::new(&story.parts[0].palette);
    let layout = Layout::title(ui.max_rect());
    let first = Id::new("title");
    let (action, _) = sheet(
        ui,
        first,
        &layout,
        &colours,
        true,
        |ui| {
            let height = layout.sheet.height();
            ui.add_space(if layout.is_tall { 44.0 } else { height * 0.14 });
            label(ui, &story.title, TextFormat::simple(Face::Roman.at(size::TITLE), colours.text));
            let subtitle = TextFormat::simple(Face::Italic.at(size::ENTRY * 0.9), colours.quiet);
            ui.add_space(6.0);
            label(ui, &story.subtitle, subtitle);
            ui.add_space(if layout.is_tall { 30.0 } else { height * 0.07 });
            let action = list(ui, &colours, strings, saved, state);
            ui.add_space(18.0);
            let small = TextFormat::simple(Face::Roman.at(size::NOTE), colours.quiet);
            for notice in notices {
                label(ui, notice, TextFormat { color: colours.text, ..small.clone() });
                ui.add_space(10.0);
            }
            to_the_bottom(ui, &story.notice, small, layout.sheet.height() - 30.0);
            ui.add_space(24.0);
            action
        },
        None::<fn(&mut Ui)>,
    );
    if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
        if !state.asks_new_life {
            return Some(PlayerAction::Quit);
        }
        state.asks_new_life = false;
    }
    action
}

/// Sets text so that it ends `height` below the top of the sheet, if there is
/// room; else at once.
fn to_the_bottom(ui: &mut Ui, text: &str, format: TextFormat, height: f32) {
    let used = ui.min_rect().height();
    let id = Id::new("notice height");
    let own: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(90.0);
    ui.add_space((height - used - own).max(0.0));
    let drawn = label(ui, text, format).rect.height();
    if drawn != own {
        ui.data_mut(|data| data.insert_temp(id, drawn));
        ui.ctx().request_discard("the notice stands at the foot of the sheet");
    }
}

fn list(
    ui: &mut Ui,
    colours: &Colours,
    strings: &Strings,
    saved: Option<&str>,
    state: &mut TitleState,
) -> Option<PlayerAction> {
    let mut rows: Vec<(String, Option<&str>, Row)> = Vec::new();
    if state.asks_new_life {
        rows.push((strings.get("title-replace-life"), saved, Row::Act(PlayerAction::NewLife)));
        rows.push((strings.get("title-keep-life"), None, Row::Keep));
    } else {
        if saved.is_some() {
            rows.push((strings.get("title-continue"), saved, Row::Act(PlayerAction::Continue)));
        }
        let new_life = if saved.is_some() { Row::Ask } else { Row::Act(PlayerAction::NewLife) };
        rows.push((strings.get("title-new-life"), None, new_life));
        rows.push((strings.get("title-quit"), None, Row::Act(PlayerAction::Quit)));
    }
    let mut responses = Vec::new();
    for (words, more, _) in &rows {
        responses.push(entry(ui, colours, words, *more));
        ui.add_space(4.0);
    }
    move_focus(ui, &responses);
    let (_, _, row) = &rows[responses.iter().position(egui::Response::clicked)?];
    match row {
        Row::Act(action) => return Some(*action),
        Row::Ask => state.asks_new_life = true,
        Row::Keep => state.asks_new_life = false,
    }
    None
}

/// What a line of the list does.
enum Row {
    Act(PlayerAction),
    Ask,
    Keep,
}

/// The first line has the keyboard from the start; up and down go round.
fn move_focus(ui: &Ui, rows: &[egui::Response]) {
    let at = rows.iter().position(egui::Response::has_focus);
    let (down, up) = ui.input_mut(|input| {
        (
            input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowDown),
            input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowUp),
        )
    });
    let count = rows.len();
    match at {
        None if ui.memory(|memory| memory.focused().is_none()) => {
            rows[0].request_focus();
            ui.ctx().request_repaint();
        }
        Some(at) if down => focus_by_arrow(ui, rows[(at + 1) % count].id),
        Some(at) if up => focus_by_arrow(ui, rows[(at + count - 1) % count].id),
        _ => {}
    }
}
