//! What a kiosk shows while nobody reads: the attract loop, the question whether
//! somebody is there, how it works, and that it is closed.

use bevy_egui::egui::{
    Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, WidgetType, pos2,
    text::LayoutJob, text::TextFormat,
};

use super::paper::{FootPlate, heading, paper, words};
use super::show::Kit;
use crate::game::theme::Face;
use crate::game::widgets::{PlateLook, announce, begin_screen, plate, walk_stops};
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
    let is_tall = kit.layout.is_tall;
    let wide = if is_tall { window.width() } else { window.width() * 0.56 };
    let left = window.left() + if is_tall { 0.0 } else { window.width() * 0.04 };
    let inset = (wide * 0.07).round();
    let title = TextFormat {
        extra_letter_spacing: 3.0,
        ..TextFormat::simple(Face::Semibold.at(kit.text), kit.colours.quiet)
    };
    let large = TextFormat {
        line_height: Some(kit.text * 2.2),
        ..TextFormat::simple(Face::Italic.at(kit.text * 1.8), kit.colours.text)
    };
    let below = TextFormat::simple(Face::Semibold.at(kit.text * 1.1), kit.colours.accent);
    let said = [(story.title.to_uppercase(), title), (line.to_owned(), large), (touch, below)];
    let galleys = said.map(|(words, format)| {
        let mut job = LayoutJob::single_section(words, format);
        job.wrap.max_width = wide - 2.0 * inset;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    });
    let gap = kit.text * 0.8;
    let high = galleys.iter().map(|galley| galley.size().y + gap).sum::<f32>() + 2.2 * gap;
    let rect =
        Rect::from_min_max(pos2(left, window.bottom() - high), pos2(left + wide, window.bottom()));
    ui.painter().rect_filled(rect, 0.0, kit.colours.sheet);
    let mut at = pos2(rect.left() + inset, rect.top() + 1.6 * gap);
    for galley in galleys {
        let next = at.y + galley.size().y + gap;
        ui.painter().galley(at, galley, kit.colours.text);
        at.y = next;
    }
    (any_touch(ui, &whole) || any_key(ui)).then_some(Act::Begin)
}

/// Whether the screen was touched anywhere. A finger that is not steady moves more
/// than a click may.
fn any_touch(ui: &Ui, whole: &Response) -> bool {
    whole.clicked() || ui.input(|input| input.pointer.any_pressed())
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
    (is_here.clicked() || any_touch(ui, &whole) || any_key(ui)).then_some(Act::StillHere)
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
    // It begins nothing; a display that sleeps wakes of it.
    any_touch(ui, &whole).then_some(Act::Begin)
}
