//! The press cutting: what a popular article says, claim by claim. The archive
//! is where a reader has each one weighed.

use std::collections::BTreeSet;

use bevy_egui::egui::{Frame, Id, Margin, Stroke, Ui, text::TextFormat};

use crate::game::action::PlayerAction;
use crate::game::screens::Desk;
use crate::game::screens::claim_row::ClaimList;
use crate::game::theme::{Face, Layout, size};
use crate::game::widgets::{as_heading, label, news, rows};
use crate::narrative::model::ClaimId;
use crate::narrative::record::ClaimWeighed;

pub(super) fn cutting_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    claims: &[ClaimWeighed<'_>],
    open: &mut BTreeSet<ClaimId>,
) -> Option<PlayerAction> {
    let Desk { strings, colours, .. } = *desk;
    masthead(ui, desk, layout, claims);
    ui.add_space(12.0);
    let weighed = claims.iter().filter(|claim| claim.is_weighed).count();
    let numbers = [("weighed", weighed.into()), ("all", claims.len().into())];
    let quiet = TextFormat::simple(Face::Roman.at(layout.note + 0.5), colours.quiet);
    news(ui, &strings.with("cutting-weighed", &numbers), quiet);
    ui.add_space(10.0);
    let list = ClaimList { desk, layout, weighs: true };
    let id = Id::new("archive cutting");
    let ids: Vec<Id> = claims.iter().map(|claim| id.with(&claim.claim.name)).collect();
    let mut action = None;
    rows(ui, id.with(desk.set()), &ids, None, |ui, index| {
        let claim = &claims[index];
        let told = claim.claim.reference.as_deref().unwrap_or_default();
        let is_open = open.contains(&claim.id);
        if let Some(asked) = list.row(ui, ids[index], claim, told, is_open) {
            action = asked.carry_out(claim, open);
            ui.ctx().request_repaint();
        }
    });
    action
}

/// What this is, in a frame: no paper that was ever printed.
fn masthead(ui: &mut Ui, desk: &Desk<'_>, layout: &Layout, claims: &[ClaimWeighed<'_>]) {
    let Desk { story, strings, colours, .. } = *desk;
    let frame = Frame::new()
        .fill(colours.raised)
        .stroke(Stroke::new(1.0, colours.line))
        .inner_margin(Margin::symmetric(18, 14));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let spaced = TextFormat {
            extra_letter_spacing: 0.9,
            ..TextFormat::simple(Face::Semibold.at(size::SMALL - 1.5), colours.quiet)
        };
        label(ui, &story.frame.invented_document.to_uppercase(), spaced);
        ui.add_space(4.0);
        if let Some(claim) = claims.first() {
            let heading = TextFormat::simple(Face::Roman.at(layout.text + 6.0), colours.text);
            let headed = label(ui, &claim.who.shown, heading);
            as_heading(ui, &headed, &claim.who.shown);
        }
        ui.add_space(4.0);
        let body = TextFormat::simple(Face::Roman.at(layout.note + 1.0), colours.text);
        if let Some(words) = &story.frame.cutting {
            label(ui, words, body.clone());
            ui.add_space(4.0);
        }
        label(ui, &strings.get("cutting-told"), body);
    });
}
