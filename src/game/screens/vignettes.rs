//! Two-minute vignettes: the list of them, and what stands between one and the
//! story. Their pages are drawn as any page is.

use bevy_egui::egui::{Id, Ui, text::TextFormat};

use super::instrument::instrument;
use super::{Desk, Screen, VignetteDesk};
use crate::game::action::{PlayerAction, VignetteAction};
use crate::game::theme::{Face, Layout, size};
use crate::game::widgets::{
    ChoiceRow, ShelfLook, begin_screen, choice_list, label, paragraph, rule, shelf_row,
};
use crate::narrative::model::Vignette;
use crate::narrative::record::shown;
use crate::narrative::run::Playthrough;

/// Draws the list of vignettes.
pub fn vignettes_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    let strings = desk.strings;
    begin_screen(ui, Id::new("vignettes"));
    let heading = strings.get("title-vignettes");
    let told = strings.get("vignettes-told");
    instrument(ui, desk, Screen::Vignettes, &heading, &told, |ui, _| {
        let mut action = None;
        for (index, vignette) in desk.story.vignettes.iter().enumerate() {
            rule(ui, desk.colours);
            let part = part_of(desk, vignette);
            let look = ShelfLook {
                picture: None,
                over: &part,
                name: &vignette.title,
                lines: &[],
                note: None,
                is_open: None,
            };
            let row =
                ui.push_id(("vignette", index), |ui| shelf_row(ui, desk.colours, &look)).inner;
            if row.clicked() {
                action = Some(PlayerAction::Vignette(VignetteAction::Begin(index)));
            }
        }
        action
    })
}

fn part_of(desk: &Desk<'_>, vignette: &Vignette) -> String {
    match vignette.part.map(|part| desk.story.part(part)) {
        Some(part) => format!("{} · {}", part.number, part.title),
        None => desk.strings.get("vignettes-prologue"),
    }
}

/// Draws what the route into the story comes to, before whoever stays goes on.
pub fn until_now_ui(ui: &mut Ui, desk: &Desk<'_>, vignette: &Vignette) -> Option<PlayerAction> {
    let strings = desk.strings;
    let heading = strings.get("vignette-until-now");
    instrument(ui, desk, Screen::Vignettes, &heading, "", |ui, layout| {
        for line in &vignette.summary {
            let format = TextFormat::simple(Face::Roman.at(layout.text), desk.colours.text);
            label(ui, line, format);
            ui.add_space(8.0);
        }
        ui.add_space(14.0);
        let ways =
            [("vignette-go-on", VignetteAction::GoOn), ("vignette-another", VignetteAction::Leave)];
        ways_out(ui, desk, layout, &ways, true)
    })
}

/// What stands at the end of a vignette: its facts, what of it is on record in
/// the author’s words, what is invented, and the ways on.
pub(super) fn end_of_vignette(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    life: &Playthrough,
    accepts: bool,
) -> Option<PlayerAction> {
    let strings = desk.strings;
    let seen = shown(desk.story, life);
    let over = strings.get("vignette-over").to_uppercase();
    let heading = TextFormat {
        extra_letter_spacing: 1.0,
        ..TextFormat::simple(Face::Semibold.at(size::SMALL), desk.colours.text)
    };
    label(ui, &over, heading);
    ui.add_space(10.0);
    for fact in &seen.facts {
        let values = [
            ("grade", desk.story.frame.grade(fact.grade).into()),
            ("statement", fact.statement.as_str().into()),
        ];
        paragraph(ui, desk.colours, &strings.with("closing-counterpart", &values));
        ui.add_space(6.0);
    }
    if let Some(VignetteDesk { vignette, .. }) = desk.vignette {
        let values = [("words", vignette.on_record.as_str().into())];
        paragraph(ui, desk.colours, &strings.with("vignette-on-record", &values));
        ui.add_space(6.0);
    }
    for scene in &seen.scenes {
        let values = [("invented", scene.invented.as_str().into())];
        paragraph(ui, desk.colours, &strings.with("facts-invented", &values));
        ui.add_space(6.0);
    }
    ui.add_space(8.0);
    let ways =
        [("vignette-stay", VignetteAction::Stay), ("vignette-another", VignetteAction::Leave)];
    ways_out(ui, desk, layout, &ways, accepts)
}

fn ways_out(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    ways: &[(&str, VignetteAction); 2],
    accepts: bool,
) -> Option<PlayerAction> {
    let words = ways.each_ref().map(|(words, _)| desk.strings.get(words));
    let rows = words.each_ref().map(|label| ChoiceRow { label, locked: None });
    let id = Id::new("ways out of a vignette");
    let taken = choice_list(ui, id, desk.colours, layout.text, &rows, accepts)?;
    Some(PlayerAction::Vignette(ways[taken].1.clone()))
}
