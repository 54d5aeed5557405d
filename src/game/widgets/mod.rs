//! Pieces of a page: egui functions that draw plain data and return what the
//! player did. They know neither the ECS nor the story behind what they show.

mod block;
mod buttons;
mod choices;
mod columns;
mod controls;
mod folio;
mod icon;
mod lens;
mod map;
mod note;
mod passage;
mod prose;
mod rows;
mod search;
mod stops;
mod timeline;
mod voice;

pub use block::{BlockLook, block_ui};
pub use buttons::{ButtonLook, RowLook, Sign, TARGET, bordered, button_width, opening_row, tabs};
pub use choices::{ChoiceRow, choice_list};
pub use columns::{columns_that_fit, in_a_row, side_by_side};
pub use controls::{entries, entry, focus_by_arrow, small_link, text_button};
pub use folio::folio;
pub use lens::gouges;
pub use map::{MapLook, MapPlace, map};
pub use note::{NoteLook, NoteResponse, note};
pub use passage::{MarkKind, MarkLook, Marked, PassageLook, announce, label, passage};
pub use prose::{Hits, found_text, read_block};
pub use rows::rows;
pub use search::{SearchResponse, search_field};
pub use stops::{begin_stops, end_stops, foot_stop, stop, walk_stops};
pub use timeline::{TimelineLook, TimelineMark, timeline};
pub use voice::{as_heading, news, section};
