//! Tests through the doors that people use.

mod saves;
