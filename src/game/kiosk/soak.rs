//! A trial of hours: a robot visits the exhibit in its window, and what the
//! program holds of the machine is written down each minute.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::render::{Render, RenderApp, RenderSystems};

use super::Kiosk;
use crate::museum::exit::Wish;
use crate::museum::robot::{Next, Robot};
use crate::museum::soak::{Sample, Trial, file_name};
use crate::store::{open_files, put, resident_kib};

/// How long a trial is, and where it is written down.
#[derive(Clone, Debug)]
pub struct Soak {
    /// How long.
    pub lasts: Duration,
    /// The folder of its files: CSV, one for each start, written anew each minute.
    pub folder: PathBuf,
}

/// From one thing the robot does to the next.
const STEP: Duration = Duration::from_millis(900);
/// From one line to the next.
const LINE: Duration = Duration::from_secs(60);

#[derive(Resource)]
struct Running {
    soak: Soak,
    /// Which start this is: where the files of earlier ones lie.
    start: usize,
    robot: Robot,
    began: Instant,
    acted: Instant,
    written: Option<Instant>,
    trial: Trial,
}

/// When the frame at hand began, and how long each since the last line took, in
/// milliseconds.
#[derive(Resource, Clone, Default)]
struct Frames(Arc<Mutex<(Option<Instant>, Vec<f32>)>>);

pub(super) fn plugin(soak: Soak) -> impl Fn(&mut App) + Send + Sync + 'static {
    move |app: &mut App| {
        let frames = Frames::default();
        if let Some(render) = app.get_sub_app_mut(RenderApp) {
            render
                .insert_resource(frames.clone())
                .add_systems(Render, frame_ends.in_set(RenderSystems::Cleanup));
        }
        app.insert_resource(frames)
            .insert_resource(Running {
                soak: soak.clone(),
                start: start(&soak.folder),
                robot: Robot::new(1),
                began: Instant::now(),
                acted: Instant::now(),
                written: None,
                trial: Trial::default(),
            })
            .add_systems(First, frame_begins)
            .add_systems(Update, (visit, write_down).chain());
    }
}

/// The first start of which there is no file.
fn start(folder: &Path) -> usize {
    (1..).find(|start| !folder.join(file_name(*start)).exists()).unwrap_or(1)
}

fn frame_begins(frames: Res<Frames>) {
    if let Ok(mut frames) = frames.0.lock() {
        frames.0 = Some(Instant::now());
    }
}

fn frame_ends(frames: Res<Frames>) {
    if let Ok(mut frames) = frames.0.lock()
        && let Some(began) = frames.0.take()
    {
        frames.1.push(began.elapsed().as_secs_f32() * 1000.0);
    }
}

/// The robot does its next thing.
fn visit(mut running: ResMut<Running>, mut kiosk: ResMut<Kiosk>) {
    if running.acted.elapsed() < STEP {
        return;
    }
    running.acted = Instant::now();
    match running.robot.next(&kiosk.exhibit) {
        Next::Does(act) => kiosk.asked = Some(act),
        // The wait of a visitor who has gone would be most of the trial.
        Next::WalksAway => kiosk.asked = Some(crate::museum::exhibit::Act::Leave),
    }
}

fn write_down(
    mut running: ResMut<Running>,
    kiosk: Res<Kiosk>,
    frames: Res<Frames>,
    mut exit: MessageWriter<AppExit>,
) {
    let is_over = running.began.elapsed() >= running.soak.lasts;
    if !is_over && running.written.is_some_and(|at| at.elapsed() < LINE) {
        return;
    }
    running.written = Some(Instant::now());
    let taken = frames.0.lock().map(|mut frames| std::mem::take(&mut frames.1));
    let sample = Sample {
        secs: running.began.elapsed().as_secs(),
        visits: kiosk.visits,
        resident_kib: resident_kib(),
        open_files: open_files(),
        frames_ms: taken.unwrap_or_default(),
    };
    running.trial.add(sample);
    let text = running.trial.csv();
    // A trial that cannot be written down goes on: its end says so.
    let file = running.soak.folder.join(file_name(running.start));
    let written = put(&file, &text);
    if is_over {
        let told = running.trial.told(running.start);
        let told = match written {
            Ok(()) => told,
            Err(error) => format!("{told}\nNot written to {}: {error}\n", file.display()),
        };
        kiosk.line.tell(&told);
        exit.write(AppExit::from_code(Wish::Leave as u8));
    }
}
