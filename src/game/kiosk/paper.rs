//! The paper on which a kiosk’s screens are set, what scrolls on it, and the
//! controls under it.

use bevy_egui::egui::{
    self, Id, Rect, ScrollArea, Ui, UiBuilder, Vec2, epaint::Shadow, pos2, text::TextFormat, vec2,
};

use super::show::Kit;
use crate::game::theme::{Face, size};
use crate::game::widgets::{
    PlateLook, as_heading, begin_stops, end_stops, foot_line, label, plate, plate_width, walk_stops,
};
use crate::museum::exhibit::{Act, Place};

/// Where things lie on a panel, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KioskLayout {
    /// The panel.
    pub window: Rect,
    /// Whether it stands upright: picture above, paper below.
    pub is_tall: bool,
    /// The most the paper may take.
    pub paper: Rect,
    /// Space between its edge and its text.
    pub inset: f32,
    /// Size of reading text.
    pub text: f32,
}

impl KioskLayout {
    /// The layout of a screen. What is touched lies on the paper, and the paper
    /// at the foot of the panel; lower still where a visitor asked for that.
    pub fn new(window: Rect, place: Place, is_low: bool) -> KioskLayout {
        let Vec2 { x: width, y: height } = window.size();
        let is_tall = height > width;
        let is_list = matches!(place, Place::Vignettes | Place::Farewell | Place::Truth);
        let share = match (is_tall, is_low, is_list) {
            (true, true, _) => 0.5,
            (true, false, true) => 0.84,
            (true, false, false) if place == Place::Attract => 0.3,
            (true, false, false) => 0.74,
            (false, true, _) => 0.72,
            (false, false, _) => 1.0,
        };
        let left = if is_tall { 0.0 } else { (width * 0.04).round() };
        let wide = match (is_tall, is_list) {
            (true, _) => width,
            (false, true) => (width * 0.72).min(width - 2.0 * left),
            (false, false) => (width * 0.6).min(760.0),
        };
        let top = window.bottom() - (height * share).round();
        KioskLayout {
            window,
            is_tall,
            paper: Rect::from_min_max(
                pos2(window.left() + left, top),
                pos2(window.left() + left + wide, window.bottom()),
            ),
            inset: (wide * 0.07).clamp(18.0, 48.0).round(),
            text: size::TEXT_TALL,
        }
    }

    /// The part of the panel that is the picture’s.
    pub fn free(&self) -> Rect {
        match self.is_tall {
            true => self
                .window
                .with_max_y(self.paper.top().max(self.window.top() + self.window.height() * 0.36)),
            false => self.window.with_min_x(self.paper.right()),
        }
    }
}

/// A control under the paper.
pub(super) struct FootPlate {
    pub(super) key: &'static str,
    pub(super) words: String,
    pub(super) act: Act,
}

impl FootPlate {
    pub(super) fn new(kit: &Kit<'_>, key: &'static str, act: Act) -> FootPlate {
        FootPlate { key, words: kit.word(key), act }
    }
}

/// The controls that every screen of a visit has beside its own.
pub(super) fn common(kit: &Kit<'_>) -> [FootPlate; 3] {
    let exhibit = kit.stand.exhibit;
    let is_largest = exhibit.size_percent() >= 200;
    let larger = if is_largest { "kiosk-smaller" } else { "kiosk-larger" };
    let lower = if exhibit.is_low() { "kiosk-higher" } else { "kiosk-lower" };
    [
        FootPlate::new(kit, larger, Act::Larger),
        FootPlate::new(kit, lower, Act::Lower),
        FootPlate::new(kit, "kiosk-help", Act::Help),
    ]
}

/// Space between controls, in points.
const GAP: f32 = 8.0;

/// Draws a screen’s paper with `content` on it, and `foot` under it. What is
/// longer than the panel scrolls: by finger, by the two controls that then stand
/// above the foot, and by the pad.
pub(super) fn paper(
    ui: &mut Ui,
    kit: &Kit<'_>,
    id: Id,
    foot: &[FootPlate],
    content: impl FnOnce(&mut Ui) -> Option<Act>,
) -> Option<Act> {
    let KioskLayout { paper, inset, is_tall, window, .. } = kit.layout;
    let inner_width = paper.width() - 2.0 * inset;
    let memory = id.with("height");
    let known: Option<(f32, f32)> = ui.data(|data| data.get_temp(memory));
    let (content_height, foot_height) = known.unwrap_or((paper.height(), 76.0));
    let least = if is_tall { window.height() * 0.42 } else { paper.height() };
    let is_cut = content_height + foot_height > paper.height() + 1.0;
    let pager = if is_cut { plate_height(ui, kit) + GAP } else { 0.0 };
    let whole =
        (content_height + foot_height + pager).clamp(least.min(paper.height()), paper.height());
    let rect = paper.with_min_y(paper.bottom() - whole);
    let shadow = Shadow { offset: [3, 3], blur: 8, spread: 0, color: kit.colours.shadow };
    ui.painter().add(shadow.as_shape(rect, 0.0));
    ui.painter().rect_filled(rect, 0.0, kit.colours.sheet);
    let body = rect.with_max_y(rect.bottom() - foot_height - pager);
    let mut body_ui = ui.new_child(UiBuilder::new().id_salt(id).max_rect(body));
    body_ui.set_clip_rect(body);
    let asked: Option<f32> = ui.data_mut(|data| data.remove_temp(id.with("page")));
    let output = ScrollArea::vertical().id_salt((id, "paper")).auto_shrink([false, false]).show(
        &mut body_ui,
        |ui| {
            let inner = ui.max_rect().shrink2(vec2(inset, 0.0));
            let mut inner_ui = ui.new_child(UiBuilder::new().max_rect(inner));
            begin_stops(&inner_ui);
            if let Some(down) = asked {
                inner_ui.scroll_with_delta(vec2(0.0, -down));
            }
            inner_ui.add_space(24.0);
            let act = content(&mut inner_ui);
            inner_ui.add_space(14.0);
            let used = inner_ui.min_rect();
            ui.allocate_rect(
                Rect::from_min_max(ui.max_rect().min, pos2(ui.max_rect().right(), used.bottom())),
                egui::Sense::empty(),
            );
            end_stops(ui);
            act
        },
    );
    let mut act = output.inner;
    let foot_rect = Rect::from_min_max(pos2(rect.left() + inset, body.bottom()), rect.max);
    ui.painter().hline(rect.x_range(), body.bottom(), egui::Stroke::new(1.0, kit.colours.faint));
    let mut foot_ui = ui.new_child(
        UiBuilder::new()
            .id_salt((id, "foot"))
            .ui_stack_info(foot_line())
            .max_rect(foot_rect.with_max_x(foot_rect.left() + inner_width)),
    );
    foot_ui.add_space(GAP);
    if is_cut {
        let furthest = (output.content_size.y - body.height()).max(0.0);
        let at = output.state.offset.y;
        let step = body.height() * 0.8;
        let ways = [("kiosk-up", -step, at > 1.0), ("kiosk-down", step, at < furthest - 1.0)];
        foot_ui.horizontal(|ui| {
            for (key, by, goes) in ways {
                ui.add_enabled_ui(goes, |ui| {
                    ui.set_opacity(if goes { 1.0 } else { 0.35 });
                    let words = kit.word(key);
                    let look = PlateLook {
                        words: &words,
                        text: foot_text(kit),
                        is_lead: goes && by > 0.0,
                        is_wide: false,
                        number: None,
                    };
                    if plate(ui, id.with(key), kit.colours, &look).clicked() {
                        ui.data_mut(|data| data.insert_temp(id.with("page"), by));
                        ui.ctx().request_repaint();
                    }
                });
                ui.add_space(GAP);
            }
        });
        foot_ui.add_space(GAP);
    }
    let pager_end = foot_ui.min_rect().bottom();
    act = act.or(in_rows(&mut foot_ui, kit, id, foot));
    let foot_used = foot_ui.min_rect().bottom() - pager_end + 2.0 * GAP + 4.0;
    let now = (output.content_size.y, foot_used.ceil());
    if known != Some(now) {
        ui.data_mut(|data| data.insert_temp(memory, now));
        ui.ctx().request_discard("the paper takes the height of what is on it");
    }
    walk_stops(ui);
    act
}

fn foot_text(kit: &Kit<'_>) -> f32 {
    (kit.text * 0.86).max(17.0)
}

fn plate_height(ui: &Ui, kit: &Kit<'_>) -> f32 {
    let row = ui.fonts_mut(|fonts| fonts.row_height(&Face::Roman.at(foot_text(kit))));
    (row + 18.0).max(crate::museum::panel::SIZES.target).ceil()
}

/// Draws controls beside each other, in as many rows as they need.
fn in_rows(ui: &mut Ui, kit: &Kit<'_>, id: Id, foot: &[FootPlate]) -> Option<Act> {
    let room = ui.available_width();
    let look = |words| PlateLook {
        words,
        text: foot_text(kit),
        is_lead: false,
        is_wide: false,
        number: None,
    };
    let mut rows: Vec<Vec<&FootPlate>> = Vec::new();
    let mut used = f32::INFINITY;
    for one in foot {
        let wide = plate_width(ui, &look(&one.words)).min(room);
        if used + GAP + wide > room {
            rows.push(Vec::new());
            used = -GAP;
        }
        used += GAP + wide;
        if let Some(row) = rows.last_mut() {
            row.push(one);
        }
    }
    let mut act = None;
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            ui.add_space(GAP);
        }
        ui.horizontal(|ui| {
            for one in row {
                if plate(ui, id.with(one.key), kit.colours, &look(&one.words)).clicked() {
                    act = Some(one.act);
                }
                ui.add_space(GAP);
            }
        });
    }
    act
}

/// A heading in the middle of what a screen says.
pub(super) fn heading(ui: &mut Ui, kit: &Kit<'_>, words: &str) {
    let large = kit.text * 1.5;
    let format = TextFormat::simple(Face::Italic.at(large), kit.colours.text);
    let response = label(ui, words, format);
    as_heading(ui, &response, words);
    ui.add_space(kit.text * 0.5);
}

/// A small heading in spaced capitals.
pub(super) fn small_heading(ui: &mut Ui, kit: &Kit<'_>, words: &str) {
    let format = TextFormat {
        extra_letter_spacing: 1.0,
        ..TextFormat::simple(Face::Semibold.at(kit.text * 0.85), kit.colours.quiet)
    };
    let response = label(ui, &words.to_uppercase(), format);
    as_heading(ui, &response, words);
    ui.add_space(kit.text * 0.25);
}

/// A paragraph.
pub(super) fn words(ui: &mut Ui, kit: &Kit<'_>, words: &str) {
    let format = TextFormat {
        line_height: Some(kit.text * 1.4),
        ..TextFormat::simple(Face::Roman.at(kit.text), kit.colours.text)
    };
    label(ui, words, format);
    ui.add_space(kit.text * 0.45);
}
