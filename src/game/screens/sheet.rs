//! The sheet of paper over the picture: as tall as what is on it, up to the
//! window; what is longer scrolls; a foot line, if there is one, stays.

use bevy_egui::egui::{
    self, Id, Rect, ScrollArea, Shape, Ui, UiBuilder, Vec2, epaint::Shadow, pos2, vec2,
};

use crate::game::theme::{Colours, Layout};
use crate::game::widgets::foot_line;

/// Height of the foot line in points.
const FOOT: f32 = 54.0;

/// Which sheet, and how it lies.
pub(super) struct Sheet<'a> {
    /// Names what is on it: each keeps its own scroll position and height.
    pub(super) id: Id,
    /// Where it lies.
    pub(super) layout: &'a Layout,
    /// Its colours.
    pub(super) colours: &'a Colours,
    /// Whether it is as tall as the window, however little is on it.
    pub(super) fills_window: bool,
}

/// Where what is on a sheet begins, block by block, in points below its top;
/// and in which column that was.
#[derive(Clone, Debug, Default, PartialEq)]
struct Anchors {
    column: [u32; 2],
    tops: Vec<f32>,
    /// How far the sheet was scrolled.
    offset: f32,
    /// The place that was at its top when it was set in this column; kept
    /// until somebody scrolls, since a short page cannot always show it there.
    place: Option<(usize, f32)>,
}

/// Notes where a block begins, so that a sheet of another width shows the same
/// words at its top. `id` is the sheet's.
pub(super) fn anchor(ui: &Ui, id: Id, index: usize) {
    let top = ui.cursor().top() - ui.data(|data| data.get_temp(id.with("top"))).unwrap_or(0.0);
    ui.data_mut(|data| {
        let anchors: &mut Anchors = data.get_temp_mut_or_default(id.with("anchors"));
        anchors.tops.truncate(index);
        anchors.tops.push(top);
    });
}

impl Anchors {
    /// The block at `offset` and how far down it.
    fn at(&self, offset: f32) -> Option<(usize, f32)> {
        let index = self.tops.iter().rposition(|top| *top <= offset)?;
        let next = self.tops.get(index + 1).copied().unwrap_or(self.tops[index] + 1.0);
        let height = (next - self.tops[index]).max(1.0);
        Some((index, ((offset - self.tops[index]) / height).min(1.0)))
    }

    /// Where that place of a block is.
    fn offset(&self, (index, part): (usize, f32)) -> Option<f32> {
        let top = *self.tops.get(index)?;
        let next = self.tops.get(index + 1).copied().unwrap_or(top);
        Some(top + (next - top) * part)
    }
}

/// Draws a sheet with `content`, and `foot`, if any, under it.
pub(super) fn sheet<C, F>(
    ui: &mut Ui,
    sheet: Sheet<'_>,
    content: impl FnOnce(&mut Ui) -> C,
    foot: Option<impl FnOnce(&mut Ui) -> F>,
) -> (C, Option<F>) {
    let Sheet { id, layout, colours, fills_window } = sheet;
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
    let column = [layout.column.to_bits(), layout.leading.to_bits()];
    let anchors = id.with("anchors");
    let before: Option<Anchors> = body_ui.data(|data| data.get_temp(anchors));
    let output = ScrollArea::vertical().id_salt("sheet").auto_shrink([false, false]).show(
        &mut body_ui,
        |ui| {
            ui.data_mut(|data| data.insert_temp(id.with("top"), ui.max_rect().top()));
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
    keep_place(ui, anchors, before, column, &output);
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
        .shrink2(Vec2::new(layout.inset - 10.0, 1.0));
    let mut foot_ui = ui.new_child(
        UiBuilder::new()
            .id_salt((id, "foot"))
            .ui_stack_info(foot_line())
            .max_rect(foot_rect)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    (output.inner, Some(foot(&mut foot_ui)))
}

/// Words that stood at the top of the sheet stay there when it is set anew.
fn keep_place<R>(
    ui: &Ui,
    id: Id,
    before: Option<Anchors>,
    column: [u32; 2],
    output: &egui::scroll_area::ScrollAreaOutput<R>,
) {
    let Some(mut anchors) = ui.data(|data| data.get_temp::<Anchors>(id)) else { return };
    let before = before.unwrap_or_default();
    let mut offset = output.state.offset.y;
    let is_new = before.column != column && before.column != <[u32; 2]>::default();
    anchors.place = if is_new {
        before.place.or_else(|| before.at(before.offset).filter(|_| before.offset > 0.0))
    } else {
        before.place.filter(|_| (offset - before.offset).abs() < 1.0)
    };
    if let Some(top) = anchors.place.filter(|_| is_new).and_then(|place| anchors.offset(place)) {
        let furthest = (output.content_size.y - output.inner_rect.height()).max(0.0);
        offset = top.clamp(0.0, furthest);
        let mut state = output.state;
        state.offset.y = offset;
        state.store(ui.ctx(), output.id);
        ui.ctx().request_discard("the page is set anew at the same words");
    }
    anchors.column = column;
    anchors.offset = offset;
    ui.data_mut(|data| data.insert_temp(id, anchors));
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
