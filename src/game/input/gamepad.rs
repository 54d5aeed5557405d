//! Gamepads: each button is the key that does the same.

use std::collections::BTreeMap;

use bevy::input::gamepad::{
    GamepadAxis, GamepadAxisChangedEvent, GamepadButton, GamepadButtonStateChangedEvent,
};
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::egui::Key;
use bevy_egui::{EguiInput, EguiPreUpdateSet};

use super::{Command, Keys, strike};
use crate::game::session::Session;

/// How far a stick is pushed before it counts, and let go before it counts
/// again: of 1.
const PUSHED: f32 = 0.6;
const LET_GO: f32 = 0.3;

/// Passes gamepad events on to egui.
pub fn plugin(app: &mut App) {
    app.add_systems(
        PreUpdate,
        pass_on_as_keys
            .after(bevy::input::InputSystems)
            .after(EguiPreUpdateSet::ProcessInput)
            .before(EguiPreUpdateSet::BeginPass),
    );
    #[cfg(any(feature = "gamepad", not(target_os = "linux")))]
    app.add_systems(Startup, wake_for_gamepads);
}

/// The key that does what a button does.
pub fn key_of_button(button: GamepadButton, keys: &Keys) -> Option<Key> {
    let of = |command| keys.of(command).first().copied();
    match button {
        GamepadButton::DPadUp => Some(Key::ArrowUp),
        GamepadButton::DPadDown => Some(Key::ArrowDown),
        GamepadButton::DPadLeft => Some(Key::ArrowLeft),
        GamepadButton::DPadRight => Some(Key::ArrowRight),
        GamepadButton::South => Some(Key::Enter),
        GamepadButton::East | GamepadButton::Start => of(Command::Menu),
        GamepadButton::West => of(Command::Notes),
        GamepadButton::North => of(Command::Notebook),
        GamepadButton::LeftTrigger => of(Command::Back),
        GamepadButton::RightTrigger => of(Command::Forward),
        GamepadButton::LeftTrigger2 => Some(Key::PageUp),
        GamepadButton::RightTrigger2 => Some(Key::PageDown),
        GamepadButton::Select => of(Command::Archive),
        _ => None,
    }
}

/// Which way each stick of each gamepad is pushed.
#[derive(Clone, Debug, Default)]
pub struct Sticks(BTreeMap<(Entity, u8), Key>);

impl Sticks {
    /// The key that moving a stick is, if it is one: the left stick moves the
    /// focus, the right one the page.
    pub fn moved(&mut self, event: &GamepadAxisChangedEvent) -> Option<Key> {
        let (axis, minus, plus) = match event.axis {
            GamepadAxis::LeftStickX => (0, Key::ArrowLeft, Key::ArrowRight),
            GamepadAxis::LeftStickY => (1, Key::ArrowDown, Key::ArrowUp),
            GamepadAxis::RightStickY => (2, Key::PageDown, Key::PageUp),
            _ => return None,
        };
        let stick = (event.entity, axis);
        if event.value.abs() < LET_GO {
            self.0.remove(&stick);
        }
        if event.value.abs() < PUSHED {
            return None;
        }
        let key = if event.value < 0.0 { minus } else { plus };
        (self.0.insert(stick, key) != Some(key)).then_some(key)
    }
}

fn pass_on_as_keys(
    mut buttons: MessageReader<GamepadButtonStateChangedEvent>,
    mut axes: MessageReader<GamepadAxisChangedEvent>,
    mut sticks: Local<Sticks>,
    session: Option<Res<Session>>,
    mut inputs: Query<&mut EguiInput>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    let Some(session) = session else { return };
    let pressed = buttons.read().filter(|event| event.state.is_pressed());
    let pressed = pressed.filter_map(|event| key_of_button(event.button, &session.keys));
    let pushed = axes.read().filter_map(|event| sticks.moved(event));
    for key in pressed.chain(pushed) {
        for mut input in &mut inputs {
            input.events.extend(strike(key));
        }
        redraw.write(RequestRedraw);
    }
}

/// A window at rest looks for no events: a thread of its own waits for those
/// of gamepads and wakes it.
#[cfg(any(feature = "gamepad", not(target_os = "linux")))]
fn wake_for_gamepads(proxy: Option<Res<bevy::winit::EventLoopProxyWrapper>>) {
    let Some(proxy) = proxy else { return };
    let waker = (**proxy).clone();
    std::thread::spawn(move || {
        // Where gamepads cannot be listened to there is nothing to wake for.
        let Ok(mut gamepads) = gilrs::Gilrs::new() else { return };
        while gamepads.next_event_blocking(None).is_some() {
            if waker.send_event(bevy::winit::WinitUserEvent::WakeUp).is_err() {
                return;
            }
        }
    });
}
