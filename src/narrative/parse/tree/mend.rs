//! Where a text in quotes was meant to end.
//!
//! A forgotten closing quote turns everything after it inside out: what was
//! text becomes code and the other way round. The signs are clear all the
//! same: a text that ends in `field: ` has swallowed the next field.

/// Where a text ends, byte offsets in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// At this quotation mark.
    Closed(usize),
    /// The closing mark is missing. Reading goes on at `next`.
    Forgotten { end: usize, next: usize },
    /// A mark stands inside the text. The text ends at `end`.
    Inside { inner: usize, end: usize, next: usize },
}

/// Finds the end of the text whose opening quote stands at `open`.
pub(super) fn closing_quote(text: &str, open: usize) -> Quote {
    let Some(close) = next_quote(text, open + 1) else {
        let end = meant_end(text, open + 1, text.len());
        return Quote::Forgotten { end, next: end };
    };
    let after = &text[close + 1..];
    let same_line = after.trim_start_matches([' ', '\t']);
    let follows = same_line.bytes().next();
    let goes_on = match follows {
        None | Some(b',' | b')' | b']' | b'}' | b':' | b'\n' | b'\r' | b'/' | b';') => false,
        // On the same line after a space: more likely a comma is missing.
        Some(_) => same_line.len() == after.len() || !begins_value(same_line),
    };
    let content = &text[open + 1..close];
    let swallowed_field = ends_in_field(content);
    if swallowed_field && (goes_on || content.contains('\n')) {
        let end = meant_end(text, open + 1, close);
        return Quote::Forgotten { end, next: end };
    }
    if !goes_on {
        return Quote::Closed(close);
    }
    // Look for the mark that does end it, not farther than the next field.
    let mut candidate = close;
    while let Some(quote) = next_quote(text, candidate + 1) {
        let between = &text[candidate + 1..quote];
        if between.contains('\n') && lines_after_first(between).any(|(_, line)| begins_field(line))
            || ends_in_field(between)
        {
            break;
        }
        let follows = text[quote + 1..].trim_start().bytes().next();
        if matches!(follows, None | Some(b',' | b')' | b']' | b'}')) {
            return Quote::Inside { inner: close, end: quote, next: quote + 1 };
        }
        candidate = quote;
    }
    if content.contains('\n') {
        let end = meant_end(text, open + 1, close);
        if end < close {
            return Quote::Forgotten { end, next: end };
        }
    }
    let line_end = text[candidate..].find('\n').map_or(text.len(), |length| candidate + length);
    let end = meant_end(text, candidate + 1, line_end);
    Quote::Inside { inner: close, end, next: end }
}

/// The next quotation mark that is not escaped.
fn next_quote(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// Where a text that begins at `start` was meant to end: before the first
/// line that looks like a new field, item or closing bracket, without the
/// brackets and commas that belong to the code.
fn meant_end(text: &str, start: usize, limit: usize) -> usize {
    let content = &text[start..limit.min(text.len())];
    let line = lines_after_first(content)
        .find(|(_, line)| begins_field(line) || line.trim_start().starts_with([')', ']', '}']));
    let mut end = match line {
        Some((offset, _)) => offset,
        None => content.find('\n').unwrap_or(content.len()),
    };
    // On one line: `t: "Go, goto: "pier"`.
    let first_line = content[..end].find('\n').unwrap_or(end);
    let field = content[..first_line].match_indices(',').find(|(comma, _)| {
        let rest = content[comma + 1..first_line].trim_start_matches(' ');
        let is_new_item = content[..*comma].ends_with([')', ']']) && begins_field(rest);
        is_new_item
            || field_length(rest).is_some_and(|length| {
                let value = rest[length..].trim_start_matches(' ');
                value.is_empty()
                    || value.starts_with(['[', '(', '-'])
                    || value.starts_with(|letter: char| letter.is_ascii_digit())
                    || value.starts_with(|letter: char| letter.is_ascii_uppercase())
                    || value.starts_with("true")
                    || value.starts_with("false")
            })
    });
    if let Some((comma, _)) = field {
        end = comma;
    }
    let kept = content[..end].trim_end();
    start + without_code(kept).len()
}

/// A text without the commas and the closing brackets at its end that belong
/// to the code: brackets that nothing in the text opens.
fn without_code(text: &str) -> &str {
    let mut kept = text.trim_end_matches([',', ' ', '\t', '\r', '\n']);
    while let Some(closer) = kept.chars().next_back().filter(|last| matches!(last, ')' | ']')) {
        let opener = if closer == ')' { '(' } else { '[' };
        if kept.matches(closer).count() <= kept.matches(opener).count() {
            break;
        }
        kept = kept[..kept.len() - 1].trim_end_matches([',', ' ', '\t', '\r', '\n']);
    }
    kept
}

/// Each line of a text but the first, with its offset.
fn lines_after_first(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('\n').map(|(newline, _)| {
        let rest = &text[newline + 1..];
        (newline, rest.lines().next().unwrap_or_default())
    })
}

/// Whether one of the later lines of a text looks like code.
pub(super) fn holds_code(text: &str) -> bool {
    lines_after_first(text)
        .any(|(_, line)| begins_field(line) || line.trim_start().starts_with([')', ']', '}', '/']))
}

/// Whether a line looks like the beginning of a field or of an item.
fn begins_field(line: &str) -> bool {
    let line = line.trim_start();
    if field_length(line).is_some() {
        return true;
    }
    let name = line.len() - line.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    name > 0 && line.starts_with(|c: char| c.is_ascii_uppercase()) && line[name..].starts_with('(')
}

/// The length of `field:` at the beginning of a text.
fn field_length(text: &str) -> Option<usize> {
    let name =
        text.len() - text.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_').len();
    (name > 0 && text[name..].starts_with(':')).then_some(name + 1)
}

/// Whether a value or a field begins here.
fn begins_value(text: &str) -> bool {
    let name =
        text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
    let after = text[name..].trim_start();
    name > 0 && after.starts_with([':', '(']) || text.starts_with('"')
}

/// Whether a text ends as code does before a quote: `date: `, `do: [`,
/// `setting: Setting(date: `.
fn ends_in_field(content: &str) -> bool {
    let code = content.trim_end().trim_end_matches(['[', '(']).trim_end();
    let Some(name) = code.strip_suffix(':') else {
        return false;
    };
    let before = name.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    if before.len() == name.len() {
        return false;
    }
    let before = before.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with([',', '(', '[', ')', ']', '\n'])
}
