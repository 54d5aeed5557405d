//! What the whole promises, told as claims.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(feature = "game")]
mod archive_screen;
mod changed;
mod check;
mod cli;
mod dice;
mod diff;
mod explore;
mod fmt;
mod folder;
#[cfg(feature = "game")]
mod folder_screens;
#[path = "../../benches/generated/mod.rs"]
mod generated;
mod graph;
mod guide;
#[cfg(feature = "game")]
mod habits;
#[cfg(feature = "game")]
mod headless;
mod i18n;
mod kiosk;
#[cfg(feature = "game")]
mod kiosk_screens;
mod large;
#[cfg(feature = "game")]
mod layout;
mod linocut;
#[cfg(feature = "game")]
mod monitors;
mod mutilated;
mod our_story;
#[cfg(feature = "game")]
mod play;
mod plays;
mod reader;
mod record;
#[cfg(feature = "game")]
mod reload;
mod saves;
#[cfg(feature = "game")]
mod screens;
#[cfg(feature = "game")]
mod shelf_layout;
#[cfg(feature = "game")]
mod shelf_screens;
mod slips;
mod stats;
mod steppe;
mod steps;
mod stories;
mod tidy;
#[cfg(feature = "game")]
mod vignette_screens;
mod watch;
#[cfg(all(feature = "game", target_os = "linux"))]
mod window;
