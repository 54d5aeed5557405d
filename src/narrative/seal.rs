//! A header and a checksum before what is kept, so that any change of either
//! is found.
//!
//! ```text
//! sungari-save 1 crc32=0f1e2d3c
//! (…)
//! ```
//!
//! The first word says what it is, the number is the version of the body. The
//! checksum covers the header up to it and the whole body.

const CHECKSUM: &str = " crc32=";

/// A body of a kind and version with its header before it.
pub(super) fn seal(kind: &str, version: u32, body: &str) -> String {
    header(kind, version, body) + body
}

/// The version and the body of what was sealed; else what is wrong with it.
pub(super) fn open<'t>(kind: &str, text: &'t str) -> Result<(u32, &'t str), &'static str> {
    const NO_HEADER: &str = "it has no header";
    let (line, body) = text.split_once('\n').ok_or(NO_HEADER)?;
    let version: u32 = line
        .strip_prefix(kind)
        .and_then(|rest| rest.strip_prefix(' '))
        .and_then(|rest| rest.split_once(CHECKSUM))
        .and_then(|(version, _)| version.parse().ok())
        .ok_or(NO_HEADER)?;
    match text.starts_with(&header(kind, version, body)) {
        true => Ok((version, body)),
        false => Err("its checksum does not match"),
    }
}

fn header(kind: &str, version: u32, body: &str) -> String {
    let start = format!("{kind} {version}{CHECKSUM}");
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(start.as_bytes());
    checksum.update(body.as_bytes());
    format!("{start}{:08x}\n", checksum.finalize())
}
