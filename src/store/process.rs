//! What this process holds of the machine, where the system tells.

use std::fs;

/// Memory in use, in KiB.
pub fn resident_kib() -> Option<u64> {
    let pages = fs::read_to_string("/proc/self/statm").ok()?;
    // Pages of 4 KiB, as on every machine that this is built for.
    Some(pages.split_whitespace().nth(1)?.parse::<u64>().ok()? * 4)
}

/// Files, sockets and devices that are open.
pub fn open_files() -> Option<usize> {
    Some(fs::read_dir("/proc/self/fd").ok()?.count())
}
