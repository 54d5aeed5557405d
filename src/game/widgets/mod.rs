//! Pieces of a page: egui functions that draw plain data and return what the
//! player did. They know neither the ECS nor the story behind what they show.

mod choices;
mod controls;
mod icon;
mod note;
mod passage;

pub use choices::{ChoiceRow, choice_list};
pub use controls::{entry, focus_by_arrow, text_button};
pub use note::{NoteLook, NoteResponse, note};
pub use passage::{PassageLook, label, passage};
