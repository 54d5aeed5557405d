//! The only place for colours, fonts and sizes.

mod colours;
mod fonts;
mod layout;

pub use colours::{Colours, contrast};
pub use fonts::{Face, fonts, serif};
pub use layout::{Layout, points_scale};

use bevy_egui::egui;

/// Sizes of type in points, on a page 720 points along its shorter side.
pub mod size {
    /// Reading text.
    pub const TEXT: f32 = 18.0;
    /// Reading text on a tall page.
    pub const TEXT_TALL: f32 = 20.0;
    /// The margin's notes.
    pub const NOTE: f32 = 13.5;
    /// Notes that follow the text, where there is no margin.
    pub const NOTE_BELOW: f32 = 16.0;
    /// Small headings: places, grades, feet.
    pub const SMALL: f32 = 13.0;
    /// A scene's heading.
    pub const HEADING: f32 = 30.0;
    /// The title of the story.
    pub const TITLE: f32 = 62.0;
    /// An entry of the title's list.
    pub const ENTRY: f32 = 20.0;
    /// Height of a line as a multiple of its type.
    pub const LEADING: f32 = 1.46;
}

/// Sets the look every egui widget falls back to. With `reduced_motion` nothing
/// glides or blinks.
pub fn apply(ctx: &egui::Context, colours: &Colours, reduced_motion: bool) {
    ctx.all_styles_mut(|style| {
        style.visuals.text_cursor.blink = !reduced_motion;
        if reduced_motion {
            style.animation_time = 0.0;
            style.scroll_animation = egui::style::ScrollAnimation::none();
        } else {
            style.animation_time = 0.12;
            style.scroll_animation = egui::style::ScrollAnimation::default();
        }
        let visuals = &mut style.visuals;
        // Behind a scroll bar there is the sheet.
        visuals.extreme_bg_color = colours.sheet;
        visuals.override_text_color = Some(colours.text);
        visuals.selection.bg_fill = colours.wash;
        visuals.selection.stroke.color = colours.text;
        style.interaction.selectable_labels = false;
        style.spacing.item_spacing = egui::Vec2::ZERO;
        style.spacing.scroll = egui::style::ScrollStyle::thin();
        style.spacing.scroll.foreground_color = false;
        for widget in [
            &mut visuals.widgets.inactive,
            &mut visuals.widgets.hovered,
            &mut visuals.widgets.active,
        ] {
            widget.bg_fill = colours.faint;
            widget.fg_stroke.color = colours.faint;
        }
    });
}
