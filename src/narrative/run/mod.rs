//! Playing a story: begin, view, choose, step back and forward.
//!
//! Pure: no files, no clock. The same story, choices and seed always give the
//! same playthrough.

mod pages;
mod playthrough;
mod reading;
pub mod save;
mod transcript;
mod view;
mod words;

pub use pages::Page;
pub use playthrough::{ChooseError, Playthrough, State, Step};
pub use reading::{Found, Hit, PageRead, pages_read, search};
pub use transcript::{WalkError, page_text, transcript};
pub use view::{
    BlockKind, BlockView, ChoiceView, ClaimHeard, ContentNote, SceneView, claims_heard, marks,
    view, words_read,
};
