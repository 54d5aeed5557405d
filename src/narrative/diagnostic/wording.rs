//! W07xx and A07xx: what is still to be written, and how long things are.

use super::Code::*;
use super::{At, Diagnostic};

pub(crate) fn to_do(at: At<'_>, what: &str) -> Diagnostic {
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic::new(W0701, &at, format!("to do: {what}"), "noted here")
        .help("do it, then take `todo` out")
}

pub(crate) fn rare_tag(at: At<'_>, tag: &str, common: &str) -> Diagnostic {
    let message = format!("the tag `{tag}` stands here alone; elsewhere it is `{common}`");
    Diagnostic::new(W0702, &at, message, "used once").help(format!("did you mean `{common}`?"))
}

pub(crate) fn long_paragraph(at: At<'_>, words: usize, most: usize) -> Diagnostic {
    let message = format!("a paragraph of {words} words");
    Diagnostic::new(A0701, &at, message, format!("longer than {most}"))
        .help("make two blocks of it, where a reader may draw breath")
}

pub(crate) fn long_sentence(at: At<'_>, words: usize, most: usize, begins: &str) -> Diagnostic {
    let message = format!("a sentence of {words} words: “{begins} …”");
    Diagnostic::new(A0702, &at, message, format!("longer than {most}"))
        .help("make two sentences of it")
}

pub(crate) fn long_label(at: At<'_>, letters: usize, most: usize) -> Diagnostic {
    let message = format!("a choice of {letters} letters takes more than a line");
    Diagnostic::new(A0703, &at, message, format!("longer than {most}"))
        .help("say in fewer words what is chosen")
}

pub(crate) fn long_page(at: At<'_>, words: usize, most: usize) -> Diagnostic {
    let message = format!("a page of {words} words in a vignette");
    Diagnostic::new(A0705, &at, message, format!("longer than {most}"))
        .help("say it in fewer words, or ask for a choice between")
}

pub(crate) fn late_choice(at: At<'_>, words: usize, most: usize) -> Diagnostic {
    let message = format!("the first choice of a vignette comes behind {words} words");
    Diagnostic::new(A0706, &at, message, format!("later than {most}"))
        .help("ask for a choice earlier: whoever stops by has twenty seconds")
}

pub(crate) fn long_record(at: At<'_>, words: usize, most: usize) -> Diagnostic {
    let message = format!("what is on record of a vignette takes {words} words");
    Diagnostic::new(A0707, &at, message, format!("longer than {most}"))
        .help("say it in a sentence or two: the facts themselves stand beside it")
}

pub(crate) fn long_note(at: At<'_>, words: usize, most: usize) -> Diagnostic {
    Diagnostic::new(A0704, &at, format!("a note of {words} words"), format!("longer than {most}"))
        .help("keep what a reader needs beside the page, and leave the rest to the source")
}
