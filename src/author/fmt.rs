//! `sungari fmt`: missing keys and the layout of a story's files.

use std::path::Path;

use super::{Answer, counted};
use crate::narrative::diagnostic::render;
use crate::narrative::layout::tidy;
use crate::narrative::parse::StoryFile;
use crate::store::overwrite;
use crate::terminal::Status;

/// How to format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FmtOptions {
    /// Whether files are only looked at.
    pub check: bool,
    /// Whether problems may be coloured.
    pub colour: bool,
}

/// Writes the keys that are missing in the files of a folder, and tidies their
/// layout. A file that is not well formed stays as it is.
pub fn fmt(folder: &Path, files: &[StoryFile], options: FmtOptions) -> Answer {
    let (mut out, mut err) = (String::new(), String::new());
    let (mut changed, mut unread) = (0, 0);
    for file in files {
        let text = match tidy(file) {
            Ok(text) => text,
            Err(problems) => {
                unread += 1;
                err.push_str(&render(&problems, std::slice::from_ref(file), options.colour));
                continue;
            }
        };
        if text == file.text {
            continue;
        }
        if !options.check
            && let Err(error) = overwrite(&folder.join(&file.path), &text)
        {
            let mut answer = Answer::cannot_run(&format!("cannot write {}: {error}", file.path));
            answer.err.insert_str(0, &err);
            return Answer { out, ..answer };
        }
        changed += 1;
        out.push_str(&file.path);
        out.push('\n');
    }
    let would = if options.check { "would change" } else { "changed" };
    out += &match changed {
        0 => format!("nothing {would}"),
        _ => format!("{} {would}", counted(changed, "file")),
    };
    if unread > 0 {
        out += &format!(", {} left alone", counted(unread, "file"));
    }
    out.push('\n');
    let has_problems = unread > 0 || options.check && changed > 0;
    let status = if has_problems { Status::Problems } else { Status::Clean };
    Answer { out, err, status }
}
