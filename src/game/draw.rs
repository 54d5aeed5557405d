//! Draws the screen the player is on over its picture.

use bevy::prelude::*;
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use bevy_egui::{EguiContext, EguiContexts, EguiPreUpdateSet, EguiPrimaryContextPass, egui};

use super::action::PlayerAction;
use super::picture::{self, Pictures, PrintKey};
use super::screens::{Screen, problem_ui, scene_ui, title_ui};
use super::session::{Interface, LoadedStory, Session};
use super::theme::{self, Colours, Layout};
use super::{StoryProblem, launch};
use crate::narrative::model::{Palette, PartId, Story};
use crate::narrative::run::Playthrough;

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
        .add_systems(Last, report_first_frame);
}

fn spawn_camera(mut commands: Commands) {
    commands.spawn((Camera2d, Msaa::Off));
}

/// egui takes fonts at the beginning of a pass: before the first one.
fn set_fonts(mut contexts: Query<&mut EguiContext, Added<EguiContext>>) {
    for mut context in &mut contexts {
        context.get_mut().set_fonts(theme::fonts());
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
    let palette = story.as_ref().map_or(&PLAIN, |story| palette(story, &session, screen.get()));
    let colours = Colours::new(palette);
    theme::apply(ctx, &colours);
    let [red, green, blue] = palette.tone;
    let plain = egui::Color32::from_rgb(red, green, blue);
    if let Some(story) = &story {
        let life = session.life.as_ref().filter(|_| *screen.get() == Screen::Scene);
        let pixels = egui::vec2(window.physical_width() as f32, window.physical_height() as f32);
        let limit = ctx.input(|input| input.max_texture_side);
        let key = print_key(story, life, pixels, limit);
        let waker = proxy.map(|proxy| (**proxy).clone());
        pictures.want(story, key, move || {
            if let Some(waker) = waker {
                // A closed window needs no picture.
                let _ = waker.send_event(WinitUserEvent::WakeUp);
            }
        });
    }
    picture::paint(ctx, pictures.latest(ctx), plain);
    Ok(())
}

/// The print a window of `pixels` wants: a page's with a life, else the
/// title's. No side of it is longer than `limit`.
///
/// Takes the window's own size: egui's is a frame late when the scale changes.
fn print_key(
    story: &Story,
    life: Option<&Playthrough>,
    pixels: egui::Vec2,
    limit: usize,
) -> PrintKey {
    let scale = theme::points_scale(pixels);
    let points = egui::Rect::from_min_size(egui::Pos2::ZERO, pixels / scale);
    let (backdrop, part, layout) = match life {
        Some(life) => {
            let scene = story.scene(life.state().scene);
            (scene.backdrop, scene.part, Layout::page(points))
        }
        None => (story.title_backdrop, PartId::new(0), Layout::title(points)),
    };
    let shrink = (limit as f32 / pixels.max_elem().max(1.0)).min(1.0);
    let size = (pixels * shrink).round();
    PrintKey {
        backdrop,
        part,
        size: [size.x as u32, size.y as u32],
        free: layout.free * (scale * shrink),
    }
}

fn palette<'s>(story: &'s Story, session: &Session, screen: &Screen) -> &'s Palette {
    let scene = session.life.as_ref().map(|life| story.scene(life.state().scene));
    let part =
        scene.filter(|_| *screen == Screen::Scene).map_or(PartId::new(0), |scene| scene.part);
    &story.part(part).palette
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
    let session = &mut *session;
    let action = match (screen.get(), &story, &session.life, &problem) {
        (Screen::Scene, Some(story), Some(life), _) => {
            scene_ui(&mut ui, story, life, &interface, &session.notices, &mut session.page)
        }
        (Screen::Problem, _, _, Some(problem)) => {
            let StoryProblem { folder, count, report } = &**problem;
            problem_ui(&mut ui, &Colours::new(&PLAIN), &interface, folder, *count, report)
        }
        (_, Some(story), ..) => {
            let saved = session.saved.as_deref();
            title_ui(&mut ui, story, &interface, saved, &session.notices, &mut session.title)
        }
        _ => None,
    };
    if let Some(action) = action {
        actions.write(action);
    }
    Ok(())
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
        for (width, height) in [(1280, 720), (1080, 1920), (3840, 2160), (7680, 4320)] {
            for life in [None, Some(&life)] {
                let pixels = egui::vec2(width as f32, height as f32);
                let PrintKey { size: [wide, high], free, .. } =
                    print_key(&story, life, pixels, 4096);
                assert!(wide <= 4096 && high <= 4096, "{wide}x{high}");
                assert_eq!(wide * height, high * width, "{wide}x{high} of {width}x{height}");
                let whole = egui::vec2(wide as f32 + 1.0, high as f32 + 1.0);
                let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, whole);
                assert!(whole.contains_rect(free), "{free:?} of {wide}x{high}");
                assert!(free.area() > 0.1 * whole.area(), "{free:?} of {wide}x{high}");
            }
        }
    }
}
