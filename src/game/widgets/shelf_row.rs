//! A row of a shelf: something kept, with a picture if it has one.

use bevy_egui::egui::{
    Color32, CursorIcon, Pos2, Rect, Response, Sense, Stroke, StrokeKind, TextureId, Ui,
    WidgetInfo, WidgetType, pos2, text::LayoutJob, text::TextFormat, vec2,
};

use super::focus::{attend, focus_ring};
use crate::game::theme::{Colours, Face, size};

/// The picture of a row in points, wide and high.
pub const THUMBNAIL: (f32, f32) = (128.0, 72.0);

/// Something kept, in the words to show.
#[derive(Clone, Debug)]
pub struct ShelfLook<'a> {
    /// Its picture: nothing where rows have none, else what is printed of it.
    pub picture: Option<Option<TextureId>>,
    /// Small words over its name.
    pub over: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Quiet lines under it.
    pub lines: &'a [String],
    /// The reader's own words.
    pub note: Option<&'a str>,
    /// Whether what can be done with it is shown below; nothing where pressing
    /// does it.
    pub is_open: Option<bool>,
}

/// Draws a row as wide as the `ui`, all of it a button.
pub fn shelf_row(ui: &mut Ui, colours: &Colours, look: &ShelfLook<'_>) -> Response {
    let width = ui.available_width();
    let pad = 10.0;
    // A narrow row has a smaller picture, so that its words have room.
    let scale = (width / 560.0).clamp(0.5, 1.0);
    let picture = look.picture.map(|_| vec2(THUMBNAIL.0, THUMBNAIL.1) * scale);
    let indent = picture.map_or(0.0, |size| size.x + 18.0 * scale);
    let mut job = LayoutJob::default();
    job.wrap.max_width = (width - 2.0 * pad - indent).max(40.0);
    let format = |face: Face, size: f32, colour| TextFormat {
        line_height: Some(size * 1.34),
        ..TextFormat::simple(face.at(size), colour)
    };
    let mut spoken = vec![look.over.to_owned(), look.name.to_owned()];
    let over = TextFormat {
        extra_letter_spacing: 0.8,
        ..format(Face::Semibold, size::SMALL - 1.5, colours.quiet)
    };
    job.append(&look.over.to_uppercase(), 0.0, over);
    job.append("\n", 0.0, format(Face::Roman, size::ENTRY, colours.text));
    job.append(look.name, 0.0, format(Face::Roman, size::ENTRY, colours.text));
    let quiet = format(Face::Roman, size::NOTE + 0.5, colours.quiet);
    for line in look.lines {
        job.append("\n", 0.0, quiet.clone());
        job.append(line, 0.0, quiet.clone());
        spoken.push(line.clone());
    }
    if let Some(note) = look.note {
        let own = format(Face::Italic, size::NOTE + 1.5, colours.text);
        job.append("\n", 0.0, own.clone());
        job.append(note, 0.0, own);
        spoken.push(note.to_owned());
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = galley.size().y.max(picture.map_or(24.0, |size| size.y)) + 2.0 * pad;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    attend(ui, &response);
    let spoken = spoken.join(", ");
    response.widget_info(|| match look.is_open {
        Some(open) => WidgetInfo::selected(WidgetType::Button, true, open, &spoken),
        None => WidgetInfo::labeled(WidgetType::Button, true, &spoken),
    });
    if response.hovered() || response.has_focus() || look.is_open == Some(true) {
        ui.painter().rect_filled(rect, 1.0, colours.raised);
    }
    if response.has_focus() {
        focus_ring(ui, rect, colours);
    }
    if let Some(size) = picture {
        let frame = Rect::from_min_size(rect.min + vec2(pad, pad), size);
        thumbnail(ui, colours, frame, look.picture.flatten());
    }
    let at = rect.min + vec2(pad + indent, pad);
    ui.painter().galley(at, galley, colours.text);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A print in its frame, or the plain middle ink until there is one.
fn thumbnail(ui: &Ui, colours: &Colours, frame: Rect, texture: Option<TextureId>) {
    match texture {
        Some(texture) => {
            let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            ui.painter().image(texture, frame, whole, Color32::WHITE);
        }
        None => {
            ui.painter().rect_filled(frame, 0.0, colours.faint);
        }
    }
    let stroke = Stroke::new(1.0, colours.ink);
    ui.painter().rect_stroke(frame, 0.0, stroke, StrokeKind::Outside);
}
