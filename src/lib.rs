//! Sungari: branching stories about real history, each page with its facts.

#[cfg(feature = "game")]
pub mod game;
pub mod i18n;
pub mod linocut;
pub mod narrative;
pub mod store;
