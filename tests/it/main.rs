//! What the whole promises, told as claims.

mod check;
mod linocut;
