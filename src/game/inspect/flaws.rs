//! A story that is being written, with something wrong in it.

use std::sync::Arc;

use bevy_egui::egui::Key;

use super::Stop;
use crate::game::screens::{Problem, Problems, Screen};
use crate::narrative::diagnostic::Severity;
use crate::narrative::load;
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::narrative::run::Playthrough;

/// A scene with several slips in it, one on a long line.
const FLAWED: &str = r#"Scene(
    title: "The landing stage",
    setting: Setting(date: "1935-13", place: "landing_stage", light: Noon),
    body: [
        Text(k: "s1", t: "Ice goes by. {fact flood_1932|The flood left its line on the wall, and above the line somebody has written a year in white paint – the wrong one."),
        Text(k: "s1", t: "The ice still goes by."),
    ],
    choises: [
        Choice(k: "c1", t: "Go home", goto: "home"),
    ],
    invented: "The ferryman, and what he says.",
)
"#;

fn flawed() -> Problems {
    let path = "scenes/before/landing.ron".into();
    let files = [StoryFile { path, text: FLAWED.into() }];
    Problems::of("my_story", &load(&files).problems, &files)
}

/// The same problems, taken less to heart.
fn warned() -> Problems {
    let Problems { folder, unread, list } = flawed();
    let less = |problem: &Problem| {
        let mut problem = problem.clone();
        problem.diagnostic.severity = Severity::Warning;
        problem
    };
    Problems { folder, unread, list: list.iter().map(less).collect() }
}

/// A page and the title in a window that follows what is written.
pub(super) fn flaws(story: &Arc<Story>, page: &Playthrough, ended: &Playthrough) -> Vec<Stop> {
    let clean = Problems { folder: "my_story".into(), ..Problems::default() };
    let gone = Problems::unread("my_story", "there is no folder my_story".into());
    let over_page = |name: &str, problems: Problems, is_open| {
        let name = format!("watched {name}");
        Stop::new(story, &name, &[Screen::Scene]).with(page).watched(problems, is_open)
    };
    vec![
        over_page("clean", clean, false),
        over_page("errors", flawed(), true),
        over_page("errors end", flawed(), true).pressing([Key::End]),
        over_page("errors beneath", flawed(), false),
        over_page("unread", gone, true),
        over_page("warnings", warned(), false),
        over_page("warnings open", warned(), true),
        Stop::new(story, "watched title", &[Screen::Title]).with(ended).watched(warned(), false),
    ]
}
