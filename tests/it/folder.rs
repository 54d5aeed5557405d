//! Reading a story folder.

use std::fs;
use std::path::Path;

use sungari::narrative::load;
use sungari::narrative::parse::folder::{self, FolderError};

#[test]
fn only_story_files_are_read_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("story.ron", b"Story()");
    write("README.md", b"not a story file");
    write("notes/draft.ron", b"not a story folder");
    write("scenes/winter/pier.ron", b"Scene()");
    write("scenes/winter/.pier.ron.swp", b"an editor's");
    write("scenes/autumn/yard.ron", b"Scene()");
    write("facts/river.ron", b"[]");
    let files = folder::read(folder.path()).unwrap();
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    let expected =
        ["facts/river.ron", "scenes/autumn/yard.ron", "scenes/winter/pier.ron", "story.ron"];
    assert_eq!(paths, expected);
}

#[test]
fn a_file_in_an_old_encoding_is_a_problem_and_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.ron"), b"Story(title: \"\xd1\xf3\xed\xe3\xe0\xf0\xe8\")")
        .unwrap();
    let files = folder::read(folder.path()).unwrap();
    let problems = load(&files).problems;
    assert!(problems.iter().any(|problem| problem.code.to_string() == "E0122"), "{problems:?}");
}

#[test]
fn a_folder_that_is_not_there_is_said_so() {
    let error = folder::read(Path::new("tests/no such folder")).unwrap_err();
    assert!(matches!(error, FolderError::Missing { .. }));
    assert_eq!(error.to_string(), "there is no folder tests/no such folder");
}
