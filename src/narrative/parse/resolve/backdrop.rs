//! Backdrops, and which one stands behind a scene.

use ron::Error;
use ron::error::{Position, SpannedError};
use ron::extensions::Extensions;

use super::Resolver;
use super::files::BackdropFile;
use crate::narrative::diagnostic::{At, Diagnostic, fields};
use crate::narrative::model::{Backdrop, BackdropId, Light, PartId, Picture, PlaceId};
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::tree::{Node, Value};

impl Resolver<'_, '_> {
    pub(super) fn backdrops(&mut self, files: &[BackdropFile<'_>]) -> Vec<Backdrop> {
        files.iter().map(|file| self.backdrop(file)).collect()
    }

    fn backdrop(&mut self, written: &BackdropFile<'_>) -> Backdrop {
        let (file, name) = (written.file, written.name.to_owned());
        let Some(backdrop) = &written.backdrop else {
            let picture = Picture::default();
            return Backdrop { name, fits: Vec::new(), picture, waits_for: None };
        };
        let fits = backdrop.fits.iter().filter_map(|fit| {
            let place = self.link(file, &fit.place, |names| &names.places, PlaceId::new)?;
            Some((place, fit.light))
        });
        let fits = fits.collect();
        let picture = match &backdrop.picture.value {
            // What is not well formed was reported; it cannot be read on.
            _ if !written.whole => Picture::default(),
            _ => picture(file, &backdrop.picture, self.problems),
        };
        let part = backdrop.waits_for.as_ref();
        let waits_for =
            part.and_then(|part| self.link(file, part, |names| &names.parts, PartId::new));
        Backdrop { name, fits, picture, waits_for }
    }
}

/// Reads a picture. Its vocabulary is the model's own.
pub(super) fn picture(
    file: &StoryFile,
    node: &Node<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Picture {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    // Our reader passes over this mark anywhere, `ron` only at the beginning;
    // so many blanks leave every place where it is.
    let source = file.text[node.span.clone()].replace('\u{feff}', "   ");
    match options.from_str::<Picture>(&source) {
        Ok(picture) => {
            for why in picture.problems() {
                problems.push(fields::picture_misprints(At { file, span: node.head() }, &why));
            }
            picture
        }
        Err(error) => {
            problems.push(problem(&error, file, node, &source));
            Picture::default()
        }
    }
}

/// What is wrong with a picture, in an author's words.
fn problem(error: &SpannedError, file: &StoryFile, picture: &Node<'_>, source: &str) -> Diagnostic {
    let start = offset(source, error.span.start);
    let blank = source.len() - source.get(start..).unwrap_or_default().trim_start().len();
    let start = picture.span.start + blank.max(start);
    let end = (picture.span.start + offset(source, error.span.end)).max(start);
    let node = picture.innermost(start);
    let group = match &node.value {
        Value::Group(group) => group.name,
        _ => "Picture",
    };
    let at = At { file, span: start..end };
    let whole = At { file, span: node.head() };
    let wrong =
        |expected: &str| fields::wrong_value(whole.clone(), expected, &node.describe(), None);
    match &error.code {
        Error::NoSuchStructField { expected, found, .. } => {
            fields::unknown_field(at, group, found, expected)
        }
        Error::MissingStructField { field, .. } => fields::missing(whole, group, None, &[field]),
        Error::DuplicateStructField { field, .. } => fields::field_twice(at, group, field),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            fields::unknown_word(at, found, expected)
        }
        Error::ExpectedFloat => wrong("a number"),
        Error::ExpectedInteger | Error::IntegerOutOfBounds => {
            let written = &file.text[node.span.clone()];
            fields::wrong_value(whole, "a whole number from 0 up", &format!("`{written}`"), None)
        }
        Error::ExpectedString => wrong("words in quotes"),
        Error::ExpectedBoolean => wrong("true or false"),
        Error::ExpectedArray => wrong("a list in square brackets"),
        Error::ExpectedMap => wrong("names and lists in braces"),
        Error::ExpectedNamedStructLike(name) if !name.is_empty() => wrong(&format!("`{name}(…)`")),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            wrong("values in round brackets")
        }
        Error::ExpectedDifferentLength { .. } | Error::ExpectedStructLikeEnd => {
            fields::picture_numbers(whole, "another number of values in these brackets")
        }
        _ => fields::picture(at),
    }
}

/// The byte a line and a column of a text stand for.
fn offset(text: &str, position: Position) -> usize {
    let lines = text.split_inclusive('\n').take(position.line.saturating_sub(1));
    let line_start: usize = lines.map(str::len).sum();
    let rest = text.get(line_start..).unwrap_or_default();
    let column = rest.char_indices().nth(position.col.saturating_sub(1));
    line_start + column.map_or(rest.len(), |(offset, _)| offset)
}

/// The backdrop of a place in a light: an exact fit, else one for any light.
pub(super) fn fitting(backdrops: &[Backdrop], place: PlaceId, light: Light) -> Option<BackdropId> {
    let fit = |wanted: Option<Light>| {
        backdrops.iter().position(|backdrop| backdrop.fits.contains(&(place, wanted)))
    };
    fit(Some(light)).or_else(|| fit(None)).map(BackdropId::new)
}
