//! What is wrong with a story: alone, where it does not load, or over the page
//! of one that is being written.

use std::ops::Range;
use std::sync::Arc;

use bevy_egui::egui::{self, Color32, Id, Ui, text::LayoutJob, text::TextFormat};

use super::sheet::{Sheet, sheet};
use super::{Screen, layout};
use crate::game::action::PlayerAction;
use crate::game::theme::{Colours, Face, Layout, size};
use crate::game::widgets::{
    announce, as_heading, begin_stops, end_stops, label, text_button, walk_stops,
};
use crate::i18n::{FluentValue, Strings};
use crate::narrative::diagnostic::{Diagnostic, Severity};
use crate::narrative::parse::StoryFile;
use crate::store::Settings;

/// More than this many are not worth reading before some are mended.
const MOST_SHOWN: usize = 60;

/// What is wrong with a story as it lies on disk.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// Where the story lies.
    pub folder: String,
    /// Why it could not be read, if it could not.
    pub unread: Option<String>,
    /// The errors, then the warnings, then the advice, each in order of file.
    pub list: Arc<[Problem]>,
}

/// One problem, and the line it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What, where, why and what to do.
    pub diagnostic: Diagnostic,
    /// The line of the file, and what of it is meant.
    pub line: Option<(String, Range<usize>)>,
}

impl Problems {
    /// What is wrong with the story in a folder.
    pub fn of(folder: &str, problems: &[Diagnostic], files: &[StoryFile]) -> Problems {
        let mut list: Vec<Problem> = problems
            .iter()
            .map(|diagnostic| {
                let file = files.iter().find(|file| file.path == diagnostic.file);
                let line = file.and_then(|file| diagnostic.line_in(&file.text));
                let line = line.map(|(text, meant)| (text.to_owned(), meant));
                Problem { diagnostic: diagnostic.clone(), line }
            })
            .collect();
        list.sort_by_key(|problem| problem.diagnostic.severity);
        Problems { folder: folder.into(), unread: None, list: list.into() }
    }

    /// A folder that could not be read.
    pub fn unread(folder: &str, why: String) -> Problems {
        Problems { folder: folder.into(), unread: Some(why), list: Arc::default() }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.unread.is_none() && self.list.is_empty()
    }

    /// Whether the story cannot be played.
    pub fn has_errors(&self) -> bool {
        self.unread.is_some() || self.count(Severity::Error) > 0
    }

    /// How many problems there are of a kind.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|problem| problem.diagnostic.severity == severity).count()
    }

    /// Whether others have the same errors.
    pub fn has_same_errors(&self, others: &Problems) -> bool {
        fn errors(problems: &Problems) -> impl Iterator<Item = &Diagnostic> {
            let diagnostics = problems.list.iter().map(|problem| &problem.diagnostic);
            diagnostics.filter(|diagnostic| diagnostic.severity == Severity::Error)
        }
        self.unread == others.unread && errors(self).eq(errors(others))
    }
}

/// What lies under a list of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beneath {
    /// Nothing: the story has to be mended and opened again.
    Nothing,
    /// Nothing yet: the story opens as soon as it is mended.
    Waiting,
    /// The story as it was when it last loaded.
    Story,
}

/// Draws the problems of a story.
pub fn problem_ui(
    ui: &mut Ui,
    colours: &Colours,
    strings: &Strings,
    problems: &Problems,
    beneath: Beneath,
) -> Option<PlayerAction> {
    let layout = layout(Screen::Problem, ui.max_rect(), &Settings::default());
    let (heading, advice) = match (problems.has_errors(), beneath) {
        (false, _) => ("problem-warnings", "problem-advice-warnings"),
        (true, Beneath::Nothing) => ("problem-heading", "problem-advice"),
        (true, Beneath::Waiting) => ("problem-heading", "problem-advice-waiting"),
        (true, Beneath::Story) => ("problem-heading", "problem-advice-story"),
    };
    let (_, leaves) = sheet(
        ui,
        Sheet { id: Id::new("problem"), layout: &layout, colours, fills_window: true },
        |ui| {
            begin_stops(ui);
            ui.add_space(28.0);
            let heading = strings.get(heading);
            let large = TextFormat::simple(Face::Italic.at(size::HEADING), colours.text);
            let headed = label(ui, &heading, large);
            as_heading(ui, &headed, &heading);
            announce(ui, headed.id);
            ui.add_space(6.0);
            let told = match &problems.unread {
                Some(why) => capitalised(why),
                None => {
                    let key = ["problem-told-warnings", "problem-told"];
                    let count = FluentValue::from(match problems.count(Severity::Error) {
                        0 => problems.list.len(),
                        errors => errors,
                    });
                    let folder = problems.folder.as_str().into();
                    let key = key[usize::from(problems.has_errors())];
                    strings.with(key, &[("count", count), ("folder", folder)])
                }
            };
            label(ui, &told, TextFormat::simple(Face::Roman.at(size::TEXT), colours.text));
            ui.add_space(4.0);
            let quiet = TextFormat::simple(Face::Roman.at(layout.note), colours.quiet);
            let mut advice = strings.get(advice);
            if !problems.list.is_empty() {
                advice = format!("{advice} {}", strings.get("problem-explain"));
            }
            label(ui, &advice, quiet.clone());
            ui.add_space(18.0);
            for problem in problems.list.iter().take(MOST_SHOWN) {
                problem_card(ui, colours, strings, &layout, problem);
                ui.add_space(12.0);
            }
            let left_out = problems.list.len().saturating_sub(MOST_SHOWN);
            if left_out > 0 {
                let count = [("count", FluentValue::from(left_out))];
                label(ui, &strings.with("problem-more", &count), quiet);
            }
            ui.add_space(20.0);
            end_stops(ui);
        },
        Some(|ui: &mut Ui| {
            let words = if beneath == Beneath::Story { "problem-close" } else { "title-quit" };
            text_button(ui, colours, &strings.get(words), "Esc", true).clicked()
        }),
    );
    walk_stops(ui);
    let escapes = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    (leaves == Some(true) || escapes).then_some(match beneath {
        Beneath::Story => PlayerAction::ShowProblems(false),
        Beneath::Nothing | Beneath::Waiting => PlayerAction::Quit,
    })
}

/// One problem: what, where, the line itself, and what to do.
fn problem_card(
    ui: &mut Ui,
    colours: &Colours,
    strings: &Strings,
    layout: &Layout,
    problem: &Problem,
) {
    let Problem { diagnostic, line } = problem;
    let Diagnostic { code, severity, file, line: row, column, message, label: said, help, .. } =
        diagnostic;
    let top = ui.cursor().min;
    let frame =
        egui::Frame::new().fill(colours.raised).inner_margin(egui::Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let severity = strings.get(match severity {
            Severity::Error => "problem-error",
            Severity::Warning => "problem-warning",
            Severity::Advice => "problem-hint",
        });
        let place = [
            ("severity", FluentValue::from(severity)),
            ("code", code.to_string().into()),
            ("file", file.as_str().into()),
            ("line", (*row).to_string().into()),
            ("column", (*column).to_string().into()),
        ];
        let small = TextFormat::simple(Face::Roman.at(size::SMALL), colours.quiet);
        label(ui, &strings.with("problem-place", &place), small);
        ui.add_space(3.0);
        let text = TextFormat::simple(Face::Semibold.at(layout.text - 1.0), colours.text);
        label(ui, &capitalised(message), text);
        if let Some((line, meant)) = line.as_ref().filter(|(line, _)| !line.is_empty()) {
            ui.add_space(6.0);
            source_line(ui, colours, line, meant.clone());
        }
        let note = |face: Face| TextFormat::simple(face.at(layout.note.max(15.0)), colours.text);
        if !said.is_empty() {
            ui.add_space(3.0);
            label(ui, said, note(Face::Italic));
        }
        if let Some(help) = help {
            ui.add_space(6.0);
            let help = [("help", FluentValue::from(help.as_str()))];
            label(ui, &strings.with("problem-help", &help), note(Face::Roman));
        }
    });
    if *severity == Severity::Error {
        let bar = egui::Rect::from_min_max(top, egui::pos2(top.x + 3.0, ui.cursor().top()));
        ui.painter().rect_filled(bar, 0.0, colours.accent);
    }
}

/// A line of a file, with a wash behind what is meant.
fn source_line(ui: &mut Ui, colours: &Colours, line: &str, meant: Range<usize>) {
    let plain = TextFormat {
        line_height: Some(size::SMALL * 1.5),
        ..TextFormat::simple(Face::Mono.at(size::SMALL), colours.text)
    };
    let marked = TextFormat { background: colours.wash, ..plain.clone() };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    job.append(&line[..meant.start], 0.0, plain.clone());
    job.append(&line[meant.clone()], 0.0, marked);
    job.append(&line[meant.end..], 0.0, plain);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::empty());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, line));
}

/// A message of the terminal as a sentence.
fn capitalised(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
