//! Doing something again whenever a story's files change.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use notify::{EventKind, RecursiveMode, Watcher};

/// An editor may save in several steps: this long nothing more must change.
const QUIET: Duration = Duration::from_millis(15);

/// However long files go on changing, this long after the first of them what is
/// there is looked at.
const LONGEST: Duration = Duration::from_millis(80);

/// Whether files have changed since the work on them began.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changed(Arc<AtomicBool>);

impl Changed {
    /// Whether they have.
    pub(crate) fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Calls `work` now, and again each time files in `folder` have changed, until
/// it breaks off. Files are only read by it, so reading is no change.
///
/// # Errors
/// When the folder cannot be watched.
pub(crate) fn watch(
    folder: &Path,
    mut work: impl FnMut(&Changed) -> ControlFlow<()>,
) -> Result<(), notify::Error> {
    let (sender, changes) = channel();
    let changed = Changed::default();
    let noticed = changed.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let is_change = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
        if is_change {
            noticed.0.store(true, Ordering::Relaxed);
            // Nobody listens any more once `work` has broken off.
            let _ = sender.send(());
        }
    })?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    while work(&changed).is_continue() {
        if changes.recv().is_err() {
            break;
        }
        let due = Instant::now() + LONGEST;
        let quiet = || due.saturating_duration_since(Instant::now()).min(QUIET);
        while changes.recv_timeout(quiet()).is_ok() {}
        changed.0.store(false, Ordering::Relaxed);
    }
    Ok(())
}
