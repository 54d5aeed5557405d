//! Guessing what a misspelt name was meant to be.

/// What was called something else in stories written earlier: the word then, the word now.
const FORMER: [(&str, &str); 2] = [("visits", "vignettes"), ("Visit", "Vignette")];

/// The name an author most likely meant by `written`, if any is near.
pub(crate) fn nearest<'n>(
    written: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let length = written.chars().count();
    let allowed = (length / 3).max(1);
    let folded = written.to_lowercase();
    let former = FORMER.iter().find(|(then, _)| *then == written).map(|(_, now)| *now);
    names
        .into_iter()
        .filter(|name| former == Some(*name) || name.chars().count().abs_diff(length) <= allowed)
        .filter_map(|name| {
            if name.to_lowercase() == folded || former == Some(name) {
                return Some((0, name));
            }
            let distance = strsim::osa_distance(written, name);
            (distance <= allowed && distance < name.chars().count()).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

/// Help for a misspelt name: the one likely meant, else all there are if they
/// are few, else `otherwise`.
pub(crate) fn meant<'n>(
    written: &str,
    names: impl IntoIterator<Item = &'n str> + Clone,
    otherwise: &str,
) -> String {
    if let Some(name) = nearest(written, names.clone()) {
        return format!("did you mean `{name}`?");
    }
    let names: Vec<_> = names.into_iter().take(13).collect();
    match names.len() {
        1..=12 => format!("{otherwise}; there {} {}", are(names.len()), list(&names, "and")),
        _ => otherwise.into(),
    }
}

fn are(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// Names as a list in a sentence.
pub(crate) fn list(names: &[&str], word: &str) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} {word} {last}", first.join(", ")),
    }
}
