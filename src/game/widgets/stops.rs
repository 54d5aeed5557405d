//! Where the keyboard can stop on a sheet that scrolls, and how the arrows go
//! from stop to stop.
//!
//! egui goes to whatever is nearest, and in a list longer than the window that
//! is often the foot line. Here up and down go row by row, what has the keyboard
//! comes into sight, and where the next stop is far off the text between is
//! scrolled through: nothing is out of reach for who has arrows alone.

use bevy_egui::egui::{
    FocusDirection, Id, Key, Modifiers, Rangef, Rect, Response, Ui, UiStackInfo, Vec2,
};

use super::focus::focus_by_arrow;

/// The stops of one pass.
#[derive(Clone, Debug)]
struct Stops {
    pass: u64,
    stops: Vec<Stop>,
    /// What of the sheet is in sight.
    view: Rangef,
    /// What there is on it.
    content: Rangef,
}

/// How much of what is in sight one key scrolls.
const SCROLL: f32 = 0.6;

/// The mark of a foot line.
const FOOT: &str = "foot line";

#[derive(Clone, Copy, Debug)]
struct Stop {
    id: Id,
    rect: Rect,
    is_in_sight: bool,
    is_in_foot: bool,
    /// Where things stand side by side: in which column.
    column: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
    Left,
    Right,
}

/// What makes a `ui` the foot line of a sheet: always in sight, and where up and
/// down lead last.
pub fn foot_line() -> UiStackInfo {
    UiStackInfo::default().with_tag(FOOT)
}

/// Notes that the keyboard can stop at a control, and brings it into sight when
/// it does.
pub(super) fn stop(ui: &Ui, response: &Response) {
    let is_in_foot = ui.stack().iter().any(|around| around.tags().contains(FOOT));
    if response.gained_focus() && !is_in_foot {
        response.scroll_to_me(None);
    }
    let pass = ui.ctx().cumulative_pass_nr();
    let is_in_sight = ui.clip_rect().intersect(response.rect).height() > 8.0;
    let column = column(ui);
    let stop = Stop { id: response.id, rect: response.rect, is_in_sight, is_in_foot, column };
    ui.data_mut(|data| {
        let stops = data.get_temp_mut_or_insert_with(Id::new("stops"), || Stops::new(pass));
        if stops.pass != pass {
            *stops = Stops::new(pass);
        }
        stops.stops.push(stop);
    });
}

/// Notes in which column is drawn what comes next; returns in which it was.
/// Up and down stay in a column as long as it goes on.
pub(super) fn set_column(ui: &Ui, column: Option<usize>) -> Option<usize> {
    let before = self::column(ui);
    ui.data_mut(|data| data.insert_temp(Id::new("stops column"), column));
    before
}

fn column(ui: &Ui) -> Option<usize> {
    ui.data(|data| data.get_temp::<Option<usize>>(Id::new("stops column"))).flatten()
}

impl Stops {
    fn new(pass: u64) -> Stops {
        let nothing = Rangef::new(0.0, 0.0);
        Stops { pass, stops: Vec::new(), view: nothing, content: nothing }
    }
}

/// Call it before what is on a sheet is drawn, inside what scrolls.
pub fn begin_stops(ui: &Ui) {
    let scroll: Option<f32> = ui.data_mut(|data| data.remove_temp(Id::new("stops scroll")));
    if let Some(scroll) = scroll {
        ui.scroll_with_delta(Vec2::new(0.0, -scroll));
    }
}

/// Call it after what is on a sheet was drawn, inside what scrolls.
pub fn end_stops(ui: &Ui) {
    let pass = ui.ctx().cumulative_pass_nr();
    let (view, content) = (ui.clip_rect().y_range(), ui.min_rect().y_range());
    ui.data_mut(|data| {
        let stops = data.get_temp_mut_or_insert_with(Id::new("stops"), || Stops::new(pass));
        let kept = if stops.pass == pass { std::mem::take(&mut stops.stops) } else { Vec::new() };
        *stops = Stops { pass, stops: kept, view, content };
    });
}

/// Goes where the arrows say. The first stop in sight has the keyboard while
/// nothing else has it. Call it after everything that stops it.
pub fn walk_stops(ui: &Ui) {
    let stops: Option<Stops> = ui.data(|data| data.get_temp(Id::new("stops")));
    let Some(stops) = stops.filter(|stops| stops.pass == ui.ctx().cumulative_pass_nr()) else {
        return;
    };
    let focused = ui.memory(|memory| memory.focused());
    if focused.is_none()
        && let Some(first) = stops.stops.iter().find(|stop| stop.is_in_sight && !stop.is_in_foot)
    {
        ui.memory_mut(|memory| memory.request_focus(first.id));
        ui.ctx().request_repaint();
        return;
    }
    let at = stops.stops.iter().find(|stop| Some(stop.id) == focused);
    if focused.is_some() && at.is_none() {
        return;
    }
    let Some(way) = way(ui) else { return };
    match stops.go(at, way) {
        Some(Go::To(id)) => focus_by_arrow(ui, id),
        Some(Go::Scroll(distance)) => {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            // What is out of sight must not answer Enter.
            if let Some(at) = at.filter(|at| !at.is_in_foot)
                && !stops.view.contains(at.rect.center().y - distance)
            {
                ui.memory_mut(|memory| memory.surrender_focus(at.id));
            }
            ui.data_mut(|data| data.insert_temp(Id::new("stops scroll"), distance));
        }
        None => ui.memory_mut(|memory| memory.move_focus(FocusDirection::None)),
    }
    ui.ctx().request_repaint();
}

/// The arrow that was pressed; nobody else is told of it then.
fn way(ui: &Ui) -> Option<Way> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let types = ui.ctx().text_edit_focused();
    if pressed(Key::ArrowDown) {
        Some(Way::Down)
    } else if pressed(Key::ArrowUp) {
        Some(Way::Up)
    } else if !types && pressed(Key::ArrowLeft) {
        Some(Way::Left)
    } else if !types && pressed(Key::ArrowRight) {
        Some(Way::Right)
    } else {
        None
    }
}

/// What an arrow leads to.
enum Go {
    To(Id),
    /// So far down; up, where it is negative.
    Scroll(f32),
}

impl Stops {
    fn is_all_foot(&self) -> bool {
        self.stops.iter().all(|stop| stop.is_in_foot)
    }

    fn go(&self, at: Option<&Stop>, way: Way) -> Option<Go> {
        let page = self.view.span() * SCROLL;
        let down = (self.content.max - self.view.max).clamp(0.0, page);
        let up = (self.view.min - self.content.min).clamp(0.0, page);
        let target = at.and_then(|at| next(&self.stops, at, way));
        match way {
            Way::Left | Way::Right => {}
            Way::Down => {
                let is_far = target.is_none_or(|stop| {
                    stop.is_in_foot || stop.rect.top() > self.view.max + page * 0.5
                });
                // Where there is nothing but the foot to stop at, it scrolls too.
                let is_on_sheet = at.is_none_or(|at| !at.is_in_foot) || self.is_all_foot();
                if is_far && down > 4.0 && is_on_sheet {
                    return Some(Go::Scroll(down));
                }
            }
            Way::Up => {
                let is_far =
                    target.is_none_or(|stop| stop.rect.bottom() < self.view.min - page * 0.5);
                if is_far && up > 4.0 {
                    return Some(Go::Scroll(-up));
                }
            }
        }
        let foot = || self.stops.iter().find(|stop| stop.is_in_foot);
        let target = target.or_else(|| foot().filter(|_| at.is_none() && way == Way::Down));
        target.map(|stop| Go::To(stop.id))
    }
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
            let in_column = |stop: &&Stop| is_in_line(stop, at);
            let top = |one: &&Stop, other: &&Stop| one.rect.top().total_cmp(&other.rect.top());
            if let Some(first) = below().filter(in_column).min_by(top) {
                return nearest(below().filter(in_column), first, at);
            }
            match below().min_by(top) {
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
            let in_column = |stop: &&Stop| is_in_line(stop, at);
            let bottom =
                |one: &&Stop, other: &&Stop| one.rect.bottom().total_cmp(&other.rect.bottom());
            if let Some(last) = above().filter(in_column).max_by(bottom) {
                return nearest(above().filter(in_column), last, at);
            }
            nearest(above(), above().max_by(bottom)?, at)
        }
    }
}

/// Whether a stop stands in the column of another, or in none.
fn is_in_line(stop: &Stop, at: &Stop) -> bool {
    stop.column.is_none() || at.column.is_none() || stop.column == at.column
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
