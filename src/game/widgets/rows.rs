//! A list of which only the rows in sight are drawn.

use bevy_egui::egui::{Id, IdMap, Rect, Ui, UiBuilder, vec2};

/// Draws the rows of a list as wide as the `ui`. `id` names the list and how it
/// is set: rows set differently have other heights. `rows` names each row;
/// `wanted` is drawn even out of sight.
///
/// Each row is drawn once to learn its height; after that only near the window.
pub fn rows(
    ui: &mut Ui,
    id: Id,
    rows: &[Id],
    wanted: Option<usize>,
    mut draw: impl FnMut(&mut Ui, usize),
) {
    let width = ui.available_width();
    let id = id.with(("heights", width.to_bits()));
    let mut heights: IdMap<f32> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    // A window more on either side: the keyboard goes to rows before they show.
    let sight = ui.clip_rect().expand2(vec2(0.0, ui.clip_rect().height().min(4000.0)));
    let (mut is_new, mut is_changed) = (false, false);
    for (index, row) in rows.iter().enumerate() {
        let known = heights.get(row).copied();
        if let Some(height) = known
            && wanted != Some(index)
            && !sight.intersects(Rect::from_min_size(ui.cursor().min, vec2(width, height)))
        {
            ui.add_space(height);
            continue;
        }
        let builder = UiBuilder::new().id(id.with(("row", row)));
        let drawn = ui.scope_builder(builder, |ui| {
            ui.set_width(width);
            draw(ui, index);
        });
        let height = drawn.response.rect.height();
        is_new |= known.is_none();
        if known != Some(height) {
            heights.insert(*row, height);
            is_changed = true;
        }
    }
    if is_changed {
        ui.data_mut(|data| data.insert_temp(id, heights));
    }
    if is_new {
        ui.ctx().request_discard("rows out of sight were drawn to learn their height");
    }
}
