//! Looking at what was drawn: is every word whole, apart from its neighbours
//! and legible, and can everything be hit that is there to be pressed?
//!
//! Plain functions over plain data. The tests look at every screen without a
//! window; a tour (feature `dev`) looks at pictures of the real one.

mod flaws;
mod gather;
mod lives;
mod picture;
mod shapes;
mod stops;

use bevy_egui::egui::{Color32, Rect};

pub use gather::{scroll_bar, target, words};
pub use picture::{Picture, check_picture};
pub use shapes::check_shapes;
pub use stops::{Stop, backdrops, stops};

/// What one frame shows, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The window.
    pub window: Rect,
    /// Every run of text, in the order painted; what is painted over is not
    /// among them.
    pub words: Vec<Words>,
    /// What can be pressed.
    pub targets: Vec<Target>,
    /// The bars of what can be scrolled up and down.
    pub scroll_bars: Vec<Rect>,
}

/// A stretch of one row of text in one colour and size.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// What it says.
    pub text: String,
    /// Which text and which of its rows it belongs to.
    pub row: (usize, usize),
    /// Where its letters are, from their tops to their feet.
    pub ink: Rect,
    /// The same for each word of it.
    pub pieces: Vec<Rect>,
    /// Outside this nothing of it is shown.
    pub clip: Rect,
    /// The colour it is painted in.
    pub colour: Color32,
    /// Whether words were left out for want of room.
    pub is_cut_short: bool,
    /// Whether something else is painted over a part of it.
    pub is_painted_over: bool,
}

/// Something that can be pressed.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What it is to a screen reader.
    pub role: String,
    /// What it is called.
    pub label: Option<String>,
    /// Where it is.
    pub rect: Rect,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What was looked for.
    pub check: Check,
    /// The words it is about.
    pub words: String,
    /// Where it is, in points.
    pub rect: Rect,
    /// What was found.
    pub told: String,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// Nothing is drawn, or no print behind the page.
    Blank,
    /// Words that are cut off, or outside the window.
    Clipped,
    /// Words on words.
    Overlap,
    /// Words that are hard to tell from their ground.
    Contrast,
    /// What can be pressed is too small, or has no name.
    Target,
    /// The screen never came to rest.
    Restless,
}

impl Check {
    /// Its name in a report.
    pub fn name(self) -> &'static str {
        match self {
            Check::Blank => "blank",
            Check::Clipped => "clipped",
            Check::Overlap => "overlap",
            Check::Contrast => "contrast",
            Check::Target => "target",
            Check::Restless => "restless",
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Finding { check, words, rect, told } = self;
        let [left, top] = [rect.left(), rect.top()].map(|side| side.round());
        let [right, bottom] = [rect.right(), rect.bottom()].map(|side| side.round());
        write!(out, "{}: “{words}” at {left},{top} to {right},{bottom}: {told}", check.name())
    }
}
