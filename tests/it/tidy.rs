//! The rules of the house: what no compiler sees.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Longer than this no file of code should be.
const LONGEST: usize = 500;

/// Every file below a folder, or the one file, sorted by path.
fn files(root: &str) -> Vec<PathBuf> {
    let root = PathBuf::from(root);
    if root.is_file() {
        return vec![root];
    }
    let mut files = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}")) {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', "/")
}

fn text(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// A file of code without its comments.
fn code(path: &Path) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    text(path).lines().filter(is_code).map(|line| format!("{line}\n")).collect()
}

/// The files of code below a folder, and what each says, comments aside.
fn sources(root: &str) -> Vec<(String, String)> {
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let files = files(root).into_iter().filter(is_rust);
    files.map(|path| (name(&path), code(&path))).collect()
}

/// The word that follows each `before` in `code`.
fn words_after<'c>(code: &'c str, before: &'c str) -> impl Iterator<Item = &'c str> {
    code.split(before).skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// What each module below `folder` names of its neighbours.
fn known(folder: &str, root: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut known = BTreeMap::<String, BTreeSet<String>>::new();
    for (path, code) in sources(folder) {
        let inner = path.strip_prefix(folder).unwrap().trim_start_matches('/');
        let module = inner.split('/').next().unwrap().trim_end_matches(".rs");
        let named = words_after(&code, root).filter(|word| *word != module);
        known.entry(module.into()).or_default().extend(named.map(str::to_owned));
    }
    known
}

fn set<'w>(words: impl IntoIterator<Item = &'w str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

#[test]
fn modules_know_only_what_the_map_says() {
    let map = text("ARCHITECTURE.md");
    let mut told = BTreeMap::new();
    for row in map.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        if let [_, module, _, knows, _] = cells[..] {
            let named = knows.split('`').skip(1).step_by(2);
            told.insert(module.trim_matches('`').to_owned(), set(named));
        }
    }
    let mut real = known("src", "crate::");
    // These two only put the others together.
    real.remove("lib");
    real.remove("main");
    assert_eq!(real, told, "left the code, right the map");
}

#[test]
fn inside_the_core_arrows_point_to_the_model() {
    let real = known("src/narrative", "crate::narrative::");
    let allowed = [
        ("model", set([])),
        ("work", set([])),
        ("seal", set([])),
        ("run", set(["model", "seal"])),
        ("record", set(["model", "run", "seal"])),
        ("diagnostic", set(["model", "parse"])),
        ("parse", set(["diagnostic", "model", "work"])),
        ("check", set(["diagnostic", "model", "parse", "work"])),
        ("explore", set(["check", "diagnostic", "model", "parse", "run", "work"])),
        ("stats", set(["model", "run"])),
        ("graph", set(["explore", "model"])),
        ("diff", set(["explore", "model"])),
        ("layout", set(["diagnostic", "model", "parse"])),
    ];
    for (module, allowed) in allowed {
        let beyond: Vec<_> = real[module].difference(&allowed).collect();
        assert!(beyond.is_empty(), "{module} names {beyond:?}");
    }
}

/// Asserts that no file of code below `root` says one of `words`, but those
/// that begin with a path of `but`.
fn assert_absent(root: &str, words: &[&str], but: &[&str]) {
    for (path, code) in sources(root) {
        if but.iter().any(|but| path.starts_with(but)) {
            continue;
        }
        for word in words {
            assert!(!code.contains(word), "{path} says `{word}`");
        }
    }
}

#[test]
fn the_core_has_no_engine_clock_thread_or_chance() {
    let absent = ["bevy", "egui", "std::time", "std::thread", "std::env", "rand", "RandomState"];
    assert_absent("src/narrative", &absent, &[]);
    assert_absent("src/linocut", &["std::time", "std::thread", "std::env", "RandomState"], &[]);
    assert_absent("src/author", &["std::time", "std::thread", "std::env"], &[]);
}

#[test]
fn only_the_window_knows_the_engine() {
    assert_absent("src", &["bevy", "egui"], &["src/game"]);
}

#[test]
fn few_touch_the_disk() {
    let allowed = ["src/narrative/parse/folder.rs", "src/store/", "src/cli.rs", "src/game/tour/"];
    assert_absent("src", &["std::fs", "fs::", "OpenOptions", "tempfile"], &allowed);
}

#[test]
fn screens_and_widgets_know_no_ecs() {
    for folder in ["src/game/screens", "src/game/widgets", "src/game/theme"] {
        for (path, code) in sources(folder) {
            let code = code.replace("bevy::state::state::States", "");
            assert!(!code.contains("bevy::"), "{path} knows more of Bevy than egui");
            for word in words_after(&code, "bevy_egui::") {
                assert_eq!(word, "egui", "{path} knows more of Bevy than egui");
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for path in ["src", "tests", "fuzz/src", "fuzz/fuzz_targets", "fuzz/examples", "build.rs"]
        .iter()
        .flat_map(|root| files(root))
    {
        if path.extension().is_some_and(|extension| extension == "rs") {
            assert!(text(&path).starts_with("//! "), "{} begins with `//!`", name(&path));
        }
    }
}

#[test]
fn files_of_code_are_short() {
    for path in ["src", "tests"].iter().flat_map(|root| files(root)) {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let (path, lines) = (name(&path), text(&path).lines().count());
        assert!(lines <= LONGEST, "{path} has {lines} lines: split it by subject");
    }
}

/// All that an author or a maker wrote: code, story, words, documents.
fn everything_written() -> Vec<PathBuf> {
    let folders = ["src", "tests", "fuzz/src", "fuzz/fuzz_targets", "fuzz/examples"];
    let folders = folders.iter().chain(&["story", "assets", "docs", ".ci"]);
    let mut written: Vec<_> = folders.flat_map(|root| files(root)).collect();
    written.push("fuzz/Cargo.toml".into());
    let top = fs::read_dir(".").unwrap().map(|entry| entry.unwrap().path());
    written.extend(top.filter(|path| {
        let kind = path.extension().and_then(|extension| extension.to_str());
        matches!(kind, Some("md" | "toml" | "rs"))
    }));
    written.retain(|path| path.extension().is_none_or(|extension| extension != "png"));
    written
}

#[test]
fn nothing_is_left_to_be_done_later() {
    for path in everything_written() {
        for word in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")] {
            assert!(!text(&path).contains(word), "{} says {word}", name(&path));
        }
    }
}

#[test]
fn no_path_of_one_machine_is_written_down() {
    let folders = ["home", "root", "Users", "work", "tmp"].map(|folder| format!("/{folder}/"));
    for path in everything_written() {
        let written = text(&path);
        for folder in folders.iter().map(String::as_str).chain([concat!(".car", "go/")]) {
            assert!(!written.contains(folder), "{} says {folder}", name(&path));
        }
    }
}

#[test]
fn documents_name_files_that_are_there() {
    const ROOTS: [&str; 6] = ["src/", "tests/", "story/", "assets/", "docs/", ".ci/"];
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "story/bible.md"] {
        let written = text(document);
        for named in written.split(['`', '(', ')', '[', ']', ' ', '\n', ';', ',']) {
            let is_path = ROOTS.iter().any(|root| named.starts_with(root));
            // Pictures are made of what the program shows, after everything else.
            if is_path && !named.contains(['<', '*', '…']) && !named.ends_with(".png") {
                let there = Path::new(named.trim_end_matches(['.', '/'])).exists();
                assert!(there, "{document} names {named}");
            }
        }
    }
    assert!(Path::new("story/dossier.md").is_file(), "the facts are here, for all to read");
}

#[test]
fn everything_that_is_not_ours_is_credited() {
    let credits = text("assets/CREDITS.md");
    for path in files("assets").iter().map(|path| name(path)) {
        let is_ours = path.ends_with(".ftl")
            || path == "assets/CREDITS.md"
            || path.starts_with("assets/kiosk/")
            || path.starts_with("assets/new_story/");
        let file = path.rsplit('/').next().unwrap();
        assert!(is_ours || credits.contains(file), "CREDITS.md does not name {path}");
    }
    let fonts = code(Path::new("src/game/theme/fonts.rs"));
    for face in
        fonts.split('"').skip(1).step_by(2).filter(|words| words.starts_with(char::is_uppercase))
    {
        let (family, style) = face.split_once('-').unwrap_or((face, ""));
        let is_named = credits.lines().any(|line| {
            line.replace(' ', "").contains(family)
                && line.contains(style)
                && line.contains("icence")
        });
        assert!(is_named, "CREDITS.md does not name {face} and its licence");
    }
}

#[test]
fn only_licences_that_are_allowed_come_in() {
    let rules = text("deny.toml");
    let list = rules.split_once("allow = [").unwrap().1.split_once(']').unwrap().0;
    let list: String = list.lines().filter(|line| !line.trim().starts_with('#')).collect();
    let allowed: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let mut command = std::process::Command::new(env!("CARGO"));
    // Only what this machine has fetched already: a test needs no network.
    command.args(["metadata", "--format-version=1", "--offline", "--locked"]);
    command.args(["--filter-platform", &host()]);
    if cfg!(not(feature = "game")) {
        command.arg("--no-default-features");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 20, "these are all packages");
    for package in packages {
        let (name, licence) = (&package["name"], package["license"].as_str());
        let licence = licence.unwrap_or_else(|| panic!("{name} has no licence"));
        assert!(is_allowed(licence, &allowed), "{name} is under {licence}");
        let source = package["source"].as_str();
        let is_known = source.is_none_or(|source| source.starts_with("registry+"));
        assert!(is_known, "{name} comes from {source:?}");
    }
}

/// The name of the machine the tests were built on and for.
fn host() -> String {
    let output = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// Whether what a licence expression asks for can be met with what is allowed:
/// `MIT OR Apache-2.0`, `(MIT OR Zlib) AND Unicode-3.0`.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', "( ").replace(')', " )");
    any_allowed(&mut spaced.split_whitespace().peekable(), allowed)
}

type Words<'w> = std::iter::Peekable<std::str::SplitWhitespace<'w>>;

fn any_allowed(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let mut is_met = all_allowed(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        is_met |= all_allowed(words, allowed);
    }
    is_met
}

fn all_allowed(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let mut is_met = one_allowed(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        is_met &= one_allowed(words, allowed);
    }
    is_met
}

fn one_allowed(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let word = words.next().unwrap();
    if word == "(" {
        let is_met = any_allowed(words, allowed);
        assert_eq!(words.next(), Some(")"));
        return is_met;
    }
    // A licence with an exception is another licence.
    let exception = words.next_if_eq(&"WITH").and_then(|_| words.next());
    exception.is_none() && allowed.contains(&word)
}

#[test]
fn licence_expressions_are_understood() {
    let allowed = ["MIT", "Zlib", "Unicode-3.0"];
    for met in ["MIT", "GPL-2.0 OR MIT", "GPL-2.0/MIT", "(GPL-2.0 OR Zlib) AND Unicode-3.0"] {
        assert!(is_allowed(met, &allowed), "{met}");
    }
    for unmet in ["GPL-2.0", "MIT AND GPL-2.0", "(MIT OR Zlib) AND GPL-2.0", "MIT WITH exception"] {
        assert!(!is_allowed(unmet, &allowed), "{unmet}");
    }
}
