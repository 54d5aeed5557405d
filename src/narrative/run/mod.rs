//! Playing a story: begin, view, choose, step back and forward.
//!
//! Pure: no files, no clock. The same story, choices and seed always give the
//! same playthrough.

pub(super) mod chance;
mod code;
mod pages;
mod playthrough;
mod reading;
pub mod rules;
pub mod save;
mod state;
mod step;
mod transcript;
mod view;
mod words;

pub use code::{CodeError, LONGEST as LONGEST_CODE, code, life_of_code};
pub use pages::Page;
pub use playthrough::{ChooseError, Playthrough};
pub use reading::{Found, Hit, PageRead, pages_read, search};
pub use state::State;
pub use step::{Step, StepLine};
pub use transcript::{WalkError, page_text, transcript};
pub use view::{
    BlockKind, BlockView, ChoiceView, ClaimHeard, ContentNote, SceneView, claims_heard, marks,
    view, words_read,
};
