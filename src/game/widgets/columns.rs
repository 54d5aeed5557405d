//! Things side by side where there is room, one under the other where not.

use bevy_egui::egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::stops::set_column;

/// How many columns of at least `least` points fit, `count` at the most.
fn columns_that_fit(width: f32, least: f32, gap: f32, count: usize) -> usize {
    let fit = ((width + gap) / (least + gap)).floor().max(1.0) as usize;
    fit.min(count.max(1))
}

/// Draws `count` things, in rows of as many as fit.
pub(super) fn side_by_side(
    ui: &mut Ui,
    least: f32,
    gap: f32,
    count: usize,
    mut draw: impl FnMut(&mut Ui, usize),
) {
    let columns = columns_that_fit(ui.available_width(), least, gap, count);
    let width = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
    for first in (0..count).step_by(columns) {
        let row: Vec<usize> = (first..count.min(first + columns)).collect();
        let shares: Vec<f32> = row.iter().map(|_| width).collect();
        in_a_row(ui, &shares, gap, |ui, column| draw(ui, row[column]));
        ui.add_space(gap.min(12.0));
    }
}

/// Draws things in a row, each as wide as `widths` says, aligned at the top.
pub fn in_a_row(ui: &mut Ui, widths: &[f32], gap: f32, mut draw: impl FnMut(&mut Ui, usize)) {
    let origin = ui.cursor().min;
    let (mut left, mut bottom) = (origin.x, origin.y);
    for (index, width) in widths.iter().enumerate() {
        let area = Rect::from_min_max(pos2(left, origin.y), pos2(left + width, f32::INFINITY));
        let builder = UiBuilder::new().id_salt(("column", index)).max_rect(area);
        let mut column = ui.new_child(builder);
        let around = set_column(ui, Some(index));
        draw(&mut column, index);
        set_column(ui, around);
        bottom = bottom.max(column.min_rect().bottom());
        left += width + gap;
    }
    let used = Rect::from_min_max(origin, pos2((left - gap).max(origin.x), bottom));
    ui.allocate_rect(used, Sense::empty());
}

/// Sets small things beside each other, and below where there is no room.
pub fn wrapped<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        // Else a row is as high as egui's own buttons at the least.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(add).inner
    })
    .inner
}
