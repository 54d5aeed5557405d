//! Lives that were read to their end.

use bevy_egui::egui::{Id, Ui};

use super::instrument::instrument;
use super::when::{duration, when};
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::game::widgets::{ShelfLook, aside, begin_screen, rule, shelf_row};
use crate::i18n::FluentValue;
use crate::narrative::record::{FinishedLife, minutes};

/// Draws the finished lives, the latest first. Each can be opened again.
pub fn lives_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    let strings = desk.strings;
    begin_screen(ui, Id::new("lives"));
    let lives = &desk.record.lives;
    let found =
        desk.story.endings.iter().filter(|ending| {
            ending.complete && lives.iter().any(|life| life.ending == ending.name)
        });
    let all = desk.story.endings.iter().filter(|ending| ending.complete).count();
    let told = strings.with(
        "lives-told",
        &[
            ("lives", FluentValue::from(lives.len())),
            ("found", FluentValue::from(found.count())),
            ("all", FluentValue::from(all)),
        ],
    );
    instrument(ui, desk, Screen::Lives, &strings.get("title-lives"), &told, |ui, _| {
        if lives.is_empty() {
            aside(ui, desk.colours, &strings.get("lives-none"));
        }
        let mut action = None;
        for (index, life) in lives.iter().enumerate().rev() {
            rule(ui, desk.colours);
            let response = ui.push_id(("life", index), |ui| life_row(ui, desk, life)).inner;
            if response {
                action = Some(PlayerAction::Reopen(index));
            }
        }
        action
    })
}

/// A finished life. Returns whether it is to be opened.
fn life_row(ui: &mut Ui, desk: &Desk<'_>, life: &FinishedLife) -> bool {
    let strings = desk.strings;
    let ending = desk.story.endings.iter().find(|ending| ending.name == life.ending);
    let document = ending.map_or("", |ending| ending.document.as_str());
    let gone = strings.get("lives-ending-gone");
    let name = ending.map_or(gone.as_str(), |ending| ending.title.as_str());
    let finished = when(strings, desk.shelf.now_secs, life.finished_at_secs);
    let finished = strings.with("lives-finished", &[("when", FluentValue::from(finished))]);
    let choices = FluentValue::from(life.steps.len());
    let mut read = vec![
        strings.with("saves-choices", &[("count", choices)]),
        strings.with("lives-words", &[("words", FluentValue::from(life.words))]),
    ];
    read.push(match life.played_secs {
        Some(secs) => duration(strings, secs),
        None => {
            let minutes = FluentValue::from(minutes(life.words));
            strings.with("lives-about", &[("minutes", minutes)])
        }
    });
    let look = ShelfLook {
        picture: None,
        over: document,
        name,
        lines: &[read.join(" · "), finished],
        note: None,
        is_open: None,
    };
    shelf_row(ui, desk.colours, &look).clicked()
}
