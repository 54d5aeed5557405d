//! A large control for whoever stands before a screen on a wall.

use bevy_egui::egui::{
    Align2, Id, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2,
    text::LayoutJob, text::TextFormat, vec2,
};

use super::focus::{attend, focus_ring};
use crate::game::theme::{Colours, Face};
use crate::museum::panel::SIZES;

/// What a plate says.
#[derive(Clone, Copy, Debug)]
pub struct PlateLook<'a> {
    /// Its words.
    pub words: &'a str,
    /// Size of them in points.
    pub text: f32,
    /// Whether it is the one thing most come for: ink.
    pub is_lead: bool,
    /// Whether it is as wide as there is room; else as its words.
    pub is_wide: bool,
    /// Its number among others, which stands before its words; without one they
    /// stand in the middle.
    pub number: Option<usize>,
}

/// Room for a number before the words, in points.
const NUMBER: f32 = 34.0;

/// How wide a plate would be.
pub fn plate_width(ui: &Ui, look: &PlateLook<'_>) -> f32 {
    let format = TextFormat::simple(Face::Semibold.at(look.text), bevy_egui::egui::Color32::BLACK);
    let job = LayoutJob::single_section(look.words.to_owned(), format);
    let width = ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x;
    (width + 28.0).max(SIZES.target).ceil()
}

/// Draws a plate: never smaller than a finger.
pub fn plate(ui: &mut Ui, id: Id, colours: &Colours, look: &PlateLook<'_>) -> Response {
    let (face, words) = match look.is_lead {
        true => (Face::Semibold, colours.on_ink),
        false => (Face::Roman, colours.text),
    };
    let room = ui.available_width();
    let mut job = LayoutJob::single_section(
        look.words.to_owned(),
        TextFormat::simple(face.at(look.text), words),
    );
    let indent = if look.number.is_some() { NUMBER } else { 0.0 };
    job.wrap.max_width = (room - 28.0 - indent).max(20.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let wide = if look.is_wide { room } else { plate_width(ui, look).min(room) };
    let high = (galley.size().y + 18.0).max(SIZES.target).ceil();
    let (_, rect) = ui.allocate_space(vec2(wide, high));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let said = look.number.map_or(String::new(), |number| format!("{number}. "));
        WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), said + look.words)
    });
    attend(ui, &response);
    let ground = if look.is_lead { colours.ink } else { colours.raised };
    let border = if look.is_lead { colours.ink } else { colours.line };
    ui.painter().rect(rect, 2.0, ground, Stroke::new(1.0, border), StrokeKind::Inside);
    let mut at = rect.center() - galley.size() / 2.0;
    if let Some(number) = look.number {
        at.x = rect.left() + 14.0 + indent;
        let first_row = galley.rows.first().map_or(0.0, |row| row.size.y);
        ui.painter().text(
            pos2(rect.left() + 14.0, at.y + first_row / 2.0),
            Align2::LEFT_CENTER,
            number,
            Face::Semibold.at(look.text),
            if look.is_lead { colours.accent_on_ink } else { colours.accent },
        );
    }
    ui.painter().galley(at, galley, words);
    if response.has_focus() {
        focus_ring(ui, rect.expand(3.0), colours);
    }
    response
}

/// Notes that the pad can stop at a control that is drawn elsewhere.
pub fn touched(ui: &Ui, response: &Response) {
    attend(ui, response);
}

/// Draws the line around a control that has the pad.
pub fn ring(ui: &Ui, response: &Response, rect: bevy_egui::egui::Rect, colours: &Colours) {
    if response.has_focus() {
        focus_ring(ui, rect.expand(3.0), colours);
    }
}
