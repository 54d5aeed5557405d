//! Nothing is drawn when nothing changed.
//!
//! Frames are drawn for input, for a picture that is ready, and when egui asks
//! for one. Two habits of `bevy_egui` stand in the way and are mended here: it
//! tells egui of unchanged modifier keys on every update, which egui takes as
//! a reason to draw again; and it drops egui's requests for a later frame.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::render::renderer::RenderDevice;
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy::winit::{
    EventLoopProxy, EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent,
};
use bevy_egui::{
    EguiContext, EguiFullOutput, EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, egui,
};

use super::session::Session;
use super::theme::points_scale;

/// Longer than any exhibit stays open: egui's way to say that nothing is due.
const NEVER: Duration = Duration::from_secs(24 * 60 * 60);

/// The longest side of a print in pixels: a 4K window's, and no more, since
/// egui makes its sheet of letters as wide as this.
pub(super) const LARGEST_TEXTURE: u32 = 4096;

pub(super) fn plugin(app: &mut App) {
    let mode = UpdateMode::Reactive {
        wait: NEVER,
        react_to_device_events: false,
        react_to_user_events: true,
        react_to_window_events: true,
    };
    app.insert_resource(WinitSettings { focused_mode: mode, unfocused_mode: mode })
        .add_systems(Startup, start_alarm)
        .add_systems(
            PreUpdate,
            (drop_unchanged_modifiers, fit_points_to_window)
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(
            PostUpdate,
            keep_requested_frames
                .after(EguiPostUpdateSet::EndPass)
                .before(EguiPostUpdateSet::ProcessOutput),
        );
}

/// Wakes the window at a time, from a thread of its own.
#[derive(Resource)]
struct Alarm(mpsc::Sender<Instant>);

fn start_alarm(mut commands: Commands, proxy: Option<Res<EventLoopProxyWrapper>>) {
    let Some(proxy) = proxy else { return };
    let waker: EventLoopProxy<WinitUserEvent> = (**proxy).clone();
    let (sender, receiver) = mpsc::channel::<Instant>();
    thread::spawn(move || {
        let mut due: Option<Instant> = None;
        loop {
            let wait = due.map_or(NEVER, |due| due.saturating_duration_since(Instant::now()));
            match receiver.recv_timeout(wait) {
                Ok(asked) => due = Some(due.map_or(asked, |due| due.min(asked))),
                Err(RecvTimeoutError::Timeout) => {
                    if due.take().is_some() && waker.send_event(WinitUserEvent::WakeUp).is_err() {
                        return;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    });
    commands.insert_resource(Alarm(sender));
}

fn keep_requested_frames(
    outputs: Query<&EguiFullOutput>,
    alarm: Option<Res<Alarm>>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    let delay = outputs
        .iter()
        .filter_map(|output| output.as_ref())
        .filter_map(|output| output.viewport_output.get(&egui::ViewportId::ROOT))
        .map(|viewport| viewport.repaint_delay)
        .min();
    match delay {
        Some(Duration::ZERO) => {
            redraw.write(RequestRedraw);
        }
        Some(delay) if delay < NEVER => {
            if let Some(alarm) = alarm {
                // The thread ends with the window; then nobody waits for a frame.
                let _ = alarm.0.send(Instant::now() + delay);
            }
        }
        _ => {}
    }
}

fn drop_unchanged_modifiers(mut inputs: Query<&mut EguiInput>, mut last: Local<egui::Modifiers>) {
    for mut input in &mut inputs {
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => std::mem::replace(&mut *last, *now) != *now,
            _ => true,
        });
    }
}

/// The page is 720 points along the window's shorter side, whatever its pixels,
/// and fewer for who wants everything larger.
fn fit_points_to_window(
    window: Single<&Window, With<PrimaryWindow>>,
    device: Option<Res<RenderDevice>>,
    session: Res<Session>,
    mut contexts: Query<(&mut EguiContext, &mut EguiInput)>,
) {
    let pixels = egui::vec2(window.physical_width() as f32, window.physical_height() as f32);
    if pixels.min_elem() < 1.0 {
        return;
    }
    let scale = points_scale(pixels, session.settings.size_percent);
    let largest = device.map_or(2048, |device| device.limits().max_texture_dimension_2d);
    for (mut context, mut input) in &mut contexts {
        context.get_mut().set_zoom_factor(scale / window.scale_factor());
        input.max_texture_side = Some(largest.min(LARGEST_TEXTURE) as usize);
        input.screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, pixels / scale));
    }
}
