//! What a kiosk shows while nobody reads: the attract loop, the question whether
//! somebody is there, how it works, and that it is closed.

use bevy_egui::egui::{
    Id, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, WidgetType, pos2,
    text::TextFormat, vec2,
};

use super::paper::{FootPlate, heading, paper, words};
use super::show::Kit;
use crate::game::theme::Face;
use crate::game::widgets::{PlateLook, announce, begin_screen, label, plate, walk_stops};
use crate::i18n::FluentValue;
use crate::museum::exhibit::Act;

/// Draws the attract loop: all of it is one control.
pub(super) fn attract_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let window = kit.layout.window;
    let story = kit.stand.exhibit.whole();
    let attract = &kit.stand.config.attract;
    let line = match attract.lines.len() {
        0 => story.subtitle.as_str(),
        count => attract.lines[kit.stand.turn % count].as_str(),
    };
    let touch = kit.word("kiosk-touch");
    let whole = ui.interact(window, Id::new("attract"), Sense::click());
    whole.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Button, true, format!("{}. {line} {touch}", story.title))
    });
    let wide = if kit.layout.is_tall { window.width() } else { window.width() * 0.56 };
    let inset = (wide * 0.07).round();
    let high = kit.text * 9.4;
    let left =
        if kit.layout.is_tall { window.left() } else { window.left() + window.width() * 0.04 };
    let rect =
        Rect::from_min_max(pos2(left, window.bottom() - high), pos2(left + wide, window.bottom()));
    ui.painter().rect_filled(rect, 0.0, kit.colours.sheet);
    let inner = rect.shrink2(vec2(inset, 0.0));
    let mut inner_ui = ui.new_child(UiBuilder::new().max_rect(inner));
    let ui = &mut inner_ui;
    ui.add_space(26.0);
    let title = TextFormat {
        extra_letter_spacing: 3.0,
        ..TextFormat::simple(Face::Semibold.at(kit.text), kit.colours.quiet)
    };
    label(ui, &story.title.to_uppercase(), title);
    ui.add_space(10.0);
    let large = TextFormat {
        line_height: Some(kit.text * 2.3),
        ..TextFormat::simple(Face::Italic.at(kit.text * 1.8), kit.colours.text)
    };
    label(ui, line, large);
    let at = rect.bottom() - 74.0;
    ui.add_space((at - ui.cursor().top()).max(12.0));
    let format = TextFormat::simple(Face::Semibold.at(kit.text * 1.1), kit.colours.accent);
    label(ui, &touch, format);
    (whole.clicked() || any_key(ui)).then_some(Act::Begin)
}

/// Whether any key was pressed: each of a pad’s begins a visit.
fn any_key(ui: &Ui) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| {
            matches!(event, bevy_egui::egui::Event::Key { pressed: true, repeat: false, .. })
        })
    })
}

/// Draws the question whether somebody is there: all of it is the answer.
pub(super) fn asking_ui(ui: &mut Ui, kit: &Kit<'_>, secs: u32) -> Option<Act> {
    let window = kit.layout.window;
    let whole = ui.interact(window, Id::new("still there"), Sense::click());
    let wide = (window.width() - 48.0).min(620.0);
    let high = (kit.text * 9.0).max(250.0).min(window.height() - 24.0);
    // Within reach: in the lower half of an upright panel.
    let bottom = window.bottom() - if kit.layout.is_tall { window.height() * 0.1 } else { 24.0 };
    let rect = Rect::from_min_max(
        pos2(window.center().x - wide / 2.0, bottom - high),
        pos2(window.center().x + wide / 2.0, bottom),
    );
    ui.painter().rect(
        rect,
        2.0,
        kit.colours.sheet,
        Stroke::new(2.0, kit.colours.ink),
        StrokeKind::Outside,
    );
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect.shrink(28.0)));
    begin_screen(&inner, Id::new("still there"));
    heading(&mut inner, kit, &kit.word("kiosk-still-there"));
    let told =
        kit.stand.strings.with("kiosk-still-there-told", &[("secs", FluentValue::from(secs))]);
    words(&mut inner, kit, &told);
    inner.add_space(8.0);
    let here = kit.word("kiosk-still-here");
    let look =
        PlateLook { words: &here, text: kit.text, is_lead: true, is_wide: true, number: None };
    let is_here = plate(&mut inner, Id::new("still here"), kit.colours, &look);
    announce(&inner, is_here.id);
    walk_stops(&inner);
    (is_here.clicked() || whole.clicked() || any_key(ui)).then_some(Act::StillHere)
}

/// Draws how the kiosk is used.
pub(super) fn help_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let foot = [FootPlate::new(kit, "kiosk-help-close", Act::Help)];
    begin_screen(ui, Id::new("help"));
    paper(ui, kit, Id::new("help"), &foot, |ui| {
        heading(ui, kit, &kit.word("kiosk-help-heading"));
        for key in ["kiosk-help-touch", "kiosk-help-truth", "kiosk-help-size", "kiosk-help-pad"] {
            words(ui, kit, &kit.word(key));
        }
        None
    })
}

/// Draws that there is nothing to see now: ink, and a line that is hardly lit.
pub(super) fn closed_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let window = kit.layout.window;
    ui.painter().rect_filled(window, 0.0, kit.colours.ink);
    let told = kit.word("kiosk-closed");
    let whole = ui.interact(window, Id::new("closed"), Sense::empty());
    whole.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, told.as_str()));
    ui.painter().text(
        window.center(),
        bevy_egui::egui::Align2::CENTER_CENTER,
        &told,
        Face::Italic.at(kit.text),
        kit.colours.on_ink,
    );
    None
}
