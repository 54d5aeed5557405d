//! Files of the reader's own: chosen in the system's dialogue, or dropped on
//! the window.

use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::window::{FileDragAndDrop, RequestRedraw};
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::action::{Errand, PlayerAction, ShelfAction};

/// A dialogue that is gone this soon was never there: nobody closes one so
/// quickly.
const NEVER_THERE: Duration = Duration::from_millis(400);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Dialogue>()
        .add_systems(PreUpdate, (ask_system, hear_system, take_dropped_files));
}

/// The dialogue that is open: its answer is what to do.
#[derive(Resource, Default)]
struct Dialogue(Option<Mutex<Receiver<Option<ShelfAction>>>>);

/// Opens the system's dialogue on a thread of its own, so that the window goes
/// on. One at a time.
fn ask_system(
    mut actions: MessageReader<PlayerAction>,
    mut dialogue: ResMut<Dialogue>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) {
    for action in actions.read() {
        let PlayerAction::Shelf(ShelfAction::ChooseFile(errand)) = action else { continue };
        if dialogue.0.is_some() {
            continue;
        }
        let (sender, receiver) = mpsc::channel();
        let waker = proxy.as_ref().map(|proxy| (***proxy).clone());
        let errand = errand.clone();
        thread::spawn(move || {
            // Nobody waits any more once the window is closed.
            if sender.send(ask(&errand)).is_ok()
                && let Some(waker) = waker
            {
                let _ = waker.send_event(WinitUserEvent::WakeUp);
            }
        });
        dialogue.0 = Some(Mutex::new(receiver));
    }
}

fn ask(errand: &Errand) -> Option<ShelfAction> {
    let asked_at = Instant::now();
    let mut dialogue = rfd::FileDialog::new()
        .set_title(&errand.title)
        .add_filter("Sungari", &["ron"])
        .set_directory(folder_of(&errand.path, errand.slot.is_some()));
    if let (Some(name), Some(_)) = (errand.path.file_name(), errand.slot) {
        dialogue = dialogue.set_file_name(name.to_string_lossy());
    }
    let chosen = match errand.slot {
        Some(slot) => dialogue.save_file().map(|file| ShelfAction::Export(slot, file)),
        None => dialogue.pick_file().map(ShelfAction::Import),
    };
    let was_there = asked_at.elapsed() > NEVER_THERE;
    chosen.or((!was_there).then_some(ShelfAction::NoDialogue))
}

/// Where the dialogue opens: in the folder of a file to be written, or in what
/// was written down if that is one.
fn folder_of(path: &Path, is_file: bool) -> &Path {
    if is_file { path.parent().unwrap_or(path) } else { path }
}

fn hear_system(
    mut dialogue: ResMut<Dialogue>,
    mut actions: MessageWriter<PlayerAction>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    let answer = match &dialogue.0 {
        Some(receiver) => match receiver.lock().map(|receiver| receiver.try_recv()) {
            Ok(Ok(answer)) => answer,
            Ok(Err(mpsc::TryRecvError::Empty)) => return,
            // The thread is gone without an answer.
            Ok(Err(mpsc::TryRecvError::Disconnected)) | Err(_) => None,
        },
        None => return,
    };
    dialogue.0 = None;
    actions.write_batch(answer.map(PlayerAction::Shelf));
    redraw.write(RequestRedraw);
}

fn take_dropped_files(
    mut dropped: MessageReader<FileDragAndDrop>,
    mut actions: MessageWriter<PlayerAction>,
) {
    for event in dropped.read() {
        if let FileDragAndDrop::DroppedFile { path_buf, .. } = event {
            actions.write(PlayerAction::Shelf(ShelfAction::Import(path_buf.clone())));
        }
    }
}
