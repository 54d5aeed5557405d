//! What a panel’s sizes come to, against what standards ask: one page for the
//! exhibit’s file.

use std::fmt::Write;

use super::config::Config;
use super::idle::LEAST_ASK_SECS;
use super::panel::{CAPITAL_DEGREES, CAPITAL_MM, Panel, SIZES, TARGET_MM};

/// One requirement and how it is met.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// What is asked, and by whom.
    pub asked: &'static str,
    /// What there is.
    pub found: String,
    /// Whether that is enough.
    pub met: bool,
}

/// Steps of enlargement that a visitor can ask for, in per cent. The largest is
/// what WCAG 2.2, 1.4.4 asks.
pub const ENLARGED_PERCENT: [u16; 3] = [100, 150, 200];

/// Holds a kiosk to what can be reckoned from its file.
pub fn requirements(config: &Config) -> Vec<Requirement> {
    let panel = &config.panel;
    let scale = panel.scale();
    let capital = panel.capital_mm(SIZES.text, scale);
    let target = panel.mm(SIZES.target, scale);
    let most = ENLARGED_PERCENT.iter().max().copied().unwrap_or(100);
    let largest = panel.degrees(capital * f32::from(most) / 100.0);
    let ask = config.idle.ask_secs;
    vec![
        Requirement {
            asked: "Capitals of 4.8 mm in the default text (508, 402.4; EN 301 549, 5.1.4)",
            found: format!("{capital:.1} mm"),
            met: capital >= CAPITAL_MM - 0.05,
        },
        Requirement {
            asked: "Capitals seen at 0.7° in one mode (EN 301 549, 5.1.4)",
            found: format!(
                "{:.2}° by default, {largest:.2}° at {most} %, from {:.0} mm",
                panel.degrees(capital),
                panel.viewing_distance_mm
            ),
            met: largest >= CAPITAL_DEGREES,
        },
        Requirement {
            asked: "Text twice as large without loss (WCAG 2.2, 1.4.4)",
            found: format!("up to {most} %, in {} steps", ENLARGED_PERCENT.len()),
            met: most >= 200,
        },
        Requirement {
            asked: "What is touched is 20 mm high and wide (Colle and Hiszem, 2004)",
            found: format!("{target:.1} mm"),
            met: target >= TARGET_MM - 0.05,
        },
        Requirement {
            asked: "Twenty seconds to say “still here” (WCAG 2.2, 2.2.1)",
            found: format!("{ask} s, as often as wanted"),
            met: ask >= LEAST_ASK_SECS,
        },
        Requirement {
            asked: "One touch, no dragging, no holding (508, 407.8; WCAG 2.2, 2.5.1 and 2.5.7)",
            found: "every action is one touch, or one of five keys".into(),
            met: true,
        },
        Requirement {
            asked: "Operable without sight, by speech (508, 402.2; EN 301 549, 5.1.3)",
            found: "this version does not speak".into(),
            met: false,
        },
    ]
}

/// The page, as plain text.
pub fn report(config: &Config) -> String {
    let Panel { diagonal_mm, width_px, height_px, .. } = config.panel;
    let inches = diagonal_mm / 25.4;
    let mut page = format!(
        "{}\nConformance of the panel: {diagonal_mm:.0} mm ({inches:.1} in), {width_px} by {height_px} pixels\n\n",
        config.name
    );
    for Requirement { asked, found, met } in requirements(config) {
        let mark = if met { "met    " } else { "NOT MET" };
        // Writing to text does not fail.
        let _ = writeln!(page, "{mark}  {asked}\n         {found}");
    }
    let scale = config.panel.scale();
    let _ = writeln!(
        page,
        "\nReckoned from the figures in the kiosk’s file, at {scale:.2} pixels to a point. Measure a capital letter\n\
         on the glass once: a wrong diagonal makes all of it wrong. Reach is the room’s: the controls lie in the\n\
         lower half of an upright panel; hang it so that they are 380 to 1220 mm above the floor (ADA, 308)."
    );
    page
}
