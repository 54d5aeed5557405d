//! The end page's account of what was claimed and what was invented.

use bevy_egui::egui::{Id, Ui};

use super::{EndPage, LEAST_BESIDE};
use crate::game::screens::notebook::heard;
use crate::game::theme::{Face, size};
use crate::game::widgets::{in_a_row, label, rows, section};
use crate::i18n::FluentValue;
use crate::narrative::model::Verdict;
use crate::narrative::record::{Belief, ClaimWeighed};

impl EndPage<'_> {
    /// What was claimed, as the reader held it and as the record has it.
    pub(super) fn told(&self, ui: &mut Ui) {
        let strings = self.desk.strings;
        let claims = &self.epilogue.claims;
        section(ui, self.desk.colours, &strings.get("end-told"));
        let body = self.set(Face::Roman, self.layout.text, false);
        if claims.is_empty() {
            label(ui, &strings.get("end-told-nothing"), body);
            return;
        }
        label(ui, &self.tally(), body);
        ui.add_space(12.0);
        let id = Id::new("end told");
        let ids: Vec<Id> = claims.iter().map(|claim| id.with(&claim.claim.name)).collect();
        rows(ui, id.with(self.desk.set()), &ids, None, |ui, index| {
            self.rule(ui);
            ui.add_space(12.0);
            self.claim(ui, &claims[index]);
            ui.add_space(12.0);
        });
        self.rule(ui);
    }

    /// One line that counts without judging.
    fn tally(&self) -> String {
        let strings = self.desk.strings;
        let claims = &self.epilogue.claims;
        let marked = claims.iter().filter(|claim| claim.belief.is_some()).count();
        if marked == 0 {
            return strings.with("end-tally-unmarked", &[("told", claims.len().into())]);
        }
        let with_record = claims.iter().filter(|claim| agrees(claim) == Some(true)).count();
        let against = claims.iter().filter(|claim| agrees(claim) == Some(false)).count();
        let numbers: [(&str, FluentValue<'_>); 4] = [
            ("told", claims.len().into()),
            ("marked", marked.into()),
            ("with", with_record.into()),
            ("against", against.into()),
        ];
        strings.with("end-tally", &numbers)
    }

    fn claim(&self, ui: &mut Ui, claim: &ClaimWeighed<'_>) {
        let said = |ui: &mut Ui| {
            label(ui, &claim.claim.says, self.set(Face::Roman, self.layout.text - 0.5, false));
            let quiet = self.set(Face::Italic, size::NOTE + 0.5, true);
            label(ui, &heard(self.desk, claim), quiet);
        };
        let weighed = |ui: &mut Ui| {
            let strings = self.desk.strings;
            let held = strings.get(match claim.belief {
                Some(Belief::Believe) => "end-you-believed",
                Some(Belief::Doubt) => "end-you-doubted",
                None => "end-you-did-not-say",
            });
            label(ui, &held, self.set(Face::Italic, self.layout.note + 0.5, true));
            let verdict = FluentValue::from(strings.verdict(claim.claim.verdict));
            let verdict = strings.with("note-verdict", &[("verdict", verdict)]);
            label(ui, &verdict, self.set(Face::Semibold, self.layout.note + 0.5, false));
            let why = claim.claim.note.as_deref().unwrap_or(&claim.fact.statement);
            label(ui, why, self.set(Face::Roman, self.layout.note + 0.5, false));
        };
        let width = ui.available_width();
        if width >= LEAST_BESIDE {
            let half = (width - 28.0) / 2.0;
            in_a_row(ui, &[half, half], 28.0, |ui, column| match column {
                0 => said(ui),
                _ => weighed(ui),
            });
        } else {
            said(ui);
            ui.add_space(4.0);
            weighed(ui);
        }
    }

    /// What was invented, scene by scene.
    pub(super) fn invented(&self, ui: &mut Ui) {
        section(ui, self.desk.colours, &self.desk.strings.get("end-invented"));
        let scenes = &self.epilogue.scenes;
        let id = Id::new("end invented");
        let ids: Vec<Id> = scenes.iter().map(|scene| id.with(&scene.name)).collect();
        rows(ui, id.with(self.desk.set()), &ids, None, |ui, index| {
            let scene = scenes[index];
            let named = |ui: &mut Ui| {
                label(ui, &scene.title, self.set(Face::Italic, self.layout.note + 2.0, false));
            };
            let invented = |ui: &mut Ui| {
                label(ui, &scene.invented, self.set(Face::Roman, self.layout.note + 1.0, false));
            };
            let width = ui.available_width();
            if width >= LEAST_BESIDE {
                in_a_row(ui, &[170.0, width - 194.0], 24.0, |ui, column| match column {
                    0 => named(ui),
                    _ => invented(ui),
                });
            } else {
                named(ui);
                invented(ui);
            }
            ui.add_space(10.0);
        });
    }
}

/// Whether what the reader thought is what the record says; nothing where they
/// did not say, or the record does not.
fn agrees(claim: &ClaimWeighed<'_>) -> Option<bool> {
    let is_so = match claim.claim.verdict {
        Verdict::Supported => true,
        Verdict::Contradicted => false,
        Verdict::Partly | Verdict::Open | Verdict::Unverified => return None,
    };
    Some((claim.belief? == Belief::Believe) == is_so)
}
