//! Pieces of work side by side, as many at once as the machine has cores.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::narrative::work::Job;

/// Does the pieces, and comes back when all are done.
pub(crate) fn side_by_side(jobs: Vec<Job<'_>>) {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
    let jobs: Mutex<VecDeque<Job<'_>>> = Mutex::new(jobs.into());
    let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || {
        while let Some(job) = next() {
            job();
        }
    };
    thread::scope(|scope| {
        for _ in 1..cores {
            scope.spawn(work);
        }
        work();
    });
}
