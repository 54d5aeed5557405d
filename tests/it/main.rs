//! What the whole promises, told as claims.

mod linocut;
