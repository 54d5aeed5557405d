//! The last resort of a kiosk: a full screen of paper that needs no GPU and asks
//! visitors to tell a member of staff.

mod page;

use std::num::NonZeroU32;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

use softbuffer::{Context, Surface};
use winit::application::ApplicationHandler;
use winit::dpi::PhysicalSize;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop};
use winit::window::{Fullscreen, Window, WindowId};

use crate::game::theme::serif;
use crate::i18n::Strings;
use crate::supervisor::lifeline::Lifeline;

/// How often the window goes through its loop, at the least.
const BEAT: Duration = Duration::from_secs(1);

/// Shows the page under a title until the supervisor wants it no more.
///
/// # Errors
/// When there can be no window; says why.
pub(crate) fn show(
    title: Option<&str>,
    strings: &Strings,
    line: Lifeline,
) -> Result<ExitCode, String> {
    let events = EventLoop::new().map_err(|error| error.to_string())?;
    let mut resting = Resting {
        title: title.map(str::to_owned),
        notice: strings.get("resting-notice"),
        line,
        shown: None,
        has_frame: false,
        failure: None,
    };
    events.run_app(&mut resting).map_err(|error| error.to_string())?;
    resting.failure.map_or(Ok(ExitCode::SUCCESS), Err)
}

struct Resting {
    title: Option<String>,
    notice: String,
    line: Lifeline,
    shown: Option<Shown>,
    has_frame: bool,
    failure: Option<String>,
}

struct Shown {
    window: Rc<Window>,
    surface: Surface<Rc<Window>, Rc<Window>>,
}

impl ApplicationHandler for Resting {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        match open(events) {
            Ok(shown) => {
                shown.window.request_redraw();
                self.shown = Some(shown);
            }
            Err(why) => self.fail(events, why),
        }
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        match event {
            WindowEvent::RedrawRequested => match self.draw() {
                Ok(()) if !self.has_frame => {
                    self.has_frame = true;
                    self.line.first_frame();
                    if let Some(Shown { window, .. }) = &self.shown {
                        // Not sooner: some compositors do not survive a window that
                        // begins full.
                        window.set_fullscreen(Some(Fullscreen::Borderless(None)));
                    }
                }
                Ok(()) => {}
                Err(why) => self.fail(events, why),
            },
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } => {
                if let Some(Shown { window, .. }) = &self.shown {
                    window.request_redraw();
                }
            }
            // No key and no gesture of the desktop ends it.
            _ => {}
        }
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        if self.line.is_cut() {
            return events.exit();
        }
        let is_due =
            !matches!(events.control_flow(), ControlFlow::WaitUntil(at) if at > Instant::now());
        if is_due {
            if self.has_frame {
                self.line.beat();
            }
            events.set_control_flow(ControlFlow::WaitUntil(Instant::now() + BEAT));
        }
    }
}

impl Resting {
    fn draw(&mut self) -> Result<(), String> {
        let Some(Shown { window, surface }) = &mut self.shown else { return Ok(()) };
        let PhysicalSize { width, height } = window.inner_size();
        let (Some(wide), Some(high)) = (NonZeroU32::new(width), NonZeroU32::new(height)) else {
            return Ok(());
        };
        surface.resize(wide, high).map_err(|error| error.to_string())?;
        let mut buffer = surface.buffer_mut().map_err(|error| error.to_string())?;
        let serif = serif().unwrap_or_default();
        let pixels = page::page(width, height, self.title.as_deref(), &self.notice, serif);
        match pixels.filter(|pixels| pixels.len() == buffer.len()) {
            Some(pixels) => buffer.copy_from_slice(&pixels),
            None => return Err(format!("a page of {width} by {height} pixels cannot be drawn")),
        }
        buffer.present().map_err(|error| error.to_string())
    }

    fn fail(&mut self, events: &ActiveEventLoop, why: String) {
        self.failure = Some(why);
        events.exit();
    }
}

fn open(events: &ActiveEventLoop) -> Result<Shown, String> {
    let mut attributes = Window::default_attributes().with_title("Sungari").with_decorations(false);
    if let Some(monitor) = events.primary_monitor().or(events.available_monitors().next()) {
        attributes = attributes.with_inner_size(monitor.size());
    }
    let window = events.create_window(attributes).map_err(|error| error.to_string())?;
    window.set_cursor_visible(false);
    let window = Rc::new(window);
    let context = Context::new(window.clone()).map_err(|error| error.to_string())?;
    let surface = Surface::new(&context, window.clone()).map_err(|error| error.to_string())?;
    Ok(Shown { window, surface })
}
