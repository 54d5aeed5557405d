//! What a profile may hold, field by field, as staff write it.
//!
//! The contract is `docs/museum.md`. Every field that is not declared here is
//! refused.

use crate::museum::config::format::Object;
use crate::narrative::parse::decode::{Required, Whole};
use crate::narrative::parse::group::authored;
use crate::narrative::parse::tree::Words;

authored! {
    /// A file named in `profile` of `kiosk.ron`.
    Profile {
        format: Whole,
        name: Words<'t>,
        vignettes: Vec<Words<'t>>,
        warnings: Vec<Warning<'t>>,
        pictures: Vec<Picture<'t>>,
        objects: Vec<Object<'t>>,
    }

    Warning {
        scene: Words<'t>,
        content: Option<Required<Words<'t>>>,
        summary: Option<Required<Words<'t>>>,
        only_summary: bool,
    }

    Picture {
        scene: Words<'t>,
        show: Words<'t>,
    }
}
