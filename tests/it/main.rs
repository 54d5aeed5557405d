//! Everything that is tested from outside, in one binary.

mod check;
mod linocut;
mod mutilated;
mod saves;
