//! The exhibit without its window: what a museum sets up, what a venue changes, when a visit ends,
//! how large things must be, who may open the staff’s panel, what is counted,
//! and what keeps the screen lit.

pub mod config;
pub mod conformance;
pub mod counts;
pub mod display;
pub mod exhibit;
pub mod exit;
pub mod hours;
pub mod idle;
pub mod panel;
pub mod pin;
pub mod profile;
pub mod robot;
pub mod soak;
pub mod supervise;
pub mod visits;
