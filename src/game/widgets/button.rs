//! Bordered buttons: something to do, and one of a few things to be.

use bevy_egui::egui::{
    CursorIcon, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, text::LayoutJob,
    text::TextFormat, vec2,
};

use super::focus::{attend, attend_in_foot};
use crate::game::theme::{Colours, Face, size};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What most come here to do: ink, 44 points high.
    Main,
    /// The same, in the foot line.
    Foot,
    /// Something else that can be done.
    Plain,
}

/// Height of a main button and of any other in points: WCAG 2.2, 2.5.5.
const MAIN: f32 = 44.0;
const PLAIN: f32 = 34.0;

/// A button. `spoken` is its name in the accessibility tree where its words
/// alone would not say what it is about.
pub fn button(
    ui: &mut Ui,
    colours: &Colours,
    weight: Weight,
    words: &str,
    spoken: Option<&str>,
) -> Response {
    let look = match weight {
        Weight::Main | Weight::Foot => Look { least: MAIN, is_on: true, face: Face::Semibold },
        Weight::Plain => Look { least: PLAIN, is_on: false, face: Face::Roman },
    };
    let response = boxed(ui, colours, words, look);
    match weight {
        Weight::Foot => attend_in_foot(ui, &response),
        Weight::Main | Weight::Plain => attend(ui, &response),
    }
    let name = spoken.unwrap_or(words);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name));
    response
}

/// Words over a row of boxes of which one is on. Returns the one that was
/// asked for.
pub fn options(
    ui: &mut Ui,
    colours: &Colours,
    heading: &str,
    values: &[&str],
    on: Option<usize>,
) -> Option<usize> {
    super::label(ui, heading, TextFormat::simple(Face::Roman.at(size::NOTE_BELOW), colours.text));
    ui.add_space(5.0);
    let mut taken = None;
    wrapped(ui, |ui| {
        for (index, words) in values.iter().enumerate() {
            let is_on = on == Some(index);
            let face = if is_on { Face::Semibold } else { Face::Roman };
            let response = boxed(ui, colours, words, Look { least: PLAIN, is_on, face });
            attend(ui, &response);
            response.widget_info(|| {
                let name = format!("{heading}: {words}");
                WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), is_on, name)
            });
            if response.clicked() {
                taken = Some(index);
            }
        }
    });
    taken
}

/// Sets what `add` draws beside each other, and below where there is no room.
pub fn wrapped<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        // Else a row is as high as egui's own buttons at the least.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(add).inner
    })
    .inner
}

struct Look {
    least: f32,
    is_on: bool,
    face: Face,
}

/// A box with words in it; the caller names it in the accessibility tree.
fn boxed(ui: &mut Ui, colours: &Colours, words: &str, look: Look) -> Response {
    let Look { least, is_on, face } = look;
    let text_size = if least >= MAIN { size::NOTE_BELOW + 1.0 } else { size::NOTE + 0.5 };
    let aside = vec2(if least >= MAIN { 22.0 } else { 12.0 }, 7.0);
    let mut job = LayoutJob::default();
    // A row may be half full: the whole of it is what the words can have.
    job.wrap.max_width = (ui.max_rect().width() - 2.0 * aside.x).max(20.0);
    let format = |colour| TextFormat::simple(face.at(text_size), colour);
    let layout = |ui: &Ui, colour| {
        let mut job = job.clone();
        job.append(words, 0.0, format(colour));
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let measured = layout(ui, colours.text).size() + 2.0 * aside;
    let (rect, response) =
        ui.allocate_exact_size(measured.max(vec2(least, least)).ceil(), Sense::click());
    let lit = response.hovered() || response.has_focus();
    let (ground, line, text) = if is_on {
        (colours.ink, colours.ink, colours.on_ink)
    } else if lit {
        (colours.raised, colours.text, colours.text)
    } else {
        (colours.raised, colours.line, colours.text)
    };
    ui.painter().rect(rect, 2.0, ground, Stroke::new(1.0, line), StrokeKind::Inside);
    if response.has_focus() {
        // Outside the box: on ink a line inside it would hardly show.
        ui.painter().rect_stroke(
            rect.expand(2.0),
            3.0,
            Stroke::new(2.0, colours.accent),
            StrokeKind::Outside,
        );
    }
    let galley = layout(ui, text);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, text);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
