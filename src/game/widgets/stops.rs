//! Where the keyboard can stop on a sheet that scrolls, and how the arrows go
//! from stop to stop.
//!
//! egui goes to whatever is nearest, and in a list longer than the window that
//! is often the foot line. Here up and down go row by row, and what has the
//! keyboard comes into sight.

use bevy_egui::egui::{Id, Key, Modifiers, Rangef, Rect, Response, Ui};

use super::controls::focus_by_arrow;

/// The stops of one pass.
#[derive(Clone, Debug, Default)]
struct Stops {
    pass: u64,
    stops: Vec<Stop>,
}

#[derive(Clone, Copy, Debug)]
struct Stop {
    id: Id,
    rect: Rect,
    is_in_sight: bool,
    is_in_foot: bool,
}

/// The arrows, and what they say of up and of left.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
    Left,
    Right,
}

/// Notes that the keyboard can stop at a control of the sheet, and brings it
/// into sight when it does.
pub fn stop(ui: &Ui, response: &Response) {
    add(ui, response, false);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Notes that the keyboard can stop at a control of the foot line.
pub fn foot_stop(ui: &Ui, response: &Response) {
    add(ui, response, true);
}

fn add(ui: &Ui, response: &Response, is_in_foot: bool) {
    let pass = ui.ctx().cumulative_pass_nr();
    let is_in_sight = ui.clip_rect().intersect(response.rect).height() > 8.0;
    let stop = Stop { id: response.id, rect: response.rect, is_in_sight, is_in_foot };
    ui.data_mut(|data| {
        let stops: &mut Stops = data.get_temp_mut_or_default(Id::new("stops"));
        if stops.pass != pass {
            *stops = Stops { pass, stops: Vec::new() };
        }
        stops.stops.push(stop);
    });
}

/// Goes where the arrows say. The first stop in sight has the keyboard while
/// nothing else has it. Call it after everything that stops it.
pub fn walk_stops(ui: &Ui) {
    let pass = ui.ctx().cumulative_pass_nr();
    let stops: Stops = ui.data(|data| data.get_temp(Id::new("stops"))).unwrap_or_default();
    if stops.pass != pass || stops.stops.iter().all(|stop| stop.is_in_foot) {
        return;
    }
    let stops = stops.stops;
    let Some(focused) = ui.memory(|memory| memory.focused()) else {
        if let Some(first) = stops.iter().find(|stop| stop.is_in_sight && !stop.is_in_foot) {
            ui.memory_mut(|memory| memory.request_focus(first.id));
            ui.ctx().request_repaint();
        }
        return;
    };
    let Some(at) = stops.iter().find(|stop| stop.id == focused) else { return };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let types = ui.ctx().text_edit_focused();
    let way = if pressed(Key::ArrowDown) {
        Way::Down
    } else if pressed(Key::ArrowUp) {
        Way::Up
    } else if !types && pressed(Key::ArrowLeft) {
        Way::Left
    } else if !types && pressed(Key::ArrowRight) {
        Way::Right
    } else {
        return;
    };
    let target = next(&stops, at, way).map_or(at.id, |stop| stop.id);
    focus_by_arrow(ui, target);
    ui.ctx().request_repaint();
}

fn next<'s>(stops: &'s [Stop], at: &Stop, way: Way) -> Option<&'s Stop> {
    let beside = |stop: &Stop| overlap(stop.rect.y_range(), at.rect.y_range());
    let here = |stop: &&Stop| stop.is_in_foot == at.is_in_foot && stop.id != at.id;
    match way {
        Way::Left => stops
            .iter()
            .filter(here)
            .filter(|stop| beside(stop) && stop.rect.center().x < at.rect.center().x)
            .max_by(|one, other| one.rect.center().x.total_cmp(&other.rect.center().x)),
        Way::Right => stops
            .iter()
            .filter(here)
            .filter(|stop| beside(stop) && stop.rect.center().x > at.rect.center().x)
            .min_by(|one, other| one.rect.center().x.total_cmp(&other.rect.center().x)),
        Way::Down if at.is_in_foot => None,
        Way::Down => {
            let below = || {
                let is_below = |stop: &&Stop| stop.rect.top() >= at.rect.bottom() - 4.0;
                stops.iter().filter(here).filter(is_below)
            };
            let first = below().min_by(|one, other| one.rect.top().total_cmp(&other.rect.top()));
            match first {
                Some(first) => nearest(below(), first, at),
                None => stops.iter().find(|stop| stop.is_in_foot),
            }
        }
        Way::Up => {
            let above = || {
                let is_above = |stop: &&Stop| {
                    !stop.is_in_foot
                        && match at.is_in_foot {
                            true => stop.is_in_sight,
                            false => stop.rect.bottom() <= at.rect.top() + 4.0,
                        }
                };
                stops.iter().filter(is_above)
            };
            let last =
                above().max_by(|one, other| one.rect.bottom().total_cmp(&other.rect.bottom()))?;
            nearest(above(), last, at)
        }
    }
}

/// Of a row's stops the one that stands nearest above or below `at`.
fn nearest<'s>(stops: impl Iterator<Item = &'s Stop>, row: &Stop, at: &Stop) -> Option<&'s Stop> {
    let apart = |stop: &Stop| {
        let (one, other) = (stop.rect.x_range(), at.rect.x_range());
        (one.min - other.max).max(other.min - one.max).max(0.0)
    };
    stops.filter(|stop| overlap(stop.rect.y_range(), row.rect.y_range())).min_by(|one, other| {
        let by_left = one.rect.left().total_cmp(&other.rect.left());
        apart(one).total_cmp(&apart(other)).then(by_left)
    })
}

/// Whether two ranges share at least half of the smaller.
fn overlap(one: Rangef, other: Rangef) -> bool {
    one.intersection(other).span() >= 0.5 * one.span().min(other.span())
}
