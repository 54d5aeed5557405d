//! E01xx: what is not well formed, whatever it was to say.

use super::Code::*;
use super::{At, Diagnostic, fields};
use crate::narrative::model::Date;

pub(crate) fn text_left_open(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0101, &at, "a text is not closed", "the text begins here")
        .help("write a quotation mark where the text ends")
}

/// `is_name`: whether a name was put in quotes inside a condition or a mark.
pub(crate) fn quote_inside_text(at: At<'_>, is_name: bool) -> Diagnostic {
    Diagnostic::new(
        E0102,
        &at,
        "a quotation mark ended the text too early",
        "the text ends here, yet words follow",
    )
    .help(if is_name {
        "take the inner marks out: names and values stand bare here"
    } else {
        "write “ and ” inside a text; a straight mark closes it"
    })
}

pub(crate) fn wrong_quotes(at: At<'_>, mark: char, inner: &str) -> Diagnostic {
    Diagnostic::new(
        E0103,
        &at,
        format!("expected straight quotation marks, found `{mark}`"),
        "these marks belong inside a text, not around it",
    )
    .help(if inner.contains('"') || inner.is_empty() {
        "write straight quotation marks around it".into()
    } else {
        format!("write \"{inner}\"")
    })
}

pub(crate) fn foreign_comment(at: At<'_>, sign: &str) -> Diagnostic {
    let message = format!("`{sign}` does not begin a comment here");
    Diagnostic::new(E0104, &at, message, format!("found `{sign}`")).help("begin comments with `//`")
}

pub(crate) fn bracket_left_open(at: At<'_>, open: u8, name: &str) -> Diagnostic {
    let (what, close) = match open {
        b'(' if name.is_empty() => ("the bracket opened here is not closed".into(), ')'),
        b'(' => (format!("`{name}(` is not closed"), ')'),
        b'[' => ("the list opened here is not closed".into(), ']'),
        _ => ("the bracket opened here is not closed".into(), '}'),
    };
    Diagnostic::new(E0105, &at, what, format!("nothing closes this with `{close}`"))
        .help(format!("write `{close}` after the last thing that belongs inside"))
}

/// A bracket without which all the others agree.
pub(crate) fn bracket_too_many(at: At<'_>, open: u8) -> Diagnostic {
    bracket_left_open(at, open, "").help("take it out: all the other brackets agree without it")
}

pub(crate) fn wrong_closing_bracket(at: At<'_>, opener: At<'_>, open: u8, found: u8) -> Diagnostic {
    let close = match open {
        b'(' => ')',
        b'[' => ']',
        _ => '}',
    };
    let found = char::from(found);
    let line = opener.file.text[..opener.span.start].matches('\n').count() + 1;
    Diagnostic::new(
        E0106,
        &at,
        format!("expected `{close}`, found `{found}`"),
        format!("this is to close the `{}` of line {line}", char::from(open)),
    )
    .help(format!("write `{close}`"))
}

pub(crate) fn braces(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0106, &at, "expected `(` or `[`, found `{`", "braces are not used here")
        .help("write `Name(…)` around fields and `[…]` around a list")
}

pub(crate) fn closes_nothing(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0107, &at, "this bracket closes nothing", "no bracket is open here")
        .help("take it out, or open it where it should begin")
}

pub(crate) fn comma_missing(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0108, &at, "a comma is missing", "something else follows this")
        .help("write a comma after it")
}

pub(crate) fn semicolon(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0108, &at, "expected a comma, found `;`", "a semicolon separates nothing")
        .help("write a comma")
}

pub(crate) fn comma_too_many(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0109, &at, "a comma too many", "nothing stands before this comma")
        .help("take the comma out")
}

pub(crate) fn text_without_quotes(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0110, &at, "words without quotation marks", "expected one value here")
        .help("write quotation marks around the words")
}

/// A condition, a sum or an effect; `name` is its field.
pub(crate) fn logic_without_quotes(at: At<'_>, name: &str) -> Diagnostic {
    let what = match name {
        "do" => "an effect",
        "is" => "what is derived",
        _ => "a condition",
    };
    let message = format!("{what} without quotation marks");
    let written = &at.file.text[at.span.clone()];
    Diagnostic::new(E0110, &at, message, format!("the value of `{name}`"))
        .help(format!("write \"{written}\""))
}

pub(crate) fn quote_missing_before(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0110,
        &at,
        "a text ends with a quotation mark but does not begin with one",
        "the text begins here",
    )
    .help("write a quotation mark before it")
}

pub(crate) fn odd_character(at: At<'_>, written: &str) -> Diagnostic {
    Diagnostic::new(E0111, &at, format!("`{written}` means nothing here"), "outside a text")
        .help("take it out, or write quotation marks around the text it belongs to")
}

pub(crate) fn merge_left_open(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0111,
        &at,
        "two versions of this file stand in it, one after the other",
        "the first begins here; a merge was not finished",
    )
    .help("keep one of the two, and take out the lines of `<<<<<<<`, `=======` and `>>>>>>>`")
}

pub(crate) fn unknown_escape(at: At<'_>, written: &str) -> Diagnostic {
    Diagnostic::new(
        E0112,
        &at,
        format!("`{written}` stands for no character"),
        "a backslash gives the next character a meaning of its own",
    )
    .help("take it out, or write it twice to show one")
}

pub(crate) fn backslash_at_line_end(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0113,
        &at,
        "a backslash at the end of a line",
        "lines of a text are joined without it",
    )
    .help("take the backslash out")
}

pub(crate) fn range(at: At<'_>, written: &str) -> Diagnostic {
    let years = written.replace("..=", "/").replace("..", "/");
    let is_years = years.len() == 9 && years.bytes().filter(u8::is_ascii_digit).count() == 8;
    Diagnostic::new(E0114, &at, format!("`{written}` is not a value"), "ranges are not used here")
        .help(if is_years {
            format!("write the years as \"{years}\"")
        } else {
            "write the two numbers in fields of their own".into()
        })
}

pub(crate) fn too_deep(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0115,
        &at,
        "brackets are nested too deeply",
        "the rest of the file was not read",
    )
    .help("close brackets earlier, or make two scenes of this one")
}

pub(crate) fn comment_left_open(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0116, &at, "a comment is not closed", "the comment begins here")
        .help("write `*/` where it ends, or `//` before each line of it")
}

pub(crate) fn after_the_end(at: At<'_>) -> Diagnostic {
    let word = at.file.text[at.span.clone()].to_owned();
    let help = match fields::home_of_group(&word) {
        Some(home) => format!("move it to where it belongs: {home}"),
        None if word.starts_with(|letter: char| letter.is_ascii_lowercase()) => {
            "move it before the last closing bracket, if it is a field of what ends there".into()
        }
        None => "take it out, or move it inside the last closing bracket".into(),
    };
    Diagnostic::new(
        E0117,
        &at,
        "something follows the end of the file’s one value",
        "the rest of the file was not read",
    )
    .help(help)
}

pub(crate) fn empty_file(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0118, &at, "the file is empty", "expected a value")
        .help("write what belongs here, or delete the file")
}

pub(crate) fn equals_for_colon(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0119, &at, "expected `:`, found `=`", "between a field and its value")
        .help("write `:`")
}

pub(crate) fn colon_missing(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(E0119, &at, format!("no colon follows `{name}`"), "a field and its value")
        .help(format!("write `{name}:`"))
}

pub(crate) fn bracket_missing(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(
        E0125,
        &at,
        format!("`{name}` has fields but no opening bracket"),
        "expected `(` after the name",
    )
    .help("write `(` between the name and its first field")
}

pub(crate) fn list_not_opened(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(
        E0125,
        &at,
        format!("the list of `{name}` is closed but never opened"),
        "the first item of the list",
    )
    .help("write `[` before it")
}

pub(crate) fn bracket_not_opened(at: At<'_>, open: u8) -> Diagnostic {
    let open = char::from(open);
    Diagnostic::new(
        E0125,
        &at,
        format!("a bracket is closed that was never opened with `{open}`"),
        "what stands in it begins here",
    )
    .help(format!("write `{open}` before it"))
}

pub(crate) fn stray_colon(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0119, &at, "no field stands before this", "expected a value")
        .help("write the field’s name before the colon")
}

pub(crate) fn field_outside(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(
        E0119,
        &at,
        format!("the field `{name}` stands outside of round brackets"),
        "fields belong in `Name(…)`",
    )
    .help("write the name of the thing and `(` before its first field")
}

pub(crate) fn field_in_quotes(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(E0119, &at, "a field’s name stands in quotation marks", "expected a bare word")
        .help(format!("write `{name}:`"))
}

pub(crate) fn value_missing(at: At<'_>, name: &str) -> Diagnostic {
    Diagnostic::new(E0120, &at, format!("`{name}` has no value"), "nothing follows the colon")
        .help("write the value, or take the field out")
}

pub(crate) fn header(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0121, &at, "story files need no header", "this is already so")
        .help("take the line out")
}

pub(crate) fn not_unicode(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0122, &at, "the file is not UTF-8 text", "the bytes here are no character")
        .help("save the file as UTF-8 in your editor")
}

pub(crate) fn date_without_quotes(at: At<'_>, written: &str) -> Diagnostic {
    Diagnostic::new(E0123, &at, "a date without quotation marks", "expected words in quotes")
        .help(format!("write \"{}\"", Date::meant(written).unwrap_or_else(|| written.into())))
}

pub(crate) fn not_a_number(at: At<'_>, written: &str) -> Diagnostic {
    Diagnostic::new(E0124, &at, format!("`{written}` is not a number"), "cannot be read")
        .help("write digits, as `12`, or quotation marks around a text")
}
