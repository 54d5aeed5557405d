//! Backdrops: linocuts composed of shapes and cuts, as plain data.

use super::{Light, PlaceId};

/// A picture behind the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Backdrop {
    /// The file's name without `.ron`.
    pub name: String,
    /// Where it belongs. A fit without a light serves every light.
    pub fits: Vec<(PlaceId, Option<Light>)>,
    /// What is cut and printed.
    pub picture: Picture,
}

/// What is cut and printed, back to front.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {}
