//! The title: continue, a new life, leave.

use bevy_egui::egui::{Id, Ui, text::TextFormat};

use super::sheet::{Sheet, sheet};
use super::{Desk, Screen, layout};
use crate::game::action::PlayerAction;
use crate::game::input::Command;
use crate::game::theme::{Face, size};
use crate::game::widgets::{entries, label};
use crate::i18n::FluentValue;
use crate::narrative::record::facts_to_show;
use crate::store::{Slot, SlotInfo};

/// What the title remembers while it is shown.
#[derive(Debug, Default)]
pub struct TitleState {
    /// Whether the reader was asked if a new life may replace the saved one.
    asks_new_life: bool,
}

/// Draws the title.
pub fn title_ui(ui: &mut Ui, desk: &Desk<'_>, state: &mut TitleState) -> Option<PlayerAction> {
    let Desk { story, colours, .. } = *desk;
    let layout = layout(Screen::Title, ui.max_rect(), desk.settings);
    let (action, _) = sheet(
        ui,
        Sheet { id: Id::new("title"), layout: &layout, colours, fills_window: true },
        |ui| {
            let height = layout.sheet.height();
            // What is to be told takes its room from above the title.
            let above = if desk.notices.is_empty() { 0.045 } else { 0.03 };
            ui.add_space(if layout.is_tall { 40.0 } else { height * above });
            // Where everything is large, the list must have room under it.
            let title = size::TITLE.min((height * 0.13).max(size::HEADING));
            label(ui, &story.title, TextFormat::simple(Face::Roman.at(title), colours.text));
            let subtitle = TextFormat::simple(Face::Italic.at(size::ENTRY * 0.9), colours.quiet);
            ui.add_space(4.0);
            label(ui, &story.subtitle, subtitle);
            ui.add_space(if layout.is_tall { 24.0 } else { height * 0.04 });
            let action = list(ui, desk, state);
            ui.add_space(14.0);
            let small = TextFormat::simple(Face::Roman.at(size::NOTE), colours.quiet);
            for notice in desk.notices {
                label(ui, notice, TextFormat { color: colours.text, ..small.clone() });
                ui.add_space(10.0);
            }
            let notice = format!("{} {}", story.notice, desk.strings.reviewed(story));
            to_the_bottom(ui, &notice, small, layout.sheet.height() - 30.0);
            ui.add_space(24.0);
            action
        },
        None::<fn(&mut Ui)>,
    );
    if state.asks_new_life && desk.keys.pressed(ui, Command::Menu) {
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

/// What a line of the list does.
enum Row {
    Act(PlayerAction),
    Ask,
    Keep,
}

fn list(ui: &mut Ui, desk: &Desk<'_>, state: &mut TitleState) -> Option<PlayerAction> {
    let word = |key: &str| desk.strings.get(key);
    let place = desk.life.map(|life| desk.place_of(life));
    let counts = Counts::of(desk);
    let mut rows: Vec<(String, Option<&str>, Row)> = Vec::new();
    if state.asks_new_life {
        let new_life = Row::Act(PlayerAction::NewLife);
        rows.push((word("title-replace-life"), place.as_deref(), new_life));
        rows.push((word("title-keep-life"), None, Row::Keep));
    } else {
        if place.is_some() {
            let go_on = Row::Act(PlayerAction::Continue);
            rows.push((word("title-continue"), place.as_deref(), go_on));
        }
        let new_life = if place.is_some() { Row::Ask } else { Row::Act(PlayerAction::NewLife) };
        rows.push((word("title-new-life"), None, new_life));
        if !desk.story.vignettes.is_empty() {
            let vignettes = Row::Act(PlayerAction::Open(Screen::Vignettes));
            rows.push((word("title-vignettes"), None, vignettes));
        }
        let opens = [
            ("title-lives", counts.lives.as_deref(), Screen::Lives),
            ("title-load", counts.saves.as_deref(), Screen::Saves),
            ("title-archive", counts.facts.as_deref(), Screen::Archive),
            ("title-settings", None, Screen::Settings),
            ("title-credits", None, Screen::Credits),
        ];
        for (words, more, screen) in opens {
            rows.push((word(words), more, Row::Act(PlayerAction::Open(screen))));
        }
        rows.push((word("title-quit"), None, Row::Act(PlayerAction::Quit)));
    }
    let words: Vec<_> = rows.iter().map(|(words, more, _)| (words.as_str(), *more)).collect();
    let taken = entries(ui, desk.colours, &words)?;
    match rows.swap_remove(taken).2 {
        Row::Act(action) => return Some(action),
        Row::Ask => state.asks_new_life = true,
        Row::Keep => state.asks_new_life = false,
    }
    None
}

/// What the list says of what lies behind it; nothing where that is nothing.
struct Counts {
    lives: Option<String>,
    saves: Option<String>,
    facts: Option<String>,
}

impl Counts {
    fn of(desk: &Desk<'_>) -> Counts {
        let Desk { story, record, strings, .. } = *desk;
        let lives = record.lives.len();
        let is_numbered = |info: &&SlotInfo| info.slot != Slot::Auto;
        let saves = desk.shelf.slots.iter().filter(is_numbered).count();
        let facts = facts_to_show(story);
        let met = facts.iter().filter(|fact| record.knows(story, **fact)).count();
        let count = |key: &str, count: usize| {
            (count > 0).then(|| strings.with(key, &[("count", FluentValue::from(count))]))
        };
        let all = FluentValue::from(facts.len());
        let values = [("met", FluentValue::from(met)), ("all", all)];
        Counts {
            lives: count("title-lives-count", lives),
            saves: count("title-load-count", saves),
            facts: (met > 0).then(|| strings.with("title-archive-share", &values)),
        }
    }
}
