//! The exhibit without its window: what a museum sets up, when a visit ends,
//! how large things must be, who may open the staff’s panel, what is counted.

pub mod config;
pub mod conformance;
pub mod exit;
pub mod hours;
pub mod idle;
pub mod panel;
pub mod pin;
pub mod supervise;
