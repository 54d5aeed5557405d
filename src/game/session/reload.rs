//! What becomes of everything at hand when the story changes under it.

use std::sync::Arc;

use super::{Session, Shelf};
use crate::game::screens::{EpilogueState, Problems, SavesState, Screen};
use crate::narrative::model::{Mark, Story};
use crate::narrative::run::Playthrough;
use crate::narrative::run::save::carry;

/// A story that is being written, as its author sees it.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// What is wrong with it as it was saved last.
    pub problems: Problems,
    /// Whether that is shown over the page.
    pub is_open: bool,
    /// What the last change took from the life at hand.
    pub told: Vec<String>,
    /// The life at hand as it was lived, where a change took something from it.
    lived: Option<Lived>,
}

/// A life as it was lived, so that it is whole again when the change is taken
/// back.
#[derive(Clone, Debug)]
struct Lived {
    story: Arc<Story>,
    life: Playthrough,
    /// What became of it; if the life at hand is another, it went on from
    /// there.
    became: Playthrough,
}

impl Watched {
    /// A story in which so much is wrong, shown over the page or not.
    pub fn new(problems: Problems, is_open: bool) -> Watched {
        Watched { problems, is_open, ..Watched::default() }
    }
}

impl Session {
    /// The story is being written from now on.
    pub fn watch(&mut self, problems: Problems) {
        self.watched = Some(Watched::new(problems, false));
    }

    /// Notes what is wrong with the story as it was saved last. Errors that
    /// were not there before come over the page, and go when they are mended.
    pub fn take_in_problems(&mut self, problems: Problems) {
        let Some(watched) = &mut self.watched else { return };
        let (had_errors, has_errors) = (watched.problems.has_errors(), problems.has_errors());
        if has_errors && !watched.problems.has_same_errors(&problems) {
            watched.is_open = true;
        } else if (had_errors && !has_errors) || problems.is_empty() {
            watched.is_open = false;
        }
        watched.problems = problems;
    }

    /// Shows what is wrong with the story over the page, or no more.
    pub(super) fn show_problems(&mut self, is_open: bool) {
        if let Some(watched) = &mut self.watched {
            watched.is_open = is_open && !watched.problems.is_empty();
        }
    }

    /// The story has another name to be kept under.
    pub fn move_to_shelf(&mut self, story: &Story, shelf: Shelf, notices: Vec<String>) {
        self.shelf = shelf;
        self.notices = notices;
        self.is_kept = false;
        self.find_record(story);
        self.list_slots();
    }

    /// Goes on in the story as it is now. Nothing is saved before the next
    /// choice. Returns the screen to go to, where the one that is open has
    /// nothing to show any more.
    pub fn reload(&mut self, old: &Arc<Story>, new: &Arc<Story>, screen: Screen) -> Option<Screen> {
        // A vignette is begun anew: it is two minutes.
        self.open_vignette = None;
        if let Some(life) = self.life.take() {
            self.life = Some(self.carry_life(old, new, life));
        }
        self.carry_life_aside(|life| carry(old, &life, new).playthrough);
        if !have_same_names(old, new) {
            self.states.notebook = Default::default();
            self.states.archive = Default::default();
            self.states.epilogue = EpilogueState::default();
            self.states.saves = SavesState::default();
        }
        self.states.page.reload(|mark| same_mark(old, new, mark));
        if !have_same_pictures(old, new) {
            self.pictures_changed += 1;
            self.thumbnails.clear();
        }
        let life = self.life.as_ref();
        let has_ended = |life: &Playthrough| new.scene(life.state().scene).ending.is_some();
        let is_of_an_end = screen == Screen::Epilogue || self.is_over(Screen::Epilogue);
        if is_of_an_end && !life.is_some_and(has_ended) {
            return self.open_screen(screen, Screen::Scene);
        }
        None
    }

    fn carry_life(&mut self, old: &Arc<Story>, new: &Arc<Story>, life: Playthrough) -> Playthrough {
        let Some(watched) = &mut self.watched else { return carry(old, &life, new).playthrough };
        let lived = watched.lived.take().filter(|lived| lived.became == life);
        let (story, lived) = match lived {
            Some(Lived { story, life, .. }) => (story, life),
            None => (old.clone(), life),
        };
        let restored = carry(&story, &lived, new);
        watched.told = restored.changes.iter().map(ToString::to_string).collect();
        if !restored.changes.is_empty() {
            let became = restored.playthrough.clone();
            watched.lived = Some(Lived { story, life: lived, became });
        }
        restored.playthrough
    }
}

/// What is called as a mark's fact, claim or term was.
fn same_mark(old: &Story, new: &Story, mark: Mark) -> Option<Mark> {
    Some(match mark {
        Mark::Fact(id) => Mark::Fact(new.fact_named(&old.fact(id).name)?),
        Mark::Claim(id) => Mark::Claim(new.claim_named(&old.claim(id).name)?),
        Mark::Term(id) => Mark::Term(new.term_named(&old.term(id).name)?),
    })
}

/// Whether everything that screens remember is still what it was.
fn have_same_names(old: &Story, new: &Story) -> bool {
    fn names(story: &Story) -> impl Iterator<Item = &str> {
        let facts = story.facts.iter().map(|fact| fact.name.as_str());
        let claims = story.claims.iter().map(|claim| claim.name.as_str());
        let terms = story.terms.iter().map(|term| term.name.as_str());
        let sources = story.sources.iter().map(|source| source.name.as_str());
        let parts = story.parts.iter().map(|part| part.name.as_str());
        let places = story.places.iter().map(|place| place.name.as_str());
        let cast = story.cast.iter().map(|person| person.name.as_str());
        facts.chain(claims).chain(terms).chain(sources).chain(parts).chain(places).chain(cast)
    }
    names(old).eq(names(new))
}

fn have_same_pictures(old: &Story, new: &Story) -> bool {
    let palettes = |story: &Story| story.parts.iter().map(|part| part.palette).collect::<Vec<_>>();
    old.backdrops == new.backdrops && palettes(old) == palettes(new)
}
