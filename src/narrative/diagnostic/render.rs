//! Problems as text for a terminal.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::narrative::parse::StoryFile;

/// Problems as an author reads them: code, place, the line itself, the cause
/// and what to do.
pub fn render(problems: &[Diagnostic], files: &[StoryFile], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for problem in problems {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let code = problem.code.to_string();
        let title = level.primary_title(problem.message.as_str()).id(code.as_str());
        let source = files.iter().find(|file| file.path == problem.file);
        let source = source.map_or("", |file| file.text.as_str());
        let mut group = if problem.span.end <= source.len() && !source.is_empty() {
            let annotation = AnnotationKind::Primary.span(problem.span.clone());
            title.element(
                Snippet::source(source)
                    .path(problem.file.as_str())
                    .annotation(annotation.label(problem.label.as_str())),
            )
        } else {
            title.element(Level::NOTE.message(format!("in {}", problem.file)))
        };
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    text
}
