//! The picture behind the page: printed off the main thread at the window's
//! own pixel size, and kept until the size or the picture changes.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;

use bevy::prelude::*;
use bevy_egui::egui::{self, Color32, ColorImage, TextureHandle, TextureOptions};

use crate::linocut;
use crate::narrative::model::{BackdropId, PartId, Story};
use crate::store::Theme;

/// Which print: another value is another print.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PrintKey {
    /// The picture.
    pub(super) backdrop: BackdropId,
    /// The part whose inks it is printed in.
    pub(super) part: PartId,
    /// How often the story's pictures have changed before.
    pub(super) changed: u32,
    /// How it is lit.
    pub(super) theme: Theme,
    /// Width and height in pixels.
    pub(super) size: [u32; 2],
    /// The part of the window the page leaves free, in pixels.
    pub(super) free: egui::Rect,
}

/// Frames between giving a print to the graphics card and drawing with it: a
/// texture is not there yet in the frame that brings it.
pub(super) const UPLOAD_FRAMES: u8 = 2;

/// The print on show, and the one on its way.
#[derive(Resource, Default)]
pub(super) struct Pictures {
    shown: Option<(PrintKey, TextureHandle)>,
    uploading: Option<(PrintKey, TextureHandle, u8)>,
    on_its_way: Option<(PrintKey, Mutex<Receiver<ColorImage>>)>,
}

impl Pictures {
    /// Sees to it that `key` is shown soon. `wake` is called when it is ready.
    pub(super) fn want(
        &mut self,
        story: &Arc<Story>,
        key: PrintKey,
        wake: impl FnOnce() + Send + 'static,
    ) {
        let newest = match (&self.on_its_way, &self.uploading, &self.shown) {
            (Some((newest, _)), ..) | (_, Some((newest, ..)), _) | (.., Some((newest, _))) => {
                Some(newest)
            }
            _ => None,
        };
        // One print at a time: while a window is dragged larger, only its last
        // size is worth the work, and that is asked for again.
        if newest == Some(&key) || self.on_its_way.is_some() {
            return;
        }
        let (sender, receiver) = mpsc::channel();
        let story = story.clone();
        thread::spawn(move || {
            // Nobody waits any more when the window has changed meanwhile.
            if sender.send(print(&story, key)).is_ok() {
                wake();
            }
        });
        self.on_its_way = Some((key, Mutex::new(receiver)));
    }

    /// Whether the print that was wanted last is on show.
    #[cfg(feature = "dev")]
    pub(super) fn are_settled(&self) -> bool {
        self.shown.is_some() && self.uploading.is_none() && self.on_its_way.is_none()
    }

    /// The latest print that is ready.
    pub(super) fn latest(&mut self, ctx: &egui::Context) -> Option<&TextureHandle> {
        let ready = self.on_its_way.as_ref().and_then(|(key, receiver)| {
            let image = receiver.lock().ok()?.try_recv().ok()?;
            Some((*key, image))
        });
        if let Some((key, image)) = ready {
            let texture = ctx.load_texture("backdrop", image, TextureOptions::LINEAR);
            self.uploading = Some((key, texture, UPLOAD_FRAMES));
            self.on_its_way = None;
        }
        match self.uploading.take() {
            Some((key, texture, 0)) => self.shown = Some((key, texture)),
            Some((key, texture, frames)) => {
                self.uploading = Some((key, texture, frames - 1));
                ctx.request_repaint();
            }
            None => {}
        }
        self.shown.as_ref().map(|(_, texture)| texture)
    }
}

fn light(theme: Theme) -> linocut::Theme {
    match theme {
        Theme::Light => linocut::Theme::Light,
        Theme::Dark => linocut::Theme::Dark,
        Theme::HighContrast => linocut::Theme::HighContrast,
    }
}

/// Prints a picture.
pub(super) fn print(story: &Story, key: PrintKey) -> ColorImage {
    let [width, height] = key.size;
    let free = linocut::Rect {
        x: key.free.left(),
        y: key.free.top(),
        width: key.free.width(),
        height: key.free.height(),
    };
    let frame = linocut::Frame { width, height, free };
    let picture = &story.backdrop(key.backdrop).picture;
    let palette = &story.part(key.part).palette;
    let print = linocut::print(picture, palette, &frame, light(key.theme));
    let size = [print.width as usize, print.height as usize];
    ColorImage::from_rgba_premultiplied(size, &print.flatten())
}

/// Fills the window with a print, or with plain colour until there is one.
pub(super) fn paint(ctx: &egui::Context, texture: Option<&TextureHandle>, plain: Color32) {
    let painter = ctx.layer_painter(egui::LayerId::background());
    let window = ctx.content_rect();
    match texture {
        Some(texture) => {
            let whole = egui::Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
            painter.image(texture.id(), window, whole, Color32::WHITE);
        }
        None => {
            painter.rect_filled(window, 0.0, plain);
        }
    }
}
