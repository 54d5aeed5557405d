//! The interface's words: every one that is asked for is there, and every one
//! that is there is asked for.

use std::collections::BTreeSet;
use std::path::Path;

use fluent_bundle::FluentResource;
use sungari::i18n::Strings;
use sungari::narrative::model::{Checked, Date, SourceKind, Verdict};

/// The words' keys, file by file.
fn keys() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/i18n/en");
    let mut keys = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        if let Err((_, errors)) = FluentResource::try_new(text.clone()) {
            panic!("{}: {errors:?}", path.display());
        }
        let names = text.lines().filter_map(|line| line.split_once(" ="));
        keys.extend(names.map(|(key, _)| key).filter(|key| is_key(key)).map(str::to_owned));
    }
    keys
}

fn is_key(text: &str) -> bool {
    text.contains('-')
        && text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.bytes().all(|letter| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Every string in the sources that looks like a key.
fn asked_for() -> BTreeSet<String> {
    fn sources(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                found.extend(text.split('"').filter(|text| is_key(text)).map(str::to_owned));
            }
        }
    }
    let mut found = BTreeSet::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

#[test]
fn every_key_stands_once() {
    let (all, distinct) = (keys(), keys().into_iter().collect::<BTreeSet<_>>());
    assert!(!all.is_empty());
    assert_eq!(all.len(), distinct.len(), "a key stands in two places");
}

#[test]
fn every_key_asked_for_is_there() {
    let keys: BTreeSet<_> = keys().into_iter().collect();
    // A string belongs here if it begins like one of the keys.
    let families: BTreeSet<_> = keys.iter().filter_map(|key| key.split('-').next()).collect();
    let missing: Vec<_> = asked_for()
        .into_iter()
        .filter(|key| key.split('-').next().is_some_and(|family| families.contains(family)))
        .filter(|key| !keys.contains(key))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_key_there_is_asked_for() {
    let asked = asked_for();
    let idle: Vec<_> = keys().into_iter().filter(|key| !asked.contains(key)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn dates_are_said_as_exactly_as_they_are_known() {
    let strings = Strings::load("en");
    for (written, said) in [
        ("1938", "1938"),
        ("1938-03", "March 1938"),
        ("1938-03-15", "15 March 1938"),
        ("1938/1939", "1938–1939"),
    ] {
        assert_eq!(strings.date(Date::parse(written).unwrap()), said);
    }
    let months: BTreeSet<_> = (1..=12).map(|month| strings.month(month)).collect();
    assert_eq!(months.len(), 12);
}

#[test]
fn a_language_without_words_is_english() {
    assert_eq!(Strings::load("tlh").month(5), Strings::load("en").month(5));
}

#[test]
fn the_scholarly_words_differ() {
    let strings = Strings::load("en");
    use Verdict::{Contradicted, Open, Partly, Supported, Unverified};
    let verdicts = [Supported, Partly, Contradicted, Open, Unverified];
    assert_eq!(
        verdicts.map(|verdict| strings.verdict(verdict)).iter().collect::<BTreeSet<_>>().len(),
        5
    );
    let checked = [Checked::Read, Checked::Excerpt, Checked::Unchecked];
    assert_eq!(
        checked.map(|checked| strings.checked(checked)).iter().collect::<BTreeSet<_>>().len(),
        3
    );
    use SourceKind::{Article, Book, Document, Encyclopaedia, Memoir, Press, Thesis};
    let kinds = [Book, Article, Thesis, Memoir, Document, Press, Encyclopaedia];
    assert_eq!(kinds.map(|kind| strings.kind(kind)).iter().collect::<BTreeSet<_>>().len(), 7);
}

#[test]
fn who_has_checked_the_pages_is_counted_and_named() {
    let strings = Strings::load("en");
    let mut files = crate::changed::minimal();
    let told = |files: &[_]| strings.reviewed(&sungari::narrative::load(files).story.unwrap());
    assert!(told(&files).starts_with("None of its "), "{}", told(&files));
    let scene = files.iter_mut().find(|file| file.path.starts_with("scenes/")).unwrap();
    let review = "checked: Review(by: \"A. Ivanova, historian\", on: \"2026-05-31\"),\n    title:";
    scene.text = scene.text.replacen("title:", review, 1);
    let one = told(&files);
    assert!(one.starts_with("One of its ") && one.ends_with("by A. Ivanova, historian."), "{one}");
}
