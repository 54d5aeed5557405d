//! When and where the scene stands; either opens on what is known of it.

use bevy_egui::egui::Ui;

use super::state::Setting;
use super::{Page, PageState};
use crate::game::screens::setting_card::{date_card, place_card};
use crate::game::widgets::small_link;

impl Page<'_> {
    /// The line above the title.
    pub(super) fn setting(&self, ui: &mut Ui, state: &mut PageState) {
        let desk = self.desk;
        let scene = self.view.scene;
        let date = desk.strings.date(scene.date);
        let place = desk.story.place_of(scene);
        let mut turned = None;
        ui.horizontal_wrapped(|ui| {
            let is_open = |setting| state.setting == Some(setting);
            let words = [(Setting::Date, date.as_str(), true), (Setting::Place, place, false)];
            for (setting, words, is_strong) in words {
                let id = self.id.with(("setting", setting == Setting::Place));
                if small_link(ui, id, desk.colours, words, is_strong, is_open(setting)).clicked() {
                    turned = Some(setting);
                }
                ui.add_space(14.0);
            }
        });
        if turned.is_some() {
            state.setting = if state.setting == turned { None } else { turned };
            ui.ctx().request_repaint();
        }
        let Some(setting) = state.setting else { return };
        match setting {
            Setting::Date => date_card(ui, desk, scene),
            Setting::Place => place_card(ui, desk, scene),
        };
        ui.add_space(8.0);
    }
}
