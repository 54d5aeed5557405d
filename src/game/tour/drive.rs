//! Drives the window from picture to picture.

use std::collections::VecDeque;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::{PrimaryWindow, RequestRedraw, WindowResized};
use bevy_egui::{
    EguiContext, EguiFullOutput, EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, egui,
};
use tempfile::TempDir;

use super::Tour;
use super::plan::Shot;
use super::report::{self, Taken};
use crate::game::input::strike;
use crate::game::inspect::{
    Check, Finding, Frame, Picture, check_picture, check_shapes, scroll_bar, target, words,
};
use crate::game::picture::Pictures;
use crate::game::screens::{self, Screen};
use crate::game::session::{LoadedStory, Session, Shelf};
use crate::game::{Opening, app, thumbnails};
use crate::store::Theme;

/// A screen that takes longer to settle is restless.
const PATIENCE: Duration = Duration::from_secs(20);
/// A page that asks for no frame sooner is at rest.
const REST: Duration = Duration::from_secs(60 * 60);
/// Pictures that wait to be looked at, at most.
const MOST_WAITING: usize = 3;

/// Tells whoever waits in the terminal.
pub(super) fn say(line: &str) {
    // Nobody may be listening any more.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Takes every picture and writes the report.
///
/// # Errors
/// The exit code, where the tour found something or came to no end.
pub(super) fn drive(tour: Tour) -> Result<(), ExitCode> {
    let Tour { story, folder, shots } = tour;
    let shelves = TempDir::new().map_err(|error| {
        say(&format!("cannot make a folder for what is kept: {error}"));
        ExitCode::from(2)
    })?;
    let (sender, receiver) = sync_channel(MOST_WAITING);
    let (gallery, count) = (folder.clone(), shots.len());
    let looking = thread::spawn(move || look_at_all(&gallery, count, receiver));
    let opening = Opening::Story {
        story,
        shelf: Shelf::default(),
        notices: Vec::new(),
        life: None,
        vignette: None,
    };
    let first = shots.first().map(|shot| shot.size);
    let mut app = app(opening, first);
    app.insert_resource(Progress {
        shots: shots.into(),
        stage: None,
        shelves,
        looker: sender,
        waiting: 0,
        last_news: Instant::now(),
    })
    .add_systems(First, set_stage)
    .add_systems(
        PreUpdate,
        press_keys.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
    )
    .add_systems(
        PostUpdate,
        look_at_stage.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput),
    )
    .add_systems(Last, leave);
    let exit = app.run();
    // The last who could send another picture.
    drop(app);
    let taken = looking.join().unwrap_or_default();
    if taken.len() < count || exit.is_error() {
        say(&format!("only {} of {count} pictures were taken", taken.len()));
        return Err(ExitCode::from(2));
    }
    report::write(&folder, &taken).map_err(|error| {
        say(&format!("cannot write the report: {error}"));
        ExitCode::from(2)
    })?;
    let found: usize = taken.iter().map(|taken| taken.findings.len()).sum();
    say(&format!("{count} pictures, {found} findings: {}", folder.display()));
    if found == 0 { Ok(()) } else { Err(ExitCode::from(1)) }
}

/// Where the tour is.
#[derive(Resource)]
struct Progress {
    /// What is still to be taken.
    shots: VecDeque<Shot>,
    /// What is on the screen.
    stage: Option<Stage>,
    /// Where every stop keeps what it keeps.
    shelves: TempDir,
    /// Who looks at pictures.
    looker: SyncSender<Shown>,
    /// Pictures taken that have not come from the graphics card yet.
    waiting: usize,
    /// When a picture was last taken or came.
    last_news: Instant,
}

/// A screen that is to be taken.
struct Stage {
    shot: Shot,
    keys: VecDeque<egui::Key>,
    /// Whether a key may be pressed: the page is at rest.
    presses: bool,
    /// Frames drawn since something changed.
    frames: u32,
    set_at: Instant,
    /// Whether the window has the size that was asked for.
    has_size: bool,
}

/// A picture, and what was painted in it.
struct Shown {
    shot: Shot,
    frame: Frame,
    scale: f32,
    print: Option<egui::Rect>,
    /// Why it was taken before it was at rest, if it was.
    unrest: Option<String>,
    image: Image,
}

/// Puts the next screen on the stage, on a window that remembers nothing.
fn set_stage(
    mut tour: ResMut<Progress>,
    mut session: ResMut<Session>,
    mut story: ResMut<LoadedStory>,
    mut next: ResMut<NextState<Screen>>,
    mut window: Single<&mut Window, With<PrimaryWindow>>,
    mut resized: MessageReader<WindowResized>,
    mut contexts: Query<&mut EguiContext>,
) {
    let tour = &mut *tour;
    let came = resized.read().last().map(|size| (size.width as u32, size.height as u32));
    if let Some(stage) = &mut tour.stage {
        stage.has_size |= came == Some(stage.shot.size);
        return;
    }
    let Some(shot) = tour.shots.pop_front() else { return };
    let folder = tour.shelves.path().join(&shot.name);
    *session = shot.stop.session(&folder, &shot.settings());
    story.0 = shot.stop.story.clone();
    next.set(shot.stop.screen());
    let (width, height) = shot.size;
    let has_size = (window.physical_width(), window.physical_height()) == shot.size;
    if !has_size {
        window.resolution.set_physical_resolution(width, height);
    }
    for mut context in &mut contexts {
        let context = context.get_mut();
        context.data_mut(|data| data.clear());
        context.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
    tour.stage = Some(Stage {
        keys: shot.stop.keys.clone().into(),
        shot,
        presses: false,
        frames: 0,
        set_at: Instant::now(),
        has_size,
    });
}

/// Presses the stop's keys, and hears nothing else: a pointer that happens to
/// lie over the window would change what is drawn.
fn press_keys(mut tour: ResMut<Progress>, mut inputs: Query<&mut EguiInput>) {
    for mut input in &mut inputs {
        input.events.clear();
        input.focused = true;
        if let Some(stage) = &mut tour.stage
            && std::mem::take(&mut stage.presses)
            && let Some(key) = stage.keys.pop_front()
        {
            stage.frames = 0;
            input.events.extend(strike(key));
        }
    }
}

/// Takes the picture once the page is at rest and its print is there.
fn look_at_stage(
    mut tour: ResMut<Progress>,
    outputs: Query<&EguiFullOutput>,
    pictures: Res<Pictures>,
    (session, story): (Res<Session>, Res<LoadedStory>),
    screen: Res<State<Screen>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut commands: Commands,
) {
    redraw.write(RequestRedraw);
    let tour = &mut *tour;
    let Some(mut stage) = tour.stage.take() else { return };
    stage.frames += 1;
    let output = outputs.iter().find_map(|output| output.as_ref());
    let delay = output
        .and_then(|output| output.viewport_output.get(&egui::ViewportId::ROOT))
        .map(|viewport| viewport.repaint_delay);
    let unrest = if *screen.get() != stage.shot.stop.screen() {
        Some(format!("{:?} is on screen", screen.get()))
    } else if !stage.has_size {
        Some("the window has not its size".into())
    } else if delay.is_none_or(|delay| delay < REST) {
        Some(format!("the next frame is due in {delay:?}"))
    } else if !pictures.are_settled() {
        Some("the print is not there".into())
    } else if *screen.get() == Screen::Saves && !thumbnails::are_ready(&story.0, &session) {
        Some("a save has no picture yet".into())
    } else {
        None
    };
    // What a key asked for is drawn in the frame after.
    let is_at_rest = unrest.is_none() && stage.frames >= 2;
    let unrest = unrest.filter(|_| stage.set_at.elapsed() > PATIENCE);
    if is_at_rest && !stage.keys.is_empty() {
        stage.presses = true;
    }
    let is_ready = (is_at_rest && stage.keys.is_empty()) || unrest.is_some();
    let (true, Some(output)) = (is_ready, output) else {
        tour.stage = Some(stage);
        return;
    };
    let shot = stage.shot;
    let scale = output.pixels_per_point;
    let (width, height) = shot.size;
    let size = egui::vec2(width as f32, height as f32) / scale;
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
    let nodes = output.platform_output.accesskit_update.iter().flat_map(|update| &update.nodes);
    let frame = Frame {
        window,
        words: words(&output.shapes),
        targets: nodes.clone().filter_map(|(_, node)| target(node)).collect(),
        scroll_bars: nodes.filter_map(|(_, node)| scroll_bar(node)).collect(),
    };
    let free = screens::layout(shot.stop.sheet(), window, &session.settings).free;
    let print = (shot.theme != Theme::HighContrast).then_some(free);
    let mut seen = Some((shot, frame, unrest));
    tour.waiting += 1;
    tour.last_news = Instant::now();
    commands.spawn(Screenshot::primary_window()).observe(
        move |captured: On<ScreenshotCaptured>, mut tour: ResMut<Progress>| {
            let Some((shot, frame, unrest)) = seen.take() else { return };
            let image = captured.image.clone();
            tour.waiting -= 1;
            tour.last_news = Instant::now();
            // Who looks at pictures waits until nobody can send another.
            let _ = tour.looker.send(Shown { shot, frame, scale, print, unrest, image });
        },
    );
}

/// Ends when every picture has come, or none comes any more.
fn leave(tour: Res<Progress>, mut exit: MessageWriter<AppExit>) {
    let is_done = tour.shots.is_empty() && tour.stage.is_none();
    if is_done && tour.waiting == 0 {
        exit.write(AppExit::Success);
    } else if tour.last_news.elapsed() > PATIENCE * 2 {
        exit.write(AppExit::from_code(2));
    }
}

/// Checks and keeps every picture, off the window's thread.
fn look_at_all(folder: &Path, count: usize, shown: Receiver<Shown>) -> Vec<Taken> {
    let mut taken = Vec::new();
    for shown in shown {
        let told = shown.shot.told();
        let found = look_at(folder, shown);
        let count_found = match found.findings.len() {
            0 => String::new(),
            findings => format!(": {findings} findings"),
        };
        let number = taken.len() + 1;
        say(&format!("[{number:>3}/{count}] {told}{count_found}"));
        taken.push(found);
    }
    taken
}

fn look_at(folder: &Path, shown: Shown) -> Taken {
    let Shown { shot, frame, scale, print, unrest, image } = shown;
    let mut findings = check_shapes(&frame);
    let mut fault = |check, told: String| {
        findings.push(Finding { check, words: String::new(), rect: frame.window, told });
    };
    if let Some(why) = unrest {
        fault(Check::Restless, format!("not at rest after {} s: {why}", PATIENCE.as_secs()));
    }
    let file = folder.join(format!("{}.png", shot.name));
    match picture(&image) {
        Some(picture) => {
            if let Err(error) = keep(&file, &picture) {
                fault(Check::Blank, format!("cannot keep the picture: {error}"));
            }
            let size = (picture.width as u32, picture.height as u32);
            if size != shot.size {
                fault(Check::Blank, format!("a window of {} by {} pixels", size.0, size.1));
            }
            findings.extend(check_picture(&frame, &picture, scale, print));
        }
        None => fault(Check::Blank, "no picture came".into()),
    }
    Taken { shot, findings }
}

/// The pixels of what came from the graphics card.
fn picture(image: &Image) -> Option<Picture> {
    let mut rgba = image.data.clone()?;
    match image.texture_descriptor.format {
        TextureFormat::Rgba8Unorm | TextureFormat::Rgba8UnormSrgb => {}
        TextureFormat::Bgra8Unorm | TextureFormat::Bgra8UnormSrgb => {
            rgba.as_chunks_mut::<4>().0.iter_mut().for_each(|pixel| pixel.swap(0, 2));
        }
        _ => return None,
    }
    rgba.as_chunks_mut::<4>().0.iter_mut().for_each(|pixel| pixel[3] = 255);
    Some(Picture { width: image.width() as usize, height: image.height() as usize, rgba })
}

fn keep(file: &Path, picture: &Picture) -> std::io::Result<()> {
    let size = tiny_skia::IntSize::from_wh(picture.width as u32, picture.height as u32);
    let pixels = size.and_then(|size| tiny_skia::Pixmap::from_vec(picture.rgba.clone(), size));
    let png = pixels.and_then(|pixels| pixels.encode_png().ok());
    std::fs::write(file, png.ok_or_else(|| std::io::Error::other("it cannot be written"))?)
}
