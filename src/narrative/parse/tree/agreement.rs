//! The reader of story files agrees with the `ron` and `ron2` crates.
//!
//! What it reads without a problem must be RON to both, and hold the same
//! values in the same places. A story file is then RON for every tool.

use std::path::Path;

use ron::extensions::Extensions;
use ron2::ast::{Expr, StructBody, parse_document};

use super::{Node, Value, read};
use crate::narrative::parse::{StoryFile, folder};

/// Every construct that story files use, and none that they do not.
const CONSTRUCTS: &str = r###"
// A comment of a line, /* and */ in it.
/* A comment of /* several */
   lines. */
Everything(
    words: "plain", empty: "", escapes: "\" \\ \' \n \r \t \0 \x41 \u{2014} \u{e9}",
    raw: r"C:\n", raw_hash: r#"a "quoted" word"#, raw_hashes: r##"a "# b"##,
    several_lines: "one
        two // no comment
        three",
    typographic: "“Papers.” – ‘Which?’ Ёлка, 哈尔滨, ½ 𝄞",
    numbers: [0, 12, -3, +4, 1.5, -0.25, 1e3, 2.5e-3, 1_000],
    truths: [true, false], bare: Documented, r_word: r, rich: raw_word,
    nested: Group(list: [(45.77, 126.62), [], Inner()], map: {"cloud": [To(1, 2)], "crow": []}),
    optional: Some("x"), nothing: None, // the field before ends in a comma
    if: "a keyword of another language", do: [], else: "", ref: "W001",
)
"###;

fn files() -> Vec<StoryFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = folder::read(&root.join("story")).unwrap();
    files.extend(folder::read(&root.join("tests/cases/stories/minimal")).unwrap());
    files.push(StoryFile { path: "constructs.ron".into(), text: CONSTRUCTS.into() });
    files
}

#[test]
fn what_it_reads_is_ron_to_both_crates_and_says_the_same() {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    for file in files() {
        let mut problems = Vec::new();
        let ours = read(&file, &mut problems).root.unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        if let Err(error) = options.from_str::<ron::Value>(&file.text) {
            panic!("{}: {error}", file.path);
        }
        let theirs = parse_document(&file.text).unwrap_or_else(|error| {
            panic!("{}: {error}", file.path);
        });
        same(&ours, &theirs.value.unwrap(), &file.path);
    }
}

#[test]
fn a_text_says_what_ron_says() {
    let file = StoryFile { path: "constructs.ron".into(), text: CONSTRUCTS.into() };
    let read = read(&file, &mut Vec::new()).root.unwrap();
    for field in ["words", "escapes", "raw", "raw_hash", "raw_hashes", "several_lines"] {
        let node = read.field(field).unwrap();
        let theirs: String = ron::from_str(&CONSTRUCTS[node.span.clone()]).unwrap();
        assert_eq!(node.text(), Some(theirs.as_str()), "{field}");
    }
}

/// That a value has the same shape, the same place and the same words.
fn same(ours: &Node<'_>, theirs: &Expr<'_>, path: &str) {
    let span = theirs.span().start_offset..theirs.span().end_offset;
    assert_eq!(ours.span, span, "{path}");
    let pairs = |ours: Vec<&Node<'_>>, theirs: Vec<&Expr<'_>>| {
        assert_eq!(ours.len(), theirs.len(), "{path} {span:?}");
        for (ours, theirs) in ours.into_iter().zip(theirs) {
            same(ours, theirs, path);
        }
    };
    match (&ours.value, theirs) {
        (Value::Words(words), Expr::String(text)) => assert_eq!(words.text, text.value, "{path}"),
        (Value::Number(number), Expr::Number(theirs)) => assert_eq!(*number, theirs.raw, "{path}"),
        (Value::Bare(word), Expr::Bool(truth)) => assert_eq!(*word, truth.value.to_string()),
        (Value::Bare(word), Expr::Option(option)) => {
            assert!(*word == "None" && option.value.is_none(), "{path}");
        }
        (Value::Bare(word), Expr::Struct(unit)) => {
            assert!(*word == unit.name.name && unit.body.is_none(), "{path} {word}");
        }
        (Value::List(items), Expr::Seq(list)) => {
            pairs(items.iter().collect(), list.items.iter().map(|item| &item.expr).collect());
        }
        (Value::Map(items), Expr::Map(map)) => {
            let values = items.iter().map(|item| &item.value).collect();
            pairs(values, map.entries.iter().map(|entry| &entry.value).collect());
        }
        (Value::Group(group), theirs) => {
            let values: Vec<&Node<'_>> = group.items.iter().map(|item| &item.value).collect();
            let named = |fields: Vec<&str>| {
                let ours = group.items.iter().map(|item| item.field.as_ref().map(|field| field.0));
                assert_eq!(
                    ours.collect::<Vec<_>>(),
                    fields.into_iter().map(Some).collect::<Vec<_>>()
                );
            };
            match theirs {
                Expr::Unit(_) => assert!(values.is_empty(), "{path}"),
                Expr::Option(some) => {
                    assert_eq!(group.name, "Some");
                    pairs(values, some.value.iter().map(|value| &value.expr).collect());
                }
                Expr::Tuple(tuple) => {
                    pairs(values, tuple.elements.iter().map(|item| &item.expr).collect());
                }
                Expr::AnonStruct(fields) => {
                    named(fields.fields.iter().map(|field| field.name.name.as_ref()).collect());
                    pairs(values, fields.fields.iter().map(|field| &field.value).collect());
                }
                Expr::Struct(theirs) => {
                    assert_eq!(group.name, theirs.name.name, "{path}");
                    match theirs.body.as_ref().unwrap() {
                        StructBody::Tuple(tuple) => {
                            pairs(values, tuple.elements.iter().map(|item| &item.expr).collect());
                        }
                        StructBody::Fields(body) => {
                            let fields = &body.fields;
                            named(fields.iter().map(|field| field.name.name.as_ref()).collect());
                            pairs(values, fields.iter().map(|field| &field.value).collect());
                        }
                    }
                }
                other => panic!("{path}: {other:?}"),
            }
        }
        (ours, theirs) => panic!("{path} {span:?}: {ours:?} {theirs:?}"),
    }
}
