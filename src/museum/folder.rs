//! Where a kiosk keeps its counts and logs.

use std::path::{Path, PathBuf};

use super::config::Config;
use crate::store::default_folder;

/// The folder of a kiosk: what its file says, beside the file; else
/// [`default_data_folder`].
pub fn data_folder(config: &Config, config_path: &Path) -> Option<PathBuf> {
    match &config.data {
        Some(data) => Some(config_path.parent().unwrap_or(Path::new("")).join(data)),
        None => default_data_folder(),
    }
}

/// The folder of a kiosk whose file names none: among what the system keeps for
/// the program, if it names a place for that.
pub fn default_data_folder() -> Option<PathBuf> {
    Some(default_folder()?.join("kiosk"))
}
