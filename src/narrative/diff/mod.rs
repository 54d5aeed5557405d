//! What became of a story between two of its states, in the words of a story:
//! not which lines of files, but which routes, words, facts and bounds.

mod record;
mod shown;
mod vignettes;
mod world;

use std::collections::BTreeMap;

use super::model::Story;

/// What became of a story, by what it is about. Each list is in order of name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Scenes added, removed, moved to another part, given another title.
    pub scenes: Vec<Change>,
    /// Choices, as `scene.key`: added, removed, leading elsewhere, open
    /// otherwise, doing something else.
    pub choices: Vec<Change>,
    /// Endings added, removed, renamed.
    pub endings: Vec<Change>,
    /// Scenes and endings that the links lead to now and did not, or did and
    /// do not.
    pub routes: Vec<Change>,
    /// Words, as `scene.key`, `story.title`, `place id` or `term id`.
    pub lines: Vec<Change>,
    /// Facts added, removed, regraded, worded or sourced otherwise.
    pub facts: Vec<Change>,
    /// Sources added, removed, checked further.
    pub sources: Vec<Change>,
    /// Claims added, removed, weighed otherwise.
    pub claims: Vec<Change>,
    /// Variables added, removed, with other bounds or another start.
    pub variables: Vec<Change>,
    /// Vignettes added, removed, told otherwise or going on elsewhere; their
    /// scenes, choices and words as those of the story.
    pub vignettes: Vec<Change>,
    /// Which saves of the old story would be told that something is gone.
    pub saves: Vec<Change>,
}

/// One thing that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The author's name for what has changed.
    pub name: String,
    /// What about it has.
    pub what: What,
    /// What it was; nothing where there was none.
    pub old: Option<String>,
    /// What it is; nothing where there is none.
    pub new: Option<String>,
}

/// What about a thing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// The part it belongs to.
    Part,
    /// What it is called.
    Title,
    /// Where it leads.
    LeadsTo,
    /// The scene it begins in.
    BeginsIn,
    /// The choices by which the story comes to where it leads.
    Route,
    /// When it is open.
    OpenIf,
    /// What it changes.
    Does,
    /// Whether the links lead to it.
    Reached,
    /// What it says.
    Words,
    /// How sure it is.
    Grade,
    /// What it rests on.
    Sources,
    /// How far it was seen.
    Checked,
    /// How it stands against the record.
    Verdict,
    /// The fact that weighs it.
    WeighedBy,
    /// The values it may take.
    Bounds,
    /// Its value when a life begins.
    Start,
    /// The page is gone.
    PageGone,
    /// The decision is gone.
    DecisionGone,
    /// What it remembers cannot be remembered so.
    Forgotten,
    /// It is of another story now.
    OtherStory,
}

impl Diff {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.sections().iter().all(|(_, changes)| changes.is_empty())
    }

    /// The lists with their names, in the order in which they are told.
    pub fn sections(&self) -> [(&'static str, &[Change]); 11] {
        [
            ("scenes", &self.scenes),
            ("choices", &self.choices),
            ("endings", &self.endings),
            ("routes", &self.routes),
            ("lines", &self.lines),
            ("facts", &self.facts),
            ("sources", &self.sources),
            ("claims", &self.claims),
            ("variables", &self.variables),
            ("vignettes", &self.vignettes),
            ("saves", &self.saves),
        ]
    }
}

/// What became of `old` in `new`.
pub fn diff(old: &Story, new: &Story) -> Diff {
    let mut diff = Diff {
        scenes: world::scenes(old, new),
        choices: world::choices(old, new),
        endings: world::endings(old, new),
        routes: world::routes(old, new),
        lines: world::lines(old, new),
        facts: record::facts(old, new),
        sources: record::sources(old, new),
        claims: record::claims(old, new),
        variables: world::variables(old, new),
        vignettes: vignettes::vignettes(old, new),
        saves: Vec::new(),
    };
    diff.saves = saves(old, new, &diff);
    diff
}

/// What readers' saves would lose: pages, decisions and values that are gone.
fn saves(old: &Story, new: &Story, diff: &Diff) -> Vec<Change> {
    let told = |change: &Change, what| Change { what, ..change.clone() };
    let mut saves = Vec::new();
    if !new.is_known_as(&old.id) {
        let (old, new) = (Some(old.id.clone()), Some(new.id.clone()));
        saves.push(Change { name: "all".into(), what: What::OtherStory, old, new });
    }
    let gone = |change: &&Change| change.what == What::Removed;
    saves.extend(diff.scenes.iter().filter(gone).map(|change| told(change, What::PageGone)));
    let in_kept_scene = |change: &&Change| {
        let scene = change.name.split_once('.').map_or("", |(scene, _)| scene);
        new.scene_named(scene).is_some()
    };
    let decisions = diff.choices.iter().filter(gone).filter(in_kept_scene);
    saves.extend(decisions.map(|change| told(change, What::DecisionGone)));
    for change in &diff.variables {
        let is_lost = match (old.variable_named(&change.name), new.variable_named(&change.name)) {
            (Some(old_id), Some(new_id)) if change.what == What::Bounds => {
                let (old, new) = (&old.variable(old_id).domain, &new.variable(new_id).domain);
                let (low, high) = old.bounds();
                (low..=high).any(|value| new.read(&old.show(value)).is_none())
            }
            (Some(_), None) => true,
            _ => false,
        };
        saves.extend(is_lost.then(|| told(change, What::Forgotten)));
    }
    saves
}

/// Compares two lists by name: what is new, what is gone, and what `compare`
/// says of the rest.
fn by_name<'s, T: 's>(
    old: impl Iterator<Item = (String, &'s T)>,
    new: impl Iterator<Item = (String, &'s T)>,
    mut told: impl FnMut(&T, bool) -> String,
    mut compare: impl FnMut(&mut Changes<'_>, &T, &T),
) -> Vec<Change> {
    let mut pairs: BTreeMap<String, (Option<&T>, Option<&T>)> = BTreeMap::new();
    old.for_each(|(name, thing)| pairs.entry(name).or_default().0 = Some(thing));
    new.for_each(|(name, thing)| pairs.entry(name).or_default().1 = Some(thing));
    let mut all = Vec::new();
    for (name, pair) in pairs {
        let mut changes = Changes { name: &name, all: &mut all };
        match pair {
            (Some(old), Some(new)) => compare(&mut changes, old, new),
            (Some(old), None) => changes.push(What::Removed, Some(told(old, true)), None),
            (None, Some(new)) => changes.push(What::Added, None, Some(told(new, false))),
            (None, None) => {}
        }
    }
    all
}

/// The changes of one thing.
struct Changes<'a> {
    name: &'a str,
    all: &'a mut Vec<Change>,
}

impl Changes<'_> {
    fn push(&mut self, what: What, old: Option<String>, new: Option<String>) {
        self.all.push(Change { name: self.name.into(), what, old, new });
    }

    /// Notes a change where there is one. What is empty is not there.
    fn compare(&mut self, what: What, old: String, new: String) {
        if old != new {
            let there = |text: String| Some(text).filter(|text| !text.is_empty());
            self.push(what, there(old), there(new));
        }
    }
}
