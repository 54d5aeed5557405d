//! A log that never outgrows its place: a few files of a limited size, the
//! oldest dropped for the newest.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many files there are, and how large each may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogSize {
    /// Files.
    pub files: usize,
    /// Bytes of each.
    pub bytes: u64,
}

impl Default for LogSize {
    fn default() -> LogSize {
        LogSize { files: 4, bytes: 1024 * 1024 }
    }
}

/// A log in a folder: `kiosk.log` is the newest file, `kiosk.1.log` the one
/// before it.
#[derive(Debug)]
pub struct Log {
    folder: PathBuf,
    size: LogSize,
    open: Option<(File, u64)>,
}

impl Log {
    /// A log that goes on in `folder`.
    pub fn new(folder: &Path, size: LogSize) -> Log {
        Log { folder: folder.into(), size, open: None }
    }

    /// Writes a line, cut where it is longer than a file may be.
    ///
    /// # Errors
    /// When it cannot be written: the folder is read-only, the disk is full. The
    /// next line is tried anew.
    pub fn line(&mut self, line: &[u8]) -> io::Result<()> {
        let most = usize::try_from(self.size.bytes).unwrap_or(usize::MAX).saturating_sub(1);
        let line = [&line[..line.len().min(most)], b"\n"].concat();
        let written = self.write(&line);
        if written.is_err() {
            self.open = None;
        }
        written
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        let (mut file, mut bytes) = match self.open.take() {
            Some(open) => open,
            None => self.append()?,
        };
        if bytes + line.len() as u64 > self.size.bytes && bytes > 0 {
            drop(file);
            self.move_on()?;
            (file, bytes) = self.append()?;
        }
        file.write_all(line)?;
        self.open = Some((file, bytes + line.len() as u64));
        Ok(())
    }

    fn append(&self) -> io::Result<(File, u64)> {
        fs::create_dir_all(&self.folder)?;
        let file = File::options().create(true).append(true).open(self.file(0))?;
        let bytes = file.metadata()?.len();
        Ok((file, bytes))
    }

    fn file(&self, age: usize) -> PathBuf {
        self.folder.join(match age {
            0 => "kiosk.log".into(),
            _ => format!("kiosk.{age}.log"),
        })
    }

    fn move_on(&self) -> io::Result<()> {
        if self.size.files < 2 {
            return fs::remove_file(self.file(0));
        }
        for age in (1..self.size.files).rev() {
            match fs::rename(self.file(age - 1), self.file(age)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}
