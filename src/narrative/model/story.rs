//! A whole story.

use super::backdrop::Backdrop;
use super::{
    BackdropId, Block, Choice, ChoiceId, Claim, ClaimId, Date, EndingId, Fact, FactId, Grade,
    PartId, Period, PersonId, PlaceId, Pool, Promise, Scene, SceneId, Source, SourceId, Term,
    TermId, Turns, Variable, VariableId, Vignette,
};

/// All checked content of one work. Every id in it resolves.
#[derive(Clone, Debug)]
pub struct Story {
    /// What saves and records know it by; the title, where the author gave no
    /// id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The line under it.
    pub subtitle: String,
    /// What the title page says of what is invented and who has reviewed it.
    pub notice: String,
    /// The language of the text, as a BCP 47 tag.
    pub language: String,
    /// Words of the story's frame.
    pub frame: Frame,
    /// The scene every life begins in.
    pub start: SceneId,
    /// The picture behind the title.
    pub title_backdrop: BackdropId,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// The scenes, in order of name.
    pub scenes: Vec<Scene>,
    /// Which scene a choice belongs to, by [`ChoiceId`].
    pub choice_scenes: Vec<SceneId>,
    /// The declared variables.
    pub variables: Vec<Variable>,
    /// The scenes since which choices are counted.
    pub turns: Vec<Turns>,
    /// The pools of storylets, in order of name.
    pub pools: Vec<Pool>,
    /// Everyone who speaks or claims.
    pub cast: Vec<Person>,
    /// The places.
    pub places: Vec<Place>,
    /// The endings.
    pub endings: Vec<Ending>,
    /// The facts, in order of name.
    pub facts: Vec<Fact>,
    /// The sources, in order of name.
    pub sources: Vec<Source>,
    /// The claims, in order of name.
    pub claims: Vec<Claim>,
    /// The glossary, in order of name.
    pub terms: Vec<Term>,
    /// The backdrops, in order of name.
    pub backdrops: Vec<Backdrop>,
    /// What the author promises of every life, in the order written.
    pub promises: Vec<Promise>,
    /// The two-minute vignettes, in the order written.
    pub vignettes: Vec<Vignette>,
    /// The story that vignettes are played in: the same world, with scenes of its
    /// own. Nothing where there are none.
    pub vignette_world: Option<Box<Story>>,
}

/// Words that a grown reader reads in a minute, as reckoned throughout.
pub const WORDS_A_MINUTE: usize = 200;

/// How many minutes so many words take to read, a begun one counted as whole.
pub fn minutes(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE)
}

/// Words of the frame in which a story shows its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What the whole is, as "folder".
    pub folder: String,
    /// Who keeps it, as "archivist".
    pub keeper: String,
    /// The words an invented document bears.
    pub invented_document: String,
    /// What the press cutting is, if there is one.
    pub cutting: Option<String>,
    /// What each grade is called, in the order of [`Grade`].
    pub grades: [String; 5],
}

impl Frame {
    /// What a grade is called.
    pub fn grade(&self, grade: Grade) -> &str {
        &self.grades[grade as usize]
    }
}

/// A stretch of the story with a heading and a palette of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The name of its folder under `scenes`.
    pub name: String,
    /// Its number in words, as "Part one".
    pub number: String,
    /// Its heading.
    pub title: String,
    /// The years it covers.
    pub years: Date,
    /// The inks it is printed in.
    pub palette: Palette,
    /// The picture where no other fits.
    pub sky: BackdropId,
}

/// Three inks on paper, as sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The paper.
    pub paper: [u8; 3],
    /// The dark ink.
    pub ink: [u8; 3],
    /// The middle ink.
    pub tone: [u8; 3],
    /// The sparing bright ink.
    pub accent: [u8; 3],
}

/// Somebody who speaks or claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id authors use.
    pub name: String,
    /// The name readers see.
    pub shown: String,
    /// Who that is, for authors.
    pub doc: String,
    /// Names they bear at times, or for some.
    pub names: Vec<Name>,
    /// When they are there at all.
    pub period: Period,
}

/// Somewhere a scene happens or a fact holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The id authors use.
    pub name: String,
    /// The name readers see.
    pub shown: String,
    /// Latitude north and longitude east in degrees, where a map needs it.
    pub at: Option<(f32, f32)>,
    /// What readers see of it when they open it.
    pub about: Option<String>,
    /// Names it bears at times, or for some.
    pub names: Vec<Name>,
    /// When it is there at all.
    pub period: Period,
}

/// A name that somebody or a place bears at times, or for some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name readers see.
    pub shown: String,
    /// When.
    pub period: Period,
    /// In whose mouths; empty: in everybody's.
    pub by: Vec<PersonId>,
}

/// The name that is right on a date, in somebody's mouth or in nobody's: the
/// first that is theirs, else the first that is everybody's, else the usual.
fn called<'s>(usual: &'s str, names: &'s [Name], date: Date, by: Option<PersonId>) -> &'s str {
    let holds = |name: &&Name| name.period.holds(date);
    let theirs = by.and_then(|by| names.iter().filter(holds).find(|name| name.by.contains(&by)));
    let anyones = || names.iter().filter(holds).find(|name| name.by.is_empty());
    theirs.or_else(anyones).map_or(usual, |name| name.shown.as_str())
}

impl Person {
    /// What they are called on a date, by somebody or by the narration.
    pub fn called(&self, date: Date, by: Option<PersonId>) -> &str {
        called(&self.shown, &self.names, date, by)
    }
}

impl Place {
    /// What it is called on a date, by somebody or by the narration.
    pub fn called(&self, date: Date, by: Option<PersonId>) -> &str {
        called(&self.shown, &self.names, date, by)
    }
}

/// A way a life closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The id authors use.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// The kind of document the life became.
    pub document: String,
    /// False where the life goes on but its pages are not written yet.
    pub complete: bool,
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $one:ident $named:ident $list:ident $id:ident $item:ty, $order:ident;)*) => {
        impl Story { $(
            $(#[$doc])*
            pub fn $one(&self, id: $id) -> &$item {
                &self.$list[id.index()]
            }

            /// The id behind an author's name for it.
            pub fn $named(&self, name: &str) -> Option<$id> {
                lookups!($order &self.$list, name).map($id::new)
            }
        )* }
    };
    (as_declared $list:expr, $name:ident) => { $list.iter().position(|item| item.name == $name) };
    (by_name $list:expr, $name:ident) => {
        $list.binary_search_by(|item| item.name.as_str().cmp($name)).ok()
    };
}

lookups! {
    /// The part with this id.
    part part_named parts PartId Part, as_declared;
    /// The scene with this id.
    scene scene_named scenes SceneId Scene, by_name;
    /// The variable with this id.
    variable variable_named variables VariableId Variable, as_declared;
    /// The person with this id.
    person person_named cast PersonId Person, as_declared;
    /// The place with this id.
    place place_named places PlaceId Place, as_declared;
    /// The ending with this id.
    ending ending_named endings EndingId Ending, as_declared;
    /// The fact with this id.
    fact fact_named facts FactId Fact, by_name;
    /// The source with this id.
    source source_named sources SourceId Source, by_name;
    /// The claim with this id.
    claim claim_named claims ClaimId Claim, by_name;
    /// The term with this id.
    term term_named terms TermId Term, by_name;
    /// The backdrop with this id.
    backdrop backdrop_named backdrops BackdropId Backdrop, by_name;
}

impl Story {
    /// The choice with this id.
    pub fn choice(&self, id: ChoiceId) -> &Choice {
        self.scene(self.choice_scenes[id.index()])
            .all_choices()
            .find(|choice| choice.id == id)
            .expect("choice_scenes is built from the scenes' choices")
    }

    /// What the place of a scene is called at its date.
    pub fn place_of(&self, scene: &Scene) -> &str {
        self.place(scene.place).called(scene.date, None)
    }

    /// The choice of a scene under a key.
    pub fn choice_keyed(&self, scene: SceneId, key: &str) -> Option<&Choice> {
        self.scene(scene).all_choices().find(|choice| choice.key == key)
    }

    /// Whether a save or a record of the story with this identity is one of this
    /// story: before stories had ids, they were known by their titles.
    pub fn is_known_as(&self, identity: &str) -> bool {
        identity == self.id || identity == self.title
    }

    /// Words of prose in the story: bodies, summaries and choice labels. What
    /// scenes share counts once.
    pub fn words(&self) -> usize {
        let count = |text: &str| text.split_whitespace().count();
        let prose = |scene: &Scene| -> usize {
            let passages = scene.own_blocks().into_iter().flat_map(Block::passages);
            passages.map(|passage| count(&passage.plain())).sum()
        };
        let labels = |scene: &Scene| -> usize {
            let own = scene.all_choices().filter(|choice| choice.counts_as == choice.id);
            own.map(|choice| count(&choice.label)).sum()
        };
        self.scenes.iter().map(|scene| prose(scene) + labels(scene)).sum()
    }
}
