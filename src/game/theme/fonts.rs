//! The faces: Libertinus Serif for everything read, or Noto Sans for readers who
//! ask for it; DejaVu Sans Mono for code.

use std::sync::Arc;

use bevy_egui::egui::{FontData, FontDefinitions, FontFamily, FontId};

use crate::store::Typeface;

/// A face of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Face {
    Roman,
    Italic,
    Semibold,
    Mono,
}

impl Face {
    /// This face at a size in points.
    pub fn at(self, size: f32) -> FontId {
        FontId::new(
            size,
            match self {
                Face::Roman => FontFamily::Proportional,
                Face::Mono => FontFamily::Monospace,
                Face::Italic => FontFamily::Name("italic".into()),
                Face::Semibold => FontFamily::Name("semibold".into()),
            },
        )
    }

    /// The PostScript name of the face in the font package.
    fn file(self) -> &'static str {
        match self {
            Face::Roman => "LibertinusSerif-Regular",
            Face::Italic => "LibertinusSerif-Italic",
            Face::Semibold => "LibertinusSerif-Semibold",
            Face::Mono => "DejaVuSansMono",
        }
    }

    /// The face's data.
    fn data(self, typeface: Typeface) -> Option<&'static [u8]> {
        match (typeface, self) {
            (Typeface::Serif, _) | (_, Face::Mono) => font_file(self.file()),
            (Typeface::Sans, Face::Roman) => Some(notosans::REGULAR_TTF),
            (Typeface::Sans, Face::Italic) => Some(notosans::ITALIC_TTF),
            (Typeface::Sans, Face::Semibold) => Some(notosans::BOLD_TTF),
        }
    }
}

/// Every face, each falling back to the upright and the mono face for signs it
/// lacks.
pub fn fonts(typeface: Typeface) -> FontDefinitions {
    let faces = [Face::Roman, Face::Italic, Face::Semibold, Face::Mono];
    let mut definitions = FontDefinitions::empty();
    for face in faces {
        let Some(data) = face.data(typeface) else { continue };
        let mut data = FontData::from_static(data);
        if typeface == Typeface::Sans && face != Face::Mono {
            // The serif's small letters stand lower: alike to the eye at this scale.
            data.tweak.scale = 0.92;
        }
        definitions.font_data.insert(face.file().into(), Arc::new(data));
    }
    for face in faces {
        let chain = [face.file(), Face::Roman.file(), Face::Mono.file()].map(String::from);
        definitions.families.insert(face.at(1.0).family, chain.into());
    }
    definitions
}

/// The upright face of reading text, as a file.
pub fn serif() -> Option<&'static [u8]> {
    font_file(Face::Roman.file())
}

/// The file in the font package whose `name` table gives this PostScript name.
fn font_file(postscript_name: &str) -> Option<&'static [u8]> {
    typst_assets::fonts().find(|file| {
        ttf_parser::Face::parse(file, 0).is_ok_and(|face| {
            face.names().into_iter().any(|name| {
                name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME
                    && name.to_string().as_deref() == Some(postscript_name)
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_package_has_every_face() {
        for face in [Face::Roman, Face::Italic, Face::Semibold, Face::Mono] {
            assert!(font_file(face.file()).is_some(), "{face:?}");
        }
    }
}
