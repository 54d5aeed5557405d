//! Rebuilds the binary when a file is added to a folder it carries inside:
//! the compiler itself only notices changes to files it already knows.

fn main() {
    for folder in ["story", "assets/i18n", "assets/new_story"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
