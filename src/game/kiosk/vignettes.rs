//! The vignettes to choose from, and what came until now for whoever stays.

use bevy_egui::egui::{
    Color32, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2,
    text::LayoutJob, text::TextFormat, vec2,
};

use super::paper::{FootPlate, common, heading, paper, words};
use super::show::{Kit, id_of};
use crate::game::theme::Face;
use crate::game::widgets::{PlateLook, begin_screen, label, plate, touched};
use crate::museum::conformance::ENLARGED_PERCENT;
use crate::museum::exhibit::Act;
use crate::museum::panel::SIZES;
use crate::narrative::model::Vignette;

/// Draws the vignettes, each with its picture.
pub(super) fn vignettes_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let exhibit = kit.stand.exhibit;
    let [larger, lower, help] = common(kit);
    let foot = [FootPlate::new(kit, "kiosk-start-again", Act::Leave), larger, lower, help];
    let id = id_of(exhibit);
    begin_screen(ui, id);
    paper(ui, kit, id, &foot, |ui| {
        heading(ui, kit, &kit.word("kiosk-vignettes"));
        words(ui, kit, &kit.word("kiosk-vignettes-told"));
        let notice = &exhibit.whole().notice;
        let format = TextFormat::simple(Face::Italic.at(kit.text * 0.86), kit.colours.quiet);
        label(ui, notice, format);
        ui.add_space(kit.text * 0.8);
        // Beside each other where the panel lies and the text is not enlarged.
        let is_wide = !kit.layout.is_tall && exhibit.size_percent() == ENLARGED_PERCENT[0];
        let across = if is_wide { 2 } else { 1 };
        let gap = 10.0;
        let width = (ui.available_width() - gap * (across - 1) as f32) / across as f32;
        let all: Vec<_> = exhibit.vignettes().collect();
        let mut act = None;
        for beside in all.chunks(across) {
            ui.horizontal_top(|ui| {
                for (index, vignette) in beside {
                    let cell = vec2(width, 0.0);
                    let taken = ui.allocate_ui(cell, |ui| {
                        ui.set_width(width);
                        row(ui, kit, id.with(("vignette", *index)), vignette)
                    });
                    if taken.inner {
                        act = Some(Act::Vignette(*index));
                    }
                    ui.add_space(gap);
                }
            });
            ui.add_space(gap);
        }
        act
    })
}

/// Draws one of them: its picture, its part and its title, all of it a control.
fn row(ui: &mut Ui, kit: &Kit<'_>, id: Id, vignette: &Vignette) -> bool {
    let story = kit.stand.exhibit.whole();
    let over = match vignette.part.map(|part| story.part(part)) {
        Some(part) => kit.stand.strings.with(
            "kiosk-part",
            &[
                ("number", part.number.as_str().into()),
                ("title", part.title.as_str().into()),
                ("years", kit.stand.strings.date(part.years).into()),
            ],
        ),
        None => kit.word("kiosk-prologue"),
    };
    let width = ui.available_width();
    let picture = vec2((width * 0.26).clamp(84.0, 150.0), (width * 0.15).clamp(50.0, 84.0));
    let indent = picture.x + 16.0;
    let mut job = LayoutJob::default();
    job.wrap.max_width = (width - indent - 12.0).max(60.0);
    let small = TextFormat::simple(Face::Roman.at(kit.text * 0.86), kit.colours.quiet);
    let large = TextFormat {
        line_height: Some(kit.text * 1.45),
        ..TextFormat::simple(Face::Semibold.at(kit.text * 1.05), kit.colours.text)
    };
    job.append(&over, 0.0, small);
    job.append("\n", 0.0, large.clone());
    job.append(&vignette.title, 0.0, large);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let high = (galley.size().y + 16.0).max(picture.y).max(SIZES.target).ceil();
    let (_, rect) = ui.allocate_space(vec2(width, high));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Button, true, format!("{over}. {}", vignette.title))
    });
    touched(ui, &response);
    ui.painter().rect(
        rect,
        2.0,
        kit.colours.raised,
        Stroke::new(1.0, kit.colours.faint),
        StrokeKind::Inside,
    );
    let frame = Rect::from_min_size(rect.min, vec2(picture.x, high));
    let texture = story.first_picture(vignette).and_then(|which| kit.stand.thumbnails.get(&which));
    match texture {
        Some(texture) => {
            // The print is as wide as its frame and is cut above and below.
            let share = (high / frame.width() / super::THUMBNAIL_RATIO).min(1.0);
            let cut = (1.0 - share) / 2.0;
            let part = Rect::from_min_max(pos2(0.0, cut), pos2(1.0, 1.0 - cut));
            ui.painter().image(*texture, frame, part, Color32::WHITE);
        }
        None => {
            ui.painter().rect_filled(frame, 0.0, kit.colours.line);
        }
    }
    let at = pos2(rect.left() + indent, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, kit.colours.text);
    crate::game::widgets::ring(ui, &response, rect, kit.colours);
    response.clicked()
}

/// Draws what came until now, before whoever stays goes on.
pub(super) fn until_now_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let exhibit = kit.stand.exhibit;
    let foot = common(kit);
    let id = id_of(exhibit);
    begin_screen(ui, id);
    paper(ui, kit, id, &foot, |ui| {
        heading(ui, kit, &kit.word("kiosk-until-now"));
        for line in exhibit.vignette().iter().flat_map(|vignette| &vignette.summary) {
            words(ui, kit, line);
        }
        ui.add_space(10.0);
        let mut act = None;
        for (key, does, is_lead) in
            [("kiosk-go-on", Act::GoOn, true), ("kiosk-done", Act::Finish, false)]
        {
            let said = kit.word(key);
            let look =
                PlateLook { words: &said, text: kit.text, is_lead, is_wide: true, number: None };
            if plate(ui, id.with(key), kit.colours, &look).clicked() {
                act = Some(does);
            }
            ui.add_space(8.0);
        }
        act
    })
}
