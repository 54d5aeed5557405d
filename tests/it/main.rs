//! What the whole promises, told as claims.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod check;
mod cli;
mod i18n;
mod linocut;
mod our_story;
mod reader;
mod mutilated;
mod saves;
#[cfg(feature = "game")]
mod screens;
#[cfg(all(feature = "game", target_os = "linux"))]
mod window;
