//! Who and what this is made of. The words are those of `assets/CREDITS.md`.

use bevy_egui::egui::{Ui, text::TextFormat};

use super::instrument::instrument;
use super::{Desk, Screen};
use crate::game::action::PlayerAction;
use crate::game::theme::{Face, size};
use crate::game::widgets::{aside, group_heading, label, paragraph, rule};

/// What is shown that its makers did not make, and on what terms.
const CREDITS: &str = include_str!("../../../assets/CREDITS.md");

/// Draws the story's and the program's credits.
pub fn credits_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<PlayerAction> {
    let Desk { story, strings, colours, .. } = *desk;
    let words = |key: &str| strings.get(key);
    instrument(ui, desk, Screen::Credits, &words("title-credits"), "", |ui, _| {
        group_heading(ui, colours, &words("credits-story"));
        let title = TextFormat::simple(Face::Roman.at(size::ENTRY), colours.text);
        label(ui, &story.title, title);
        aside(ui, colours, &story.subtitle);
        ui.add_space(8.0);
        paragraph(ui, colours, &story.notice);
        ui.add_space(8.0);
        paragraph(ui, colours, &strings.reviewed(story));
        ui.add_space(24.0);
        group_heading(ui, colours, &words("credits-engine"));
        paragraph(ui, colours, &words("credits-engine-told"));
        ui.add_space(8.0);
        let version = [("version", env!("CARGO_PKG_VERSION").into())];
        aside(ui, colours, &strings.with("credits-version", &version));
        ui.add_space(24.0);
        group_heading(ui, colours, &words("credits-others"));
        let (rows, after) = parts_of(CREDITS);
        for [what, whence, licence] in rows {
            let strong = TextFormat::simple(Face::Semibold.at(size::NOTE_BELOW), colours.text);
            label(ui, &what, strong);
            paragraph(ui, colours, &licence);
            aside(ui, colours, &whence);
            ui.add_space(8.0);
            rule(ui, colours);
            ui.add_space(8.0);
        }
        for words in after {
            ui.add_space(4.0);
            paragraph(ui, colours, &words);
            ui.add_space(4.0);
        }
        None
    })
}

/// The rows of the table in the file, and the paragraphs after it.
fn parts_of(credits: &str) -> (Vec<[String; 3]>, Vec<String>) {
    let plain = |text: &str| text.replace('`', "").trim().to_owned();
    let cells = |line: &str| -> Option<[String; 3]> {
        let mut cells = line.strip_prefix('|')?.split('|').map(plain);
        Some([cells.next()?, cells.next()?, cells.next()?])
    };
    let is_row = |cells: &[String; 3]| !cells[0].starts_with("--");
    // The first row heads the table.
    let rows = credits.lines().filter_map(cells).filter(is_row).skip(1).collect();
    let after = credits.rsplit_once("|\n").map_or("", |(_, after)| after);
    let after = after.split("\n\n").map(|text| plain(&text.replace('\n', " ")));
    (rows, after.filter(|text| !text.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_and_paragraph_of_the_file_is_shown() {
        let (rows, after) = parts_of(CREDITS);
        assert!(rows.len() >= 3 && after.len() >= 2, "{rows:?} {after:?}");
        assert!(rows.iter().flatten().all(|cell| !cell.is_empty()), "{rows:?}");
        let shown: String = rows.concat().concat() + &after.concat();
        for words in ["Libertinus Serif", "Noto Sans", "DejaVu Sans Mono", "backdrops"] {
            assert!(shown.contains(words), "{words}");
        }
        assert!(!shown.contains(['`', '|']), "{shown}");
    }
}
