//! A screen, from what the session holds to what the player asked for. Knows
//! no ECS: the window and the tests draw by the same function.

use bevy_egui::egui::Ui;

use super::action::PlayerAction;
use super::screens::{Desk, Screen, screen_ui};
use super::session::Session;
use super::theme::{self, Colours};
use crate::i18n::Strings;
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
    let mut states = std::mem::take(&mut session.states);
    let desk = Desk {
        story,
        strings,
        settings: &session.settings,
        keys: &session.keys,
        colours: &colours,
        life: session.life.as_ref(),
        record: &session.record,
        notices: &session.notices,
    };
    let action = screen_ui(ui, screen, &desk, &mut states);
    session.states = states;
    if screen == Screen::Scene {
        session.note_page(story);
    }
    action
}

/// Whether what is on screen belongs to the life at hand, so that its scene's
/// picture and inks are shown.
pub(super) fn is_in_life(screen: Screen, session: &Session) -> bool {
    screen == Screen::Scene || session.is_over(Screen::Scene)
}

/// The inks of the part that what is on screen belongs to.
pub(super) fn palette<'s>(story: &'s Story, session: &Session, screen: Screen) -> &'s Palette {
    let scene = session.life.as_ref().map(|life| story.scene(life.state().scene));
    let part = scene.filter(|_| is_in_life(screen, session));
    &story.part(part.map_or(PartId::new(0), |scene| scene.part)).palette
}
