//! What stands behind a fact, on a wide sheet: each account beside the others,
//! what else to know, and every source in full.

use bevy_egui::egui::{
    Sense, Stroke, Ui, WidgetInfo, WidgetType, text::LayoutJob, text::TextFormat,
};

use super::columns::side_by_side;
use super::label;
use super::note::NoteLook;
use crate::game::theme::{Colours, Face};

/// Draws what a note has a step deeper, in type of `text` points. `words` head
/// the sources.
pub fn folio(ui: &mut Ui, colours: &Colours, text: f32, look: &NoteLook<'_>, sources: &str) {
    let set = |face: Face, colour| TextFormat {
        line_height: Some(text * 1.42),
        ..TextFormat::simple(face.at(text), colour)
    };
    if !look.accounts.is_empty() {
        side_by_side(ui, 190.0, 22.0, look.accounts.len(), |ui, index| {
            let (who, says) = look.accounts[index];
            let top = ui.cursor().min;
            let mut job = LayoutJob::default();
            job.wrap.max_width = ui.available_width() - 12.0;
            job.append(who, 0.0, set(Face::Semibold, colours.text));
            job.append("\n", 0.0, set(Face::Roman, colours.text));
            job.append(says, 0.0, set(Face::Roman, colours.text));
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let height = galley.size().y;
            let wide = bevy_egui::egui::vec2(ui.available_width(), height);
            let (rect, response) = ui.allocate_exact_size(wide, Sense::empty());
            let at = rect.min + bevy_egui::egui::vec2(12.0, 0.0);
            ui.painter().galley(at, galley, colours.text);
            response.widget_info(|| {
                WidgetInfo::labeled(WidgetType::Label, true, format!("{who}: {says}"))
            });
            ui.painter().vline(top.x + 1.0, rect.y_range(), Stroke::new(2.0, colours.ink));
        });
    }
    for paragraph in &look.deeper {
        label(ui, paragraph, set(Face::Roman, colours.text));
        ui.add_space(6.0);
    }
    if look.sources.is_empty() {
        return;
    }
    ui.add_space(2.0);
    label(ui, sources, set(Face::Semibold, colours.text));
    for (source, checked) in &look.sources {
        let note = source.note.as_deref().map(|note| format!(" {note}")).unwrap_or_default();
        let cited = format!("{} {checked}{note}", source.cite);
        label(ui, &cited, set(Face::Italic, colours.quiet));
        ui.add_space(4.0);
    }
}
