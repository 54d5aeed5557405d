//! Sungari: branching stories about real history, each page with its facts.

pub mod linocut;
pub mod narrative;
pub mod store;
