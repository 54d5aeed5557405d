//! The button with a border, and a row of them of which one is on.

use std::sync::Arc;

use bevy_egui::egui::{
    CursorIcon, Galley, Id, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType,
    text::LayoutJob, text::TextFormat, vec2,
};

use super::columns::wrapped;
use super::focus::{attend, focus_ring};
use super::label;
use crate::game::theme::{Colours, Face, size};

/// Height in points of what is a screen's main business: WCAG 2.2, 2.5.5.
pub(super) const MAIN: f32 = 44.0;
/// Height of any other button, at least 24: WCAG 2.2, 2.5.8.
const PLAIN: f32 = 34.0;

/// What a button says, and how much it asks to be pressed.
#[derive(Clone, Copy, Debug)]
pub struct ButtonLook<'a> {
    words: &'a str,
    weight: Weight,
    more: Option<&'a str>,
    is_pressed: Option<bool>,
    spoken: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Lead,
    Main,
    Plain,
}

impl<'a> ButtonLook<'a> {
    /// The one thing most come to a screen for: ink.
    pub fn lead(words: &'a str) -> Self {
        ButtonLook::new(words, Weight::Lead)
    }

    /// A screen's main business, of which there may be much.
    pub fn main(words: &'a str) -> Self {
        ButtonLook::new(words, Weight::Main)
    }

    /// Something else that can be done.
    pub fn plain(words: &'a str) -> Self {
        ButtonLook::new(words, Weight::Plain)
    }

    fn new(words: &'a str, weight: Weight) -> Self {
        ButtonLook { words, weight, more: None, is_pressed: None, spoken: None }
    }

    /// With a quiet word more, as a count.
    pub fn more(self, more: &'a str) -> Self {
        ButtonLook { more: Some(more), ..self }
    }

    /// One that stays pressed, and whether it is.
    pub fn pressed(self, is_pressed: bool) -> Self {
        ButtonLook { is_pressed: Some(is_pressed), ..self }
    }

    /// With another name for those who cannot see what stands around it.
    pub fn spoken(self, spoken: &'a str) -> Self {
        ButtonLook { spoken: Some(spoken), ..self }
    }

    fn is_inked(&self) -> bool {
        self.is_pressed.unwrap_or(self.weight == Weight::Lead)
    }

    /// Its height at the least, the room beside its words, and their size.
    fn measures(&self) -> (f32, f32, f32) {
        match self.weight {
            Weight::Lead => (MAIN, 22.0, size::NOTE_BELOW + 1.0),
            Weight::Main => (MAIN, 16.0, size::NOTE + 1.5),
            Weight::Plain => (PLAIN, 12.0, size::NOTE + 0.5),
        }
    }
}

/// Draws a button as wide as its words, if there is room.
pub fn button(ui: &mut Ui, id: Id, colours: &Colours, look: &ButtonLook<'_>) -> Response {
    draw(ui, id, colours, look, WidgetType::Button)
}

/// How wide a button will be, were there room.
pub fn button_width(ui: &Ui, colours: &Colours, look: &ButtonLook<'_>) -> f32 {
    measure(ui, colours, look, f32::INFINITY).x
}

/// Draws a heading over a row of buttons of which one is on. Returns the one
/// that was asked for.
pub fn options(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    heading: &str,
    values: &[&str],
    on: Option<usize>,
) -> Option<usize> {
    label(ui, heading, TextFormat::simple(Face::Roman.at(size::NOTE_BELOW), colours.text));
    ui.add_space(5.0);
    let mut taken = None;
    wrapped(ui, |ui| {
        for (index, words) in values.iter().enumerate() {
            let spoken = format!("{heading}: {words}");
            let look = ButtonLook::plain(words).pressed(on == Some(index)).spoken(&spoken);
            if draw(ui, id.with(index), colours, &look, WidgetType::RadioButton).clicked() {
                taken = Some(index);
            }
        }
    });
    taken
}

fn draw(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    look: &ButtonLook<'_>,
    role: WidgetType,
) -> Response {
    let room = ui.available_width();
    let (_, rect) = ui.allocate_space(measure(ui, colours, look, room));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let spoken = look.spoken.unwrap_or(look.words);
        let name = look.more.map_or(spoken.to_owned(), |more| format!("{spoken}, {more}"));
        match look.is_pressed {
            Some(is_pressed) => WidgetInfo::selected(role, ui.is_enabled(), is_pressed, name),
            None => WidgetInfo::labeled(role, ui.is_enabled(), name),
        }
    });
    attend(ui, &response);
    let is_inked = look.is_inked();
    let ground = if is_inked { colours.ink } else { colours.raised };
    let border = match is_inked {
        _ if response.hovered() => colours.text,
        true => colours.ink,
        false => colours.line,
    };
    ui.painter().rect(rect, 2.0, ground, Stroke::new(1.0, border), StrokeKind::Inside);
    let galley = layout(ui, colours, look, is_inked, room);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colours.text);
    if response.has_focus() {
        // Outside the box: on ink a line inside it would hardly show.
        focus_ring(ui, rect.expand(3.0), colours);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// How large a button is where there is so much room.
fn measure(ui: &Ui, colours: &Colours, look: &ButtonLook<'_>, room: f32) -> Vec2 {
    let (height, aside, _) = look.measures();
    let mut words = layout(ui, colours, look, look.is_inked(), room).size();
    if look.is_pressed.is_some() {
        // Its words are bolder when pressed; nothing beside it is to move then.
        words = words.max(layout(ui, colours, look, !look.is_inked(), room).size());
    }
    (words + 2.0 * vec2(aside, 7.0)).max(Vec2::splat(height)).ceil()
}

fn layout(
    ui: &Ui,
    colours: &Colours,
    look: &ButtonLook<'_>,
    is_inked: bool,
    room: f32,
) -> Arc<Galley> {
    let (_, aside, text_size) = look.measures();
    let (face, text, quiet) = match is_inked {
        true => (Face::Semibold, colours.on_ink, colours.on_ink),
        false => (Face::Roman, colours.text, colours.quiet),
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = (room - 2.0 * aside).max(20.0);
    job.append(look.words, 0.0, TextFormat::simple(face.at(text_size), text));
    if let Some(more) = look.more {
        job.append(more, 6.0, TextFormat::simple(Face::Roman.at(size::SMALL - 0.5), quiet));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
