//! Which names a story has, and what each leads to.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::tree::Words;
use crate::narrative::diagnostic::names::{Kind, crosses, unknown};
use crate::narrative::diagnostic::{At, Diagnostic, nearest};
use crate::narrative::model::{Condition, Domain, Number, Turns, Variable, VariableId};

/// The names of one sort of thing.
#[derive(Debug)]
pub(super) struct Table<'n> {
    kind: Kind,
    by_name: HashMap<&'n str, usize>,
    names: Vec<&'n str>,
    /// Whether every name is known. Where a file could not be read, a name
    /// that is not here may be one of those in it.
    whole: bool,
    /// Whether a name was given twice, so that another is not given at all.
    twice: bool,
    /// Names of files that lie in the wrong place.
    elsewhere: Option<&'n BTreeSet<String>>,
    /// Names of the same sort that nothing here may lead to.
    across: Option<&'n BTreeSet<String>>,
    /// How many more names are compared with all of these to guess what was
    /// meant: a slip that is everywhere must not cost a minute.
    guesses: Cell<usize>,
}

/// Comparisons made to guess what was meant, in all.
const MOST_COMPARISONS: usize = 500_000;

impl<'n> Table<'n> {
    /// A table of names in the order of the story's list.
    pub(super) fn new(kind: Kind, names: Vec<&'n str>, whole: bool) -> Table<'n> {
        let by_name: HashMap<_, _> =
            names.iter().enumerate().map(|(index, name)| (*name, index)).collect();
        let guesses = Cell::new(MOST_COMPARISONS / names.len().max(1));
        let twice = by_name.len() < names.len();
        Table { kind, by_name, names, whole, twice, elsewhere: None, across: None, guesses }
    }

    /// The same table, with names of files that were reported as misplaced.
    pub(super) fn besides(self, elsewhere: &'n BTreeSet<String>) -> Table<'n> {
        Table { elsewhere: Some(elsewhere), ..self }
    }

    /// The same table, with names of scenes to which nothing here may lead: those
    /// of vignettes for the story, those of the story for vignettes.
    pub(super) fn across_from(self, across: &'n BTreeSet<String>) -> Table<'n> {
        Table { across: Some(across), ..self }
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    pub(super) fn name(&self, index: usize) -> &'n str {
        self.names[index]
    }

    pub(super) fn names(&self) -> &[&'n str] {
        &self.names
    }

    pub(super) fn whole(&self) -> bool {
        self.whole
    }

    /// What a name leads to. The error holds nothing where the name may be
    /// one that could not be read.
    pub(super) fn link(&self, name: &str, at: At<'_>) -> Result<usize, Option<Box<Diagnostic>>> {
        match self.find(name) {
            Some(index) => Ok(index),
            None if self.across.is_some_and(|names| names.contains(name)) => {
                Err(Some(Box::new(crosses(at, self.kind, name))))
            }
            None if !self.whole => Err(None),
            None if self.elsewhere.is_some_and(|names| names.contains(name)) => Err(None),
            None => {
                let known = if self.guesses.get() > 0 { self.names.as_slice() } else { &[] };
                self.guesses.set(self.guesses.get().saturating_sub(1));
                if self.twice && nearest(name, known.iter().copied()).is_none() {
                    return Err(None);
                }
                Err(Some(Box::new(unknown(at, self.kind, name, known.iter().copied()))))
            }
        }
    }
}

/// The choices of a scene.
#[derive(Debug)]
pub(super) struct SceneChoices<'n> {
    /// The number of the first in the whole story.
    pub(super) first: usize,
    /// Their keys: those of its list, the fallback's, those asked for inside its
    /// prose, those it shares, those to storylets.
    pub(super) keys: Vec<Cow<'n, str>>,
    /// Whether every choice could be read.
    pub(super) whole: bool,
}

/// The choices of a set.
#[derive(Debug)]
pub(super) struct SetChoices<'n> {
    /// Their keys: those of its list, then those asked for inside them.
    pub(super) keys: Vec<&'n str>,
    /// The number of the first, where it stands first.
    pub(super) first: Option<usize>,
    /// Whether every choice could be read.
    pub(super) whole: bool,
}

/// Every name of a story.
#[derive(Debug)]
pub(super) struct Names<'n> {
    pub(super) parts: Table<'n>,
    pub(super) scenes: Table<'n>,
    pub(super) people: Table<'n>,
    pub(super) places: Table<'n>,
    pub(super) endings: Table<'n>,
    pub(super) facts: Table<'n>,
    pub(super) sources: Table<'n>,
    pub(super) claims: Table<'n>,
    pub(super) backdrops: Table<'n>,
    pub(super) terms: Table<'n>,
    pub(super) pools: Table<'n>,
    pub(super) choice_sets: Table<'n>,
    /// By set.
    pub(super) set_choices: Vec<SetChoices<'n>>,
    /// By scene.
    pub(super) choices: Vec<SceneChoices<'n>>,
    pub(super) variables: Vec<Variable>,
    pub(super) by_variable: HashMap<String, usize>,
    /// What is derived from them.
    pub(super) derived: BTreeMap<String, Derived>,
    /// The sets, and the flag that each member is held in.
    pub(super) sets: BTreeMap<String, Vec<(String, VariableId)>>,
    pub(super) variables_whole: bool,
    /// The scenes since which choices are counted, as far as conditions were read.
    pub(super) turns: RefCell<Vec<Turns>>,
}

/// A name for something that follows from variables.
#[derive(Debug)]
pub(super) struct Derived {
    /// What it stands for; nothing where that cannot be read.
    pub(super) given: Option<Given>,
    /// Whether something asked for it.
    pub(super) asked: Cell<bool>,
}

/// What a derived name stands for.
#[derive(Clone, Debug)]
pub(super) enum Given {
    Truth(Condition),
    Number(Number),
}

impl Names<'_> {
    /// Every name that a condition may ask for.
    pub(super) fn in_conditions(&self) -> impl Iterator<Item = &str> + Clone {
        // A name with a dot is a member of a set.
        let variables = self.variables.iter().map(|variable| variable.name.as_str());
        let variables = variables.filter(|name| !name.contains('.'));
        let derived = self.derived.keys().map(String::as_str);
        variables.chain(derived).chain(self.sets.keys().map(String::as_str))
    }

    pub(super) fn variable(&self, name: &str) -> Option<VariableId> {
        self.by_variable.get(name).copied().map(VariableId::new)
    }

    /// A variable that has `word` among its named values.
    pub(super) fn named_value(&self, word: &str) -> Option<VariableId> {
        let has = |variable: &Variable| match &variable.domain {
            Domain::Named(values) => values.iter().any(|value| value == word),
            _ => false,
        };
        self.variables.iter().position(has).map(VariableId::new)
    }
}

/// Whether a word may be an id or a key: `[a-z][a-z0-9_]*`.
pub(crate) fn is_id(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_lowercase())
        && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// The id an author most likely meant.
pub(crate) fn better_id(word: &str) -> Option<String> {
    let lower = word.trim().to_lowercase();
    let better: String = lower
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' })
        .collect();
    let better = better.trim_matches('_').to_owned();
    is_id(&better).then_some(better)
}

/// Checks the spelling of an id.
pub(super) fn check_id(words: &Words<'_>, at: At<'_>, problems: &mut Vec<Diagnostic>) {
    if !words.broken && !is_id(&words.text) {
        let better = better_id(&words.text);
        problems.push(crate::narrative::diagnostic::fields::bad_id(at, &words.text, better));
    }
}
