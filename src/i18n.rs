//! The interface's own words, for the window and the plain-text reader alike.
//!
//! A story's words are the story's; what stands around them lies in
//! `assets/i18n/<language>/*.ftl` and is inside the binary. Every file of a
//! language's folder is read, so a new one needs no mention here.

use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

use crate::narrative::model::{Checked, Date, SourceKind, Story, Verdict};

pub use fluent_bundle::FluentValue;

static LANGUAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/i18n");

/// The language every other falls back to.
const FALLBACK: &str = "en";

/// The interface in one language.
pub struct Strings {
    bundle: FluentBundle<FluentResource>,
}

impl Strings {
    /// The interface in a language, or in English where it has not been
    /// translated.
    pub fn load(language: &str) -> Strings {
        let folder = LANGUAGES.get_dir(language).or_else(|| LANGUAGES.get_dir(FALLBACK));
        let language: LanguageIdentifier = match folder {
            Some(folder) => folder.path().to_string_lossy().parse().unwrap_or_default(),
            None => LanguageIdentifier::default(),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks would be printed as boxes where a font lacks them.
        bundle.set_use_isolating(false);
        for file in folder.into_iter().flat_map(Dir::files) {
            let text = file.contents_utf8().unwrap_or_default();
            // A test sees to it that no file is damaged.
            let resource = FluentResource::try_new(text.into()).unwrap_or_else(|(part, _)| part);
            bundle.add_resource_overriding(resource);
        }
        Strings { bundle }
    }

    /// The words under a key.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The words under a key, with values set into them.
    pub fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "no words under `{key}`");
        let Some(pattern) = pattern else { return key.into() };
        let args: FluentArgs<'_> = values.iter().cloned().collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        debug_assert!(errors.is_empty(), "`{key}`: {errors:?}");
        text.into_owned()
    }

    /// The words under a key, with what the story calls its folder set into
    /// them.
    pub fn of_story(&self, key: &str, story: &Story) -> String {
        self.with(key, &[("folder", story.frame.folder.as_str().into())])
    }

    /// How many pages of a story a named person has checked, and who they are.
    pub fn reviewed(&self, story: &Story) -> String {
        let reviews = story.scenes.iter().filter_map(|scene| scene.checked.as_ref());
        let names: BTreeSet<&str> = reviews.clone().map(|review| review.by.as_str()).collect();
        let names = names.into_iter().collect::<Vec<_>>().join("; ");
        let values = [
            ("checked", FluentValue::from(reviews.count())),
            ("all", FluentValue::from(story.scenes.len())),
            ("names", FluentValue::from(names)),
        ];
        self.with("pages-reviewed", &values)
    }

    /// A date in words, as exact as it is known: `15 March 1938`.
    pub fn date(&self, date: Date) -> String {
        let number = |number: u16| FluentValue::from(number.to_string());
        let year = number(date.year);
        if let Some(until) = date.until {
            return self.with("date-span", &[("first", year), ("last", number(until))]);
        }
        let Some(month) = date.month else { return date.year.to_string() };
        let month = FluentValue::from(self.month(month));
        match date.day {
            Some(day) => self
                .with("date-day", &[("day", number(day.into())), ("month", month), ("year", year)]),
            None => self.with("date-month", &[("month", month), ("year", year)]),
        }
    }

    /// The name of a month, 1 to 12.
    pub fn month(&self, month: u8) -> String {
        self.get(match month {
            1 => "month-1",
            2 => "month-2",
            3 => "month-3",
            4 => "month-4",
            5 => "month-5",
            6 => "month-6",
            7 => "month-7",
            8 => "month-8",
            9 => "month-9",
            10 => "month-10",
            11 => "month-11",
            _ => "month-12",
        })
    }

    /// What a verdict is called.
    pub fn verdict(&self, verdict: Verdict) -> String {
        self.get(match verdict {
            Verdict::Supported => "verdict-supported",
            Verdict::Partly => "verdict-partly",
            Verdict::Contradicted => "verdict-contradicted",
            Verdict::Open => "verdict-open",
            Verdict::Unverified => "verdict-unverified",
        })
    }

    /// How far a source was checked, in words that may follow its name.
    pub fn checked(&self, checked: Checked) -> String {
        self.get(match checked {
            Checked::Read => "checked-read",
            Checked::Excerpt => "checked-excerpt",
            Checked::Unchecked => "checked-unchecked",
        })
    }

    /// What sort of work a source is.
    pub fn kind(&self, kind: SourceKind) -> String {
        self.get(match kind {
            SourceKind::Book => "kind-book",
            SourceKind::Article => "kind-article",
            SourceKind::Thesis => "kind-thesis",
            SourceKind::Memoir => "kind-memoir",
            SourceKind::Document => "kind-document",
            SourceKind::Press => "kind-press",
            SourceKind::Encyclopaedia => "kind-encyclopaedia",
        })
    }
}

impl std::fmt::Debug for Strings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Strings").field("locales", &self.bundle.locales).finish()
    }
}
