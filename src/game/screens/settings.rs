//! How the reader likes to read. Everything applies at once, and is seen in
//! the page itself.

mod keys;
mod sample;

use bevy_egui::egui::{Id, Ui, text::TextFormat};

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::game::input::Command;
use crate::game::theme::{Face, size};
use crate::game::widgets::{
    ButtonLook, aside, begin_screen, button, group_heading, in_a_row, label, options, paragraph,
    ruler, want_focus, wrapped,
};
use crate::i18n::FluentValue;
use crate::narrative::model::Mark;
use crate::store::{
    AUTO_ADVANCE, Depth, LineSpacing, Named, Reveal, SIZE_PERCENT, Settings, Theme, Typeface,
};
use keys::KeyTrouble;

/// From this many points on the settings stand in two columns.
const TWO_COLUMNS: f32 = 640.0;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct SettingsState {
    /// The command that waits for a key.
    waits: Option<Command>,
    /// Why the key that was pressed cannot be had.
    trouble: Option<KeyTrouble>,
    /// Whether the reader was asked if all may be as it was at first.
    asks_reset: bool,
    /// Whether what had the keyboard is gone.
    wants_focus: bool,
    /// When the sample began to come up, in egui's seconds.
    sample_since: f64,
    /// The mark of the sample whose note is open.
    sample_note: Option<Mark>,
}

/// Draws the settings.
pub fn settings_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    state: &mut SettingsState,
) -> Option<PlayerAction> {
    let strings = desk.strings;
    begin_screen(ui, Id::new("settings"));
    let mut settings = desk.settings.clone();
    keys::listen(ui, desk, &mut settings, state);
    if state.asks_reset && desk.keys.pressed(ui, Command::Menu) {
        state.asks_reset = false;
        state.wants_focus = true;
        ui.ctx().request_repaint();
    }
    let heading = strings.get("title-settings");
    let told = strings.get("settings-told");
    let closed = instrument(ui, desk, Screen::Settings, &heading, &told, |ui, layout| {
        if layout.column >= TWO_COLUMNS {
            let width = (layout.column - 48.0) / 2.0;
            in_a_row(ui, &[width, width], 48.0, |ui, column| match column {
                0 => {
                    look(ui, desk, &mut settings);
                    ui.add_space(12.0);
                    pace(ui, desk, &mut settings, state);
                    ui.add_space(12.0);
                    window(ui, desk, &mut settings);
                }
                _ => {
                    sample::sample(ui, desk, layout, state);
                    ui.add_space(26.0);
                    keys::keys_ui(ui, desk, &mut settings, state);
                    ui.add_space(26.0);
                    reset(ui, desk, &mut settings, state);
                }
            });
        } else {
            look(ui, desk, &mut settings);
            ui.add_space(22.0);
            sample::sample(ui, desk, layout, state);
            ui.add_space(26.0);
            pace(ui, desk, &mut settings, state);
            ui.add_space(26.0);
            window(ui, desk, &mut settings);
            ui.add_space(26.0);
            keys::keys_ui(ui, desk, &mut settings, state);
            ui.add_space(26.0);
            reset(ui, desk, &mut settings, state);
        }
        None
    });
    if settings != *desk.settings {
        return Some(PlayerAction::Set(Box::new(settings)));
    }
    closed
}

/// One of the named values of a setting.
fn named<T: Named>(ui: &mut Ui, desk: &Desk<'_>, heading: &str, words: &[&str], value: &mut T) {
    let words: Vec<String> = words.iter().map(|key| desk.strings.get(key)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let on = T::VALUES.iter().position(|(one, _)| one == value);
    let (id, heading) = (Id::new(heading), desk.strings.get(heading));
    if let Some(taken) = options(ui, id, desk.colours, &heading, &words, on) {
        *value = T::VALUES[taken].0;
    }
    ui.add_space(14.0);
}

/// Something that is on or off.
fn switch(ui: &mut Ui, desk: &Desk<'_>, heading: &str, words: [&str; 2], value: &mut bool) {
    let words = words.map(|key| desk.strings.get(key));
    let words = words.each_ref().map(String::as_str);
    let on = Some(usize::from(*value));
    let (id, heading) = (Id::new(heading), desk.strings.get(heading));
    if let Some(taken) = options(ui, id, desk.colours, &heading, &words, on) {
        *value = taken == 1;
    }
    ui.add_space(14.0);
}

/// Size, face, spacing, light.
fn look(ui: &mut Ui, desk: &Desk<'_>, settings: &mut Settings) {
    group_heading(ui, desk.colours, &desk.strings.get("settings-look"));
    text_size(ui, desk, settings);
    let words = ["settings-serif", "settings-sans"];
    named::<Typeface>(ui, desk, "settings-typeface", &words, &mut settings.typeface);
    let words = ["settings-spacing-normal", "settings-spacing-wide", "settings-spacing-widest"];
    named::<LineSpacing>(ui, desk, "settings-spacing", &words, &mut settings.line_spacing);
    let words = ["settings-light", "settings-dark", "settings-contrast"];
    named::<Theme>(ui, desk, "settings-theme", &words, &mut settings.theme);
}

fn text_size(ui: &mut Ui, desk: &Desk<'_>, settings: &mut Settings) {
    let Desk { strings, colours, .. } = *desk;
    let (least, most) = SIZE_PERCENT;
    let percent = FluentValue::from(settings.size_percent);
    let heading = strings.with("settings-size", &[("percent", percent)]);
    label(ui, &heading, TextFormat::simple(Face::Roman.at(size::NOTE_BELOW), colours.text));
    ui.add_space(5.0);
    let pressed = |ui: &mut Ui, sign: &str, key: &str| {
        let spoken = format!("{heading}: {}", strings.get(key));
        button(ui, Id::new(key), colours, &ButtonLook::plain(sign).spoken(&spoken)).clicked()
    };
    wrapped(ui, |ui| {
        if pressed(ui, "–", "settings-smaller") {
            settings.size_percent = (settings.size_percent - 10).max(least);
        }
        let steps = usize::from((most - least) / 10) + 1;
        let on = usize::from((settings.size_percent.max(least) - least) / 10) + 1;
        ruler(ui, colours, steps, on);
        if pressed(ui, "+", "settings-larger") {
            settings.size_percent = (settings.size_percent + 10).min(most);
        }
    });
    ui.add_space(14.0);
}

/// How much is shown, and how fast.
fn pace(ui: &mut Ui, desk: &Desk<'_>, settings: &mut Settings, state: &mut SettingsState) {
    let strings = desk.strings;
    group_heading(ui, desk.colours, &strings.get("settings-pace"));
    let words = ["settings-depth-none", "settings-depth-marks", "settings-depth-margin"];
    named::<Depth>(ui, desk, "settings-depth", &words, &mut settings.depth);
    let words = [
        "settings-reveal-instant",
        "settings-reveal-fast",
        "settings-reveal-normal",
        "settings-reveal-slow",
    ];
    let before = settings.reveal;
    named::<Reveal>(ui, desk, "settings-reveal", &words, &mut settings.reveal);
    if settings.reveal != before {
        state.sample_since = ui.input(|input| input.time);
    }
    if settings.reduced_motion && settings.reveal != Reveal::Instant {
        ui.add_space(4.0);
        aside(ui, desk.colours, &strings.get("settings-reveal-still"));
    }
    let off = strings.get("settings-off");
    let speeds = AUTO_ADVANCE.map(|words| words.to_string());
    let words: Vec<&str> =
        std::iter::once(off.as_str()).chain(speeds.iter().map(String::as_str)).collect();
    let on = match settings.auto_advance {
        None => Some(0),
        Some(speed) => AUTO_ADVANCE.iter().position(|one| *one == speed).map(|at| at + 1),
    };
    let heading = strings.get("settings-auto");
    if let Some(taken) = options(ui, Id::new("settings-auto"), desk.colours, &heading, &words, on) {
        settings.auto_advance = taken.checked_sub(1).map(|at| AUTO_ADVANCE[at]);
    }
    ui.add_space(4.0);
    aside(ui, desk.colours, &strings.get("settings-auto-told"));
    ui.add_space(14.0);
    let words = ["settings-motion-all", "settings-motion-still"];
    switch(ui, desk, "settings-motion", words, &mut settings.reduced_motion);
}

fn window(ui: &mut Ui, desk: &Desk<'_>, settings: &mut Settings) {
    group_heading(ui, desk.colours, &desk.strings.get("settings-window-heading"));
    let words = ["settings-window", "settings-full-screen"];
    switch(ui, desk, "settings-shown-in", words, &mut settings.full_screen);
}

fn reset(ui: &mut Ui, desk: &Desk<'_>, settings: &mut Settings, state: &mut SettingsState) {
    let Desk { strings, colours, .. } = *desk;
    group_heading(ui, colours, &strings.get("settings-reset-heading"));
    if std::mem::take(&mut state.wants_focus) {
        want_focus(ui);
    }
    let pressed = |ui: &mut Ui, key: &str| {
        button(ui, Id::new(key), colours, &ButtonLook::plain(&strings.get(key))).clicked()
    };
    if !state.asks_reset {
        if pressed(ui, "settings-reset") {
            (state.asks_reset, state.wants_focus) = (true, true);
            ui.ctx().request_repaint();
        }
        return;
    }
    paragraph(ui, colours, &strings.get("settings-reset-ask"));
    ui.add_space(8.0);
    // The answer that changes nothing stands first.
    let (keeps, resets) =
        wrapped(ui, |ui| (pressed(ui, "settings-reset-keep"), pressed(ui, "settings-reset-all")));
    if resets {
        *settings = settings.reset();
    }
    if keeps || resets {
        (state.asks_reset, state.wants_focus) = (false, true);
        ui.ctx().request_repaint();
    }
}
