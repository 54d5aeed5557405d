//! The sticks that somebody plugged in.

use std::fs;
use std::path::PathBuf;

/// The most sticks that are offered.
const MOST_STICKS: usize = 4;

/// Sticks that are plugged in: the folders on which a desktop mounts them, a few
/// at most.
pub fn sticks() -> Vec<PathBuf> {
    let roots: &[&str] = if cfg!(windows) { &[] } else { &["/media", "/run/media", "/Volumes"] };
    let folders = |folder: PathBuf| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
    };
    let mut found: Vec<PathBuf> = match cfg!(windows) {
        true => ('D'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\"))).collect(),
        // Some mount on /media/NAME, some on /media/USER/NAME.
        false => (roots.iter())
            .flat_map(|root| folders(PathBuf::from(root)))
            .flat_map(|one| {
                let inside = folders(one.clone());
                if inside.is_empty() { vec![one] } else { inside }
            })
            .collect(),
    };
    found.retain(|path| path.is_dir());
    found.sort();
    found.truncate(MOST_STICKS);
    found
}
