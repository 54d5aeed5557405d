//! Prose to read back: no marks, but words that were looked for stand out.

use std::ops::Range;

use bevy_egui::egui::{
    self, Color32, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, text::LayoutJob,
    text::TextFormat,
};

use super::block::BlockLook;
use crate::game::theme::{Face, size};
use crate::narrative::run::{BlockKind, BlockView};

/// Words of a text that were looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hits<'a> {
    /// The bytes of the text, in order.
    pub ranges: &'a [Range<usize>],
    /// Which of them the reader is at.
    pub at: Option<usize>,
}

/// Draws runs of text, each in its face, with hits. Returns also where the hit
/// stands that the reader is at.
pub fn found_text(
    ui: &mut Ui,
    look: &BlockLook<'_>,
    size: f32,
    runs: &[(&str, Face)],
    hits: Hits<'_>,
) -> (Response, Option<Rect>) {
    let colours = look.colours;
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let set = |face: Face| TextFormat {
        line_height: Some(size * look.leading),
        ..TextFormat::simple(face.at(size), colours.text)
    };
    let mut start = 0;
    for (text, face) in runs {
        let mut cuts = vec![0, text.len()];
        let inside = |at: usize| (start..start + text.len()).contains(&at).then(|| at - start);
        cuts.extend(
            hits.ranges.iter().flat_map(|hit| [inside(hit.start), inside(hit.end)]).flatten(),
        );
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts.windows(2) {
            let middle = start + cut[0];
            let hit = hits.ranges.iter().position(|hit| hit.contains(&middle));
            let mut format = set(*face);
            if hit.is_some() {
                let is_at = hits.at == hit;
                format.background = if is_at { colours.ink } else { colours.wash };
                format.color = if is_at { colours.on_ink } else { colours.text };
                format.expand_bg = 1.0;
            }
            job.append(&text[cut[0]..cut[1]], 0.0, format);
        }
        start += text.len();
    }
    let plain: String = runs.iter().map(|(text, _)| *text).collect();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::empty());
    ui.painter().galley(rect.min, galley.clone(), colours.text);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &plain));
    let Some(hit) = hits.at.and_then(|at| hits.ranges.get(at)) else { return (response, None) };
    let letters = |bytes: usize| plain[..bytes].chars().count();
    let place = |bytes: usize| {
        galley
            .pos_from_cursor(egui::text::CCursor::new(letters(bytes)))
            .translate(rect.min.to_vec2())
    };
    (response, Some(place(hit.start).union(place(hit.end))))
}

/// Draws a block as it was read, and the space after it. `lead` are hits in
/// the name of who speaks or the title of a document.
pub fn read_block(
    ui: &mut Ui,
    look: &BlockLook<'_>,
    block: &BlockView<'_>,
    lead: Hits<'_>,
    hits: Hits<'_>,
) -> Option<Rect> {
    let face = |italic: bool| if italic { Face::Italic } else { Face::Roman };
    let set = |turned: bool| -> Vec<(&str, Face)> {
        block.spans.iter().map(|span| (&*span.text, face(span.emphasis != turned))).collect()
    };
    let found = match block.kind {
        BlockKind::Text => found_text(ui, look, look.size, &set(false), hits).1,
        BlockKind::Say { who } => {
            let small = BlockLook { leading: 1.4, ..*look };
            let named = found_text(ui, &small, size::SMALL, &[(who, Face::Semibold)], lead).1;
            named.or(found_text(ui, look, look.size, &set(false), hits).1)
        }
        BlockKind::Note => {
            indented(ui, None, |ui| found_text(ui, look, look.size * 0.94, &set(true), hits).1)
        }
        BlockKind::Document { title, first, .. } => indented(ui, Some(look.colours.faint), |ui| {
            let mut named = None;
            if first {
                let small = BlockLook { leading: 1.5, ..*look };
                let words = [(title, Face::Semibold)];
                let kind = [(look.invented_document, Face::Italic)];
                found_text(ui, &small, size::SMALL, &kind, Hits::default());
                named = found_text(ui, &small, size::SMALL, &words, lead).1;
            }
            named.or(found_text(ui, look, look.size * 0.94, &set(false), hits).1)
        }),
    };
    ui.add_space(look.size * 0.5);
    found
}

fn indented<R>(ui: &mut Ui, rule: Option<Color32>, add: impl FnOnce(&mut Ui) -> R) -> R {
    let top = ui.cursor().min;
    let inner = ui.horizontal_top(|ui| {
        ui.add_space(18.0);
        ui.vertical(add).inner
    });
    if let Some(colour) = rule {
        let ends = top.y..=inner.response.rect.bottom();
        ui.painter().vline(top.x + 4.0, ends, Stroke::new(1.5, colour));
    }
    inner.inner
}
