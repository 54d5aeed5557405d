//! Taking turns in a folder.
//!
//! Two programs may have one folder open. Each holds the folder's lock while
//! it changes files, so neither removes or renames what the other is writing;
//! the last to save is what is loaded. The system lets go of the lock of a
//! program that was killed.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

const NAME: &str = "lock";
const PAUSE: Duration = Duration::from_millis(10);
const TRIES: usize = 300;

/// The turn: ends when dropped.
pub(super) struct Turn(#[expect(dead_code, reason = "held for its lock")] File);

/// Waits for the turn, for three seconds at most.
pub(super) fn take_turn(folder: &Path) -> io::Result<Turn> {
    let path = folder.join(NAME);
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Turn(file)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            // A file system without locks: files are whole there too.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(Turn(file));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::ErrorKind::WouldBlock.into())
}
