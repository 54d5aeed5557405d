//! Every choice of a life, last first.

use bevy_egui::egui::{Id, Stroke, Ui, text::TextFormat};

use crate::game::action::PlayerAction;
use crate::game::screens::Desk;
use crate::game::theme::{Colours, Face, Layout, size};
use crate::game::widgets::{ButtonLook, button, button_width, in_a_row, label, rows};
use crate::i18n::FluentValue;
use crate::narrative::run::PageRead;

/// Below this width the way back stands under a choice, not beside it.
const LEAST_BESIDE: f32 = 520.0;

pub(super) fn choices_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    layout: &Layout,
    pages: &[PageRead<'_>],
) -> Option<PlayerAction> {
    let Desk { strings, colours, .. } = *desk;
    let taken: Vec<_> =
        pages.iter().rev().filter_map(|page| Some((page, page.took?, page.steps?))).collect();
    if taken.is_empty() {
        let quiet = TextFormat::simple(Face::Italic.at(layout.text), colours.quiet);
        label(ui, &strings.get("history-none"), quiet);
        return None;
    }
    let id = Id::new("choices taken");
    let ids: Vec<Id> = taken.iter().map(|(.., steps)| id.with(steps)).collect();
    let words = strings.get("history-before");
    let look = ButtonLook::main(&words);
    let mut action = None;
    rows(ui, id.with(desk.set()), &ids, None, |ui, index| {
        let (page, choice, steps) = taken[index];
        let label_words = if choice.label.is_empty() {
            strings.get("choice-go-on")
        } else {
            choice.label.clone()
        };
        let spoken = strings
            .with("history-before-spoken", &[("choice", FluentValue::from(label_words.as_str()))]);
        let where_and_when = format!("{} · {}", page.scene.title, strings.date(page.scene.date));
        ui.add_space(12.0);
        let mut back = |ui: &mut Ui| {
            if button(ui, ids[index], colours, &look.spoken(&spoken)).clicked() {
                action = Some(PlayerAction::StepBackTo(steps));
            }
        };
        let width = ui.available_width();
        let number = steps + 1;
        if width >= LEAST_BESIDE {
            let wanted = button_width(ui, colours, &look);
            let widths = [34.0, width - 34.0 - 24.0 - 24.0 - wanted, wanted];
            in_a_row(ui, &widths, 24.0, |ui, column| match column {
                0 => numeral(ui, colours, layout, number),
                1 => said(ui, colours, layout, &where_and_when, &label_words),
                _ => back(ui),
            });
        } else {
            said(ui, colours, layout, &where_and_when, &format!("{number}. {label_words}"));
            ui.add_space(8.0);
            back(ui);
        }
        ui.add_space(12.0);
        let end = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), end, Stroke::new(1.0, colours.faint));
    });
    action
}

fn numeral(ui: &mut Ui, colours: &Colours, layout: &Layout, number: usize) {
    let format = TextFormat::simple(Face::Semibold.at(layout.text + 4.0), colours.accent);
    label(ui, &number.to_string(), format);
}

fn said(ui: &mut Ui, colours: &Colours, layout: &Layout, where_and_when: &str, choice: &str) {
    let quiet = TextFormat::simple(Face::Italic.at(size::NOTE + 0.5), colours.quiet);
    label(ui, where_and_when, quiet);
    label(ui, choice, TextFormat::simple(Face::Roman.at(layout.text), colours.text));
}
