//! E02xx: fields and the values in them.

use super::Code::*;
use super::{At, Diagnostic, list, meant, nearest};

pub(crate) fn unknown_field(at: At<'_>, group: &str, field: &str, known: &[&str]) -> Diagnostic {
    let otherwise = match home_of_field(field) {
        Some(home) if !home.contains(&format!("`{group}(")) => format!("it belongs in {home}"),
        _ => format!("take it out: `{group}` has no such field"),
    };
    Diagnostic::new(
        E0201,
        &at,
        format!("`{group}` has no field `{field}`"),
        match strange_letter(field) {
            None => "not a field that is known here".into(),
            Some(why) => why,
        },
    )
    .help(meant(field, known.iter().copied(), &otherwise))
}

/// Why a name of letters like these cannot be one, if that is plain.
pub(super) fn strange_letter(name: &str) -> Option<String> {
    let strange = name.chars().find(|letter| letter.is_alphabetic() && !letter.is_ascii())?;
    Some(match strange {
        '\u{c0}'..='\u{24f}' => format!("names are written without accents; `{strange}` has one"),
        _ => "a letter in it is not a Latin one".into(),
    })
}

/// Where a field belongs that authors look for elsewhere.
fn home_of_field(field: &str) -> Option<&'static str> {
    Some(match field {
        "variables" | "cast" | "places" | "endings" | "parts" | "expect" | "start" | "frame"
        | "notice" | "title_backdrop" => "`Story(…)`, in story.ron",
        "choices" | "body" | "setting" | "shared" | "offers" | "otherwise" | "invented" => {
            "`Scene(…)`, in scenes/<part>/<scene>.ron"
        }
        "grade" | "statement" | "sources" | "unsourced" | "accounts" => {
            "`Fact(…)`, in a file in facts/"
        }
        "goto" | "once" | "locked" => "`Choice(…)`, in `choices` of a scene",
        _ => return None,
    })
}

/// Where a group belongs that authors look for elsewhere.
pub(crate) fn home_of_group(group: &str) -> Option<&'static str> {
    Some(match group {
        "Choice" => "`choices` of a scene, or in an `Ask` of its `body`",
        "Otherwise" => "`otherwise` of a scene",
        "Text" | "Say" | "Note" | "Document" | "Stages" | "Once" | "Cycle" | "Shuffle" | "When"
        | "Ask" => "`body` of a scene",
        "Flag" | "Counter" | "Named" | "Set" | "Derived" => "`variables` of story.ron",
        "Person" => "`cast` of story.ron",
        "Place" => "`places` of story.ron",
        "Ending" => "`endings` of story.ron",
        "Part" => "`parts` of story.ron",
        "Scene" => "a file of its own, scenes/<part>/<scene>.ron",
        "Backdrop" => "a file of its own, backdrops/<name>.ron",
        "Fact" => "the list of a file in facts/",
        "Claim" => "the list of a file in claims/",
        "Source" => "the list of sources.ron",
        "Term" => "the list of glossary.ron",
        "ChoiceSet" => "the list of choices.ron",
        _ => return None,
    })
}

/// Help where the one field that is missing has another name here.
pub(crate) fn meant_the_missing(problem: &mut Diagnostic, missing: &str) {
    if problem
        .help
        .as_ref()
        .is_some_and(|help| help.starts_with("take it out") || help.starts_with("it belongs"))
    {
        problem.help = Some(format!("did you mean `{missing}`? It is missing here"));
    }
}

pub(crate) fn missing(
    at: At<'_>,
    group: &str,
    called: Option<&str>,
    fields: &[&str],
) -> Diagnostic {
    let (thing, has) = match group {
        "Say" => ("speech".to_owned(), "has"),
        "Grades" | "Stages" => (group.to_lowercase(), "have"),
        _ => (group.to_lowercase(), "has"),
    };
    let which = called.map(|name| format!(" `{name}`")).unwrap_or_default();
    let what = list(fields, "and");
    let them = if fields.len() == 1 { "it" } else { "them" };
    let example: Vec<_> = fields.iter().map(|field| format!("{field}: …")).collect();
    let otherwise = match fields {
        ["k"] => ", or let `sungari fmt` write it",
        _ => "",
    };
    Diagnostic::new(
        E0202,
        &at,
        format!("the {thing}{which} {has} no {what}"),
        format!("{what} must be written here"),
    )
    .help(format!("write {them} inside the brackets: `{}`{otherwise}", example.join(", ")))
}

/// All that lacks only a key in a file: one alone as it is, many as one.
pub(crate) fn keys_missing(each: Vec<Diagnostic>) -> Option<Diagnostic> {
    let number = each.len();
    let first = each.into_iter().min_by_key(|problem| problem.span.start)?;
    if number == 1 {
        return Some(first);
    }
    Some(Diagnostic {
        message: format!("{number} keys are missing in this file"),
        label: "this is the first without `k`".into(),
        help: Some("let `sungari fmt` write them".into()),
        ..first
    })
}

pub(crate) fn field_twice(at: At<'_>, group: &str, field: &str) -> Diagnostic {
    Diagnostic::new(
        E0203,
        &at,
        format!("`{group}` has the field `{field}` twice"),
        "given already, further up",
    )
    .help("keep one of the two")
}

pub(crate) fn wrong_value(
    at: At<'_>,
    expected: &str,
    found: &str,
    help: Option<String>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        E0204,
        &at,
        format!("expected {expected}, found {found}"),
        format!("not {expected}"),
    );
    match help {
        Some(help) => problem.help(help),
        None if expected == "words in quotes" => problem.help("write \"…\""),
        None => problem.help(format!("write {expected} here")),
    }
}

pub(crate) fn unknown_word(at: At<'_>, word: &str, known: &[&str]) -> Diagnostic {
    let message = format!("`{word}` is not one of the words for this");
    Diagnostic::new(E0205, &at, message, "unknown word").help(meant(
        word,
        known.iter().copied(),
        "choose another word",
    ))
}

/// "write one of …".
pub(crate) fn one_of(known: &[&str]) -> String {
    format!("write {}, without quotation marks", list(known, "or"))
}

pub(crate) fn bracketed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("{name}(…)")).collect();
    list(&names.iter().map(String::as_str).collect::<Vec<_>>(), "or")
}

pub(crate) fn name_missing(at: At<'_>, group: &str) -> Diagnostic {
    Diagnostic::new(
        E0206,
        &at,
        format!("`{group}` is missing before the bracket"),
        format!("expected `{group}(`"),
    )
    .help(format!("write `{group}(`"))
}

pub(crate) fn which_name(at: At<'_>, names: &[&str]) -> Diagnostic {
    Diagnostic::new(E0206, &at, "a name is missing before the bracket", "what is this to be?")
        .help(format!("begin with {}", bracketed(names)))
}

pub(crate) fn wrong_name(at: At<'_>, expected: &str, found: &str) -> Diagnostic {
    Diagnostic::new(
        E0207,
        &at,
        format!("expected `{expected}(…)`, found `{found}(…)`"),
        "does not belong here",
    )
    .help(match nearest(found, [expected]) {
        Some(_) => format!("did you mean `{expected}`?"),
        None => format!("write `{expected}(`, or move this to where it belongs"),
    })
}

pub(crate) fn unknown_name(at: At<'_>, found: &str, names: &[&str]) -> Diagnostic {
    Diagnostic::new(E0207, &at, format!("`{found}(…)` is not known here"), "unknown name").help(
        match home_of_group(found) {
            Some(home) => format!("it belongs in {home}"),
            None => meant(found, names.iter().copied(), "write another name"),
        },
    )
}

pub(crate) fn value_without_field(at: At<'_>, group: &str, names: &[&str]) -> Diagnostic {
    let example: Vec<_> = names.iter().take(2).map(|name| format!("{name}: …")).collect();
    Diagnostic::new(
        E0208,
        &at,
        format!("a value in `{group}(…)` has no field name"),
        "which field is this?",
    )
    .help(format!("name every field: `{group}({})`", example.join(", ")))
}

pub(crate) fn number_does_not_fit(at: At<'_>, written: &str) -> Diagnostic {
    let message = format!("expected a whole number, found `{written}`");
    Diagnostic::new(E0209, &at, message, "not a whole number, or too large")
        .help("write a number without a point, between -1000000 and 1000000")
}

/// `meant` is the date that what is written most likely is.
pub(crate) fn date(at: At<'_>, why: &str, meant: Option<String>) -> Diagnostic {
    Diagnostic::new(E0210, &at, format!("not a date: {why}"), "expected a date").help(match meant {
        Some(meant) => format!("write \"{meant}\""),
        None => "write \"1938\", \"1938-03\", \"1938-03-15\" or \"1938/1939\"".into(),
    })
}

pub(crate) fn colour(at: At<'_>, written: &str) -> Diagnostic {
    Diagnostic::new(E0211, &at, format!("`{written}` is not a colour"), "expected a colour")
        .help("write `#` and six digits from 0 to f, as \"#f5eddc\"")
}

pub(crate) fn bad_id(at: At<'_>, written: &str, better: Option<String>) -> Diagnostic {
    Diagnostic::new(
        E0212,
        &at,
        format!("`{written}` cannot be an id"),
        "ids are small letters, digits and `_`, a letter first",
    )
    .help(match better {
        Some(better) => format!("write `{better}`"),
        None => "choose a short word in small letters".into(),
    })
}

pub(crate) fn blank_line(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0213, &at, "a blank line in a text", "one text is one paragraph")
        .help("begin a new block for the next paragraph, or take the blank line out")
}

pub(crate) fn mark_left_open(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0214, &at, "a mark is not closed", "the mark begins here")
        .help("write `}` after the marked words; write `{{` to show a brace")
}

pub(crate) fn stray_brace(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0215, &at, "`}` closes no mark", "no mark is open here")
        .help("take it out; write `}}` to show a brace")
}

/// What marks there are.
pub(crate) const MARKS: [&str; 3] = ["fact", "claim", "term"];

/// How words may vary inside a text.
pub(crate) const VARIED: [&str; 8] =
    ["if", "stages", "once", "cycle", "shuffle", "value", "place", "person"];

pub(crate) fn unknown_mark(at: At<'_>, kind: &str) -> Diagnostic {
    let known = MARKS.into_iter().chain(VARIED).chain(super::papers::CORRECTIONS);
    let help = match nearest(kind, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write `{fact id|words}`, `{claim id|words}` or `{term id|words}`, or \
                 `{if condition|words}` where words vary; write `{{` to show a brace"
            .into(),
    };
    let message = match kind {
        "" => "the mark does not say what it is".into(),
        _ => format!("`{kind}` is not a mark"),
    };
    Diagnostic::new(E0216, &at, message, "unknown mark").help(help)
}

/// How words that vary are written, each kind with an example.
fn varied_example(kind: &str) -> &'static str {
    match kind {
        "if" => "write `{if condition|words}` or `{if condition|words|other words}`",
        "value" => "write `{value variable}`, without words",
        "place" => "write `{place id}`, without words: the name follows from the date",
        "person" => "write `{person id}`, without words: the name follows from the date",
        "once" => "write `{once words}` or `{once words|next words}`",
        "cycle" => "write `{cycle words|other words}`",
        "shuffle" => "write `{shuffle words|other words}`",
        _ => "write `{stages words|later words}`",
    }
}

pub(crate) fn varied_wrongly(at: At<'_>, kind: &str) -> Diagnostic {
    let (message, label) = match kind {
        "if" => ("`{if …}` takes a condition and one form or two", "too few bars or too many"),
        "value" => ("`{value …}` takes one variable and no words", "no bar stands here"),
        "place" => ("`{place …}` takes one id and no words", "no bar stands here"),
        "person" => ("`{person …}` takes one id and no words", "no bar stands here"),
        _ => ("the forms follow the first word, with a bar between them", "too few forms"),
    };
    Diagnostic::new(E0240, &at, message, label).help(varied_example(kind))
}

pub(crate) fn varied_too_deep(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0241, &at, "words that vary are nested too deeply", "the fifth inside another")
        .help("make blocks of their own of it, with `When`")
}

pub(crate) fn italics_across_forms(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0219,
        &at,
        "italics end in another form than they began in",
        "in this form they are not as they were before it",
    )
    .help("begin and end italics inside the same form, or outside all of them")
}

pub(crate) fn period_backwards(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0243, &at, "this ends before it begins", "earlier than `from`")
        .help("write the earlier date as `from` and the later one as `until`")
}

pub(crate) fn as_many_words(at: At<'_>, values: i32, words: usize) -> Diagnostic {
    Diagnostic::new(
        E0242,
        &at,
        format!("`shown` has {words} texts for {values} values"),
        "expected one for each value",
    )
    .help("write a text for each value, the lowest first; for a flag first the one for false")
}

pub(crate) fn mark_in_plain_text(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0216, &at, "a mark where none is read", "this text is shown as it stands")
        .help("mark the words in the prose of a scene instead")
}

pub(crate) fn mark_in_brackets(at: At<'_>, kind: &str) -> Diagnostic {
    Diagnostic::new(E0216, &at, "a mark stands in braces", "no brace")
        .help(format!("write `{{{kind} id|words}}`"))
}

pub(crate) fn unfinished_mark(at: At<'_>, kind: &str, what: &str) -> Diagnostic {
    Diagnostic::new(E0217, &at, format!("the mark has no {what}"), format!("no {what} here"))
        .help(format!("write `{{{kind} id|the words marked}}`"))
}

pub(crate) fn nested_mark(at: At<'_>, what: &str) -> Diagnostic {
    Diagnostic::new(E0218, &at, what, "one at a time")
        .help("close the first before the second begins")
}

pub(crate) fn italics_left_open(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0219, &at, "italics are not closed", "the italics begin here")
        .help("write `*` after the last word in italics; write `**` to show a star")
}

pub(crate) fn empty_text(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0220, &at, "a text without words", "nothing stands here")
        .help("write the text, or take the field out if it may be left out")
}

pub(crate) fn empty_list(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0221, &at, "a list without items", "expected one item at least")
        .help("write an item")
}

pub(crate) fn unknown_format(at: At<'_>, found: i32) -> Diagnostic {
    Diagnostic::new(
        E0222,
        &at,
        format!("expected format 1, found format {found}"),
        "this program reads format 1",
    )
    .help("write `format: 1`")
}

pub(crate) fn bounds_inverted(at: At<'_>, from: i32, to: i32) -> Diagnostic {
    Diagnostic::new(
        E0223,
        &at,
        format!("a counter cannot run from {from} to {to}"),
        format!("expected more than {from}"),
    )
    .help("write the lower bound as `from` and the higher one as `to`")
}

pub(crate) fn counter_too_wide(at: At<'_>, widest: i32) -> Diagnostic {
    Diagnostic::new(
        E0223,
        &at,
        format!("a counter has more than {widest} values"),
        "too far from the lower bound",
    )
    .help("count in larger steps: the fewer values, the more can be proved")
}

pub(crate) fn promise_empty(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0244,
        &at,
        "the promise names no page",
        "expected `scene`, `ending` or `if`, or more than one of them",
    )
    .help("say of which page it is, as `scene: \"pier\"` or `if: \"trust > 5\"`")
}

pub(crate) fn promise_before(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0244,
        &at,
        "the promise does not say what comes before what",
        "expected one of `learn`, `hear` and `visit`, and one of `scene` and `ending`",
    )
    .help("write it as `AlwaysBefore(learn: \"ice\", scene: \"crossing\")`")
}

pub(crate) fn weight(at: At<'_>, weight: i32, heaviest: i32) -> Diagnostic {
    Diagnostic::new(
        E0229,
        &at,
        format!("{weight} is too small or too large"),
        format!("expected a number from 1 to {heaviest}"),
    )
    .help("write another number, or take it out")
}

pub(crate) fn start_outside(at: At<'_>, start: &str, values: &str) -> Diagnostic {
    Diagnostic::new(
        E0224,
        &at,
        format!("the start `{start}` is not among the values"),
        format!("expected {values}"),
    )
    .help(format!("start with {values}"))
}

pub(crate) fn value_twice(at: At<'_>, value: &str) -> Diagnostic {
    Diagnostic::new(
        E0225,
        &at,
        format!("the value `{value}` is named twice"),
        "named already, further up",
    )
    .help("keep one of the two")
}

pub(crate) fn one_value(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0225, &at, "a variable with one value never changes", "one value")
        .help("name a second value, or do without the variable")
}

pub(crate) fn not_on_earth(at: At<'_>) -> Diagnostic {
    Diagnostic::new(
        E0226,
        &at,
        "these are no coordinates",
        "degrees north are -90 to 90, degrees east -180 to 180",
    )
    .help("write degrees north first, then degrees east")
}

pub(crate) fn picture(at: At<'_>) -> Diagnostic {
    Diagnostic::new(E0227, &at, "the picture cannot be read from here on", "does not fit here")
        .help("compare it with a backdrop that works")
}

pub(crate) fn picture_numbers(at: At<'_>, expected: &str) -> Diagnostic {
    Diagnostic::new(E0227, &at, format!("expected {expected}"), "too many or too few")
        .help("compare it with a backdrop that works")
}

pub(crate) fn picture_misprints(at: At<'_>, why: &str) -> Diagnostic {
    Diagnostic::new(E0228, &at, why, "the picture would not print as written")
        .help("change the number or the name in this picture")
}

pub(crate) fn some_not_needed(at: At<'_>) -> Diagnostic {
    Diagnostic::new(W0201, &at, "`Some(…)` is not needed", "a value is enough")
        .help("write what stands in the brackets alone")
}

pub(crate) fn none_not_needed(at: At<'_>) -> Diagnostic {
    Diagnostic::new(W0201, &at, "`None` is not needed", "a field without a value")
        .help("leave the field out")
}
