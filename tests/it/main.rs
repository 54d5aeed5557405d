//! What the whole promises, told as claims.

mod cli;
mod i18n;
mod linocut;
mod reader;
