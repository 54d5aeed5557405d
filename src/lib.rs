//! Sungari: branching stories about real history, each page with its facts.

// Tests in here share what the tests outside are made of.
#[cfg(test)]
extern crate self as sungari;

pub mod author;
pub mod cli;
mod cores;
#[cfg(feature = "game")]
pub mod game;
pub mod i18n;
pub mod kiosk;
pub mod linocut;
pub mod museum;
pub mod narrative;
pub mod play;
pub mod reader;
#[cfg(feature = "game")]
mod resting;
pub mod shipped;
pub mod store;
pub mod supervisor;
pub mod terminal;
mod watch;
#[cfg(feature = "game")]
mod window;
