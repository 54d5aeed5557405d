//! Places on a map: a block of ink with the places cut into it. There is no
//! coast, river or border on it, for the story has none to draw it by.

use bevy_egui::egui::{
    Align2, FontId, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    WidgetType, pos2, vec2,
};

use super::lens::{lens, strewn};
use crate::game::theme::{Colours, Face, size};

/// What a map shows.
#[derive(Clone, Debug)]
pub struct MapLook<'a> {
    /// Places with coordinates.
    pub places: Vec<MapPlace<'a>>,
    /// Which of them is marked.
    pub here: usize,
    /// The unit of the scale, as "km".
    pub unit: &'a str,
    /// What it says to those who cannot see it.
    pub spoken: &'a str,
}

/// A place on a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapPlace<'a> {
    /// Its name.
    pub name: &'a str,
    /// Degrees north, and degrees east.
    pub at: (f32, f32),
}

/// Places nearer to each other than this many points are one dot.
const ONE_DOT: f32 = 9.0;
/// Kilometres to a degree of latitude.
const DEGREE: f32 = 111.2;
/// The least and the most kilometres from side to side.
const SPAN: (f32, f32) = (260.0, 4000.0);
/// How many other places a map reaches for.
const NEIGHBOURS: usize = 5;
/// What is nearer than this many kilometres is no other place in this.
const SAME_TOWN: f32 = 40.0;

/// How a map's kilometres fall on the sheet.
struct Projection {
    centre: (f32, f32),
    /// Points to a kilometre.
    scale: f32,
    middle: Pos2,
}

impl Projection {
    /// Shows the marked place in the middle and its nearest neighbours around it.
    fn new(look: &MapLook<'_>, rect: Rect) -> Projection {
        let centre = look.places[look.here].at;
        let inner = rect.shrink2(vec2(34.0, 26.0)).size();
        // How many kilometres the map must reach either way to hold a place.
        let apart = look.places.iter().map(|place| kilometres(centre, place.at));
        let others = apart.filter(|apart| apart.length() > SAME_TOWN);
        let reach = |apart: Vec2| (apart.x.abs() / inner.x).max(apart.y.abs() / inner.y) * 2.0;
        let mut reaches: Vec<f32> = others.map(reach).collect();
        reaches.sort_by(f32::total_cmp);
        let wanted = reaches.get(NEIGHBOURS - 1).or(reaches.last()).copied().unwrap_or(1.0);
        let per_point = wanted.clamp(SPAN.0 / inner.x, SPAN.1 / inner.x);
        Projection { centre, scale: 1.0 / per_point, middle: rect.center() }
    }

    fn place(&self, at: (f32, f32)) -> Pos2 {
        self.middle + kilometres(self.centre, at) * self.scale
    }
}

/// How far one place is from another, east and south, in kilometres. Good to a
/// few in a hundred at the size of a country.
fn kilometres(from: (f32, f32), to: (f32, f32)) -> Vec2 {
    let narrowing = f32::midpoint(from.0, to.0).to_radians().cos();
    vec2((to.1 - from.1) * narrowing, from.0 - to.0) * DEGREE
}

/// Draws a map as wide as the `ui`, `height` high. Nothing where no place is
/// given.
pub fn map(ui: &mut Ui, colours: &Colours, look: &MapLook<'_>, height: f32) -> Option<Response> {
    look.places.get(look.here)?;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::empty());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, look.spoken));
    let projection = Projection::new(look, rect);
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(rect));
    painter.rect_filled(rect, 2.0, colours.ink);

    let mut taken = Vec::new();
    let (scale_area, kilometres) = scale_bar(rect, &projection);
    taken.push(scale_area);
    let dots = dots(look, &projection, rect);
    taken.extend(dots.iter().map(|dot| Rect::from_center_size(dot.at, Vec2::splat(13.0))));
    let font = |is_here: bool| match is_here {
        true => Face::Semibold.at(size::SMALL + 0.5),
        false => Face::Roman.at(size::SMALL - 0.5),
    };
    let mut names = Vec::new();
    for dot in &dots {
        let galley = painter.layout_no_wrap(dot.name.into(), font(dot.is_here), colours.on_ink);
        let spot = name_spots(dot.at, galley.size()).into_iter().find(|spot| {
            rect.shrink(4.0).contains_rect(*spot)
                && taken.iter().all(|taken| !taken.intersects(spot.expand(1.0)))
        });
        // A name without room is left out: its dot stays.
        if let Some(spot) = spot {
            taken.push(spot);
            names.push((spot.min, galley));
        }
    }
    for cut in strewn(rect, &taken, colours.on_ink.gamma_multiply(0.34), 1932) {
        painter.add(cut);
    }
    for dot in dots.iter().rev() {
        if dot.is_here {
            painter.circle_filled(dot.at, 6.0, colours.accent_on_ink);
            painter.circle_stroke(dot.at, 9.5, Stroke::new(1.5, colours.accent_on_ink));
        } else {
            let half = vec2(4.5, 0.0);
            painter.add(lens(dot.at - half, dot.at + half, 7.0, colours.on_ink));
        }
    }
    for (at, galley) in names {
        painter.galley(at, galley, colours.on_ink);
    }
    draw_scale(&painter, scale_area, kilometres, projection.scale, colours, look.unit);
    painter.rect_stroke(rect, 2.0, Stroke::new(1.0, colours.ink), StrokeKind::Inside);
    Some(response)
}

struct Dot<'a> {
    name: &'a str,
    at: Pos2,
    is_here: bool,
}

/// The places inside the map, those that fall together as one: the marked one
/// first, then those nearest to it.
fn dots<'a>(look: &MapLook<'a>, projection: &Projection, rect: Rect) -> Vec<Dot<'a>> {
    let inside = rect.shrink(8.0);
    let here = &look.places[look.here];
    let mut dots = vec![Dot { name: here.name, at: projection.place(here.at), is_here: true }];
    let mut others: Vec<_> = look.places.iter().collect();
    // The shortest name speaks for those around it: the town, not its streets.
    others.sort_by_key(|place| place.name.chars().count());
    for place in others {
        let at = projection.place(place.at);
        if inside.contains(at) && dots.iter().all(|dot| dot.at.distance(at) >= ONE_DOT) {
            dots.push(Dot { name: place.name, at, is_here: false });
        }
    }
    let apart = |dot: &Dot<'_>| dot.at.distance(projection.middle);
    dots[1..].sort_by(|one, other| apart(one).total_cmp(&apart(other)));
    dots
}

/// Where a dot's name may stand, the best first.
fn name_spots(at: Pos2, size: Vec2) -> Vec<Rect> {
    let (right, left) = (at.x + 13.0, at.x - 13.0 - size.x);
    let (level, above, below) = (at.y - size.y / 2.0, at.y - 12.0 - size.y, at.y + 12.0);
    let middle = at.x - size.x / 2.0;
    [
        pos2(right, level),
        pos2(left, level),
        pos2(middle, above),
        pos2(middle, below),
        pos2(right - 6.0, above + 4.0),
        pos2(right - 6.0, below - 4.0),
        pos2(left + 6.0, above + 4.0),
        pos2(left + 6.0, below - 4.0),
    ]
    .map(|corner| Rect::from_min_size(corner, size))
    .into()
}

/// Where the scale stands and how many kilometres it shows: a round number of
/// at most a third of the map.
fn scale_bar(rect: Rect, projection: &Projection) -> (Rect, f32) {
    let most = rect.width() / 3.2 / projection.scale;
    let round = [2000.0, 1000.0, 500.0, 250.0, 200.0, 100.0, 50.0, 25.0, 20.0, 10.0];
    let kilometres = round.into_iter().find(|round| *round <= most).unwrap_or(5.0);
    let width = kilometres * projection.scale + 52.0;
    let area =
        Rect::from_min_size(pos2(rect.left() + 12.0, rect.bottom() - 30.0), vec2(width, 22.0));
    (area, kilometres)
}

fn draw_scale(
    painter: &bevy_egui::egui::Painter,
    area: Rect,
    kilometres: f32,
    scale: f32,
    colours: &Colours,
    unit: &str,
) {
    let length = kilometres * scale;
    for (index, is_full) in [true, false, true, false].into_iter().enumerate() {
        let left = area.left() + length * index as f32 / 4.0;
        let piece = Rect::from_min_size(pos2(left, area.center().y - 2.5), vec2(length / 4.0, 5.0));
        if is_full {
            painter.rect_filled(piece, 0.0, colours.on_ink);
        }
        let stroke = Stroke::new(1.0, colours.on_ink);
        painter.rect_stroke(piece, 0.0, stroke, StrokeKind::Inside);
    }
    let font: FontId = Face::Roman.at(size::SMALL - 1.0);
    let at = pos2(area.left() + length + 8.0, area.center().y);
    painter.text(at, Align2::LEFT_CENTER, format!("{kilometres} {unit}"), font, colours.on_ink);
}
