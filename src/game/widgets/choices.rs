//! The choices of a page: bordered lines with numbers.

use bevy_egui::egui::{
    self, Id, Key, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, text::LayoutJob,
    text::TextFormat, vec2,
};

use super::button::MAIN;
use super::focus::{focus_by_arrow, focus_ring};
use crate::game::theme::{Colours, Face, size};

/// A line to choose.
#[derive(Clone, Debug)]
pub struct ChoiceRow<'a> {
    /// What it says.
    pub label: &'a str,
    /// Why it may not be taken, if it may not.
    pub locked: Option<&'a str>,
}

/// A choice that is scrolled to keeps so many points from the edge.
const ROOM_AROUND: f32 = 12.0;

const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Draws choices as wide as the `ui`. Returns the index of the one taken, by
/// click, by its number, or by arrows and Enter. While `accepts` is false
/// nothing is taken.
pub fn choice_list(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    text_size: f32,
    choices: &[ChoiceRow<'_>],
    accepts: bool,
) -> Option<usize> {
    let ids: Vec<Id> = (0..choices.len()).map(|index| id.with(index)).collect();
    move_focus(ui, &ids);
    let mut taken = None;
    for (index, choice) in choices.iter().enumerate() {
        if index > 0 {
            ui.add_space(8.0);
        }
        let pressed = NUMBERS.get(index).is_some_and(|key| {
            ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, *key))
        });
        let clicked = choice_row(ui, ids[index], colours, text_size, index + 1, choice);
        if (pressed || clicked) && choice.locked.is_none() && accepts {
            taken = Some(index);
        } else if pressed && choice.locked.is_some() {
            ui.memory_mut(|memory| memory.request_focus(ids[index]));
        }
    }
    taken
}

/// Up and down go from choice to choice; from nowhere, to the first or last.
fn move_focus(ui: &mut Ui, ids: &[Id]) {
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return };
    let focused = ui.memory(egui::Memory::focused);
    let at = focused.and_then(|focused| ids.iter().position(|id| *id == focused));
    if focused.is_some() && at.is_none() {
        return;
    }
    let (down, up) = ui.input_mut(|input| {
        (
            input.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
            input.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
        )
    });
    let target = match (at, down, up) {
        (None, true, _) => first,
        (None, _, true) => last,
        (Some(at), true, _) => &ids[(at + 1).min(ids.len() - 1)],
        (Some(at), _, true) => &ids[at.saturating_sub(1)],
        _ => return,
    };
    focus_by_arrow(ui, *target);
}

fn choice_row(
    ui: &mut Ui,
    id: Id,
    colours: &Colours,
    text_size: f32,
    number: usize,
    choice: &ChoiceRow<'_>,
) -> bool {
    let width = ui.available_width();
    let is_open = choice.locked.is_none();
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let layout = |ui: &Ui, on_ink: bool| {
        let text = if on_ink { colours.on_ink } else { colours.text };
        let mut job = LayoutJob::default();
        job.wrap.max_width = width - 58.0;
        let label_colour = if is_open || on_ink { text } else { colours.quiet };
        let leading = Some(text_size * 1.3);
        let format = |face: Face, scale: f32, colour| TextFormat {
            line_height: leading,
            ..TextFormat::simple(face.at(text_size * scale), colour)
        };
        job.append(choice.label, 0.0, format(Face::Roman, 1.0, label_colour));
        if let Some(reason) = choice.locked {
            job.append("\n", 0.0, format(Face::Roman, 1.0, label_colour));
            job.append(reason, 0.0, format(Face::Italic, 0.84, label_colour));
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let height = (layout(ui, false).size().y + 18.0).max(MAIN);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let label = match choice.locked {
            None => format!("{number}. {}", choice.label),
            Some(reason) => format!("{number}. {} – {reason}", choice.label),
        };
        WidgetInfo::labeled(WidgetType::Button, is_open, label)
    });
    if response.gained_focus() {
        ui.scroll_to_rect(rect.expand(ROOM_AROUND), None);
    }
    let on_ink = is_open && (has_focus || response.hovered());
    let painter = ui.painter();
    if on_ink {
        painter.rect_filled(rect, 2.0, colours.ink);
    } else if is_open {
        painter.rect(
            rect,
            2.0,
            colours.raised,
            Stroke::new(1.0, colours.faint),
            StrokeKind::Inside,
        );
    } else {
        let line = rect.shrink(0.5);
        let corners = [
            line.left_top(),
            line.right_top(),
            line.right_bottom(),
            line.left_bottom(),
            line.left_top(),
        ];
        painter.extend(Shape::dashed_line(&corners, Stroke::new(1.0, colours.quiet), 3.0, 3.0));
    }
    let galley = layout(ui, on_ink);
    let first_row = galley.rows.first().map_or(0.0, |row| row.size.y);
    let top = rect.top() + (height - galley.size().y) / 2.0;
    let accent = if on_ink { colours.accent_on_ink } else { colours.accent };
    painter.text(
        egui::pos2(rect.left() + 22.0, top + first_row / 2.0),
        egui::Align2::CENTER_CENTER,
        number,
        Face::Semibold.at(size::TEXT * 0.95),
        accent,
    );
    painter.galley(egui::pos2(rect.left() + 44.0, top), galley, colours.text);
    if has_focus && !is_open {
        focus_ring(ui, rect, colours);
    }
    let clicked = response.clicked();
    if is_open {
        response.on_hover_cursor(egui::CursorIcon::PointingHand);
    }
    clicked
}
