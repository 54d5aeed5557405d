//! The memory that a story takes, each in a process of its own, which measures
//! itself.

use std::env;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::process::Command;

use sungari::narrative::load;
use sungari::narrative::parse::folder;

use crate::generated::Generated;
use crate::{ours, peer};

/// Choices taken before the memory is looked at.
const CHOICES: usize = 1_000;

/// The most that this process ever held, and what it holds, in KiB; nothing
/// where the system does not say.
pub(crate) fn held() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    };
    Some((of("VmHWM:")?, of("VmRSS:")?))
}

/// The most and what is left in play: of this program, then of the peer. From
/// source on disk to a story in play.
pub(crate) fn measure(made: &Generated) -> io::Result<[String; 2]> {
    let place = tempfile::tempdir()?;
    let (story, ink) = (place.path().join("story"), place.path().join("story.ink"));
    for file in &made.files {
        let path = story.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(&story))?;
        fs::write(path, &file.text)?;
    }
    fs::write(&ink, &made.ink)?;
    Ok([in_a_process("hold", &story)?, in_a_process("hold-ink", &ink)?])
}

fn in_a_process(what: &str, path: &Path) -> io::Result<String> {
    let output = Command::new(env::current_exe()?).arg(what).arg(path).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// In such a process: reads the folder, plays, and says what it took.
pub(crate) fn hold(path: &Path) -> io::Result<String> {
    let files = folder::read(path).map_err(io::Error::other)?;
    let story = load(&files).story.expect("the story made here has no errors");
    drop(files);
    black_box(ours::play(&story, CHOICES));
    Ok(told())
}

/// The same for the peer.
pub(crate) fn hold_ink(path: &Path) -> io::Result<String> {
    let source = fs::read_to_string(path)?;
    let mut story = peer::read(&source);
    drop(source);
    black_box(peer::play(&mut story, CHOICES));
    Ok(told())
}

fn told() -> String {
    held().map_or("–".into(), |(most, now)| format!("{} / {} MiB", most / 1024, now / 1024))
}
