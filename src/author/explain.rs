//! `sungari explain`: what a problem's code means, and what to do.

use super::Answer;
use crate::narrative::diagnostic;

/// What is known of a code, however its letter is written.
pub fn explain(code: &str) -> Answer {
    match diagnostic::explain(code) {
        Some(text) => Answer::clean(format!("{}\n", text.trim_end())),
        None => Answer::cannot_run(&format!(
            "`{code}` is not the code of a problem; codes look like `E0101`, as `sungari check` shows them"
        )),
    }
}
