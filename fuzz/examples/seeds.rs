//! Writes what fuzzing begins with: the stories, cases and lives of `tests/cases`.
//!
//! Run from the root of the package, as CONTRIBUTING.md says.

#[path = "../../tests/it/changed.rs"]
mod changed;

use std::error::Error;
use std::fs;
use std::path::Path;

use sungari::narrative::parse::{StoryFile, folder};
use sungari::narrative::record::{self, Record};
use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::{Playthrough, rules, view};
use sungari_fuzz::{STORY, joined};

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    for folder in ["tests/cases/stories", "assets"] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.join("story.ron").is_file() {
                let files = folder::read(&path)?;
                let name = path.file_name().ok_or("a folder has a name")?.to_string_lossy();
                story(&name, &files)?;
            }
        }
    }
    for (folder, end) in [("check", "\n=== problems"), ("plays", "\n=== choices")] {
        for entry in fs::read_dir(format!("tests/cases/{folder}"))? {
            let path = entry?.path();
            let case = fs::read_to_string(&path)?;
            let changes = case.split(end).next().ok_or("a case has a beginning")?;
            let name = path.file_stem().ok_or("a case has a name")?.to_string_lossy();
            story(&format!("{folder}-{name}"), &changed::changed(changes))?;
        }
    }
    lives()
}

fn seed(target: &str, name: &str, text: &str) -> Done {
    let folder = Path::new("fuzz/corpus").join(target);
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(name), text)?)
}

/// A story whole, and each of its files alone.
fn story(name: &str, files: &[StoryFile]) -> Done {
    seed("story", name, &joined(files))?;
    for (index, file) in files.iter().enumerate() {
        seed("layout", &format!("{name}-{index}"), &joined(std::slice::from_ref(file)))?;
    }
    Ok(())
}

/// Lives of all lengths: their saves, what their reader keeps, their choices.
fn lives() -> Done {
    for way in 0..20 {
        let mut life = Playthrough::begin(&STORY, way as u64);
        let mut record = Record::default();
        let mut walk = String::new();
        for turn in 0..2 * way {
            let moves = rules::moves(&STORY, life.state());
            let Some(taken) = moves.get((turn * 7 + way) % moves.len().max(1)) else { break };
            life.choose_outcome(&STORY, taken.choice, taken.outcome)?;
            let page = view(&STORY, &life);
            record.note_page(&STORY, page.scene, &page.blocks, life.seed(), 1);
        }
        for step in life.steps() {
            walk += &format!("{}\n", step.line(&STORY));
        }
        record.finish_life(&STORY, &life, None, 1);
        let name = way.to_string();
        seed("save", &name, &save::write(&STORY, &life, &Card::of(&STORY, &life, 1)))?;
        seed("record", &name, &record::write(&STORY, &record))?;
        seed("walk", &name, &walk)?;
    }
    Ok(())
}
