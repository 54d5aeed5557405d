//! Problems as text for a terminal.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::narrative::parse::StoryFile;

/// Problems as an author reads them: code, place, the line itself, the cause
/// and what to do.
pub fn render(problems: &[Diagnostic], files: &[StoryFile], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let texts: BTreeMap<&str, &str> =
        files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let mut text = String::new();
    for problem in problems {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Advice => Level::NOTE.with_name("advice"),
        };
        let code = problem.code.to_string();
        let title = level.primary_title(problem.message.as_str()).id(code.as_str());
        let source = texts.get(problem.file.as_str()).copied().unwrap_or_default();
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
