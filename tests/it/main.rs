//! What the whole promises, told as claims.

mod check;
mod cli;
mod i18n;
mod linocut;
mod reader;
