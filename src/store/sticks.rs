//! The sticks that somebody plugged in.

use std::fs;
use std::path::{Path, PathBuf};

/// The most sticks that are offered.
const MOST_STICKS: usize = 4;

/// Sticks that are plugged in: what a desktop mounts for somebody, a few at most.
pub fn sticks() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = match cfg!(windows) {
        true => ('D'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\"))).collect(),
        false => ["/media", "/run/media", "/Volumes"].iter().flat_map(mounted_below).collect(),
    };
    found.retain(|path| path.is_dir());
    found.sort();
    found.truncate(MOST_STICKS);
    found
}

/// What is mounted on a folder’s folders, and in those that are no mount: some
/// mount on `/media/NAME`, some on `/media/USER/NAME`. A folder on which nothing is
/// mounted, as `/media/cdrom0` without a disc, is the machine’s own.
pub fn mounted_below(root: impl AsRef<Path>) -> Vec<PathBuf> {
    let (mounted, plain) = mounts(root.as_ref());
    mounted.into_iter().chain(plain.iter().flat_map(|folder| mounts(folder).0)).collect()
}

/// The folders in a folder: those on a device of their own, and the others.
fn mounts(folder: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let device = device(folder);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.map(|entry| entry.path()).filter(|path| path.is_dir());
    folders.partition(|path| self::device(path) != device)
}

/// The device that a folder lies on.
#[cfg(unix)]
fn device(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    Some(folder.metadata().ok()?.dev())
}

#[cfg(not(unix))]
fn device(_: &Path) -> Option<u64> {
    None
}
