//! How story files are laid out, and the keys that their authors left out.
//!
//! What a file says is copied from it piece by piece; only what stands between
//! the pieces is made anew. So no word and no comment can be lost.

mod comments;
mod keys;
mod skeleton;

use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::parse::StoryFile;
use super::parse::tree::{self, Piece};
use comments::{Remark, remarks};
pub use skeleton::{SkeletonError, skeleton};

/// A story file as it should be written: laid out in the manner of the house,
/// each block and choice with a key.
///
/// # Errors
/// When the file is not well formed: what is wrong with it.
pub fn tidy(file: &StoryFile) -> Result<String, Vec<Diagnostic>> {
    let pieces = tree::pieces(file)?;
    let text = match keys::written(file) {
        None => return Ok(lay_out(file, &pieces)),
        Some(text) => text,
    };
    let keyed = StoryFile { path: file.path.clone(), text };
    let pieces = tree::pieces(&keyed)?;
    Ok(lay_out(&keyed, &pieces))
}

/// A step of indentation.
const STEP: usize = 4;

fn lay_out(file: &StoryFile, pieces: &[(Piece, Range<usize>)]) -> String {
    let text = file.text.as_str();
    let is_windows = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
    let mut page = Page {
        text: String::with_capacity(text.len() + text.len() / 16),
        newline: if is_windows { "\r\n" } else { "\n" },
        indent: 0,
        brackets: Vec::new(),
    };
    page.text.extend(text.starts_with('\u{feff}').then_some('\u{feff}'));
    let start = page.text.len();
    let mut itemised = itemised(file, pieces).into_iter();
    let mut from = start;
    // Comments that stood before a comma, and now stand after it.
    let mut waiting: Vec<Remark<'_>> = Vec::new();
    for (index, (piece, span)) in pieces.iter().enumerate() {
        let mut between = std::mem::take(&mut waiting);
        let (read, lines) = remarks(&text[from..span.start]);
        between.extend(read);
        from = span.end;
        let before = index.checked_sub(1).map(|before| pieces[before].0);
        let opens = before == Some(Piece::Open);
        let follows_remark = between.last().is_some_and(Remark::ends_line);
        let is_itemised = page.brackets.last().is_some_and(|bracket| bracket.itemised);
        match piece {
            Piece::Comma => {
                waiting = between;
                if pieces.get(index + 1).is_some_and(|next| next.0 != Piece::Close) {
                    page.text.push(',');
                }
                continue;
            }
            Piece::Close => {
                let below = !opens && (is_itemised || closes_below(text, pieces, index));
                let breaks = below || follows_remark;
                page.text.extend((breaks && !opens).then_some(','));
                page.remark(&between, opens);
                let indent = page.brackets.pop().map_or(0, |bracket| bracket.indent);
                page.go_on(breaks.then_some(1), indent, false);
            }
            Piece::Open | Piece::Colon | Piece::Value => {
                page.remark(&between, opens || before.is_none());
                let is_item = opens || before == Some(Piece::Comma);
                let is_below = lines > 0 && (is_item || !between.is_empty());
                let breaks = follows_remark || is_below || is_item && is_itemised;
                let is_first = page.text.len() == start;
                if breaks && !is_first {
                    let blank = lines > 1 && !(opens && between.is_empty());
                    let indent = page.hanging(column(&text[..span.start]));
                    page.go_on(Some(1 + usize::from(blank)), indent, false);
                } else {
                    let is_apart = matches!(before, Some(Piece::Colon | Piece::Comma))
                        || !between.is_empty() && *piece != Piece::Colon;
                    page.go_on(None, 0, is_apart);
                    page.hang(opens, column(&text[..span.start]));
                }
            }
        }
        if *piece == Piece::Open {
            let itemised = itemised.next().unwrap_or(false);
            page.brackets.push(Bracket { indent: page.indent, itemised, hang: None });
        }
        page.copy(&text[span.clone()]);
    }
    let (last, _) = remarks(&text[from..]);
    page.remark(&last, false);
    page.text.push_str(page.newline);
    page.text
}

/// Whether the closing bracket at `index` stands on a line below the last item.
fn closes_below(text: &str, pieces: &[(Piece, Range<usize>)], index: usize) -> bool {
    let item = pieces[..index].iter().rfind(|(piece, _)| *piece != Piece::Comma);
    let from = item.map_or(0, |(_, span)| span.end);
    let (remarks, lines) = remarks(&text[from..pieces[index].1.start]);
    lines > 0 || remarks.iter().any(|remark| remark.lines > 0)
}

/// How many characters stand before the end of `text` on its last line.
fn column(text: &str) -> usize {
    text[text.rfind('\n').map_or(0, |newline| newline + 1)..].chars().count()
}

/// Whether each item of a bracket has a line of its own, bracket by bracket in
/// order of opening: in the outermost one, and in a scene's lists of blocks,
/// choices and the like.
fn itemised(file: &StoryFile, pieces: &[(Piece, Range<usize>)]) -> Vec<bool> {
    let is_scene = file.path.starts_with("scenes/");
    let mut found = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, (piece, span)) in pieces.iter().enumerate() {
        match piece {
            Piece::Open => {
                if let Some((_, groups)) = open.last_mut() {
                    *groups += 1;
                }
                let next = pieces.get(index + 1).map_or(span.end, |(_, next)| next.start);
                let is_list = is_scene && file.text[span.clone()].starts_with('[');
                let breaks = file.text[span.end..next].contains('\n');
                // A list with one item may stand in one line, one with more may not.
                let enough = if breaks { 1 } else { 2 };
                open.push((found.len(), 0));
                found.push(match open.len() {
                    1 => 0,
                    _ if is_list => enough,
                    _ => usize::MAX,
                });
            }
            Piece::Close => {
                if let Some((number, groups)) = open.pop() {
                    found[number] = usize::from(groups >= found[number]);
                }
            }
            _ => {}
        }
    }
    found.into_iter().map(|is_itemised| is_itemised == 1).collect()
}

/// An open bracket.
struct Bracket {
    /// How far the line is indented that it stands in.
    indent: usize,
    /// Whether each of its items has a line of its own.
    itemised: bool,
    /// The column of an item right after it: in the file, and here. Authors may
    /// let further lines hang from it.
    hang: Option<(usize, usize)>,
}

/// What has been laid out so far.
struct Page {
    text: String,
    newline: &'static str,
    /// How far the last line is indented.
    indent: usize,
    brackets: Vec<Bracket>,
}

impl Page {
    /// How far a line inside the innermost bracket is indented.
    fn inner(&self) -> usize {
        self.brackets.last().map_or(0, |bracket| bracket.indent + STEP)
    }

    /// How far a line is indented that begins with an item at this column of the
    /// file.
    fn hanging(&self, column: usize) -> usize {
        let hang = self.brackets.last().and_then(|bracket| bracket.hang);
        hang.filter(|(there, _)| *there == column).map_or(self.inner(), |(_, here)| here)
    }

    /// Notes where the first item of a bracket stands, if it `opens` with it.
    fn hang(&mut self, opens: bool, there: usize) {
        let here = column(&self.text);
        if let Some(bracket) = self.brackets.last_mut().filter(|_| opens) {
            bracket.hang = Some((there, here));
        }
    }

    /// Goes to a new line, or over a space, or stays.
    fn go_on(&mut self, lines: Option<usize>, indent: usize, spaced: bool) {
        let Some(lines) = lines else {
            self.text.extend(spaced.then_some(' '));
            return;
        };
        (0..lines).for_each(|_| self.text.push_str(self.newline));
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.indent = indent;
    }

    fn remark(&mut self, remarks: &[Remark<'_>], begins: bool) {
        for (index, remark) in remarks.iter().enumerate() {
            let is_first = self.text.trim_start_matches('\u{feff}').is_empty();
            let blank = remark.lines > 1 && !(begins && index == 0);
            let after_line = index > 0 && remarks[index - 1].ends_line();
            if is_first {
                // The file begins with it.
            } else if remark.lines > 0 || after_line {
                self.go_on(Some(1 + usize::from(blank)), self.inner(), false);
            } else {
                self.text.push_str(if remark.space.is_empty() { " " } else { remark.space });
            }
            self.text.push_str(remark.text);
        }
    }

    /// Copies a piece. The further lines of a text hang one step in.
    fn copy(&mut self, piece: &str) {
        if !piece.starts_with('"') {
            return self.text.push_str(piece);
        }
        for (index, line) in piece.split('\n').enumerate() {
            let words = line.trim_start_matches([' ', '\t']);
            if index == 0 || words.trim_end().is_empty() {
                self.text.extend((index > 0).then_some('\n'));
                self.text.push_str(line);
                continue;
            }
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n(' ', self.indent + STEP));
            self.text.push_str(words);
        }
    }
}
