//! How a reader likes to read, kept between runs and for every story.
//!
//! The file is a map of words, so that a program older or newer than the one
//! that wrote it reads what it knows. A setting that cannot be read is at its
//! default, and a notice says so; a file that cannot be read at all is kept
//! beside the new one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Notice, SaveError, atomic};

const FILE: &str = "settings.ron";
const BROKEN: &str = "settings.broken.ron";

/// How a reader likes to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Size of everything on screen in per cent: 100 to 200, in tens.
    pub size_percent: u16,
    /// The face of reading text.
    pub typeface: Typeface,
    /// Space between lines.
    pub line_spacing: LineSpacing,
    /// How the page is lit.
    pub theme: Theme,
    /// How fast the text of a new page comes up.
    pub reveal: Reveal,
    /// Words a minute at which pages go on by themselves; nothing: they wait.
    pub auto_advance: Option<u16>,
    /// Nothing moves that need not.
    pub reduced_motion: bool,
    /// How much of the facts is shown beside the text.
    pub depth: Depth,
    /// The window fills the screen.
    pub full_screen: bool,
    /// Keys chosen by the reader, by the command's name; a command that is not
    /// here has its own.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The introduction was read.
    pub introduced: bool,
}

/// Words a minute of pages that go on by themselves, slowest first.
pub const AUTO_ADVANCE: [u16; 4] = [120, 160, 200, 260];

/// The smallest and largest [`Settings::size_percent`].
pub const SIZE_PERCENT: (u16, u16) = (100, 200);

/// A setting with a few named values.
pub trait Named: Copy + PartialEq + 'static {
    /// Every value and its name in the file.
    const VALUES: &'static [(Self, &'static str)];

    /// Its name in the file.
    fn name(self) -> &'static str {
        Self::VALUES.iter().find(|(value, _)| *value == self).map_or("", |(_, name)| name)
    }

    /// The value of a name.
    fn named(name: &str) -> Option<Self> {
        Self::VALUES.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident: $($(#[$value_doc:meta])* $value:ident $word:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$value_doc])* $value),+ }

        impl Named for $name {
            const VALUES: &'static [(Self, &'static str)] = &[$(($name::$value, $word)),+];
        }
    };
}

named! {
    /// The face of reading text.
    Typeface:
    /// With serifs.
    #[default] Serif "serif",
    /// Without.
    Sans "sans",
}

named! {
    /// Space between lines.
    LineSpacing:
    /// As the page is designed.
    #[default] Normal "normal",
    /// A sixth more.
    Wide "wide",
    /// A third more.
    Widest "widest",
}

named! {
    /// How the page is lit.
    Theme:
    /// Dark ink on light paper.
    #[default] Light "light",
    /// Light ink on night paper.
    Dark "dark",
    /// Black and white.
    HighContrast "high_contrast",
}

named! {
    /// How fast the text of a new page comes up.
    Reveal:
    /// All at once.
    Instant "instant",
    /// A paragraph each sixth of a second.
    Fast "fast",
    /// A paragraph each third of a second.
    #[default] Normal "normal",
    /// A paragraph a second.
    Slow "slow",
}

named! {
    /// How much of the facts is shown beside the text.
    Depth:
    /// The story alone.
    Off "none",
    /// Marks in the text; a note comes when its mark is opened.
    Marks "marks",
    /// Marks, and every note beside the page.
    #[default] Margin "margin",
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            size_percent: SIZE_PERCENT.0,
            typeface: Typeface::default(),
            line_spacing: LineSpacing::default(),
            theme: Theme::default(),
            reveal: Reveal::default(),
            auto_advance: None,
            reduced_motion: false,
            depth: Depth::default(),
            full_screen: false,
            keys: BTreeMap::new(),
            introduced: false,
        }
    }
}

/// A value in the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Value {
    Switch(bool),
    Number(i64),
    Word(String),
    Keys(BTreeMap<String, Vec<String>>),
}

impl Settings {
    /// The settings kept in `folder`; defaults where there are none.
    pub fn load(folder: &Path) -> (Settings, Vec<Notice>) {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Default::default(),
            Err(error) => {
                let why = error.to_string();
                let notice = Notice::SettingsUnread { file: path, why, kept_as: None };
                return (Settings::default(), vec![notice]);
            }
        };
        match ron::from_str::<BTreeMap<String, ron::Value>>(&text) {
            Ok(values) => {
                let (settings, odd) = Settings::from_values(values);
                let notice = (!odd.is_empty()).then_some(Notice::SettingsOdd { file: path, odd });
                (settings, Vec::from_iter(notice))
            }
            Err(error) => {
                let kept_as = folder.join(BROKEN);
                let kept_as = fs::copy(&path, &kept_as).is_ok().then_some(kept_as);
                let why = error.to_string();
                let notice = Notice::SettingsUnread { file: path, why, kept_as };
                (Settings::default(), vec![notice])
            }
        }
    }

    /// Keeps the settings in `folder`.
    ///
    /// # Errors
    /// When they cannot be written; what was kept before is as it was.
    pub fn save(&self, folder: &Path) -> Result<(), SaveError> {
        let write = || {
            fs::create_dir_all(folder)?;
            atomic::commit(atomic::prepare(folder, self.text().as_bytes())?, &folder.join(FILE))
        };
        write().map_err(|error: io::Error| SaveError::new(folder.into(), &error))
    }

    /// The defaults; that the introduction was read stays so.
    pub fn reset(&self) -> Settings {
        Settings { introduced: self.introduced, ..Settings::default() }
    }

    fn text(&self) -> String {
        let word = |word: &str| Value::Word(word.into());
        let auto_advance = self.auto_advance.map_or(0, i64::from);
        let values = BTreeMap::from([
            ("size_percent", Value::Number(self.size_percent.into())),
            ("typeface", word(self.typeface.name())),
            ("line_spacing", word(self.line_spacing.name())),
            ("theme", word(self.theme.name())),
            ("reveal", word(self.reveal.name())),
            ("auto_advance", Value::Number(auto_advance)),
            ("reduced_motion", Value::Switch(self.reduced_motion)),
            ("depth", word(self.depth.name())),
            ("full_screen", Value::Switch(self.full_screen)),
            ("keys", Value::Keys(self.keys.clone())),
            ("introduced", Value::Switch(self.introduced)),
        ]);
        let layout = ron::ser::PrettyConfig::new().new_line("\n");
        ron::ser::to_string_pretty(&values, layout)
            .expect("words and numbers have a form in RON, and writing to memory cannot fail")
            + "\n"
    }

    /// The settings, and the names of those that could not be read.
    fn from_values(values: BTreeMap<String, ron::Value>) -> (Settings, Vec<String>) {
        let mut settings = Settings::default();
        let mut odd = Vec::new();
        for (name, value) in values {
            let known = value.into_rust::<Value>().ok();
            if known.and_then(|value| settings.set(&name, value)).is_none() {
                odd.push(name);
            }
        }
        (settings, odd)
    }

    /// Nothing where there is no such setting, or no such value of it.
    fn set(&mut self, name: &str, value: Value) -> Option<()> {
        match (name, value) {
            ("size_percent", Value::Number(percent)) => {
                let (least, most) = SIZE_PERCENT;
                let percent = u16::try_from(percent).ok()?;
                let fits = (least..=most).contains(&percent) && percent % 10 == 0;
                self.size_percent = fits.then_some(percent)?;
            }
            ("typeface", Value::Word(word)) => self.typeface = Typeface::named(&word)?,
            ("line_spacing", Value::Word(word)) => self.line_spacing = LineSpacing::named(&word)?,
            ("theme", Value::Word(word)) => self.theme = Theme::named(&word)?,
            ("reveal", Value::Word(word)) => self.reveal = Reveal::named(&word)?,
            ("auto_advance", Value::Number(0)) => self.auto_advance = None,
            ("auto_advance", Value::Number(words)) => {
                let words = u16::try_from(words).ok()?;
                self.auto_advance = Some(AUTO_ADVANCE.contains(&words).then_some(words)?);
            }
            ("reduced_motion", Value::Switch(on)) => self.reduced_motion = on,
            ("depth", Value::Word(word)) => self.depth = Depth::named(&word)?,
            ("full_screen", Value::Switch(on)) => self.full_screen = on,
            ("keys", Value::Keys(keys)) => self.keys = keys,
            ("introduced", Value::Switch(on)) => self.introduced = on,
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unlike_the_defaults() -> Settings {
        Settings {
            size_percent: 170,
            typeface: Typeface::Sans,
            line_spacing: LineSpacing::Widest,
            theme: Theme::HighContrast,
            reveal: Reveal::Instant,
            auto_advance: Some(160),
            reduced_motion: true,
            depth: Depth::Off,
            full_screen: true,
            keys: BTreeMap::from([("notes".into(), vec!["N".into(), "F2".into()])]),
            introduced: true,
        }
    }

    #[test]
    fn settings_come_back_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        for settings in [Settings::default(), unlike_the_defaults()] {
            settings.save(folder.path()).unwrap();
            assert_eq!(Settings::load(folder.path()), (settings, Vec::new()));
        }
    }

    #[test]
    fn a_setting_that_cannot_be_read_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let text = unlike_the_defaults()
            .text()
            .replace("170", "175")
            .replace("\"sans\"", "\"comic\"")
            .replace("\"reduced_motion\": true", "\"hum\": true");
        fs::write(folder.path().join(FILE), text).unwrap();
        let (settings, notices) = Settings::load(folder.path());
        let expected = Settings {
            size_percent: 100,
            typeface: Typeface::Serif,
            reduced_motion: false,
            ..unlike_the_defaults()
        };
        assert_eq!(settings, expected);
        let told = notices[0].to_string();
        for name in ["size_percent", "typeface", "hum"] {
            assert!(told.contains(name), "{told}");
        }
    }

    #[test]
    fn a_file_that_is_none_is_kept_and_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "size 170").unwrap();
        let (settings, notices) = Settings::load(folder.path());
        assert_eq!(settings, Settings::default());
        assert!(notices[0].to_string().contains(BROKEN), "{}", notices[0]);
        settings.save(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join(BROKEN)).unwrap(), "size 170");
    }
}
