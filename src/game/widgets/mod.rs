//! Pieces of a page: egui functions that draw plain data and return what the
//! player did. They know neither the ECS nor the story behind what they show.

mod block;
mod button;
mod choices;
mod controls;
mod field;
mod focus;
mod icon;
mod key_row;
mod mark_sample;
mod note;
mod parts;
mod passage;
mod shelf_row;

pub use block::{BlockLook, block_ui};
pub use button::{Column, Weight, button, options, two_columns, wrapped};
pub use choices::{ChoiceRow, choice_list};
pub use controls::{entries, entry, focus_by_arrow, small_link, text_button};
pub use field::field;
pub use focus::{attend, begin_screen, pressed_arrow, want_focus};
pub use key_row::key_row;
pub use mark_sample::mark_sample;
pub use note::{NoteLook, NoteResponse, note};
pub use parts::{aside, group_heading, paragraph, rule, ruler, told};
pub use passage::{Marked, PassageLook, label, passage};
pub use shelf_row::{ShelfLook, THUMBNAIL, shelf_row};
