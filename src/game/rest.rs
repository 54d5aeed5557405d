//! Nothing is drawn when nothing changed.
//!
//! A frame that found the window's surface out of date was drawn for nobody,
//! and is drawn again.
//!
//! Frames are drawn for input, for a picture that is ready, and when egui asks
//! for one. Two habits of `bevy_egui` stand in the way and are mended here: it
//! tells egui of unchanged modifier keys on every update, which egui takes as
//! a reason to draw again; and it drops egui's requests for a later frame.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use bevy::asset::AssetEventSystems;
use bevy::prelude::*;
use bevy::render::renderer::RenderDevice;
use bevy::render::view::ExtractedWindows;
use bevy::render::{Render, RenderApp, RenderSystems};
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy::winit::{
    EventLoopProxy, EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent,
};
use bevy_egui::{
    EguiContext, EguiFullOutput, EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, egui,
};

use super::kiosk::Kiosk;
use super::picture::UPLOAD_FRAMES;
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
    let proxy = app.world().get_resource::<EventLoopProxyWrapper>();
    if let Some(alarm) = proxy.map(|proxy| start_alarm((**proxy).clone())) {
        if let Some(render) = app.get_sub_app_mut(RenderApp) {
            render
                .insert_resource(alarm.clone())
                .add_systems(Render, redraw_lost_frames.in_set(RenderSystems::Cleanup));
        }
        app.insert_resource(alarm);
    }
    app.insert_resource(WinitSettings { focused_mode: mode, unfocused_mode: mode })
        .add_systems(
            PreUpdate,
            (drop_unchanged_modifiers, fit_points_to_window)
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        // New letters are in the texture of the frame that shows them. Without this it
        // is left to chance, and a page at rest stays without them.
        .configure_sets(PostUpdate, EguiPostUpdateSet::PostProcessOutput.before(AssetEventSystems))
        .add_systems(
            PostUpdate,
            keep_requested_frames
                .after(EguiPostUpdateSet::EndPass)
                .before(EguiPostUpdateSet::ProcessOutput),
        );
}

/// Wakes the window at a time, from a thread of its own.
#[derive(Resource, Clone)]
struct Alarm(mpsc::Sender<Instant>);

fn start_alarm(waker: EventLoopProxy<WinitUserEvent>) -> Alarm {
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
    Alarm(sender)
}

/// How often a lost frame is drawn again, and how long after. A window that
/// cannot be seen wakes by itself when it can.
const MOST_REDRAWN: u8 = 20;
const REDRAWN_AFTER: Duration = Duration::from_millis(60);

/// While a window is moved into its frame or made larger its surface may be out
/// of date; then a frame is drawn and never shown, and nothing asks for another.
fn redraw_lost_frames(windows: Res<ExtractedWindows>, alarm: Res<Alarm>, mut redrawn: Local<u8>) {
    let is_lost = windows.windows.values().any(|window| window.swap_chain_texture_view.is_none());
    if !is_lost {
        *redrawn = 0;
    } else if *redrawn < MOST_REDRAWN {
        *redrawn += 1;
        // The thread ends with the window; then nobody waits for a frame.
        let _ = alarm.0.send(Instant::now() + REDRAWN_AFTER);
    }
}

fn keep_requested_frames(
    outputs: Query<&EguiFullOutput>,
    alarm: Option<Res<Alarm>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut uploading: Local<u8>,
) {
    // New letters are a texture too: in the frame that brings them they are not
    // there yet, nor, when the sheet of letters grows, is anything else.
    let brings_textures = |output: &EguiFullOutput| {
        output.as_ref().is_some_and(|output| !output.textures_delta.set.is_empty())
    };
    if outputs.iter().any(brings_textures) {
        *uploading = UPLOAD_FRAMES;
    }
    if let Some(left) = uploading.checked_sub(1) {
        *uploading = left;
        redraw.write(RequestRedraw);
    }
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
    session: Option<Res<Session>>,
    kiosk: Option<Res<Kiosk>>,
    mut contexts: Query<(&mut EguiContext, &mut EguiInput)>,
) {
    let pixels = egui::vec2(window.physical_width() as f32, window.physical_height() as f32);
    if pixels.min_elem() < 1.0 {
        return;
    }
    let scale = match (kiosk, session) {
        (Some(kiosk), _) => kiosk.scale(pixels),
        (None, session) => {
            points_scale(pixels, session.map_or(100, |session| session.settings.size_percent))
        }
    };
    let largest = device.map_or(2048, |device| device.limits().max_texture_dimension_2d);
    for (mut context, mut input) in &mut contexts {
        context.get_mut().set_zoom_factor(scale / window.scale_factor());
        input.max_texture_side = Some(largest.min(LARGEST_TEXTURE) as usize);
        input.screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, pixels / scale));
    }
}
