//! Draws the screen the player is on over its picture.

use bevy::prelude::*;
use bevy::window::{MonitorSelection, PrimaryWindow, RequestRedraw, WindowMode};
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use bevy_egui::{EguiContext, EguiContexts, EguiPreUpdateSet, EguiPrimaryContextPass, egui};

use super::action::PlayerAction;
use super::picture::{self, Pictures, PrintKey};
use super::screens::{self, Beneath, Screen, problem_ui};
use super::session::{Interface, LoadedStory, Session};
use super::show::{is_in_life, palette, show};
use super::theme::{self, Colours};
use super::{StoryProblem, launch};
use crate::narrative::model::{Palette, PartId, Story};
use crate::narrative::run::Playthrough;
use crate::store::{Settings, Theme, Typeface};

pub(super) fn plugin(app: &mut App) {
    let [red, green, blue] = PLAIN.tone;
    app.init_resource::<Pictures>()
        .insert_resource(ClearColor(Color::srgb_u8(red, green, blue)))
        .add_systems(Startup, spawn_camera)
        .add_systems(
            PreUpdate,
            set_fonts.after(EguiPreUpdateSet::InitContexts).before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(EguiPrimaryContextPass, (draw_picture, draw_screen).chain())
        .add_systems(Update, fill_screen.run_if(resource_changed::<Session>))
        .add_systems(Last, report_first_frame);
}

fn spawn_camera(mut commands: Commands) {
    commands.spawn((Camera2d, Msaa::Off));
}

/// egui takes fonts at the beginning of a pass: before the first one, and when
/// the reader wants others.
fn set_fonts(
    mut contexts: Query<&mut EguiContext>,
    session: Res<Session>,
    mut last: Local<Option<Typeface>>,
) {
    let typeface = session.settings.typeface;
    if contexts.is_empty() || *last == Some(typeface) {
        return;
    }
    *last = Some(typeface);
    for mut context in &mut contexts {
        context.get_mut().set_fonts(theme::fonts(typeface));
    }
}

/// The parent process waits to hear that there is something to see.
fn report_first_frame(mut frames: Local<u32>, mut redraw: MessageWriter<RequestRedraw>) {
    // What one update draws is on screen when the next one ends.
    *frames += 1;
    match *frames {
        1 | 2 => {
            redraw.write(RequestRedraw);
        }
        3 => launch::report_first_frame(),
        _ => {}
    }
}

/// The inks of a story that did not load.
const PLAIN: Palette = Palette {
    paper: [0xf5, 0xed, 0xdc],
    ink: [0x1d, 0x27, 0x30],
    tone: [0x70, 0x94, 0xa5],
    accent: [0xcf, 0x8a, 0x2c],
};

fn draw_picture(
    mut contexts: EguiContexts,
    story: Option<Res<LoadedStory>>,
    session: Res<Session>,
    screen: Res<State<Screen>>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut pictures: ResMut<Pictures>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let palette = story.as_ref().map_or(&PLAIN, |story| palette(story, &session, *screen.get()));
    let theme = session.settings.theme;
    if let Some(story) = &story {
        let life = session.life.as_ref().filter(|_| is_in_life(*screen.get(), &session));
        // The page of a vignette has the picture of its scene.
        let opened = session.open_vignette.as_ref().filter(|_| *screen.get() == Screen::Vignettes);
        let (story, life, at) = match opened {
            Some(opened) => (&opened.story, Some(&opened.life), Screen::Scene),
            None => (&story.0, life, *screen.get()),
        };
        let pixels = egui::vec2(window.physical_width() as f32, window.physical_height() as f32);
        let limit = ctx.input(|input| input.max_texture_side);
        let key = PrintKey {
            changed: session.pictures_changed,
            ..print_key(story, life, at, &session.settings, pixels, limit)
        };
        let waker = proxy.map(|proxy| (**proxy).clone());
        pictures.want(story, key, move || {
            if let Some(waker) = waker {
                // A closed window needs no picture.
                let _ = waker.send_event(WinitUserEvent::WakeUp);
            }
        });
    }
    picture::paint(ctx, pictures.latest(ctx), plain(palette, theme));
    Ok(())
}

/// What stands behind the page until there is a print.
fn plain(palette: &Palette, theme: Theme) -> egui::Color32 {
    let [red, green, blue] = palette.tone;
    match theme {
        Theme::Light => egui::Color32::from_rgb(red, green, blue),
        Theme::Dark => egui::Color32::from_rgb(red / 4, green / 4, blue / 4),
        Theme::HighContrast => egui::Color32::WHITE,
    }
}

/// The print a window of `pixels` wants: of the scene a life is in, else the
/// title's. No side of it is longer than `limit`.
///
/// Takes the window's own size: egui's is a frame late when the scale changes.
fn print_key(
    story: &Story,
    life: Option<&Playthrough>,
    screen: Screen,
    settings: &Settings,
    pixels: egui::Vec2,
    limit: usize,
) -> PrintKey {
    let scale = theme::points_scale(pixels, settings.size_percent);
    let points = egui::Rect::from_min_size(egui::Pos2::ZERO, pixels / scale);
    let (backdrop, part) = match life {
        Some(life) => {
            let scene = story.scene(life.state().scene);
            (scene.backdrop, scene.part)
        }
        None => (story.title_backdrop, PartId::new(0)),
    };
    let shrink = (limit as f32 / pixels.max_elem().max(1.0)).min(1.0);
    let size = (pixels * shrink).round();
    PrintKey {
        backdrop,
        part,
        changed: 0,
        theme: settings.theme,
        size: [size.x as u32, size.y as u32],
        free: screens::layout(screen, points, settings).free * (scale * shrink),
    }
}

fn draw_screen(
    mut contexts: EguiContexts,
    story: Option<Res<LoadedStory>>,
    mut session: ResMut<Session>,
    interface: Res<Interface>,
    problem: Option<Res<StoryProblem>>,
    screen: Res<State<Screen>>,
    mut actions: MessageWriter<PlayerAction>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let id = egui::Id::new("screen");
    let mut ui =
        egui::Ui::new(ctx.clone(), id, egui::UiBuilder::new().max_rect(ctx.content_rect()));
    // What screens remember is theirs: drawing changes nothing in the session.
    let session = session.bypass_change_detection();
    let action = match (&story, &problem) {
        (Some(story), _) => show(&mut ui, story, &interface, session, *screen.get()),
        (None, Some(problem)) => {
            let waits = session.watched.is_some();
            let beneath = if waits { Beneath::Waiting } else { Beneath::Nothing };
            let colours = Colours::new(&PLAIN, session.settings.theme);
            theme::apply(ui.ctx(), &colours, session.settings.reduced_motion);
            problem_ui(&mut ui, &colours, &interface, &problem.problems, beneath)
        }
        _ => None,
    };
    actions.write_batch(action);
    Ok(())
}

/// The window fills the screen when the reader wants it to.
fn fill_screen(session: Res<Session>, mut window: Single<&mut Window, With<PrimaryWindow>>) {
    let mode = match session.settings.full_screen {
        true => WindowMode::BorderlessFullscreen(MonitorSelection::Current),
        false => WindowMode::Windowed,
    };
    if window.mode != mode {
        window.mode = mode;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::load;
    use crate::narrative::parse::folder;

    #[test]
    fn a_print_is_composed_for_the_free_part_of_its_own_window() {
        let story = load(&folder::read(std::path::Path::new("story")).unwrap()).story.unwrap();
        let life = Playthrough::begin(&story, 0);
        let sizes = [(1280, 720), (1080, 1920), (3840, 2160), (7680, 4320)];
        let percents = [100, 150, 200];
        for (screen, (width, height), size_percent) in Screen::ALL
            .into_iter()
            .flat_map(|screen| sizes.map(|size| (screen, size)))
            .flat_map(|(screen, size)| percents.map(|percent| (screen, size, percent)))
        {
            let pixels = egui::vec2(width as f32, height as f32);
            let settings = Settings { size_percent, ..Settings::default() };
            let key = print_key(&story, Some(&life), screen, &settings, pixels, 4096);
            let PrintKey { size: [wide, high], free, .. } = key;
            assert!(wide <= 4096 && high <= 4096, "{wide}x{high}");
            assert_eq!(wide * height, high * width, "{wide}x{high} of {width}x{height}");
            let whole = egui::vec2(wide as f32 + 1.0, high as f32 + 1.0);
            let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, whole);
            assert!(whole.contains_rect(free), "{free:?} of {wide}x{high}");
            assert!(free.area() > 0.03 * whole.area(), "{screen:?} {free:?} of {wide}x{high}");
        }
    }
}
