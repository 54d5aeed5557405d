//! `kiosk.ron`: one file says what a kiosk is.
//!
//! It is read as story files are: every problem of it is told, with its place,
//! its cause and what to do.

pub(super) mod format;
mod slips;

use std::path::PathBuf;

use super::hours::{Open, OpeningHours, TimeOfDay};
use super::idle::{IdleRules, LEAST_ASK_SECS};
use super::panel::Panel;
use super::pin;
use crate::narrative::diagnostic::names::{self, Kind};
use crate::narrative::diagnostic::{At, Diagnostic, Severity, fields, kiosk as tell, syntax};
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::decode::{Authored, Reader, Required, Whole};
use crate::narrative::parse::tree::{self, Node, Value, Words};

/// What a kiosk is.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What its staff call it; counts and reports bear the name.
    pub name: String,
    /// The story folder, relative to the file; none: the story in the program.
    pub story: Option<PathBuf>,
    /// The file of its profile, relative to this one.
    pub profile: Option<PathBuf>,
    /// The vignettes to offer, in this order; none: all of the story’s.
    pub vignettes: Vec<String>,
    /// The screen.
    pub panel: Panel,
    /// The hash of the staff’s PIN.
    pub pin: String,
    /// What people see who walk past.
    pub attract: Attract,
    /// How long it waits for a visitor.
    pub idle: IdleRules,
    /// When it is open.
    pub hours: OpeningHours,
    /// Which scene is about which object of the museum.
    pub objects: Vec<Object>,
    /// What its profile is called: set by that.
    pub venue: Option<String>,
    /// Scenes of which visitors read the summary and not the page: a profile’s.
    pub summaries: Vec<String>,
    /// How the display is put to sleep and woken.
    pub display: Option<Display>,
    /// Whether what is touched lies low, for visitors who sit, until one of them
    /// puts it higher.
    pub lower_controls: bool,
    /// Where counts and logs are kept, relative to the file; none: where the
    /// system keeps a program’s files.
    pub data: Option<PathBuf>,
}

/// What people see who walk past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attract {
    /// Short lines; none: the story’s own title and subtitle.
    pub lines: Vec<String>,
    /// Seconds from one to the next.
    pub secs: u32,
    /// Nothing changes by itself: the first line and picture stay.
    pub still: bool,
}

/// How the display is put to sleep and woken: two commands, each a program and
/// its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Display {
    /// Switches it off.
    pub sleep: Vec<String>,
    /// Switches it on.
    pub wake: Vec<String>,
    /// Seconds without a touch, once the kiosk is closed, until it sleeps.
    pub after_secs: u32,
}

impl Config {
    /// Without the vignettes and objects that a story does not know.
    pub fn fitted(mut self, story: &Story) -> Config {
        let is_visit = |name: &String| story.vignettes.iter().any(|visit| visit.name == *name);
        self.vignettes.retain(is_visit);
        let is_scene = |name: &str| story.scenes_and_vignettes().any(|scene| scene.name == name);
        self.objects.retain(|object| is_scene(&object.scene));
        self
    }
}

/// An object in the room that a scene is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// The scene.
    pub scene: String,
    /// Where to look, as “case 4”.
    pub see: String,
}

/// What came of reading a kiosk’s file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The kiosk, unless a problem is an error.
    pub config: Option<Config>,
    /// [`Config::data`], wherever it could be read: also beside errors.
    pub data: Option<PathBuf>,
    /// Everything that is wrong, in order of line and column.
    pub problems: Vec<Diagnostic>,
}

/// Letters that somebody who walks past reads in a line.
const LONGEST_LINE: usize = 60;
/// Seconds from one line of the attract loop to the next.
const ATTRACT_SECS: u32 = 12;
/// Seconds without a touch, once the kiosk is closed, until its display sleeps.
const SLEEP_SECS: u32 = 60;
/// What a page wants, in points.
const PAGE: (f32, f32) = (400.0, 560.0);

/// Reads a kiosk’s file, and holds it to the story that it shows, if there is
/// one at hand.
pub fn load(file: &StoryFile, story: Option<&Story>) -> Loaded {
    let (config, mut problems) = read(file, |kiosk, maker| maker.config(kiosk, story));
    let named = config.as_ref().and_then(|config: &Config| config.data.clone());
    let tree = tree::read(file, &mut Vec::new()).root;
    let data = (named.filter(|data| data.to_str().is_some_and(is_path)))
        .or_else(|| data_in(tree.as_ref()?));
    slips::advise(&mut problems, tree.as_ref());
    Loaded { config: config.filter(|_| is_sound(&problems)), data, problems }
}

/// Reads a file that a museum wrote, and makes something of it; with all its
/// problems, in order.
pub(super) fn read<'t, Written: Authored<'t>, Made>(
    file: &'t StoryFile,
    make: impl FnOnce(Written, &mut Maker<'_, 't>) -> Made,
) -> (Option<Made>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    if let Some(at) = file.text.find(['\u{fffd}', '\0']) {
        let end = file.text.ceil_char_boundary(at + 1);
        problems.push(syntax::not_unicode(At { file, span: at..end }));
        // Of a file in UTF-16 every second byte would be told of.
        if file.text.contains('\0') {
            return (None, problems);
        }
    }
    let tree = tree::read(file, &mut problems);
    let mut reader = Reader {
        file,
        problems: &mut problems,
        mended: tree.mended,
        lost: tree.mended,
        keyless: Vec::new(),
    };
    let written = tree.root.and_then(|root| Written::read(root, &mut reader));
    let made = written.map(|written| make(written, &mut Maker { file, problems: &mut problems }));
    crate::narrative::diagnostic::sort(&mut problems);
    (made, problems)
}

/// Whether what was made can be used.
pub(super) fn is_sound(problems: &[Diagnostic]) -> bool {
    problems.iter().all(|problem| problem.severity != Severity::Error)
}

/// The folder that is named somewhere in a file: a bracket that is missing puts
/// the field into a group that has none of it.
fn data_in(node: &Node<'_>) -> Option<PathBuf> {
    let Value::Group(group) = &node.value else { return None };
    match node.field("data").map(|data| &data.value) {
        Some(Value::Words(words)) if !words.broken && is_path(words.text.trim()) => {
            Some(PathBuf::from(words.text.trim()))
        }
        _ => group.items.iter().find_map(|item| data_in(&item.value)),
    }
}

/// Whether words can be a path. `"C:\temp"` has a tab in it.
fn is_path(words: &str) -> bool {
    !words.is_empty() && !words.contains(char::is_control)
}

/// A problem for a story that cannot be read at all, where the kiosk’s file names it.
pub fn unread_story(file: &StoryFile, why: &str) -> Diagnostic {
    let tree = tree::read(file, &mut Vec::new()).root;
    let story = tree.as_ref().and_then(|root| root.field("story"));
    tell::no_story(At { file, span: story.map_or(0..0, |story| story.span.clone()) }, why)
}

/// A problem for a file that cannot be read at all.
pub fn unread(file: &StoryFile, why: &str) -> Diagnostic {
    tell::no_file(At { file, span: 0..0 }, why)
}

/// Makes a config of what was written.
pub(super) struct Maker<'p, 't> {
    pub(super) file: &'t StoryFile,
    pub(super) problems: &'p mut Vec<Diagnostic>,
}

impl<'t> Maker<'_, 't> {
    pub(super) fn at(&self, words: &Words<'t>) -> At<'t> {
        At { file: self.file, span: words.span() }
    }

    fn config(&mut self, kiosk: format::Kiosk<'t>, story: Option<&Story>) -> Config {
        self.format(&kiosk.format);
        let pin = &kiosk.staff.pin;
        if !pin.broken && !pin::is_hash(&pin.text) {
            let at = self.at(pin);
            self.problems.push(tell::not_a_hash(at, pin::is_pin(&pin.text)));
        }
        if let Some(story) = story {
            self.names(&kiosk, story);
        }
        self.twice(kiosk.vignettes.iter());
        self.twice(kiosk.objects.iter().map(|object| &object.scene));
        let attract = self.attract(kiosk.attract);
        Config {
            name: self.line(&kiosk.name),
            story: kiosk.story.as_ref().map(|story| self.path(story)),
            profile: kiosk.profile.as_ref().map(|profile| self.path(profile)),
            vignettes: kiosk.vignettes.iter().map(|name| name.text.to_string()).collect(),
            panel: self.panel(&kiosk.panel),
            pin: pin.text.to_string(),
            attract,
            idle: self.idle(kiosk.idle.as_ref()),
            hours: OpeningHours(kiosk.hours.iter().filter_map(|hours| self.open(hours)).collect()),
            objects: self.objects(&kiosk.objects),
            venue: None,
            summaries: Vec::new(),
            display: kiosk.display.as_ref().map(|display| self.display(display)),
            lower_controls: kiosk.lower_controls,
            data: kiosk.data.as_ref().map(|data| self.path(data)),
        }
    }

    /// Holds the names of vignettes and scenes to the story.
    fn names(&mut self, kiosk: &format::Kiosk<'t>, story: &Story) {
        self.known(&kiosk.vignettes, Kind::Vignette, story);
        self.known(kiosk.objects.iter().map(|object| &object.scene), Kind::Scene, story);
    }

    /// Reports names that the story does not know.
    pub(super) fn known<'w>(
        &mut self,
        names: impl IntoIterator<Item = &'w Words<'t>>,
        kind: Kind,
        story: &Story,
    ) where
        't: 'w,
    {
        let known: Vec<&str> = match kind {
            Kind::Vignette => story.vignettes.iter().map(|one| one.name.as_str()).collect(),
            Kind::Backdrop => story.backdrops.iter().map(|one| one.name.as_str()).collect(),
            _ => story.scenes_and_vignettes().map(|scene| scene.name.as_str()).collect(),
        };
        for name in names.into_iter().filter(|name| !name.broken) {
            if !known.contains(&name.text.as_ref()) {
                let at = self.at(name);
                let problem = names::unknown(at, kind, &name.text, known.iter().copied());
                self.problems.push(problem);
            }
        }
    }

    /// Reports a version of the format that is not known.
    pub(super) fn format(&mut self, format: &Whole) {
        if !format.broken && format.number != 1 {
            let at = At { file: self.file, span: format.span.clone() };
            self.problems.push(fields::unknown_format(at, format.number));
        }
    }

    pub(super) fn objects(&mut self, objects: &[format::Object<'t>]) -> Vec<Object> {
        let object = |object: &format::Object<'t>| Object {
            scene: object.scene.text.to_string(),
            see: self.line(&object.see),
        };
        objects.iter().map(object).collect()
    }

    fn display(&mut self, display: &format::Display<'t>) -> Display {
        let mut command = |words: &Required<Words<'t>>| {
            words.items.iter().map(|word| self.line(word)).collect::<Vec<String>>()
        };
        let (sleep, wake) = (command(&display.sleep), command(&display.wake));
        let secs = display.after_seconds.as_ref();
        let after_secs =
            secs.map_or(SLEEP_SECS, |secs| self.number(secs, "after_seconds", 10, 3600));
        Display { sleep, wake, after_secs }
    }

    /// Words that must not be empty.
    pub(super) fn line(&mut self, words: &Words<'t>) -> String {
        if !words.broken && words.text.trim().is_empty() {
            let span = words.span();
            let at = At { file: self.file, span: span.start.saturating_sub(1)..span.end + 1 };
            self.problems.push(fields::empty_text(at));
        }
        words.text.trim().to_owned()
    }

    /// A path, from where the file lies.
    fn path(&mut self, words: &Words<'t>) -> PathBuf {
        if !words.broken && words.text.trim().contains(char::is_control) {
            let at = self.at(words);
            self.problems.push(tell::strange_path(at));
        }
        PathBuf::from(self.line(words))
    }

    /// Reports names that stand twice in a list.
    pub(super) fn twice<'w>(&mut self, names: impl Iterator<Item = &'w Words<'t>> + Clone)
    where
        't: 'w,
    {
        for (index, name) in names.clone().enumerate() {
            if !name.broken && names.clone().take(index).any(|before| before.text == name.text) {
                let at = self.at(name);
                self.problems.push(tell::named_twice(at, &name.text));
            }
        }
    }

    /// A number within bounds; the lower of them where it is not.
    fn number(&mut self, number: &Whole, what: &str, from: i32, to: i32) -> u32 {
        if number.broken {
            return from.unsigned_abs();
        }
        if !(from..=to).contains(&number.number) {
            let at = At { file: self.file, span: number.span.clone() };
            self.problems.push(tell::out_of_bounds(at, what, from, to));
        }
        number.number.clamp(from, to).unsigned_abs()
    }

    fn panel(&mut self, panel: &format::Panel<'t>) -> Panel {
        let before = self.problems.len();
        let made = Panel {
            diagonal_mm: self.number(&panel.diagonal_mm, "diagonal_mm", 150, 4000) as f32,
            width_px: self.number(&panel.width_px, "width_px", 480, 16_384),
            height_px: self.number(&panel.height_px, "height_px", 480, 16_384),
            viewing_distance_mm: self.number(
                &panel.viewing_distance_mm,
                "viewing_distance_mm",
                200,
                5000,
            ) as f32,
        };
        let is_read = ![&panel.diagonal_mm, &panel.width_px, &panel.height_px]
            .iter()
            .any(|number| number.broken);
        if is_read && self.problems.len() == before {
            let scale = made.scale();
            let points = (made.width_px as f32 / scale, made.height_px as f32 / scale);
            let fits = points.0.min(points.1) >= PAGE.0 && points.0.max(points.1) >= PAGE.1;
            if !fits {
                let at = At { file: self.file, span: panel.head.clone() };
                self.problems.push(tell::small_panel(at, points.0 as u32, points.1 as u32));
            }
        }
        made
    }

    fn attract(&mut self, attract: Option<format::Attract<'t>>) -> Attract {
        let Some(attract) = attract else {
            return Attract { secs: ATTRACT_SECS, ..Attract::default() };
        };
        let lines = &attract.lines;
        if lines.items.len() > 5 {
            let at = At { file: self.file, span: lines.span.clone() };
            self.problems.push(tell::attract_lines(at, lines.items.len()));
        }
        for line in &lines.items {
            let letters = line.text.chars().count();
            if letters > LONGEST_LINE {
                let at = self.at(line);
                self.problems.push(tell::attract_line_too_long(at, letters, LONGEST_LINE));
            }
        }
        let secs = attract.seconds.as_ref();
        Attract {
            lines: lines.items.iter().map(|line| self.line(line)).collect(),
            secs: secs.map_or(ATTRACT_SECS, |secs| self.number(secs, "seconds", 5, 120)),
            still: attract.still,
        }
    }

    fn idle(&mut self, idle: Option<&format::Idle<'t>>) -> IdleRules {
        let default = IdleRules::default();
        let Some(idle) = idle else { return default };
        let mut secs = |number: &Option<Whole>, what, default, from, to| {
            number.as_ref().map_or(default, |number| self.number(number, what, from, to))
        };
        let rules = IdleRules {
            least_secs: secs(&idle.least_seconds, "least_seconds", default.least_secs, 20, 3600),
            most_secs: secs(&idle.most_seconds, "most_seconds", default.most_secs, 20, 3600),
            ask_secs: secs(&idle.ask_seconds, "ask_seconds", default.ask_secs, 1, 300),
        };
        if let Some(ask) = idle.ask_seconds.as_ref().filter(|_| rules.ask_secs < LEAST_ASK_SECS) {
            let at = At { file: self.file, span: ask.span.clone() };
            self.problems.push(tell::asks_too_briefly(at, LEAST_ASK_SECS));
        }
        if rules.most_secs < rules.least_secs {
            let number = idle.most_seconds.as_ref().or(idle.least_seconds.as_ref());
            let span = number.map_or(idle.head.clone(), |number| number.span.clone());
            let at = At { file: self.file, span };
            self.problems.push(tell::longest_below_least(at, rules.least_secs));
        }
        rules
    }

    fn open(&mut self, hours: &format::Hours<'t>) -> Option<Open> {
        let mut time = |words: &Words<'t>| {
            if words.broken {
                return None;
            }
            let time = TimeOfDay::parse(&words.text);
            if time.is_none() {
                let at = self.at(words);
                self.problems.push(tell::not_a_time(at, &words.text));
            }
            time
        };
        let (from, until) = (time(&hours.open), time(&hours.close));
        let (from, until) = (from?, until?);
        if from == until {
            let at = At { file: self.file, span: hours.head.clone() };
            self.problems.push(tell::never_open(at));
        }
        Some(Open { days: hours.days.clone(), from, until })
    }
}
