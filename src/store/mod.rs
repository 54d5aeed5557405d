//! Saves, the reader's record, settings and an author's files on disk.
//!
//! Besides the reading of story folders, the only place that touches the
//! disk. What a save holds is `narrative::run::save`'s, what a record
//! holds `narrative::record`'s; here it is text that
//! arrives whole or not at all. No window, no clock.

mod aside;
mod atomic;
mod carry;
mod generations;
mod good_story;
mod lock;
mod log;
mod notice;
mod process;
mod record;
mod settings;
mod slots;
mod sticks;
mod story_file;
mod wish;

pub use aside::{clear_away, make_folder, put_copy, set_aside, take_place};
pub use carry::carry_folder;
pub use good_story::{GoodStory, given_folder, kiosk_folder, setup_folder, written};
pub use log::{Log, LogSize};
pub use notice::{ExportError, ImportError, LoadError, NoteError, Notice, SaveError};
pub use process::{open_files, resident_kib};
pub use settings::{
    AUTO_ADVANCE, Depth, LineSpacing, Named, Reveal, SIZE_PERCENT, Settings, Theme, Typeface,
};
pub use slots::{Loaded, SaveFolder, Slot, SlotInfo, default_folder};
pub use sticks::{mounted_below, sticks};
pub use story_file::{begin, is_empty, overwrite, put};
pub use wish::{forget_wish, leave_wish};
