//! The sheet of paper over the picture: as tall as what is on it, up to the
//! window; what is longer scrolls; a foot line, if there is one, stays.

use bevy_egui::egui::{
    self, Id, Rect, ScrollArea, Shape, Ui, UiBuilder, Vec2, epaint::Shadow, pos2, vec2,
};

use crate::game::theme::{Colours, Layout};

/// Height of the foot line in points.
const FOOT: f32 = 50.0;

/// Draws a sheet with `content`, and `foot`, if any, under it. `id` names what is on
/// the sheet: each keeps its own scroll position and height.
pub(super) fn sheet<C, F>(
    ui: &mut Ui,
    id: Id,
    layout: &Layout,
    colours: &Colours,
    fills_window: bool,
    content: impl FnOnce(&mut Ui) -> C,
    foot: Option<impl FnOnce(&mut Ui) -> F>,
) -> (C, Option<F>) {
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    let foot_height = if foot.is_some() { FOOT } else { 0.0 };
    let room = layout.sheet.height() - foot_height;
    // On a tall page a slip of paper at the foot of the window would look lost.
    let least = if layout.is_tall { layout.window.height() * 0.42 } else { 0.0 };
    let height = if fills_window { room } else { known.unwrap_or(room).max(least).min(room) };
    let top = if layout.is_tall {
        layout.sheet.bottom() - foot_height - height
    } else {
        layout.sheet.top()
    };
    let rect = Rect::from_min_size(
        pos2(layout.sheet.left(), top),
        vec2(layout.sheet.width(), height + foot_height),
    );
    let shadow = Shadow { offset: [3, 3], blur: 8, spread: 0, color: colours.shadow };
    ui.painter().add(shadow.as_shape(rect, 0.0));
    ui.painter().rect_filled(rect, 0.0, colours.sheet);

    let body = Rect::from_min_size(rect.min, vec2(rect.width(), height));
    let mut body_ui = ui.new_child(UiBuilder::new().id_salt(id).max_rect(body));
    body_ui.set_clip_rect(body);
    let output = ScrollArea::vertical().id_salt("sheet").auto_shrink([false, false]).show(
        &mut body_ui,
        |ui| {
            let inner = ui.max_rect().shrink2(Vec2::new(layout.inset, 0.0));
            let mut inner_ui = ui.new_child(UiBuilder::new().max_rect(inner));
            let content = content(&mut inner_ui);
            let used = inner_ui.min_rect();
            ui.allocate_rect(
                Rect::from_min_max(ui.max_rect().min, pos2(ui.max_rect().right(), used.bottom())),
                egui::Sense::empty(),
            );
            content
        },
    );
    page_keys(ui, &output);
    let is_cut = output.content_size.y > body.height() + 1.0;
    if known != Some(output.content_size.y) {
        ui.data_mut(|data| data.insert_temp(id, output.content_size.y));
        ui.ctx().request_discard("the sheet takes the height of what is on it");
    }
    let Some(foot) = foot else { return (output.inner, None) };
    let line_y = body.bottom();
    let line = if is_cut { colours.quiet } else { colours.faint };
    ui.painter().add(Shape::hline(rect.x_range(), line_y, egui::Stroke::new(1.0, line)));

    let foot_rect = Rect::from_min_max(pos2(rect.left(), line_y), rect.max)
        .shrink2(Vec2::new(layout.inset - 10.0, 4.0));
    let mut foot_ui = ui.new_child(
        UiBuilder::new()
            .id_salt((id, "foot"))
            .max_rect(foot_rect)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    (output.inner, Some(foot(&mut foot_ui)))
}

/// Page up, page down, home and end move what is too long for the sheet.
fn page_keys<R>(ui: &Ui, output: &egui::scroll_area::ScrollAreaOutput<R>) {
    let page = output.inner_rect.height() * 0.85;
    let furthest = (output.content_size.y - output.inner_rect.height()).max(0.0);
    let offset = output.state.offset.y;
    let target = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(egui::Modifiers::NONE, key);
        if pressed(egui::Key::PageDown) {
            Some(offset + page)
        } else if pressed(egui::Key::PageUp) {
            Some(offset - page)
        } else if pressed(egui::Key::Home) {
            Some(0.0)
        } else if pressed(egui::Key::End) {
            Some(furthest)
        } else {
            None
        }
    });
    if let Some(target) = target {
        let mut state = output.state;
        state.offset.y = target.clamp(0.0, furthest);
        state.store(ui.ctx(), output.id);
        ui.ctx().request_repaint();
    }
}
