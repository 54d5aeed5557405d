//! The small pictures of scenes beside saves: printed one at a time off the
//! main thread, and kept until size or light changes.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use bevy_egui::egui::{self, ColorImage, TextureHandle, TextureOptions};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::picture::{PrintKey, UPLOAD_FRAMES, print};
use super::screens::Screen;
use super::session::{LoadedStory, Session};
use super::theme;
use super::widgets::THUMBNAIL;
use crate::narrative::model::{BackdropId, PartId, Story};
use crate::store::Theme;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Thumbnails>()
        .add_systems(EguiPrimaryContextPass, print_thumbnails.run_if(in_state(Screen::Saves)));
}

/// Which picture.
type Which = (BackdropId, PartId);

/// The prints there are, and the one on its way.
#[derive(Resource, Default)]
struct Thumbnails {
    /// What all of them are printed for.
    made_for: Option<(Theme, [u32; 2], u32)>,
    ready: BTreeMap<Which, TextureHandle>,
    uploading: Vec<(Which, TextureHandle, u8)>,
    on_its_way: Option<(Which, Mutex<Receiver<ColorImage>>)>,
}

/// Sees to it that every save on the list has its picture soon.
fn print_thumbnails(
    mut contexts: EguiContexts,
    story: Option<Res<LoadedStory>>,
    mut session: ResMut<Session>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut thumbnails: ResMut<Thumbnails>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let Some(story) = story else { return Ok(()) };
    // Pictures are drawn from what the session holds, and change nothing in it.
    let session = session.bypass_change_detection();
    let pixels = egui::vec2(window.physical_width() as f32, window.physical_height() as f32);
    let scale = theme::points_scale(pixels, session.settings.size_percent);
    let side = |points: f32| (points * scale).round().clamp(1.0, 1024.0) as u32;
    let size = [side(THUMBNAIL.0), side(THUMBNAIL.1)];
    let made_for = (session.settings.theme, size, session.pictures_changed);
    if thumbnails.made_for.replace(made_for) != Some(made_for) {
        *thumbnails = Thumbnails { made_for: Some(made_for), ..Thumbnails::default() };
    }
    thumbnails.take_in(ctx);
    session.thumbnails =
        thumbnails.ready.iter().map(|(which, texture)| (*which, texture.id())).collect();
    if thumbnails.on_its_way.is_some() {
        return Ok(());
    }
    let is_there = |which: &Which| {
        thumbnails.ready.contains_key(which)
            || thumbnails.uploading.iter().any(|(one, ..)| one == which)
    };
    let Some(which) = wanted(&story, session).find(|which| !is_there(which)) else {
        return Ok(());
    };
    let whole = egui::vec2(size[0] as f32, size[1] as f32);
    let key = PrintKey {
        backdrop: which.0,
        part: which.1,
        changed: made_for.2,
        theme: made_for.0,
        size,
        free: egui::Rect::from_min_size(egui::Pos2::ZERO, whole),
    };
    let (sender, receiver) = mpsc::channel();
    let story = story.0.clone();
    let waker = proxy.map(|proxy| (**proxy).clone());
    thread::spawn(move || {
        // Nobody waits any more when the list was left meanwhile.
        if sender.send(print(&story, key)).is_ok()
            && let Some(waker) = waker
        {
            // A closed window needs no picture.
            let _ = waker.send_event(WinitUserEvent::WakeUp);
        }
    });
    thumbnails.on_its_way = Some((which, Mutex::new(receiver)));
    Ok(())
}

/// Whether every save on the list has its picture.
#[cfg(feature = "dev")]
pub(super) fn are_ready(story: &Story, session: &Session) -> bool {
    wanted(story, session).all(|which| session.thumbnails.contains_key(&which))
}

/// The pictures of the saves on the list.
fn wanted<'a>(story: &'a Story, session: &'a Session) -> impl Iterator<Item = Which> + 'a {
    let cards = session.slots.iter().filter_map(|info| info.card.as_ref().ok());
    cards.filter_map(|card| {
        let scene = story.scene(story.scene_named(&card.scene)?);
        Some((scene.backdrop, scene.part))
    })
}

impl Thumbnails {
    /// Shows what is printed, once the graphics card has it.
    fn take_in(&mut self, ctx: &egui::Context) {
        let printed = self.on_its_way.as_ref().and_then(|(which, receiver)| {
            let image = receiver.lock().ok()?.try_recv().ok()?;
            Some((*which, image))
        });
        if let Some((which, image)) = printed {
            let texture = ctx.load_texture("thumbnail", image, TextureOptions::LINEAR);
            self.uploading.push((which, texture, UPLOAD_FRAMES));
            self.on_its_way = None;
        }
        for (which, texture, frames) in std::mem::take(&mut self.uploading) {
            match frames.checked_sub(1) {
                Some(frames) => self.uploading.push((which, texture, frames)),
                None => {
                    self.ready.insert(which, texture);
                }
            }
            ctx.request_repaint();
        }
    }
}
