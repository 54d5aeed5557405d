//! The body of a save, version 1.
//!
//! ```text
//! (
//!     story: "sungari",
//!     seed: 7,
//!     card: (saved_at_secs: 1755000000, page: "Papers", date: "1935-03", steps: 1, words: 240),
//!     pages: [
//!         "platform_two.c1 trust_mother=2 papers=none",
//!         "papers trust_mother=3",
//!     ],
//! )
//! ```
//!
//! A page is a scene, the choice taken there, and what changed on the way to
//! it; the first gives every variable. Together that is a snapshot of every
//! step. A page without a choice is the last, or one whose decision the story
//! had lost before the life was saved.
//!
//! A word `~key` says that the page goes on behind that choice, in the same
//! visit of its scene. A word `^scene` says that a call has not returned, and
//! where it goes on; the latest stands last. A word `>key` is the outcome, where chance
//! decided what came of the choice.
//!
//! Pages are strings for the sake of speed: names, keys and values are words
//! or numbers, so splitting them needs no quotes, and a life of a hundred
//! steps is read in a third of the time that fields would take.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Card;
use crate::narrative::model::Story;
use crate::narrative::run::Playthrough;

/// A saved life.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Save<'a> {
    /// What the story is known by: its id, or its title.
    #[serde(borrow)]
    pub(super) story: Cow<'a, str>,
    pub(super) seed: u64,
    #[serde(borrow)]
    pub(super) card: SavedCard<'a>,
    /// At least one.
    #[serde(borrow)]
    pub(super) pages: Vec<SavedPage<'a>>,
}

/// See [`Card`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SavedCard<'a> {
    saved_at_secs: u64,
    #[serde(borrow)]
    pub(super) page: Cow<'a, str>,
    #[serde(borrow)]
    date: Cow<'a, str>,
    steps: usize,
    words: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    played_secs: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

/// A page of the life.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct SavedPage<'a>(#[serde(borrow)] Cow<'a, str>);

impl SavedPage<'_> {
    /// The scene's name.
    pub(super) fn scene(&self) -> &str {
        self.head().0
    }

    /// The key of the choice taken.
    pub(super) fn took(&self) -> Option<&str> {
        self.head().1
    }

    /// Names and values of variables, as the author writes them.
    pub(super) fn changed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.split(' ').skip(1).filter_map(|word| word.split_once('='))
    }

    /// The key of the choice that the page goes on behind.
    pub(super) fn answered(&self) -> Option<&str> {
        self.signed().find_map(|word| word.strip_prefix('~'))
    }

    /// The names of the scenes where calls go on that have not returned.
    pub(super) fn returns(&self) -> impl Iterator<Item = &str> {
        self.signed().filter_map(|word| word.strip_prefix('^'))
    }

    /// The key of the outcome of the choice taken.
    pub(super) fn outcome(&self) -> Option<&str> {
        self.signed().find_map(|word| word.strip_prefix('>'))
    }

    /// The words between the head and the values.
    fn signed(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').skip(1).take_while(|word| word.starts_with(['~', '^', '>']))
    }

    fn head(&self) -> (&str, Option<&str>) {
        let head = self.0.split(' ').next().unwrap_or_default();
        head.split_once('.').map_or((head, None), |(scene, key)| (scene, Some(key)))
    }
}

impl<'a> Save<'a> {
    pub(super) fn of(story: &'a Story, playthrough: &Playthrough, card: &'a Card) -> Save<'a> {
        let pages = playthrough.pages().into_iter().map(|page| {
            let mut words = story.scene(page.scene).name.clone();
            if let Some(choice) = page.took {
                words.push('.');
                let choice = story.choice(choice);
                words.push_str(&choice.key);
                if let Some(outcome) = choice.outcome_key(page.outcome) {
                    words.extend([" >", outcome]);
                }
            }
            if let Some(choice) = page.answered {
                words.extend([" ~", &story.choice(choice).key]);
            }
            for scene in page.returns {
                words.extend([" ^", &story.scene(scene).name]);
            }
            for (variable, value) in page.changed {
                let variable = story.variable(variable);
                words.extend([" ", &variable.name, "=", &variable.domain.show(value)]);
            }
            SavedPage(words.into())
        });
        Save {
            story: story.id.as_str().into(),
            seed: playthrough.seed(),
            card: SavedCard {
                saved_at_secs: card.saved_at_secs,
                page: card.page.as_str().into(),
                date: card.date.as_str().into(),
                steps: card.steps,
                words: card.words,
                played_secs: card.played_secs,
                note: card.note.clone(),
            },
            pages: pages.collect(),
        }
    }

    /// What a list of saves shows of it.
    pub(super) fn card(self) -> Card {
        let card = self.card;
        Card {
            saved_at_secs: card.saved_at_secs,
            page: card.page.into_owned(),
            date: card.date.into_owned(),
            steps: card.steps,
            words: card.words,
            scene: self.pages.last().map(|page| page.scene().to_owned()).unwrap_or_default(),
            played_secs: card.played_secs,
            note: card.note,
        }
    }

    pub(super) fn to_body(&self) -> String {
        let layout = ron::ser::PrettyConfig::new()
            .depth_limit(2)
            .escape_strings(false)
            .new_line("\n")
            .extensions(ron::extensions::Extensions::IMPLICIT_SOME);
        let options = options().without_recursion_limit();
        let mut body = options
            .to_string_pretty(self, layout)
            .expect("every field of a save has a form in RON, and writing to memory cannot fail");
        body.push('\n');
        body
    }

    pub(super) fn from_body(body: &'a str) -> Result<Save<'a>, String> {
        let save: Save<'a> = options().from_str(body).map_err(|error| error.to_string())?;
        if save.pages.is_empty() {
            return Err("it has no page".into());
        }
        Ok(save)
    }
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}
