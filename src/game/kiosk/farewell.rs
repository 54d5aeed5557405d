//! The end of a visit: what was invented, the sources, and a code that goes on at
//! home, in letters and as a picture of squares.

use std::collections::BTreeSet;

use bevy_egui::egui::{
    Align, Color32, Layout, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType, text::TextFormat,
};
use qrcode::{EcLevel, QrCode};

use super::paper::{FootPlate, common, heading, paper, small_heading, words};
use super::show::{Kit, id_of};
use crate::game::theme::Face;
use crate::game::widgets::{PlateLook, begin_screen, label, plate};
use crate::museum::conformance::ENLARGED_PERCENT;
use crate::museum::exhibit::Act;
use crate::narrative::model::{Fact, Story};
use crate::narrative::record::shown;
use crate::narrative::run::{Playthrough, code};

/// What a visitor takes home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeHome {
    /// The code of the way taken.
    pub code: String,
    /// Whether all of the way is in it.
    pub is_whole: bool,
    /// The sources of the pages read, in short.
    pub sources: Vec<String>,
    /// What the squares say.
    pub text: String,
}

/// The most letters that the squares hold: more would be too fine to be read from
/// a screen.
const MOST_LETTERS: usize = 360;
/// The widest that the squares are, in points.
const SQUARES: f32 = 300.0;

/// What a visitor takes home who read `life` in `alone`, and would go on with
/// `home` in the whole `story`.
pub fn take_home(
    story: &Story,
    alone: &Story,
    life: &Playthrough,
    home: &Playthrough,
    title: &str,
) -> TakeHome {
    let (letters, held) = code(story, home);
    let seen = shown(alone, life);
    let mut known = BTreeSet::new();
    let sources: Vec<String> = (seen.facts.iter())
        .flat_map(|fact: &&Fact| alone.sources_of(fact))
        .filter(|source| known.insert(source.short.clone()))
        .map(|source| source.short.clone())
        .collect();
    let mut text = format!("{title}\nsungari play --from {letters}\n");
    for source in &sources {
        if text.len() + source.len() + 1 > MOST_LETTERS {
            break;
        }
        text.push_str(source);
        text.push('\n');
    }
    let is_whole = held == home.steps().len();
    TakeHome { code: letters, is_whole, sources, text }
}

/// Draws the end of a visit.
pub(super) fn farewell_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let exhibit = kit.stand.exhibit;
    let (life, home) = (exhibit.life()?, exhibit.take_home()?);
    let (story, alone) = (exhibit.whole(), exhibit.story());
    let title = match exhibit.vignette() {
        Some(vignette) => format!("{}: {}", story.title, vignette.title),
        None => story.title.clone(),
    };
    let taken = take_home(story, alone, life, &home, &title);
    let scene = alone.scene(life.state().scene);
    let mut foot = vec![FootPlate::new(kit, "kiosk-start-again", Act::Leave)];
    if !exhibit.is_over() {
        foot.push(FootPlate::new(kit, "kiosk-read-on", Act::ReadOn));
    }
    foot.push(FootPlate::new(kit, "kiosk-others", Act::Others));
    foot.extend(common(kit));
    let id = id_of(exhibit);
    begin_screen(ui, id);
    paper(ui, kit, id, &foot, |ui| {
        heading(ui, kit, &kit.word("kiosk-farewell"));
        let mut act = None;
        if exhibit.vignette().is_some() && exhibit.is_over() {
            let said = kit.word("kiosk-stay");
            let look = PlateLook {
                words: &said,
                text: kit.text,
                is_lead: true,
                is_wide: true,
                number: None,
            };
            if plate(ui, id.with("stay"), kit.colours, &look).clicked() {
                act = Some(Act::Stay);
            }
            ui.add_space(14.0);
        }
        // Where there is room the squares stand beside the words, so that both are
        // seen at once.
        let is_beside = !kit.layout.is_tall && exhibit.size_percent() == ENLARGED_PERCENT[0];
        if is_beside {
            ui.horizontal_top(|ui| {
                let width = ui.available_width() - SQUARES - 24.0;
                let column = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(Vec2::new(width, 0.0), column, |ui| {
                    ui.set_width(width);
                    told(ui, kit, &taken, &scene.invented);
                });
                ui.add_space(24.0);
                squares(ui, kit, &taken.text, SQUARES);
            });
        } else {
            told(ui, kit, &taken, &scene.invented);
            let wide = (ui.available_width() * 0.62).clamp(150.0, SQUARES);
            squares(ui, kit, &taken.text, wide);
            ui.add_space(14.0);
        }
        if !taken.sources.is_empty() {
            small_heading(ui, kit, &kit.word("kiosk-sources"));
        }
        for source in &taken.sources {
            let format = TextFormat {
                line_height: Some(kit.text * 1.3),
                ..TextFormat::simple(Face::Roman.at(kit.text * 0.9), kit.colours.text)
            };
            label(ui, source, format);
            ui.add_space(3.0);
        }
        ui.add_space(10.0);
        act
    })
}

/// What is on record, what was invented, and the code.
fn told(ui: &mut Ui, kit: &Kit<'_>, taken: &TakeHome, invented: &str) {
    if let Some(vignette) = kit.stand.exhibit.vignette() {
        small_heading(ui, kit, &kit.word("kiosk-on-record"));
        words(ui, kit, &vignette.on_record);
    }
    small_heading(ui, kit, &kit.word("kiosk-invented"));
    words(ui, kit, invented);
    small_heading(ui, kit, &kit.word("kiosk-at-home"));
    words(ui, kit, &kit.word("kiosk-at-home-told"));
    let format = TextFormat::simple(Face::Mono.at(kit.text * 0.95), kit.colours.text);
    label(ui, &format!("sungari play --from {}", taken.code), format);
    ui.add_space(10.0);
    if !taken.is_whole {
        words(ui, kit, &kit.word("kiosk-at-home-short"));
    }
}

/// Draws words as a QR code: dark on white, whatever the paper, with four
/// squares of white around it, as ISO/IEC 18004 asks.
fn squares(ui: &mut Ui, kit: &Kit<'_>, text: &str, wanted: f32) {
    let Ok(qr) = QrCode::with_error_correction_level(text, EcLevel::L) else { return };
    let across = qr.width() + 8;
    let points = ui.ctx().pixels_per_point();
    // Whole pixels to a square, so that none is blurred.
    let side = ((wanted * points / across as f32).floor().max(2.0)) / points;
    let (rect, response) =
        ui.allocate_exact_size(Vec2::splat(side * across as f32), Sense::empty());
    let said = kit.word("kiosk-qr");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, said.as_str()));
    ui.painter().rect_filled(rect, 0.0, Color32::WHITE);
    for (index, colour) in qr.to_colors().iter().enumerate() {
        if *colour == qrcode::Color::Dark {
            let at = Vec2::new((index % qr.width() + 4) as f32, (index / qr.width() + 4) as f32);
            let square = Rect::from_min_size(rect.min + at * side, Vec2::splat(side));
            ui.painter().rect_filled(square, 0.0, Color32::BLACK);
        }
    }
}
