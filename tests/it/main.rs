//! Tests through the doors that people use.

mod cli;
mod i18n;
mod reader;
