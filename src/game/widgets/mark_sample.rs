//! What a mark looks like, beside what it means: for who reads for the first
//! time. Nothing to press.

use bevy_egui::egui::{
    Rect, Sense, Shape, Ui, WidgetInfo, WidgetType, pos2, text::LayoutJob, text::TextFormat, vec2,
};

use super::icon;
use super::passage::{MarkKind, fine_dots, underline};
use crate::game::theme::{Colours, Face, size};

/// Draws the sign of a mark, words marked as the text marks them, and what that
/// means.
pub fn mark_sample(ui: &mut Ui, colours: &Colours, kind: MarkKind, words: &str, meaning: &str) {
    let text_size = size::NOTE_BELOW;
    let leading = text_size * 1.4;
    let indent = icon::SIDE + 10.0;
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width() - indent;
    let format = |face: Face, colour| TextFormat {
        line_height: Some(leading),
        ..TextFormat::simple(face.at(text_size), colour)
    };
    job.append(words, 0.0, format(Face::Semibold, colours.text));
    job.append(meaning, 8.0, format(Face::Roman, colours.text));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::empty());
    let says = format!("{words}: {meaning}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &says));
    let at = rect.min + vec2(indent, 0.0);
    let marked: Vec<_> = galley
        .rows
        .first()
        .map(|row| row.glyphs.iter().take(words.chars().count()).collect())
        .unwrap_or_default();
    if let (Some(first), Some(last)) = (marked.first(), marked.last()) {
        let base = at.y + first.pos.y;
        let area = Rect::from_min_max(
            pos2(at.x + first.pos.x, base - text_size),
            pos2(at.x + last.pos.x + last.advance_width, base),
        );
        let y = base + text_size * 0.2;
        match kind {
            MarkKind::Fact(grade) => underline(ui, grade, area, y, colours.line),
            MarkKind::Claim => {
                let wash = Rect::from_min_max(
                    pos2(area.left() - 1.0, base - text_size * 0.34),
                    pos2(area.right() + 1.0, y),
                );
                ui.painter().add(Shape::rect_filled(wash, 0.0, colours.wash));
            }
            MarkKind::Term => fine_dots(ui, area, y, colours.quiet),
        }
    }
    let sign = pos2(rect.left() + icon::SIDE / 2.0, rect.top() + leading / 2.0);
    match kind {
        MarkKind::Fact(grade) => icon::grade(ui.painter(), grade, sign, colours.text),
        MarkKind::Claim => icon::told(ui.painter(), sign, colours.text),
        // A word that is explained has no sign in the margin.
        MarkKind::Term => {}
    }
    ui.painter().galley(at, galley, colours.text);
}
