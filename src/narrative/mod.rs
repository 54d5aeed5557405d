//! Everything true about stories, without a window.
//!
//! No engine, no clock, no thread, no random source of its own. One place,
//! [`parse::folder`], reads story folders.

pub mod diagnostic;
pub mod model;
pub mod parse;
pub mod run;
