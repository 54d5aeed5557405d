//! What stands between two pieces of a file: comments and white space.

/// A comment, and what stands before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remark<'t> {
    /// How many lines end between it and what is before it.
    pub(super) lines: usize,
    /// The space before it on its line.
    pub(super) space: &'t str,
    /// The comment.
    pub(super) text: &'t str,
}

impl Remark<'_> {
    /// Whether nothing can follow it on its line.
    pub(super) fn ends_line(&self) -> bool {
        self.text.starts_with("//")
    }
}

/// The comments of what stands between two pieces, and how many lines end
/// after the last of them.
pub(super) fn remarks(gap: &str) -> (Vec<Remark<'_>>, usize) {
    let mut remarks = Vec::new();
    let mut rest = gap;
    loop {
        let start = rest.find('/').unwrap_or(rest.len());
        let before = &rest[..start];
        let lines = before.matches('\n').count();
        if start == rest.len() {
            return (remarks, lines);
        }
        let length = match rest[start..].starts_with("//") {
            true => rest[start..].find('\n').unwrap_or(rest.len() - start),
            false => block_length(&rest[start..]),
        };
        let space = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
        let text = rest[start..start + length].trim_end_matches('\r');
        remarks.push(Remark { lines, space, text });
        rest = &rest[start + length..];
    }
}

/// The length of a block comment, which may hold others.
fn block_length(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(next) = text[at..].find(['/', '*']) {
        at += next;
        match text[at..].get(..2) {
            Some("/*") => depth += 1,
            Some("*/") => depth = depth.saturating_sub(1),
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}
