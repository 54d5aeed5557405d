//! The window lives in a child process.
//!
//! Without a display or a usable graphics driver the window's libraries end
//! the process, and one process may open one event loop only. So the parent
//! starts itself again for the window; if the child ends before its first
//! frame, the parent still can offer the plain-text reader.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;

use crate::supervisor::lifeline::FIRST_FRAME;

/// Set for the process that opens the window.
const CHILD: &str = "SUNGARI_WINDOW_PROCESS";

/// How the attempt to play in a window ended.
pub enum Launch {
    /// There was a window, and it was closed.
    Played(ExitCode),
    /// There was none, for this reason.
    NoWindow(String),
}

/// Whether this process is the one that opens the window.
pub fn is_window_process() -> bool {
    env::var_os(CHILD).is_some()
}

/// Tells the parent that a frame is on screen.
pub(super) fn report_first_frame() {
    let mut out = io::stdout();
    // A parent that has gone needs no news.
    let _ = writeln!(out, "{FIRST_FRAME}").and_then(|()| out.flush());
}

/// Starts this program again, with the same arguments, to open the window,
/// and waits until it is closed.
pub fn launch() -> Launch {
    if !has_display() {
        return Launch::NoWindow("there is no display".into());
    }
    let child = env::current_exe().and_then(|program| {
        Command::new(program)
            .args(env::args_os().skip(1))
            .env(CHILD, "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    });
    match child {
        Ok(child) => attend(child),
        Err(error) => Launch::NoWindow(format!("the window could not be started ({error})")),
    }
}

/// X11 and Wayland are named by the environment; elsewhere there is a desktop.
fn has_display() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos"))) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Follows the child to its end. What it says before its first frame is kept
/// back: it belongs to a window that may never be.
fn attend(mut child: Child) -> Launch {
    let stderr = child.stderr.take();
    let (ready, is_ready) = std::sync::mpsc::channel::<()>();
    let messages = thread::spawn(move || {
        let mut kept = Vec::new();
        let Some(mut stderr) = stderr else { return kept };
        let mut chunk = [0; 4096];
        let mut passes_on = false;
        while let Ok(count @ 1..) = stderr.read(&mut chunk) {
            passes_on |= is_ready.try_recv().is_ok();
            if passes_on {
                let mut out = io::stderr();
                let _ = out.write_all(&kept).and_then(|()| out.write_all(&chunk[..count]));
                kept.clear();
            } else {
                kept.extend_from_slice(&chunk[..count]);
            }
        }
        kept
    });
    let mut had_frame = false;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if line == FIRST_FRAME {
                had_frame = true;
                let _ = ready.send(());
            }
        }
    }
    let status = child.wait();
    let kept = messages.join().unwrap_or_default();
    if had_frame {
        let code = status.ok().and_then(|status| status.code()).unwrap_or(2);
        return Launch::Played(ExitCode::from(u8::try_from(code).unwrap_or(2)));
    }
    if env::var_os("RUST_LOG").is_some() {
        let _ = io::stderr().write_all(&kept);
    }
    Launch::NoWindow("there is no usable graphics driver".into())
}
