//! Saves, the reader's record and settings on disk.
//!
//! Besides the reading of story folders, the only place that touches the
//! disk. What a save holds is `narrative::run::save`'s, what a record
//! holds `narrative::record`'s; here it is text that
//! arrives whole or not at all. No window, no clock.

mod atomic;
mod carry;
mod generations;
mod lock;
mod notice;
mod record;
mod settings;
mod slots;

pub use notice::{ExportError, ImportError, LoadError, NoteError, Notice, SaveError};
pub use settings::{
    AUTO_ADVANCE, Depth, LineSpacing, Named, Reveal, SIZE_PERCENT, Settings, Theme, Typeface,
};
pub use slots::{Loaded, SaveFolder, Slot, SlotInfo, default_folder};
