//! What a kiosk’s file may hold, field by field, as staff write it.
//!
//! The contract is `docs/museum.md`. Every field that is not declared here is
//! refused. `Option`, `Vec` and `bool` may be left out.

use crate::museum::hours::Day;
use crate::narrative::parse::decode::{Required, Whole};
use crate::narrative::parse::group::{authored, worded};
use crate::narrative::parse::tree::Words;

authored! {
    /// `kiosk.ron`
    Kiosk {
        format: Whole,
        name: Words<'t>,
        story: Option<Words<'t>>,
        profile: Option<Words<'t>>,
        vignettes: Vec<Words<'t>>,
        panel: Panel<'t>,
        staff: Staff<'t>,
        attract: Option<Attract<'t>>,
        idle: Option<Idle<'t>>,
        hours: Vec<Hours<'t>>,
        objects: Vec<Object<'t>>,
        display: Option<Display<'t>>,
        lower_controls: bool,
        data: Option<Words<'t>>,
    }

    Panel {
        diagonal_mm: Whole,
        width_px: Whole,
        height_px: Whole,
        viewing_distance_mm: Whole,
    }

    Staff {
        pin: Words<'t>,
    }

    Attract {
        lines: Required<Words<'t>>,
        seconds: Option<Whole>,
        still: bool,
    }

    Idle {
        least_seconds: Option<Whole>,
        most_seconds: Option<Whole>,
        ask_seconds: Option<Whole>,
    }

    Hours {
        days: Vec<Day>,
        open: Words<'t>,
        close: Words<'t>,
    }

    Display {
        sleep: Required<Words<'t>>,
        wake: Required<Words<'t>>,
        after_seconds: Option<Whole>,
    }

    Object {
        scene: Words<'t>,
        see: Words<'t>,
    }
}

worded! {
    Day: Monday Tuesday Wednesday Thursday Friday Saturday Sunday;
}
