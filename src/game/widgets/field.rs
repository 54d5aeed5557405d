//! A line to write on, or to look for words with.

use bevy_egui::egui::{
    Align, EventFilter, Frame, Id, Key, Margin, Modifiers, Pos2, RichText, Stroke, StrokeKind,
    TextEdit, Ui, pos2, vec2,
};

use super::button::MAIN;
use super::focus::{attend, focus_ring};
use crate::game::theme::{Colours, Face, size};

/// How wide a line for a few words is at the most.
const FEW_WORDS: f32 = 420.0;

/// What a line is for.
#[derive(Clone, Copy, Debug)]
pub struct FieldLook<'a> {
    name: &'a str,
    is_search: bool,
    longest: usize,
}

impl<'a> FieldLook<'a> {
    /// To write on; what it is called is not shown.
    pub fn named(name: &'a str) -> Self {
        FieldLook { name, is_search: false, longest: usize::MAX }
    }

    /// To look for words with: it bears a sign, and its name while it is empty.
    pub fn search(name: &'a str) -> Self {
        FieldLook { name, is_search: true, longest: 120 }
    }

    /// With room for so many letters.
    pub fn longest(self, longest: usize) -> Self {
        FieldLook { longest, ..self }
    }
}

/// What became of a line.
pub struct FieldResponse {
    /// The words on it changed.
    pub changed: bool,
    /// The reader is done with them.
    pub entered: bool,
}

/// Draws a line as wide as the `ui`.
pub fn field(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    look: &FieldLook<'_>,
    text: &mut String,
) -> FieldResponse {
    let (indent, widest, hint) = match look.is_search {
        true => (36, FEW_WORDS, look.name),
        false => (12, f32::INFINITY, ""),
    };
    let output = ui.scope(|ui| {
        ui.visuals_mut().text_cursor.stroke = Stroke::new(1.5, colours.text);
        ui.visuals_mut().weak_text_color = Some(colours.quiet);
        let margin = Margin { left: indent, right: 12, top: 8, bottom: 8 };
        let frame = Frame::new().fill(colours.raised).corner_radius(2).inner_margin(margin);
        TextEdit::singleline(text)
            .id(id)
            .font(Face::Roman.at(size::NOTE_BELOW))
            .text_color(colours.text)
            .hint_text(RichText::new(hint).font(Face::Italic.at(size::NOTE_BELOW)))
            .frame(frame)
            .vertical_align(Align::Center)
            .desired_width(widest)
            .min_size(vec2(0.0, MAIN))
            .char_limit(look.longest)
            // The keyboard stays, so that Enter can be pressed again.
            .return_key(None)
            // Up and down leave the line: a gamepad has no other way out.
            .event_filter(EventFilter { horizontal_arrows: true, ..EventFilter::default() })
            .show(ui)
    });
    let response = output.inner.response.response;
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(look.name.to_owned()));
    attend(ui, &response);
    let rect = response.rect;
    let border = if response.hovered() { colours.text } else { colours.line };
    ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.0, border), StrokeKind::Inside);
    if look.is_search {
        magnifier(ui, pos2(rect.left() + 19.0, rect.center().y - 1.0), colours);
    }
    if response.has_focus() {
        focus_ring(ui, rect, colours);
    }
    let entered = response.has_focus()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    FieldResponse { changed: response.changed(), entered }
}

/// The sign of a search.
fn magnifier(ui: &Ui, centre: Pos2, colours: &Colours) {
    ui.painter().circle_stroke(centre, 5.0, Stroke::new(1.6, colours.quiet));
    let handle = [centre + vec2(3.6, 3.6), centre + vec2(8.5, 8.5)];
    ui.painter().line_segment(handle, Stroke::new(2.4, colours.quiet));
}
