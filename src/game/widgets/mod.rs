//! Pieces of a page: egui functions that draw plain data and return what the
//! player did. They know neither the ECS nor the story behind what they show.

mod block;
mod choices;
mod controls;
mod icon;
mod note;
mod passage;

pub use block::{BlockLook, block_ui};
pub use choices::{ChoiceRow, choice_list};
pub use controls::{entries, entry, focus_by_arrow, small_link, text_button};
pub use note::{NoteLook, NoteResponse, note};
pub use passage::{MarkKind, MarkLook, Marked, PassageLook, announce, label, passage};
