//! Commands that answer again whenever the story changes.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::Path;

use super::{NO_STORY_HERE, with_story};
use crate::author::Answer;
use crate::narrative::parse::StoryFile;
use crate::shipped::Place;
use crate::terminal::{Status, Terminal};
use crate::watch::{self, Changed};

/// Answers for a story, and again each time its files change, on a screen that
/// is cleared for it. An answer during which they changed is not shown.
pub(super) fn again_and_again(
    dir: Option<&Path>,
    terminal: &mut Terminal<'_>,
    mut work: impl FnMut(&mut Terminal<'_>, &[StoryFile], &Changed) -> Answer,
) -> Status {
    let Place::Folder(folder) = Place::choose(dir) else {
        let answer = Answer::cannot_run(&NO_STORY_HERE);
        return terminal.answer(&answer.out, &answer.err, answer.status);
    };
    let clear = if std::io::stdout().is_terminal() { "\u{1b}[2J\u{1b}[3J\u{1b}[H" } else { "" };
    let mut status = Status::Clean;
    let watched = watch::watch(&folder, |changed| {
        let answer = with_story(Some(&folder), |files| work(terminal, files, changed));
        if changed.is_so() {
            return ControlFlow::Continue(());
        }
        // A folder that cannot be read now may be readable after the next save.
        let shown = format!("{clear}{}{}", answer.out, answer.err);
        let waits = format!("{} is watched; Ctrl-C ends it.\n\n", folder.display());
        status = answer.status;
        match terminal.answer(&(shown + &waits), "", Status::Clean) {
            Status::Clean => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    });
    match watched {
        Ok(()) => status,
        Err(error) => {
            let why = format!("cannot watch {}: {error}", folder.display());
            let answer = Answer::cannot_run(&why);
            terminal.answer(&answer.out, &answer.err, answer.status)
        }
    }
}
