//! Where a life might have gone otherwise, and what to do now.

use bevy_egui::egui::{Id, Ui};

use super::{EndPage, LEAST_BESIDE};
use crate::game::action::PlayerAction;
use crate::game::screens::Screen;
use crate::game::theme::{Face, size};
use crate::game::widgets::{
    ButtonLook, button, button_width, in_a_row, label, rows, section, wrapped,
};
use crate::i18n::FluentValue;
use crate::narrative::record::Fork;

impl EndPage<'_> {
    /// Every page on which another choice was open.
    pub(super) fn forks(&self, ui: &mut Ui) -> Option<PlayerAction> {
        let strings = self.desk.strings;
        let forks = &self.epilogue.forks;
        if forks.is_empty() {
            return None;
        }
        section(ui, self.desk.colours, &strings.get("end-forks"));
        let quiet = self.set(Face::Roman, self.layout.note + 0.5, true);
        label(ui, &strings.get("end-forks-told"), quiet);
        ui.add_space(10.0);
        let words = strings.get("end-from-here");
        let look = ButtonLook::main(&words);
        let id = Id::new("end forks");
        let ids: Vec<Id> = forks.iter().map(|fork| id.with(fork.step)).collect();
        let mut action = None;
        rows(ui, id.with(self.desk.set()), &ids, None, |ui, index| {
            let fork = &forks[index];
            self.rule(ui);
            ui.add_space(12.0);
            let title = FluentValue::from(fork.scene.title.as_str());
            let spoken = strings.with("end-from-here-spoken", &[("title", title)]);
            let mut way = |ui: &mut Ui| {
                let look = look.spoken(&spoken);
                if button(ui, ids[index], self.desk.colours, &look).clicked() {
                    action = Some(PlayerAction::StepBackTo(fork.step));
                }
            };
            let width = ui.available_width();
            if width >= LEAST_BESIDE {
                let wanted = button_width(ui, self.desk.colours, &look);
                let widths = [width - wanted - 24.0, wanted];
                in_a_row(ui, &widths, 24.0, |ui, column| match column {
                    0 => self.fork(ui, fork),
                    _ => way(ui),
                });
            } else {
                self.fork(ui, fork);
                ui.add_space(8.0);
                way(ui);
            }
            ui.add_space(12.0);
        });
        self.rule(ui);
        action
    }

    fn fork(&self, ui: &mut Ui, fork: &Fork<'_>) {
        let strings = self.desk.strings;
        let go_on = strings.get("choice-go-on");
        let named = |label: &str| if label.is_empty() { go_on.clone() } else { label.to_owned() };
        let quiet = self.set(Face::Italic, size::NOTE + 0.5, true);
        label(ui, &self.where_and_when(fork.scene), quiet);
        let taken = [("choice", FluentValue::from(named(&fork.taken.label)))];
        let body = self.set(Face::Roman, self.layout.note + 1.5, true);
        label(ui, &strings.with("end-taken", &taken), body);
        for other in &fork.others {
            let other = [("choice", FluentValue::from(named(&other.label)))];
            let body = self.set(Face::Roman, self.layout.text - 1.0, false);
            label(ui, &strings.with("end-open-too", &other), body);
        }
    }

    /// What to do after an ending.
    pub(super) fn ways_on(&self, ui: &mut Ui) -> Option<PlayerAction> {
        ui.add_space(26.0);
        let ways = [
            ("ending-new-life", PlayerAction::NewLife),
            ("title-archive", PlayerAction::Open(Screen::Archive)),
            ("title-lives", PlayerAction::Open(Screen::Lives)),
            ("ending-title", PlayerAction::Open(Screen::Title)),
        ];
        let mut asked = None;
        wrapped(ui, |ui| {
            for (words, action) in ways {
                let id = Id::new("end ways").with(words);
                let words = self.desk.strings.of_story(words, self.desk.story);
                if button(ui, id, self.desk.colours, &ButtonLook::main(&words)).clicked() {
                    asked = Some(action);
                }
            }
        });
        asked
    }
}
