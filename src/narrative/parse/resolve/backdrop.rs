//! Backdrops, and which one stands behind a scene.

use ron::extensions::Extensions;

use super::Resolver;
use super::files::BackdropFile;
use crate::narrative::diagnostic::{At, fields};
use crate::narrative::model::{Backdrop, BackdropId, Light, Picture, PlaceId};

impl Resolver<'_, '_> {
    pub(super) fn backdrops(&mut self, files: &[BackdropFile<'_>]) -> Vec<Backdrop> {
        files.iter().map(|file| self.backdrop(file)).collect()
    }

    fn backdrop(&mut self, written: &BackdropFile<'_>) -> Backdrop {
        let (file, name) = (written.file, written.name.to_owned());
        let Some(backdrop) = &written.backdrop else {
            return Backdrop { name, fits: Vec::new(), picture: Picture::default() };
        };
        let fits = backdrop.fits.iter().filter_map(|fit| {
            let place = self.link(file, &fit.place, |names| &names.places, PlaceId::new)?;
            Some((place, fit.light))
        });
        let fits = fits.collect();
        let span = backdrop.picture.span.clone();
        let source = &file.text[span.clone()];
        if source.is_empty() {
            return Backdrop { name, fits, picture: Picture::default() };
        }
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let picture = options.from_str(source).unwrap_or_else(|error| {
            let offset = |position: ron::error::Position| offset(source, position);
            let start = span.start + offset(error.span.start);
            let end = (span.start + offset(error.span.end)).clamp(start, span.end);
            let why = error.code.to_string();
            self.report(fields::picture(At { file, span: start..end }, &why));
            Picture::default()
        });
        Backdrop { name, fits, picture }
    }
}

/// The byte a line and a column of a text stand for.
fn offset(text: &str, position: ron::error::Position) -> usize {
    let line_start: usize =
        text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[line_start.min(text.len())..];
    let column = rest.char_indices().nth(position.col.saturating_sub(1));
    line_start + column.map_or(rest.len(), |(offset, _)| offset)
}

/// The backdrop of a place in a light: an exact fit, else one for any light.
pub(super) fn fitting(
    backdrops: &[Backdrop],
    place: PlaceId,
    light: Light,
) -> Option<BackdropId> {
    let fit = |wanted: Option<Light>| {
        backdrops.iter().position(|backdrop| backdrop.fits.contains(&(place, wanted)))
    };
    fit(Some(light)).or_else(|| fit(None)).map(BackdropId::new)
}
