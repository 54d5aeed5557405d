//! A kiosk’s screens, from what the exhibit holds to what was asked for. Knows
//! no ECS: the window and the tests draw by the same function.

use std::collections::BTreeMap;

use bevy_egui::egui::{self, Id, Key, Modifiers, Rect, TextureId, Ui};

use super::paper::KioskLayout;
use super::{attract, farewell, page, staff, truth, vignettes};
use crate::game::theme::{self, Colours};
use crate::i18n::Strings;
use crate::museum::config::Config;
use crate::museum::exhibit::{Act, Exhibit, Place};
use crate::museum::idle::Presence;
use crate::narrative::model::{BackdropId, Palette, PartId};
use crate::store::Theme;

/// What staff are told on their panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffDesk {
    /// Visits today.
    pub visits_today: u64,
    /// How long the program has run, in seconds.
    pub up_secs: u64,
    /// What is wrong, in sentences.
    pub health: Vec<String>,
    /// Sticks that counts can be written to.
    pub sticks: Vec<String>,
    /// What became of the last thing asked for.
    pub told: Option<String>,
}

/// Everything a kiosk’s screen may read.
#[derive(Clone, Copy)]
pub struct Stand<'a> {
    /// The exhibit.
    pub exhibit: &'a Exhibit,
    /// What the museum set up.
    pub config: &'a Config,
    /// The interface’s words.
    pub strings: &'a Strings,
    /// For staff.
    pub staff: &'a StaffDesk,
    /// The small pictures of vignettes, as far as they are printed.
    pub thumbnails: &'a BTreeMap<(BackdropId, PartId), TextureId>,
    /// Milliseconds since the program began.
    pub now_ms: u64,
    /// Which of the attract loop’s lines is on.
    pub turn: usize,
}

/// What a screen is drawn with.
#[derive(Clone, Copy)]
pub(super) struct Kit<'a> {
    pub(super) stand: &'a Stand<'a>,
    pub(super) colours: &'a Colours,
    pub(super) layout: KioskLayout,
    /// Size of reading text in points, as large as the visitor wants it.
    pub(super) text: f32,
}

impl Kit<'_> {
    pub(super) fn word(&self, key: &str) -> String {
        self.stand.strings.get(key)
    }
}

/// Draws the screen on which a kiosk stands. Returns what was asked for.
pub fn kiosk_ui(ui: &mut Ui, stand: &Stand<'_>) -> Option<Act> {
    let exhibit = stand.exhibit;
    let colours = Colours::new(palette(exhibit, stand.turn), Theme::Light);
    theme::apply(ui.ctx(), &colours, true);
    // Marked words in the text are told apart and not touched: they are too small.
    ui.ctx().all_styles_mut(|style| style.visuals.disabled_alpha = 1.0);
    let layout = KioskLayout::new(ui.max_rect(), exhibit.place(), exhibit.is_low());
    let enlarged = f32::from(exhibit.size_percent()) / 100.0;
    let kit = Kit { stand, colours: &colours, layout, text: layout.text * enlarged };
    let corner = corner(ui);
    let asked = exhibit.presence(stand.now_ms);
    let drawn = match (asked, exhibit.visit()) {
        (Presence::Asked { secs }, Some(_)) if !is_of_staff(exhibit.place()) => {
            attract::asking_ui(ui, &kit, secs)
        }
        (_, Some(visit)) if visit.helps && !is_of_staff(exhibit.place()) => {
            attract::help_ui(ui, &kit)
        }
        _ => match exhibit.place() {
            Place::Closed => attract::closed_ui(ui, &kit),
            Place::Attract => attract::attract_ui(ui, &kit),
            Place::Vignettes => vignettes::vignettes_ui(ui, &kit),
            Place::Page => page::page_ui(ui, &kit),
            Place::Truth => truth::truth_ui(ui, &kit),
            Place::UntilNow => vignettes::until_now_ui(ui, &kit),
            Place::Farewell => farewell::farewell_ui(ui, &kit),
            Place::Pin => staff::pin_ui(ui, &kit),
            Place::Staff => staff::staff_ui(ui, &kit),
        },
    };
    corner.or(drawn).or_else(|| keys(ui, exhibit.place()))
}

fn is_of_staff(place: Place) -> bool {
    matches!(place, Place::Pin | Place::Staff)
}

/// The inks of the part that what is on screen belongs to.
pub fn palette(exhibit: &Exhibit, turn: usize) -> &Palette {
    let (_, part) = picture(exhibit, turn);
    &exhibit.whole().part(part).palette
}

/// The picture behind the screen, and the part whose inks it is printed in.
pub fn picture(exhibit: &Exhibit, turn: usize) -> (BackdropId, PartId) {
    let story = exhibit.story();
    match exhibit.life() {
        Some(life) => {
            let scene = story.scene(life.state().scene);
            (scene.backdrop, scene.part)
        }
        None => {
            let title = (story.title_backdrop, PartId::new(0));
            if exhibit.place() != Place::Attract {
                return title;
            }
            let shown =
                exhibit.vignettes().filter_map(|(_, vignette)| story.first_picture(vignette));
            let all: Vec<_> = std::iter::once(title).chain(shown).collect();
            all[turn % all.len()]
        }
    }
}

/// How long a corner is, in points.
const CORNER: f32 = 56.0;

/// A touch of one of the screen’s corners: they are not drawn, and what lies
/// under them is touched all the same.
fn corner(ui: &Ui) -> Option<Act> {
    let window = ui.max_rect();
    let at = ui.input(|input| {
        input.events.iter().rev().find_map(|event| match event {
            egui::Event::PointerButton { pos, pressed: true, .. } => Some(*pos),
            _ => None,
        })
    })?;
    let of = |x: f32, y: f32| {
        Rect::from_center_size(egui::pos2(x, y), egui::Vec2::splat(2.0 * CORNER)).contains(at)
    };
    let corners = [
        of(window.left(), window.top()),
        of(window.right(), window.top()),
        of(window.right(), window.bottom()),
        of(window.left(), window.bottom()),
    ];
    let corner = corners.iter().position(|is_it| *is_it)?;
    Some(Act::Corner(corner as u8))
}

/// The keys of a pad that are no control’s: back and help. Up, down and select
/// are the screens’ own.
fn keys(ui: &Ui, place: Place) -> Option<Act> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::F1) {
        return Some(Act::Help);
    }
    let is_back = pressed(Key::Escape) || pressed(Key::Backspace);
    is_back.then_some(match place {
        Place::Truth => Act::Truth,
        Place::Page => Act::Finish,
        Place::Farewell => Act::Others,
        Place::UntilNow => Act::Finish,
        Place::Pin | Place::Staff => Act::CloseStaff,
        Place::Vignettes => Act::Leave,
        Place::Attract | Place::Closed => Act::Begin,
    })
}

/// Names what scrolls and has the keyboard on a screen: another page is another
/// name.
pub(super) fn id_of(exhibit: &Exhibit) -> Id {
    let steps = exhibit.life().map(|life| life.steps().len());
    Id::new(("kiosk", exhibit.place() as u8, exhibit.vignette().map(|one| &*one.name), steps))
}
