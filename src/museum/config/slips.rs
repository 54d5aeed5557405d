//! What is easily put where a kiosk’s file, or the name of a file, belongs.

use crate::narrative::diagnostic::{Code, Diagnostic, kiosk as tell};
use crate::narrative::parse::tree::{Node, Value};

/// Gives problems the help that is of use in a kiosk’s file.
pub(super) fn advise(problems: &mut [Diagnostic], root: Option<&Node<'_>>) {
    for problem in problems.iter_mut().filter(|problem| problem.code == Code::E0118) {
        problem.help = Some(tell::WHAT_TO_BEGIN_WITH.into());
    }
    let Some(root) = root else { return };
    let mut help = |node: &Node<'_>, name: &str, words: &str| {
        let is_named = matches!(&node.value, Value::Group(group) if group.name == name);
        let at = problems.iter_mut().find(|problem| problem.span.start == node.head().start);
        if let Some(problem) = at.filter(|_| is_named) {
            problem.help = Some(words.into());
        }
    };
    help(root, "Story", tell::STORY_FOR_KIOSK);
    if let Some(profile) = root.field("profile") {
        help(profile, "Profile", tell::PROFILE_WITHIN);
    }
}
