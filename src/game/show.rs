//! A screen, from what the session holds to what the player asked for. Knows
//! no ECS: the window and the tests draw by the same function.

use bevy_egui::egui::{Ui, UiBuilder};

use super::action::PlayerAction;
use super::screens::{
    Beneath, Desk, Screen, ShelfDesk, VignetteDesk, above_watch_line, name_of_slot, problem_ui,
    screen_ui, watch_line,
};
use super::session::{self, OpenVignette, Session, Telling};
use super::theme::{self, Colours};
use crate::i18n::{FluentValue, Strings};
use crate::narrative::model::{Palette, PartId, Story};

/// Draws a screen. Returns what the player asked for.
pub fn show(
    ui: &mut Ui,
    story: &Story,
    strings: &Strings,
    session: &mut Session,
    screen: Screen,
) -> Option<PlayerAction> {
    let colours = Colours::new(palette(story, session, screen), session.settings.theme);
    theme::apply(ui.ctx(), &colours, session.settings.reduced_motion);
    let Some(watched) = &session.watched else {
        return page(ui, story, strings, session, screen, &colours);
    };
    let (problems, is_open) = (watched.problems.clone(), watched.is_open);
    let above = above_watch_line(ui.max_rect());
    let mut rest = ui.new_child(UiBuilder::new().id_salt("above the line").max_rect(above));
    let action = match is_open {
        true => problem_ui(&mut rest, &colours, strings, &problems, Beneath::Story),
        false => page(&mut rest, story, strings, session, screen, &colours),
    };
    action.or(watch_line(ui, &colours, strings, &problems, is_open))
}

/// Draws a screen of the story.
fn page(
    ui: &mut Ui,
    story: &Story,
    strings: &Strings,
    session: &mut Session,
    screen: Screen,
    colours: &Colours,
) -> Option<PlayerAction> {
    let mut states = std::mem::take(&mut session.states);
    let told = session.tellings.iter().map(|telling| words(*telling, strings));
    let lost = session.watched.iter().flat_map(|watched| watched.told.iter().cloned());
    let notices: Vec<String> = session.notices.iter().cloned().chain(told).chain(lost).collect();
    let opened = session.open_vignette.as_ref().filter(|_| screen == Screen::Vignettes);
    let vignette = opened.and_then(|opened| {
        Some(VignetteDesk { vignette: story.vignettes.get(opened.index)?, stays: opened.stays })
    });
    let desk = Desk {
        story: opened.map_or(story, |opened| &opened.story),
        strings,
        settings: &session.settings,
        keys: &session.keys,
        colours,
        life: opened.map_or(session.life.as_ref(), |opened| Some(&opened.life)),
        vignette,
        record: &session.record,
        notices: &notices,
        shelf: ShelfDesk {
            slots: &session.slots,
            has_place: session.shelf.saves.is_some(),
            can_save: session.life.is_some() && session.is_over(Screen::Scene),
            is_at_risk: session.is_at_risk(story),
            carries_to: &session.carries_to,
            now_secs: session::now().as_secs(),
            thumbnails: &session.thumbnails,
        },
    };
    let action = screen_ui(ui, screen, &desk, &mut states);
    session.states = states;
    let (now, is_active) = ui.input(|input| (input.time, !input.events.is_empty()));
    session.clock.frame(now, screen == Screen::Scene, is_active);
    if screen == Screen::Scene {
        session.note_page(story);
    }
    action
}

/// Whether what is on screen belongs to the life at hand, so that its scene's
/// picture and inks are shown.
pub(super) fn is_in_life(screen: Screen, session: &Session) -> bool {
    matches!(screen, Screen::Scene | Screen::Epilogue) || session.is_over(Screen::Scene)
}

/// What the session has to tell, in the interface's words.
fn words(telling: Telling, strings: &Strings) -> String {
    match telling {
        Telling::PutAside(slot) => {
            let slot = FluentValue::from(name_of_slot(strings, slot));
            strings.with("told-put-aside", &[("slot", slot)])
        }
        Telling::StepsLost(count) => {
            strings.with("told-steps-lost", &[("count", FluentValue::from(count))])
        }
    }
}

/// The inks of the part that what is on screen belongs to.
pub(super) fn palette<'s>(story: &'s Story, session: &Session, screen: Screen) -> &'s Palette {
    let part = match &session.open_vignette {
        // The parts of a vignette are the story’s.
        Some(OpenVignette { story, life, .. }) if screen == Screen::Vignettes => {
            story.scene(life.state().scene).part
        }
        _ => {
            let scene = session.life.as_ref().map(|life| story.scene(life.state().scene));
            let scene = scene.filter(|_| is_in_life(screen, session));
            scene.map_or(PartId::new(0), |scene| scene.part)
        }
    };
    &story.part(part).palette
}
