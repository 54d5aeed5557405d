//! Documents by their form, and what a hand did to their words.

use super::Code::*;
use super::{At, Diagnostic};

/// What a hand may have done to words.
pub(crate) const CORRECTIONS: [&str; 2] = ["struck", "added"];

pub(crate) fn row_of_cells(at: At<'_>, found: usize, wanted: usize) -> Diagnostic {
    let found = match found {
        1 => "one cell".to_owned(),
        found => format!("{found} cells"),
    };
    let message = format!("a row of {found}, where there are {wanted}");
    Diagnostic::new(E0230, &at, message, "one row among others")
        .help(format!("part {wanted} cells by `|`; a cell may be empty"))
}

pub(crate) fn correction_empty(at: At<'_>, kind: &str) -> Diagnostic {
    Diagnostic::new(E0216, &at, format!("`{kind}` without words"), "which words?")
        .help(format!("write `{{{kind} words}}`"))
}
