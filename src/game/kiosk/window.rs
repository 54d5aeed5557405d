//! The window of a kiosk.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use bevy::app::AppExit;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::window::{
    CursorOptions, ExitCondition, MonitorSelection, PresentMode, PrimaryWindow, WindowMode,
    WindowResolution,
};
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent};
use bevy_egui::egui::{self, ColorImage, TextureHandle, TextureId, TextureOptions};
use bevy_egui::{
    EguiContext, EguiContexts, EguiFullOutput, EguiPlugin, EguiPostUpdateSet, EguiPreUpdateSet,
    EguiPrimaryContextPass,
};

use super::display::Display;
use super::keeper::Keeper;
use super::paper::KioskLayout;
use super::show::{StaffDesk, Stand, kiosk_ui, picture};
use super::soak::{self, Soak};
use super::{THUMBNAIL_RATIO, forget, turn, words_drawn};
use crate::game::picture::{self, Pictures, PrintKey};
use crate::game::{accessibility, input, monitors, rest, theme};
use crate::i18n::Strings;
use crate::museum::config::Config;
use crate::museum::exhibit::{Act, Exhibit, Outcome, Place};
use crate::museum::exit::Wish;
use crate::museum::supervise::Rung;
use crate::narrative::model::{BackdropId, PartId, Story};
use crate::store::{Theme, Typeface};
use crate::supervisor::lifeline::Lifeline;

/// What a kiosk’s window opens with.
pub struct Opening {
    /// What the museum set up.
    pub config: Config,
    /// The story, checked.
    pub story: Arc<Story>,
    /// How it came to be this one.
    pub rung: Rung,
    /// Where the chance of its visits begins.
    pub seed: u64,
    /// Counts visits, and knows the hours.
    pub keeper: Keeper,
    /// The line to the supervisor.
    pub line: Lifeline,
    /// The window’s size, where it is not to fill the screen.
    pub size: Option<(u32, u32)>,
    /// A trial, where this is one.
    pub soak: Option<Soak>,
}

/// How often the window wakes, so that whoever watches it knows that it lives. Each
/// time it is drawn, which without a GPU is most of what an exhibit at rest costs.
const BEAT: Duration = Duration::from_secs(2);
/// How often hours are looked at, and the staff’s panel is told anew.
const GLANCE: Duration = Duration::from_secs(5);
/// Width of a vignette’s small picture in pixels.
const THUMBNAIL_PX: u32 = 400;

/// Opens the window, and shows the exhibit until it is told to end.
pub fn run(opening: Opening) -> ExitCode {
    let mut app = app(opening);
    match app.run() {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    }
}

fn app(opening: Opening) -> App {
    let panel = &opening.config.panel;
    let (width, height) = opening.size.unwrap_or((panel.width_px, panel.height_px));
    let fills = opening.size.is_none();
    let soak = opening.soak.clone();
    let window = Window {
        title: opening.story.title.clone(),
        resolution: WindowResolution::new(width, height).with_scale_factor_override(1.0),
        // A display that is switched off takes no frames: with vsync the loop would
        // wait for it, and be taken for frozen.
        present_mode: PresentMode::AutoNoVsync,
        decorations: !fills,
        ..Window::default()
    };
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(window),
                primary_cursor_options: Some(CursorOptions {
                    visible: !fills,
                    ..CursorOptions::default()
                }),
                // No key and no gesture of the desktop ends an exhibit.
                exit_condition: ExitCondition::DontExit,
                close_when_requested: false,
            })
            .set(LogPlugin { filter: "warn".into(), ..LogPlugin::default() })
            .disable::<PipelinedRenderingPlugin>(),
    )
    .add_plugins(EguiPlugin::default())
    .insert_resource(Kiosk::new(opening, fills))
    .add_plugins((rest::plugin, accessibility::plugin, input::gamepad_plugin, monitors::plugin))
    .add_plugins(plugin);
    if let Some(soak) = soak {
        app.add_plugins(soak::plugin(soak));
    }
    app
}

/// The exhibit, and what is shown of it.
#[derive(Resource)]
pub(in crate::game) struct Kiosk {
    config: Config,
    pub(super) exhibit: Exhibit,
    /// Visits since the program began.
    pub(super) visits: u64,
    strings: Strings,
    keeper: Keeper,
    display: Option<Display>,
    rung: Rung,
    /// When somebody was last there, on the same clock as everything.
    quiet_since_ms: u64,
    pub(super) line: Lifeline,
    desk: StaffDesk,
    is_open: bool,
    glanced: Option<Instant>,
    began: Instant,
    fills: bool,
    pub(super) asked: Option<Act>,
    forgets: bool,
    thumbnails: BTreeMap<(BackdropId, PartId), TextureId>,
}

impl Kiosk {
    fn new(opening: Opening, fills: bool) -> Kiosk {
        let Opening { config, story, rung, seed, mut keeper, line, .. } = opening;
        let strings = Strings::load(&story.language);
        if rung != Rung::Configured {
            keeper.notice(strings.get("kiosk-staff-another"));
        }
        Kiosk {
            exhibit: Exhibit::new(&config, story.clone(), seed),
            strings,
            display: config.display.as_ref().map(Display::new),
            config,
            rung,
            quiet_since_ms: 0,
            visits: 0,
            keeper,
            line,
            desk: StaffDesk::default(),
            is_open: true,
            glanced: None,
            began: Instant::now(),
            fills,
            asked: None,
            forgets: false,
            thumbnails: BTreeMap::new(),
        }
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Pixels to a point in a window of `pixels`: as on the panel, and in the
    /// same measure on any other.
    pub(in crate::game) fn scale(&self, pixels: egui::Vec2) -> f32 {
        let panel = &self.config.panel;
        let side = panel.width_px.min(panel.height_px) as f32;
        panel.scale() * pixels.min_elem() / side
    }
}

fn plugin(app: &mut App) {
    let mode = UpdateMode::Reactive {
        wait: BEAT,
        react_to_device_events: false,
        react_to_user_events: true,
        react_to_window_events: true,
    };
    app.init_resource::<Pictures>()
        .insert_resource(WinitSettings { focused_mode: mode, unfocused_mode: mode })
        .insert_resource(ClearColor(Color::BLACK))
        .add_systems(Startup, |mut commands: Commands| {
            commands.spawn((Camera2d, Msaa::Off));
        })
        .add_systems(
            PreUpdate,
            set_fonts.after(EguiPreUpdateSet::InitContexts).before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(Update, keep_time)
        .add_systems(EguiPrimaryContextPass, (print_thumbnails, draw_picture, draw_screen).chain())
        .add_systems(
            PostUpdate,
            (count_words.before(EguiPostUpdateSet::ProcessOutput), act)
                .chain()
                .after(EguiPostUpdateSet::EndPass),
        )
        .add_systems(Last, tell_parent);
}

fn set_fonts(mut contexts: Query<&mut EguiContext>, mut is_set: Local<bool>) {
    for mut context in &mut contexts {
        if !std::mem::replace(&mut *is_set, true) {
            context.get_mut().set_fonts(theme::fonts(Typeface::Serif));
        }
    }
}

/// Looks at the clock, and at the hours.
fn keep_time(mut kiosk: ResMut<Kiosk>, mut exit: MessageWriter<AppExit>) {
    let kiosk = &mut *kiosk;
    if kiosk.glanced.is_none_or(|at| at.elapsed() >= GLANCE) {
        kiosk.glanced = Some(Instant::now());
        kiosk.is_open = kiosk.keeper.is_open();
        kiosk.exhibit.close_by_staff(kiosk.keeper.is_closed_today());
        // A disk that is slow to answer holds nobody up.
        if kiosk.exhibit.visit().is_none() {
            kiosk.keeper.retry();
        }
        if kiosk.exhibit.place() == Place::Staff {
            kiosk.desk = kiosk.keeper.desk(&kiosk.strings);
        }
    }
    let now = kiosk.now_ms();
    let outcome = kiosk.exhibit.tick(kiosk.is_open, now);
    see_to(kiosk, outcome, &mut exit);
    if !kiosk.exhibit.is_unattended() {
        kiosk.quiet_since_ms = now;
    }
    if kiosk.rung.makes_way(now, now.saturating_sub(kiosk.quiet_since_ms)) {
        exit.write(AppExit::from_code(Wish::Restart as u8));
    }
    let is_closed = kiosk.exhibit.place() == Place::Closed;
    if let Some(Err(why)) = kiosk.display.as_mut().map(|display| display.tick(is_closed, now)) {
        kiosk.line.tell(&format!("{why}\n"));
        kiosk.keeper.notice(why);
    }
}

/// Carries out what was asked for while the screen was drawn.
fn act(mut kiosk: ResMut<Kiosk>, mut contexts: EguiContexts, mut exit: MessageWriter<AppExit>) {
    let kiosk = &mut *kiosk;
    if let Some(asked) = kiosk.asked.take() {
        let now = kiosk.now_ms();
        if let Some(display) = &mut kiosk.display {
            display.touched(now);
        }
        let outcome = kiosk.exhibit.act(asked, now);
        see_to(kiosk, outcome, &mut exit);
        let is_closed = kiosk.exhibit.is_closed_by_staff();
        if is_closed != kiosk.keeper.is_closed_today() {
            kiosk.keeper.close(is_closed);
        }
        match kiosk.exhibit.place() {
            Place::Staff => kiosk.desk = kiosk.keeper.desk(&kiosk.strings),
            _ => kiosk.keeper.staff_left(),
        }
        if let Ok(ctx) = contexts.ctx_mut() {
            ctx.request_repaint();
        }
    }
    if std::mem::take(&mut kiosk.forgets)
        && let Ok(ctx) = contexts.ctx_mut()
    {
        forget(ctx);
        ctx.request_repaint();
    }
}

fn see_to(kiosk: &mut Kiosk, outcome: Option<Outcome>, exit: &mut MessageWriter<AppExit>) {
    match outcome {
        Some(Outcome::Over(tally)) => {
            kiosk.keeper.count(&tally);
            kiosk.visits += 1;
            kiosk.forgets = true;
        }
        Some(Outcome::End(wish)) => {
            kiosk.keeper.retry();
            exit.write(AppExit::from_code(wish as u8));
        }
        Some(Outcome::Export(stick)) => kiosk.keeper.export(stick, &kiosk.strings),
        None => {}
    }
}

/// The idle clock follows the words on screen.
fn count_words(mut kiosk: ResMut<Kiosk>, outputs: Query<&EguiFullOutput>) {
    let shapes = outputs.iter().filter_map(|output| output.as_ref());
    let words = shapes.map(|output| words_drawn(&output.shapes)).sum();
    let now = kiosk.now_ms();
    kiosk.exhibit.shows(words, now);
}

fn draw_picture(
    mut contexts: EguiContexts,
    kiosk: Res<Kiosk>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut pictures: ResMut<Pictures>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let exhibit = &kiosk.exhibit;
    let now_ms = kiosk.now_ms();
    let (backdrop, part) = picture(exhibit, turn(&kiosk.config, exhibit, now_ms));
    let pixels = egui::vec2(window.physical_width() as f32, window.physical_height() as f32);
    let limit = ctx.input(|input| input.max_texture_side);
    let shrink = (limit as f32 / pixels.max_elem().max(1.0)).min(1.0);
    let scale = kiosk.scale(pixels);
    let points = egui::Rect::from_min_size(egui::Pos2::ZERO, pixels / scale);
    let layout = KioskLayout::new(points, exhibit.place(), false);
    let size = (pixels * shrink).round();
    let key = PrintKey {
        backdrop,
        part,
        changed: 0,
        theme: Theme::Light,
        size: [size.x as u32, size.y as u32],
        free: layout.free() * (scale * shrink),
    };
    let waker = proxy.map(|proxy| (**proxy).clone());
    // The parts and pictures of a vignette are the story’s.
    pictures.want(exhibit.story(), key, move || {
        if let Some(waker) = waker {
            // A closed window needs no picture.
            let _ = waker.send_event(WinitUserEvent::WakeUp);
        }
    });
    let [red, green, blue] = exhibit.whole().part(part).palette.tone;
    picture::paint(ctx, pictures.latest(ctx), egui::Color32::from_rgb(red, green, blue));
    Ok(())
}

fn draw_screen(mut contexts: EguiContexts, mut kiosk: ResMut<Kiosk>) -> Result {
    let ctx = contexts.ctx_mut()?;
    let now_ms = kiosk.now_ms();
    let mut ui = egui::Ui::new(
        ctx.clone(),
        egui::Id::new("kiosk"),
        egui::UiBuilder::new().max_rect(ctx.content_rect()),
    );
    let stand = Stand {
        exhibit: &kiosk.exhibit,
        config: &kiosk.config,
        strings: &kiosk.strings,
        staff: &kiosk.desk,
        thumbnails: &kiosk.thumbnails,
        now_ms,
        turn: turn(&kiosk.config, &kiosk.exhibit, now_ms),
    };
    let asked = kiosk_ui(&mut ui, &stand);
    if let Some(next) = kiosk.exhibit.next_ms(now_ms) {
        ctx.request_repaint_after(Duration::from_millis(next.clamp(1, 1000)));
    }
    kiosk.asked = asked.or(kiosk.asked);
    Ok(())
}

/// Prints the small pictures of the vignettes, once, off the main thread.
fn print_thumbnails(
    mut contexts: EguiContexts,
    mut kiosk: ResMut<Kiosk>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
    mut printing: Local<Option<Mutex<mpsc::Receiver<(BackdropId, PartId, ColorImage)>>>>,
    mut kept: Local<Vec<TextureHandle>>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let receiver = printing.get_or_insert_with(|| {
        let (sender, receiver) = mpsc::channel();
        let story = kiosk.exhibit.whole().clone();
        let wanted: Vec<_> = (kiosk.exhibit.vignettes())
            .filter_map(|(_, vignette)| story.first_picture(vignette))
            .collect();
        let waker = proxy.map(|proxy| (**proxy).clone());
        thread::spawn(move || {
            for (backdrop, part) in wanted {
                let size = [THUMBNAIL_PX, (THUMBNAIL_PX as f32 * THUMBNAIL_RATIO) as u32];
                let whole = egui::vec2(size[0] as f32, size[1] as f32);
                let free = egui::Rect::from_min_size(egui::Pos2::ZERO, whole);
                let key = PrintKey { backdrop, part, changed: 0, theme: Theme::Light, size, free };
                // A closed window needs no picture.
                if sender.send((backdrop, part, picture::print(&story, key))).is_err() {
                    return;
                }
                if let Some(waker) = &waker {
                    let _ = waker.send_event(WinitUserEvent::WakeUp);
                }
            }
        });
        Mutex::new(receiver)
    });
    let Ok(receiver) = receiver.get_mut() else { return Ok(()) };
    for (backdrop, part, image) in receiver.try_iter() {
        let texture = ctx.load_texture("vignette", image, TextureOptions::LINEAR);
        kiosk.thumbnails.insert((backdrop, part), texture.id());
        kept.push(texture);
        ctx.request_repaint();
    }
    Ok(())
}

/// Tells the parent that there is something to see, and then that it lives; and
/// fills the screen, once there is a window to do it with.
fn tell_parent(
    mut frames: Local<u32>,
    mut beat: Local<Option<Instant>>,
    kiosk: Res<Kiosk>,
    mut window: Single<&mut Window, With<PrimaryWindow>>,
    mut redraw: MessageWriter<bevy::window::RequestRedraw>,
    mut exit: MessageWriter<AppExit>,
) {
    if kiosk.line.is_cut() {
        exit.write(AppExit::Success);
    }
    *frames = frames.saturating_add(1);
    match *frames {
        1 | 2 => {
            redraw.write(bevy::window::RequestRedraw);
        }
        3 => {
            kiosk.line.first_frame();
            if kiosk.fills {
                window.mode = WindowMode::BorderlessFullscreen(MonitorSelection::Current);
            }
        }
        _ => {}
    }
    if *frames >= 3 && beat.is_none_or(|at| at.elapsed() >= BEAT / 2) {
        *beat = Some(Instant::now());
        kiosk.line.beat();
    }
}
