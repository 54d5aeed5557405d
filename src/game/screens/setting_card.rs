//! What opens from the date and the place above a scene: the years around it,
//! and where it lies.

use bevy_egui::egui::{Ui, text::TextFormat};

use super::Desk;
use crate::game::theme::{Face, size};
use crate::game::widgets::{MapLook, MapPlace, TimelineLook, TimelineMark, label, map, timeline};
use crate::i18n::FluentValue;
use crate::narrative::model::{Date, Fact, FactId, PlaceId, Scene};

/// How many facts a card names; the archive has the rest.
const NAMED: usize = 4;

/// The years of a scene's part with what the reader knows of them, and the
/// facts of its own year.
pub(super) fn date_card(ui: &mut Ui, desk: &Desk<'_>, scene: &Scene) {
    ui.add_space(8.0);
    let years = desk.story.part(scene.part).years;
    let date = desk.strings.date(scene.date);
    let (from, to) = scene.date.in_years();
    let here = Some((f32::midpoint(from, to), date.as_str()));
    years_ui(ui, desk, (years.year, years.until.unwrap_or(years.year) + 1), here, |fact| {
        fact.date.is_some()
    });
    let overlaps = |date: Date| {
        let (first, last) = date.in_years();
        first < f32::from(scene.date.year + 1) && last > f32::from(scene.date.year)
    };
    let year = FluentValue::from(scene.date.year.to_string());
    let heading = desk.strings.with("setting-of-the-year", &[("year", year)]);
    facts_ui(ui, desk, &heading, |fact| fact.date.is_some_and(overlaps));
}

/// What is known of a scene's place, where it lies, and the facts met there.
pub(super) fn place_card(ui: &mut Ui, desk: &Desk<'_>, scene: &Scene) {
    ui.add_space(8.0);
    let place = desk.story.place(scene.place);
    if let Some(about) = &place.about {
        let format = TextFormat::simple(Face::Roman.at(size::NOTE + 1.5), desk.colours.text);
        label(ui, about, format);
        ui.add_space(8.0);
    }
    map_ui(ui, desk, scene.place, 190.0);
    let is_there = |fact: &Fact| fact.place == Some(scene.place);
    facts_ui(ui, desk, &desk.strings.get("setting-of-the-place"), is_there);
}

/// Draws a line of years with the dated facts the reader knows.
pub(super) fn years_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    years: (u16, u16),
    here: Option<(f32, &str)>,
    shows: impl Fn(&Fact) -> bool,
) {
    let (first, end) = (f32::from(years.0), f32::from(years.1));
    let mut marks: Vec<TimelineMark> = known(desk)
        .filter(|fact| shows(fact))
        .filter_map(|fact| {
            let (from, to) = fact.date?.in_years();
            let is_within = from < end && to > first;
            is_within.then_some(TimelineMark { from, to, grade: fact.grade })
        })
        .collect();
    // The exact ones keep close to the line.
    marks.sort_by(|one, other| {
        (one.to - one.from)
            .total_cmp(&(other.to - other.from))
            .then(one.from.total_cmp(&other.from))
    });
    let values = [
        ("first", FluentValue::from(years.0.to_string())),
        ("last", FluentValue::from((years.1 - 1).to_string())),
        ("facts", marks.len().into()),
        ("here", here.map_or("", |(_, words)| words).into()),
    ];
    let words = if here.is_some() { "timeline-spoken-here" } else { "timeline-spoken" };
    let values = if here.is_some() { &values[..] } else { &values[..3] };
    let spoken = desk.strings.with(words, values);
    timeline(ui, desk.colours, &TimelineLook { years, marks, here, spoken: &spoken });
}

/// Draws where a place lies among the story's others, and how far to trust
/// that. Nothing for a place without coordinates.
pub(super) fn map_ui(ui: &mut Ui, desk: &Desk<'_>, place: PlaceId, height: f32) -> bool {
    let mut here = None;
    let mut places = Vec::new();
    for (index, known) in desk.story.places.iter().enumerate() {
        if let Some(at) = known.at {
            if index == place.index() {
                here = Some(places.len());
            }
            places.push(MapPlace { name: &known.shown, at });
        }
    }
    let Some(here) = here else { return false };
    let name = FluentValue::from(places[here].name);
    let spoken = desk.strings.with("map-spoken", &[("place", name)]);
    let unit = desk.strings.get("map-unit");
    map(ui, desk.colours, &MapLook { places, here, unit: &unit, spoken: &spoken }, height);
    ui.add_space(3.0);
    let quiet = TextFormat::simple(Face::Italic.at(size::SMALL - 0.5), desk.colours.quiet);
    label(ui, &desk.strings.get("map-approximate"), quiet);
    ui.add_space(6.0);
    true
}

/// The facts the reader knows.
fn known<'s>(desk: &Desk<'s>) -> impl Iterator<Item = &'s Fact> {
    let (story, record) = (desk.story, desk.record);
    let facts = story.facts.iter().enumerate();
    facts.filter(|(id, _)| record.knows(story, FactId::new(*id))).map(|(_, fact)| fact)
}

/// Draws the first few known facts that belong here, and counts the others.
fn facts_ui(ui: &mut Ui, desk: &Desk<'_>, heading: &str, belongs: impl Fn(&Fact) -> bool) {
    let facts: Vec<&Fact> = known(desk).filter(|fact| belongs(fact)).collect();
    if facts.is_empty() {
        return;
    }
    let colours = desk.colours;
    ui.add_space(6.0);
    label(ui, heading, TextFormat::simple(Face::Semibold.at(size::NOTE), colours.text));
    for fact in facts.iter().take(NAMED) {
        let grade = desk.story.frame.grade(fact.grade);
        ui.add_space(4.0);
        let format = TextFormat::simple(Face::Roman.at(size::NOTE + 0.5), colours.text);
        label(ui, &format!("{} ({})", fact.statement, grade.to_lowercase()), format);
    }
    if facts.len() > NAMED {
        let more = [("count", (facts.len() - NAMED).into())];
        let quiet = TextFormat::simple(Face::Italic.at(size::NOTE), colours.quiet);
        ui.add_space(4.0);
        label(ui, &desk.strings.with("setting-more", &more), quiet);
    }
    ui.add_space(6.0);
}
