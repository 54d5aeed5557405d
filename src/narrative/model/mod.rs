//! What a story is: plain data. No files, no author's syntax.

mod backdrop;
mod date;
mod fact;
mod form;
mod id;
mod logic;
mod order;
mod promise;
mod prose;
mod scene;
mod story;
mod vignette;

pub use backdrop::*;
pub use date::*;
pub use fact::*;
pub use form::*;
pub use id::*;
pub use logic::*;
pub use order::*;
pub use promise::*;
pub use prose::*;
pub use scene::*;
pub use story::*;
pub use vignette::*;
